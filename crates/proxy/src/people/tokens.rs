//! API tokens: for programs, with grants and an end of their own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use signet_model::Timestamp;
use signet_model::api::Token;
use signet_store::ports::{Meta, Tokens as Port, Users};
use signet_store::{Store, StoreError};
use tracing::warn;

use super::secrets::Hash;

/// That a token was used is written down once in so many milliseconds.
const WRITTEN_EVERY: i64 = 60_000;
/// Expired ones are kept for so long, for those who wonder.
const KEPT_EXPIRED: i64 = 30 * 86_400_000;
/// How the subject of a local user starts.
const USER: &str = "user:";

/// The tokens that are used.
pub(crate) struct Tokens {
    store: Store,
    known: Mutex<Book>,
}

#[derive(Default)]
struct Book {
    known: HashMap<Hash, Known>,
    /// Grows when what was read before does not count any more.
    age: u64,
}

/// A token, and which groups its maker is in as far as is known.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) token: Arc<Token>,
    pub(crate) groups: Arc<[String]>,
    written: i64,
}

impl Tokens {
    pub(crate) fn new(store: Store) -> Self {
        Self {
            store,
            known: Mutex::default(),
        }
    }

    /// The token whose secret has that hash, if its maker is still one of us; it may be expired.
    pub(crate) async fn find(
        &self,
        hash: Hash,
        now: Timestamp,
    ) -> Result<Option<Known>, StoreError> {
        let (age, found) = {
            let book = self.book();
            (book.age, book.known.get(&hash).cloned())
        };
        let mut found = match found {
            Some(known) => known,
            None => match self.read(hash).await? {
                Some(known) => known,
                None => return Ok(None),
            },
        };
        let due = now.as_millis() - found.written >= WRITTEN_EVERY;
        if due {
            found.written = now.as_millis();
        }
        {
            let mut book = self.book();
            if book.age == age {
                book.known.insert(hash, found.clone());
            }
        }
        if due
            && now < found.token.expires_at
            && let Err(cause) = Port::touch(&self.store, &found.token.id, now).await
        {
            // A full disk must not keep anybody from cutting off a thief.
            warn!(%cause, "that a token was used cannot be written down");
        }
        Ok(Some(found))
    }

    async fn read(&self, hash: Hash) -> Result<Option<Known>, StoreError> {
        let Some(token) = Port::find(&self.store, hash).await? else {
            return Ok(None);
        };
        let groups = match &token.owner {
            Some(owner) if !self.is_one_of_us(owner).await? => return Ok(None),
            Some(owner) => groups_of(&self.store, owner).await?,
            None => Vec::new(),
        };
        Ok(Some(Known {
            written: token.last_used_at.map_or(0, Timestamp::as_millis),
            token: Arc::new(token),
            groups: groups.into(),
        }))
    }

    /// Notes which groups somebody is in: their tokens may do no more than they.
    pub(crate) async fn note_groups(
        &self,
        subject: &str,
        groups: &[String],
    ) -> Result<(), StoreError> {
        let noted = groups_of(&self.store, subject).await?;
        if noted != groups {
            let text = serde_json::to_string(groups).unwrap_or_default();
            let text = (!groups.is_empty()).then_some(text);
            self.store.set(&key(subject), text.as_deref()).await?;
            self.read_again();
        }
        Ok(())
    }

    /// Something changed that tokens depend on.
    pub(crate) fn read_again(&self) {
        let mut book = self.book();
        book.known.clear();
        book.age += 1;
    }

    /// Drops those that ended long ago.
    pub(crate) async fn sweep(&self, now: Timestamp) -> Result<(), StoreError> {
        let before = Timestamp::from_millis(now.as_millis() - KEPT_EXPIRED).unwrap_or(now);
        Port::remove_expired(&self.store, before).await?;
        Ok(())
    }

    /// Whether somebody who made a token may still sign in. Of those whom others recognise, nobody here knows.
    async fn is_one_of_us(&self, owner: &str) -> Result<bool, StoreError> {
        let Some(name) = owner.strip_prefix(USER) else {
            return Ok(true);
        };
        let user = Users::find(&self.store, name).await?;
        Ok(user.is_some_and(|user| !user.disabled))
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The groups that somebody came with last.
///
/// # Errors
/// The store failed.
pub(crate) async fn groups_of(meta: &dyn Meta, subject: &str) -> Result<Vec<String>, StoreError> {
    let text = meta.get(&key(subject)).await?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// Under which the groups of somebody are kept, as their provider named them last.
fn key(subject: &str) -> String {
    format!("groups {subject}")
}
