//! A notice as each kind of webhook wants it.
//!
//! Texts are sent as plain text, never as markdown: they name subjects and accounts, which other people wrote.
//!
//! - DingTalk: "Custom robot access", <https://open.dingtalk.com/document/robots/custom-robot-access>: `msgtype` `text`; signed, the URL gets
//!   `timestamp` (milliseconds) and `sign`, the Base64 of HMAC-SHA256 over `timestamp\nsecret` with the secret as key, percent-encoded. Taken where
//!   `errcode` is 0, whatever the status.
//! - Feishu: "Use bots in groups", <https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot>: `msg_type` `text`; signed, the body gets `timestamp`
//!   (seconds) and `sign`, the Base64 of HMAC-SHA256 over nothing with `timestamp\nsecret` as key. Taken where `code` is 0. At most 20 kB.
//! - WeCom: "Group robot", <https://developer.work.weixin.qq.com/document/path/91770>: `msgtype` `text`, at most 2048 bytes; `<@userid>` in it calls
//!   somebody. Taken where `errcode` is 0.
//! - Slack: "Sending messages using incoming webhooks", <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>: `text`, in which `&`, `<`
//!   and `>` are escaped. Taken with status 200.

#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ring::hmac;
use serde_json::{Map, Value, json};
use signet_model::Timestamp;

use super::{Format, Notice, Webhook};

/// WeCom's limit, in bytes of UTF-8; enough for every text of ours.
const LONGEST: usize = 2048;

/// The request that carries `notice` to `webhook`, sent at `now`; `None` where its URL is none.
pub(super) fn request(
    webhook: &Webhook,
    notice: &Notice,
    now: Timestamp,
) -> Option<Request<Vec<u8>>> {
    let mut url = webhook.url.to_string();
    let text = shown(&format!("[Signet] {}", notice.text));
    let body = match webhook.format {
        Format::Generic => generic(notice),
        Format::Dingtalk => {
            if let Some(secret) = &webhook.secret {
                let timestamp = now.as_millis();
                let sign = sign(
                    secret.as_bytes(),
                    format!("{timestamp}\n{}", **secret).as_bytes(),
                );
                let sign = utf8_percent_encode(&sign, NON_ALPHANUMERIC);
                let and = if url.contains('?') { '&' } else { '?' };
                url = format!("{url}{and}timestamp={timestamp}&sign={sign}");
            }
            json!({ "msgtype": "text", "text": { "content": text } })
        }
        Format::Feishu => {
            let mut body = json!({ "msg_type": "text", "content": { "text": text } });
            if let Some(secret) = &webhook.secret {
                let timestamp = now.as_millis().div_euclid(1000).to_string();
                body["sign"] = sign(format!("{timestamp}\n{}", **secret).as_bytes(), b"").into();
                body["timestamp"] = timestamp.into();
            }
            body
        }
        Format::Wecom => {
            let text = text.replace('<', "＜");
            json!({ "msgtype": "text", "text": { "content": at_most(&text, LONGEST) } })
        }
        Format::Slack => {
            let text = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            json!({ "text": text })
        }
    };
    let mut request = Request::post(url)
        .body(body.to_string().into_bytes())
        .ok()?;
    request.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    Some(request)
}

/// Whether the webhook took it.
///
/// # Errors
/// Why not, for the log: a status or the vendor's code, and nothing of what was sent.
pub(super) fn taken(format: Format, answer: &Response<Vec<u8>>) -> Result<(), String> {
    let status = answer.status();
    if !status.is_success() {
        return Err(format!("status {}", status.as_u16()));
    }
    let code = match format {
        Format::Generic | Format::Slack => return Ok(()),
        Format::Dingtalk | Format::Wecom => "errcode",
        Format::Feishu => "code",
    };
    let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    match body.get(code).and_then(Value::as_i64) {
        Some(0) => Ok(()),
        Some(other) => Err(format!("{code} {other}")),
        None => Err(format!("an answer without {code}")),
    }
}

/// Our own JSON. Absent fields are left out.
fn generic(notice: &Notice) -> Value {
    let mut body = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            body.insert(name.to_owned(), value);
        }
    };
    set("source", Some("signet".into()));
    set("event", Some(notice.event.as_str().into()));
    set("time", Some(notice.time.to_string().into()));
    set("text", Some(notice.text.clone().into()));
    set("object", notice.object.clone().map(Value::from));
    set("count", notice.count.map(Value::from));
    set(
        "expires_at",
        notice.expires_at.map(|at| at.to_string().into()),
    );
    Value::Object(body)
}

fn sign(key: &[u8], text: &[u8]) -> String {
    STANDARD.encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text))
}

/// Text of others on one line: control characters become spaces.
fn shown(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn at_most(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}
