//! Plans, as somebody at this machine makes them.

use std::sync::Arc;

use axum::body::Body;
use http::Request;
use serde_json::{Value, json};
use signet_model::plans::State;
use signet_proxy::plans::Live;

use super::{Bench, Reply, get, text};

/// Whoever has the other half of this key may read what plans make; the key of age's own documentation.
const RECIPIENT: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

impl Bench {
    /// `POST /api/plans/…`.
    pub(crate) async fn tell_plan(&self, what: &str, body: Value) -> Reply {
        let request = Request::post(format!("/api/plans/{what}"))
            .header("host", "127.0.0.1:8787")
            .header("x-signet", "1")
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.send(request).await
    }

    /// Makes a plan in the first instance; its id.
    pub(crate) async fn new_plan(&self, act: &str, selection: Value) -> String {
        let mut asked =
            json!({ "act": act, "instance_id": self.instance(), "selection": selection });
        if ["register", "rotate"].contains(&act) {
            asked["settings"] = json!({ "recipient": RECIPIENT });
        }
        text(&self.tell_plan("create", asked).await.good()["id"])
    }

    /// Makes a plan of a list, and waits until it is frozen or is not.
    pub(crate) async fn listed(&self, act: &str, items: &[String]) -> Value {
        let id = self.new_plan(act, json!({ "kind": "list" })).await;
        self.add(&id, items).await;
        self.freeze(&id).await
    }

    /// Sends a list in slices.
    pub(crate) async fn add(&self, id: &str, items: &[String]) {
        for slice in items.chunks(20_000) {
            let slice = json!({ "id": id, "items": slice });
            self.tell_plan("add", slice).await.good();
        }
    }

    /// Says that the list is complete, and waits until the plan is frozen or is not.
    pub(crate) async fn freeze(&self, id: &str) -> Value {
        self.tell_plan("freeze", json!({ "id": id })).await.good();
        self.selected(id).await
    }

    /// Waits until a plan selects no more, whatever came of it.
    pub(crate) async fn selected(&self, id: &str) -> Value {
        self.until(id, |live| {
            live.head(|head| head.state != State::Selecting || head.why.is_some())
        })
        .await
    }

    /// Waits until everybody was asked who is to be asked whether they are online.
    pub(crate) async fn surveyed(&self, id: &str) -> Value {
        self.until(id, |live| {
            live.head(|head| {
                let online = head.exposure.as_ref().and_then(|seen| seen.online.as_ref());
                online.is_some_and(|online| online.asked == online.to_ask)
            })
        })
        .await
    }

    /// Waits until something holds of a plan.
    pub(crate) async fn until(&self, id: &str, holds: impl Fn(&Arc<Live>) -> bool) -> Value {
        let found = self.app.plans.find(id).await.expect("a store");
        let live = found.expect("a plan");
        let mut watch = live.watch();
        while !holds(&live) {
            watch.changed().await.expect("it is told");
        }
        self.plan(id).await
    }

    pub(crate) async fn plan(&self, id: &str) -> Value {
        self.send(get(&format!("/api/plans/{id}"))).await.good()
    }

    /// Every item of a plan.
    pub(crate) async fn items(&self, id: &str) -> Vec<Value> {
        let (mut items, mut after) = (Vec::new(), json!(0));
        loop {
            let path = format!("/api/plans/{id}/items?after={after}&limit=1000");
            let mut page = self.send(get(&path)).await.good();
            items.append(page["items"].as_array_mut().expect("items"));
            match page["next"].take() {
                Value::Null => return items,
                next => after = next,
            }
        }
    }

    /// The client ids of a group of the first instance, as the cloud lists them.
    pub(crate) async fn client_ids(&self, group: &str) -> Vec<String> {
        let mut ids = Vec::new();
        for page in 1.. {
            let fields = json!({ "instance_id": self.instance(), "group_id": group, "page_number": page, "page_size": 100 });
            let page = self.call("ListDeviceCredentialClientId", fields).await;
            let page = page.good();
            let shown = page["client_ids"].as_array().expect("ids");
            ids.extend(shown.iter().map(text));
            if shown.len() < 100 {
                break;
            }
        }
        ids
    }

    /// The groups of the first instance.
    pub(crate) async fn groups(&self) -> Vec<String> {
        let fields = json!({ "instance_id": self.instance() });
        let list = self.call("ListGroupId", fields).await.good();
        let groups = list["groups"].as_array().expect("groups");
        groups
            .iter()
            .map(|group| text(&group["group_id"]))
            .collect()
    }
}

/// What is known of each item, by its id.
pub(crate) fn before(items: &[Value]) -> Vec<(String, String)> {
    items
        .iter()
        .map(|item| (text(&item["id"]), text(&item["before"])))
        .collect()
}
