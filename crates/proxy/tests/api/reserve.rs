//! A full disk does not protect a thief: what takes something out of service is done, and written down where there is room for it.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use signet_audit::Checkpoint;
use signet_model::api::AuditQuery;
use signet_model::audit::{Ending, Entry, Kind};
use signet_model::{Effect, Timestamp};
use signet_proxy::clock::SystemClock;
use signet_proxy::nonce::RandomNonces;
use signet_proxy::record::{KeptRecord, Parts, Recorder, Reserve};
use signet_store::ports::AuditLog;
use signet_store::{Durability, Store, Visible};

pub(crate) type Sent = Arc<Mutex<Vec<Checkpoint>>>;

pub(crate) async fn open(directory: &Path) -> (Store, KeptRecord, Sent) {
    let now = Timestamp::from_millis(0).expect("a moment");
    let store = Store::open(directory, Durability::Normal, now)
        .await
        .expect("a store");
    let sent = Sent::default();
    let taking = Arc::clone(&sent);
    let record = KeptRecord::start(Parts {
        log: Arc::new(store.clone()),
        clock: Arc::new(SystemClock),
        nonces: Arc::new(RandomNonces),
        reserve: Reserve::open(&directory.join("audit.reserve")).expect("a reserve"),
        checkpoint_every: 5,
        send: Box::new(move |checkpoint| taking.lock().expect("sent").push(checkpoint)),
    })
    .await;
    (store, record, sent)
}

fn entry(kind: Kind, effect: Effect, number: u64) -> Entry {
    let now = Timestamp::from_millis(number.cast_signed()).expect("a moment");
    let mut entry = Entry::new(now, kind, "user:a", "AddCustomAuthConnectBlack");
    entry.act = Some(number.to_string());
    entry.effect = Some(effect);
    // Longer than what is left on the last page of a full database.
    entry.reason = Some("x".repeat(5000));
    entry.ending = (kind == Kind::Outcome).then_some(Ending::Done);
    entry
}

pub(crate) fn suspend(number: u64) -> Entry {
    entry(Kind::Intent, Effect::Suspend, number)
}

/// The acts of the log, oldest first, and how many entries the events say came out of the reserve.
async fn acts(store: &Store) -> (Vec<String>, Vec<u64>) {
    let (mut acts, mut counts) = (Vec::new(), Vec::new());
    for record in store.batch(0, 1000).await.expect("records") {
        let entry: Entry = serde_json::from_slice(&record.body).expect("an entry");
        acts.extend(entry.act);
        counts.extend(entry.count);
    }
    (acts, counts)
}

#[tokio::test(start_paused = true)]
async fn a_suspend_is_recorded_on_a_full_disk_and_nothing_else_is() {
    let directory = tempfile::tempdir().expect("a directory");
    let (store, record, _) = open(directory.path()).await;
    record.append(suspend(1)).await.expect("room");
    store.limit_pages(Some(1)).await.expect("full");
    for refused in [
        Effect::Destroy,
        Effect::Create,
        Effect::Reveal,
        Effect::Resume,
    ] {
        let kept = record.append(entry(Kind::Intent, refused, 2)).await;
        let cause = kept.expect_err("no room").to_string();
        assert!(cause.contains("no room"), "{cause}");
    }
    let refused = record
        .append(entry(Kind::Refused, Effect::Suspend, 2))
        .await;
    refused.expect_err("no room for a refusal");
    record.append(suspend(3)).await.expect("the reserve");
    let outcome = entry(Kind::Outcome, Effect::Destroy, 4);
    record
        .append(outcome)
        .await
        .expect("what was done must be known");
    assert_eq!(record.vitals().in_reserve, Some(2));
    assert_eq!(acts(&store).await.0, ["1"]);

    store.limit_pages(None).await.expect("room");
    let later = entry(Kind::Intent, Effect::Destroy, 5);
    record.append(later).await.expect("room");
    assert_eq!(
        acts(&store).await,
        (["1", "3", "4", "5"].map(str::to_owned).to_vec(), vec![2])
    );
    assert_eq!(record.vitals().in_reserve, Some(0));
    let reserve = fs::read(directory.path().join("audit.reserve")).expect("the file");
    assert_eq!(reserve.len(), 1024 * 1024, "it keeps its room");
    assert!(
        reserve.iter().all(|byte| *byte == 0),
        "and holds nothing more"
    );
}

#[tokio::test(start_paused = true)]
async fn what_the_last_process_left_in_the_reserve_is_taken_once_and_in_order() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("audit.reserve");
    let (store, record, _) = open(directory.path()).await;
    store.limit_pages(Some(1)).await.expect("full");
    for number in 1..4 {
        record.append(suspend(number)).await.expect("the reserve");
    }
    let left = fs::read(&path).expect("the file");
    drop((store, record));

    let (store, record, _) = open(directory.path()).await;
    let all = ["1", "2", "3"].map(str::to_owned).to_vec();
    assert_eq!(acts(&store).await, (all.clone(), vec![3]));
    drop((store, record));
    // As if the process had ended between the commit and the emptying.
    fs::write(&path, &left).expect("the file");
    let (store, record, _) = open(directory.path()).await;
    assert_eq!(acts(&store).await, (all, vec![3]), "not twice");
    drop((store, record));

    // As if the power had gone while the last line was written: what is whole is kept, and what is not is counted.
    let mut torn = left;
    let end = torn.iter().position(|byte| *byte == 0).expect("an end");
    torn[end - 100..end].fill(0);
    let torn = String::from_utf8(torn)
        .expect("text")
        .replacen('"', "\"other", 1);
    fs::write(&path, &torn.as_bytes()[..1024 * 1024]).expect("the file");
    let (store, record, _) = open(directory.path()).await;
    let (acts, counts) = acts(&store).await;
    assert_eq!((acts.len(), counts), (5, vec![3, 2]));
    let torn = AuditQuery {
        operation: Some("AuditReserveEmptied".to_owned()),
        ..AuditQuery::default()
    };
    let page = store.page(&torn, &Visible::All).await.expect("a page");
    assert_eq!(page.entries[0].entry.object["unreadable"], 1);
    record.append(suspend(9)).await.expect("it goes on");
}

#[tokio::test(start_paused = true)]
async fn a_full_reserve_refuses_too() {
    let directory = tempfile::tempdir().expect("a directory");
    let (store, record, _) = open(directory.path()).await;
    store.limit_pages(Some(1)).await.expect("full");
    let mut number = 0;
    let cause = loop {
        number += 1;
        assert!(number < 1000, "the reserve has an end");
        if let Err(cause) = record.append(suspend(number)).await {
            break cause.to_string();
        }
    };
    assert!(cause.contains("the reserve is full"), "{cause}");
    assert!(number > 150, "it has room for many: {number}");
    store.limit_pages(None).await.expect("room");
    record.append(suspend(number)).await.expect("room");
    assert_eq!(acts(&store).await.0.len() as u64, number);
}
