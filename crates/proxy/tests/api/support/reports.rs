//! Plans in a storm: their reports, the secrets that they made, the plans that follow, and acts behind their backs.

use std::collections::BTreeMap;

use age::x25519::Identity;
use serde_json::{Value, json};
use signet_emulator::Sizes;
use signet_model::OperationName;
use signet_proxy::service::{BudgetLimits, Budgets, Safeguards};

use super::{Bench, SetUp, get, text};

/// How often each object was acted on.
pub(crate) type Acts = BTreeMap<String, u32>;

/// A cloud as it is on a bad day, a proxy that spends what it may, and somebody who may do as much by hand as they like.
pub(crate) fn stormy(sizes: Sizes, faults: Vec<&'static str>) -> Bench {
    let most = BudgetLimits {
        destroy: u32::MAX,
        reveal: u32::MAX,
        suspend: u32::MAX,
    };
    SetUp {
        calls_per_second: Some(285),
        own_store: true,
        safeguards: Safeguards {
            budgets: Budgets::new(most),
            ..Safeguards::default()
        },
        sizes,
        faults,
        ..SetUp::default()
    }
    .build()
}

impl Bench {
    /// The lines of a plan's report, numbered from 1, and its totals, which add up to them.
    pub(crate) async fn report(&self, id: &str) -> (Vec<Value>, Value) {
        let path = format!("/api/plans/{id}/report?format=jsonl");
        let report = text(&self.send(get(&path)).await.good());
        let mut lines: Vec<Value> = report
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let mut trailer = lines.pop().expect("a trailer");
        let totals = trailer["totals"].take();
        let mut counted = BTreeMap::from([("items".to_owned(), lines.len())]);
        for (line, number) in lines.iter().zip(1_u64..) {
            assert_eq!(line["number"], number);
            *counted.entry(text(&line["outcome"])).or_default() += 1;
        }
        assert_eq!(totals, json!(counted));
        (lines, totals)
    }

    /// Acts on clients behind a plan's back, however often the cloud fails. Gives how often it was called for that, but for calls that it throttled.
    pub(crate) async fn behind(&self, operation: OperationName, ids: &[String]) -> u64 {
        let mut calls = 0;
        for id in ids {
            let fields = json!({ "instance_id": self.instance(), "client_id": id });
            calls += self.insist(operation, &fields).await;
        }
        calls
    }

    /// Asks until it is so, whatever happens on the way. Gives how often the cloud was called for that, but for calls that it throttled.
    pub(crate) async fn insist(&self, operation: OperationName, fields: &Value) -> u64 {
        let mut calls = 0;
        loop {
            let reply = self.call(operation.as_str(), fields.clone()).await;
            match reply.body["error"]["code"].as_str() {
                None | Some("not_found") => return calls + 1,
                Some("cloud_throttled" | "quota_exceeded") => {}
                Some("cloud_failed" | "cloud_refused") if calls < 50 => calls += 1,
                Some(_) => panic!("{}", reply.body),
            }
        }
    }

    /// What a plan did to each object itself, by the cloud's ledger, where somebody else did that before.
    pub(crate) fn acts_since(&self, before: &Acts, operation: OperationName, field: &str) -> Acts {
        let mut acts = self.acts(operation, field);
        for (id, times) in before {
            *acts.get_mut(id).expect("what was done stays so") -= times;
        }
        acts.retain(|_, times| *times > 0);
        acts
    }

    /// The secrets that a plan hands out, by client id, each once.
    pub(crate) async fn secrets(&self, id: &str, identity: &Identity) -> BTreeMap<String, String> {
        let handed = self.tell_plan("hand-out", json!({ "id": id })).await.good();
        opened(&text(&handed["armored"]), identity)
    }

    /// The secret that the cloud has.
    pub(crate) async fn secret_of(&self, client: &str) -> String {
        let fields = json!({ "instance_id": self.instance(), "client_id": client, "reveal": true });
        let seen = self.call("GetDeviceCredential", fields).await.good();
        text(&seen["credential"]["device_access_key_secret"])
    }

    /// The plan that follows or undoes another, once it is there and selects no more.
    pub(crate) async fn after(&self, id: &str) -> Value {
        loop {
            let list = self.send(get("/api/plans?limit=50")).await.good();
            let plans = list["plans"].as_array().expect("plans");
            if let Some(next) = plans.iter().find(|plan| plan["after"] == id) {
                return self.selected(&text(&next["id"])).await;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }
}

/// The secrets of armored files, by client id.
pub(crate) fn opened(armored: &str, identity: &Identity) -> BTreeMap<String, String> {
    let mut secrets = BTreeMap::new();
    let begin = "-----BEGIN AGE ENCRYPTED FILE-----";
    for file in armored.split(begin).skip(1) {
        let file = format!("{begin}{file}");
        let text = age::decrypt(identity, file.as_bytes()).expect("it is ours");
        let text = String::from_utf8(text).expect("text");
        let mut lines = text.lines();
        assert_eq!(
            lines.next(),
            Some("client_id,device_access_key_id,device_access_key_secret")
        );
        for line in lines {
            let cells: Vec<_> = line.split(',').collect();
            let twice = secrets.insert(cells[0].to_owned(), cells[2].to_owned());
            assert_eq!(twice, None, "{} is there twice", cells[0]);
        }
    }
    secrets
}
