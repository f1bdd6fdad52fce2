//! The program itself: what it prints, what it refuses to start with, how it ends.

#[path = "process/audit.rs"]
mod audit;
#[path = "process/bundle.rs"]
mod bundle;
#[path = "process/canaries.rs"]
mod canaries;
#[path = "process/commands.rs"]
mod commands;
#[path = "process/first_steps.rs"]
mod first_steps;
#[path = "process/keys.rs"]
mod keys;
#[path = "process/killed_plans.rs"]
mod killed_plans;
#[path = "process/people.rs"]
mod people;
#[path = "process/plans.rs"]
mod plans;
#[path = "process/smuggling.rs"]
mod smuggling;
#[path = "process/tls.rs"]
mod tls;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A `signet` that knows nothing of this machine.
fn signet(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signet"));
    command
        .env_clear()
        .env("HOME", home)
        .current_dir(home)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Starts it and waits for its address; gives all lines up to there too.
fn start(command: &mut Command) -> (Child, String, Vec<String>) {
    let mut child = command.spawn().expect("it starts");
    let mut lines = Vec::new();
    for line in BufReader::new(child.stdout.take().expect("its output")).lines() {
        let line = line.expect("text");
        let address = line.strip_prefix("http://");
        if let Some(address) = address.or_else(|| line.strip_prefix("https://")) {
            return (child, address.to_owned(), lines);
        }
        lines.push(line);
    }
    let output = child.wait_with_output().expect("it ended");
    let errors = String::from_utf8_lossy(&output.stderr);
    panic!("it ended: {errors}");
}

fn stop(mut child: Child) -> Option<i32> {
    let ended = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .expect("kill");
    assert!(ended.success());
    child.wait().expect("it ends").code()
}

fn request(address: &str, head: &str, body: &str) -> (u16, Value) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "{head} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nX-Signet: 1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .expect("a status");
    (status, serde_json::from_str(body).unwrap_or(Value::Null))
}

/// The audit log of a state directory, as `signet audit export` gives it.
fn exported(home: &Path, state_dir: &str) -> Vec<Value> {
    let output = signet(home)
        .args(["audit", "export", "--state-dir", state_dir])
        .output()
        .expect("it starts");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("text");
    let entry = |line| serde_json::from_str(line).expect("JSON");
    text.lines().map(entry).collect()
}

/// Ends with exit code 2 and one line on standard error that holds `expected`.
#[track_caller]
fn refuses(command: &mut Command, expected: &str) {
    let output = command.output().expect("it starts");
    let errors = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{errors}");
    let lines: Vec<_> = errors
        .lines()
        .filter(|line| !line.starts_with('{'))
        .collect();
    assert!(
        matches!(&lines[..], [line] if line.contains(expected)),
        "{errors}"
    );
    assert!(!errors.contains("canary"), "{errors}");
}

