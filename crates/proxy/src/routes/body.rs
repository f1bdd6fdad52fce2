//! A request's body as a JSON object, or exactly what is wrong with it.

use std::fmt;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, EXPECT};
use http_body_util::BodyExt;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use signet_model::Quantity;
use signet_model::api::{ApiError, ErrorCode, MAX_BODY_BYTES};
use signet_model::fields::Fields;

use crate::service::Refused;

/// A body that trickles in is given up after this long.
const WHOLE_BODY: Duration = Duration::from_secs(30);
/// Of a body that is too large, this much is read and dropped: many clients only listen once they have sent everything.
const DRAINED: usize = 16 * 1024 * 1024;

/// Reads the body.
///
/// # Errors
/// 415, 413 or 400, in this order.
pub(super) async fn read(request: Request) -> Result<Fields, Refused> {
    read_up_to(request, MAX_BODY_BYTES).await
}

/// Reads a body that may have so many bytes.
///
/// # Errors
/// As [`read`].
pub(super) async fn read_up_to(request: Request, most: usize) -> Result<Fields, Refused> {
    let (head, body) = request.into_parts();
    check_type(&head.headers)?;
    let announced = announced(&head.headers);
    if announced.is_some_and(|bytes| {
        bytes > most as u64 && (bytes > DRAINED as u64 || head.headers.contains_key(EXPECT))
    }) {
        return Err(too_large(most, announced));
    }
    let bytes = match tokio::time::timeout(WHOLE_BODY, collect(body, announced, most)).await {
        Ok(bytes) => bytes?,
        Err(_) => return Err(not_json("it did not arrive within 30 seconds")),
    };
    parse(&bytes).map(Fields::new)
}

fn check_type(headers: &HeaderMap) -> Result<(), Refused> {
    let refused = |found: &str| {
        let shown: String = found.chars().take(100).collect();
        let mut error = ApiError::new(
            ErrorCode::UnsupportedMediaType,
            format!(
                "the body must be application/json, not {}",
                if shown.is_empty() { "untyped" } else { &shown }
            ),
        );
        error.field = Some("content-type".to_owned());
        error.limit = Some(Quantity::Text("application/json".to_owned()));
        error.found = Some(Quantity::Text(shown));
        Box::new(error.remedy("Send the header Content-Type: application/json."))
    };
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let (Some(value), None) = (types.next(), types.next()) else {
        return Err(refused(""));
    };
    let text = value.to_str().unwrap_or_default();
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let charset = parameters
        .split(';')
        .filter_map(|parameter| parameter.trim().split_once('='));
    let foreign_charset = charset.into_iter().any(|(name, value)| {
        name.trim().eq_ignore_ascii_case("charset")
            && !value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
    });
    let encoded = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"));
    if encoded {
        return Err(refused("compressed"));
    }
    if !essence.trim().eq_ignore_ascii_case("application/json") || foreign_charset {
        return Err(refused(text));
    }
    Ok(())
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn collect(mut body: Body, announced: Option<u64>, most: usize) -> Result<Vec<u8>, Refused> {
    let expected = announced
        .and_then(|bytes| usize::try_from(bytes).ok())
        .unwrap_or_default()
        .min(most);
    let mut bytes = Vec::with_capacity(expected);
    let mut total = 0;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(not_json("it ended too early"));
        };
        let Ok(part) = frame.into_data() else {
            continue;
        };
        total += part.len();
        if total <= most {
            bytes.extend_from_slice(&part);
        } else if total > DRAINED {
            break;
        }
    }
    if total > most {
        Err(too_large(most, announced.or(u64::try_from(total).ok())))
    } else {
        Ok(bytes)
    }
}

fn parse(bytes: &[u8]) -> Result<Map<String, Value>, Refused> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(not_json("it is empty; an operation without fields is {}"));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let object = json
        .deserialize_map(Unique)
        .and_then(|object| json.end().map(|()| object));
    object.map_err(|error| not_json(&error.to_string()))
}

/// An object in which every field is there once: whoever reads the last and whoever reads the first must not disagree.
struct Unique;

impl<'de> Visitor<'de> for Unique {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut object = Map::new();
        while let Some((name, Inside(value))) = entries.next_entry()? {
            insert(&mut object, name, value)?;
        }
        Ok(object)
    }
}

fn insert<E: Error>(object: &mut Map<String, Value>, name: String, value: Value) -> Result<(), E> {
    if object.contains_key(&name) {
        let shown: String = name.chars().take(64).collect();
        return Err(E::custom(format!("the field `{shown}` is there twice")));
    }
    object.insert(name, value);
    Ok(())
}

/// A value whose objects have every field once, however deep they are.
struct Inside(Value);

impl<'de> Deserialize<'de> for Inside {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Anything).map(Self)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(Inside(value)) = entries.next_element()? {
            array.push(value);
        }
        Ok(array.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Value, A::Error> {
        Unique.visit_map(entries).map(Value::Object)
    }
}

fn not_json(what: &str) -> Refused {
    let error = ApiError::new(
        ErrorCode::InvalidJson,
        format!("the body is not a JSON object: {what}"),
    );
    Box::new(error.remedy(
        "Send one JSON object with the fields of the operation; GET /api/operations lists them.",
    ))
}

fn too_large(most: usize, found: Option<u64>) -> Refused {
    let quantity = |bytes: u64| Quantity::Number(i64::try_from(bytes).unwrap_or(i64::MAX));
    let mut error = ApiError::new(
        ErrorCode::BodyTooLarge,
        format!("the body may have at most {most} bytes"),
    );
    error.limit = Some(quantity(most as u64));
    error.found = found.map(quantity);
    Box::new(error.remedy("Send less in one request."))
}
