//! `signet doctor`, `signet ram-policy`, and what a restart must not lose.

use std::path::Path;

use serde_json::{Value, json};

use super::{emulator, exported, request, signet, start, stop};

/// Runs the doctor to its end: exit code, standard output, standard error.
fn doctor(home: &Path, url: &str, secret: &str) -> (Option<i32>, String, String) {
    let output = signet(home)
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAItest")
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret)
        .args(["doctor", "--onsmqtt-endpoint", url, "--iot-endpoint", url])
        .output()
        .expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn the_doctor_tells_good_from_bad_and_shows_no_secret() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    let fault = "DeleteDeviceCertificate:Forbidden.RAM:1";
    let (child, url) = emulator(
        path,
        &["--no-throttle", "--instances", "1", "--fault", fault],
    );

    let (code, findings, errors) = doctor(path, &url, "canary");
    assert_eq!(code, Some(1), "{findings}{errors}");
    for expected in [
        "…test, from environment variable ALIBABA_CLOUD_ACCESS_KEY_ID",
        "resolves, connects and answers in plain text, on this machine",
        "ok    clock: this machine is ",
        "the key may call ListGroupId",
        "BAD   instance ",
        "mq:DeleteDeviceCertificate",
        "1 thing to do.",
    ] {
        assert!(
            findings.contains(expected),
            "{expected} is not in\n{findings}"
        );
    }
    let (code, wrong, more) = doctor(path, &url, "canary2");
    assert_eq!(code, Some(1), "{wrong}");
    assert!(wrong.contains("does not fit its id"), "{wrong}");
    assert_eq!(stop(child), Some(0));
    let (code, gone, rest) = doctor(path, &url, "canary");
    assert_eq!(code, Some(1), "{gone}");
    assert!(gone.contains("no connection can be made"), "{gone}");
    assert!(
        ![findings, errors, wrong, more, gone, rest]
            .concat()
            .contains("canary")
    );

    let (child, url) = emulator(path, &["--no-throttle", "--instances", "1"]);
    let (code, findings, _) = doctor(path, &url, "canary");
    assert_eq!(code, Some(0), "{findings}");
    assert!(findings.ends_with("All is well.\n"), "{findings}");
    assert_eq!(stop(child), Some(0));
    let without = signet(path).arg("doctor").output().expect("it ends");
    assert_eq!(without.status.code(), Some(1));
    let findings = String::from_utf8(without.stdout).expect("text");
    assert!(
        findings.contains("BAD   key of account default: there is none")
            && findings.contains("Set ALIBABA_CLOUD_ACCESS_KEY_ID"),
        "{findings}"
    );
    assert!(
        !path.join(".local").exists(),
        "the doctor leaves nothing behind"
    );
}

#[test]
fn the_policy_is_json_alone_and_its_limits_are_told_beside_it() {
    let home = tempfile::tempdir().expect("a directory");
    let output = signet(home.path())
        .args(["ram-policy", "--instance", "post-cn-1"])
        .output()
        .expect("it ends");
    let policy: Value = serde_json::from_slice(&output.stdout).expect("JSON alone");
    assert_eq!(
        (policy["Version"].as_str(), output.status.code()),
        (Some("1"), Some(0))
    );
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(
        said.contains("RAM cannot make this read-only") && said.contains("--read-only"),
        "{said}"
    );
}

#[test]
fn why_a_client_was_blacklisted_is_known_after_a_restart() {
    let home = tempfile::tempdir().expect("a directory");
    let (emulator, url) = emulator(home.path(), &["--no-throttle"]);
    let proxy = || {
        let mut command = signet(home.path());
        command
            .env("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAItest")
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary");
        command.args(["serve", "--listen", "127.0.0.1:0", "--state-dir", "state"]);
        command.args(["--onsmqtt-endpoint", &url, "--iot-endpoint", &url]);
        start(&mut command)
    };
    let (child, address, _) = proxy();
    let (_, instances) = request(&address, "POST /api/operations/ListInstances", "{}");
    let instance = instances["instances"][0]["instance_id"]
        .as_str()
        .expect("an id");
    let entry = format!(
        "{{\"instance_id\":\"{instance}\",\"client_id\":\"GID_a@@@1\",\"reason\":\"stolen\"}}"
    );
    let act = "POST /api/operations/AddCustomAuthConnectBlack";
    assert_eq!(request(&address, act, &entry).0, 200);
    assert_eq!(stop(child), Some(0));

    let (child, address, _) = proxy();
    let query =
        format!("{{\"instance_id\":\"{instance}\",\"client_id\":\"GID_a@@@1\",\"page_size\":10}}");
    let (_, list) = request(
        &address,
        "POST /api/operations/QueryCustomAuthConnectBlack",
        &query,
    );
    let note = &list["entries"][0]["note"];
    assert_eq!(
        (&note["reason"], &note["set_by"]),
        (&"stolen".into(), &"local".into()),
        "{list}"
    );
    assert_eq!(stop(child), Some(0));
    assert_eq!(stop(emulator), Some(0));
}

#[test]
fn even_the_finest_log_holds_no_secret_and_no_certificate() {
    let home = tempfile::tempdir().expect("a directory");
    let mut command = signet(home.path());
    command.args(["serve", "--demo", "--listen", "127.0.0.1:0"]);
    let log = home.path().join("log");
    let file = std::fs::File::create(&log).expect("a file");
    command.env("SIGNET_LOG", "trace").stderr(file);
    let (child, address, _) = start(&mut command);
    let call = |name: &str, fields: Value| {
        let head = format!("POST /api/operations/{name}");
        request(&address, &head, &fields.to_string())
    };
    let (_, instances) = call("ListInstances", json!({}));
    let instance = &instances["instances"][0]["instance_id"];
    let (_, groups) = call("ListGroupId", json!({ "instance_id": instance }));
    let group = groups["groups"][0]["group_id"].as_str().expect("a group");
    let client = json!({ "instance_id": instance, "client_id": format!("{group}@@@new") });
    let (status, made) = call("RegisterDeviceCredential", client);
    assert_eq!(status, 200, "{made}");
    let pem = "-----BEGIN CERTIFICATE-----\ncanary\n-----END CERTIFICATE-----\n";
    let ca =
        json!({ "instance_id": instance, "ca_name": "n", "ca_pem": pem, "verification_pem": pem });
    assert_eq!(call("RegisterCaCertificate", ca).0, 409);
    assert_eq!(stop(child), Some(0));

    let log = std::fs::read_to_string(log).expect("the log");
    assert!(log.contains("RegisterCaCertificate"), "the log was written");
    let port = address.rsplit(':').next().expect("a port");
    let record = exported(home.path(), &format!(".local/state/signet/demo-{port}"));
    assert!(!record.is_empty(), "the acts were recorded");
    let record = serde_json::to_string(&record).expect("JSON");
    let secret = made["credential"]["device_access_key_secret"]
        .as_str()
        .expect("a secret");
    for text in [&log, &record] {
        for hidden in [secret, "canary", "BEGIN"] {
            assert!(!text.contains(hidden), "{hidden} is in {text}");
        }
    }
}
