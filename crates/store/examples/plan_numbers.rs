//! What a plan costs the store, in numbers: `plan_numbers [ITEMS]` prints one line for each, as `name value`.
//!
//! Seconds where the name ends so, else milliseconds. Meanwhile the audit log is written to: how long that waits is told too.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use signet_model::Timestamp;
use signet_model::audit::{Entry, Kind};
use signet_model::plans::{Outcome, State};
use signet_store::ports::{AuditLog, Ended, Found, Keep, KeptPlan, NewItem, Plans};
use signet_store::{Durability, Store};

/// How many items are listed at a time.
const SLICE: u64 = 20_000;
/// How many are begun at a time.
const BEGUN: u32 = 32;
/// How many are run.
const RUN: u64 = 10_000;
/// How long nothing is added to the audit log between two entries: an act about every five milliseconds, as at full rate.
const PAUSE: Duration = Duration::from_millis(5);

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let items = std::env::args()
        .nth(1)
        .map_or(1_000_000, |argument| argument.parse().expect("a number"));
    for (order, step) in [("sorted", 1), ("shuffled", 611_953)] {
        let directory = tempfile::tempdir().expect("a directory");
        let store = Store::open(directory.path(), Durability::Normal, at(0))
            .await
            .expect("a store");
        store.put(plan(State::Selecting)).await.expect("kept");
        let name = |what| format!("{what}_{order}");
        phase(&store, &name("list"), list(&store, items, step)).await;
        phase(&store, &name("number"), number(&store, items)).await;
        phase(&store, &name("drop_found"), freeze(&store)).await;
        phase(&store, &name("exclude"), exclude(&store, items)).await;
        if step == 1 {
            pages(&store, items - 1).await;
        }
        phase(&store, &name("run_10000"), run(&store)).await;
        if step == 1 {
            tallies(&store, items - 1).await;
        }
        let bytes = std::fs::metadata(store.path()).expect("the file").len();
        println!("bytes_per_item_{order} {}", bytes / items);
    }
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000 + millis).expect("a moment")
}

fn plan(state: State) -> KeptPlan {
    KeptPlan {
        id: "plan".to_owned(),
        state,
        author: "user:a".to_owned(),
        place: "post-cn-1".to_owned(),
        created_at: at(0),
        body: "{}".to_owned(),
    }
}

fn id(number: u64) -> String {
    format!("GID_line{}@@@device-{number:07}", number / 125_000)
}

/// Does something while acts are recorded, and tells how long it took, on the clock and of the processor, and how long the records waited.
async fn phase(store: &Store, name: &str, work: impl Future<Output = ()>) {
    let is_over = Arc::new(AtomicBool::new(false));
    let adding = tokio::spawn(add(store.clone(), Arc::clone(&is_over)));
    let (start, busy) = (Instant::now(), processor());
    work.await;
    let (took, busy) = (start.elapsed(), processor() - busy);
    is_over.store(true, Ordering::Relaxed);
    let mut waited = adding.await.expect("it ends");
    waited.sort_unstable();
    println!("{name}_seconds {:.2}", took.as_secs_f64());
    println!("{name}_processor_seconds {:.2}", busy.as_secs_f64());
    if let Some(longest) = waited.last() {
        let most = waited[waited.len() * 99 / 100];
        println!("{name}_audit_p99_ms {:.1}", millis(most));
        println!("{name}_audit_longest_ms {:.1}", millis(*longest));
    }
}

async fn add(store: Store, is_over: Arc<AtomicBool>) -> Vec<Duration> {
    let mut waited = Vec::new();
    while !is_over.load(Ordering::Relaxed) {
        let entry = Entry::new(at(1), Kind::Event, "user:a", "Something");
        let start = Instant::now();
        store.append(entry).await.expect("added");
        waited.push(start.elapsed());
        tokio::time::sleep(PAUSE).await;
    }
    waited
}

async fn list(store: &Store, items: u64, step: u64) {
    for from in (0..items).step_by(SLICE as usize) {
        let slice = (from..items.min(from + SLICE)).map(|number| NewItem {
            id: id(number * step % items),
            ca: String::new(),
            before: "unregistered".to_owned(),
        });
        store
            .found("plan", Found::Listed, slice.collect())
            .await
            .expect("noted");
    }
}

async fn number(store: &Store, items: u64) {
    let count = store.number("plan", Keep::Listed).await.expect("numbered");
    assert_eq!(count, items);
}

/// What was found is dropped when the plan is frozen; this waits for it.
async fn freeze(store: &Store) {
    store.put(plan(State::Frozen)).await.expect("kept");
    store.remove_over(at(-1)).await.expect("dropped");
}

async fn exclude(store: &Store, items: u64) {
    let left = store.exclude("plan", &[7]).await.expect("excluded");
    assert_eq!(left, items - 1);
}

async fn pages(store: &Store, items: u64) {
    let mut slowest = [Duration::ZERO; 3];
    for part in 0..20 {
        let after = items * part / 20;
        let prefix = &id(after)[..20];
        let asked = [
            (None, None),
            (Some(Outcome::Waiting), None),
            (None, Some(prefix)),
        ];
        for (slowest, (outcome, find)) in slowest.iter_mut().zip(asked) {
            let after = find.map_or(after, |_| 0);
            let start = Instant::now();
            let page = store.items("plan", outcome, find, after, 100).await;
            *slowest = start.elapsed().max(*slowest);
            assert_eq!(page.expect("a page").len(), 100);
        }
    }
    for (name, slowest) in ["number", "outcome", "prefix"].into_iter().zip(slowest) {
        println!("page_by_{name}_ms {:.2}", millis(slowest));
    }
}

async fn run(store: &Store) {
    let mut left = RUN;
    while left > 0 {
        let most = BEGUN.min(u32::try_from(left).unwrap_or(BEGUN));
        let begun = store.begin("plan", RUN, most, at(1)).await.expect("begun");
        assert_eq!(begun.len(), most as usize);
        left -= u64::from(most);
        let ended = begun.into_iter().map(|begun| Ended {
            number: begun.item.number,
            outcome: Outcome::Done,
            note: None,
            code: None,
            request_id: Some(format!(
                "0A1B2C3D-0000-0000-0000-{:012X}",
                begun.item.number
            )),
            act: Some(format!("{:032x}", begun.item.number)),
            attempts: 1,
            at: at(2),
        });
        store.end("plan", ended.collect()).await.expect("ended");
    }
}

async fn tallies(store: &Store, items: u64) {
    let start = Instant::now();
    let tally = store.tally("plan", 0, items).await.expect("counted");
    println!("tally_begun_ms {:.2}", millis(start.elapsed()));
    assert_eq!(
        tally.outcomes,
        [(Outcome::Waiting, items - RUN), (Outcome::Done, RUN)]
    );
    let start = Instant::now();
    store.places("plan", 100).await.expect("places");
    println!("places_ms {:.2}", millis(start.elapsed()));
    let begun = store
        .begin("plan", items, u32::MAX, at(1))
        .await
        .expect("begun");
    let start = Instant::now();
    store.tally("plan", 0, items).await.expect("counted");
    println!("tally_of_all_ms {:.2}", millis(start.elapsed()));
    assert_eq!(begun.len() as u64, items - RUN);
}

/// Time of the processor that this process used.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = fields.split(' ').skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
