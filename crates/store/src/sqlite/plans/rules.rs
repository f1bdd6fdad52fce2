//! Standing approvals.

use signet_model::api::ApprovalRule;
use sqlx::{query, query_scalar};

use crate::error::StoreError;
use crate::sqlite::Core;
use crate::sqlite::values::{json, text};

/// All, oldest first.
pub(super) async fn all(core: &Core) -> Result<Vec<ApprovalRule>, StoreError> {
    let bodies: Vec<String> =
        query_scalar("SELECT body FROM approval_rule ORDER BY approved_at, id")
            .fetch_all(&mut *core.reader().await)
            .await?;
    bodies.iter().map(|body| json(body)).collect()
}

/// Keeps one.
pub(super) async fn add(core: &Core, rule: ApprovalRule) -> Result<(), StoreError> {
    query("INSERT INTO approval_rule (id, approved_at, body) VALUES (?1, ?2, ?3)")
        .bind(&rule.id)
        .bind(rule.approved_at.as_millis())
        .bind(text(&rule)?)
        .execute(&mut *core.writer().await)
        .await?;
    Ok(())
}

/// Drops one.
pub(super) async fn remove(core: &Core, id: &str) -> Result<Option<ApprovalRule>, StoreError> {
    let body: Option<String> =
        query_scalar("DELETE FROM approval_rule WHERE id = ?1 RETURNING body")
            .bind(id)
            .fetch_optional(&mut *core.writer().await)
            .await?;
    body.as_deref().map(json).transpose()
}
