//! The emulator: one request in, one reply out, without sockets.

mod keeping;
mod names;
mod reply;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Method, Request, Response};
use sha2::{Digest, Sha256};
use signet_model::Timestamp;
use signet_model::operations::{OperationName, Product};
use signet_wire::Parameters;

pub use reply::{Outcome, Reply};

use crate::faults::{Faults, Lost, Strike};
use crate::fleet::{self, SizesError};
use crate::gateway::{Call, Limit, Nonces, Throttle, hex};
use crate::ledger::{Act, Ledger, OK};
use crate::options::{Key, Options};
use crate::products::{self, Carried, Desk};
use crate::refusal::{Refusal, Statuses};
use crate::rules::Rules;
use crate::state::{StateError, StateFile};
use keeping::{Saving, Versioned};

/// The pretended cloud.
#[derive(Debug)]
pub struct Emulator {
    key: Key,
    statuses: Statuses,
    rules: Rules,
    seed: u64,
    requests: AtomicU64,
    nonces: Mutex<Nonces>,
    throttle: Mutex<Throttle>,
    faults: Mutex<Faults>,
    ledger: Mutex<Ledger>,
    world: Mutex<Versioned>,
    file: Option<Mutex<Saving>>,
}

/// Why an emulator cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There cannot be a fleet of these sizes.
    #[error(transparent)]
    Sizes(#[from] SizesError),
    /// The state file cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
}

impl Emulator {
    /// Makes the fleet, or takes up the state where the last one left it.
    ///
    /// # Errors
    /// Sizes out of range, or a state file that cannot be used.
    pub fn new(options: Options) -> Result<Self, StartError> {
        let file = options
            .state
            .as_deref()
            .map(|path| StateFile::new(path, options.seed, options.sizes));
        let loaded = file.as_ref().map(StateFile::load).transpose()?.flatten();
        let world = match loaded {
            Some(world) => world,
            None => fleet::make(options.seed, &options.sizes, options.epoch)?,
        };
        let emulator = Self {
            key: options.key,
            statuses: options.statuses,
            rules: options.rules,
            seed: options.seed,
            requests: AtomicU64::new(0),
            nonces: Mutex::default(),
            throttle: Mutex::new(Throttle::new(Limit {
                scale: options.quota_scale,
                sliding: options.sliding,
            })),
            faults: Mutex::new(Faults::new(options.faults, options.seed)),
            ledger: Mutex::default(),
            world: Mutex::new(Versioned { world, version: 1 }),
            file: file.map(|file| Mutex::new(Saving { file, version: 0 })),
        };
        emulator.save(1)?;
        Ok(emulator)
    }

    /// Answers a request as of `now`. Whoever calls waits for the reply's delay, or closes the connection, as the reply says.
    #[must_use]
    pub fn answer(&self, request: &Request<Bytes>, now: Timestamp) -> Reply {
        if request.uri().path() == "/healthz" {
            return Reply::health(request.method());
        }
        let request_id = self.next_request_id();
        let mut operation = None;
        let mut strike = Strike::default();
        let outcome = self.handle(request, now, &request_id, &mut operation, &mut strike);
        let code = match (&outcome, strike.lost) {
            (_, Some(Lost::Request)) => "lost-request",
            (_, Some(Lost::Answer)) => "lost-answer",
            (Ok(_), None) => OK,
            (Err(refusal), None) => &refusal.code,
        };
        lock(&self.ledger).answered(operation, code);
        let shown = operation.map_or("-", OperationName::as_str);
        tracing::info!(operation = shown, code, %request_id, "answered");
        if strike.lost.is_some() {
            return Reply {
                delay: strike.delay,
                outcome: Outcome::Dropped {
                    effect: outcome.is_ok(),
                },
            };
        }
        let product = operation.map_or(Product::OnsMqtt, |operation| operation.spec().product);
        let response = match outcome {
            Ok(carried) => reply::answer(&request_id, &carried.answer),
            Err(refusal) => reply::refuse(&request_id, &refusal, self.statuses, product, request),
        };
        Reply {
            delay: strike.delay,
            outcome: Outcome::Answered(response),
        }
    }

    /// The answer to a request whose body is too large to read.
    pub(crate) fn refuse_body(&self, head: &Request<Bytes>) -> Response<Bytes> {
        let refusal = Refusal::of("RequestEntityTooLarge");
        lock(&self.ledger).answered(None, &refusal.code);
        reply::refuse(
            &self.next_request_id(),
            &refusal,
            self.statuses,
            Product::OnsMqtt,
            head,
        )
    }

    fn handle(
        &self,
        request: &Request<Bytes>,
        now: Timestamp,
        request_id: &str,
        known: &mut Option<OperationName>,
        strike: &mut Strike,
    ) -> Result<Carried, Refusal> {
        if request.uri().path() != "/" || !matches!(*request.method(), Method::GET | Method::POST) {
            return Err(Refusal::of("InvalidApi.NotFound"));
        }
        let call = Call::read(request)?;
        let operation = products::find(&call.action, &call.version, request.method())?;
        *known = Some(operation);
        call.authenticate(&self.key, &mut lock(&self.nonces), now)?;
        let counted = lock(&self.throttle).count(operation, &call.parameters, now);
        lock(&self.ledger).rate(operation, counted);
        if !counted.is_allowed {
            return Err(Refusal::of("Throttling.User"));
        }
        *strike = lock(&self.faults).strike(operation);
        match strike {
            Strike {
                lost: Some(Lost::Request),
                ..
            } => Err(Refusal::of("ServiceUnavailable")),
            Strike {
                refuse: Some(code), ..
            } => Err(Refusal::of(code)),
            _ => self.carry(operation, call.parameters, now, request_id),
        }
    }

    fn carry(
        &self,
        operation: OperationName,
        mut parameters: Vec<(String, String)>,
        now: Timestamp,
        request_id: &str,
    ) -> Result<Carried, Refusal> {
        products::complete(operation, &mut parameters);
        let mut held = lock(&self.world);
        let mut desk = Desk {
            world: &mut held.world,
            rules: &self.rules,
            now,
            request_id,
        };
        let carried = products::carry(operation, &Parameters::new(parameters), &mut desk)?;
        let Some(target) = &carried.act else {
            return Ok(carried);
        };
        lock(&self.ledger).acts.push(Act {
            at: now,
            operation,
            target: target.clone(),
        });
        held.version += 1;
        let version = held.version;
        drop(held);
        self.save(version).map_err(|error| {
            tracing::error!(%error, "state not saved");
            Refusal::of("InternalError")
        })?;
        Ok(carried)
    }

    /// A UUID in capitals as the cloud writes it, in an order that the seed repeats.
    fn next_request_id(&self) -> String {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        let text = hex(&Sha256::digest(format!("{} request {number}", self.seed))).to_uppercase();
        [
            &text[..8],
            &text[8..12],
            &text[12..16],
            &text[16..20],
            &text[20..32],
        ]
        .join("-")
    }
}

/// Locks, also after a panic elsewhere: what is guarded here is whole between any two statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
