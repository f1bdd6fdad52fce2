//! What a caller is told while an account has no key, and whose key the session shows.

use std::sync::{Arc, Mutex};

use http::{Request, Response};
use serde_json::json;
use signet_identity::{Fetch, FetchError, Fetching};
use signet_model::Timestamp;
use signet_proxy::clock::Clock;
use signet_proxy::doctor::{Level, examine_key};
use signet_proxy::keys::{Key, KeyPorts, KeySource, Role, from_uri, with_role};
use signet_proxy::nonce::RandomNonces;
use signet_proxy::upstream::Endpoint;
use signet_signing::Credentials;

use crate::support::{Bench, CANARY, SetUp, get, header};

/// Whoever hands out keys.
#[derive(Default)]
struct Lender {
    answer: Mutex<Option<(u16, String)>>,
}

impl Lender {
    fn says(&self, status: u16, body: String) {
        *self.answer.lock().expect("an answer") = Some((status, body));
    }
}

impl Fetch for Lender {
    fn fetch(&self, _request: Request<Vec<u8>>) -> Fetching<'_> {
        let answer = self.answer.lock().expect("an answer").clone();
        Box::pin(async move {
            let down = || FetchError::Unreachable("connection refused".to_owned());
            let (status, body) = answer.ok_or_else(down)?;
            let answer = Response::builder().status(status).body(body.into_bytes());
            Ok(answer.expect("an answer"))
        })
    }
}

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-01-02T12:00:00Z".parse().expect("a time")
    }
}

fn lent(lender: &Arc<Lender>, key: Key) -> Arc<KeySource> {
    let ports = KeyPorts {
        fetch: Arc::clone(lender) as Arc<dyn Fetch>,
        clock: Arc::new(Noon),
        nonces: Arc::new(RandomNonces),
    };
    Arc::new(KeySource::new("factory", key, ports))
}

fn role() -> Key {
    let sts = Endpoint::parse("https://sts.aliyuncs.com").expect("an endpoint");
    let role = Role::new("acs:ram::123:role/ops", None, sts).expect("a role");
    let base = Credentials::new("LTAIbase", CANARY, None);
    with_role(Key::given(base, "a test"), role)
}

fn bench(key: Arc<KeySource>) -> Bench {
    SetUp {
        key: Some(key),
        ..SetUp::default()
    }
    .build()
}

/// A key as a credentials URI hands it out.
fn handed_out(id: &str, secret: &str) -> String {
    json!({
        "Code": "Success", "AccessKeyId": id, "AccessKeySecret": secret, "SecurityToken": "canary-token",
        "Expiration": "2026-01-02T13:00:00Z",
    })
    .to_string()
}

#[tokio::test(start_paused = true)]
async fn without_a_key_nothing_is_sent_and_the_error_says_whom_to_ask() {
    let lender = Arc::new(Lender::default());
    let bench = bench(lent(&lender, role()));
    let instance = bench.instance();
    let act = json!({ "instance_id": instance, "client_id": "GID_x@@@y" });
    for (operation, fields) in [
        ("ListInstances", json!({})),
        ("ListGroupId", json!({ "instance_id": instance })),
        ("UnRegisterDeviceCredential", act),
    ] {
        let error = bench
            .call(operation, fields)
            .await
            .refused(503, "cloud_unreachable");
        let message = error["message"].as_str().expect("a message");
        assert!(
            message.contains(
                "was not sent: account factory has no key: STS at sts.aliyuncs.com did not answer"
            ),
            "{message}"
        );
        assert!(
            error["remedy"]
                .as_str()
                .is_some_and(|remedy| remedy.contains("sts_endpoint")),
            "{error}"
        );
    }
    assert_eq!(bench.sent(), [""; 0]);

    lender.says(
        403,
        json!({ "Code": "NoPermission", "Message": CANARY, "RequestId": "STS-1" }).to_string(),
    );
    tokio::time::advance(std::time::Duration::from_secs(60)).await;
    let error = bench
        .call("ListInstances", json!({}))
        .await
        .refused(502, "cloud_rejected_key");
    let shown = error.to_string();
    assert!(
        shown.contains("NoPermission (RequestId STS-1)")
            && shown.contains("AliyunSTSAssumeRoleAccess"),
        "{shown}"
    );
    assert!(!shown.contains(CANARY), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn calls_are_signed_with_the_key_that_was_lent_and_the_session_shows_its_end() {
    let lender = Arc::new(Lender::default());
    lender.says(200, handed_out("STS.lent-1234", "canary"));
    let uri = from_uri("http://127.0.0.1:7/").expect("a key");
    let bench = bench(lent(&lender, uri));
    let ends = |session: serde_json::Value| session["accounts"][0]["key_ends_with"].clone();
    let before = bench.send(get("/api/session")).await.good();
    assert_eq!(ends(before), "", "there is none yet");
    // The emulator knows another key, so the call is refused; that is not asked again and again.
    let error = bench
        .call("ListInstances", json!({}))
        .await
        .refused(502, "cloud_rejected_key");
    assert!(!error.to_string().contains("canary"), "{error}");
    {
        let sent = bench.upstream.sent.lock().expect("sent");
        let [call] = &sent[..] else {
            panic!("{} calls", sent.len())
        };
        assert_eq!(header(call, "x-acs-accesskey-id"), "STS.lent-1234");
        assert_eq!(header(call, "x-acs-security-token"), "canary-token");
    }
    let after = bench.send(get("/api/session")).await.good();
    assert_eq!(ends(after), "1234");
}

#[tokio::test(start_paused = true)]
async fn the_doctor_says_until_when_a_key_is_good_or_why_there_is_none() {
    let good = Arc::new(Lender::default());
    good.says(200, handed_out("STS.lent-1234", CANARY));
    let good = lent(&good, from_uri("http://127.0.0.1:7/").expect("a key"));
    let down = lent(&Arc::default(), role());
    let findings = [
        examine_key("factory", &good).await,
        examine_key("lab", &down).await,
    ];
    let shown: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "ok    key of account factory: …1234, from credentials URI at 127.0.0.1:7, good until 2026-01-02T13:00:00Z",
            "BAD   key of account lab: none from role acs:ram::123:role/ops, assumed with a test: STS at sts.aliyuncs.com did not answer (no connection: connection refused). Check the network between the proxy and STS; sts_endpoint names another address of it.",
        ]
    );
    assert_eq!(findings[1].level, Level::Bad);

    // What the key may do is not asked where there is none.
    let bench = bench(down);
    let mut more = Vec::new();
    let tell = &mut |finding| more.push(finding);
    let (service, nonces) = (&bench.app.service, &*bench.app.ports.nonces);
    signet_proxy::doctor::examine_permissions(service, nonces, true, |_| true, tell).await;
    assert!(more.is_empty(), "{more:?}");
    assert_eq!(bench.sent(), [""; 0]);
}
