//! Thousands of items, a cloud that throttles, fails and loses answers, and somebody who acts behind the plan's back: the report says of each item
//! what the cloud's own ledger says.

use std::collections::BTreeSet;
use std::time::Duration;

use age::x25519::Identity;
use serde_json::{Value, json};
use signet_emulator::{OK, Sizes};
use signet_model::OperationName;
use signet_model::plans::State;
use tokio::time::Instant;

use crate::support::{Acts, Bench, stormy, text};

const CLIENT: &str = "client_id";

fn clients(credentials: usize) -> Sizes {
    Sizes {
        instances: 1,
        groups: 4,
        credentials,
        ..Sizes::default()
    }
}

/// Each line says what the plan did by the cloud's ledger. Where the answer was lost, nobody can tell who was it: somebody `else` may.
fn agrees(lines: &[Value], own: &Acts, others: &BTreeSet<String>) {
    for line in lines {
        let id = text(&line["id"]);
        let (acted, by_others) = (own.get(&id).copied(), others.contains(&id));
        let holds = match text(&line["outcome"]).as_str() {
            "done" => acted == Some(1),
            "settled_done" => acted == Some(1) || acted.is_none() && by_others,
            "moved" => acted.is_none() && by_others,
            "already" => acted.is_none() && (by_others || line["attempts"] == 0),
            "failed" => acted.is_none() && line["cloud_code"].is_string(),
            _ => false,
        };
        assert!(holds, "{line}: {acted:?} in the ledger");
    }
    let listed: BTreeSet<_> = lines.iter().map(|line| text(&line["id"])).collect();
    let astray = own.keys().find(|id| !listed.contains(*id));
    assert_eq!(astray, None, "nothing else was acted on");
}

fn with(lines: &[Value], outcome: &str) -> BTreeSet<String> {
    let those = lines.iter().filter(|line| line["outcome"] == outcome);
    those.map(|line| text(&line["id"])).collect()
}

fn set(ids: &[String]) -> BTreeSet<String> {
    ids.iter().cloned().collect()
}

#[tokio::test(start_paused = true)]
async fn twenty_thousand_items_are_reported_as_the_cloud_counts_them() {
    let act = OperationName::UnRegisterDeviceCredential;
    let faults = vec![
        "*:latency=20ms±10ms",
        "UnRegisterDeviceCredential:Throttling.User:0.01",
        "UnRegisterDeviceCredential:InternalError:0.05",
        "UnRegisterDeviceCredential:lost-answer:0.02",
        "GetDeviceCredential:Throttling.User:0.01",
    ];
    let bench = stormy(clients(19_900), faults);
    let mut there = bench.some_clients(19_900).await;
    let kept = there.split_off(19_700);
    there.sort();
    let group = bench.group().await;
    let nobody: Vec<_> = (0..300).map(|n| format!("{group}@@@nobody-{n}")).collect();
    let items = [there.clone(), nobody.clone()].concat();
    let plan = bench.frozen("deregister", &items, json!({})).await;

    // Some are gone when their turn comes, some were gone and are back, some go while it runs.
    let mut calls = bench.behind(act, &there[100..600]).await;
    let register = OperationName::RegisterDeviceCredential;
    bench.behind(register, &there[400..600]).await;
    let id = bench.run(&plan).await;
    bench.ended(&id, 2_000).await;
    calls += bench.behind(act, &there[19_500..]).await;
    let mut before: Acts = there[100..600].iter().map(|id| (id.clone(), 1)).collect();
    before.extend(there[19_500..].iter().map(|id| (id.clone(), 1)));
    let ended = bench.in_state(&id, State::Finished).await;

    let (lines, totals) = bench.report(&id).await;
    assert_eq!(lines.len(), 20_000);
    let gone = set(&[&there[100..400], &there[19_500..]].concat());
    let own = bench.acts_since(&before, act, CLIENT);
    agrees(&lines, &own, &gone);
    assert!(set(&there[400..600]).iter().all(|id| own[id] == 1));
    let already = with(&lines, "already");
    assert!(set(&nobody).is_subset(&already));
    let settled = with(&lines, "settled_done");
    assert!(
        gone.iter()
            .all(|id| already.contains(id) || settled.contains(id))
    );
    assert!(settled.len() > 200, "{totals}");

    // What the cloud has left is what the report says.
    let mut left = BTreeSet::new();
    for group in bench.groups().await {
        left.extend(bench.client_ids(&group).await);
    }
    let expected: BTreeSet<_> = set(&kept)
        .into_iter()
        .chain(with(&lines, "failed"))
        .collect();
    assert!(left == expected, "{} are left", left.len());
    let ledger = bench.emulator.ledger();
    let throttled = ledger.count(act, "Throttling.User");
    let sent: u64 = ledger
        .calls
        .iter()
        .filter(|((name, _), _)| *name == act.as_str())
        .map(|(_, times)| times)
        .sum();
    let attempts: u64 = lines
        .iter()
        .filter_map(|line| line["attempts"].as_u64())
        .sum();
    assert_eq!(sent - throttled, attempts + calls, "{totals}");
    assert!(throttled > 100 && ledger.count(act, OK) > 18_000);
    assert_eq!(ended["progress"]["items"], 20_000);
}

