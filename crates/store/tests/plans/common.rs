//! A store with a plan in it.

use signet_model::Timestamp;
use signet_model::api::{ApprovalRule, RuleBounds};
use signet_model::plans::{Act, Item, Outcome, State};
use signet_store::ports::{Ended, Found, Keep, KeptPlan, NewItem, Plans};
use signet_store::{DATABASE, Durability, Store};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection, query_scalar};

pub(crate) fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a moment")
}

pub(crate) async fn open(directory: &tempfile::TempDir) -> Store {
    Store::open(directory.path(), Durability::Normal, at(0))
        .await
        .expect("a store")
}

pub(crate) fn plan(id: &str) -> KeptPlan {
    KeptPlan {
        id: id.to_owned(),
        state: State::Selecting,
        author: "user:a".to_owned(),
        place: "post-cn-1".to_owned(),
        created_at: at(5),
        body: "{}".to_owned(),
    }
}

pub(crate) fn walked(id: &str) -> NewItem {
    NewItem {
        id: id.to_owned(),
        ca: String::new(),
        before: "registered".to_owned(),
    }
}

/// A store with the plan `p`, which has those items.
pub(crate) async fn plan_with(ids: &[&str]) -> (tempfile::TempDir, Store) {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    store.put(plan("p")).await.expect("kept");
    let items = ids.iter().map(|id| walked(id)).collect();
    store.found("p", Found::Walked, items).await.expect("noted");
    let count = store.number("p", Keep::Walked).await.expect("numbered");
    assert_eq!(count, ids.len() as u64);
    (directory, store)
}

pub(crate) async fn list(store: &Store, after: u64) -> Vec<Item> {
    store
        .items("p", None, None, after, u32::MAX)
        .await
        .expect("items")
}

pub(crate) fn ended(number: u64, outcome: Outcome) -> Ended {
    Ended {
        number,
        outcome,
        note: None,
        code: None,
        request_id: Some("0A1B".to_owned()),
        act: Some(format!("act{number}")),
        attempts: 1,
        at: at(9),
    }
}

pub(crate) fn rule(id: &str, author: &str) -> ApprovalRule {
    ApprovalRule {
        id: id.to_owned(),
        bounds: RuleBounds {
            author: author.to_owned(),
            act: Act::Deregister,
            instance_id: Some("post-cn-1".to_owned()),
            iot_instance_id: None,
            max_items: 100,
            until: at(99),
        },
        approved_by: "user:b".to_owned(),
        approved_at: at(3),
    }
}

/// How many rows a table has.
pub(crate) async fn rows(directory: &tempfile::TempDir, table: &str) -> u64 {
    let url = format!("sqlite://{}", directory.path().join(DATABASE).display());
    let mut connection = SqliteConnection::connect(&url).await.expect("open");
    let count = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    let rows: i64 = query_scalar(count)
        .fetch_one(&mut connection)
        .await
        .expect("counted");
    rows.cast_unsigned()
}
