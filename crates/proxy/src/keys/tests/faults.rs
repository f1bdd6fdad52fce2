//! Answers that are none, sources that say no, and what the environment says.

use std::path::Path;
use std::time::Duration;

use super::super::*;
use super::fakes::*;
use super::origins::{assumed_with, role};

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_none_is_told_without_what_it_holds() {
    let good = assumed("STS.one", HOUR);
    for (status, body, expected) in [
        (200, String::new(), "not as documented, at line 1"),
        (200, "canary".to_owned(), "not as documented"),
        (200, "{}".to_owned(), "not as documented"),
        (200, good.replace("STS.one", ""), "has no AccessKeyId"),
        (
            200,
            good.replace("canary-token", ""),
            "has no SecurityToken",
        ),
        (
            200,
            good.replace("canary-secret", "canary secret"),
            "holds a character",
        ),
        (
            200,
            good.replace("\"Expiration\"", "\"Else\""),
            "has no Expiration",
        ),
        (200, good.replace("2026-", "canary-"), "is not a UTC time"),
        (200, good.replace("2026-", "2025-"), "had ended at 2025-"),
        (302, "canary".to_owned(), "status 302 and no code"),
        (
            404,
            "<html>canary</html>".to_owned(),
            "status 404 and no code",
        ),
        (502, "canary".to_owned(), "status 502 and no code"),
        (
            400,
            r#"{"Code":"NoPermission","Message":"canary","RequestId":"ID-1"}"#.to_owned(),
            "answered NoPermission (RequestId ID-1)",
        ),
        (
            400,
            r#"{"Code":"a canary","Message":"canary","RequestId":"x canary"}"#.to_owned(),
            "no code",
        ),
    ] {
        let net = FakeNet::new();
        net.answers(status, body);
        let source = net.source(assumed_with("canary-base"));
        let none = source.credentials().await.expect_err(expected);
        let state = source.state();
        let shown = format!("{none} {none:?} {source:?} {state:?} {}", none.fault.remedy);
        assert!(none.to_string().contains(expected), "{none}");
        assert!(!shown.contains("canary"), "{shown}");
        assert!(none.to_string().starts_with("account factory has no key: "));
        assert!(
            state
                .last_error
                .is_some_and(|error| error.contains(expected))
        );
    }
}

#[tokio::test(start_paused = true)]
async fn who_says_no_is_told_apart_from_who_says_nothing() {
    let refusal = |code: &str| format!(r#"{{"Code":"{code}","RequestId":"r"}}"#);
    for (status, code, kind, remedy) in [
        (
            403,
            "NoPermission",
            FaultKind::Refused,
            "AliyunSTSAssumeRoleAccess",
        ),
        (
            404,
            "EntityNotExist.Role",
            FaultKind::Refused,
            "no such role",
        ),
        (
            404,
            "InvalidAccessKeyId.NotFound",
            FaultKind::Refused,
            "the key that assumes",
        ),
        (
            400,
            "AuthenticationFail.OIDCToken.Expired",
            FaultKind::Refused,
            "issuer and audience",
        ),
        (400, "InvalidTimeStamp.Expired", FaultKind::Refused, "clock"),
        (
            400,
            "Throttling.User",
            FaultKind::Unreachable,
            "tried again",
        ),
        (500, "InternalError", FaultKind::Unreachable, "tried again"),
        (
            400,
            "SomethingNew",
            FaultKind::Refused,
            "documentation of STS",
        ),
    ] {
        let net = FakeNet::new();
        net.answers(status, refusal(code));
        let none = net
            .source(assumed_with("s"))
            .credentials()
            .await
            .expect_err(code);
        assert_eq!(none.fault.kind, kind, "{code}");
        assert!(
            none.fault.remedy.contains(remedy),
            "{code}: {}",
            none.fault.remedy
        );
    }
    let net = FakeNet::new();
    net.is_down();
    let none = net.source(assumed_with("s")).credentials().await;
    assert_eq!(
        none.expect_err("down").to_string(),
        "account factory has no key: STS at sts.aliyuncs.com did not answer (no connection: connection refused)"
    );
}

#[tokio::test(start_paused = true)]
async fn a_token_file_that_is_none_is_told_and_nothing_is_sent() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("token");
    let check = async |expected: &str| {
        let net = FakeNet::new();
        let key = from_oidc(role(), "acs:ram::1:oidc-provider/p", Path::new(&file));
        let none = net.source(key.expect("a key")).credentials().await;
        let none = none.expect_err(expected).to_string();
        assert!(
            none.contains(expected) && !none.contains("canary"),
            "{none}"
        );
        assert_eq!(net.count(), 0);
    };
    check("cannot be read").await;
    std::fs::write(&file, " \n").expect("written");
    check("is empty").await;
    std::fs::write(&file, "two canaries").expect("written");
    check("holds something that is no token").await;
    std::fs::write(&file, [0xff, 0xfe]).expect("written");
    check("cannot be read").await;
    std::fs::write(&file, "x".repeat(64 * 1024 + 1)).expect("written");
    check("is larger than 65536 bytes").await;
}

