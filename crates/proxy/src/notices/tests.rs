//! From an entry of the audit log to a webhook, over a fake network.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use http::{Request, Response};
use signet_identity::{FetchError, Fetching};
use signet_model::Timestamp;
use signet_model::api::ErrorCode;
use signet_model::audit::Kind;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::*;
use crate::record::{Appending, NotKept, Recorder};

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        "2026-11-22T00:00:00Z".parse().expect("a time")
    }
}

/// Answers as it was told, then with 200; keeps when and to whom it was asked.
#[derive(Default)]
struct Network {
    answers: Mutex<VecDeque<Result<u16, FetchError>>>,
    asked: Mutex<Vec<(Instant, String)>>,
    asked_again: Notify,
}

impl Fetch for Network {
    fn fetch(&self, request: Request<Vec<u8>>) -> Fetching<'_> {
        Box::pin(async move {
            let answer = self
                .answers
                .lock()
                .expect("answers")
                .pop_front()
                .unwrap_or(Ok(200))?;
            self.asked
                .lock()
                .expect("asked")
                .push((Instant::now(), request.uri().to_string()));
            self.asked_again.notify_one();
            let mut response = Response::new(Vec::new());
            *response.status_mut() = answer.try_into().expect("a status");
            Ok(response)
        })
    }
}

struct Bench {
    network: Arc<Network>,
    metrics: Arc<Metrics>,
    recorder: Watched,
}

struct Kept(bool);

impl Recorder for Kept {
    fn append(&self, _entry: Entry) -> Appending<'_> {
        Box::pin(async {
            self.0
                .then_some(())
                .ok_or_else(|| NotKept("full".to_owned()))
        })
    }
}

fn webhook(path: &str, events: &[Event]) -> Webhook {
    Webhook {
        name: format!("webhooks.{path}"),
        url: format!("https://hooks.example/{path}").into(),
        format: Format::Generic,
        secret: None,
        events: events.to_vec(),
    }
}

fn bench(answers: Vec<Result<u16, FetchError>>, webhooks: Vec<Webhook>, keeps: bool) -> Bench {
    let network = Arc::new(Network {
        answers: Mutex::new(answers.into()),
        ..Network::default()
    });
    let metrics = Arc::new(Metrics::new());
    let thresholds = Thresholds {
        sign_in_failures: 0,
        ..Thresholds::default()
    };
    let fetch = Arc::clone(&network) as Arc<dyn Fetch>;
    let clock: Arc<dyn Clock> = Arc::new(Fixed);
    let notices = Notices::start(thresholds, webhooks, &fetch, &clock, &metrics);
    let watchers: Vec<Arc<dyn Watch>> = vec![Arc::clone(&metrics) as _, Arc::new(notices)];
    Bench {
        network,
        metrics,
        recorder: Watched::new(Arc::new(Kept(keeps)), watchers),
    }
}

impl Bench {
    async fn fail_a_sign_in(&self) -> Result<(), NotKept> {
        let entry = Entry {
            error: Some(ErrorCode::SignInFailed),
            ..Entry::new(Fixed.now(), Kind::Refused, "unknown", "SignIn")
        };
        self.recorder.append(entry).await
    }

    async fn asked(&self, times: usize) -> Vec<(Instant, String)> {
        loop {
            let asked = self.network.asked.lock().expect("asked").clone();
            if asked.len() >= times {
                return asked;
            }
            self.network.asked_again.notified().await;
        }
    }

    #[track_caller]
    fn counted(&self, line: &str) {
        let text = self.metrics.text(Fixed.now());
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_wants_to_know_is_told() {
    let wanted = [
        webhook("a", &[Event::SignInFailures]),
        webhook("b", &[Event::Destroys]),
        webhook("c", &Event::ALL),
    ];
    let bench = bench(Vec::new(), wanted.to_vec(), true);
    bench.fail_a_sign_in().await.expect("kept");
    bench.fail_a_sign_in().await.expect("kept");
    let mut asked: Vec<_> = bench
        .asked(2)
        .await
        .into_iter()
        .map(|(_, url)| url)
        .collect();
    asked.sort();
    assert_eq!(
        asked,
        ["https://hooks.example/a", "https://hooks.example/c"]
    );
    bench.counted("signet_audit_entries_total 2");
}

#[tokio::test(start_paused = true)]
async fn what_is_not_taken_is_sent_again_and_then_given_up() {
    let answers = vec![Ok(500), Ok(404), Ok(200)];
    let bench = bench(answers, vec![webhook("a", &Event::ALL)], true);
    let start = Instant::now();
    bench.fail_a_sign_in().await.expect("kept");
    let times: Vec<_> = bench
        .asked(3)
        .await
        .into_iter()
        .map(|(at, _)| at - start)
        .collect();
    assert_eq!(times, [0, 1, 6].map(Duration::from_secs));
    tokio::time::sleep(Duration::from_secs(60)).await;
    bench.counted("signet_notices_total{result=\"sent\"} 1");
    assert_eq!(bench.asked(3).await.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_network_that_is_down_costs_one_notice() {
    let down = || Err(FetchError::Unreachable("refused".to_owned()));
    let bench = bench(
        (0..4).map(|_| down()).collect(),
        vec![webhook("a", &Event::ALL)],
        true,
    );
    bench.fail_a_sign_in().await.expect("kept");
    tokio::time::sleep(Duration::from_secs(60)).await;
    bench.counted("signet_notices_total{result=\"failed\"} 1");
}

#[tokio::test(start_paused = true)]
async fn what_is_not_kept_is_counted_and_still_an_error() {
    let bench = bench(Vec::new(), vec![webhook("a", &Event::ALL)], false);
    assert_eq!(
        bench.fail_a_sign_in().await,
        Err(NotKept("full".to_owned()))
    );
    bench.counted("signet_audit_failures_total 1");
    assert!(bench.network.asked.lock().expect("asked").is_empty());
}
