//! `signet plan`, against a running demo: what scripts get.

use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use super::people::ask;
use super::{request, signet, start, stop};

/// Runs `signet plan` with a list on its standard input.
fn plan(
    home: &Path,
    address: &str,
    token: Option<&str>,
    arguments: &[&str],
    input: &str,
) -> Output {
    let mut command = signet(home);
    command
        .envs(token.map(|token| ("SIGNET_TOKEN", token)))
        .arg("plan")
        .args(arguments)
        .args(["--url", &format!("http://{address}")])
        .stdin(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("its input");
    // A command that refuses its arguments reads nothing.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

#[track_caller]
fn ends(output: &Output, code: i32) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}\n{err}");
    (out, err)
}

/// The instance of the demo that has credentials, a group of it, and the client ids on its first page.
fn somewhere(address: &str) -> (String, String, Vec<String>) {
    let call = |name: &str, body: &str| {
        let (status, answer) = request(address, &format!("POST /api/operations/{name}"), body);
        assert_eq!(status, 200, "{answer}");
        answer
    };
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let instances = call("ListInstances", "{}");
    for instance in instances["instances"].as_array().expect("a list") {
        let instance = text(&instance["instance_id"]);
        let groups = call("ListGroupId", &format!(r#"{{"instance_id":"{instance}"}}"#));
        for group in groups["groups"].as_array().expect("a list") {
            let group = text(&group["group_id"]);
            let body = format!(
                r#"{{"instance_id":"{instance}","group_id":"{group}","page_number":1,"page_size":20}}"#
            );
            let page = call("ListDeviceCredentialClientId", &body);
            let ids: Vec<_> = page["client_ids"]
                .as_array()
                .expect("a list")
                .iter()
                .map(text)
                .collect();
            if ids.len() == 20 {
                return (instance, group, ids);
            }
        }
    }
    panic!("the demo has a group with credentials")
}

#[test]
fn a_list_becomes_a_plan_that_is_shown_run_and_proved() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    let (child, address, _) =
        start(signet(path).args(["serve", "--demo", "--listen", "127.0.0.1:0"]));
    let (instance, _, ids) = somewhere(&address);
    let create = [
        "create",
        "--act",
        "deregister",
        "--instance",
        &instance,
        "--list",
        "-",
    ];

    let table = format!("note,client_id\r\na,{}\r\nb,\r\nc,{}\r\n", ids[0], ids[1]);
    let (out, err) = ends(&plan(path, &address, None, &create, &table), 2);
    assert_eq!(out, "", "nothing was made");
    assert!(
        err.contains("line 3: has nothing where the identity should be"),
        "{err}"
    );

    let gone = ids[0].replace("@@@", "@@@gone-");
    let list = format!("{}\n{}\n{}\n{gone}\n", ids[0], ids[1], ids[0]);
    let (out, err) = ends(&plan(path, &address, None, &create, &list), 0);
    let id = out.trim();
    assert!(
        id.starts_with("pl-") && err.contains("deregister"),
        "{out}{err}"
    );
    let (out, _) = ends(&plan(path, &address, None, &["show", id, "--json"], ""), 0);
    let shown: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        (&shown["state"], &shown["exposure"]["items"]),
        (&"frozen".into(), &3.into())
    );
    let hash = shown["hash"].as_str().expect("a hash").to_owned();

    let (_, err) = ends(
        &plan(
            path,
            &address,
            None,
            &["run", id, "--hash", &"0".repeat(64)],
            "",
        ),
        4,
    );
    assert!(err.contains("hash"), "{err}");
    let (out, err) = ends(
        &plan(path, &address, None, &["run", id, "--hash", &hash], ""),
        0,
    );
    assert!(
        out.contains("finished") && err.contains("3 of 3"),
        "{out}{err}"
    );

    let (csv, _) = ends(
        &plan(path, &address, None, &["report", id, "--format", "csv"], ""),
        0,
    );
    let rows: Vec<_> = csv
        .split("\r\n")
        .filter(|row| row.contains("@@@"))
        .collect();
    assert_eq!(rows.len(), 3, "{csv}");
    assert!(
        rows.iter()
            .any(|row| row.contains(&gone) && row.contains("already")),
        "{csv}"
    );
    let (jsonl, _) = ends(&plan(path, &address, None, &["report", id], ""), 0);
    let done = jsonl
        .lines()
        .filter(|line| line.contains(r#""outcome":"done""#))
        .count();
    assert_eq!(done, 2, "{jsonl}");

    let (out, _) = ends(
        &plan(path, &address, None, &["list", "--state", "finished"], ""),
        0,
    );
    assert!(out.starts_with(id), "{out}");
    assert_eq!(stop(child), Some(0));
}

#[test]
fn exit_codes_tell_scripts_what_to_do() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    let text =
        "state_dir = \"state\"\n[sign_in.password]\n[[approvals]]\nacts = [\"deregister\"]\n";
    std::fs::write(path.join("signet.toml"), text).expect("a file");
    let token = [
        "token",
        "create",
        "--name",
        "nightly",
        "--role",
        "custodian",
        "--expires",
        "1d",
    ];
    let made = signet(path).args(token).output().expect("it starts");
    let token = String::from_utf8(made.stdout).expect("text");
    let (child, address, _) = start(signet(path).args([
        "serve",
        "--demo",
        "--config",
        "signet.toml",
        "--listen",
        "127.0.0.1:0",
    ]));
    let as_nightly = |arguments: &[&str]| plan(path, &address, Some(token.trim()), arguments, "");
    let (instance, _) = ends(&as_nightly(&["list", "--json"]), 0);
    assert_eq!(instance, "", "there is no plan yet");
    let everything = [
        "create",
        "--act",
        "deregister",
        "--instance",
        "post-cn-nothing",
        "--everything",
    ];
    let (_, err) = ends(&as_nightly(&everything), 4);
    assert!(err.contains("post-cn-nothing"), "{err}");

    let instance = instances(&address, token.trim());
    let everything = [
        "create",
        "--act",
        "deregister",
        "--instance",
        &instance,
        "--everything",
    ];
    let (out, _) = ends(&as_nightly(&everything), 0);
    let id = out.trim();
    let (out, _) = ends(&as_nightly(&["show", id, "--json"]), 0);
    let shown: Value = serde_json::from_str(&out).expect("JSON");
    let hash = shown["hash"].as_str().expect("a hash").to_owned();
    let (_, err) = ends(&as_nightly(&["run", id, "--hash", &hash]), 3);
    assert!(err.contains("approv"), "{err}");
    ends(&as_nightly(&["approve", id, "--hash", &hash]), 4);
    let (rules, _) = ends(&as_nightly(&["rules"]), 0);
    assert_eq!(rules, "");
    let for_oneself = [
        "allow",
        "--author",
        "token:nightly",
        "--act",
        "deregister",
        "--instance",
        &instance,
        "--max-items",
        "10",
        "--until",
        "2026-12-31T00:00:00Z",
    ];
    let (_, err) = ends(&as_nightly(&for_oneself), 4);
    assert!(err.contains("approv"), "{err}");
    ends(&as_nightly(&["show", "pl-nothing"]), 4);
    ends(&plan(path, &address, None, &["show", id], ""), 4);
    let nowhere = [
        "create",
        "--act",
        "deregister",
        "--instance",
        "",
        "--everything",
    ];
    ends(&as_nightly(&nowhere), 2);
    ends(&as_nightly(&["create", "--act", "burn", "--everything"]), 2);
    let (out, _) = ends(&as_nightly(&["cancel", id, "--json"]), 0);
    assert!(out.contains(r#""state":"cancelled""#), "{out}");
    ends(&as_nightly(&["watch", id]), 1);
    assert_eq!(stop(child), Some(0));
    let (_, err) = ends(&as_nightly(&["show", id]), 5);
    assert!(
        err.contains("cannot be reached") && !err.contains("sgn_"),
        "{err}"
    );
}

/// An instance that whoever has the token may see.
fn instances(address: &str, token: &str) -> String {
    let bearer = format!("Authorization: Bearer {token}");
    let (status, _, answer) = ask(address, "POST /api/operations/ListInstances", &bearer, "{}");
    assert_eq!(status, 200, "{answer}");
    answer["instances"][0]["instance_id"]
        .as_str()
        .expect("an id")
        .to_owned()
}
