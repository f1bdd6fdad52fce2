//! Items are found by how they begin, whatever that is.

use signet_model::plans::Outcome;
use signet_store::ports::{Found, Keep, NewItem, Plans};

use crate::common::{at, plan_with};

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
            let next = found(first.number, 1).await;
            assert_eq!(next.iter().collect::<Vec<_>>(), [second], "{prefix}");
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
