//! The audit log: what was added, in order.

use signet_audit::{Checkpoint, Head, PublicKey, Signature};
use signet_model::Timestamp;
use signet_model::api::{AuditPage, AuditQuery};
use signet_model::audit::Entry;
use sqlx::query;

use super::{Store, archive, page};
use crate::error::StoreError;
use crate::ports::{Answer, AuditLog};
use crate::rows::{Record, Visible};

impl AuditLog for Store {
    fn append(&self, entry: Entry) -> Answer<'_, Head> {
        let added = self.add(vec![entry]);
        Box::pin(async move {
            let none = || StoreError::damaged("an entry was added and has no number");
            added.await?.first().copied().ok_or_else(none)
        })
    }

    fn append_all(&self, entries: Vec<Entry>) -> Answer<'_, Vec<Head>> {
        Box::pin(self.add(entries))
    }

    fn page<'a>(&'a self, query: &'a AuditQuery, visible: &'a Visible) -> Answer<'a, AuditPage> {
        Box::pin(async move { page::read(&mut *self.core.reader().await, query, visible).await })
    }

    fn batch(&self, after: u64, limit: u32) -> Answer<'_, Vec<Record>> {
        Box::pin(async move {
            let mut reader = self.core.reader().await;
            let rows = archive::rows(&mut reader, after.cast_signed(), limit).await?;
            rows.into_iter().map(archive::record).collect()
        })
    }

    fn head(&self) -> Answer<'_, (Head, Signature)> {
        Box::pin(async move { archive::read_end(&mut *self.core.reader().await).await })
    }

    fn store_id(&self) -> &str {
        &self.core.store_id
    }

    fn public_key(&self) -> PublicKey {
        self.core.signer.public_key()
    }

    fn checkpoint(&self, now: Timestamp) -> Answer<'_, Checkpoint> {
        Box::pin(async move {
            let (head, _) = AuditLog::head(self).await?;
            let checkpoint = self.core.signer.checkpoint(&self.core.store_id, head, now);
            let body = serde_json::to_string(&checkpoint).map_err(StoreError::damaged)?;
            query("INSERT OR REPLACE INTO audit_checkpoint (sequence, body) VALUES (?1, ?2)")
                .bind(head.sequence.cast_signed())
                .bind(body)
                .execute(&mut *self.core.writer().await)
                .await?;
            Ok(checkpoint)
        })
    }

    fn checkpoints(&self) -> Answer<'_, Vec<Checkpoint>> {
        Box::pin(async move { archive::read_checkpoints(&mut *self.core.reader().await).await })
    }
}
