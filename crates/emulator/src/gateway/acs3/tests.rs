//! The vectors of `cloud-api.md` section 3.5.

use super::*;
use crate::gateway::encoding::decode_form;

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const NAMES: &str =
    "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";

struct Vector {
    method: &'static str,
    action: &'static str,
    /// As it stands on the wire.
    query: &'static str,
    body: &'static str,
    body_hash: &'static str,
    /// Name and value of headers besides the usual six, and the full list of signed names.
    more: &'static [(&'static str, &'static str)],
    signed_headers: &'static str,
    canonical_hash: &'static str,
    signature: &'static str,
}

const PROJECT: [Vector; 5] = [
    Vector {
        method: "POST",
        action: "ListDeviceCredentialClientId",
        query: "GroupId=GID_test&InstanceId=post-cn-x&NextToken=a%2Bb%2Fc%3D%3D&PageNo=1&PageSize=100",
        body: "",
        body_hash: EMPTY,
        more: &[],
        signed_headers: NAMES,
        canonical_hash: "cf2babcaf6a75fbe192f55146801eee0887677ecd48d87988d0fd7668670bb15",
        signature: "94108dcdd1e257608d22209e0514283b86b2c9e62a41ebf4e95f0717852b9aad",
    },
    Vector {
        method: "POST",
        action: "RegisterDeviceCredential",
        query: "ClientId=GID_test%40%40%40dev+1&InstanceId=post-cn-x",
        body: "",
        body_hash: EMPTY,
        more: &[
            ("x-acs-accesskey-id", "testAK"),
            ("x-acs-security-token", "testTOKEN"),
        ],
        signed_headers: "host;x-acs-accesskey-id;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version",
        canonical_hash: "59b60d82c76f32c9c1b41770fc25717798d9775e88b75e27cc373114b84298de",
        signature: "3d4d9fdb644c6ec6a85855c01c6d66545323e5e03699ccda88d18df91c5b0d25",
    },
    Vector {
        method: "POST",
        action: "AddCustomAuthConnectBlack",
        query: "",
        body: "ClientId=GID_a%40%40%401&InstanceId=i",
        body_hash: "b7ad4319746a4655e3500c63b2e1d8f8f80ef2414e5798dfd8bb38d928f34df2",
        more: &[("content-type", "application/x-www-form-urlencoded")],
        signed_headers: "content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version",
        canonical_hash: "166ef61046420f49ca4eb4043b03df9267507d2c4dd0d8adcd8d2b45331ed522",
        signature: "7636a95f88e8c644923db04e7db3e54658a157ba16c33d3f8790f78191210d2b",
    },
    Vector {
        method: "POST",
        action: "RegisterCaCertificate",
        query: "CaContent=-----BEGIN+CERTIFICATE-----%0AAA%2B%2F%3D%3D%0A-----END+CERTIFICATE-----&CaName=n&MqttInstanceId=i&VerificationContent=v",
        body: "",
        body_hash: EMPTY,
        more: &[],
        signed_headers: NAMES,
        canonical_hash: "a0a7e6ecc511635b288e5c14d09d0f942c38d28ee286342b57e2ea2bf0fbb924",
        signature: "fed983f0258590aa7ecbdd1bb1c1b81ec28e5b98aee17ceebd759d8f8ab5a5ac",
    },
    Vector {
        method: "GET",
        action: "ListCaCertificate",
        query: "MqttInstanceId=post-cn-x&PageNo=1&PageSize=10",
        body: "",
        body_hash: EMPTY,
        more: &[],
        signed_headers: NAMES,
        canonical_hash: "bc0c3612986ff7af6d231f2539d36e776993d86a0def835464853f73e728b190",
        signature: "daf98b095787556a47e979a01bc09ef445ed3c81dce431c9aa8b117cc09293d7",
    },
];

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
        .collect()
}

/// Checks a vector, and that no neighbour of its signature passes.
fn check(vector: &Vector, headers: &HeaderMap, secret: &str) {
    let query = decode_form(vector.query.as_bytes()).unwrap();
    let signed = Signed {
        method: vector.method,
        path: "/",
        query: &query,
        headers,
        authority: None,
        body: vector.body.as_bytes(),
    };
    let string_to_sign = signed.string_to_sign(vector.signed_headers);
    assert_eq!(
        string_to_sign,
        format!("{ALGORITHM}\n{}", vector.canonical_hash),
        "{}",
        vector.action
    );
    let authorization = format!(
        "Credential=k,SignedHeaders={},Signature={}",
        vector.signed_headers, vector.signature
    );
    let claim = Claim::parse(&authorization).unwrap();
    assert!(claim.is_by(secret, &string_to_sign), "{}", vector.action);
    assert!(!claim.is_by("another secret", &string_to_sign));
    assert!(!claim.is_by(secret, &signed.string_to_sign("host")));
    let tampered = Signed {
        body: b"x",
        ..signed
    };
    assert!(!claim.is_by(secret, &tampered.string_to_sign(vector.signed_headers)));
}

#[test]
fn accepts_what_the_official_python_sdk_signs() {
    for vector in &PROJECT {
        let mut headers = headers(&[
            ("host", "onsmqtt.cn-hangzhou.aliyuncs.com"),
            ("x-acs-version", "2020-04-20"),
            ("x-acs-date", "2026-01-02T03:04:05Z"),
            ("x-acs-signature-nonce", "00000000000000000000000000000001"),
        ]);
        headers.insert("x-acs-action", vector.action.parse().unwrap());
        headers.insert("x-acs-content-sha256", vector.body_hash.parse().unwrap());
        headers.extend(self::headers(vector.more));
        check(vector, &headers, "testSK");
    }
}

#[test]
fn accepts_the_vector_of_the_documentation() {
    let vector = Vector {
        method: "POST",
        action: "RunInstances",
        query: "RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        body: "",
        body_hash: EMPTY,
        more: &[],
        signed_headers: NAMES,
        canonical_hash: "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
        signature: "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    };
    let headers = headers(&[
        ("host", "ecs.cn-shanghai.aliyuncs.com"),
        ("x-acs-action", vector.action),
        ("x-acs-version", "2014-05-26"),
        ("x-acs-date", "2023-10-26T10:22:32Z"),
        ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
        ("x-acs-content-sha256", vector.body_hash),
    ]);
    check(&vector, &headers, "YourAccessKeySecret");
}

#[test]
fn repeated_headers_are_sorted_and_joined_and_values_trimmed() {
    let mut headers = HeaderMap::new();
    headers.append("x-acs-test", "https ".parse().unwrap());
    headers.append("x-acs-test", " http".parse().unwrap());
    let (query, body) = (Pairs::new(), b"");
    let signed = Signed {
        method: "GET",
        path: "/",
        query: &query,
        headers: &headers,
        authority: Some("h:1"),
        body,
    };
    let canonical = signed.canonical_request("x-acs-test;host");
    assert_eq!(
        canonical,
        format!("GET\n/\n\nhost:h:1\nx-acs-test:http,https\n\nx-acs-test;host\n{EMPTY}")
    );
}

#[test]
fn a_claim_without_its_three_parts_is_none() {
    let whole = "Credential=k,SignedHeaders=a;b,Signature=0f";
    assert!(Claim::parse(whole).is_some_and(|claim| claim.signs("b") && !claim.signs("c")));
    for broken in [
        "",
        "Credential=k",
        "Credential=k,SignedHeaders=a",
        "x",
        "Credential=k,SignedHeaders=a,Signature=0,y=1",
    ] {
        assert_eq!(Claim::parse(broken), None, "{broken}");
    }
}
