//! An installation that knows nothing yet: it starts, says so, and shows what to do.

use super::{emulator, refuses, request, signet, start, stop};

#[test]
fn without_a_key_it_starts_and_says_what_is_missing_and_where_to_look() {
    let home = tempfile::tempdir().expect("a directory");
    let (child, address, lines) =
        start(signet(home.path()).args(["serve", "--listen", "127.0.0.1:0"]));
    let shown = lines.join("\n");
    assert!(
        shown.contains("account  default: NO KEY (none configured); cn-hangzhou"),
        "{shown}"
    );
    assert!(
        lines
            .last()
            .is_some_and(|line| line.contains("this page says what to do")),
        "{shown}"
    );
    assert_eq!(request(&address, "GET /healthz", "").0, 200);
    let (status, answer) = request(&address, "GET /readyz", "");
    assert_eq!((status, &answer["error"]["code"]), (503, &"no_key".into()));
    let (status, answer) = request(&address, "POST /api/operations/ListInstances", "{}");
    assert_eq!((status, &answer["error"]["code"]), (503, &"no_key".into()));
    let (status, setup) = request(&address, "GET /api/setup", "");
    assert_eq!(
        (status, &setup["accounts"][0]["key"]),
        (200, &"absent".into())
    );
    assert_eq!(stop(child), Some(0));
}

#[test]
fn the_doctor_names_the_missing_key_and_looks_at_the_rest() {
    let home = tempfile::tempdir().expect("a directory");
    let (cloud, url) = emulator(home.path(), &[]);
    let output = signet(home.path())
        .args(["doctor", "--onsmqtt-endpoint", &url, "--iot-endpoint", &url])
        .output()
        .expect("it ends");
    let shown = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(1), "{shown}");
    for expected in [
        "BAD   key of account default: there is none: nothing says where it comes from. Set ALIBABA_CLOUD_ACCESS_KEY_ID",
        "resolves, connects and answers in plain text, on this machine",
        "ok    clock: ",
        "1 thing to do.",
    ] {
        assert!(shown.contains(expected), "{shown}");
    }
    assert_eq!(stop(cloud), Some(0));
}

#[test]
fn for_others_it_does_not_start_without_a_key() {
    let home = tempfile::tempdir().expect("a directory");
    let file = "listen = \"127.0.0.1:0\"\npublic_url = \"https://signet.example\"\ntrusted_proxies = [\"10.0.0.5\"]\n[sign_in.password]\n";
    std::fs::write(home.path().join("signet.toml"), file).expect("a file");
    refuses(
        signet(home.path()).args(["serve"]),
        "ALIBABA_CLOUD_ACCESS_KEY_ID is not set",
    );
}
