//! Who is signed in. What is asked for at every request is kept in memory; everything that must outlive the process goes to the store first.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use signet_identity::Identity;
use signet_model::{Secret, Timestamp};
use signet_store::ports::Sessions as _;
use signet_store::{Session, Store, StoreError};
use tracing::warn;

use super::secrets::{self, Hash};
use super::settings::SessionLimits;
use crate::nonce::Nonces;

/// That somebody is still there is written down once in so many milliseconds.
const WRITTEN_EVERY: i64 = 60_000;
/// So many sessions that ended are remembered, to tell their owners that there was one.
const ENDED: usize = 10_000;
/// What browsers call themselves is cut here.
const LONGEST_AGENT: usize = 200;

/// The sessions.
pub(crate) struct Sessions {
    store: Store,
    limits: SessionLimits,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    live: HashMap<Hash, Live>,
    ended: HashSet<Hash>,
    /// The same in the order in which they ended.
    ended_in_order: VecDeque<Hash>,
    /// Grows when somebody else changed the store: what was read before has to be read again.
    age: u64,
}

struct Live {
    session: Arc<Session>,
    last_seen: i64,
    written: i64,
    age: u64,
}

/// What an id is found to be.
pub(crate) enum Found {
    /// A session.
    Live(Arc<Session>),
    /// One that is over.
    Ended,
    /// Nothing that was ever here, as far as is known.
    Unknown,
}

/// What memory says of an id.
enum Remembered {
    Ended,
    /// A session, and whether it is time to write down that its owner is still there.
    Live(Arc<Session>, bool),
    /// Nothing that counts, at this age of what is known.
    Not(u64),
}

impl Sessions {
    pub(crate) fn new(store: Store, limits: SessionLimits) -> Self {
        Self {
            store,
            limits,
            known: Mutex::default(),
        }
    }

    /// Begins a session and gives its id.
    pub(crate) async fn begin(
        &self,
        identity: &Identity,
        address: Option<String>,
        user_agent: Option<&str>,
        now: Timestamp,
        nonces: &dyn Nonces,
    ) -> Result<(Secret, Arc<Session>), StoreError> {
        let id = secrets::new_id(nonces);
        let limit = now.as_millis() + self.limits.absolute_millis;
        let session = Session {
            id_hash: secrets::hash(id.expose().as_bytes()),
            subject: identity.subject.clone(),
            name: identity.name.clone(),
            via: super::via(identity.way),
            groups: identity.groups.clone(),
            signed_in_at: identity.signed_in_at,
            last_seen_at: now,
            expires_at: Timestamp::from_millis(limit).unwrap_or(now),
            address,
            user_agent: user_agent.map(|agent| agent.chars().take(LONGEST_AGENT).collect()),
        };
        self.store.put(session.clone()).await?;
        let session = Arc::new(session);
        self.known().remember(&session, now.as_millis());
        Ok((id, session))
    }

    /// What the hash of an id stands for. Whoever asks was there now.
    pub(crate) async fn find(&self, hash: Hash, now: Timestamp) -> Result<Found, StoreError> {
        self.look(hash, now, true).await
    }

    /// What the hash of an id stands for, without anybody having been there.
    pub(crate) async fn peek(&self, hash: Hash, now: Timestamp) -> Result<Found, StoreError> {
        self.look(hash, now, false).await
    }

    async fn look(&self, hash: Hash, now: Timestamp, used: bool) -> Result<Found, StoreError> {
        let millis = now.as_millis();
        let age = match self.remembered(hash, millis, used) {
            Remembered::Ended => return Ok(Found::Ended),
            Remembered::Live(session, due) => {
                if due && let Err(cause) = self.store.touch(hash, now).await {
                    // A full disk must not keep anybody from cutting off a thief.
                    warn!(%cause, "that somebody is still there cannot be written down");
                }
                return Ok(Found::Live(session));
            }
            Remembered::Not(age) => age,
        };
        let kept = self.store.find(hash).await?;
        let mut known = self.known();
        let before = known.live.remove(&hash);
        let Some(session) = kept else {
            // It was there when it was looked for last, so it was ended by somebody else. Of two who find that out at once, one is second.
            if before.is_some() {
                known.end(hash);
            }
            return Ok(if known.ended.contains(&hash) {
                Found::Ended
            } else {
                Found::Unknown
            });
        };
        let last_seen = session.last_seen_at.as_millis();
        let live = Live {
            last_seen: before.map_or(last_seen, |live| live.last_seen.max(last_seen)),
            written: last_seen,
            age,
            session: Arc::new(session),
        };
        if self.is_over(&live, millis) {
            // What the store still has of it is swept.
            known.end(hash);
            return Ok(Found::Ended);
        }
        let session = Arc::clone(&live.session);
        let last_seen = if used {
            live.last_seen.max(millis)
        } else {
            live.last_seen
        };
        known.live.insert(hash, Live { last_seen, ..live });
        Ok(Found::Live(session))
    }

