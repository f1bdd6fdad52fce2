//! Every act over some hundred items: what the plan says of each is what the cloud did.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use signet_model::OperationName;
use signet_model::api::ProtectedPattern;
use signet_model::plans::State;
use signet_proxy::service::{Protected, Safeguards};

use crate::support::{Bench, SetUp, ends, fast, planning, text};

/// What the plan says was done, by the same names as the ledger.
fn done(items: &[Value]) -> BTreeMap<String, u32> {
    let done = items.iter().filter(|item| item["outcome"] == "done");
    done.map(|item| (text(&item["id"]), 1)).collect()
}

async fn agrees(bench: &Bench, act: &str, items: &[String], operation: OperationName, field: &str) {
    let before = bench.acts(operation, field).len();
    let settings = match act {
        "register" | "rotate" => json!({ "recipient": recipient() }),
        _ => json!({}),
    };
    let ended = bench.carried_out(act, items, settings).await;
    let done = done(&ended);
    assert_eq!(done.len(), items.len(), "{act}: {:?}", ended.first());
    assert_eq!(before, 0, "{act} is looked at once in a cloud");
    assert_eq!(bench.acts(operation, field), done, "{act}");
    let act = &ended[0]["act"];
    let outcome = bench
        .record
        .lines()
        .into_iter()
        .find(|line| line["kind"] == "outcome" && line["act"] == *act);
    let outcome = outcome.expect("each item is in the audit log");
    assert_eq!(outcome["operation"], operation.as_str());
    assert_eq!(outcome["cloud_request_id"], ended[0]["request_id"]);
    assert_eq!(outcome["reason"], "a test");
}

fn recipient() -> String {
    age::x25519::Identity::generate().to_public().to_string()
}

#[tokio::test(start_paused = true)]
async fn what_is_done_to_clients_is_what_the_cloud_did() {
    let bench = fast();
    let group = bench.group().await;
    let fresh: Vec<String> = (0..150)
        .map(|n| format!("{group}@@@fresh-{n:03}"))
        .collect();
    let there = bench.some_clients(150).await;
    let client = "client_id";
    agrees(
        &bench,
        "register",
        &fresh,
        OperationName::RegisterDeviceCredential,
        client,
    )
    .await;
    agrees(
        &bench,
        "rotate",
        &there,
        OperationName::RefreshDeviceCredential,
        client,
    )
    .await;
    agrees(
        &bench,
        "deregister",
        &fresh,
        OperationName::UnRegisterDeviceCredential,
        client,
    )
    .await;
    agrees(
        &bench,
        "blacklist",
        &there,
        OperationName::AddCustomAuthConnectBlack,
        client,
    )
    .await;
    agrees(
        &bench,
        "lift",
        &there,
        OperationName::DeleteCustomAuthConnectBlack,
        client,
    )
    .await;
}

#[tokio::test(start_paused = true)]
async fn who_is_cut_off_is_blacklisted_and_loses_the_connection() {
    let bench = fast();
    let there = bench.some_clients(40).await;
    agrees(
        &bench,
        "cut_off",
        &there,
        OperationName::AddCustomAuthConnectBlack,
        "client_id",
    )
    .await;
    let closed = bench.acts(OperationName::CloseConnection, "client_id");
    let sent = bench
        .sent()
        .iter()
        .filter(|sent| *sent == "CloseConnection")
        .count();
    assert_eq!(sent, there.len());
    assert!(closed.keys().all(|id| there.contains(id)));
}

#[tokio::test(start_paused = true)]
async fn what_is_done_to_certificates_is_what_the_cloud_did() {
    let bench = fast();
    let there = bench.some_certificates("active", 30).await;
    let serial = "device_serial_number";
    agrees(
        &bench,
        "inactivate",
        &there,
        OperationName::InactivateDeviceCertificate,
        serial,
    )
    .await;
    agrees(
        &bench,
        "activate",
        &there,
        OperationName::ActiveDeviceCertificate,
        serial,
    )
    .await;
    agrees(
        &bench,
        "delete_certificate",
        &there,
        OperationName::DeleteDeviceCertificate,
        serial,
    )
    .await;
}