#[test]
fn the_environment_is_asked_in_the_order_of_the_official_sdks() {
    let all = [
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI"),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary"),
        ("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/pod"),
        (
            "ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
            "acs:ram::1:oidc-provider/p",
        ),
        ("ALIBABA_CLOUD_OIDC_TOKEN_FILE", "/var/run/token"),
        ("ALIBABA_CLOUD_ROLE_SESSION_NAME", "pod-1"),
        ("ALIBABA_CLOUD_ECS_METADATA", "on-ecs"),
        ("ALIBABA_CLOUD_CREDENTIALS_URI", "http://127.0.0.1:7/x"),
        ("ALIBABA_CLOUD_STS_REGION", "cn-hangzhou"),
        ("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "TRUE"),
    ];
    let read = |gone: &[&str], more: &[(&str, &str)]| {
        let variables = |name: &str| {
            let known = more.iter().chain(&all).find(|(known, _)| *known == name);
            known
                .filter(|_| !gone.contains(&name))
                .map(|(_, value)| (*value).to_owned())
        };
        let sts = StsPlace::new(None, &variables)?;
        from_usual(&variables, &sts)
    };
    let (id, secret) = (all[0].0, all[1].0);
    let (arn, provider, file) = (all[2].0, all[3].0, all[4].0);
    let source = |gone: &[&str], more: &[(&str, &str)]| read(gone, more).expect("a key").source;

    assert!(source(&[], &[]).contains(id));
    let error = read(&[secret], &[]).expect_err("half a key");
    assert!(error.starts_with(secret), "{error}");
    let Origin::Oidc { role, .. } = read(&[id, secret], &[]).expect("a key").origin else {
        panic!("no OIDC")
    };
    assert_eq!(
        (role.session_name.as_str(), role.sts.host()),
        ("pod-1", "sts-vpc.cn-hangzhou.aliyuncs.com")
    );
    for missing in [arn, provider, file] {
        let error = read(&[id, secret, missing], &[]).expect_err(missing);
        assert!(
            error.starts_with(&format!("{missing} is not set")),
            "{error}"
        );
    }
    let no_oidc = [id, secret, provider, file];
    assert_eq!(source(&no_oidc, &[]), "role on-ecs of this ECS instance");
    let disabled = [("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")];
    assert_eq!(
        source(&no_oidc, &disabled),
        "credentials URI at 127.0.0.1:7"
    );
    let nothing = [id, secret, provider, file, all[6].0, all[7].0];
    let error = read(&nothing, &[]).expect_err("nothing");
    assert!(error.starts_with(id), "{error}");
    let error = read(&[id, secret], &[("ALIBABA_CLOUD_STS_REGION", "x/y")]).expect_err("a region");
    assert!(
        error.starts_with("ALIBABA_CLOUD_STS_REGION must be"),
        "{error}"
    );
}
