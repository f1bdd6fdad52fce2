//! The audit log: what was added, in order.

use signet_audit::{Checkpoint, Hash, Head, PublicKey, Signature};
use signet_model::Timestamp;
use signet_model::api::{AuditPage, AuditQuery};
use signet_model::audit::Entry;
use sqlx::{query, query_as, query_scalar};
use tokio::sync::oneshot;

use super::append::{Waiting, head};
use super::values::json;
use super::{Store, page};
use crate::error::StoreError;
use crate::ports::{Answer, AuditLog};
use crate::rows::{Record, Visible};

impl AuditLog for Store {
    fn append(&self, entry: Entry) -> Answer<'_, Head> {
        let (answer, answered) = oneshot::channel();
        let sent = self.appends.send(Waiting { entry, answer });
        Box::pin(async move {
            let gone = || StoreError::Failed("the store is closed".to_owned());
            sent.map_err(|_| gone())?;
            answered.await.unwrap_or_else(|_| Err(gone()))
        })
    }

    fn append_all(&self, entries: Vec<Entry>) -> Answer<'_, Vec<Head>> {
        Box::pin(async move {
            let entries: Vec<&Entry> = entries.iter().collect();
            self.core.commit(&entries).await
        })
    }

    fn page<'a>(&'a self, query: &'a AuditQuery, visible: &'a Visible) -> Answer<'a, AuditPage> {
        Box::pin(async move { page::read(&mut *self.core.reader().await, query, visible).await })
    }

    fn batch(&self, after: u64, limit: u32) -> Answer<'_, Vec<Record>> {
        Box::pin(async move {
            let rows: Vec<(i64, Vec<u8>, Vec<u8>)> = query_as(
                "SELECT sequence, hash, body FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
            )
            .bind(after.cast_signed())
            .bind(limit)
            .fetch_all(&mut *self.core.reader().await)
            .await?;
            let record = |(sequence, hash, body): (i64, Vec<u8>, Vec<u8>)| {
                Ok(Record {
                    sequence: u64::try_from(sequence).map_err(StoreError::damaged)?,
                    hash: Hash::from_bytes(&hash)
                        .ok_or_else(|| StoreError::damaged("a hash has not 32 bytes"))?,
                    body,
                })
            };
            rows.into_iter().map(record).collect()
        })
    }

    fn head(&self) -> Answer<'_, (Head, Signature)> {
        Box::pin(async move {
            let (sequence, hash, signature): (i64, Vec<u8>, Vec<u8>) =
                query_as("SELECT sequence, hash, signature FROM audit_head")
                    .fetch_one(&mut *self.core.reader().await)
                    .await?;
            let signature = signature
                .as_slice()
                .try_into()
                .map_err(StoreError::damaged)?;
            Ok((head(sequence, &hash)?, Signature(signature)))
        })
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
        Box::pin(async move {
            let bodies: Vec<String> =
                query_scalar("SELECT body FROM audit_checkpoint ORDER BY sequence")
                    .fetch_all(&mut *self.core.reader().await)
                    .await?;
            bodies.iter().map(|body| json(body)).collect()
        })
    }
}
