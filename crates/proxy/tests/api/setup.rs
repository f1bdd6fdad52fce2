//! What an administrator is told of the set-up, the check by the running proxy, and the policy for the key; and what is answered while there
//! is no key at all.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use http::Request;
use serde_json::{Value, json};
use signet_proxy::doctor::examine_permissions;
use signet_proxy::keys::{Key, KeyPorts, KeySource};
use signet_proxy::nonce::RandomNonces;
use signet_proxy::ram_policy::policy;

use crate::coverage::calls;
use crate::support::{Bench, CANARY, Instead, Nobody, Reply, SetUp, bench, get, refusal};

async fn check(bench: &Bench) -> Reply {
    let request = Request::post("/api/setup/check")
        .header("host", "127.0.0.1:8787")
        .header("x-signet", "1")
        .header("content-type", "application/json")
        .body(Body::from("{}"));
    bench.send(request.expect("a request")).await
}

async fn setup(bench: &Bench) -> Value {
    bench.send(get("/api/setup")).await.good()
}

fn without_a_key() -> Bench {
    let ports = KeyPorts {
        fetch: Arc::new(Nobody),
        clock: bench().clock,
        nonces: Arc::new(RandomNonces),
    };
    SetUp {
        key: Some(Arc::new(KeySource::new("factory", Key::absent(), ports))),
        ..SetUp::default()
    }
    .build()
}

/// The findings of an answer, each as *state kind subject*.
fn outline(findings: &Value) -> Vec<String> {
    let findings = findings.as_array().expect("findings");
    let word = |value: &Value| value.as_str().expect("a word").to_owned();
    findings
        .iter()
        .map(|finding| {
            ["state", "kind", "subject"]
                .map(|name| word(&finding[name]))
                .join(" ")
        })
        .collect()
}

#[tokio::test(start_paused = true)]
async fn what_is_configured_is_told_without_a_secret() {
    let instances = vec!["post-cn-only".to_owned()];
    let bench = SetUp {
        instances,
        ..SetUp::default()
    }
    .build();
    let expected = json!({
        "file": null,
        "accounts": [{
            "name": "factory", "key": "there", "source": "given", "key_ends_with": "tkey", "expires_at": null,
            "problem": null, "regions": ["cn-hangzhou"], "instances": ["post-cn-only"]
        }],
        "check": null
    });
    assert_eq!(setup(&bench).await, expected);
}

#[tokio::test(start_paused = true)]
async fn a_check_finds_what_the_doctor_finds_and_is_kept_for_who_asks_later() {
    let (bench, other) = (bench(), bench());
    let mut doctors = Vec::new();
    let tell = &mut |finding| doctors.push(finding);
    let (service, nonces) = (&other.app.service, &*other.app.ports.nonces);
    examine_permissions(service, nonces, true, |_| true, tell).await;
    let answer = check(&bench).await.good();
    let found = &answer["check"]["findings"];
    assert_eq!(outline(found)[0], "good key factory");
    let told = found.as_array().expect("findings")[1..].iter();
    let told: Vec<_> = told
        .map(|one| one["found"].as_str().unwrap_or_default())
        .collect();
    let doctors: Vec<_> = doctors.iter().map(|finding| &*finding.what).collect();
    assert_eq!(told, doctors);
    assert!(!answer["check"]["ended_at"].is_null());
    assert_eq!(setup(&bench).await["check"], answer["check"]);
    assert!(!answer.to_string().contains(CANARY));
    let acts = bench.emulator.ledger().acts;
    for act in acts {
        assert!(act.target.to_string().contains("doctor"), "{act:?}");
    }
    let [line] = &bench.record.lines()[..] else {
        panic!("{:?}", bench.record.lines())
    };
    assert_eq!(
        (&line["kind"], &line["operation"]),
        (&"event".into(), &"CheckSetup".into())
    );
}

#[tokio::test(start_paused = true)]
async fn one_check_at_a_time_and_a_pause_between_two() {
    let bench = bench();
    let (one, other) = tokio::join!(check(&bench), check(&bench));
    let (done, refused) = match one.status {
        200 => (one, other),
        _ => (other, one),
    };
    done.good();
    let sent = bench.sent().len();
    let error = refused.refused(429, "quota_exceeded");
    assert!(error["retry_after_ms"].as_u64() > Some(0), "{error}");
    check(&bench).await.refused(429, "quota_exceeded");
    assert_eq!(bench.sent().len(), sent, "nothing was called");
    bench.clock.advance(Duration::from_secs(5));
    check(&bench).await.good();
}

