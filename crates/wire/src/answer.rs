//! Telling an answer from a refusal. Never by the HTTP status alone: a refusal may come as 200, and the cloud is about to
//! change its statuses (`cloud-api.md` headline 4, sections 2 and 3.4).

use serde_json::{Map, Value, json};

use crate::Wire;
use crate::read::{DecodeError, as_text};

/// The cloud refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct CloudError {
    /// The cloud's code; `Http<status>` where it gave none.
    pub code: String,
    /// The cloud's text.
    pub message: String,
    /// The cloud's RequestId, where it gave one.
    pub request_id: Option<String>,
    /// The HTTP status that it came with.
    pub status: u16,
}

/// Why there is no output.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The cloud refused.
    #[error(transparent)]
    Refused(#[from] CloudError),
    /// The answer says that it worked, but is not as documented.
    #[error(transparent)]
    Undocumented(#[from] DecodeError),
    /// The answer says that it worked, but is not JSON.
    #[error("the answer is not JSON")]
    NotJson,
}

/// Reads the answer to an operation.
///
/// # Errors
/// A refusal, or an answer that is not as documented.
pub fn read_answer<O: Wire>(
    operation: &O,
    status: u16,
    body: &[u8],
) -> Result<O::Output, AnswerError> {
    let answer = accept(status, body)?;
    Ok(operation.decode(&answer)?)
}

/// The body of a gateway or business error as the cloud writes it (`cloud-api.md` section 3.4).
#[must_use]
pub fn write_error(error: &CloudError, host: &str, product: &str) -> Value {
    let request_id = error.request_id.as_deref().unwrap_or_default();
    json!({
        "RequestId": request_id,
        "HostId": host,
        "Code": error.code,
        "Message": error.message,
        "Recommend": format!(
            "https://api.aliyun.com/troubleshoot?q={}&product={product}&requestId={request_id}", error.code
        ),
    })
}

fn accept(status: u16, body: &[u8]) -> Result<Value, AnswerError> {
    let worked = (200..300).contains(&status);
    match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) if worked && !refuses(&fields) => Ok(Value::Object(fields)),
        Ok(Value::Object(fields)) => Err(AnswerError::Refused(from_json(status, &fields))),
        _ if worked => Err(AnswerError::NotJson),
        _ => Err(AnswerError::Refused(from_text(
            status,
            &String::from_utf8_lossy(body),
        ))),
    }
}

/// Whether a body that came with a good status says no all the same.
fn refuses(fields: &Map<String, Value>) -> bool {
    if let Some(success) = fields.get("Success").and_then(as_text) {
        return success.eq_ignore_ascii_case("false");
    }
    let code = fields.get("Code").and_then(as_text).unwrap_or_default();
    !matches!(code.as_str(), "" | "200" | "Success" | "OK")
}

fn from_json(status: u16, fields: &Map<String, Value>) -> CloudError {
    let first = |names: [&str; 3]| {
        names
            .iter()
            .find_map(|name| fields.get(*name).and_then(as_text))
            .filter(|text| !text.is_empty())
    };
    CloudError {
        code: first(["Code", "code", "ErrorCode"]).unwrap_or_else(|| format!("Http{status}")),
        message: first(["Message", "message", "ErrorMessage"]).unwrap_or_default(),
        request_id: first(["RequestId", "requestId", "RequestID"]),
        status,
    }
}

/// An error that is not JSON: XML where a gateway insists on it, anything where a middlebox answered instead.
fn from_text(status: u16, body: &str) -> CloudError {
    let tag = |name: &str| {
        let (_, rest) = body.split_once(&format!("<{name}>"))?;
        rest.split_once("</")
            .map(|(text, _)| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    CloudError {
        code: tag("Code").unwrap_or_else(|| format!("Http{status}")),
        message: tag("Message").unwrap_or_default(),
        request_id: tag("RequestId"),
        status,
    }
}
