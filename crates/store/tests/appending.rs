//! The log is whole, whoever adds to it at the same time and whatever fails.

use signet_audit::{Head, Verdict, Verifier};
use signet_model::Timestamp;
use signet_model::audit::{Entry, Kind};
use signet_store::ports::AuditLog;
use signet_store::{Durability, Store};
use tokio::task::JoinSet;

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a moment")
}

async fn open(directory: &tempfile::TempDir) -> Store {
    Store::open(directory.path(), Durability::Normal, at(0))
        .await
        .expect("a store")
}

fn entry(operation: &str) -> Entry {
    Entry::new(at(1), Kind::Event, "user:a", operation)
}

async fn verdict(store: &Store) -> Verdict {
    let checkpoints = store.checkpoints().await.expect("checkpoints");
    let end = store.head().await.expect("an end");
    let mut verifier = Verifier::new(store.store_id(), store.public_key(), end, checkpoints, None);
    for record in store.batch(0, u32::MAX).await.expect("records") {
        verifier.take(record.sequence, &record.hash, &record.body);
    }
    verifier.finish()
}

#[tokio::test]
async fn two_processes_and_many_callers_add_to_one_chain() {
    let directory = tempfile::tempdir().expect("a directory");
    let stores = [open(&directory).await, open(&directory).await];
    let mut adding = JoinSet::new();
    for number in 0..200 {
        let store = stores[number % 2].clone();
        adding.spawn(async move { store.append(entry(&number.to_string())).await });
    }
    let mut sequences: Vec<_> = adding
        .join_all()
        .await
        .into_iter()
        .map(|head| head.expect("added").sequence)
        .collect();
    sequences.sort_unstable();
    assert_eq!(
        sequences,
        (2..=201).collect::<Vec<_>>(),
        "1 says whose log it is"
    );
    let several = vec![entry("a"), entry("b"), entry("c")];
    let heads = stores[0].append_all(several).await.expect("added");
    let numbers: Vec<_> = heads.iter().map(|head: &Head| head.sequence).collect();
    assert_eq!(numbers, [202, 203, 204]);
    stores[1].checkpoint(at(2)).await.expect("a checkpoint");
    for store in &stores {
        let verdict = verdict(store).await;
        assert_eq!((verdict.records, verdict.faults), (204, Vec::new()));
    }
}

#[tokio::test]
async fn what_the_log_keeps_cannot_be_changed_by_those_who_open_it_as_signet_does() {
    use sqlx::{Connection, raw_sql};
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    store.append(entry("a")).await.expect("added");
    let url = format!("sqlite://{}", store.path().display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.expect("open");
    for sql in ["UPDATE audit SET body = x'00'", "DELETE FROM audit"] {
        let refused = raw_sql(sql).execute(&mut connection).await;
        let refused = refused.expect_err("refused").to_string();
        assert!(refused.contains("only added to"), "{refused}");
    }
    // Whoever takes the guard away is found by the chain.
    let tampering = "DROP TRIGGER audit_is_not_changed;
        UPDATE audit SET body = CAST(replace(CAST(body AS TEXT), 'user:a', 'user:b') AS BLOB) WHERE sequence = 2";
    raw_sql(tampering)
        .execute(&mut connection)
        .await
        .expect("done");
    let faults = verdict(&store).await.faults;
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].sequence, 2);
}

#[tokio::test]
async fn a_full_store_says_so_and_goes_on_when_there_is_room() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    store.append(entry("before")).await.expect("added");
    store.limit_pages(Some(1)).await.expect("full");
    let long = "x".repeat(100_000);
    let refused = store.append(entry(&long)).await.expect_err("full");
    assert!(refused.to_string().contains("no room"), "{refused}");
    store.limit_pages(None).await.expect("room");
    store.append(entry("after")).await.expect("added");
    let verdict = verdict(&store).await;
    assert_eq!((verdict.records, verdict.faults), (3, Vec::new()));
}
