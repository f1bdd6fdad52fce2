use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000 + millis).unwrap()
}

fn away() -> Refusal {
    Refusal::Unreachable {
        what: "it",
        why: "away".to_owned(),
    }
}

#[tokio::test]
async fn many_at_once_read_once() {
    let cached = Cached::new();
    let reads = AtomicUsize::new(0);
    let read = || async {
        tokio::task::yield_now().await;
        Ok(reads.fetch_add(1, Ordering::Relaxed))
    };
    let (a, b, c) = tokio::join!(
        cached.get(at(0), read()),
        cached.get(at(0), read()),
        cached.get(at(0), read())
    );
    assert_eq!([a, b, c].map(|value| *value.unwrap()), [0, 0, 0]);
}

#[tokio::test]
async fn whoever_comes_while_it_is_read_again_gets_the_old_one_at_once() {
    let cached = Cached::new();
    cached.get(at(0), async { Ok(1) }).await.unwrap();
    let later = at(LIFETIME);
    let slow = cached.get(later, async {
        let meanwhile = cached.get(later, async { panic!("read twice") }).await;
        assert_eq!(*meanwhile.unwrap(), 1);
        Ok(2)
    });
    assert_eq!(*slow.await.unwrap(), 2);
}

#[tokio::test]
async fn an_old_one_serves_a_day_where_there_is_no_newer() {
    let cached = Cached::new();
    cached.get(at(0), async { Ok(1) }).await.unwrap();
    for millis in [LIFETIME, LIFETIME + BETWEEN, LONGEST - 1] {
        assert_eq!(
            *cached.get(at(millis), async { Err(away()) }).await.unwrap(),
            1
        );
    }
    let refusal = cached
        .get(at(LONGEST + BETWEEN), async { Err(away()) })
        .await;
    assert_eq!(refusal.unwrap_err(), away());
}

#[tokio::test]
async fn a_failure_is_remembered_for_a_moment() {
    let cached = Cached::<u8>::new();
    assert_eq!(
        cached.get(at(0), async { Err(away()) }).await.unwrap_err(),
        away()
    );
    let untried = cached
        .get(at(BETWEEN_FAILURES - 1), async { panic!("tried again") })
        .await;
    assert_eq!(untried.unwrap_err(), away());
    assert_eq!(
        *cached
            .get(at(BETWEEN_FAILURES), async { Ok(7) })
            .await
            .unwrap(),
        7
    );
}

#[tokio::test]
async fn a_newer_one_is_read_once_a_minute_and_shared() {
    let cached = Cached::new();
    let seen = cached.get(at(0), async { Ok(1) }).await.unwrap();
    let early = cached
        .newer(&seen, at(BETWEEN - 1), async { panic!("too early") })
        .await;
    assert_eq!(early.unwrap(), None);
    let newer = cached
        .newer(&seen, at(BETWEEN), async { Ok(2) })
        .await
        .unwrap();
    assert_eq!(newer.as_deref(), Some(&2));
    let shared = cached
        .newer(&seen, at(BETWEEN), async { panic!("it is there") })
        .await;
    assert_eq!(shared.unwrap().as_deref(), Some(&2));
}

#[tokio::test]
async fn a_clock_that_was_set_back_does_not_keep_it_for_ever() {
    let cached = Cached::new();
    cached.get(at(LONGEST), async { Ok(1) }).await.unwrap();
    assert_eq!(*cached.get(at(0), async { Ok(2) }).await.unwrap(), 2);
}
