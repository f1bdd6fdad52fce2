use signet_emulator::{Key, Options, Secret};

use crate::support::{Cloud, KEY, SECRET, options};

type Change = fn(&mut crate::support::Draft);

#[test]
fn both_signatures_are_taken_in_query_and_form() {
    let cloud = Cloud::usual();
    let draft = || cloud.draft("ListGroupId", &[("InstanceId", &cloud.factory())]);
    let moved_to_form = || {
        let mut draft = draft();
        draft.form = std::mem::take(&mut draft.query);
        draft
    };
    for request in [
        draft().acs3(),
        draft().rpc(),
        moved_to_form().acs3(),
        moved_to_form().rpc(),
    ] {
        let (status, body) = cloud.exchange(&request);
        assert_eq!(status, 200, "{body}");
        assert_eq!(body["Data"].as_array().unwrap().len(), 6);
    }
}

#[test]
fn what_is_wrong_with_a_request_has_its_code() {
    let cases: [(Change, u16, &str); 9] = [
        (
            |draft| draft.key = "nobody",
            404,
            "InvalidAccessKeyId.NotFound",
        ),
        (|draft| draft.secret = "wrong", 400, "SignatureDoesNotMatch"),
        (
            |draft| draft.date = "2026-01-02T11:44:59Z".into(),
            400,
            "InvalidTimeStamp.Expired",
        ),
        (
            |draft| draft.date = "2026-01-02T12:15:01Z".into(),
            400,
            "InvalidTimeStamp.Expired",
        ),
        (
            |draft| draft.date = "2026-01-02 12:00:00".into(),
            400,
            "InvalidTimeStamp.Format",
        ),
        (|draft| draft.date = String::new(), 400, "MissingTimestamp"),
        (
            |draft| draft.nonce = String::new(),
            400,
            "MissingSignatureNonce",
        ),
        (
            |draft| draft.action = "DropEverything".into(),
            404,
            "InvalidAction.NotFound",
        ),
        (
            |draft| draft.version = "2018-01-20",
            404,
            "InvalidAction.NotFound",
        ),
    ];
    let cloud = Cloud::usual();
    for (change, status, code) in cases {
        let mut draft = cloud.draft("ListInstances", &[]);
        change(&mut draft);
        assert_eq!(
            cloud.refuses(&draft.acs3()),
            (status, code.to_owned()),
            "ACS3"
        );
        draft.nonce.extend(draft.nonce.clone().chars().take(1));
        assert_eq!(
            cloud.refuses(&draft.rpc()),
            (status, code.to_owned()),
            "RPC"
        );
    }
    let mut draft = cloud.draft("ListInstances", &[]);
    for at_the_edge in ["2026-01-02T11:45:00Z", "2026-01-02T12:15:00Z"] {
        draft.date = at_the_edge.into();
        draft.nonce.push('e');
        assert_eq!(cloud.exchange(&draft.acs3()).0, 200);
    }
}

#[test]
fn a_nonce_is_taken_once_and_only_from_the_owner_of_the_key() {
    let cloud = Cloud::usual();
    let mut draft = cloud.draft("ListInstances", &[]);
    draft.secret = "wrong";
    assert_eq!(cloud.refuses(&draft.acs3()).1, "SignatureDoesNotMatch");
    draft.secret = SECRET;
    assert_eq!(cloud.exchange(&draft.acs3()).0, 200);
    assert_eq!(
        cloud.refuses(&draft.acs3()),
        (400, "SignatureNonceUsed".to_owned())
    );
    assert_eq!(
        cloud.refuses(&draft.rpc()),
        (400, "SignatureNonceUsed".to_owned())
    );
}

#[test]
fn a_mismatch_shows_the_servers_string_to_sign() {
    let cloud = Cloud::usual();
    let mut draft = cloud.draft("ListInstances", &[]);
    draft.secret = "wrong";
    let message = cloud.exchange(&draft.acs3()).1["Message"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        message.starts_with("Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\n"),
        "{message}"
    );
    let message = cloud.exchange(&draft.rpc()).1["Message"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        message.starts_with("Specified signature is not matched with our calculation. server string to sign is:POST&%2F&"),
        "{message}"
    );
}

