//! Plans that run: waiting for what becomes of them, and holding them against the cloud's own ledger.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use signet_model::OperationName;
use signet_model::plans::State;

use super::{Bench, SetUp, text};

/// One with a store of its own, and without limits: how fast calls leave is not what is looked at.
pub(crate) fn fast() -> Bench {
    SetUp {
        calls_per_second: None,
        own_store: true,
        ..SetUp::default()
    }
    .build()
}

/// The outcomes of items by their ids.
pub(crate) fn ends(items: &[Value]) -> BTreeMap<String, String> {
    let end = |item: &Value| (text(&item["id"]), text(&item["outcome"]));
    items.iter().map(end).collect()
}

impl Bench {
    /// Makes a plan of a list with settings, frozen.
    pub(crate) async fn frozen(&self, act: &str, items: &[String], settings: Value) -> Value {
        let asked = json!({
            "act": act, "instance_id": self.instance(), "selection": { "kind": "list" },
            "reason": "a test", "settings": settings,
        });
        let id = text(&self.tell_plan("create", asked).await.good()["id"]);
        self.add(&id, items).await;
        let plan = self.freeze(&id).await;
        assert_eq!(plan["state"], "frozen", "{plan}");
        plan
    }

    /// Lets a plan run as it was seen.
    pub(crate) async fn run(&self, plan: &Value) -> String {
        let told = json!({ "id": plan["id"], "hash": plan["hash"] });
        self.tell_plan("run", told).await.good();
        text(&plan["id"])
    }

    /// Waits until a plan is in a state.
    pub(crate) async fn in_state(&self, id: &str, state: State) -> Value {
        self.until(id, |live| live.head(|head| head.state == state))
            .await
    }

    /// Waits until so many items have an outcome that stays.
    pub(crate) async fn ended(&self, id: &str, items: u64) -> Value {
        self.until(id, |live| live.watch().borrow().ended() >= items)
            .await
    }

    /// Makes a plan of a list, lets it run, and waits until it is finished; its items.
    pub(crate) async fn carried_out(
        &self,
        act: &str,
        items: &[String],
        settings: Value,
    ) -> Vec<Value> {
        let plan = self.frozen(act, items, settings).await;
        let id = self.run(&plan).await;
        self.in_state(&id, State::Finished).await;
        self.items(&id).await
    }

    /// How often each object was acted on by an operation, as the cloud says.
    pub(crate) fn acts(&self, operation: OperationName, field: &str) -> BTreeMap<String, u32> {
        let mut acts = BTreeMap::new();
        for act in self.emulator.ledger().acts {
            if act.operation == operation {
                *acts.entry(text(&act.target[field])).or_default() += 1;
            }
        }
        acts
    }

    /// Client ids that have a credential.
    pub(crate) async fn some_clients(&self, many: usize) -> Vec<String> {
        let mut ids = Vec::new();
        for group in self.groups().await {
            ids.extend(self.client_ids(&group).await);
            if ids.len() >= many {
                ids.truncate(many);
                return ids;
            }
        }
        panic!("the fleet has {} clients only", ids.len());
    }

    /// Certificates in a status, as a list names them.
    pub(crate) async fn some_certificates(&self, status: &str, many: usize) -> Vec<String> {
        let mut found = Vec::new();
        for page in 1.. {
            let fields =
                json!({ "instance_id": self.instance(), "page_number": page, "page_size": 100 });
            let page = self.call("ListDeviceCertificate", fields).await.good();
            let shown = page["certificates"].as_array().expect("certificates");
            for one in shown.iter().filter(|one| one["status"] == status) {
                let (ca, serial) = (&one["ca_serial_number"], &one["device_serial_number"]);
                found.push(format!("{}\n{}", text(ca), text(serial)));
            }
            if found.len() >= many || shown.is_empty() {
                break;
            }
        }
        found.truncate(many);
        found
    }

    /// Blacklists, for what comes after it.
    pub(crate) async fn single(&self, operation: &str, id: &str) {
        let fields = json!({ "instance_id": self.instance(), "client_id": id });
        self.call(operation, fields).await.good();
    }
}
