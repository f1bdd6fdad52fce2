//! Who was never seen online since, in how many samples.

use signet_store::Store;
use signet_store::ports::{MAX_SAMPLES, Sightings};

use crate::common::{at, open};

const SECOND: i64 = 1000;

async fn sample(store: &Store, second: i64, online: &[&str], offline: &[&str]) {
    let clients = online
        .iter()
        .map(|id| ((*id).to_owned(), true))
        .chain(offline.iter().map(|id| ((*id).to_owned(), false)));
    store
        .sampled("i", clients.collect(), at(second * SECOND))
        .await
        .expect("noted");
}

async fn unseen(store: &Store, samples: u32, second: i64) -> String {
    let found = store
        .unseen("i", "G", samples, at(second * SECOND), "", 99)
        .await
        .expect("asked");
    found.join(" ")
}

#[tokio::test]
async fn a_client_is_unseen_when_it_was_asked_for_often_enough_and_never_online_since() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    sample(
        &store,
        10,
        &["G@@@a", "G@@@b"],
        &["G@@@c", "G2@@@x", "G@@x"],
    )
    .await;
    sample(&store, 20, &["G@@@a"], &["G@@@b", "G@@@c", "G2@@@x"]).await;
    sample(
        &store,
        30,
        &[],
        &["G@@@a", "G@@@b", "G@@@c", "G@@@d", "G2@@@x"],
    )
    .await;
    for (samples, since, expected) in [
        (1, 0, "G@@@c G@@@d"),
        (0, 0, "G@@@c G@@@d"),
        (2, 0, "G@@@c"),
        (3, 0, "G@@@c"),
        (4, 0, ""),
        (1, 11, "G@@@b G@@@c G@@@d"),
        (2, 11, "G@@@b G@@@c"),
        (3, 11, ""),
        (1, 21, "G@@@a G@@@b G@@@c G@@@d"),
        (1, 30, "G@@@a G@@@b G@@@c G@@@d"),
        (1, 31, ""),
    ] {
        assert_eq!(
            unseen(&store, samples, since).await,
            expected,
            "{samples} since {since}"
        );
    }
    let page = store.unseen("i", "G", 1, at(0), "G@@@c", 1).await;
    assert_eq!(page.expect("asked"), ["G@@@d"]);
    let elsewhere = store.unseen("j", "G", 1, at(0), "", 9).await;
    assert_eq!(elsewhere.expect("asked"), [""; 0]);
    // Within the second in which it begins nothing counts that may have been before it.
    let later = store.unseen("i", "G", 1, at(29_500), "", 9).await;
    assert_eq!(later.expect("asked").len(), 4);
    let later = store.unseen("i", "G", 1, at(30_500), "", 9).await;
    assert_eq!(later.expect("asked").len(), 0);
}

#[tokio::test]
async fn as_many_samples_are_remembered_as_is_said() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    for second in 1..=i64::from(MAX_SAMPLES) + 5 {
        sample(&store, second, &[], &["G@@@a"]).await;
    }
    assert_eq!(unseen(&store, MAX_SAMPLES, 6).await, "G@@@a");
    assert_eq!(unseen(&store, MAX_SAMPLES, 7).await, "");
    assert_eq!(unseen(&store, MAX_SAMPLES + 1, 0).await, "");
    assert_eq!(unseen(&store, u32::MAX, 0).await, "");
}

#[tokio::test]
async fn samples_of_a_group_are_counted_and_what_is_old_is_forgotten() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    let samples = async |since| store.samples("i", "G", at(since)).await.expect("asked");
    assert_eq!(samples(0).await, None);
    for second in [1, 2, 2, 5] {
        let ended = store.sample_ended("i", "G", at(second * SECOND)).await;
        ended.expect("noted");
    }
    assert_eq!(samples(0).await, Some((at(1000), at(5000), 3)));
    assert_eq!(samples(2000).await, Some((at(2000), at(5000), 2)));
    assert_eq!(samples(5001).await, None);
    let many: Vec<_> = (0..5000).map(|number| format!("G@@@{number:04}")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    sample(&store, 1, &[], &many).await;
    sample(&store, 3, &[], &many[..10]).await;
    store.forget(at(2 * SECOND)).await.expect("forgotten");
    assert_eq!(unseen(&store, 1, 0).await, many[..10].join(" "));
    assert_eq!(samples(0).await, Some((at(2000), at(5000), 2)));
}
