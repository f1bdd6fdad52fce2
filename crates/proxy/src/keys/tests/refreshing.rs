//! When a key is replaced, and what happens while it cannot be.

use std::sync::Arc;
use std::time::Duration;

use signet_signing::Credentials;
use tokio::time::{Instant, advance, sleep};

use super::super::*;
use super::fakes::*;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

fn lent(net: &Arc<FakeNet>) -> Arc<KeySource> {
    net.source(from_uri("http://127.0.0.1:7/").expect("a key"))
}

fn keep_fresh(source: &Arc<KeySource>) {
    let source = Arc::clone(source);
    tokio::spawn(async move { source.keep_fresh().await });
}

/// The id of the key, which must be there without waiting.
async fn id(source: &KeySource) -> String {
    let before = Instant::now();
    let credentials = source.credentials().await.expect("a key");
    assert_eq!(
        before.elapsed(),
        Duration::ZERO,
        "nobody waits for a good key"
    );
    credentials.access_key_id().to_owned()
}

#[tokio::test(start_paused = true)]
async fn a_key_is_replaced_minutes_before_it_ends_and_nobody_waits() {
    let net = FakeNet::new();
    net.answers(200, handed_out("STS.one", HOUR));
    net.answers(200, handed_out("STS.two", 2 * HOUR));
    net.takes(Duration::from_secs(3));
    let source = lent(&net);
    keep_fresh(&source);
    source.credentials().await.expect("the first is waited for");
    assert_eq!(source.state().refreshed_at, Some(at(START + 3000)));

    sleep(53 * MINUTE).await;
    assert_eq!((id(&source).await, net.count()), ("STS.one".to_owned(), 1));
    // While it is being replaced, the old one serves.
    while net.count() < 2 {
        sleep(Duration::from_secs(1)).await;
        assert_eq!(id(&source).await, "STS.one");
    }
    sleep(4 * Duration::from_secs(1)).await;
    assert_eq!(id(&source).await, "STS.two");
    let state = source.state();
    assert_eq!(state.expires_at, Some(at(START + 7_200_000)));
    let early = 3_600_000 - (state.refreshed_at.expect("a time").as_millis() - START);
    assert!(
        (295_000..=360_000).contains(&early),
        "{early} ms before its end"
    );
    assert_eq!(net.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_key_that_ends_soon_is_replaced_after_half_its_time_and_not_in_a_storm() {
    let net = FakeNet::new();
    // The same key again and again, as metadata answer until they have a new one.
    for _ in 0..50 {
        net.answers(200, handed_out("STS.one", 4 * MINUTE));
    }
    let source = lent(&net);
    keep_fresh(&source);
    sleep(MINUTE).await;
    assert_eq!(net.count(), 1);
    sleep(3 * MINUTE - Duration::from_secs(1)).await;
    let asked = net.count();
    assert!(
        (5..=12).contains(&asked),
        "asked {asked} times in 4 minutes"
    );
    assert_eq!(id(&source).await, "STS.one");
}

#[tokio::test(start_paused = true)]
async fn while_the_source_is_down_the_old_key_serves_and_the_pauses_grow() {
    let net = FakeNet::new();
    net.answers(200, handed_out("STS.one", HOUR));
    for _ in 0..8 {
        net.is_down();
    }
    net.answers(200, handed_out("STS.two", 3 * HOUR));
    let source = lent(&net);
    keep_fresh(&source);
    sleep(54 * MINUTE).await;
    let mut moments = Vec::new();
    let start = Instant::now();
    let mut seen = net.count();
    while source.state().ends_with != ".two" {
        sleep(Duration::from_millis(100)).await;
        if net.count() > seen {
            seen = net.count();
            moments.push(start.elapsed());
        }
        assert!(source.credentials().await.is_ok(), "a key until its end");
    }
    assert_eq!(net.count(), 10);
    let pauses: Vec<_> = moments.windows(2).map(|pair| pair[1] - pair[0]).collect();
    for (pause, most) in pauses.iter().rev().zip([60, 60, 32, 16, 8, 4, 2, 1]) {
        let most = Duration::from_secs(most);
        assert!(
            *pause >= most / 2 - Duration::from_millis(200)
                && *pause <= most + Duration::from_millis(200),
            "{pauses:?}"
        );
    }
    assert_eq!(source.state().last_error, None, "it is over");
}

#[tokio::test(start_paused = true)]
async fn a_key_that_ended_while_the_source_is_down_is_told_once_and_asked_for_seldom() {
    let net = FakeNet::new();
    net.answers(200, handed_out("STS.one", HOUR));
    let source = lent(&net);
    source.credentials().await.expect("a key");
    // Nobody replaced it: the machine slept.
    advance(HOUR).await;
    for _ in 0..100 {
        net.is_down();
    }
    let none = source.credentials().await.expect_err("it ended");
    assert_eq!(
        none.to_string(),
        "the key of account factory ended at 2026-01-02T04:04:05Z and there is no new one: the credentials URI at 127.0.0.1:7 did not answer (no connection: connection refused)"
    );
    assert_eq!(none.fault.kind, FaultKind::Unreachable);
    for _ in 0..50 {
        source.credentials().await.expect_err("still");
    }
    assert_eq!(net.count(), 2, "a pause holds for all callers");
    assert!(source.state().last_error.is_some());
    advance(Duration::from_secs(1)).await;
    source.credentials().await.expect_err("still down");
    assert_eq!(net.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn callers_who_need_the_first_key_share_one_attempt() {
    for works in [true, false] {
        let net = FakeNet::new();
        match works {
            true => net.answers(200, handed_out("STS.one", HOUR)),
            false => net.is_down(),
        }
        net.takes(Duration::from_secs(2));
        let source = lent(&net);
        keep_fresh(&source);
        let callers: Vec<_> = (0..20)
            .map(|_| {
                let source = Arc::clone(&source);
                tokio::spawn(async move { source.credentials().await.is_ok() })
            })
            .collect();
        for caller in callers {
            assert_eq!(caller.await.expect("an end"), works);
        }
        assert_eq!(net.count(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_that_never_answers_does_not_hold_callers_for_ever() {
    let net = FakeNet::new();
    net.takes(HOUR);
    let source = lent(&net);
    let before = Instant::now();
    let none = source.credentials().await.expect_err("no answer");
    assert_eq!(before.elapsed(), Duration::from_secs(20));
    assert!(none.to_string().contains("no answer within 20 s"), "{none}");
}

#[tokio::test(start_paused = true)]
async fn a_given_key_is_handed_out_for_ever_and_nothing_is_asked() {
    let net = FakeNet::new();
    let given = Credentials::new("LTAIgiven", "canary", Some("canary".to_owned()));
    let source = net.source(Key::given(given, "a test"));
    // Ends, because there is nothing to do.
    source.keep_fresh().await;
    advance(1000 * HOUR).await;
    assert_eq!(id(&source).await, "LTAIgiven");
    assert_eq!(net.count(), 0);
    assert_eq!(
        source.state(),
        KeyState {
            source: "a test".to_owned(),
            ends_with: "iven".to_owned(),
            expires_at: None,
            refreshed_at: None,
            last_error: None,
        }
    );
    assert!(!format!("{source:?}").contains("canary"), "{source:?}");
    assert_eq!(source.identity(), "LTAIgiven");
}
