//! Reading JSON tolerantly, with an error that names the place.

use serde_json::Value;
use signet_model::{Secret, Timestamp};

/// The answer lacks something that its documentation promises.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer has no {expected} at {place}")]
pub struct DecodeError {
    /// Where it should be, in the cloud's names.
    pub place: &'static str,
    /// What should be there.
    pub expected: &'static str,
}

/// An object at `name`; the only element where the cloud wraps it in an array.
pub(crate) fn object<'a>(value: &'a Value, name: &'static str) -> Result<&'a Value, DecodeError> {
    let found = match &value[name] {
        Value::Array(items) => items.first().unwrap_or(&Value::Null),
        other => other,
    };
    if found.is_object() {
        Ok(found)
    } else {
        Err(DecodeError {
            place: name,
            expected: "object",
        })
    }
}

/// The list at `name`: bare, wrapped in an object (`{"DynamicRegClientId": […]}`), or absent, which is an empty one.
pub(crate) fn list<'a>(
    value: &'a Value,
    name: &'static str,
) -> Result<Vec<&'a Value>, DecodeError> {
    match &value[name] {
        Value::Null => Ok(Vec::new()),
        Value::Array(items) => Ok(items.iter().collect()),
        Value::Object(fields) => match fields.values().next() {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(items)) if fields.len() == 1 => Ok(items.iter().collect()),
            Some(item @ Value::Object(_)) if fields.len() == 1 => Ok(vec![item]),
            Some(_) => Err(DecodeError {
                place: name,
                expected: "list",
            }),
        },
        _ => Err(DecodeError {
            place: name,
            expected: "list",
        }),
    }
}

/// The records of one page. The cloud may leave an empty list out, but then it still tells which page or how many.
pub(crate) fn records<'a>(
    page: &'a Value,
    name: &'static str,
) -> Result<Vec<&'a Value>, DecodeError> {
    if page[name].is_null() && page["Total"].is_null() && page["PageNo"].is_null() {
        return Err(DecodeError {
            place: name,
            expected: "list",
        });
    }
    list(page, name)
}

/// The text at `name`; empty where it is absent, and the digits where the cloud wrote a number.
pub(crate) fn text(value: &Value, name: &str) -> String {
    as_text(&value[name]).unwrap_or_default()
}

/// The text at `name`, which must be there.
pub(crate) fn required_text(value: &Value, name: &'static str) -> Result<String, DecodeError> {
    as_text(&value[name])
        .filter(|text| !text.is_empty())
        .ok_or(DecodeError {
            place: name,
            expected: "text",
        })
}

pub(crate) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// The whole number at `name`, written as a number or as text.
pub(crate) fn number(value: &Value, name: &str) -> Option<i64> {
    match &value[name] {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A count at `name`; `None` where the cloud does not tell, or tells nonsense.
pub(crate) fn count(value: &Value, name: &str) -> Option<u64> {
    number(value, name).and_then(|number| u64::try_from(number).ok())
}

/// A page number or size at `name`; 0 where the cloud does not tell.
pub(crate) fn page(value: &Value, name: &str) -> u32 {
    number(value, name)
        .and_then(|number| u32::try_from(number).ok())
        .unwrap_or(0)
}

/// The moment at `name`, in milliseconds written as a number or as text; 0 means that there is none.
pub(crate) fn moment(value: &Value, name: &str) -> Option<Timestamp> {
    number(value, name)
        .filter(|millis| *millis != 0)
        .and_then(Timestamp::from_millis)
}

/// The moment at `name`, in milliseconds or as an RFC 3339 time; `None` for anything else.
pub(crate) fn time(value: &Value, name: &str) -> Option<Timestamp> {
    moment(value, name).or_else(|| text(value, name).parse().ok())
}

/// The switch at `name`, which must be there: what the cloud does not say is not `false`.
pub(crate) fn flag(value: &Value, name: &'static str) -> Result<bool, DecodeError> {
    match text(value, name).to_ascii_lowercase().as_str() {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(DecodeError {
            place: name,
            expected: "true or false",
        }),
    }
}

/// The secret at `name`, where it was asked for.
pub(crate) fn secret(value: &Value, name: &str, reveal: bool) -> Option<Secret> {
    let found = reveal.then(|| text(value, name))?;
    (!found.is_empty()).then(|| Secret::new(found))
}

/// The token at `name`; `None` where there is no next page.
pub(crate) fn token(value: &Value, name: &str) -> Option<String> {
    Some(text(value, name)).filter(|token| !token.is_empty())
}

/// The PEM at `name` with real line feeds.
pub(crate) fn pem(value: &Value, name: &str) -> String {
    text(value, name)
        .replace("\\r", "")
        .replace("\\n", "\n")
        .replace('\r', "")
}

/// A PEM as the cloud's samples write it: with a literal `\n`.
pub(crate) fn write_pem(pem: &str) -> String {
    pem.trim_end().replace('\n', "\\n")
}

/// A moment as the certificate operations write it: milliseconds, as text.
pub(crate) fn write_moment(moment: Option<Timestamp>) -> String {
    moment.map_or_else(String::new, |moment| moment.as_millis().to_string())
}
