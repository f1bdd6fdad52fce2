//! A key that stays good: handed out at once, replaced in the background before it ends.
//!
//! Whoever calls waits only where there is no good key at all, and then all wait for one attempt. After an attempt that failed nobody
//! asks again until the pause is over, so that a source that is down is not stormed.

mod held;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use signet_identity::Fetch;
use signet_model::Timestamp;
use signet_signing::Credentials;
use tokio::time::{Instant, sleep, timeout};
use tracing::{info, warn};

use super::fault::{FaultKind, KeyFault, NoKey};
use super::lent::Lent;
use super::{Key, Origin, end_of};
use held::{Held, between, pause};

use crate::clock::Clock;
use crate::nonce::Nonces;

/// Timers stand still while a machine sleeps, so the clock is looked at this often.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// The most that one attempt may take with all its calls.
const PATIENCE: Duration = Duration::from_secs(20);

/// The outside world of the sources of keys, as handed in.
#[derive(Clone)]
pub struct KeyPorts {
    /// Carries what is asked of STS, metadata and credentials URIs.
    pub fetch: Arc<dyn Fetch>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes nonces, and the chance in pauses.
    pub nonces: Arc<dyn Nonces>,
}

/// The key of one account.
pub struct KeySource {
    account: String,
    source: String,
    identity: String,
    /// Where the next one comes from; `None` where there is no next one.
    lender: Option<Lender>,
    state: RwLock<State>,
}

struct Lender {
    origin: Origin,
    ports: KeyPorts,
    /// Held during an attempt.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// How many attempts have ended.
    attempts: u64,
    /// How many have failed since the last that did not.
    failures: u32,
    fault: Option<KeyFault>,
    /// No attempt before this.
    not_before: Option<Instant>,
}

/// How a key is, for people and metrics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyState {
    /// Where it comes from.
    pub source: String,
    /// The last four characters of its id; empty where there is none.
    pub ends_with: String,
    /// When it ends, where that is known.
    pub expires_at: Option<Timestamp>,
    /// When it was got; `None` where it was given.
    pub refreshed_at: Option<Timestamp>,
    /// Why the last attempt to replace it failed; `None` where it did not.
    pub last_error: Option<String>,
}

impl KeySource {
    /// The key of an account. Nothing is asked yet.
    #[must_use]
    pub fn new(account: &str, key: Key, ports: KeyPorts) -> Self {
        let identity = key.origin.identity();
        let fault = matches!(key.origin, Origin::Absent).then(KeyFault::absent);
        let (held, lender) = match key.origin {
            Origin::Absent => (None, None),
            Origin::Given(credentials) => (Some(Held::given(credentials)), None),
            origin => {
                let turn = tokio::sync::Mutex::default();
                let lender = Lender {
                    origin,
                    ports,
                    turn,
                };
                (None, Some(lender))
            }
        };
        Self {
            account: account.to_owned(),
            source: key.source,
            identity,
            lender,
            state: RwLock::new(State {
                held,
                fault,
                ..State::default()
            }),
        }
    }

    /// A key that never changes.
    #[must_use]
    pub fn given(account: &str, credentials: Credentials) -> Self {
        Self {
            account: account.to_owned(),
            source: "given".to_owned(),
            identity: credentials.access_key_id().to_owned(),
            lender: None,
            state: RwLock::new(State {
                held: Some(Held::given(credentials)),
                ..State::default()
            }),
        }
    }

    /// What stays the same when the key is replaced; the cloud's limits hold for it.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// A key that is good now.
    ///
    /// # Errors
    /// There is none: why, and what to do.
    pub async fn credentials(&self) -> Result<Arc<Credentials>, NoKey> {
        if let Some(credentials) = self.good() {
            return Ok(credentials);
        }
        // Boxed: its state would be carried through every call.
        Box::pin(self.refresh()).await;
        self.good().ok_or_else(|| self.none())
    }

