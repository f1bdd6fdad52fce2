//! `signet user`, `signet token`, `signet grant`, beside a running proxy.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use super::{refuses, signet, start, stop};

const PASSWORD: &str = "canary horse battery staple";

/// Runs a command to its end, with a line on its standard input.
fn run(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = signet(home);
    command.args(arguments).stdin(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("its input");
    // A command that refuses its arguments reads nothing.
    let _ = writeln!(stdin, "{input}");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

/// What a command that succeeds prints on standard output.
#[track_caller]
fn prints(home: &Path, arguments: &[&str], input: &str) -> String {
    let output = run(home, arguments, input);
    let errors = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
    assert!(!errors.contains("canary"), "{errors}");
    String::from_utf8(output.stdout).expect("text")
}

/// The one line by which a command says that it did nothing.
#[track_caller]
fn fails(home: &Path, arguments: &[&str], input: &str, expected: &str) {
    let output = run(home, arguments, input);
    let errors = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(
        errors.contains(expected) && errors.lines().count() == 1,
        "{errors}"
    );
    assert!(output.stdout.is_empty());
}

/// Sends a request with one more header; gives the status, the head and the body.
pub(super) fn ask(address: &str, line: &str, header: &str, body: &str) -> (u16, String, Value) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "{line} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nX-Signet: 1\r\nContent-Type: application/json\r\n{header}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).expect("a status");
    let body = serde_json::from_str(body).unwrap_or(Value::Null);
    (status.parse().expect("a number"), head.to_owned(), body)
}

fn configured(home: &Path) {
    let text = "state_dir = \"state\"\n[sign_in.password]\n[[grants]]\nto = \"user:alice\"\nrole = \"admin\"\n";
    std::fs::write(home.join("signet.toml"), text).expect("a file");
}

#[test]
fn somebody_made_on_the_command_line_signs_in_and_all_of_it_is_in_the_audit_log() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    configured(path);
    let add = ["user", "add", "alice", "--password-stdin", "--without-totp"];
    assert_eq!(prints(path, &add, PASSWORD), "");
    let (child, address, banner) = start(signet(path).args([
        "serve",
        "--demo",
        "--config",
        "signet.toml",
        "--listen",
        "127.0.0.1:0",
    ]));
    for said in ["  sign-in  password", "  record   state/signet.db"] {
        assert!(banner.iter().any(|line| line == said), "{banner:?}");
    }
    assert_eq!(ask(&address, "GET /api/session", "A: b", "").0, 401);

    let body = format!("{{\"name\":\"alice\",\"password\":\"{PASSWORD}\"}}");
    let (status, head, session) = ask(&address, "POST /api/sign-in/password", "A: b", &body);
    assert_eq!(
        (status, &session["actor"]),
        (200, &"user:alice".into()),
        "{session}"
    );
    let cookie = head
        .lines()
        .find_map(|line| line.strip_prefix("set-cookie: "))
        .and_then(|line| line.split(';').next())
        .expect("a cookie");
    let cookie = format!("Cookie: {cookie}");
    assert_eq!(ask(&address, "GET /api/session", &cookie, "").0, 200);
    // An admin decides about people and calls no operation.
    let call = "POST /api/operations/ListInstances";
    assert_eq!(ask(&address, call, &cookie, "{}").0, 403);

    // Beside the running proxy.
    let create = [
        "token",
        "create",
        "--name",
        "ci",
        "--role",
        "viewer",
        "--expires",
        "90d",
    ];
    let secret = prints(path, &create, "");
    assert!(
        secret.starts_with("sgn_") && secret.lines().count() == 1,
        "{secret}"
    );
    let bearer = format!("Authorization: Bearer {}", secret.trim());
    assert_eq!(ask(&address, call, &bearer, "{}").0, 200);
    let listed = prints(path, &["token", "list"], "");
    assert!(
        listed.contains("\tci\tviewer\t") && !listed.contains(secret.trim()),
        "{listed}"
    );
    prints(
        path,
        &[
            "grant",
            "add",
            "group:ops",
            "--role",
            "operator",
            "--instance",
            "post-cn-1",
        ],
        "",
    );
    let grants = prints(path, &["grant", "list"], "");
    assert!(
        grants.contains("signet.toml\tuser:alice\tadmin"),
        "{grants}"
    );
    assert!(
        grants.contains("group:ops\toperator instance=post-cn-1"),
        "{grants}"
    );
    assert_eq!(stop(child), Some(0));

    // What two programs wrote is one chain.
    assert!(prints(path, &["audit", "verify"], "").lines().count() > 0);
    let log = prints(path, &["audit", "export"], "");
    for event in ["CreateUser", "SignIn", "CreateToken", "Grant"] {
        assert!(
            log.contains(&format!("\"operation\":\"{event}\"")),
            "{event}: {log}"
        );
    }
    assert!(
        log.contains("\"actor\":\"command:") && log.contains("\"via\":\"command\""),
        "{log}"
    );
    assert!(!log.contains("canary") && !log.contains(secret.trim()));
}