#[test]
fn common_headers_that_are_present_must_be_signed() {
    let cloud = Cloud::usual();
    let mut draft = cloud.draft("ListInstances", &[]);
    draft
        .unsigned_headers
        .push(("x-acs-credentials-provider", "static_ak".into()));
    assert_eq!(cloud.refuses(&draft.acs3()).1, "SignatureDoesNotMatch");
    draft.headers.append(&mut draft.unsigned_headers);
    assert_eq!(
        cloud.exchange(&draft.acs3()).0,
        200,
        "signing more than one must is fine"
    );
}

#[test]
fn a_body_or_query_changed_on_the_way_is_noticed() {
    let cloud = Cloud::usual();
    let mut request = cloud.draft("ListInstances", &[]).acs3();
    *request.body_mut() = "a=1".into();
    assert_eq!(cloud.refuses(&request).1, "SignatureDoesNotMatch");
    let mut request = cloud
        .draft("ListGroupId", &[("InstanceId", "post-cn-a")])
        .acs3();
    *request.uri_mut() = "/?InstanceId=post-cn-b".parse().unwrap();
    assert_eq!(cloud.refuses(&request).1, "SignatureDoesNotMatch");
}

#[test]
fn requests_without_a_readable_signature_are_incomplete() {
    let cloud = Cloud::usual();
    let mut request = cloud.draft("ListInstances", &[]).acs3();
    request.headers_mut().remove("authorization");
    assert_eq!(
        cloud.refuses(&request),
        (400, "MissingAccessKeyId".to_owned())
    );
    for authorization in [
        "",
        "Bearer x",
        "ACS3-HMAC-SM3 Credential=a,SignedHeaders=b,Signature=c",
        "ACS3-HMAC-SHA256 x",
    ] {
        request
            .headers_mut()
            .insert("authorization", authorization.parse().unwrap());
        assert_eq!(
            cloud.refuses(&request),
            (400, "IncompleteSignature".to_owned()),
            "{authorization}"
        );
    }
    let mut request = cloud.draft("ListInstances", &[]).acs3();
    request.headers_mut().remove("x-acs-content-sha256");
    assert_eq!(cloud.refuses(&request).1, "MissingContentSha256");
}

#[test]
fn a_temporary_key_needs_its_token() {
    let key = Key {
        id: KEY.into(),
        secret: Secret::new(SECRET),
        security_token: Some(Secret::new("theToken")),
    };
    let cloud = Cloud::new(Options { key, ..options() });
    let with = |token: Option<&str>| {
        let mut acs3 = cloud.draft("ListInstances", &[]);
        let mut rpc = cloud.draft("ListInstances", &[]);
        acs3.headers
            .extend(token.map(|token| ("x-acs-security-token", token.to_owned())));
        rpc.headers
            .extend(token.map(|token| ("SecurityToken", token.to_owned())));
        [acs3.acs3(), rpc.rpc()]
    };
    for request in with(Some("theToken")) {
        assert_eq!(cloud.exchange(&request).0, 200);
    }
    for request in with(Some("another")) {
        assert_eq!(
            cloud.refuses(&request),
            (400, "InvalidSecurityToken.MismatchWithAccessKey".to_owned())
        );
    }
    for request in with(None) {
        assert_eq!(
            cloud.refuses(&request),
            (400, "InvalidSecurityToken.Malformed".to_owned())
        );
    }
    let mut draft = Cloud::usual().draft("ListInstances", &[]);
    draft
        .headers
        .push(("x-acs-security-token", "theToken".into()));
    assert_eq!(
        Cloud::usual().refuses(&draft.acs3()).1,
        "InvalidSecurityToken.MismatchWithAccessKey"
    );
}

#[test]
fn secrets_are_not_shown() {
    assert!(!format!("{:?}", options()).contains("canary"));
    assert!(!format!("{:?}", Cloud::usual().emulator).contains("canary"));
}
