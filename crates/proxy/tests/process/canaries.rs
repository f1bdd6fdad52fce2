//! Every secret that the proxy is trusted with is planted, everything is called, and none of them is seen again: not in log lines, answers,
//! records, metrics, the state directory, a backup or a page.

use std::fs::File;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use signet_model::OperationName;
use signet_proxy::routes::table::ROUTES;

use super::{emulator, signet, start, stop};

/// Every planted secret holds this text; the key of the cloud is this text.
const CANARY: &str = "canary";
const PASSWORD: &str = "canary horse battery staple";

const CONFIGURATION: &str = r#"
state_dir = "state"
public_url = "http://127.0.0.1:8787"
[[accounts]]
name = "factory"
access_key_id_env = "KEY_ID"
access_key_secret_env = "KEY_SECRET"
security_token_env = "KEY_TOKEN"
regions = ["cn-hangzhou"]
[sign_in.password]
totp = "optional"
[[sign_in.oidc]]
id = "corp"
issuer = "http://127.0.0.1:9/corp"
client_id = "signet"
client_secret_env = "OIDC_SECRET"
[[grants]]
to = "user:alice"
role = "custodian"
[[grants]]
to = "user:alice"
role = "custodian"
iot_instance = "public"
[[grants]]
to = "user:alice"
role = "admin"
[[protected]]
pattern = "GID_prod@@@*"
[[webhooks]]
url_env = "HOOK"
format = "generic"
[[webhooks]]
url_env = "HOOK"
format = "dingtalk"
secret_env = "HOOK_SECRET"
[notices]
sign_in_failures = 1
destroys = 1
"#;

/// What was answered to whom asked as somebody, whole.
struct Caller<'a> {
    address: &'a str,
    proof: String,
    answers: Vec<String>,
}

impl Caller<'_> {
    fn ask(&mut self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        let body = body.to_string();
        let (address, proof) = (self.address, &self.proof);
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{proof}X-Signet: 1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        let value = serde_json::from_str(body).unwrap_or(Value::Null);
        self.answers.push(answer);
        value
    }

    fn call(&mut self, operation: &str, fields: &Value) -> Value {
        self.ask("POST", &format!("/api/operations/{operation}"), fields)
    }
}

/// Runs a command of `signet` on the same state, and gives what it prints.
fn run(command: &mut Command, input: &str) -> String {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("its input");
    writeln!(stdin, "{input}").expect("given");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("text")
}

