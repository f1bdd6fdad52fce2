//! What may be asked of the store. Object-safe, so that a test hands in its own; nothing here says how it is kept.

mod bearers;
mod plans;

pub use bearers::{Bearer, Bearers};
pub use plans::{
    Begun, Ended, Found, Keep, KeptPlan, MAX_SAMPLES, NewItem, Plans, Sightings, Tally,
};

use std::future::Future;
use std::pin::Pin;

use signet_audit::{Checkpoint, Head, PublicKey, Signature};
use signet_model::Timestamp;
use signet_model::api::{AuditPage, AuditQuery, ProtectedMark, Token};
use signet_model::audit::Entry;
use signet_model::operations::BlacklistNote;

use crate::error::StoreError;
use crate::rows::{KeptGrant, Record, Seen, Session, User, Visible};

/// What a port answers, in time.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The audit log: entries are added at its end and never changed.
pub trait AuditLog: Send + Sync {
    /// Adds an entry; when this answers, the entry outlives this process (and the machine's power, where durability is full).
    /// What is added at the same time shares one commit.
    fn append(&self, entry: Entry) -> Answer<'_, Head>;

    /// Adds several in one commit, in their order.
    fn append_all(&self, entries: Vec<Entry>) -> Answer<'_, Vec<Head>>;

    /// What fits the query and may be seen, newest first. An intent is left out where its outcome is there.
    fn page<'a>(&'a self, query: &'a AuditQuery, visible: &'a Visible) -> Answer<'a, AuditPage>;

    /// Up to `limit` records after number `after`, in order, as they are kept.
    fn batch(&self, after: u64, limit: u32) -> Answer<'_, Vec<Record>>;

    /// The end of the log and its signature, as they are kept.
    fn head(&self) -> Answer<'_, (Head, Signature)>;

    /// Which store this is: the chain begins with it.
    fn store_id(&self) -> &str;

    /// What checks the signatures of this store.
    fn public_key(&self) -> PublicKey;

    /// Signs where the log is now, and keeps that.
    fn checkpoint(&self, now: Timestamp) -> Answer<'_, Checkpoint>;

    /// Every checkpoint, oldest first.
    fn checkpoints(&self) -> Answer<'_, Vec<Checkpoint>>;
}

/// Who is signed in.
pub trait Sessions: Send + Sync {
    /// Keeps a session; one with the same id is replaced.
    fn put(&self, session: Session) -> Answer<'_, ()>;

    /// The session with that id, whatever its times say.
    fn find(&self, id_hash: [u8; 32]) -> Answer<'_, Option<Session>>;

    /// Its owner did something.
    fn touch(&self, id_hash: [u8; 32], now: Timestamp) -> Answer<'_, ()>;

    /// Ends one; whether it was there.
    fn remove(&self, id_hash: [u8; 32]) -> Answer<'_, bool>;

    /// Ends all of somebody; how many there were.
    fn remove_of<'a>(&'a self, subject: &'a str) -> Answer<'a, u32>;

    /// The sessions of somebody, newest first.
    fn of<'a>(&'a self, subject: &'a str) -> Answer<'a, Vec<Session>>;

    /// Drops those that ended before `now`, and those last seen before `idle_since`; how many there were.
    fn remove_expired(&self, now: Timestamp, idle_since: Timestamp) -> Answer<'_, u32>;

    /// Everybody who was ever signed in, by subject, with how many sessions they have now.
    fn seen(&self) -> Answer<'_, Vec<Seen>>;

    /// How many sessions there are.
    fn count(&self) -> Answer<'_, u32>;
}

/// Local users.
pub trait Users: Send + Sync {
    /// Keeps a user; the one of the same name is replaced.
    fn put(&self, user: User) -> Answer<'_, ()>;

    /// The user of that name.
    fn find<'a>(&'a self, name: &'a str) -> Answer<'a, Option<User>>;

    /// Everybody, by name.
    fn list(&self) -> Answer<'_, Vec<User>>;

    /// Drops one; whether it was there.
    fn remove<'a>(&'a self, name: &'a str) -> Answer<'a, bool>;

    /// Notes that a one-time code of that step was used; false where it, or a later one, was used before: then it counts for nothing.
    fn use_totp_step<'a>(&'a self, name: &'a str, step: u64) -> Answer<'a, bool>;
}

/// Grants that people gave.
pub trait Grants: Send + Sync {
    /// All, oldest first.
    fn all(&self) -> Answer<'_, Vec<KeptGrant>>;

    /// Keeps one. [`StoreError::Exists`] where there is one with this id, or the same grant to the same subject.
    fn add(&self, grant: KeptGrant) -> Answer<'_, ()>;

    /// Drops one and tells what it was.
    fn remove<'a>(&'a self, id: &'a str) -> Answer<'a, Option<KeptGrant>>;
}

/// API tokens, without their secrets.
pub trait Tokens: Send + Sync {
    /// Keeps one; `hash` is SHA-256 of its secret. [`StoreError::Exists`] where there is one of this name.
    fn add(&self, token: Token, hash: [u8; 32]) -> Answer<'_, ()>;

    /// The token whose secret has that hash, whatever its times say.
    fn find(&self, hash: [u8; 32]) -> Answer<'_, Option<Token>>;

    /// All, newest first.
    fn list(&self) -> Answer<'_, Vec<Token>>;

    /// Drops the one with that id and tells what it was.
    fn revoke<'a>(&'a self, id: &'a str) -> Answer<'a, Option<Token>>;

    /// It was used.
    fn touch<'a>(&'a self, id: &'a str, now: Timestamp) -> Answer<'a, ()>;

    /// Drops those that ended before that; how many there were.
    fn remove_expired(&self, before: Timestamp) -> Answer<'_, u32>;
}

/// Who blacklisted a client, when and why: the cloud keeps none of it. A help, not a record: what was done is in the audit log.
pub trait Notes: Send + Sync {
    /// The notes on entries of an instance, in the order of `client_ids`.
    fn find<'a>(
        &'a self,
        instance_id: &'a str,
        client_ids: &'a [String],
    ) -> Answer<'a, Vec<Option<BlacklistNote>>>;

    /// Keeps a note. Whoever sets the same entry again without a reason does not take away the reason that it has.
    fn set<'a>(
        &'a self,
        instance_id: &'a str,
        client_id: &'a str,
        note: BlacklistNote,
    ) -> Answer<'a, ()>;

    /// Drops the note on an entry that is gone.
    fn remove<'a>(&'a self, instance_id: &'a str, client_id: &'a str) -> Answer<'a, ()>;
}

/// Objects that people marked as protected.
pub trait Marks: Send + Sync {
    /// All, oldest first.
    fn all(&self) -> Answer<'_, Vec<ProtectedMark>>;

    /// Keeps a mark; the one on the same object is replaced.
    fn mark(&self, mark: ProtectedMark) -> Answer<'_, ()>;

    /// Drops a mark and tells what it was.
    fn unmark<'a>(
        &'a self,
        instance_id: &'a str,
        object: &'a str,
    ) -> Answer<'a, Option<ProtectedMark>>;
}

/// Small things that have no table of their own, by name.
pub trait Meta: Send + Sync {
    /// What is kept under that name.
    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<String>>;

    /// Keeps something; `None` drops it.
    fn set<'a>(&'a self, name: &'a str, value: Option<&'a str>) -> Answer<'a, ()>;
}