#[tokio::test(start_paused = true)]
async fn a_check_only_reads_where_the_proxy_only_reads() {
    let mut policy = crate::support::LOCAL;
    policy.read_only = true;
    let bench = SetUp {
        policy,
        ..SetUp::default()
    }
    .build();
    check(&bench).await.good();
    assert!(bench.emulator.ledger().acts.is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_the_cloud_refuses_is_named_with_its_code_and_what_to_do() {
    for (cloud_code, status, code, remedy) in [
        (
            "InvalidAccessKeyId.NotFound",
            404,
            "cloud_rejected_key",
            "valid key",
        ),
        ("NoPermission", 403, "cloud_denied_permission", "mq:"),
    ] {
        let bench = bench();
        bench.upstream.always(
            "ListInstances",
            Instead::Answer(status, refusal(cloud_code)),
        );
        let answer = check(&bench).await.good();
        let found = &answer["check"]["findings"];
        assert_eq!(outline(found)[1], "bad region cn-hangzhou · factory");
        assert_eq!(found[1]["code"], code);
        let told = found[1]["remedy"].as_str().unwrap_or_default();
        assert!(told.contains(remedy), "{told}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_check_that_cannot_be_recorded_is_not_made() {
    let bench = bench();
    bench
        .record
        .full
        .store(true, std::sync::atomic::Ordering::Relaxed);
    check(&bench).await.refused(503, "cannot_record");
    assert!(bench.sent().is_empty());
    assert_eq!(setup(&bench).await["check"], Value::Null);
}

#[tokio::test(start_paused = true)]
async fn without_a_key_every_operation_is_refused_by_name_and_nothing_is_sent() {
    let (bench, keyed) = (without_a_key(), bench());
    for name in signet_model::OperationName::ALL {
        let fields = calls::fields(&keyed, *name).await;
        let error = bench
            .call(name.as_str(), fields)
            .await
            .refused(503, "no_key");
        let remedy = error["remedy"].as_str().unwrap_or_default();
        assert!(remedy.contains("First steps"), "{name}: {remedy}");
    }
    assert!(bench.sent().is_empty());
    bench.send(get("/readyz")).await.refused(503, "no_key");
    bench.send(get("/healthz")).await.good();
    let session = bench.send(get("/api/session")).await.good();
    assert_eq!(session["accounts"][0]["key_ends_with"], "");
}

#[tokio::test(start_paused = true)]
async fn without_a_key_the_set_up_says_so_and_a_check_looks_at_the_rest() {
    let bench = without_a_key();
    let account = setup(&bench).await["accounts"][0].clone();
    assert_eq!(
        (&account["key"], &account["key_ends_with"]),
        (&"absent".into(), &"".into())
    );
    let answer = check(&bench).await.good();
    let found = &answer["check"]["findings"];
    assert_eq!(outline(found)[0], "bad key factory");
    let remedy = found[0]["remedy"].as_str().unwrap_or_default();
    assert!(remedy.contains("ALIBABA_CLOUD_ACCESS_KEY_ID"), "{remedy}");
    assert!(bench.sent().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_policy_is_that_of_the_command() {
    let bench = bench();
    let path = |query: &str| get(&format!("/api/setup/ram-policy{query}"));
    let given = bench
        .send(path("?instance=post-cn-b&instance=post-cn-a"))
        .await
        .good();
    let ids = ["post-cn-a", "post-cn-b"]
        .map(|id| signet_model::identifiers::InstanceId::parse(id).expect("an id"));
    assert_eq!(given, policy(&ids));
    for (query, code, field) in [
        ("", "missing_field", "instance"),
        ("?instance=", "invalid_field", "instance"),
        ("?instance=*", "invalid_field", "instance"),
        ("?instance=post-cn-a&region=x", "unknown_field", "region"),
    ] {
        let error = bench.send(path(query)).await.refused(422, code);
        assert_eq!(error["field"], field, "{query}");
    }
    let many = vec!["instance=post-cn-a"; 51].join("&");
    let error = bench
        .send(path(&format!("?{many}")))
        .await
        .refused(422, "invalid_field");
    assert_eq!((&error["limit"], &error["found"]), (&50.into(), &51.into()));
}
