//! Keys that somebody lends, from the start of the program on; and that a crash leaves none behind.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;

use super::{emulator, refuses, request, signet, start, stop};

/// Answers every request with this, for as long as the test runs.
fn lender(status: &str, body: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut request = [0; 8192];
            let _ = stream.read(&mut request);
            let _ = write!(stream, "{head}{body}");
        }
    });
    address
}

const LENT: &str = r#"{"Code":"Success","AccessKeyId":"LTAItest","AccessKeySecret":"canary","SecurityToken":"canary-token","Expiration":"2999-01-01T00:00:00Z"}"#;
const REFUSED: &str = r#"{"Code":"NoPermission","Message":"canary","RequestId":"STS-1"}"#;

#[test]
#[cfg(target_os = "linux")]
fn a_crash_leaves_no_core_dump() {
    let home = tempfile::tempdir().expect("a directory");
    let (child, ..) =
        start(signet(home.path()).args(["serve", "--demo", "--listen", "127.0.0.1:0"]));
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).expect("limits");
    let core: Vec<_> = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .expect("a limit of core files")
        .split_whitespace()
        .skip(4)
        .take(2)
        .collect();
    assert_eq!(core, ["0", "0"], "{limits}");
    assert_eq!(stop(child), Some(0));
}

#[test]
fn a_lent_key_signs_and_is_told_with_its_end() {
    let home = tempfile::tempdir().expect("a directory");
    let (cloud, url) = emulator(home.path(), &["--security-token", "canary-token"]);
    let uri = format!("http://{}/keys?token=canary", lender("200 OK", LENT));
    let keyed = |command: &str| {
        let mut signet = signet(home.path());
        signet
            .env("ALIBABA_CLOUD_CREDENTIALS_URI", &uri)
            .args([command, "--onsmqtt-endpoint", &url])
            .args(["--iot-endpoint", &url]);
        signet
    };
    let log = home.path().join("log");
    let (child, address, lines) = start(
        keyed("serve")
            .args(["--listen", "127.0.0.1:0"])
            .env("SIGNET_LOG", "trace")
            .stderr(File::create(&log).expect("a file")),
    );
    let lines = lines.concat();
    assert!(
        lines.contains("key …test until 2999-01-01T00:00:00Z (credentials URI at 127.0.0.1:"),
        "{lines}"
    );
    assert!(!lines.contains("canary"), "{lines}");
    let (status, _) = request(&address, "POST /api/operations/ListInstances", "{}");
    assert_eq!(status, 200);
    assert_eq!(stop(child), Some(0));
    let log = std::fs::read_to_string(&log).expect("a log");
    let told = r#""message":"a new key","account":"default""#;
    assert!(log.contains(told), "{log}");
    assert!(!log.contains("canary"), "{log}");

    let output = keyed("doctor").output().expect("it ends");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(
        shown.contains(", good until 2999-01-01T00:00:00Z"),
        "{shown}"
    );
    assert!(!shown.contains("canary"), "{shown}");
    assert_eq!(stop(cloud), Some(0));
}

#[test]
fn a_source_that_says_no_is_no_start_and_one_that_is_down_is() {
    let home = tempfile::tempdir().expect("a directory");
    let role = |sts: SocketAddr| {
        let file = format!(
            "[[accounts]]\nname = \"factory\"\nrole_arn = \"acs:ram::1:role/ops\"\nsts_endpoint = \"http://{sts}\"\n"
        );
        std::fs::write(home.path().join("signet.toml"), file).expect("a file");
        let mut command = signet(home.path());
        command
            .env("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAItest")
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary")
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(["--onsmqtt-endpoint", "http://127.0.0.1:1"])
            .args(["--iot-endpoint", "http://127.0.0.1:1"]);
        command
    };
    refuses(
        &mut role(lender("403 Forbidden", REFUSED)),
        "answered NoPermission (RequestId STS-1). Let the role's trust policy",
    );

    let gone = TcpListener::bind("127.0.0.1:0").expect("a port");
    let nobody = gone.local_addr().expect("an address");
    drop(gone);
    let log = home.path().join("log");
    let (child, address, lines) = start(
        role(nobody)
            .env("SIGNET_LOG", "trace")
            .stderr(File::create(&log).expect("a file")),
    );
    let lines = lines.concat();
    assert!(lines.contains("factory: no key yet (role"), "{lines}");
    let (status, answer) = request(&address, "POST /api/operations/ListInstances", "{}");
    assert_eq!(
        (status, &answer["error"]["code"]),
        (503, &"cloud_unreachable".into())
    );
    let message = answer["error"]["message"].as_str().unwrap_or_default();
    assert!(message.contains("account factory has no key"), "{message}");
    assert_eq!(stop(child), Some(0));
    let log = std::fs::read_to_string(&log).expect("a log");
    assert!(
        log.contains("no new key: STS at 127.0.0.1:") && log.contains(r#""failures":1"#),
        "{log}"
    );
    assert!(!log.contains("canary"), "{log}");
}
