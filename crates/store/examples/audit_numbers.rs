//! What the audit log costs, in numbers: `audit_numbers [RECORDS]` prints one line for each, as `name value`.
//!
//! Milliseconds, except for `records_per_second` and `bytes_per_record`.

use std::future::Future;
use std::time::{Duration, Instant};

use serde_json::json;
use signet_audit::Verifier;
use signet_model::audit::{Ending, Entry, Kind};
use signet_model::roles::{Grant, Role};
use signet_model::{Effect, Timestamp};
use signet_store::ports::AuditLog;
use signet_store::{Durability, Store, Visible};

/// How many acts are timed; each is an intent and an outcome.
const ACTS: u64 = 500;
/// How often a page is read; the slowest counts.
const PAGES: usize = 5;
/// How many entries go into one commit while the log is filled.
const TOGETHER: u64 = 1000;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let records = std::env::args()
        .nth(1)
        .map_or(1_000_000, |argument| argument.parse().expect("a number"));
    let directory = tempfile::tempdir().expect("a directory");
    let store = fill(&directory, records).await;
    for (name, durability) in [("normal", Durability::Normal), ("full", Durability::Full)] {
        let store = open(&directory, durability).await;
        println!("append_{name}_ms {:.3}", append(&store).await);
    }
    pages(&store).await;
    verify(&store).await;
    let bytes = std::fs::metadata(store.path()).expect("the file").len();
    println!("bytes_per_record {}", bytes / records);
}

async fn open(directory: &tempfile::TempDir, durability: Durability) -> Store {
    Store::open(directory.path(), durability, at(0))
        .await
        .expect("a store")
}

fn at(millis: u64) -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000 + millis.cast_signed()).expect("a moment")
}

/// Entries as a fleet makes them: most are acts on credentials, with an intent and an outcome; one in fifty is a refusal.
fn entry(number: u64) -> Entry {
    let act = number / 2;
    let is_refused = act.is_multiple_of(25);
    let kind = match (is_refused, number % 2) {
        (true, _) => Kind::Refused,
        (false, 0) => Kind::Intent,
        (false, _) => Kind::Outcome,
    };
    let (operation, effect) = [
        ("UnRegisterDeviceCredential", Effect::Destroy),
        ("RegisterDeviceCredential", Effect::Create),
        ("AddCustomAuthConnectBlack", Effect::Suspend),
        ("GetDeviceCredential", Effect::Reveal),
    ][(act % 4) as usize];
    let mut entry = Entry::new(
        at(number * 1000),
        kind,
        format!("user:person{}", act % 40),
        operation,
    );
    entry.act = (!is_refused).then(|| format!("{act:032x}"));
    entry.via = Some("oidc".to_owned());
    entry.address = Some(format!("10.0.{}.{}", act % 7, act % 200));
    entry.request_id = Some(format!("{number:032x}"));
    entry.effect = Some(effect);
    entry.object = json!({
        "instance_id": format!("post-cn-{}", act % 5),
        "client_id": format!("GID_line{}@@@device-{}", act % 9, act % 50_000),
    })
    .as_object()
    .cloned()
    .unwrap_or_default();
    entry.reason = (act.is_multiple_of(3)).then(|| "replaced in the field".to_owned());
    entry.account = Some("factory".to_owned());
    entry.region = Some("cn-hangzhou".to_owned());
    if kind == Kind::Outcome {
        entry.ending = Some(if act.is_multiple_of(17) {
            Ending::NotDone
        } else {
            Ending::Done
        });
        entry.cloud_request_id = Some(format!("0A1B2C3D-{act:012X}"));
    }
    entry
}

async fn fill(directory: &tempfile::TempDir, records: u64) -> Store {
    let store = open(directory, Durability::Normal).await;
    let start = Instant::now();
    for from in (0..records).step_by(TOGETHER as usize) {
        let entries = (from..records.min(from + TOGETHER)).map(entry).collect();
        store.append_all(entries).await.expect("added");
    }
    let took = start.elapsed().as_secs_f64();
    eprintln!("filled: {:.0} records/s", records as f64 / took);
    store
}

/// The median of an act's two entries, one act after the other.
async fn append(store: &Store) -> f64 {
    let mut took = Vec::new();
    for act in 0..ACTS {
        let number = (1 << 30) + act * 50 + 2;
        took.push(
            timed(async {
                store.append(entry(number)).await.expect("added");
                store.append(entry(number + 1)).await.expect("added");
            })
            .await,
        );
    }
    took.sort_unstable();
    millis(took[took.len() / 2])
}

async fn pages(store: &Store) {
    let operator = Grant {
        instance: Some("post-cn-3".to_owned()),
        ..Grant::everywhere(Role::Operator)
    };
    let of = |grants: Vec<Grant>| Visible::Of {
        subject: "user:person7".to_owned(),
        grants,
    };
    let viewers = [
        ("admin", Visible::All),
        ("viewer", of(vec![Grant::everywhere(Role::Viewer)])),
        ("operator", of(vec![operator])),
        ("nobody", of(Vec::new())),
    ];
    let filters = [
        ("none", json!({})),
        ("actor", json!({ "actor": "user:person12" })),
        (
            "operation",
            json!({ "operation": "RegisterDeviceCredential" }),
        ),
        ("effect", json!({ "effect": "suspend" })),
        ("instance", json!({ "instance": "post-cn-3" })),
        ("object", json!({ "object": "GID_line3@@@device-42" })),
        ("outcome", json!({ "outcome": "not_done" })),
        ("refused", json!({ "outcome": "refused" })),
        ("unknown", json!({ "outcome": "unknown" })),
        ("absent", json!({ "actor": "user:nobody" })),
        (
            "both",
            json!({ "actor": "user:person12", "effect": "create", "outcome": "not_done" }),
        ),
        ("before", json!({ "before": 500_000 })),
    ];
    for (viewer, visible) in &viewers {
        for (filter, query) in &filters {
            let query = serde_json::from_value(query.clone()).expect("a query");
            let (mut slowest, mut found) = (Duration::ZERO, 0);
            for _ in 0..PAGES {
                let reading = async {
                    found = store
                        .page(&query, visible)
                        .await
                        .expect("a page")
                        .entries
                        .len();
                };
                slowest = slowest.max(timed(reading).await);
            }
            println!("page_{viewer}_{filter}_ms {:.2}", millis(slowest));
            eprintln!("  {found} entries");
        }
    }
}

async fn verify(store: &Store) {
    let end = store.head().await.expect("an end");
    let mut verifier = Verifier::new(store.store_id(), store.public_key(), end, Vec::new(), None);
    let start = Instant::now();
    let mut after = 0;
    loop {
        let batch = store.batch(after, 10_000).await.expect("read");
        let Some(last) = batch.last() else { break };
        after = last.sequence;
        for record in &batch {
            verifier.take(record.sequence, &record.hash, &record.body);
        }
    }
    let verdict = verifier.finish();
    assert_eq!(verdict.faults, []);
    let took = start.elapsed().as_secs_f64();
    println!("records_per_second {:.0}", verdict.records as f64 / took);
}

async fn timed(work: impl Future<Output = ()>) -> Duration {
    let start = Instant::now();
    work.await;
    start.elapsed()
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
