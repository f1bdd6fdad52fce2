//! `kill -9` in the middle of a run leaves every item as it was said to be.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use signet_model::plans::Outcome;
use signet_store::ports::{Found, Keep, Plans};
use signet_store::{Durability, Store};

use crate::common::{at, ended, list, plan, walked};

const DIRECTORY: &str = "SIGNET_TEST_STORE";
const ITEMS: u64 = 4000;

/// The child: runs the items of a plan and says what it begins and ends, once that is kept. Items that it finds begun it puts back.
#[tokio::test]
#[ignore = "it never ends by itself: the test below starts it"]
async fn runs_until_it_is_killed() {
    let directory = std::env::var(DIRECTORY).expect("a directory");
    let store = Store::open(Path::new(&directory), Durability::Normal, at(0))
        .await
        .expect("a store");
    let left = store.begun("p").await.expect("asked");
    let back = left
        .iter()
        .map(|begun| ended(begun.item.number, Outcome::Waiting));
    store.end("p", back.collect()).await.expect("put back");
    loop {
        let begun = store.begin("p", ITEMS, 7, at(1)).await.expect("begun");
        let numbers: Vec<u64> = begun.iter().map(|begun| begun.item.number).collect();
        for number in &numbers {
            println!("at begun {number}");
        }
        let done = numbers.iter().map(|number| ended(*number, Outcome::Done));
        store.end("p", done.collect()).await.expect("ended");
        for number in &numbers {
            println!("at done {number}");
        }
    }
}

/// The child: makes and unmakes the items of a plan.
#[tokio::test]
#[ignore = "it never ends by itself: the test below starts it"]
async fn numbers_until_it_is_killed() {
    let directory = std::env::var(DIRECTORY).expect("a directory");
    let store = Store::open(Path::new(&directory), Durability::Normal, at(0))
        .await
        .expect("a store");
    loop {
        println!("at begun 0");
        store.number("p", Keep::Walked).await.expect("numbered");
        println!("at done 0");
        store.exclude("p", &[1, 2, 3]).await.expect("excluded");
    }
}

/// Starts a child, and kills it after so many of its lines, which are handed to `each`.
fn kill_after(lines: usize, child: &str, directory: &Path, mut each: impl FnMut(&str, u64)) {
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", child, "--ignored", "--nocapture"])
        .env(DIRECTORY, directory)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child");
    let said = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut said = said.map_while(Result::ok);
    let mut take = |line: String| {
        let Some((_, line)) = line.rsplit_once("at ") else {
            return false;
        };
        if let Some((what, number)) = line.split_once(' ') {
            each(what, number.parse().expect("a number"));
        }
        true
    };
    let mut taken = 0;
    while taken < lines {
        taken += usize::from(take(said.next().expect("the child goes on")));
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    // What it said before it was killed counts as well.
    for line in said {
        take(line);
    }
}

async fn made() -> (tempfile::TempDir, Store) {
    let directory = tempfile::tempdir().expect("a directory");
    let store = crate::common::open(&directory).await;
    store.put(plan("p")).await.expect("kept");
    let items = (0..ITEMS).map(|number| walked(&format!("{number:05}")));
    store
        .found("p", Found::Walked, items.collect())
        .await
        .expect("noted");
    store.number("p", Keep::Walked).await.expect("numbered");
    (directory, store)
}

#[tokio::test]
async fn a_killed_run_loses_no_item_and_knows_what_was_begun() {
    let (directory, store) = made().await;
    drop(store);
    let mut said = BTreeMap::new();
    for round in 0..12 {
        kill_after(
            round * 13 % 90,
            "plans::killed::runs_until_it_is_killed",
            directory.path(),
            |what, number| {
                said.insert(number, what == "done");
            },
        );
        let store = crate::common::open(&directory).await;
        let items = list(&store, 0).await;
        assert_eq!(items.len() as u64, ITEMS, "round {round}");
        let mut begun = Vec::new();
        for item in &items {
            match (item.outcome, said.get(&item.number)) {
                (Outcome::Done, Some(_)) | (Outcome::Waiting, None) => {}
                (Outcome::Begun, said) => {
                    assert_ne!(said, Some(&true), "round {round}: {item:?}");
                    begun.push(item.number);
                }
                // Put back after a kill, and not yet begun again.
                (Outcome::Waiting, Some(false)) if item.attempts == 1 => {}
                // Kept, and killed before it could be said.
                (Outcome::Done, None) => {}
                (_, said) => panic!("round {round}: {item:?} was said to be {said:?}"),
            }
        }
        assert!(begun.len() <= 7, "one slice at most: {begun:?}");
        let left = store.begun("p").await.expect("asked");
        let left: Vec<_> = left.iter().map(|begun| begun.item.number).collect();
        assert_eq!(left, begun, "round {round}");
        let tally = store.tally("p", 0, ITEMS).await.expect("counted");
        let sum: u64 = tally.outcomes.iter().map(|(_, items)| items).sum();
        assert_eq!(sum, ITEMS);
    }
    assert!(said.len() > 100, "the child was given time");
}

#[tokio::test]
async fn items_are_all_there_or_all_new_whenever_their_making_is_killed() {
    let (directory, store) = made().await;
    drop(store);
    for round in 0..12 {
        // The lines are buffered by nobody: the kill comes somewhere between two of them.
        kill_after(
            1 + round % 5,
            "plans::killed::numbers_until_it_is_killed",
            directory.path(),
            |_, _| {},
        );
        let store = crate::common::open(&directory).await;
        let items = list(&store, 0).await;
        let numbers: Vec<_> = items.iter().map(|item| item.number).collect();
        assert_eq!(numbers, (1..=items.len() as u64).collect::<Vec<_>>());
        assert!(
            [ITEMS, ITEMS - 3].contains(&(items.len() as u64)),
            "round {round}: {}",
            items.len()
        );
    }
    let store = crate::common::open(&directory).await;
    assert_eq!(
        store.number("p", Keep::Walked).await.expect("numbered"),
        ITEMS
    );
    assert_eq!(crate::common::rows(&directory, "plan_item").await, ITEMS);
    assert_eq!(crate::common::rows(&directory, "plan_waste").await, 0);
}
