//! What each source is asked, to the letter.

use std::time::Duration;

use http::{HeaderMap, Request};
use signet_signing::{Credentials, Request as Signable, sign};

use super::super::*;
use super::fakes::*;
use crate::upstream::Endpoint;

const HOUR: Duration = Duration::from_secs(3600);
const NOTHING: Variables<'_> = &|_| None;

pub(super) fn role() -> Role {
    let sts = Endpoint::parse("https://sts.aliyuncs.com").expect("an endpoint");
    Role::new("acs:ram::123:role/ops", None, sts).expect("a role")
}

pub(super) fn assumed_with(secret: &str) -> Key {
    let base = Credentials::new("LTAIbase", secret, None);
    with_role(Key::given(base, "a test"), role())
}

fn pairs(text: &str) -> Vec<&str> {
    let mut pairs: Vec<_> = text.split('&').collect();
    pairs.sort_unstable();
    pairs
}

fn names(headers: &HeaderMap) -> Vec<&str> {
    let mut names: Vec<_> = headers.keys().map(http::HeaderName::as_str).collect();
    names.sort_unstable();
    names
}

fn header<'a>(request: &'a Request<Vec<u8>>, name: &str) -> &'a str {
    request.headers()[name].to_str().expect("text")
}

#[tokio::test(start_paused = true)]
async fn a_role_is_assumed_with_a_signed_call() {
    let net = FakeNet::new();
    net.answers(200, assumed("STS.one", HOUR));
    let source = net.source(assumed_with("canary-base"));
    let got = source.credentials().await.expect("a key");
    assert_eq!(
        (got.access_key_id(), got.security_token()),
        ("STS.one", Some("canary-token"))
    );

    let asked = net.asked.lock().expect("asked");
    let [call] = &asked[..] else {
        panic!("{} calls", asked.len())
    };
    assert_eq!(call.method(), "POST");
    assert_eq!(
        call.uri(),
        "https://sts.aliyuncs.com/?DurationSeconds=3600&RoleArn=acs%3Aram%3A%3A123%3Arole%2Fops&RoleSessionName=signet"
    );
    assert!(call.body().is_empty());
    assert_eq!(header(call, "x-acs-action"), "AssumeRole");
    assert_eq!(header(call, "x-acs-version"), "2015-04-01");
    assert_eq!(header(call, "x-acs-date"), "2026-01-02T03:04:05Z");
    let expected = sign(
        &Signable {
            method: "POST",
            path: "/",
            host: "sts.aliyuncs.com",
            action: "AssumeRole",
            version: "2015-04-01",
            date: "2026-01-02T03:04:05Z",
            nonce: header(call, "x-acs-signature-nonce"),
            query: &[
                ("DurationSeconds", "3600"),
                ("RoleArn", "acs:ram::123:role/ops"),
                ("RoleSessionName", "signet"),
            ],
            body: b"",
            content_type: None,
        },
        &Credentials::new("LTAIbase", "canary-base", None),
    )
    .expect("signed");
    let authorization = expected
        .headers
        .iter()
        .find(|(name, _)| *name == "authorization");
    assert_eq!(
        Some(header(call, "authorization")),
        authorization.map(|(_, value)| value.as_str())
    );
    assert_eq!(source.identity(), "acs:ram::123:role/ops");
}

