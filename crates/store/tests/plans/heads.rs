//! The heads of plans, and what goes with them.

use signet_model::plans::State;
use signet_store::ports::{KeptPlan, Plans};

use crate::common::{at, list, open, plan, plan_with, rows};

#[tokio::test]
async fn a_plan_is_kept_found_listed_and_dropped_when_it_was_over_long_ago() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    for (id, state, made) in [
        ("a", State::Finished, 1),
        ("c", State::Running, 2),
        ("b", State::Frozen, 2),
        ("d", State::Cancelled, 3),
    ] {
        let kept = KeptPlan {
            state,
            created_at: at(made),
            ..plan(id)
        };
        store.put(kept).await.expect("kept");
    }
    let ids = async |states: &[State], before: Option<&str>, limit| {
        let plans = store.list(states, before, limit).await.expect("listed");
        plans.into_iter().map(|plan| plan.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[], None, 9).await, ["d", "c", "b", "a"]);
    assert_eq!(ids(&[], Some("c"), 1).await, ["b"]);
    assert_eq!(
        ids(&[State::Running, State::Frozen], None, 9).await,
        ["c", "b"]
    );
    assert_eq!(ids(&[], Some("no such"), 9).await, [""; 0]);

    let changed = KeptPlan {
        body: "{\"changed\":\"'%\u{1F600}\"}".to_owned(),
        state: State::Paused,
        ..plan("c")
    };
    store.put(changed.clone()).await.expect("kept");
    drop(store);
    let store = open(&directory).await;
    assert_eq!(
        Plans::find(&store, "c").await.expect("asked"),
        Some(changed)
    );
    assert_eq!(Plans::find(&store, "C").await.expect("asked"), None);

    assert_eq!(store.remove_over(at(3)).await.expect("removed"), 1);
    assert_eq!(Plans::find(&store, "a").await.expect("asked"), None);
    assert!(Plans::find(&store, "d").await.expect("asked").is_some());
}

#[tokio::test]
async fn what_was_found_for_a_plan_is_dropped_when_it_is_frozen_and_its_items_when_it_is_gone() {
    let (directory, store) = plan_with(&["a", "b"]).await;
    let in_state = |state| KeptPlan { state, ..plan("p") };
    store.put(in_state(State::Selecting)).await.expect("kept");
    assert_eq!(store.counts("p").await.expect("counted"), (0, 2));
    store.put(in_state(State::Frozen)).await.expect("kept");
    assert_eq!(store.counts("p").await.expect("counted"), (0, 0));
    assert_eq!(store.remove_over(at(99)).await.expect("none is over"), 0);
    assert_eq!(rows(&directory, "plan_found").await, 0);
    assert_eq!(list(&store, 0).await.len(), 2);
    store.put(in_state(State::Finished)).await.expect("kept");
    assert_eq!(store.remove_over(at(99)).await.expect("removed"), 1);
    assert_eq!(rows(&directory, "plan_item").await, 0);
    assert_eq!(rows(&directory, "plan_waste").await, 0);
    let gone = store.items("p", None, None, 0, 9).await;
    assert!(gone.expect_err("gone").to_string().contains("no plan p"));
}
