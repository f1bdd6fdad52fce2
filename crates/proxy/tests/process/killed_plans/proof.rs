//! What the cloud says was done, held against what the reports and the audit log say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use age::x25519::Identity;
use serde_json::Value;
use signet_emulator::Ledger;
use signet_model::OperationName;

use super::super::exported;
use super::Plan;

/// What the cloud says was done.
pub(super) struct Proof {
    ledger: Ledger,
    home: PathBuf,
}

impl Proof {
    pub(super) fn new(ledger: Ledger, home: &Path) -> Self {
        Self {
            ledger,
            home: home.to_owned(),
        }
    }

    /// How often each client was acted on by an operation.
    fn acts(&self, operation: OperationName) -> BTreeMap<String, u32> {
        let mut acts = BTreeMap::new();
        for act in &self.ledger.acts {
            if act.operation == operation {
                *acts.entry(text(&act.target["client_id"])).or_default() += 1;
            }
        }
        acts
    }

    /// The report of a plan says of each item what the cloud did with it, and its totals add up.
    pub(super) fn holds(&self, plan: &Plan, report: &[String]) {
        let parsed = |line: &String| serde_json::from_str::<Value>(line).expect("JSON");
        let mut report: Vec<_> = report.iter().map(parsed).collect();
        let totals = report.pop().expect("a trailer")["totals"].take();
        let acts = self.acts(plan.operation);
        let mut counted = BTreeMap::new();
        for (line, number) in report.iter().zip(1_u64..) {
            assert_eq!(line["number"], number);
            let (id, outcome) = (text(&line["id"]), text(&line["outcome"]));
            let (acted, in_flight) = (times(&acts, &id), times(&plan.in_flight, &id));
            match outcome.as_str() {
                "done" | "settled_done" => assert!(acted >= 1, "{line}"),
                "already" if line["before"] == "blacklisted" => assert_eq!(acted, 0, "{line}"),
                // The process was killed between the call and what became of it.
                "already" => assert!(acted == 1 && in_flight >= 1, "{line}"),
                "failed" => assert!(acted == 0, "{line}"),
                _ => panic!("{line}"),
            }
            assert!(acted <= 1 + in_flight, "{line}: {acted} times");
            *counted.entry(outcome).or_insert(0) += 1;
        }
        let ids: BTreeSet<_> = report.iter().map(|line| text(&line["id"])).collect();
        assert_eq!(ids, plan.items, "no item is lost");
        assert!(acts.keys().eq(acts.keys().filter(|id| ids.contains(*id))));
        assert_eq!(totals["items"], report.len());
        for (outcome, items) in &counted {
            assert_eq!(totals[outcome], *items, "{totals}");
        }
        assert_eq!(counted.values().sum::<usize>(), report.len(), "{totals}");
        let again = self.sent_again(plan, &acts);
        let in_flight: u32 = plan.in_flight.values().sum();
        assert!(
            again <= u64::from(in_flight),
            "{again} again, {in_flight} in flight"
        );
        println!(
            "{}: {totals}, {in_flight} in flight at the kills, {again} sent again",
            plan.operation
        );
    }

    /// How often it was sent to an item that it had been done to.
    fn sent_again(&self, plan: &Plan, acts: &BTreeMap<String, u32>) -> u64 {
        let gone = self
            .ledger
            .count(plan.operation, "DeviceCredentialNotFound");
        let twice = acts.values().map(|times| u64::from(*times - 1));
        gone + twice.sum::<u64>()
    }

    /// Everything that the cloud did is in the audit log, with its intent before it and its end after it; once for each process at most.
    pub(super) fn is_recorded(&self, plans: &[Plan]) {
        let mut recorded: BTreeMap<(String, String), (u32, u32)> = BTreeMap::new();
        for record in exported(&self.home, "state") {
            let entry = &record["entry"];
            let of = recorded
                .entry((
                    text(&entry["operation"]),
                    entry["object"]["client_id"]
                        .as_str()
                        .unwrap_or_default()
                        .to_owned(),
                ))
                .or_default();
            match entry["kind"].as_str() {
                Some("intent") => of.0 += 1,
                Some("outcome") => of.1 += 1,
                _ => {}
            }
        }
        for plan in plans {
            for id in self.acts(plan.operation).into_keys() {
                let key = (plan.operation.as_str().to_owned(), id);
                let (intents, outcomes) = recorded.get(&key).copied().unwrap_or_default();
                assert!(
                    intents >= 1 && outcomes >= 1,
                    "{key:?}: {intents} intents, {outcomes} outcomes"
                );
            }
        }
    }
}

/// The secrets of armored files, by client id.
pub(super) fn opened(armored: &str, identity: &Identity) -> BTreeMap<String, String> {
    let mut secrets = BTreeMap::new();
    let begin = "-----BEGIN AGE ENCRYPTED FILE-----";
    for file in armored.split(begin).skip(1) {
        let file = format!("{begin}{file}");
        let opened = age::decrypt(identity, file.as_bytes()).expect("it is ours");
        let opened = String::from_utf8(opened).expect("text");
        for line in opened.lines().skip(1) {
            let cells: Vec<_> = line.split(',').collect();
            secrets.insert(cells[0].to_owned(), cells[2].to_owned());
        }
    }
    secrets
}

fn times(counts: &BTreeMap<String, u32>, id: &str) -> u32 {
    counts.get(id).copied().unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
