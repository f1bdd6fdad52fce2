//! `kill -9` in the middle of writing leaves a log that is whole and has everything that was said to be in it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use signet_model::Timestamp;
use signet_model::audit::{Entry, Kind};
use signet_store::ports::AuditLog;
use signet_store::{Archive, DATABASE, Durability, KEY, Store};

const DIRECTORY: &str = "SIGNET_TEST_STORE";

fn entry(number: u64) -> Entry {
    let now = Timestamp::from_millis(1).expect("a moment");
    let mut entry = Entry::new(now, Kind::Event, "user:a", "Something");
    entry.reason = Some("x".repeat(usize::try_from(number * 37 % 3000).expect("small")));
    entry
}

/// The child: adds as fast as it can, three at a time and alone by turns, and says how far it is, until it is killed.
#[tokio::test]
#[ignore = "it never ends by itself: the test below starts it"]
async fn adds_until_it_is_killed() {
    let directory = std::env::var(DIRECTORY).expect("a directory");
    let now = Timestamp::from_millis(0).expect("a moment");
    let store = Store::open(Path::new(&directory), Durability::Normal, now)
        .await
        .expect("a store");
    for number in 0.. {
        let one = store.append(entry(number));
        let three = store.append_all((0..3).map(|more| entry(number + more)).collect());
        let (one, three) = tokio::join!(one, three);
        let last = three.expect("added").pop().expect("three");
        println!("at {}", last.sequence.max(one.expect("added").sequence));
    }
}

#[tokio::test]
async fn a_killed_process_leaves_a_whole_log_with_all_that_it_had_said() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut said = 0;
    for round in 0..20 {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args([
                "--exact",
                "adds_until_it_is_killed",
                "--ignored",
                "--nocapture",
            ])
            .env(DIRECTORY, directory.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a child");
        // Some rounds end while the log is opened, others after many commits.
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut steps = lines.map_while(Result::ok).filter_map(|line| {
            let (_, at) = line.rsplit_once("at ")?;
            at.parse::<u64>().ok()
        });
        for _ in 0..round * 7 % 60 {
            said = steps.next().expect("the child goes on").max(said);
        }
        child.kill().expect("killed");
        child.wait().expect("gone");

        if !directory.path().join(DATABASE).exists() {
            continue;
        }
        let now = Timestamp::from_millis(2).expect("a moment");
        drop(
            Store::open(directory.path(), Durability::Normal, now)
                .await
                .expect("it opens"),
        );
        let mut archive = Archive::open(&directory.path().join(DATABASE))
            .await
            .expect("a store");
        assert!(
            archive
                .take_key(&directory.path().join(KEY))
                .expect("a key")
        );
        let verdict = archive.verify(None).await.expect("read");
        assert_eq!(verdict.faults, [], "round {round}");
        assert!(
            verdict.records >= said,
            "{} of {said} in round {round}",
            verdict.records
        );
    }
    assert!(said > 100, "the child was given time to write");
}
