//! A backup is taken while the store is in use, and only a whole one is taken in.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use signet_model::api::Via;
use signet_model::audit::{Entry, Kind};
use signet_model::{Secret, Timestamp};
use signet_store::ports::{AuditLog, Meta, Sessions, Users};
use signet_store::{Archive, DATABASE, Durability, KEY, RESTORED, Session, Store, User, restore};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection, query_scalar};

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a moment")
}

async fn open(directory: &Path) -> Store {
    Store::open(directory, Durability::Normal, at(0))
        .await
        .expect("a store")
}

/// A store with something in it, and its backup.
async fn backed_up() -> (tempfile::TempDir, Store) {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(directory.path()).await;
    let session = Session {
        id_hash: [1; 32],
        subject: "user:a".to_owned(),
        name: "A".to_owned(),
        via: Via::Password,
        groups: Vec::new(),
        signed_in_at: at(1),
        last_seen_at: at(1),
        expires_at: at(1_000_000),
        address: None,
        user_agent: None,
    };
    Sessions::put(&store, session).await.expect("a session");
    let user = User {
        name: "a".to_owned(),
        password: Secret::new("hash"),
        totp_seed: Some(store.sealer().seal("a", b"seed", [3; 12]).expect("sealed")),
        totp_last_step: None,
        disabled: false,
        created_at: at(1),
    };
    Users::put(&store, user).await.expect("a user");
    for number in 0..50 {
        let entry = Entry::new(at(number), Kind::Event, "user:a", "Something");
        store.append(entry).await.expect("added");
    }
    store.checkpoint(at(5)).await.expect("a checkpoint");
    store
        .backup(&directory.path().join("copy"))
        .await
        .expect("a backup");
    (directory, store)
}

#[tokio::test]
async fn a_backup_is_for_its_owner_and_never_written_over() {
    let (directory, store) = backed_up().await;
    let copy = directory.path().join("copy");
    let mode = fs::metadata(&copy).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = fs::read(&copy).expect("a file");
    let refused = store.backup(&copy).await.expect_err("refused").to_string();
    assert!(refused.contains("is there already"), "{refused}");
    assert_eq!(fs::read(&copy).expect("a file"), before);
    let nowhere = directory.path().join("no/such/directory");
    assert!(store.backup(&nowhere).await.is_err());
}

#[tokio::test]
async fn a_restored_store_goes_on_where_the_backup_was_and_says_so() {
    let (directory, store) = backed_up().await;
    let known = store.head().await.expect("a head").0;
    store
        .append(Entry::new(at(9), Kind::Event, "user:a", "After"))
        .await
        .expect("added");
    for with_key in [true, false] {
        let new = tempfile::tempdir().expect("a directory");
        if with_key {
            fs::copy(directory.path().join(KEY), new.path().join(KEY)).expect("the key");
        }
        let copy = directory.path().join("copy");
        let restored = restore(&copy, new.path(), "command:root", at(10))
            .await
            .expect("restored");
        assert_eq!((restored.records, restored.is_new_key), (51, !with_key));

        let store = open(new.path()).await;
        let records = store.batch(50, 10).await.expect("records");
        assert_eq!(
            (records[0].sequence, records[0].hash),
            (known.sequence, known.hash)
        );
        assert!(String::from_utf8_lossy(&records[1].body).contains("StoreRestored"));
        assert_eq!(store.count().await.expect("sessions"), 0);
        let user = Users::find(&store, "a")
            .await
            .expect("asked")
            .expect("a user");
        let seed = store.sealer().open("a", &user.totp_seed.expect("sealed"));
        assert_eq!(seed.is_ok(), with_key);
        let when = Meta::get(&store, RESTORED).await.expect("asked");
        assert_eq!(when, Some(at(10).to_string()));
        store
            .append(Entry::new(at(11), Kind::Event, "user:a", "Next"))
            .await
            .expect("added");
        let mut archive = Archive::open(&new.path().join(DATABASE))
            .await
            .expect("a store");
        assert!(archive.take_key(&new.path().join(KEY)).expect("a key"));
        assert_eq!(archive.verify(None).await.expect("read").faults, []);
        let again = restore(&copy, new.path(), "command:root", at(12)).await;
        assert!(
            again
                .expect_err("not empty")
                .to_string()
                .contains("not empty")
        );
    }
}

#[tokio::test]
async fn what_is_not_whole_is_not_taken_in() {
    let (directory, _store) = backed_up().await;
    let copy = directory.path().join("copy");
    let whole = fs::read(&copy).expect("a backup");
    let refusal = async |bytes: &[u8]| {
        fs::write(&copy, bytes).expect("written");
        let new = tempfile::tempdir().expect("a directory");
        let refused = restore(&copy, new.path(), "command:root", at(10)).await;
        assert!(
            !new.path().join(DATABASE).exists(),
            "nothing is left behind"
        );
        refused.expect_err("refused").to_string()
    };
    let place = whole.windows(9).rposition(|window| window == b"Something");
    let mut tampered = whole.clone();
    tampered[place.expect("an entry")] ^= 1;
    let refused = refusal(&tampered).await;
    assert!(
        refused.contains("the backup is not whole: record "),
        "{refused}"
    );
    assert!(refusal(&whole[..whole.len() / 2]).await.contains("damaged"));
    assert!(
        refusal(b"no database at all")
            .await
            .contains("no store of signet")
    );
    assert!(refusal(b"").await.contains("no store of signet"));
    fs::remove_file(&copy).expect("gone");
    let new = tempfile::tempdir().expect("a directory");
    let refused = restore(&copy, new.path(), "command:root", at(99)).await;
    assert!(
        refused
            .expect_err("refused")
            .to_string()
            .contains("there is no store")
    );
}

#[tokio::test]
async fn a_backup_whose_index_is_damaged_is_not_taken_in() {
    let (directory, _store) = backed_up().await;
    let copy = directory.path().join("copy");
    let mut bytes = fs::read(&copy).expect("a file");
    let options = SqliteConnectOptions::new().filename(&copy).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options)
        .await
        .expect("a database");
    let root: i64 =
        query_scalar("SELECT rootpage FROM sqlite_schema WHERE name = 'audit_by_actor'")
            .fetch_one(&mut connection)
            .await
            .expect("an index");
    let page_bytes: i64 = query_scalar("PRAGMA page_size")
        .fetch_one(&mut connection)
        .await
        .expect("a size");
    connection.close().await.expect("closed");
    let [root, page_bytes] =
        [root, page_bytes].map(|number| usize::try_from(number).expect("a size"));
    let page = &mut bytes[(root - 1) * page_bytes..root * page_bytes];
    let place = page
        .windows(6)
        .rposition(|text| text == b"user:a")
        .expect("an actor");
    page[place + 5] = b'b';
    fs::write(&copy, &bytes).expect("written");

    let empty = tempfile::tempdir().expect("a directory");
    let refused = restore(&copy, empty.path(), "command", at(2_000_000)).await;
    let refused = refused.expect_err("refused").to_string();
    assert!(refused.contains("the backup is not whole"), "{refused}");
    assert_eq!(fs::read_dir(empty.path()).expect("a directory").count(), 0);
}