#[test]
fn the_demo_answers_signed_calls_and_keeps_a_record() {
    let home = tempfile::tempdir().expect("a directory");
    let (child, address, lines) =
        start(signet(home.path()).args(["serve", "--demo", "--listen", "127.0.0.1:0"]));
    assert!(
        lines
            .iter()
            .any(|line| line.contains("demo: an emulator in this process")),
        "{lines:?}"
    );
    assert_eq!(request(&address, "GET /healthz", "").0, 200);
    let (status, instances) = request(&address, "POST /api/operations/ListInstances", "{}");
    assert_eq!(
        (status, instances["instances"].as_array().map(Vec::len)),
        (200, Some(3))
    );
    let session = request(&address, "GET /api/session", "").1;
    assert_eq!(
        (
            &session["cloud"],
            session["iot_instances"].as_array().map(Vec::len)
        ),
        (&"demo".into(), Some(2))
    );
    let iot_id = lines
        .iter()
        .find_map(|line| line.trim().strip_prefix("try      IotId "))
        .expect("an IotId to try");
    let (status, _) = request(
        &address,
        "POST /api/operations/DeleteClientIds",
        &format!("{{\"iot_id\":\"{iot_id}\"}}"),
    );
    assert_eq!(status, 200);
    assert_eq!(stop(child), Some(0));
    let port = address.rsplit(':').next().expect("a port");
    let record = exported(home.path(), &format!(".local/state/signet/demo-{port}"));
    let about: Vec<_> = record
        .iter()
        .map(|record| &record["entry"])
        .filter(|entry| entry["operation"] == "DeleteClientIds")
        .map(|entry| entry["kind"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(about, ["intent", "outcome"], "{record:?}");
}

#[test]
fn the_emulator_and_the_proxy_work_as_two_programs() {
    let home = tempfile::tempdir().expect("a directory");
    let (emulator, url) = emulator(home.path(), &["--seed", "7"]);

    let keyed = |secret: &str| {
        let mut command = signet(home.path());
        command
            .env("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAItest")
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret);
        command.args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--onsmqtt-endpoint",
            &url,
            "--iot-endpoint",
            &url,
        ]);
        command
    };
    let (child, address, lines) = start(&mut keyed("canary"));
    assert!(
        lines
            .iter()
            .any(|line| line.contains("…test") && line.contains("ALIBABA_CLOUD_ACCESS_KEY_ID")),
        "{lines:?}"
    );
    assert!(!lines.concat().contains("canary"));
    assert_eq!(
        request(&address, "POST /api/operations/ListInstances", "{}").0,
        200
    );
    assert_eq!(
        request(&address, "GET /api/session", "").1["cloud"],
        "loopback"
    );
    assert_eq!(stop(child), Some(0));

    let (child, address, _) = start(&mut keyed("wrong"));
    let (status, answer) = request(&address, "POST /api/operations/ListInstances", "{}");
    assert_eq!(
        (status, &answer["error"]["cloud_code"]),
        (502, &"SignatureDoesNotMatch".into())
    );
    assert_eq!(stop(emulator), Some(0));
    let (status, answer) = request(&address, "POST /api/operations/ListInstances", "{}");
    assert_eq!(
        (status, &answer["error"]["code"]),
        (503, &"cloud_unreachable".into())
    );
    assert_eq!(stop(child), Some(0));
}

/// An emulator of its own, and where it listens.
fn emulator(home: &Path, more: &[&str]) -> (Child, String) {
    let mut command = signet(home);
    command.args([
        "emulator",
        "--listen",
        "127.0.0.1:0",
        "--access-key-id",
        "LTAItest",
    ]);
    command.args(["--access-key-secret", "canary"]).args(more);
    let mut child = command.spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output"))
        .read_line(&mut line)
        .expect("a line");
    let url = line.trim().rsplit(' ').next().expect("a URL").to_owned();
    (child, url)
}

#[test]
fn wrong_settings_are_one_line_and_exit_code_2() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    refuses(
        signet(path)
            .args(["serve"])
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary"),
        "ALIBABA_CLOUD_ACCESS_KEY_ID is not set",
    );
    refuses(
        signet(path).args(["serve", "--demo", "--listen", "0.0.0.0:0"]),
        "until there is sign-in",
    );
    refuses(
        signet(path).args(["serve", "--demo", "--config", "nope.toml"]),
        "nope.toml",
    );
    refuses(
        signet(path).args(["serve", "--profile", "nope"]),
        "~/.aliyun/config.json cannot be read",
    );
    std::fs::write(path.join("signet.toml"), "[quota]\ncalls_per_secnd = 5\n").expect("a file");
    refuses(
        signet(path).args(["serve"]),
        "signet.toml: line 2, quota.calls_per_secnd: unknown field",
    );
    let mut spaced = signet(path);
    spaced
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI")
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary\n");
    std::fs::write(path.join("signet.toml"), "").expect("a file");
    refuses(
        spaced.args(["serve"]),
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET ends with white space",
    );
}

#[test]
fn a_second_proxy_on_one_state_directory_does_not_start() {
    let home = tempfile::tempdir().expect("a directory");
    let serve = || {
        let mut command = signet(home.path());
        command.args([
            "serve",
            "--demo",
            "--listen",
            "127.0.0.1:0",
            "--state-dir",
            "shared",
        ]);
        command
    };
    let (child, ..) = start(&mut serve());
    refuses(
        &mut serve(),
        "the state directory shared is in use by another signet",
    );
    assert_eq!(stop(child), Some(0));
    let (child, ..) = start(&mut serve());
    assert_eq!(stop(child), Some(0));
}