#[tokio::test(start_paused = true)]
async fn secrets_are_those_of_the_cloud_whatever_happened_on_the_way() {
    let faults = vec![
        "*:latency=20ms±10ms",
        "RefreshDeviceCredential:InternalError:0.05",
        "RefreshDeviceCredential:lost-answer:0.03",
        "RegisterDeviceCredential:InternalError:0.05",
        "RegisterDeviceCredential:lost-answer:0.03",
        "RegisterDeviceCredential:DeviceCredentialNumExceed:0.03",
        "GetDeviceCredential:Throttling.User:0.01",
    ];
    let bench = stormy(clients(1_200), faults);
    let identity = Identity::generate();
    let settings = json!({
        "recipient": identity.to_public().to_string(),
        "gate": { "failures_percent": 100.0, "unexpected_percent": 100.0 },
    });
    let (register, rotate) = (
        OperationName::RegisterDeviceCredential,
        OperationName::RefreshDeviceCredential,
    );
    let there = bench.some_clients(1_150).await;
    let rotating = bench.frozen("rotate", &there, settings.clone()).await;
    let gone = &there[50..90];
    let unregister = OperationName::UnRegisterDeviceCredential;
    bench.behind(unregister, &there[50..120]).await;
    bench.behind(register, &there[90..120]).await;
    let id = bench.run(&rotating).await;
    bench.in_state(&id, State::Finished).await;
    let (lines, totals) = bench.report(&id).await;
    let own = bench.acts(rotate, CLIENT);
    agrees(&lines, &own, &set(gone));
    assert_eq!(with(&lines, "moved"), set(gone), "{totals}");
    proved(&bench, &id, &identity, &own).await;

    let group = bench.group().await;
    let fresh: Vec<_> = (0..400).map(|n| format!("{group}@@@fresh-{n}")).collect();
    let before = bench.acts(register, CLIENT);
    let registering = bench.frozen("register", &fresh, settings).await;
    bench.behind(register, &fresh[..30]).await;
    let id = bench.run(&registering).await;
    bench.in_state(&id, State::Finished).await;
    let (lines, totals) = bench.report(&id).await;
    let others = set(&fresh[..30]);
    let mut before = before;
    before.extend(others.iter().map(|id| (id.clone(), 1)));
    let own = bench.acts_since(&before, register, CLIENT);
    agrees(&lines, &own, &others);
    assert_eq!(with(&lines, "moved"), others, "{totals}");
    let failed = lines.iter().filter(|line| line["outcome"] == "failed");
    let code = &json!("DeviceCredentialNumExceed");
    assert!(failed.clone().count() > 0, "{totals}");
    assert!(failed.clone().all(|line| line["cloud_code"] == *code));
    proved(&bench, &id, &identity, &own).await;
}

