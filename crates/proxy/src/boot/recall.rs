//! What the last process knew in memory and this one must know again: grants, marks, and the acts of the last ten minutes.

use std::collections::HashMap;
use std::sync::Arc;

use signet_model::api::AuditQuery;
use signet_model::audit::Kind;
use signet_model::{Effect, Timestamp};
use signet_store::ports::{AuditLog, Marks};
use signet_store::{Store, StoreError, Visible, ports};

use crate::config::SafeguardSettings;
use crate::grants::Grants;
use crate::service::{Safeguards, WINDOW_MS};

/// Entries that are read at a time.
const PAGE: u32 = 200;

/// The grants of the configuration and of the store.
///
/// # Errors
/// The store failed.
pub(super) async fn grants(
    settings: &SafeguardSettings,
    store: &Store,
) -> Result<Arc<Grants>, StoreError> {
    let given = ports::Grants::all(store).await?;
    let given = given
        .into_iter()
        .map(|kept| (kept.subject.clone(), kept.into()));
    Ok(Arc::new(Grants::new(
        settings.grants.iter().cloned(),
        given,
    )))
}

/// The marks, and what is spent of the budgets.
///
/// # Errors
/// The store failed.
pub(super) async fn safeguards(
    safeguards: &Safeguards,
    store: &Store,
    now: Timestamp,
) -> Result<(), StoreError> {
    for mark in Marks::all(store).await? {
        safeguards.protected.mark(mark);
    }
    let tokens = ports::Tokens::list(store).await?;
    let owners: HashMap<String, String> = tokens
        .into_iter()
        .filter_map(|token| Some((format!("token:{}", token.name), token.owner?)))
        .collect();
    for effect in Effect::ALL {
        if safeguards.budgets.limits().of(effect).is_none() {
            continue;
        }
        for (actor, at) in acts(store, effect, now).await? {
            let person = owners.get(&actor).unwrap_or(&actor);
            safeguards.budgets.count(person, effect, at);
        }
    }
    Ok(())
}

/// Who made acts of that effect within the last ten minutes, and when, oldest first.
async fn acts(
    log: &Store,
    effect: Effect,
    now: Timestamp,
) -> Result<Vec<(String, Timestamp)>, StoreError> {
    let mut query = AuditQuery {
        effect: Some(effect.as_str().to_owned()),
        limit: Some(PAGE),
        ..AuditQuery::default()
    };
    let mut acts = Vec::new();
    'pages: loop {
        let page = log.page(&query, &Visible::All).await?;
        for numbered in page.entries {
            let entry = numbered.entry;
            if now.as_millis() - entry.time.as_millis() >= WINDOW_MS {
                break 'pages;
            }
            if matches!(entry.kind, Kind::Intent | Kind::Outcome) {
                acts.push((entry.actor, entry.time));
            }
        }
        match page.next {
            Some(next) => query.before = Some(next),
            None => break,
        }
    }
    acts.reverse();
    Ok(acts)
}
