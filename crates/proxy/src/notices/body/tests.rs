use super::*;
use crate::notices::Event;

/// Signatures were made with Python's `hmac` as the vendors' pages show it.
const DINGTALK_SIGN: &str = "aLYdD2lN0OsMNC5rnXNpJq4R7GX6E60wNYnK5q%2B2oGM%3D";
const FEISHU_SIGN: &str = "Fp07n8zuV5tPHxCOqxXPwYvhgOUtEns3Z6LKlM1pmu0=";

fn now() -> Timestamp {
    Timestamp::from_millis(1_795_305_600_000).expect("a time")
}

fn webhook(format: Format, url: &str, secret: Option<&str>) -> Webhook {
    Webhook {
        name: "webhooks[0]".to_owned(),
        url: url.to_owned().into(),
        format,
        secret: secret.map(|secret| secret.to_owned().into()),
        events: Event::ALL.to_vec(),
    }
}

fn notice() -> Notice {
    Notice {
        count: Some(51),
        object: Some("user:<@all> & co\n".to_owned()),
        ..Notice::new(
            Event::Destroys,
            now(),
            "51 objects were destroyed by user:<@all> & co\n.",
        )
    }
}

/// The URL and the body.
fn sent(format: Format, url: &str, secret: Option<&str>) -> (String, String) {
    let request = request(&webhook(format, url, secret), &notice(), now()).expect("a request");
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.headers()[CONTENT_TYPE],
        "application/json; charset=utf-8"
    );
    let url = request.uri().to_string();
    (url, String::from_utf8(request.into_body()).expect("text"))
}

#[test]
fn generic_is_our_own_json() {
    let (url, body) = sent(Format::Generic, "https://hooks.example/signet", None);
    assert_eq!(url, "https://hooks.example/signet");
    let expected = r#"{"count":51,"event":"destroys","object":"user:<@all> & co\n","source":"signet","text":"51 objects were destroyed by user:<@all> & co\n.","time":"2026-11-22T00:00:00Z"}"#;
    assert_eq!(body, expected);
    let tls = Notice {
        expires_at: Some(now()),
        ..Notice::new(Event::TlsExpiring, now(), "x")
    };
    let body = request(
        &webhook(Format::Generic, "https://hooks.example", None),
        &tls,
        now(),
    )
    .expect("a request")
    .into_body();
    assert_eq!(
        String::from_utf8(body).expect("text"),
        r#"{"event":"tls_expiring","expires_at":"2026-11-22T00:00:00Z","source":"signet","text":"x","time":"2026-11-22T00:00:00Z"}"#
    );
}

#[test]
fn dingtalk_is_signed_in_its_url() {
    let robot = "https://oapi.dingtalk.com/robot/send?access_token=canary";
    let (url, body) = sent(Format::Dingtalk, robot, None);
    assert_eq!(url, robot);
    assert_eq!(
        body,
        r#"{"msgtype":"text","text":{"content":"[Signet] 51 objects were destroyed by user:<@all> & co ."}}"#
    );
    let (url, _) = sent(Format::Dingtalk, robot, Some("SECcanary"));
    assert_eq!(
        url,
        format!("{robot}&timestamp=1795305600000&sign={DINGTALK_SIGN}")
    );
}

#[test]
fn feishu_is_signed_in_its_body() {
    let robot = "https://open.feishu.cn/open-apis/bot/v2/hook/canary";
    let (url, body) = sent(Format::Feishu, robot, None);
    assert_eq!(url, robot);
    assert_eq!(
        body,
        r#"{"content":{"text":"[Signet] 51 objects were destroyed by user:<@all> & co ."},"msg_type":"text"}"#
    );
    let (url, body) = sent(Format::Feishu, robot, Some("SECcanary"));
    assert_eq!(url, robot);
    let expected = format!(
        r#"{{"content":{{"text":"[Signet] 51 objects were destroyed by user:<@all> & co ."}},"msg_type":"text","sign":"{FEISHU_SIGN}","timestamp":"1795305600"}}"#
    );
    assert_eq!(body, expected);
}

#[test]
fn wecom_calls_nobody_and_stays_short() {
    let robot = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary";
    let (_, body) = sent(Format::Wecom, robot, None);
    assert_eq!(
        body,
        r#"{"msgtype":"text","text":{"content":"[Signet] 51 objects were destroyed by user:＜@all> & co ."}}"#
    );
    let long = Notice::new(Event::Destroys, now(), "证".repeat(1000));
    let body = request(&webhook(Format::Wecom, robot, None), &long, now())
        .expect("a request")
        .into_body();
    let body: Value = serde_json::from_slice(&body).expect("JSON");
    let length = body["text"]["content"].as_str().expect("text").len();
    assert!((2046..=2048).contains(&length), "{length}");
}

#[test]
fn slack_is_escaped() {
    let (_, body) = sent(
        Format::Slack,
        "https://hooks.slack.com/services/T0/B0/canary",
        None,
    );
    assert_eq!(
        body,
        r#"{"text":"[Signet] 51 objects were destroyed by user:&lt;@all&gt; &amp; co ."}"#
    );
}

#[test]
fn an_answer_is_believed_only_in_its_vendors_words() {
    let answer = |status: u16, body: &str| {
        let mut answer = Response::new(body.as_bytes().to_vec());
        *answer.status_mut() = status.try_into().expect("a status");
        answer
    };
    let check = |format, status, body, expected: Result<(), &str>| {
        assert_eq!(
            taken(format, &answer(status, body)),
            expected.map_err(str::to_owned),
            "{format:?} {body}"
        );
    };
    check(Format::Generic, 204, "", Ok(()));
    check(Format::Generic, 404, "canary", Err("status 404"));
    check(Format::Slack, 200, "ok", Ok(()));
    check(Format::Slack, 302, "", Err("status 302"));
    check(
        Format::Dingtalk,
        200,
        r#"{"errcode":0,"errmsg":"ok"}"#,
        Ok(()),
    );
    check(
        Format::Dingtalk,
        200,
        r#"{"errcode":310000,"errmsg":"sign not match"}"#,
        Err("errcode 310000"),
    );
    check(
        Format::Wecom,
        200,
        r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#,
        Err("errcode 93000"),
    );
    check(
        Format::Feishu,
        200,
        r#"{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}"#,
        Ok(()),
    );
    check(
        Format::Feishu,
        200,
        r#"{"code":19021,"msg":"sign match fail"}"#,
        Err("code 19021"),
    );
    check(Format::Feishu, 200, "<html>", Err("an answer without code"));
}