#[tokio::test(start_paused = true)]
async fn a_chain_of_roles_signs_each_call_with_the_key_before() {
    let net = FakeNet::new();
    net.answers(200, assumed("STS.first", HOUR));
    net.answers(200, assumed("STS.second", HOUR));
    let mut second = role();
    second.arn = "acs:ram::456:role/deep".to_owned();
    second.policy = Some(r#"{"Version":"1"}"#.to_owned());
    second.external_id = Some("stranger".to_owned());
    let source = net.source(with_role(assumed_with("canary"), second));
    let got = source.credentials().await.expect("a key");
    assert_eq!(got.access_key_id(), "STS.second");
    let asked = net.asked.lock().expect("asked");
    assert_eq!(header(&asked[1], "x-acs-accesskey-id"), "STS.first");
    assert_eq!(header(&asked[1], "x-acs-security-token"), "canary-token");
    let query = asked[1].uri().query().expect("a query");
    assert!(query.contains("ExternalId=stranger"), "{query}");
    assert!(
        query.contains("Policy=%7B%22Version%22%3A%221%22%7D"),
        "{query}"
    );
}

#[tokio::test(start_paused = true)]
async fn an_oidc_token_is_sent_unsigned_and_read_anew_each_time() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("token");
    let net = FakeNet::new();
    net.answers(200, assumed("STS.one", HOUR));
    net.answers(200, assumed("STS.two", 3 * HOUR));
    let key = from_oidc(role(), "acs:ram::123:oidc-provider/ack", &file).expect("a key");
    let source = net.source(key);
    std::fs::write(&file, "first.canary.token\n").expect("written");
    source.credentials().await.expect("a key");
    std::fs::write(&file, "second.canary.token").expect("written");
    tokio::time::advance(HOUR).await;
    source.credentials().await.expect("a key");

    let asked = net.asked.lock().expect("asked");
    for (call, token) in asked.iter().zip(["first", "second"]) {
        assert_eq!(call.method(), "POST");
        let (base, query) = call
            .uri()
            .to_string()
            .split_once('?')
            .map(|(base, query)| (base.to_owned(), query.to_owned()))
            .expect("a query");
        assert_eq!(base, "https://sts.aliyuncs.com/");
        let expected = [
            "Action=AssumeRoleWithOIDC",
            "Format=JSON",
            "Timestamp=",
            "Version=2015-04-01",
        ];
        let query = pairs(&query);
        assert_eq!(query.len(), expected.len(), "{query:?}");
        for (pair, expected) in query.iter().zip(expected) {
            assert!(pair.starts_with(expected), "{pair}");
        }
        let token = format!("OIDCToken={token}.canary.token");
        let body = String::from_utf8(call.body().clone()).expect("text");
        assert_eq!(
            pairs(&body),
            [
                "DurationSeconds=3600",
                "OIDCProviderArn=acs%3Aram%3A%3A123%3Aoidc-provider%2Fack",
                &token,
                "RoleArn=acs%3Aram%3A%3A123%3Arole%2Fops",
                "RoleSessionName=signet",
            ]
        );
        // Neither a signature nor a key.
        assert_eq!(names(call.headers()), ["accept", "content-type"]);
        assert_eq!(
            header(call, "content-type"),
            "application/x-www-form-urlencoded"
        );
    }
    assert_eq!(asked.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn metadata_are_asked_with_a_token_and_never_without() {
    let net = FakeNet::new();
    net.answers(200, "metadata-token");
    net.answers(200, handed_out("STS.ecs", HOUR));
    let source = net.source(from_ecs(Some("on-ecs"), NOTHING).expect("a key"));
    let got = source.credentials().await.expect("a key");
    assert_eq!(got.access_key_id(), "STS.ecs");
    {
        let asked = net.asked.lock().expect("asked");
        let [put, get] = &asked[..] else {
            panic!("{} calls", asked.len())
        };
        assert_eq!(
            (put.method().as_str(), put.uri().to_string()),
            ("PUT", "http://100.100.100.200/latest/api/token".to_owned())
        );
        assert_eq!(header(put, "X-aliyun-ecs-metadata-token-ttl-seconds"), "60");
        assert_eq!(
            (get.method().as_str(), get.uri().to_string()),
            (
                "GET",
                "http://100.100.100.200/latest/meta-data/ram/security-credentials/on-ecs"
                    .to_owned()
            )
        );
        assert_eq!(header(get, "X-aliyun-ecs-metadata-token"), "metadata-token");
    }

    for (status, body) in [(403, ""), (404, ""), (500, ""), (200, ""), (200, "a\nb")] {
        let net = FakeNet::new();
        net.answers(status, body);
        let source = net.source(from_ecs(Some("on-ecs"), NOTHING).expect("a key"));
        source.credentials().await.expect_err("no token, no key");
        assert_eq!(
            net.count(),
            1,
            "after {status} {body:?} nothing more is asked"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_instance_is_asked_for_the_name_of_its_role_where_nobody_gave_one() {
    let net = FakeNet::new();
    net.answers(200, "metadata-token");
    net.answers(200, "its-role\n");
    net.answers(200, handed_out("STS.ecs", HOUR));
    let source = net.source(from_ecs(None, NOTHING).expect("a key"));
    source.credentials().await.expect("a key");
    let path = |index: usize| {
        net.asked.lock().expect("asked")[index]
            .uri()
            .path()
            .to_owned()
    };
    assert_eq!(path(1), "/latest/meta-data/ram/security-credentials/");
    assert_eq!(
        path(2),
        "/latest/meta-data/ram/security-credentials/its-role"
    );

    let net = FakeNet::new();
    net.answers(200, "metadata-token");
    net.answers(200, "../../user-data");
    let source = net.source(from_ecs(None, NOTHING).expect("a key"));
    let none = source.credentials().await.expect_err("no such role");
    assert!(none.to_string().contains("names no role"), "{none}");
    assert_eq!(net.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_credentials_uri_is_asked_as_it_is_and_not_shown() {
    let net = FakeNet::new();
    net.answers(200, handed_out("STS.uri", HOUR));
    let key = from_uri("http://127.0.0.1:7/keys?token=canary").expect("a key");
    assert!(!format!("{key:?}").contains("canary"), "{key:?}");
    let source = net.source(key);
    source.credentials().await.expect("a key");
    assert_eq!(
        net.asked.lock().expect("asked")[0].uri(),
        "http://127.0.0.1:7/keys?token=canary"
    );
    let state = source.state();
    assert_eq!(state.source, "credentials URI at 127.0.0.1:7");
    assert_eq!(
        (state.ends_with.as_str(), state.expires_at),
        (".uri", Some(at(START + 3_600_000)))
    );

    for wrong in [
        "",
        "/keys",
        "http://10.0.0.1/canary",
        "http://example.com/canary",
        "http://100.100.100.200/latest/canary",
        "https://user:canary@example.com/",
        "ftp://127.0.0.1/canary",
    ] {
        let error = from_uri(wrong).expect_err(wrong);
        assert!(!error.contains("canary"), "{error}");
    }
    from_uri("https://keys.example.com/x").expect("https is good anywhere");
}
