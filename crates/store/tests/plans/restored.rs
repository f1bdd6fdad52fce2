//! Plans outlive an upgrade, a backup and a restore.

use signet_model::plans::{Outcome, State};
use signet_store::ports::{KeptPlan, Meta, Plans};
use signet_store::{DATABASE, RESTORED, restore};
use sqlx::{Connection, SqliteConnection, raw_sql};

use crate::common::{at, ended, list, open, plan, plan_with, rule};

#[tokio::test]
async fn a_restored_store_has_the_plans_as_they_were_and_says_that_it_was_restored() {
    let (directory, store) = plan_with(&["a", "b", "c"]).await;
    let running = KeptPlan {
        state: State::Running,
        ..plan("p")
    };
    store.put(running.clone()).await.expect("kept");
    store.begin("p", 2, 2, at(1)).await.expect("begun");
    store
        .end("p", vec![ended(1, Outcome::Done)])
        .await
        .expect("ended");
    store.keep_secrets("p", &[1], vec![7]).await.expect("kept");
    store.add_rule(rule("r", "user:a")).await.expect("kept");
    let before = list(&store, 0).await;
    let copy = directory.path().join("copy");
    store.backup(&copy).await.expect("a backup");
    store
        .end("p", vec![ended(2, Outcome::Done)])
        .await
        .expect("ended after the backup");

    let new = tempfile::tempdir().expect("a directory");
    restore(&copy, new.path(), "command:root", at(10))
        .await
        .expect("restored");
    let store = open(&new).await;
    let kept = Meta::get(&store, RESTORED).await.expect("asked");
    assert_eq!(kept, Some(at(10).to_string()));
    let plans = store.list(&[State::Running], None, 9).await;
    assert_eq!(plans.expect("listed"), [running]);
    assert_eq!(list(&store, 0).await, before);
    let begun = store.begun("p").await.expect("asked");
    assert_eq!((begun.len(), begun[0].item.number), (1, 2));
    assert_eq!(
        store.secrets("p").await.expect("secrets"),
        (vec![vec![7]], 1)
    );
    assert_eq!(store.rules().await.expect("rules"), [rule("r", "user:a")]);
}

#[tokio::test]
async fn a_store_from_before_plans_is_upgraded_and_a_backup_of_it_is_taken_in() {
    let (directory, store) = plan_with(&["a"]).await;
    let id = signet_store::ports::AuditLog::store_id(&store).to_owned();
    drop(store);
    // As the first schema left it.
    let url = format!("sqlite://{}", directory.path().join(DATABASE).display());
    let mut connection = SqliteConnection::connect(&url).await.expect("open");
    raw_sql(
        "DROP TABLE plan; DROP TABLE plan_waste; DROP TABLE plan_found; DROP TABLE plan_item; DROP TABLE plan_secret;
         DROP TABLE approval_rule; DROP TABLE sighting; DROP TABLE sample; DROP TABLE bearer; PRAGMA user_version = 1; VACUUM",
    )
    .execute(&mut connection)
    .await
    .expect("as it was");
    connection.close().await.expect("closed");
    let new = tempfile::tempdir().expect("a directory");
    restore(
        &directory.path().join(DATABASE),
        new.path(),
        "command",
        at(9),
    )
    .await
    .expect("restored");
    for directory in [&directory, &new] {
        let store = open(directory).await;
        assert_eq!(signet_store::ports::AuditLog::store_id(&store), id);
        store.put(plan("p")).await.expect("kept");
        assert_eq!(
            Plans::find(&store, "p").await.expect("asked"),
            Some(plan("p"))
        );
    }
}
