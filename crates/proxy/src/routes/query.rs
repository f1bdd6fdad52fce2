//! The query of a URL, read with the same answers as a body.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use signet_model::api::{ApiError, ErrorCode};
use signet_model::{FieldError, Violation};

use super::input;
use crate::service::Refused;

/// The parameters of a query by name, each there once; one without a text says nothing.
///
/// # Errors
/// 422 for what is there twice or is no text.
pub(super) fn parameters(text: &str) -> Result<Map<String, Value>, Refused> {
    let mut parameters = Map::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(name)?, decoded(value)?);
        if parameters.contains_key(&name) {
            let shown: String = name.chars().take(64).collect();
            return Err(input::invalid(&shown, format!("{shown} is there twice")));
        }
        let value = if value.is_empty() {
            Value::Null
        } else {
            value.into()
        };
        parameters.insert(name, value);
    }
    Ok(parameters)
}

/// A name or a value of a query as it was meant.
///
/// # Errors
/// 422 for what is not percent-encoded UTF-8.
pub(super) fn decoded(text: &str) -> Result<String, Refused> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded.map(Into::into).map_err(|_| {
        let error = ApiError::new(
            ErrorCode::InvalidField,
            "the query is not percent-encoded UTF-8",
        );
        Box::new(error.remedy("Write each value as encodeURIComponent does."))
    })
}

/// One of these, where there is one.
///
/// # Errors
/// 422 with field, limit and found.
pub(super) fn one_of(
    name: &str,
    found: Option<String>,
    allowed: &[&str],
) -> Result<Option<String>, Refused> {
    match found {
        Some(found) if !allowed.contains(&found.as_str()) => {
            Err(input::none_of(name, allowed, &found))
        }
        found => Ok(found),
    }
}

/// A whole number, where there is one.
///
/// # Errors
/// 422 with field, limit and found.
pub(super) fn number(
    name: &str,
    found: Option<String>,
    minimum: u64,
    maximum: u64,
) -> Result<Option<u64>, Refused> {
    let Some(found) = found else {
        return Ok(None);
    };
    match found.parse() {
        Ok(number) if (minimum..=maximum).contains(&number) => Ok(Some(number)),
        _ => Err(Box::new(ApiError::from(FieldError {
            field: name.to_owned(),
            violation: Violation::OutOfRange {
                minimum,
                maximum,
                found,
            },
        }))),
    }
}
