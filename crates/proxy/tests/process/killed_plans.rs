//! `signet serve` is killed twenty times while three plans run, against a cloud that loses answers and fails: each time it takes up by itself what
//! was there, and at the end the reports say what the cloud's own ledger says, line by line.

#[path = "killed_plans/cloud.rs"]
mod cloud;
#[path = "killed_plans/proof.rs"]
mod proof;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Child;

use age::x25519::Identity;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use signet_model::OperationName;
use signet_store::ports::Plans;
use signet_store::{Durability, Store};

use super::{request, signet, start, stop};
use cloud::Cloud;
use proof::Proof;

/// It is killed so often …
const KILLS: usize = 20;
/// … each time after so many calls at most: fewer in all than there are items, so that it never ends before the last kill.
const CALLS: u64 = 60;

/// A plan that runs through the kills.
struct Plan {
    id: String,
    operation: OperationName,
    items: BTreeSet<String>,
    /// How often each of its items was in flight at a kill.
    in_flight: BTreeMap<String, u32>,
}

/// Starts the proxy as it was started before.
fn serve(home: &Path, cloud: &Cloud) -> (Child, String) {
    let mut command = signet(home);
    let log = File::options()
        .create(true)
        .append(true)
        .open(home.join("log"));
    command
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", cloud::KEY)
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", cloud::SECRET)
        .args(["serve", "--config", "signet.toml", "--state-dir", "state"])
        .args(["--listen", "127.0.0.1:0"])
        .args(["--onsmqtt-endpoint", &cloud.url])
        .args(["--iot-endpoint", &cloud.url])
        .stderr(log.expect("a log"));
    let (child, address, _) = start(&mut command);
    (child, address)
}

fn post(address: &str, path: &str, body: &Value) -> Value {
    let (status, answer) = request(address, &format!("POST /api/{path}"), &body.to_string());
    assert_eq!(status, 200, "{path}: {answer}");
    answer
}

/// What is answered to an old client, to which nothing comes in chunks; line by line as it comes.
fn lines(address: &str, path: &str) -> impl Iterator<Item = String> {
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n").expect("sent");
    let mut lines = BufReader::new(stream)
        .lines()
        .map(|line| line.expect("text"));
    let status = lines.next().expect("a status");
    assert!(status.contains(" 200 "), "{path}: {status}");
    lines.by_ref().find(String::is_empty).expect("a body");
    lines
}

/// Waits until a plan is in a state.
fn until(address: &str, id: &str, state: &str) {
    let wanted = format!("\"state\":\"{state}\"");
    let path = format!("/api/plans/{id}/events");
    let mut events = lines(address, &path);
    assert!(
        events.any(|line| line.starts_with("data: ") && line.contains(&wanted)),
        "{id} ends without being {state}"
    );
}

/// Makes a plan of a list; its id.
fn frozen(address: &str, instance: &str, act: &str, items: &[String], settings: &Value) -> String {
    let asked = json!({
        "act": act, "instance_id": instance, "selection": { "kind": "list" }, "reason": "a test",
        "settings": settings,
    });
    let id = post(address, "plans/create", &asked)["id"].clone();
    post(address, "plans/add", &json!({ "id": id, "items": items }));
    post(address, "plans/freeze", &json!({ "id": id }));
    let id = id.as_str().expect("an id").to_owned();
    until(address, &id, "frozen");
    id
}

fn run(address: &str, id: &str) {
    let shown = request(address, &format!("GET /api/plans/{id}"), "").1;
    let told = json!({ "id": id, "hash": shown["hash"] });
    post(address, "plans/run", &told);
}

/// Client ids that have a credential.
fn clients(address: &str, instance: &str) -> Vec<String> {
    let place = json!({ "instance_id": instance });
    let groups = post(address, "operations/ListGroupId", &place);
    let mut ids = Vec::new();
    for group in groups["groups"].as_array().expect("groups") {
        for page in 1.. {
            let asked = json!({
                "instance_id": instance, "group_id": group["group_id"], "page_number": page, "page_size": 100,
            });
            let list = post(address, "operations/ListDeviceCredentialClientId", &asked);
            let list = list["client_ids"].as_array().expect("ids");
            ids.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
            if list.len() < 100 {
                break;
            }
        }
    }
    ids
}

