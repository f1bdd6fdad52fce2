//! The cloud as a test wants it: the emulator's library, or what the test says instead.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use serde_json::json;
use signet_emulator::{Emulator, Outcome};
use signet_proxy::clock::Clock;
use signet_proxy::upstream::{Incoming, Outgoing, SendError, Sending, Upstream};

use super::ManualClock;

pub(crate) fn header(call: &Outgoing, name: &str) -> String {
    call.headers
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.clone())
        .unwrap_or_default()
}

/// What happens to one call instead of being answered.
#[derive(Clone, Debug)]
pub(crate) enum Instead {
    /// The cloud acts, and its answer is lost.
    LoseAnswer,
    /// It is lost before the cloud sees it, and nobody can tell.
    LoseCall,
    /// No connection.
    NotSent,
    /// Something else answers.
    Answer(u16, String),
    /// The cloud throttles, and says for how many milliseconds.
    Throttle(Option<u64>),
    /// The cloud answers after a while.
    Late(Duration),
    /// The cloud acts at once, and answers after a while.
    LateAnswer(Duration),
}

pub(crate) fn refusal(code: &str) -> String {
    json!({ "RequestId": "CLOUD-1", "Code": code, "Message": "the cloud's text", "HostId": "h" })
        .to_string()
}

pub(crate) struct FakeUpstream {
    emulator: Arc<Emulator>,
    clock: Arc<ManualClock>,
    script: Mutex<VecDeque<(String, Instead)>>,
    /// What happens to every call of an operation from now on.
    always: Mutex<Vec<(String, Instead)>>,
    pub(crate) sent: Mutex<Vec<Outgoing>>,
    /// How many calls of an operation wait for their answers, and how many did at most.
    pub(crate) at_once: Mutex<BTreeMap<String, (u32, u32)>>,
}

impl FakeUpstream {
    pub(crate) fn new(emulator: Arc<Emulator>, clock: Arc<ManualClock>) -> Self {
        Self {
            emulator,
            clock,
            script: Mutex::default(),
            always: Mutex::default(),
            sent: Mutex::default(),
            at_once: Mutex::default(),
        }
    }

    /// The next call of `operation` meets this; several wait in line.
    pub(crate) fn next(&self, operation: &str, instead: Instead) {
        self.script
            .lock()
            .expect("script")
            .push_back((operation.to_owned(), instead));
    }

    /// Every call of `operation` meets this from now on.
    pub(crate) fn always(&self, operation: &str, instead: Instead) {
        let mut always = self.always.lock().expect("always");
        always.push((operation.to_owned(), instead));
    }

    /// Nothing meets anything any more.
    pub(crate) fn calm(&self) {
        self.script.lock().expect("script").clear();
        self.always.lock().expect("always").clear();
    }

    fn waits(&self, operation: &str, more: bool) {
        let mut at_once = self.at_once.lock().expect("calls");
        let (now, most) = at_once.entry(operation.to_owned()).or_default();
        *now = if more { *now + 1 } else { *now - 1 };
        *most = (*most).max(*now);
    }

    fn instead(&self, operation: &str) -> Option<Instead> {
        let mut script = self.script.lock().expect("script");
        match script.iter().position(|(known, _)| known == operation) {
            Some(at) => script.remove(at).map(|(_, instead)| instead),
            None => {
                let always = self.always.lock().expect("always");
                let mut always = always.iter();
                always
                    .find(|(known, _)| known == operation)
                    .map(|(_, instead)| instead.clone())
            }
        }
    }

    /// The emulator acts at once; when its answer comes, if it does, is for the faults that it was made with to say.
    fn emulate(&self, call: &Outgoing) -> (Duration, Result<Incoming, SendError>) {
        let mut request = Request::builder()
            .method(if call.post { "POST" } else { "GET" })
            .header("host", call.endpoint.host());
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let request = request
            .uri(format!("/?{}", call.query))
            .body(Bytes::from(call.body.clone()))
            .expect("a request");
        let reply = self.emulator.answer(&request, self.clock.now());
        let answer = match reply.outcome {
            Outcome::Answered(response) => Ok(Incoming {
                status: response.status().as_u16(),
                retry_after_ms: None,
                body: response.into_body().to_vec(),
            }),
            Outcome::Dropped { .. } => Err(SendError::Lost("connection reset".to_owned())),
        };
        (reply.delay, answer)
    }

    async fn answered(&self, call: &Outgoing) -> Result<Incoming, SendError> {
        let (delay, answer) = self.emulate(call);
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        answer
    }
}

impl Upstream for FakeUpstream {
    fn send(&self, call: Outgoing) -> Sending<'_> {
        Box::pin(async move {
            let operation = header(&call, "x-acs-action");
            self.waits(&operation, true);
            let instead = self.instead(&operation);
            let answer = match instead {
                None => self.answered(&call).await,
                Some(Instead::LoseAnswer) => {
                    let _ = self.emulate(&call);
                    Err(SendError::Lost("connection reset".to_owned()))
                }
                Some(Instead::LoseCall) => Err(SendError::Lost("connection reset".to_owned())),
                Some(Instead::NotSent) => Err(SendError::NotSent("connection refused".to_owned())),
                Some(Instead::Answer(status, body)) => Ok(Incoming {
                    status,
                    retry_after_ms: None,
                    body: body.into_bytes(),
                }),
                Some(Instead::Throttle(retry_after_ms)) => Ok(Incoming {
                    status: 400,
                    retry_after_ms,
                    body: refusal("Throttling.User").into_bytes(),
                }),
                Some(Instead::Late(wait)) => {
                    tokio::time::sleep(wait).await;
                    self.answered(&call).await
                }
                Some(Instead::LateAnswer(wait)) => {
                    let (_, answer) = self.emulate(&call);
                    tokio::time::sleep(wait).await;
                    answer
                }
            };
            self.waits(&operation, false);
            self.sent.lock().expect("sent").push(call);
            answer
        })
    }
}
