//! What is found becomes items, and what becomes of items adds up.

#[path = "plans/common.rs"]
mod common;

use common::{at, ended, list, open, plan, plan_with, walked};
use signet_model::plans::{Outcome, State};
use signet_store::StoreError;
use signet_store::ports::{Found, Keep, KeptPlan, NewItem, Plans};

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
async fn what_is_found_twice_is_one_and_a_later_walk_counts() {
    let (_directory, store) = plan_with(&[]).await;
    let found = async |place, ids: &[&str], before: &str| {
        let items = ids.iter().map(|id| NewItem {
            id: (*id).to_owned(),
            ca: String::new(),
            before: before.to_owned(),
        });
        store
            .found("p", place, items.collect())
            .await
            .expect("noted")
    };
    assert_eq!(
        found(Found::Listed, &["b", "a", "b"], "unregistered").await,
        2
    );
    assert_eq!(found(Found::Listed, &["b", "c"], "unregistered").await, 1);
    assert_eq!(found(Found::Walked, &["b", "d"], "old").await, 2);
    assert_eq!(
        found(Found::Walked, &["d", "d", "e"], "registered").await,
        1
    );
    assert_eq!(store.counts("p").await.expect("counted"), (3, 3));
    for (keep, count) in [
        (Keep::Listed, 3),
        (Keep::Walked, 3),
        (Keep::WalkedOnly, 2),
        (Keep::ListedOnly, 2),
    ] {
        assert_eq!(
            store.count_of("p", keep).await.expect("counted"),
            count,
            "{keep:?}"
        );
    }
    for (keep, expected) in [
        (Keep::Listed, "1 a unregistered, 2 b old, 3 c unregistered"),
        (Keep::Walked, "1 b old, 2 d registered, 3 e registered"),
        (Keep::WalkedOnly, "1 d registered, 2 e registered"),
        (Keep::ListedOnly, "1 a unregistered, 2 c unregistered"),
    ] {
        // Numbering is repeatable until the plan is frozen.
        let count = store.number("p", keep).await.expect("numbered");
        let items = list(&store, 0).await;
        assert_eq!(items.len() as u64, count);
        let text: Vec<_> = items
            .iter()
            .map(|item| format!("{} {} {}", item.number, item.id, item.before))
            .collect();
        assert_eq!(text.join(", "), expected, "{keep:?}");
    }
    store.forget_walk("p").await.expect("forgotten");
    assert_eq!(store.counts("p").await.expect("counted"), (3, 0));
    assert_eq!(store.number("p", Keep::Walked).await.expect("numbered"), 0);
    assert_eq!(store.number("p", Keep::Listed).await.expect("numbered"), 3);
    assert!(
        list(&store, 0)
            .await
            .iter()
            .all(|item| item.before == "unregistered")
    );
    let nowhere = store
        .found("no such", Found::Listed, vec![walked("a")])
        .await;
    assert!(
        nowhere
            .expect_err("refused")
            .to_string()
            .contains("no plan no such")
    );
}

#[tokio::test]
async fn numbers_follow_ca_and_id_and_close_up_behind_what_is_taken_out() {
    let (_directory, store) = plan_with(&[]).await;
    let count = 5000;
    let items = (0..count).map(|number| NewItem {
        id: format!("{:04X}", (number * 7) % count),
        ca: format!("ca{}", number % 3),
        before: "active".to_owned(),
    });
    store
        .found("p", Found::Walked, items.collect())
        .await
        .expect("noted");
    assert_eq!(
        store.number("p", Keep::Walked).await.expect("numbered"),
        5000
    );
    let before = list(&store, 0).await;
    let numbers = |items: &[signet_model::plans::Item]| {
        items.iter().map(|item| item.number).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&before), (1..=5000).collect::<Vec<_>>());
    assert!(before.is_sorted_by_key(|item| (item.ca.clone(), item.id.clone())));

    let out: Vec<u64> = (1..=5000).filter(|number| number % 3 == 0).collect();
    let twice = [&out[..], &[3, 0, 9999, u64::MAX]].concat();
    assert_eq!(store.exclude("p", &twice).await.expect("excluded"), 3334);
    let after = list(&store, 0).await;
    assert_eq!(numbers(&after), (1..=3334).collect::<Vec<_>>());
    let left: Vec<_> = before
        .iter()
        .filter(|item| item.number % 3 != 0)
        .map(|item| (&item.ca, &item.id))
        .collect();
    assert_eq!(
        after
            .iter()
            .map(|item| (&item.ca, &item.id))
            .collect::<Vec<_>>(),
        left
    );
    assert_eq!(store.exclude("p", &[]).await.expect("excluded"), 3334);

    let known = vec![
        (1, "inactive".to_owned()),
        (3334, "gone".to_owned()),
        (9999, "x".to_owned()),
    ];
    store.set_before("p", known).await.expect("set");
    let items = list(&store, 0).await;
    assert_eq!(
        (&*items[0].before, &*items[3333].before, &*items[1].before),
        ("inactive", "gone", "active")
    );
    let (places, all) = store.places("p", 2).await.expect("places");
    assert_eq!((places.len(), all), (2, 3));
    let everything: u64 = store
        .places("p", 9)
        .await
        .expect("places")
        .0
        .iter()
        .map(|place| place.1)
        .sum();
    assert_eq!(everything, 3334);
}

