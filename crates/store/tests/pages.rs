//! What is found in the log, and by whom.

use signet_model::api::AuditQuery;
use signet_model::audit::{Ending, Entry, Kind};
use signet_model::roles::{Grant, Role};
use signet_model::{Effect, Timestamp};
use signet_store::ports::AuditLog;
use signet_store::{Durability, Store, Visible, fits};

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a moment")
}

async fn open(directory: &tempfile::TempDir) -> Store {
    Store::open(directory.path(), Durability::Normal, at(0))
        .await
        .expect("a store")
}

fn act(kind: Kind, act: &str, actor: &str, operation: &str, object: &serde_json::Value) -> Entry {
    let mut entry = Entry::new(at(0), kind, actor, operation);
    entry.act = Some(act.to_owned());
    entry.effect = Some(Effect::Destroy);
    entry.account = Some("factory".to_owned());
    entry.object = object.as_object().cloned().unwrap_or_default();
    entry
}

#[tokio::test]
async fn the_log_is_read_backwards_by_what_is_asked_and_may_be_seen() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    let object = serde_json::json!({ "instance_id": "i1", "client_id": "GID_a@@@1" });
    let other = serde_json::json!({ "instance_id": "i2", "client_id": "GID_b@@@1" });
    let cut = "UnRegisterDeviceCredential";
    for entry in [
        act(Kind::Intent, "1", "user:a", cut, &object),
        act(Kind::Intent, "2", "user:b", cut, &other),
        Entry {
            ending: Some(Ending::Done),
            ..act(Kind::Outcome, "1", "user:a", cut, &object)
        },
        act(
            Kind::Refused,
            "",
            "user:a",
            "DeleteClientIds",
            &serde_json::json!({ "iot_id": "x" }),
        ),
    ] {
        store.append(entry).await.expect("added");
    }
    let all = AuditQuery::default();
    let find = async |query: &AuditQuery, visible: &Visible| {
        let page = store.page(query, visible).await.expect("a page");
        page.entries
            .iter()
            .map(|one| one.sequence)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        find(&all, &Visible::All).await,
        [5, 4, 3, 1],
        "2 has its outcome"
    );
    for (field, value, expected) in [
        ("actor", "user:a", &[5, 4][..]),
        ("operation", cut, &[4, 3]),
        ("effect", "destroy", &[5, 4, 3]),
        ("instance", "i1", &[4]),
        ("instance", "public", &[5]),
        ("object", "GID_b@@@1", &[3]),
        ("object", "GID_b", &[]),
        ("outcome", "done", &[4]),
        ("outcome", "unknown", &[3]),
        ("outcome", "refused", &[5]),
    ] {
        let query = serde_json::from_value(serde_json::json!({ field: value })).expect("a query");
        assert_eq!(
            find(&query, &Visible::All).await,
            expected,
            "{field}={value}"
        );
        // What an export finds by looking is the same, but for the intent that has its outcome.
        let mut looked = Vec::new();
        for record in store.batch(0, 100).await.expect("records") {
            let entry = serde_json::from_slice(&record.body).expect("an entry");
            if record.sequence != 2 && fits(&entry, &query) {
                looked.insert(0, record.sequence);
            }
        }
        assert_eq!(looked, expected, "{field}={value}");
    }
    let of = |grant: Grant| Visible::Of {
        subject: "user:z".to_owned(),
        grants: vec![grant],
    };
    let viewer = Grant::everywhere(Role::Viewer);
    let in_instance = Grant {
        instance: Some("i1".to_owned()),
        ..viewer.clone()
    };
    for (grant, expected) in [
        (viewer.clone(), &[4, 3][..]),
        (in_instance.clone(), &[4]),
        (
            Grant {
                group: Some("GID_a".to_owned()),
                ..in_instance.clone()
            },
            &[4],
        ),
        (
            Grant {
                group: Some("GID_b".to_owned()),
                ..in_instance
            },
            &[],
        ),
        (
            Grant {
                iot_instance: Some("public".to_owned()),
                ..viewer.clone()
            },
            &[5],
        ),
        (
            Grant {
                account: Some("other".to_owned()),
                ..viewer
            },
            &[],
        ),
        (Grant::everywhere(Role::Approver), &[]),
    ] {
        assert_eq!(find(&all, &of(grant.clone())).await, expected, "{grant:?}");
    }
    let own = Visible::Of {
        subject: "user:b".to_owned(),
        grants: Vec::new(),
    };
    assert_eq!(find(&all, &own).await, [3]);
    let two = AuditQuery {
        limit: Some(2),
        ..AuditQuery::default()
    };
    let page = store.page(&two, &Visible::All).await.expect("a page");
    assert_eq!((page.entries.len(), page.next), (2, Some(4)));
    let rest = AuditQuery {
        before: page.next,
        ..two
    };
    let page = store.page(&rest, &Visible::All).await.expect("a page");
    assert_eq!((page.entries.len(), page.next), (2, None));
    assert_eq!(page.head.expect("a head").sequence, 5);
}