    /// Whether there is no key and none will come, because nothing says where from.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.look(|state| {
            let fault = state.fault.as_ref();
            fault.is_some_and(|fault| fault.kind == FaultKind::Absent)
        })
    }

    /// How it is.
    #[must_use]
    pub fn state(&self) -> KeyState {
        self.look(|state| {
            let held = state.held.as_ref();
            KeyState {
                source: self.source.clone(),
                ends_with: held.map_or_else(String::new, |held| {
                    end_of(held.credentials.access_key_id()).to_owned()
                }),
                expires_at: held.and_then(|held| held.expires_at),
                refreshed_at: held.and_then(|held| held.obtained_at),
                last_error: state.fault.as_ref().map(ToString::to_string),
            }
        })
    }

    /// Replaces the key before it ends, for ever. Ends at once where there is nothing to replace it with.
    pub async fn keep_fresh(&self) {
        let Some(lender) = &self.lender else { return };
        loop {
            let wait = self.until_due(lender);
            if wait.is_zero() {
                self.refresh().await;
            } else {
                sleep(wait.min(LOOK_EVERY)).await;
            }
        }
    }

    /// Makes one attempt, unless somebody else just did or the last one failed a moment ago.
    async fn refresh(&self) {
        let Some(lender) = &self.lender else { return };
        let seen = self.look(|state| state.attempts);
        let _turn = lender.turn.lock().await;
        let skip = self.look(|state| {
            let pausing = state
                .not_before
                .is_some_and(|moment| Instant::now() < moment);
            state.attempts != seen || pausing
        });
        if skip {
            return;
        }
        let attempt = timeout(PATIENCE, lender.origin.obtain(&lender.ports));
        let outcome = match attempt.await {
            Ok(outcome) => outcome.and_then(|lent| still_good(lent, lender)),
            Err(_) => Err(KeyFault::unreachable(
                format!("no answer within {} s", PATIENCE.as_secs()),
                "Check the network between the proxy and the source of the key.",
            )),
        };
        match outcome {
            Ok(lent) => self.take(lent, lender),
            Err(fault) => self.note(fault, lender),
        }
    }

    fn take(&self, lent: Lent, lender: &Lender) {
        let now = lender.ports.clock.now();
        let end = end_of(lent.credentials.access_key_id()).to_owned();
        let expires_at = lent.expires_at.map(|moment| moment.to_string());
        info!(
            account = self.account,
            source = self.source,
            ends_with = end,
            expires_at,
            "a new key"
        );
        let held = Held::lent(lent, now, chance(lender));
        self.change(|state| {
            state.held = Some(held);
            state.attempts += 1;
            state.failures = 0;
            state.fault = None;
            state.not_before = None;
        });
    }

    fn note(&self, fault: KeyFault, lender: &Lender) {
        let failures = self.look(|state| state.failures);
        let pause = pause(failures, chance(lender));
        let ends = self.look(|state| state.held.as_ref()?.expires_at);
        warn!(
            account = self.account,
            source = self.source,
            failures = failures + 1,
            again_in_ms = pause.as_millis(),
            key_ends_at = ends.map(|moment| moment.to_string()),
            "no new key: {fault}"
        );
        self.change(|state| {
            state.attempts += 1;
            state.failures += 1;
            state.fault = Some(fault);
            state.not_before = Some(Instant::now() + pause);
        });
    }

    /// How long until the next attempt.
    fn until_due(&self, lender: &Lender) -> Duration {
        let now = lender.ports.clock.now();
        self.look(|state| {
            let due = match &state.held {
                None => Duration::ZERO,
                // Without an end nothing has to follow.
                Some(held) => held
                    .replace_at
                    .map_or(Duration::MAX, |moment| between(now, moment)),
            };
            let pause = state.not_before.map_or(Duration::ZERO, |moment| {
                moment.saturating_duration_since(Instant::now())
            });
            due.max(pause)
        })
    }

    /// The key, if it has not ended.
    fn good(&self) -> Option<Arc<Credentials>> {
        self.look(|state| {
            let held = state.held.as_ref()?;
            let ended = match (held.expires_at, &self.lender) {
                (Some(end), Some(lender)) => lender.ports.clock.now() >= end,
                _ => false,
            };
            (!ended).then(|| Arc::clone(&held.credentials))
        })
    }

    fn none(&self) -> NoKey {
        self.look(|state| NoKey {
            account: self.account.clone(),
            ended_at: state.held.as_ref().and_then(|held| held.expires_at),
            fault: state.fault.clone().unwrap_or_else(|| {
                KeyFault::unreachable("it ended a moment ago", "Try again in a moment.")
            }),
        })
    }

    fn look<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, write: impl FnOnce(&mut State)) {
        write(&mut self.state.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl std::fmt::Debug for KeySource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeySource({}, {:?})", self.account, self.state())
    }
}

fn still_good(lent: Lent, lender: &Lender) -> Result<Lent, KeyFault> {
    match lent.expires_at {
        Some(end) if end <= lender.ports.clock.now() => Err(KeyFault::unreachable(
            format!("the key that was handed out had ended at {end}"),
            "Check this machine's clock, and the source of the key.",
        )),
        _ => Ok(lent),
    }
}

/// From 0 to 1, by chance.
fn chance(lender: &Lender) -> f64 {
    let nonce = lender.ports.nonces.next();
    let digits = nonce.get(nonce.len().saturating_sub(4)..);
    let number = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
    f64::from(number.unwrap_or_default()) / f64::from(u16::MAX)
}
