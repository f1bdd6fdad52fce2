//! Bearers of pages on other sites: what ends them, and what does not.

use signet_model::Timestamp;
use signet_store::ports::{Bearer, Bearers};
use signet_store::{Durability, Store};

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a moment")
}

async fn store() -> (tempfile::TempDir, Store) {
    let directory = tempfile::tempdir().expect("a directory");
    let store = Store::open(directory.path(), Durability::Normal, at(0)).await;
    (directory, store.expect("a store"))
}

fn bearer(hash: u8, session: u8, code: u8) -> Bearer {
    Bearer {
        hash: [hash; 32],
        session: [session; 32],
        origin: "https://portal.example".to_owned(),
        code: [code; 32],
        made_at: at(i64::from(hash)),
        expires_at: at(1000 + i64::from(hash)),
        ended: false,
    }
}

/// Which of the first nine are there and have not ended.
async fn live(store: &Store) -> Vec<u8> {
    let mut live = Vec::new();
    for hash in 1..10 {
        let found = store.find([hash; 32]).await.expect("asked");
        if found.is_some_and(|bearer| !bearer.ended) {
            live.push(hash);
        }
    }
    live
}

#[tokio::test]
async fn a_bearer_comes_back_as_it_was_also_after_a_restart() {
    let (directory, store) = store().await;
    store.add(bearer(1, 1, 1), 3).await.expect("kept");
    drop(store);
    let store = Store::open(directory.path(), Durability::Normal, at(0))
        .await
        .expect("a store");
    let found = store.find([1; 32]).await.expect("asked");
    assert_eq!(found, Some(bearer(1, 1, 1)));
    assert_eq!(store.find([2; 32]).await.expect("asked"), None);
}

#[tokio::test]
async fn of_one_session_the_newest_stay() {
    let (_directory, store) = store().await;
    for hash in 1..=4 {
        store.add(bearer(hash, 1, hash), 3).await.expect("kept");
    }
    store.add(bearer(5, 2, 5), 3).await.expect("kept");
    assert_eq!(live(&store).await, [2, 3, 4, 5]);
    // Even where all were made in the same moment, the one that is added is among those that stay.
    for hash in 6..=9 {
        let bearer = Bearer {
            made_at: at(0),
            ..bearer(hash, 3, hash)
        };
        store.add(bearer, 1).await.expect("kept");
        assert_eq!(live(&store).await, [2, 3, 4, 5, hash]);
    }
}

#[tokio::test]
async fn one_is_renewed_once() {
    let (_directory, store) = store().await;
    store.add(bearer(1, 1, 1), 3).await.expect("kept");
    assert!(store.renew([1; 32], bearer(2, 1, 1)).await.expect("asked"));
    assert!(!store.renew([1; 32], bearer(3, 1, 1)).await.expect("asked"));
    assert!(!store.renew([9; 32], bearer(3, 1, 1)).await.expect("asked"));
    assert_eq!(live(&store).await, [2]);
    assert_eq!(
        store.find([3; 32]).await.expect("asked"),
        None,
        "nothing is kept"
    );
}

#[tokio::test]
async fn all_of_a_code_end_together() {
    let (_directory, store) = store().await;
    store.add(bearer(1, 1, 1), 3).await.expect("kept");
    store.renew([1; 32], bearer(2, 1, 1)).await.expect("asked");
    store.add(bearer(3, 1, 3), 3).await.expect("kept");
    let one = store.end_of_code([1; 32]).await.expect("asked");
    assert_eq!(one, Some(bearer(2, 1, 1)), "the one that was in use");
    assert_eq!(live(&store).await, [3]);
    assert!(
        store
            .end_of_code([1; 32])
            .await
            .expect("asked")
            .is_some_and(|bearer| bearer.ended)
    );
    assert_eq!(store.end_of_code([9; 32]).await.expect("asked"), None);
}

#[tokio::test]
async fn those_whose_time_is_over_are_dropped() {
    let (_directory, store) = store().await;
    for hash in 1..=3 {
        store.add(bearer(hash, 1, hash), 3).await.expect("kept");
    }
    store.renew([2; 32], bearer(4, 1, 2)).await.expect("asked");
    let mut dropped = Vec::new();
    // The second had ended; the others tell for a while that there was one.
    for (now, long_ago) in [(1001, 0), (1002, 0), (9000, 1002), (9000, 9000)] {
        let some = Bearers::remove_expired(&store, at(now), at(long_ago)).await;
        dropped.push(some.expect("asked"));
    }
    assert_eq!(dropped, [0, 1, 1, 2]);
    assert!(live(&store).await.is_empty());
}