#[test]
fn what_cannot_be_is_said_in_a_line_and_not_done() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    configured(path);
    let add = |name| ["user", "add", name, "--password-stdin"];
    fails(path, &add("a b"), PASSWORD, "`a b` cannot be a user's name");
    fails(path, &add("alice"), "short", "at least 12 characters");
    fails(path, &add("alice"), "", "the password");
    let uri = prints(path, &add("alice"), PASSWORD);
    assert!(
        uri.starts_with("otpauth://totp/Signet:alice?secret="),
        "{uri}"
    );
    fails(
        path,
        &add("alice"),
        PASSWORD,
        "there is a user alice already",
    );
    for (command, expected) in [
        (&["user", "disable", "bob"][..], "there is no user bob"),
        (&["user", "passwd", "alice"], "--password-stdin"),
        (&["token", "revoke", "ci"], "there is no token ci"),
        (
            &[
                "token",
                "create",
                "--name",
                "a b",
                "--role",
                "viewer",
                "--expires",
                "1d",
            ],
            "--name `a b`",
        ),
        (
            &[
                "token",
                "create",
                "--name",
                "ci",
                "--role",
                "viewer",
                "--expires",
                "366d",
            ],
            "--expires",
        ),
        (
            &[
                "token",
                "create",
                "--name",
                "ci",
                "--role",
                "viewer",
                "--expires",
                "0d",
            ],
            "--expires",
        ),
        (
            &["grant", "add", "alice", "--role", "viewer"],
            "`alice` must start with",
        ),
        (
            &[
                "grant",
                "add",
                "user:a",
                "--role",
                "admin",
                "--instance",
                "i",
            ],
            "--role",
        ),
        (&["grant", "remove", "nope"], "there is no grant nope"),
    ] {
        fails(path, command, "", expected);
    }
    for nowhere in [
        &[
            "grant",
            "add",
            "user:a",
            "--role",
            "viewer",
            "--instance",
            "a b",
        ][..],
        &["audit", "export", "--outcome", "bad"],
        &["audit", "export", "--effect", "eat"],
    ] {
        assert_eq!(run(path, nowhere, "").status.code(), Some(2), "{nowhere:?}");
    }
    let on_account = ["grant", "add", "user:a", "--role", "viewer", "--account"];
    let nope = [&on_account[..], &["nope"]].concat();
    fails(path, &nope, "", "there is no account `nope`");
    let accounts =
        "state_dir = \"state\"\n[[accounts]]\nname = \"factory\"\n[[accounts]]\nname = \"lab\"\n";
    std::fs::write(path.join("accounts.toml"), accounts).expect("written");
    let config = ["--config", "accounts.toml"];
    fails(
        path,
        &[&nope[..], &config].concat(),
        "",
        "the configuration has factory, lab",
    );
    prints(path, &[&on_account[..], &["lab"], &config].concat(), "");
    let wrong = run(path, &["grant", "add", "user:a", "--role", "root"], "");
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8(wrong.stderr).expect("text");
    assert!(said.contains("custodian"), "{said}");
    let listed = prints(path, &["user", "list"], "");
    assert!(
        listed.starts_with("alice\tenabled\tone-time codes\t"),
        "{listed}"
    );
    prints(path, &["user", "disable", "alice"], "");
    let listed = prints(path, &["user", "list"], "");
    assert!(listed.starts_with("alice\tdisabled\t"), "{listed}");
    prints(path, &["user", "remove", "alice"], "");
    assert_eq!(prints(path, &["user", "list"], ""), "");
}

#[test]
fn whoever_would_be_reached_without_sign_in_does_not_start() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path();
    let serve = |listen: &str, text: &str| {
        std::fs::write(path.join("signet.toml"), text).expect("a file");
        let mut command = signet(path);
        command.args([
            "serve",
            "--demo",
            "--config",
            "signet.toml",
            "--listen",
            listen,
        ]);
        command
    };
    refuses(&mut serve("0.0.0.0:0", ""), "until there is sign-in");
    refuses(
        &mut serve("0.0.0.0:0", "[sign_in.password]\n"),
        "--listen: 0.0.0.0:0 can be reached from other machines: name the address",
    );
    refuses(
        &mut serve(
            "0.0.0.0:0",
            "public_url = \"https://signet.example\"\n[sign_in.password]\n",
        ),
        "add [tls], or name your reverse proxy in trusted_proxies",
    );
    refuses(
        &mut serve(
            "127.0.0.1:0",
            "public_url = \"https://signet.example\"\ntrusted_proxies = [\"127.0.0.1\"]\n[[sign_in.oidc]]\nid = \"corp\"\nissuer = \"http://login.example\"\nclient_id = \"signet\"\n",
        ),
        "sign_in.oidc.issuer of `corp`: must start with https://",
    );
}