    fn remembered(&self, hash: Hash, millis: i64, used: bool) -> Remembered {
        let mut known = self.known();
        let age = known.age;
        if known.ended.contains(&hash) {
            return Remembered::Ended;
        }
        match known.live.get_mut(&hash) {
            Some(live) if live.age == age && !self.is_over(live, millis) => {
                let due = used && millis - live.written >= WRITTEN_EVERY;
                if used {
                    live.last_seen = live.last_seen.max(millis);
                }
                if due {
                    live.written = millis;
                }
                Remembered::Live(Arc::clone(&live.session), due)
            }
            _ => Remembered::Not(age),
        }
    }

    /// Ends one; whether it was there. It is over for this process even if the store fails.
    pub(crate) async fn end(&self, hash: Hash) -> Result<bool, StoreError> {
        {
            let mut known = self.known();
            known.live.remove(&hash);
            known.end(hash);
        }
        self.store.remove(hash).await
    }

    /// Ends all of somebody; how many there were. Those that are known are over for this process even if the store fails.
    pub(crate) async fn end_all_of(&self, subject: &str) -> Result<u32, StoreError> {
        {
            let mut known = self.known();
            let theirs: Vec<Hash> = known
                .live
                .iter()
                .filter(|(_, live)| live.session.subject == subject)
                .map(|(hash, _)| *hash)
                .collect();
            for hash in theirs {
                known.live.remove(&hash);
                known.end(hash);
            }
        }
        let ended = self.store.remove_of(subject).await;
        // One that was being read from the store meanwhile is read again.
        self.read_again();
        ended
    }

    /// Somebody else changed the store.
    pub(crate) fn read_again(&self) {
        self.known().age += 1;
    }

    /// Drops what is over.
    pub(crate) async fn sweep(&self, now: Timestamp) -> Result<(), StoreError> {
        let millis = now.as_millis();
        let active: Vec<_> = {
            let mut known = self.known();
            let over: Vec<Hash> = known
                .live
                .iter()
                .filter(|(_, live)| self.is_over(live, millis))
                .map(|(hash, _)| *hash)
                .collect();
            for hash in over {
                known.live.remove(&hash);
                known.end(hash);
            }
            known
                .live
                .iter_mut()
                .filter(|(_, live)| live.last_seen > live.written)
                .map(|(hash, live)| {
                    live.written = live.last_seen;
                    (*hash, live.last_seen)
                })
                .collect()
        };
        for (hash, seen) in active {
            if let Some(seen) = Timestamp::from_millis(seen) {
                self.store.touch(hash, seen).await?;
            }
        }
        let idle_since = Timestamp::from_millis(millis - self.limits.idle_millis).unwrap_or(now);
        self.store.remove_expired(now, idle_since).await.map(drop)
    }

    fn is_over(&self, live: &Live, now: i64) -> bool {
        now >= live.session.expires_at.as_millis()
            || now - live.last_seen >= self.limits.idle_millis
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn remember(&mut self, session: &Arc<Session>, now: i64) {
        let live = Live {
            session: Arc::clone(session),
            last_seen: now,
            written: now,
            age: self.age,
        };
        self.live.insert(session.id_hash, live);
    }

    fn end(&mut self, hash: Hash) {
        if !self.ended.insert(hash) {
            return;
        }
        self.ended_in_order.push_back(hash);
        if self.ended_in_order.len() > ENDED
            && let Some(oldest) = self.ended_in_order.pop_front()
        {
            self.ended.remove(&oldest);
        }
    }
}