#[tokio::test(start_paused = true)]
async fn client_ids_of_devices_are_deleted() {
    let bench = planning();
    let id = bench.emulator.demo_iot_id();
    let asked = json!({ "act": "delete_client_ids", "selection": { "kind": "list" } });
    let plan = text(&bench.tell_plan("create", asked).await.good()["id"]);
    bench.add(&plan, std::slice::from_ref(&id)).await;
    let frozen = bench.freeze(&plan).await;
    bench.run(&frozen).await;
    bench.in_state(&plan, State::Finished).await;
    assert_eq!(
        ends(&bench.items(&plan).await),
        BTreeMap::from([(id.clone(), "done".to_owned())])
    );
    assert_eq!(
        bench.acts(OperationName::DeleteClientIds, "iot_id"),
        BTreeMap::from([(id, 1)])
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_so_already_or_has_moved_since_the_freeze_is_said_so() {
    let bench = fast();
    let ids = bench.some_clients(30).await;
    let absent = format!("{}@@@nobody", bench.group().await);

    let mut some = ids[..10].to_vec();
    some.push(absent.clone());
    let plan = bench.frozen("deregister", &some, json!({})).await;
    bench.single("UnRegisterDeviceCredential", &ids[3]).await;
    let sent = bench.sent().len();
    let id = bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    let items = bench.items(&id).await;
    let became = ends(&items);
    assert_eq!(
        (became[&ids[3]].as_str(), became[&absent].as_str()),
        ("already", "already")
    );
    assert_eq!(became.values().filter(|one| *one == "done").count(), 9);
    assert_eq!(
        bench.sent().len() - sent,
        10,
        "nothing is sent for who was not there at the freeze"
    );

    let settings = json!({ "recipient": recipient() });
    let plan = bench.frozen("rotate", &ids[10..20], settings.clone()).await;
    bench.single("UnRegisterDeviceCredential", &ids[12]).await;
    let id = bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    assert_eq!(ends(&bench.items(&id).await)[&ids[12]], "moved");
    let refreshed = bench.acts(OperationName::RefreshDeviceCredential, "client_id");
    assert!(!refreshed.contains_key(&ids[12]) && refreshed.len() == 9);

    let new: Vec<_> = (0..5).map(|n| format!("{absent}-{n}")).collect();
    let plan = bench.frozen("register", &new, settings).await;
    bench.single("RegisterDeviceCredential", &new[2]).await;
    let id = bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    assert_eq!(ends(&bench.items(&id).await)[&new[2]], "moved");
    let registered = bench.acts(OperationName::RegisterDeviceCredential, "client_id");
    assert!(
        registered.values().all(|times| *times == 1),
        "no secret is taken from a live device"
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_protected_is_left_alone() {
    let pattern = ProtectedPattern {
        pattern: "*7".to_owned(),
        instance: None,
        reason: Some("gateways".to_owned()),
    };
    let bench = SetUp {
        calls_per_second: None,
        own_store: true,
        safeguards: Safeguards {
            protected: Protected::new(vec![pattern], Vec::new()),
            ..Safeguards::default()
        },
        ..SetUp::default()
    }
    .build();
    let ids = bench.some_clients(60).await;
    let items = bench.carried_out("blacklist", &ids, json!({})).await;
    for (id, outcome) in ends(&items) {
        let expected = if id.ends_with('7') {
            "protected"
        } else {
            "done"
        };
        assert_eq!(outcome, expected, "{id}");
    }
    let blacklisted = bench.acts(OperationName::AddCustomAuthConnectBlack, "client_id");
    assert!(blacklisted.keys().all(|id| !id.ends_with('7')));
}

#[tokio::test(start_paused = true)]
async fn the_end_is_recorded_with_totals_and_the_hash_of_the_report() {
    let bench = fast();
    let ids = bench.some_clients(25).await;
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    let id = bench.run(&plan).await;
    let plan = bench.in_state(&id, State::Finished).await;
    assert_eq!(plan["progress"]["calls"], 25);
    let lines = bench.record.lines();
    let end = lines
        .iter()
        .find(|line| line["operation"] == "PlanFinished");
    let object = &end.expect("an event")["object"];
    assert_eq!(
        (&object["items"], &object["done"]),
        (&json!(25), &json!(25))
    );
    let path = format!("/api/plans/{id}/report?format=jsonl");
    let report = bench.send(crate::support::get(&path)).await;
    let report = text(&report.body);
    let hash = ring::digest::digest(&ring::digest::SHA256, report.as_bytes());
    let hash: String = hash
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(object["report_sha256"], hash);
}
