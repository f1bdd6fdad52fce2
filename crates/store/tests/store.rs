//! What is kept is there after a restart, and what is not is not.

use signet_model::api::{ProtectedMark, Token, Via};
use signet_model::operations::BlacklistNote;
use signet_model::roles::{Grant, Role};
use signet_model::{Secret, Timestamp};
use signet_store::ports::{AuditLog, Grants, Marks, Meta, Notes, Sessions, Tokens, Users};
use signet_store::{Durability, KeptGrant, Session, Store, StoreError, User};
use sqlx::Connection;

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a moment")
}

async fn open(directory: &tempfile::TempDir) -> Store {
    Store::open(directory.path(), Durability::Normal, at(0))
        .await
        .expect("a store")
}

fn session(id: u8, subject: &str) -> Session {
    Session {
        id_hash: [id; 32],
        subject: subject.to_owned(),
        name: "Alice".to_owned(),
        via: Via::Password,
        groups: vec!["group:ops".to_owned()],
        signed_in_at: at(1000),
        last_seen_at: at(1000),
        expires_at: at(9000),
        address: Some("10.0.0.1".to_owned()),
        user_agent: None,
    }
}

#[tokio::test(start_paused = true)]
async fn sessions_end_one_by_one_all_at_once_and_by_time() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    for (id, subject) in [(1, "user:a"), (2, "user:a"), (3, "user:b"), (4, "user:c")] {
        Sessions::put(&store, session(id, subject))
            .await
            .expect("put");
    }
    Sessions::touch(&store, [1; 32], at(5000))
        .await
        .expect("touched");
    drop(store);
    let store = open(&directory).await;
    let found = Sessions::find(&store, [1; 32])
        .await
        .expect("asked")
        .expect("there");
    assert_eq!(
        found,
        Session {
            last_seen_at: at(5000),
            ..session(1, "user:a")
        }
    );
    assert_eq!(store.of("user:a").await.expect("asked").len(), 2);
    assert!(Sessions::remove(&store, [4; 32]).await.expect("removed"));
    assert!(
        !Sessions::remove(&store, [4; 32])
            .await
            .expect("gone already")
    );
    assert_eq!(store.remove_of("user:b").await.expect("removed"), 1);
    assert_eq!(
        Sessions::remove_expired(&store, at(5000), at(2000))
            .await
            .expect("idle"),
        1
    );
    assert_eq!(store.count().await.expect("asked"), 1);
    assert_eq!(
        Sessions::remove_expired(&store, at(9000), at(0))
            .await
            .expect("ended"),
        1
    );
    let seen = store.seen().await.expect("asked");
    assert_eq!(
        seen.iter()
            .map(|one| (one.subject.as_str(), one.last_seen_at, one.sessions))
            .collect::<Vec<_>>(),
        [
            ("user:a", at(5000), 0),
            ("user:b", at(1000), 0),
            ("user:c", at(1000), 0)
        ]
    );
}

#[tokio::test]
async fn a_code_is_used_once() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    let user = User {
        name: "alice".to_owned(),
        password: Secret::new("$argon2id$…"),
        totp_seed: Some(vec![1, 2, 3]),
        totp_last_step: None,
        disabled: false,
        created_at: at(7),
    };
    Users::put(&store, user.clone()).await.expect("put");
    assert_eq!(
        Users::find(&store, "alice").await.expect("asked"),
        Some(user.clone())
    );
    assert_eq!(Users::find(&store, "Alice").await.expect("asked"), None);
    for (step, fresh) in [(5, true), (5, false), (4, false), (6, true)] {
        assert_eq!(
            store.use_totp_step("alice", step).await.expect("asked"),
            fresh,
            "{step}"
        );
    }
    assert!(!store.use_totp_step("nobody", 1).await.expect("asked"));
    assert_eq!(Users::list(&store).await.expect("asked").len(), 1);
    assert!(Users::remove(&store, "alice").await.expect("removed"));
}

