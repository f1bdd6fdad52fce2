//! What is found becomes numbered items.

use signet_store::ports::{Found, Keep, NewItem, Plans};

use crate::common::{list, open, plan, plan_with, walked};

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
    store.forget_found("p").await.expect("forgotten");
    assert_eq!(store.counts("p").await.expect("counted"), (0, 0));
    assert_eq!(list(&store, 0).await.len(), 3, "what is numbered stays");
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

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_being_found_is_no_waste_of_another_plan() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    for round in 0..100 {
        let others = (0..4).map(|other| {
            let (store, id) = (store.clone(), format!("{round}-{other}"));
            tokio::spawn(async move {
                store.put(plan(&id)).await.expect("kept");
                let items = ["a", "b", "c"].map(walked).into();
                store.found(&id, Found::Walked, items).await.expect("noted");
                // Each numbering leaves the items of the one before to be dropped, in the background.
                for _ in 0..2 {
                    let count = store.number(&id, Keep::Walked).await.expect("numbered");
                    assert_eq!(count, 3, "{id}");
                }
                store.put(plan(&id)).await.expect("kept");
                assert_eq!(store.counts(&id).await.expect("counted"), (0, 3), "{id}");
            })
        });
        for other in others.collect::<Vec<_>>() {
            other.await.expect("nothing was lost");
        }
    }
}