/// What was begun and not ended when the process was killed, as a copy of its store says.
fn note_in_flight(home: &Path, plans: &mut [Plan]) {
    let copy = tempfile::tempdir().expect("a directory");
    for file in fs::read_dir(home.join("state")).expect("a directory") {
        let file = file.expect("a file");
        if file.file_type().expect("a kind").is_file() {
            fs::copy(file.path(), copy.path().join(file.file_name())).expect("a copy");
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("threads").block_on(async {
        let now = signet_emulator::system_clock()();
        let store = Store::open(copy.path(), Durability::Normal, now);
        let store = store.await.expect("a whole store");
        for plan in plans {
            let begun = Plans::begun(&store, &plan.id).await.expect("items");
            assert!(begun.len() <= 64, "{}: {} in flight", plan.id, begun.len());
            for one in begun {
                *plan.in_flight.entry(one.item.id).or_default() += 1;
            }
        }
    });
}

#[test]
fn twenty_kills_lose_nothing_and_do_nothing_twice() {
    let home = tempfile::tempdir().expect("a directory");
    let home = home.path();
    fs::write(
        home.join("signet.toml"),
        "[quota]\nenabled = false\n[budgets]\nreveal = 1000\n",
    )
    .expect("a file");
    let cloud = Cloud::new();
    let (mut child, mut address) = serve(home, &cloud);
    let instance = cloud.emulator.instances()[0].instance_id.clone();
    let ids = clients(&address, &instance);
    let identity = Identity::generate();
    let with_key = json!({ "recipient": identity.to_public().to_string() });
    let mut plans: Vec<Plan> = [
        (
            "deregister",
            OperationName::UnRegisterDeviceCredential,
            0..1000,
            json!({}),
        ),
        (
            "blacklist",
            OperationName::AddCustomAuthConnectBlack,
            1000..1700,
            json!({}),
        ),
        (
            "rotate",
            OperationName::RefreshDeviceCredential,
            1700..2000,
            with_key,
        ),
    ]
    .into_iter()
    .map(|(act, operation, some, settings)| Plan {
        id: frozen(&address, &instance, act, &ids[some.clone()], &settings),
        operation,
        items: ids[some].iter().cloned().collect(),
        in_flight: BTreeMap::new(),
    })
    .collect();

    let mut moments = StdRng::seed_from_u64(5);
    let mut calls = cloud.calls();
    for kill in 0..KILLS {
        // The first lives let one plan run each; what is called for in the next ones is what they take up by themselves.
        if let Some(plan) = plans.get(kill) {
            run(&address, &plan.id);
            calls = cloud.calls();
        }
        calls += moments.random_range(1..=CALLS);
        cloud.wait_for(calls);
        child.kill().expect("killed");
        child.wait().expect("gone");
        note_in_flight(home, &mut plans);
        calls = cloud.calls();
        (child, address) = serve(home, &cloud);
    }
    for plan in &plans {
        until(&address, &plan.id, "finished");
    }

    let proof = Proof::new(cloud.emulator.ledger(), home);
    for plan in &plans {
        let report: Vec<_> = lines(
            &address,
            &format!("/api/plans/{}/report?format=jsonl", plan.id),
        )
        .collect();
        proof.holds(plan, &report);
    }
    let rotated = &plans[2];
    let handed = post(&address, "plans/hand-out", &json!({ "id": rotated.id }));
    let secrets = proof::opened(handed["armored"].as_str().expect("files"), &identity);
    assert_eq!(
        secrets.keys().collect::<BTreeSet<_>>(),
        rotated.items.iter().collect()
    );
    for (client, secret) in secrets {
        let asked = json!({ "instance_id": instance, "client_id": client, "reveal": true });
        let seen = post(&address, "operations/GetDeviceCredential", &asked);
        assert_eq!(
            seen["credential"]["device_access_key_secret"], secret,
            "{client}"
        );
    }
    assert_eq!(stop(child), Some(0));
    let verified = signet(home)
        .args(["audit", "verify", "--state-dir", "state"])
        .output()
        .expect("it starts");
    assert!(verified.status.success(), "{verified:?}");
    proof.is_recorded(&plans);
}
