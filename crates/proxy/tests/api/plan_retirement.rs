//! Certificates of a CA that leaked: inactivated, watched, and then deleted or activated again; while the cloud fails and loses answers.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use signet_emulator::Sizes;
use signet_model::OperationName;
use signet_model::plans::State;

use crate::support::{Acts, Bench, stormy, text};

const SERIAL: &str = "device_serial_number";

/// A bench, the CA that leaked, and its certificates by whether they are active.
async fn leaked() -> (Bench, String, BTreeMap<String, bool>) {
    let faults = vec![
        "*:latency=20ms±10ms",
        "InactivateDeviceCertificate:InternalError:0.05",
        "InactivateDeviceCertificate:lost-answer:0.03",
        "ActiveDeviceCertificate:InternalError:0.05",
        "ActiveDeviceCertificate:lost-answer:0.03",
        "DeleteDeviceCertificate:InternalError:0.05",
        "DeleteDeviceCertificate:lost-answer:0.03",
    ];
    let sizes = Sizes {
        instances: 1,
        cas: 2,
        certificates: 600,
        ..Sizes::default()
    };
    let bench = stormy(sizes, faults);
    let first = bench.some_certificates("active", 1).await;
    let (ca, _) = first[0].split_once('\n').expect("two serial numbers");
    let signed = signed(&bench, ca).await;
    (bench, ca.to_owned(), signed)
}

/// The certificates that a CA signed, and whether they are active.
async fn signed(bench: &Bench, ca: &str) -> BTreeMap<String, bool> {
    let mut signed = BTreeMap::new();
    for page in 1.. {
        let asked = json!({
            "instance_id": bench.instance(), "ca_serial_number": ca, "page_number": page, "page_size": 100,
        });
        let list = bench
            .call("ListDeviceCertificateByCaSn", asked)
            .await
            .good();
        let list = list["certificates"]
            .as_array()
            .expect("certificates")
            .clone();
        for one in &list {
            signed.insert(text(&one[SERIAL]), one["status"] == "active");
        }
        if list.len() < 100 {
            break;
        }
    }
    signed
}

/// Acts on certificates behind a plan's back.
async fn behind(bench: &Bench, operation: OperationName, ca: &str, serials: &[String]) {
    for serial in serials {
        let named =
            json!({ "instance_id": bench.instance(), "ca_serial_number": ca, SERIAL: serial });
        bench.insist(operation, &named).await;
    }
}

/// Inactivates everything of a CA, with a plan that follows after two hours; the plan, once it is finished, and the one that follows.
async fn inactivated(bench: &Bench, ca: &str, moved: &[String]) -> (String, Value) {
    let asked = json!({
        "act": "inactivate", "instance_id": bench.instance(), "reason": "its key leaked",
        "selection": { "kind": "ca", "ca_serial_number": ca },
        "settings": { "follow_up": { "delete_after_hours": 2 }, "gate": { "unexpected_percent": 100.0 } },
    });
    let id = text(&bench.tell_plan("create", asked).await.good()["id"]);
    let plan = bench.selected(&id).await;
    behind(bench, OperationName::DeleteDeviceCertificate, ca, moved).await;
    bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    let next = bench.after(&id).await;
    assert_eq!(next["state"], "scheduled", "{next}");
    (id, next)
}

fn by_outcome(lines: &[Value]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in lines {
        let outcome = text(&line["outcome"]);
        found.entry(outcome).or_default().push(text(&line["id"]));
    }
    found
}

fn done(lines: &[Value]) -> Acts {
    let done = lines
        .iter()
        .filter(|line| line["outcome"] == "done" || line["outcome"] == "settled_done");
    done.map(|line| (text(&line["id"]), 1)).collect()
}

#[tokio::test(start_paused = true)]
async fn what_stayed_inactive_is_deleted_and_nothing_else() {
    let (bench, ca, there) = leaked().await;
    let active: Vec<String> = there
        .iter()
        .filter(|(_, active)| **active)
        .map(|(serial, _)| serial.clone())
        .collect();
    let inactive = there.len() - active.len();
    assert!(
        inactive > 5 && active.len() > 100,
        "{inactive} of {}",
        there.len()
    );
    let (id, next) = inactivated(&bench, &ca, &active[..10]).await;
    let (lines, totals) = bench.report(&id).await;
    assert_eq!(lines.len(), there.len());
    let found = by_outcome(&lines);
    assert_eq!(found["already"].len(), inactive, "{totals}");
    // Where the answer was lost, one that is gone is one that is gone.
    let settled = lines.iter().filter(|line| line["outcome"] == "unknown");
    let unknown: Vec<_> = settled.map(|line| text(&line["id"])).collect();
    let moved = active[..10]
        .iter()
        .filter(|serial| !unknown.contains(*serial));
    assert!(found["moved"].iter().eq(moved), "{totals}");
    assert!(unknown.iter().all(|serial| active[..10].contains(serial)));
    assert!(found["settled_done"].len() > 3, "{totals}");
    let own = bench.acts(OperationName::InactivateDeviceCertificate, SERIAL);
    assert_eq!(done(&lines), own);
    assert_eq!(own.len(), active.len() - 10);

    // Two hours to see who still tries: some are activated again, some are deleted by hand.
    let next_id = text(&next["id"]);
    assert_eq!(next["progress"]["items"], own.len());
    behind(
        &bench,
        OperationName::ActiveDeviceCertificate,
        &ca,
        &active[20..30],
    )
    .await;
    behind(
        &bench,
        OperationName::DeleteDeviceCertificate,
        &ca,
        &active[30..35],
    )
    .await;
    bench.clock.advance(Duration::from_secs(2 * 3600));
    bench.in_state(&next_id, State::Finished).await;
    let (lines, totals) = bench.report(&next_id).await;
    assert_eq!(lines.len(), own.len() - 15, "{totals}");
    let by_hand = active[..10]
        .iter()
        .chain(&active[30..35])
        .map(|serial| (serial.clone(), 1))
        .collect();
    let deleted = bench.acts_since(&by_hand, OperationName::DeleteDeviceCertificate, SERIAL);
    assert_eq!(done(&lines), deleted, "{totals}");
    let mut left = there.clone();
    left.retain(|serial, _| !deleted.contains_key(serial) && !by_hand.contains_key(serial));
    assert_eq!(
        signed(&bench, &ca).await,
        left,
        "as they were before, and nothing else is gone"
    );
}

#[tokio::test(start_paused = true)]
async fn everything_that_was_inactivated_is_activated_again_with_one_word() {
    let (bench, ca, there) = leaked().await;
    let (id, next) = inactivated(&bench, &ca, &[]).await;
    let undoing = bench
        .tell_plan("undo", json!({ "id": id, "reason": "it was another CA" }))
        .await;
    let undoing = text(&undoing.good()["id"]);
    bench.in_state(&undoing, State::Finished).await;
    let (lines, totals) = bench.report(&undoing).await;
    let own = bench.acts(OperationName::ActiveDeviceCertificate, SERIAL);
    assert_eq!(done(&lines), own, "{totals}");
    assert_eq!(signed(&bench, &ca).await, there, "each is as it was");

    // Its time comes, and nothing is inactive that the plan inactivated.
    bench.clock.advance(Duration::from_secs(2 * 3600));
    let next = bench.in_state(&text(&next["id"]), State::Cancelled).await;
    assert!(
        text(&next["why_text"]).contains("Nothing is left to delete"),
        "{next}"
    );
    assert_eq!(signed(&bench, &ca).await, there);
    assert!(
        bench
            .acts(OperationName::DeleteDeviceCertificate, SERIAL)
            .is_empty()
    );
}