#[tokio::test]
async fn items_are_begun_in_order_put_back_ended_and_add_up() {
    let (directory, store) = plan_with(&["a", "b", "c", "d", "e", "f"]).await;
    let begin = async |up_to, most| {
        let begun = store.begin("p", up_to, most, at(7)).await.expect("begun");
        begun
            .into_iter()
            .map(|begun| begun.item.number)
            .collect::<Vec<_>>()
    };
    assert_eq!(begin(5, 3).await, [1, 2, 3]);
    assert_eq!(begin(5, 9).await, [4, 5]);
    assert_eq!(begin(5, 9).await, [0; 0]);
    store
        .seen("p", 2, "{\"was\":\"'\"}".to_owned())
        .await
        .expect("noted");
    let mut back = ended(1, Outcome::Waiting);
    back.code = Some("Throttling".to_owned());
    let mut failed = ended(3, Outcome::Failed);
    failed.code = Some("Refused".to_owned());
    failed.note = Some("because \"of\" it".to_owned());
    store
        .end(
            "p",
            vec![
                back,
                failed,
                ended(4, Outcome::Moved),
                ended(5, Outcome::Done),
            ],
        )
        .await
        .expect("ended");
    drop(store);

    let store = open(&directory).await;
    let left = store.begun("p").await.expect("begun");
    assert_eq!(left.len(), 1);
    assert_eq!(
        (left[0].item.number, left[0].seen.as_deref()),
        (2, Some("{\"was\":\"'\"}"))
    );
    assert_eq!(
        (left[0].item.started_at, left[0].item.ended_at),
        (Some(at(7)), None)
    );
    let tally = store.tally("p", 0, u64::MAX).await.expect("counted");
    assert_eq!(
        tally.outcomes,
        [
            (Outcome::Waiting, 2),
            (Outcome::Begun, 1),
            (Outcome::Done, 1),
            (Outcome::Moved, 1),
            (Outcome::Failed, 1)
        ]
    );
    let causes: Vec<_> = tally
        .causes
        .iter()
        .map(|cause| (cause.outcome, cause.code.as_str(), cause.items))
        .collect();
    assert_eq!(
        causes,
        [
            (Outcome::Failed, "Refused", 1),
            (Outcome::Moved, "moved", 1)
        ]
    );
    let some = store.tally("p", 1, 3).await.expect("counted");
    assert_eq!(some.outcomes, [(Outcome::Begun, 1), (Outcome::Failed, 1)]);
    assert_eq!(store.tally("p", 6, 9).await.expect("counted").outcomes, []);

    let items = list(&store, 2).await;
    let third = &items[0];
    assert_eq!(
        (third.cloud_code.as_deref(), third.note.as_deref()),
        (Some("Refused"), Some("because \"of\" it"))
    );
    assert_eq!((third.attempts, third.ended_at), (1, Some(at(9))));
    let again = store.begin("p", 6, 1, at(20)).await.expect("begun");
    assert_eq!(
        (again[0].item.number, again[0].item.attempts),
        (1, 1),
        "what was put back goes first"
    );
    assert_eq!(again[0].item.ended_at, None);
    let waiting = store
        .items("p", Some(Outcome::Waiting), None, 0, 9)
        .await
        .expect("items");
    assert_eq!(
        waiting.iter().map(|item| item.number).collect::<Vec<_>>(),
        [6]
    );
    assert_eq!(
        store.begin("no such", 9, 9, at(0)).await.expect("begun"),
        []
    );
}

