//! A network, a clock and a chance that are the test's own.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request, Response};
use signet_identity::{Fetch, FetchError, Fetching};
use signet_model::Timestamp;
use tokio::time::Instant;

use super::super::{Key, KeyPorts, KeySource};
use crate::clock::Clock;
use crate::nonce::Nonces;

/// 2026-01-02T03:04:05Z
pub(super) const START: i64 = 1_767_323_045_000;

type Answer = Result<(u16, String), FetchError>;

/// Answers what it was told to, in turn, and remembers what it was asked.
#[derive(Default)]
pub(super) struct FakeNet {
    answers: Mutex<VecDeque<Answer>>,
    pub(super) asked: Mutex<Vec<Request<Vec<u8>>>>,
    /// How long every answer takes.
    delay: Mutex<Duration>,
}

impl FakeNet {
    pub(super) fn new() -> Arc<Self> {
        Arc::default()
    }

    pub(super) fn answers(&self, status: u16, body: impl Into<String>) {
        let answer = Ok((status, body.into()));
        self.answers.lock().expect("answers").push_back(answer);
    }

    pub(super) fn is_down(&self) {
        let down = FetchError::Unreachable("connection refused".to_owned());
        self.answers.lock().expect("answers").push_back(Err(down));
    }

    pub(super) fn takes(&self, delay: Duration) {
        *self.delay.lock().expect("delay") = delay;
    }

    /// How often it was asked.
    pub(super) fn count(&self) -> usize {
        self.asked.lock().expect("asked").len()
    }

    pub(super) fn source(self: &Arc<Self>, key: Key) -> Arc<KeySource> {
        let ports = KeyPorts {
            fetch: Arc::clone(self) as Arc<dyn Fetch>,
            clock: Arc::new(TokioClock(Instant::now())),
            nonces: Arc::new(Counting(AtomicU64::new(1))),
        };
        Arc::new(KeySource::new("factory", key, ports))
    }
}

impl Fetch for FakeNet {
    fn fetch(&self, request: Request<Vec<u8>>) -> Fetching<'_> {
        self.asked.lock().expect("asked").push(request);
        // Nobody there, unless the test says otherwise.
        let answer = self.answers.lock().expect("answers").pop_front();
        let delay = *self.delay.lock().expect("delay");
        Box::pin(async move {
            tokio::time::sleep(delay).await;
            let (status, body) = answer.unwrap_or(Err(FetchError::TimedOut))?;
            let answer = Response::builder().status(status).body(body.into_bytes());
            Ok(answer.expect("an answer"))
        })
    }
}

/// Goes with tokio's time, which a paused test moves.
struct TokioClock(Instant);

impl Clock for TokioClock {
    fn now(&self) -> Timestamp {
        let since = i64::try_from(self.0.elapsed().as_millis()).expect("a test is short");
        at(START + since)
    }
}

struct Counting(AtomicU64);

impl Nonces for Counting {
    fn next(&self) -> String {
        format!("{:032x}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

pub(super) fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a time")
}

/// What STS answers: a key of this id that is good for so long from the start of the test.
pub(super) fn assumed(id: &str, good_for: Duration) -> String {
    format!(
        r#"{{"RequestId":"1-2-3","AssumedRoleUser":{{"Arn":"acs:ram::123:role/ops/signet"}},"Credentials":{}}}"#,
        four(id, good_for)
    )
}

/// What metadata and credentials URIs answer.
pub(super) fn handed_out(id: &str, good_for: Duration) -> String {
    four(id, good_for).replacen('{', r#"{"Code":"Success","LastUpdated":"x","#, 1)
}

fn four(id: &str, good_for: Duration) -> String {
    let end = at(START + i64::try_from(good_for.as_millis()).expect("short"));
    format!(
        r#"{{"AccessKeyId":"{id}","AccessKeySecret":"canary-secret","SecurityToken":"canary-token","Expiration":"{end}"}}"#
    )
}