#[tokio::test]
async fn grants_tokens_and_marks_are_kept_until_they_are_taken_back() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    let grant = KeptGrant {
        id: "g1".to_owned(),
        subject: "user:alice".to_owned(),
        grant: Grant::everywhere(Role::Viewer),
        granted_by: "user:root".to_owned(),
        granted_at: at(1),
    };
    Grants::add(&store, grant.clone()).await.expect("added");
    let twice = Grants::add(
        &store,
        KeptGrant {
            id: "g2".to_owned(),
            ..grant.clone()
        },
    )
    .await;
    assert!(matches!(twice, Err(StoreError::Exists)), "{twice:?}");
    assert_eq!(
        Grants::all(&store).await.expect("asked"),
        std::slice::from_ref(&grant)
    );
    assert_eq!(
        Grants::remove(&store, "g1").await.expect("removed"),
        Some(grant)
    );
    assert_eq!(Grants::remove(&store, "g1").await.expect("gone"), None);

    let token = Token {
        id: "t1".to_owned(),
        name: "ci".to_owned(),
        owner: None,
        grants: Grant::all(),
        created_at: at(1),
        expires_at: at(2),
        last_used_at: None,
    };
    Tokens::add(&store, token.clone(), [9; 32])
        .await
        .expect("added");
    let twice = Tokens::add(
        &store,
        Token {
            id: "t2".to_owned(),
            ..token.clone()
        },
        [8; 32],
    )
    .await;
    assert!(matches!(twice, Err(StoreError::Exists)), "{twice:?}");
    assert_eq!(
        Tokens::find(&store, [9; 32]).await.expect("asked"),
        Some(token.clone())
    );
    assert_eq!(Tokens::find(&store, [8; 32]).await.expect("asked"), None);
    Tokens::touch(&store, "t1", at(5)).await.expect("touched");
    let used = Token {
        last_used_at: Some(at(5)),
        ..token
    };
    assert_eq!(
        Tokens::list(&store).await.expect("asked"),
        std::slice::from_ref(&used)
    );
    assert_eq!(store.revoke("t1").await.expect("revoked"), Some(used));

    let mark = ProtectedMark {
        instance_id: "i".to_owned(),
        object: "GID_a@@@1".to_owned(),
        reason: "line 4".to_owned(),
        marked_by: "user:alice".to_owned(),
        marked_at: at(3),
    };
    store.mark(mark.clone()).await.expect("marked");
    assert_eq!(
        Marks::all(&store).await.expect("asked"),
        std::slice::from_ref(&mark)
    );
    assert_eq!(
        store.unmark("i", "GID_a@@@1").await.expect("unmarked"),
        Some(mark)
    );
}

#[tokio::test]
async fn pressing_again_without_a_reason_keeps_the_reason() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(&directory).await;
    let note = |reason: Option<&str>| BlacklistNote {
        set_by: "local".to_owned(),
        set_at: at(0),
        reason: reason.map(ToOwned::to_owned),
    };
    let find = async |client: &str| {
        let notes = Notes::find(&store, "i", &[client.to_owned(), "other".to_owned()]).await;
        notes.expect("asked").swap_remove(0)
    };
    Notes::set(&store, "i", "c", note(Some("stolen\n\"van\"")))
        .await
        .expect("set");
    Notes::set(&store, "i", "c", note(None)).await.expect("set");
    assert_eq!(find("c").await, Some(note(Some("stolen\n\"van\""))));
    Notes::set(&store, "i", "c", note(Some("found, but broken")))
        .await
        .expect("set");
    assert_eq!(find("c").await, Some(note(Some("found, but broken"))));
    Notes::remove(&store, "i", "c").await.expect("removed");
    assert_eq!(find("c").await, None);

    Meta::set(&store, "store_id", Some("mine"))
        .await
        .expect("set");
    assert_eq!(
        Meta::get(&store, "store_id")
            .await
            .expect("asked")
            .as_deref(),
        Some("mine")
    );
    assert_ne!(store.store_id(), "mine");
    Meta::set(&store, "store_id", None).await.expect("set");
    assert_eq!(Meta::get(&store, "store_id").await.expect("asked"), None);
}

#[tokio::test]
async fn another_process_is_noticed_and_oneself_is_not() {
    let directory = tempfile::tempdir().expect("a directory");
    let (store, other) = (open(&directory).await, open(&directory).await);
    store
        .mark(ProtectedMark {
            instance_id: "i".to_owned(),
            object: "o".to_owned(),
            reason: "r".to_owned(),
            marked_by: "m".to_owned(),
            marked_at: at(0),
        })
        .await
        .expect("marked");
    assert!(!store.changed().await.expect("asked"));
    other.unmark("i", "o").await.expect("unmarked");
    assert!(store.changed().await.expect("asked"));
    assert!(!store.changed().await.expect("asked"));
}

#[tokio::test]
async fn a_newer_store_and_a_missing_or_foreign_key_are_refused_by_name() {
    let directory = tempfile::tempdir().expect("a directory");
    drop(open(&directory).await);
    let refusal = async || {
        let store = Store::open(directory.path(), Durability::Normal, at(0)).await;
        store.err().expect("refused").to_string()
    };
    let key = directory.path().join("signet.key");
    let kept = std::fs::read(&key).expect("the key");
    std::fs::write(&key, [7; 32]).expect("another key");
    assert!(
        refusal()
            .await
            .contains("not the key that the store was made with")
    );
    std::fs::write(&key, [7; 5]).expect("no key");
    assert!(refusal().await.contains("must have 32 bytes and has 5"));
    std::fs::remove_file(&key).expect("gone");
    assert!(refusal().await.contains("the key of this store is gone"));
    std::fs::write(&key, kept).expect("back");
    assert!(refusal().await.contains("may be read by others"));
    std::fs::remove_file(&key).expect("gone");

    let url = format!("sqlite://{}", directory.path().join("signet.db").display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.expect("open");
    let newer = sqlx::raw_sql("PRAGMA user_version = 99");
    newer.execute(&mut connection).await.expect("newer");
    let refused = refusal().await;
    assert!(
        refused.contains("signet.db has schema 99, and this signet knows 3 at most: it was made by a newer signet"),
        "{refused}"
    );
}