/// The code of a seed now, as RFC 6238 has it.
fn code(seed: &str) -> String {
    let bits = seed.bytes().flat_map(|letter| {
        let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
            .iter()
            .position(|known| *known == letter)
            .expect("base32");
        (0..5).rev().map(move |bit| (value >> bit) & 1 == 1)
    });
    let bits: Vec<bool> = bits.collect();
    let bytes: Vec<u8> = bits
        .chunks_exact(8)
        .map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit)))
        .collect();
    let now = signet_proxy::clock::Clock::now(&signet_proxy::clock::SystemClock);
    let step = now.as_millis().div_euclid(30_000).to_be_bytes();
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &bytes);
    let tag = ring::hmac::sign(&key, &step);
    let tag = tag.as_ref();
    let at = usize::from(tag[19] & 15);
    let number = u32::from_be_bytes([tag[at] & 0x7f, tag[at + 1], tag[at + 2], tag[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

/// Calls everything: with bodies that are wrong, and as far as there is something to call it on, with bodies that are right.
fn call_everything(caller: &mut Caller<'_>, device: &str, secrets: &mut Vec<String>) {
    for name in OperationName::ALL {
        caller.call(name.as_str(), &json!({}));
        caller.call(name.as_str(), &json!({ "instance_id": "post-cn-not-there", "client_id": "GID_prod@@@1", "iot_id": "x" }));
    }
    for route in ROUTES {
        let path = route
            .path
            .replace("{id}", "corp")
            .replace("{name}", "Nothing");
        if !path.starts_with("/api/sign-out") {
            caller.ask(route.method.as_str(), &path, &json!({}));
        }
    }
    for page in [
        "/",
        "/instances",
        "/nothing.js",
        "//",
        "/api/nothing",
        "/metrics",
        "/api/audit?limit=200",
        "/api/people",
    ] {
        caller.ask("GET", page, &json!({}));
    }
    let instances = caller.call("ListInstances", &json!({}));
    let instance = &instances["instances"][0]["instance_id"];
    let groups = caller.call("ListGroupId", &json!({ "instance_id": instance }));
    let group = groups["groups"][0]["group_id"].as_str().unwrap_or_default();
    let fields = json!({ "instance_id": instance, "client_id": format!("{group}@@@{device}") });
    let mut revealed = fields.clone();
    revealed["reveal"] = true.into();
    for (operation, fields) in [
        ("RegisterDeviceCredential", &fields),
        ("GetDeviceCredential", &revealed),
        ("RefreshDeviceCredential", &fields),
    ] {
        let shown = caller.call(operation, fields);
        // What was asked for is shown, once and here.
        caller.answers.pop();
        let secret = shown["credential"]["device_access_key_secret"].as_str();
        secrets.extend(secret.map(str::to_owned));
    }
    for operation in [
        "GetDeviceCredential",
        "AddCustomAuthConnectBlack",
        "UnRegisterDeviceCredential",
        "UnRegisterDeviceCredential",
    ] {
        caller.call(operation, &fields);
    }
    let mark = json!({ "instance_id": instance, "object": "GID_a@@@1", "reason": "r" });
    caller.ask("POST", "/api/protected/mark", &mark);
    caller.ask(
        "POST",
        "/api/people/grant",
        &json!({ "subject": "user:bob", "grant": { "role": "viewer" } }),
    );
    caller.ask(
        "POST",
        "/api/audit/export-made",
        &json!({ "what": "x", "rows": 1 }),
    );
}

/// The files below a directory, but for the key file, which is nothing but a secret.
fn files(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(directory).expect("a directory").flatten();
    entries
        .map(|entry| (entry.path().display().to_string(), entry))
        .filter(|(name, entry)| entry.path().is_file() && !name.ends_with("signet.key"))
        .map(|(name, entry)| (name, std::fs::read(entry.path()).expect("a file")))
        .collect()
}

#[test]
fn no_secret_is_seen_again() {
    let directory = tempfile::tempdir().expect("a directory");
    let home = directory.path();
    std::fs::write(home.join("signet.toml"), CONFIGURATION).expect("a file");
    let (cloud, url) = emulator(home, &["--security-token", "canary-token"]);
    let log = File::create(home.join("log")).expect("a log");
    let (child, address, banner) = start(
        signet(home)
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--onsmqtt-endpoint",
                &url,
                "--iot-endpoint",
                &url,
            ])
            .envs([
                ("KEY_ID", "LTAItest"),
                ("KEY_SECRET", CANARY),
                ("KEY_TOKEN", "canary-token"),
            ])
            .envs([
                ("OIDC_SECRET", "canary-oidc"),
                ("HOOK", "http://127.0.0.1:9/canary-hook?key=canary-hook"),
            ])
            .envs([("HOOK_SECRET", "canary-signing"), ("SIGNET_LOG", "trace")])
            .stderr(log),
    );
    let uri = run(
        signet(home).args(["user", "add", "alice", "--password-stdin"]),
        PASSWORD,
    );
    let seed = uri
        .split("secret=")
        .nth(1)
        .and_then(|rest| rest.split('&').next());
    let seed = seed.expect("a seed").trim().to_owned();
    let token = run(
        signet(home).args([
            "token",
            "create",
            "--name",
            "ci",
            "--role",
            "custodian",
            "--expires",
            "1d",
        ]),
        "",
    );
    let token = token.trim().to_owned();
    assert!(token.starts_with("sgn_"), "{token}");

    let mut stranger = Caller {
        address: &address,
        proof: String::new(),
        answers: Vec::new(),
    };
    for password in [PASSWORD, "canary wrong", "canary wrong again"] {
        let body = json!({ "name": "alice", "password": password, "code": "000000" });
        stranger.ask("POST", "/api/sign-in/password", &body);
    }
    stranger.ask("GET", "/sign-in/oidc/corp?return_to=/", &json!({}));
    let body = json!({ "name": "alice", "password": PASSWORD, "code": code(&seed) });
    stranger.ask("POST", "/api/sign-in/password", &body);
    let signed_in = stranger.answers.pop().expect("an answer");
    let cookie = signed_in.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("set-cookie")
            .then(|| value.split(';').next())?
    });
    let cookie = cookie.unwrap_or_else(|| panic!("{signed_in}"));
    let id = cookie.split('=').nth(1).expect("an id").to_owned();

    let mut secrets = vec![CANARY.to_owned(), seed, token.clone(), id];
    let mut alice = Caller {
        address: &address,
        proof: format!("Cookie: {cookie}\r\n"),
        answers: Vec::new(),
    };
    call_everything(&mut alice, "by-a-person", &mut secrets);
    let body =
        json!({ "name": "made", "grants": [{ "role": "viewer" }], "expires_at": in_an_hour() });
    let made = alice.ask("POST", "/api/tokens/create", &body);
    alice.answers.pop();
    secrets.push(
        made["secret"]
            .as_str()
            .unwrap_or_else(|| panic!("{made}"))
            .to_owned(),
    );
    let mut program = Caller {
        address: &address,
        proof: format!("Authorization: Bearer {token}\r\n"),
        answers: Vec::new(),
    };
    call_everything(&mut program, "by-a-program", &mut secrets);
    assert_eq!(
        secrets.len(),
        4 + 1 + 6,
        "what was made was shown to whom made it"
    );
    alice.ask("POST", "/api/sign-out", &json!({}));

    let backup = home.join("backup");
    run(signet(home).args(["backup", "backup"]), "");
    let exported = run(signet(home).args(["audit", "export"]), "");
    assert_eq!(stop(child), Some(0));
    assert_eq!(stop(cloud), Some(0));

    let mut seen = files(&home.join("state"));
    seen.push((
        "the backup".to_owned(),
        std::fs::read(backup).expect("a backup"),
    ));
    seen.push((
        "the log".to_owned(),
        std::fs::read(home.join("log")).expect("a log"),
    ));
    seen.push(("the banner".to_owned(), banner.concat().into_bytes()));
    seen.push(("the export".to_owned(), exported.into_bytes()));
    for (who, caller) in [
        ("a stranger", stranger),
        ("alice", alice),
        ("a program", program),
    ] {
        seen.push((
            format!("the answers to {who}"),
            caller.answers.concat().into_bytes(),
        ));
    }
    let holds = |bytes: &[u8], text: &str| {
        let text = text.as_bytes();
        bytes.windows(text.len()).any(|part| part == text)
    };
    for (what, text) in [
        ("state/signet.db", "RefreshDeviceCredential"),
        ("the log", "RefreshDeviceCredential"),
        ("the backup", "user:alice"),
        ("the export", "user:alice"),
        ("the answers to alice", "signet_operations_total"),
    ] {
        let mut named = seen.iter().filter(|(name, _)| name.contains(what));
        assert!(
            named.any(|(_, bytes)| holds(bytes, text)),
            "{what} was not read: it lacks {text}"
        );
    }
    for (what, bytes) in &seen {
        for secret in &secrets {
            let at = bytes
                .windows(secret.len())
                .position(|part| part == secret.as_bytes());
            if let Some(at) = at {
                let around = &bytes[at.saturating_sub(200)..(at + 100).min(bytes.len())];
                panic!("{secret} is in {what}: {}", String::from_utf8_lossy(around));
            }
        }
    }
}

fn in_an_hour() -> String {
    let now = signet_proxy::clock::Clock::now(&signet_proxy::clock::SystemClock);
    let then = signet_model::Timestamp::from_millis(now.as_millis() + 3_600_000);
    then.expect("a time").to_string()
}
