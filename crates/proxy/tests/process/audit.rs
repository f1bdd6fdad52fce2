//! `signet audit`, `signet backup`, `signet restore`, and a proxy that is killed.

use std::fs;
use std::path::Path;
use std::process::{Child, Output};

use serde_json::{Value, json};

use super::{refuses, request, signet, start, stop};

fn serve(home: &Path, state: &str) -> (Child, String) {
    let mut command = signet(home);
    // More than a person needs: the test of a killed proxy acts as often as it can.
    fs::write(home.join("budgets.toml"), "[budgets]\nsuspend = 10000\n").expect("a file");
    command.args([
        "serve",
        "--config",
        "budgets.toml",
        "--demo",
        "--listen",
        "127.0.0.1:0",
        "--state-dir",
        state,
    ]);
    let (child, address, _) = start(&mut command);
    (child, address)
}

fn run(home: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = signet(home).args(arguments).output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status.code(), text(stdout), text(stderr))
}

/// A client of the demo, and how to blacklist it.
fn client(address: &str) -> String {
    let (_, instances) = request(address, "POST /api/operations/ListInstances", "{}");
    let instance = &instances["instances"][0]["instance_id"];
    json!({ "instance_id": instance, "client_id": "GID_a@@@1", "reason": "stolen" }).to_string()
}

fn blacklist(address: &str, client: &str) {
    let act = "POST /api/operations/AddCustomAuthConnectBlack";
    assert_eq!(request(address, act, client).0, 200);
}

