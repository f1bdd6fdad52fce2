//! A full disk.

use signet_model::plans::Outcome;
use signet_store::ports::{Begun, Found, Keep, KeptPlan, Plans};
use signet_store::{Store, StoreError};

use crate::common::{at, ended, list, plan, plan_with, rule, walked};

#[tokio::test]
async fn a_full_disk_is_said_and_leaves_the_plan_as_it_was() {
    let ids: Vec<String> = (0..3000)
        .map(|number| format!("GID_a@@@{number:05}"))
        .collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let (_directory, store) = plan_with(&ids).await;
    store.begin("p", 1, 1, at(1)).await.expect("begun");
    let before = list(&store, 0).await;
    let counts = store.counts("p").await.expect("counted");
    store.limit_pages(Some(1)).await.expect("limited");
    // Until the room that was left is taken as well.
    let mut filled = 0;
    while store.put(plan(&format!("other{filled}"))).await.is_ok() {
        filled += 1;
    }
    let full = |what: &str, error: Option<StoreError>| {
        assert!(matches!(error, Some(StoreError::Full)), "{what}: {error:?}");
    };
    let long = "x".repeat(100_000);
    let big = KeptPlan {
        body: long.clone(),
        ..plan("p")
    };
    full("put", store.put(big).await.err());
    let others = (0..3000).map(|number| walked(&format!("GID_b@@@{number:05}")));
    full(
        "found",
        store
            .found("p", Found::Walked, others.collect())
            .await
            .err(),
    );
    full("number", store.number("p", Keep::Walked).await.err());
    full("exclude", store.exclude("p", &[1]).await.err());
    full(
        "set_before",
        store.set_before("p", vec![(1, long.clone())]).await.err(),
    );
    full("seen", store.seen("p", 1, long.clone()).await.err());
    let mut end = ended(1, Outcome::Done);
    end.note = Some(long.clone());
    full("end", store.end("p", vec![end]).await.err());
    full("begin", begin_all(&store).await.err());
    full(
        "keep_secrets",
        store.keep_secrets("p", &[1], vec![7; 100_000]).await.err(),
    );
    let rule = rule("r", &long);
    full("add_rule", store.add_rule(rule).await.err());

    assert_eq!(list(&store, 0).await, before);
    assert_eq!(store.counts("p").await.expect("counted"), counts);
    assert_eq!(store.secrets("p").await.expect("secrets"), (Vec::new(), 0));
    assert_eq!(store.rules().await.expect("rules"), []);
    store.limit_pages(None).await.expect("lifted");
    assert_eq!(begin_all(&store).await.expect("begun").len(), 2999);
    assert_eq!(store.exclude("p", &[1]).await.expect("excluded"), 2999);
}

async fn begin_all(store: &Store) -> Result<Vec<Begun>, StoreError> {
    store
        .begin("p", u64::MAX, 9999, at(1_790_000_000_000))
        .await
}
