//! Secrets are kept until they are wiped, and then nowhere; standing approvals.

use std::fs;

use signet_model::plans::{Outcome, State};
use signet_store::StoreError;
use signet_store::ports::{KeptPlan, Plans};

use crate::common::{at, ended, open, plan, plan_with, rule};

/// Whether a text is in any file of the store.
fn is_in_files(directory: &tempfile::TempDir, text: &str) -> bool {
    let files = fs::read_dir(directory.path()).expect("a directory");
    files
        .map(|file| fs::read(file.expect("a file").path()).expect("its bytes"))
        .any(|bytes| {
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
}

#[tokio::test]
async fn secrets_are_kept_in_order_and_their_bytes_are_gone_after_a_wipe() {
    let (directory, store) = plan_with(&["a", "b", "c", "d", "e"]).await;
    store.put(plan("other")).await.expect("kept");
    // Small ones that lie on one page with others, and large ones that fill pages of their own.
    let mut expected = Vec::new();
    for number in 1..=40_u64 {
        let bytes = format!("MARK-OF-P-{number}-").repeat(if number % 4 == 0 { 900 } else { 3 });
        store
            .keep_secrets("p", &[number, number + 100], bytes.clone().into())
            .await
            .expect("kept");
        expected.push(bytes.into_bytes());
        let bytes = format!("MARK-OF-OTHER-{number}-").repeat(5);
        store
            .keep_secrets("other", &[number], bytes.into())
            .await
            .expect("kept");
    }
    assert_eq!(store.secrets("p").await.expect("kept"), (expected, 80));
    assert!(is_in_files(&directory, "MARK-OF-P-"));

    store.wipe_secrets("p").await.expect("wiped");
    assert!(!is_in_files(&directory, "MARK-OF-P-"));
    assert!(is_in_files(&directory, "MARK-OF-OTHER-40-"));
    assert_eq!(store.secrets("p").await.expect("none"), (Vec::new(), 0));
    assert_eq!(store.secrets("other").await.expect("kept").1, 40);
    store.wipe_secrets("p").await.expect("wiped already");

    let over = KeptPlan {
        state: State::Cancelled,
        ..plan("other")
    };
    store.put(over).await.expect("kept");
    assert_eq!(store.remove_over(at(99)).await.expect("removed"), 1);
    assert!(!is_in_files(&directory, "MARK-OF-OTHER"));
    let gone = store.keep_secrets("other", &[1], vec![1]).await;
    assert!(
        gone.expect_err("refused")
            .to_string()
            .contains("no plan other")
    );
}

#[tokio::test]
async fn a_wipe_that_another_reader_keeps_from_its_end_says_so_and_is_repeated() {
    use sqlx::{Connection, SqliteConnection, raw_sql};
    let (directory, store) = plan_with(&["a"]).await;
    store
        .keep_secrets("p", &[1], b"MARK-OF-P".to_vec())
        .await
        .expect("kept");
    let url = format!("sqlite://{}", store.path().display());
    let mut other = SqliteConnection::connect(&url).await.expect("open");
    raw_sql("BEGIN; SELECT * FROM plan")
        .execute(&mut other)
        .await
        .expect("reading");
    let busy = store.wipe_secrets("p").await;
    assert!(matches!(busy, Err(StoreError::Busy)), "{busy:?}");
    raw_sql("COMMIT").execute(&mut other).await.expect("read");
    store.wipe_secrets("p").await.expect("wiped");
    assert!(!is_in_files(&directory, "MARK-OF-P"));
}

#[tokio::test]
async fn what_was_done_and_whose_secret_was_not_kept_is_known() {
    let (_directory, store) = plan_with(&["a", "b", "c", "d", "e"]).await;
    store.begin("p", 9, 9, at(1)).await.expect("begun");
    let ends = [
        (1, Outcome::Done),
        (2, Outcome::SettledDone),
        (3, Outcome::Failed),
        (4, Outcome::Done),
    ];
    let ends = ends.map(|(number, outcome)| ended(number, outcome));
    store.end("p", ends.into()).await.expect("ended");
    store.keep_secrets("p", &[4], vec![1]).await.expect("kept");
    let without = async |limit| {
        let items = store.without_secret("p", limit).await.expect("asked");
        items.iter().map(|item| item.number).collect::<Vec<_>>()
    };
    assert_eq!(without(9).await, [1, 2]);
    assert_eq!(without(1).await, [1]);
    store
        .keep_secrets("p", &[2, 1], vec![2])
        .await
        .expect("kept");
    assert_eq!(without(9).await, [0; 0]);
    store.wipe_secrets("p").await.expect("wiped");
    assert_eq!(
        without(9).await,
        [0; 0],
        "they were kept, and are gone for good"
    );
}

#[tokio::test]
async fn standing_approvals_are_kept_in_order_and_withdrawn() {
    let (directory, store) = plan_with(&[]).await;
    let mut older = rule("z", "user:a");
    older.approved_at = at(2);
    for rule in [rule("r", "user:a"), older.clone()] {
        store.add_rule(rule).await.expect("kept");
    }
    let again = store.add_rule(rule("r", "user:c")).await;
    assert!(matches!(again, Err(StoreError::Exists)));
    drop(store);
    let store = open(&directory).await;
    assert_eq!(
        store.rules().await.expect("rules"),
        [older, rule("r", "user:a")]
    );
    let removed = store.remove_rule("r").await.expect("asked");
    assert_eq!(removed, Some(rule("r", "user:a")));
    assert_eq!(store.remove_rule("r").await.expect("asked"), None);
}