/// There is one secret for each item that the plan made one for, and it is the one that the cloud has.
async fn proved(bench: &Bench, id: &str, identity: &Identity, own: &Acts) {
    let secrets = bench.secrets(id, identity).await;
    assert!(
        secrets.keys().eq(own.keys()),
        "{} of {}",
        secrets.len(),
        own.len()
    );
    for (client, secret) in secrets {
        assert_eq!(secret, bench.secret_of(&client).await, "{client}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_cloud_refuses_has_failed_with_its_code() {
    let faults = vec![
        "*:latency=20ms±10ms",
        "AddCustomAuthConnectBlack:Customauth.over.capacity:0.05",
        "AddCustomAuthConnectBlack:SystemOverFlow:0.05",
        "AddCustomAuthConnectBlack:lost-answer:0.02",
        "DeleteCustomAuthConnectBlack:InternalError:0.05",
        "DeleteCustomAuthConnectBlack:lost-answer:0.02",
    ];
    let bench = stormy(clients(900), faults);
    let (add, delete) = (
        OperationName::AddCustomAuthConnectBlack,
        OperationName::DeleteCustomAuthConnectBlack,
    );
    let ids = bench.some_clients(800).await;
    let gate = json!({ "gate": { "failures_percent": 100.0 } });
    let plan = bench.frozen("blacklist", &ids, gate.clone()).await;
    let id = bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    let (lines, totals) = bench.report(&id).await;
    agrees(&lines, &bench.acts(add, CLIENT), &BTreeSet::new());
    let failed = with(&lines, "failed");
    assert!((10..100).contains(&failed.len()), "{totals}");

    let listed: Vec<_> = ids
        .iter()
        .filter(|id| !failed.contains(*id))
        .cloned()
        .collect();
    let plan = bench.frozen("lift", &listed, gate).await;
    bench.behind(delete, &listed[30..80]).await;
    let before = listed[30..80].iter().map(|id| (id.clone(), 1)).collect();
    let id = bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    let (lines, _) = bench.report(&id).await;
    let others = set(&listed[30..80]);
    let own = bench.acts_since(&before, delete, CLIENT);
    agrees(&lines, &own, &others);
    let left = json!({ "instance_id": bench.instance(), "page_size": 100 });
    let left = bench.call("QueryCustomAuthConnectBlack", left).await.good();
    let left: BTreeSet<_> = left["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|one| text(&one["client_id"]))
        .collect();
    assert!(left.is_disjoint(&set(&listed)), "{left:?}");
}

#[tokio::test(start_paused = true)]
async fn what_the_cloud_wants_one_by_one_is_called_so() {
    let sizes = Sizes {
        devices: 150,
        ..Sizes::default()
    };
    let faults = vec![
        "*:latency=20ms±10ms",
        "DeleteClientIds:lost-answer:0.05",
        "DeleteClientIds:iot.system.SystemException:0.05",
    ];
    let bench = stormy(sizes, faults);
    let (product, _) = bench.emulator.demo_device();
    let mut ids = Vec::new();
    for page in 1..3 {
        let asked = json!({ "product_key": product, "page_number": page, "page_size": 50 });
        let list = bench.call("QueryDevice", asked).await.good();
        let devices = list["devices"].as_array().expect("devices").iter();
        ids.extend(devices.map(|device| text(&device["iot_id"])));
    }
    assert!(ids.len() > 60, "{}", ids.len());
    let asked = json!({ "act": "delete_client_ids", "selection": { "kind": "list" } });
    let id = text(&bench.tell_plan("create", asked).await.good()["id"]);
    bench.add(&id, &ids).await;
    let plan = bench.freeze(&id).await;
    let began = Instant::now();
    bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    let (lines, _) = bench.report(&id).await;
    let own = bench.acts(OperationName::DeleteClientIds, "iot_id");
    agrees(&lines, &own, &BTreeSet::new());
    let without_any = with(&lines, "already").len();
    assert_eq!(own.len() + without_any, ids.len());
    assert!(own.len() > 60, "{without_any} have none");
    let (_, most) = bench.upstream.at_once.lock().expect("calls")["DeleteClientIds"];
    assert_eq!(most, 1, "one after the other");
    let least = Duration::from_millis(100 * (own.len() as u64 - 1));
    assert!(began.elapsed() >= least, "10 a second");
}