#[tokio::test]
async fn items_are_found_by_how_they_begin() {
    let ids = [
        "GID_a@@@1",
        "GID_a@@@10",
        "GID_a@@@2",
        "GID_a_@@@1",
        "GID_ab@@@1",
        "%",
        "%%",
        "%a",
        "_",
        "__x",
        "'",
        "''; --",
        "a\u{10FFFF}",
        "a\u{10FFFF}b",
        "b",
        "\u{8BBE}\u{5907}1",
        "\u{8BBE}\u{5907}2",
        "\u{8BBF}",
        "\u{1F600}x",
    ];
    let (_directory, store) = plan_with(&ids).await;
    let prefixes = [
        "",
        "GID_a",
        "GID_a@",
        "GID_a_",
        "%",
        "_",
        "'",
        "''",
        "a\u{10FFFF}",
        "\u{8BBE}\u{5907}",
        "\u{1F600}",
        "\u{10FFFF}",
        "gid",
        "\0",
        "zz",
    ];
    for prefix in prefixes {
        let mut expected: Vec<_> = ids.iter().filter(|id| id.starts_with(prefix)).collect();
        expected.sort_unstable();
        let found = async |after, limit| {
            store
                .items("p", None, Some(prefix), after, limit)
                .await
                .expect("items")
        };
        let all = found(0, 99).await;
        assert_eq!(
            all.iter().map(|item| &*item.id).collect::<Vec<_>>(),
            expected.iter().map(|id| **id).collect::<Vec<_>>(),
            "{prefix}"
        );
        if let [first, second, ..] = &all[..] {
            assert_eq!(found(first.number, 1).await, [second.clone()], "{prefix}");
        }
    }
    store.begin("p", u64::MAX, 1, at(1)).await.expect("begun");
    let begun = store
        .items("p", Some(Outcome::Begun), Some("%"), 0, 9)
        .await
        .expect("items");
    assert_eq!(
        begun.iter().map(|item| &*item.id).collect::<Vec<_>>(),
        ["%"]
    );
}

#[tokio::test]
async fn certificates_of_many_cas_are_found_by_how_they_begin() {
    let (_directory, store) = plan_with(&[]).await;
    // More CAs than are looked up one by one.
    let items = (0..100).flat_map(|ca| {
        ["1F", "2A", "2B"].map(|id| NewItem {
            id: id.to_owned(),
            ca: format!("{ca:03}"),
            before: "active".to_owned(),
        })
    });
    store
        .found("p", Found::Walked, items.collect())
        .await
        .expect("noted");
    store.number("p", Keep::Walked).await.expect("numbered");
    let mut after = 0;
    let mut found = Vec::new();
    loop {
        let page = store
            .items("p", None, Some("2"), after, 70)
            .await
            .expect("items");
        let Some(last) = page.last() else { break };
        after = last.number;
        found.extend(page);
    }
    assert_eq!(found.len(), 200);
    assert!(found.is_sorted_by_key(|item| item.number));
    assert!(found.iter().all(|item| item.id.starts_with('2')));
    let waiting = store
        .items("p", Some(Outcome::Done), Some("2"), 0, 70)
        .await
        .expect("items");
    assert_eq!(waiting, []);
}

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
    let rule = common::rule("r", &long);
    full("add_rule", store.add_rule(rule).await.err());

    assert_eq!(list(&store, 0).await, before);
    assert_eq!(store.counts("p").await.expect("counted"), counts);
    assert_eq!(store.secrets("p").await.expect("secrets"), (Vec::new(), 0));
    assert_eq!(store.rules().await.expect("rules"), []);
    store.limit_pages(None).await.expect("lifted");
    assert_eq!(begin_all(&store).await.expect("begun").len(), 2999);
    assert_eq!(store.exclude("p", &[1]).await.expect("excluded"), 2999);
}

async fn begin_all(
    store: &signet_store::Store,
) -> Result<Vec<signet_store::ports::Begun>, StoreError> {
    store.begin("p", u64::MAX, 9999, at(2)).await
}