#[test]
fn a_log_is_verified_and_exported_beside_a_running_proxy() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    let (child, address) = serve(path, "state");
    blacklist(&address, &client(&address));

    let (code, said, _) = run(path, &["audit", "verify", "--state-dir", "state"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("The log is whole: "), "{said}");
    let head = said.trim().rsplit(' ').next().expect("a head").to_owned();
    let hash = head.rsplit(':').next().expect("a hash").to_owned();
    for known in [&head, &hash] {
        let (code, said, _) = run(
            path,
            &["audit", "verify", "--state-dir", "state", "--head", known],
        );
        assert_eq!(code, Some(0), "{said}");
    }
    let other = "0".repeat(64);
    let (code, said, _) = run(
        path,
        &["audit", "verify", "--state-dir", "state", "--head", &other],
    );
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("the head that you know is not in this log"),
        "{said}"
    );

    let export = |more: &[&str]| {
        let mut arguments = vec!["audit", "export", "--state-dir", "state"];
        arguments.extend(more);
        let (code, lines, errors) = run(path, &arguments);
        assert_eq!(code, Some(0), "{errors}");
        let line = |line| serde_json::from_str::<Value>(line).expect("a line of JSON");
        lines.lines().map(line).collect::<Vec<_>>()
    };
    let all = export(&[]);
    let sequences: Vec<_> = all.iter().map(|line| line["sequence"].clone()).collect();
    assert_eq!(
        sequences,
        (1..=all.len()).map(Value::from).collect::<Vec<_>>()
    );
    assert_eq!(all[0]["entry"]["operation"], "AuditLogBegun");
    assert!(
        all.iter().any(|line| line["hash"] == *hash),
        "{hash} is in {all:?}"
    );
    let acts = export(&["--object", "GID_a@@@1"]);
    let kinds: Vec<_> = acts.iter().map(|line| &line["entry"]["kind"]).collect();
    assert_eq!(kinds[..2], ["intent", "outcome"], "{acts:?}");
    assert_eq!(acts[1]["entry"]["reason"], "stolen");
    assert!(export(&["--to", "2020-01-02"]).is_empty());
    assert!(export(&["--from", "2099-01-02T03:04:05Z"]).is_empty());
    let exports = export(&["--operation", "ExportAudit"]);
    assert_eq!(exports.len(), 5, "each is recorded, before it is made");
    assert_eq!(stop(child), Some(0));
    let (code, said, _) = run(path, &["audit", "verify", "--state-dir", "state"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn wrong_places_heads_and_times_are_named() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    fs::create_dir(path.join("empty")).expect("a directory");
    for command in [
        &["audit", "verify"][..],
        &["audit", "export"],
        &["backup", "copy"],
    ] {
        refuses(
            signet(path).args(command).args(["--state-dir", "empty"]),
            "there is no store in empty",
        );
    }
    assert_eq!(
        fs::read_dir(path.join("empty"))
            .expect("a directory")
            .count(),
        0
    );
    for wrong in [
        &["audit", "verify", "--head", "abc"][..],
        &["audit", "export", "--from", "yesterday"],
    ] {
        let (code, _, errors) = run(path, wrong);
        assert_eq!(code, Some(2), "{errors}");
    }
}

#[test]
fn a_backup_is_restored_elsewhere_and_a_changed_byte_is_found() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    let (child, address) = serve(path, "state");
    blacklist(&address, &client(&address));
    let (code, _, said) = run(path, &["backup", "copy", "--state-dir", "state"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, _, said) = run(path, &["backup", "copy", "--state-dir", "state"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("copy is there already"), "{said}");
    // Into the place of the running proxy: no.
    let (code, _, said) = run(path, &["restore", "copy", "--state-dir", "state"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("is in use by another signet"), "{said}");
    assert_eq!(stop(child), Some(0));
    let (code, _, said) = run(path, &["restore", "copy", "--state-dir", "state"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("not empty"), "{said}");

    let (code, _, said) = run(path, &["restore", "copy", "--state-dir", "new"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("a new one was made"), "{said}");
    let kept = [
        "restore",
        "copy",
        "--state-dir",
        "kept",
        "--key",
        "state/signet.key",
    ];
    let (code, _, said) = run(path, &kept);
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("a new one was made"), "{said}");
    let (code, _, said) = run(
        path,
        &[
            "restore",
            "copy",
            "--state-dir",
            "x",
            "--key",
            "new/signet.key",
        ],
    );
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("not of this store's key"), "{said}");
    assert!(
        !path.join("x/signet.key").exists(),
        "nothing is left behind"
    );
    let (code, said, _) = run(path, &["audit", "verify", "--state-dir", "new"]);
    assert_eq!(code, Some(0), "{said}");
    let (child, _) = serve(path, "new");
    assert_eq!(stop(child), Some(0));

    fs::create_dir(path.join("changed")).expect("a directory");
    for name in ["signet.db", "signet.key"] {
        fs::copy(path.join("new").join(name), path.join("changed").join(name)).expect("a copy");
    }
    let database = path.join("changed/signet.db");
    let mut bytes = fs::read(&database).expect("the database");
    let place = bytes
        .windows(14)
        .position(|window| window == b"\"kind\":\"intent");
    bytes[place.expect("an intent") + 9] ^= 1;
    fs::write(&database, bytes).expect("written");
    let (code, said, _) = run(path, &["audit", "verify", "--state-dir", "changed"]);
    assert_eq!(code, Some(1), "{said}");
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(lines[0].contains("its hash does not fit"), "{said}");
    assert!(
        lines[1].starts_with("The log is not whole: the first bad record is "),
        "{said}"
    );
}

#[test]
fn a_killed_proxy_leaves_a_log_that_verifies() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    for round in 0..3 {
        let (mut child, address) = serve(path, "state");
        let client = client(&address);
        for _ in 0..round {
            blacklist(&address, &client);
        }
        // These are cut off wherever they are.
        let acting: Vec<_> = (0..8)
            .map(|_| {
                let (address, client) = (address.clone(), client.clone());
                std::thread::spawn(move || {
                    let act = "POST /api/operations/AddCustomAuthConnectBlack";
                    while std::panic::catch_unwind(|| request(&address, act, &client)).is_ok() {}
                })
            })
            .collect();
        blacklist(&address, &client);
        child.kill().expect("killed");
        child.wait().expect("gone");
        for thread in acting {
            thread.join().expect("ended");
        }
        let (code, said, errors) = run(path, &["audit", "verify", "--state-dir", "state"]);
        assert_eq!(code, Some(0), "{said}{errors}");
    }
}

#[test]
fn notes_of_an_older_version_are_taken_over_once() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    let (child, address) = serve(path, "elsewhere");
    let client: Value = serde_json::from_str(&client(&address)).expect("JSON");
    let instance = client["instance_id"].as_str().expect("an id");
    assert_eq!(stop(child), Some(0));
    fs::create_dir(path.join("state")).expect("a directory");
    let note = json!({ "set_by": "local", "set_at": "2026-01-02T03:04:05Z", "reason": "old" });
    let old = json!({ instance: { "GID_a@@@1": note } }).to_string();
    fs::write(path.join("state/notes.json"), &old).expect("the file");

    // The demo's cloud begins anew, so the entry must be set again; pressing again without a reason keeps the reason.
    let (child, address) = serve(path, "state");
    blacklist(
        &address,
        &json!({ "instance_id": instance, "client_id": "GID_a@@@1" }).to_string(),
    );
    let query = json!({ "instance_id": instance, "client_id": "GID_a@@@1", "page_size": 10 });
    let head = "POST /api/operations/QueryCustomAuthConnectBlack";
    let list = request(&address, head, &query.to_string()).1;
    assert_eq!(list["entries"][0]["note"]["reason"], "old", "{list}");
    assert_eq!(stop(child), Some(0));
    assert_eq!(
        fs::read_to_string(path.join("state/notes.json")).expect("left"),
        old
    );
    fs::write(path.join("state/notes.json"), "{").expect("damaged later");
    let (child, _) = serve(path, "state");
    assert_eq!(stop(child), Some(0), "it is not read again");
}
