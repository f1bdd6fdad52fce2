//! The header that says why something is done.

use http::HeaderMap;
use percent_encoding::percent_decode;
use signet_model::api::{ApiError, ErrorCode, REASON_HEADER};
use signet_model::identifiers::Reason;
use signet_model::{FieldError, Violation};

use crate::service::Refused;

/// The reason that a request gives; an empty one is none.
///
/// # Errors
/// It is there twice, is not percent-encoded UTF-8, has more than 200 characters, or holds a control character.
pub(super) fn read(headers: &HeaderMap) -> Result<Option<String>, Refused> {
    let mut values = headers.get_all(REASON_HEADER).iter();
    let value = match (values.next(), values.next()) {
        (None, _) => return Ok(None),
        (Some(value), None) => value,
        (Some(_), Some(_)) => return Err(unreadable("it is there twice")),
    };
    let decoded = percent_decode(value.as_bytes()).decode_utf8();
    let text = decoded.map_err(|_| unreadable("it is not percent-encoded UTF-8"))?;
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let found = text.chars().count();
    let parsed = if found > Reason::MAX_CHARACTERS {
        Err(Violation::TooManyCharacters {
            limit: Reason::MAX_CHARACTERS,
            found,
        })
    } else {
        Reason::parse(text)
    };
    let reason = parsed.map_err(|violation| {
        Box::new(ApiError::from(FieldError {
            field: REASON_HEADER.to_owned(),
            violation,
        }))
    })?;
    Ok(Some(reason.to_string()))
}

fn unreadable(what: &str) -> Refused {
    let mut error = ApiError::new(
        ErrorCode::InvalidField,
        format!("{REASON_HEADER} cannot be read: {what}"),
    );
    error.field = Some(REASON_HEADER.to_owned());
    Box::new(error.remedy("Send it once, as encodeURIComponent writes it."))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use signet_model::Quantity;

    use super::*;

    fn read_all(values: &[&str]) -> Result<Option<String>, Refused> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(
                REASON_HEADER,
                HeaderValue::from_str(value).expect("a value"),
            );
        }
        read(&headers)
    }

    #[test]
    fn a_reason_is_decoded() {
        for (value, expected) in [
            ("stolen", Some("stolen")),
            ("stolen%20%26%20sold", Some("stolen & sold")),
            ("%E8%A2%AB%E7%9B%97", Some("被盗")),
            ("", None),
            ("%20", None),
            ("100%", Some("100%")),
        ] {
            assert_eq!(
                read_all(&[value]).expect(value).as_deref(),
                expected,
                "{value}"
            );
        }
        assert_eq!(read_all(&[]).expect("none"), None);
        let longest = "%E8%A2%AB".repeat(200);
        assert!(
            read_all(&[&longest]).is_ok(),
            "characters are counted, not bytes"
        );
    }

    #[test]
    fn a_bad_reason_is_named() {
        let long = read_all(&[&"a".repeat(1000)]).expect_err("long");
        assert_eq!(long.field.as_deref(), Some("x-signet-reason"));
        assert_eq!(
            (long.code, long.limit, long.found),
            (
                ErrorCode::InvalidField,
                Some(Quantity::Number(200)),
                Some(Quantity::Number(1000))
            )
        );
        let control = read_all(&["a%0Ab"]).expect_err("a line break");
        assert_eq!(control.found, Some(Quantity::Text("U+000A".to_owned())));
        for values in [&["%FF"][..], &["a", "b"]] {
            let refused = read_all(values).expect_err("unreadable");
            assert_eq!(
                (refused.code, refused.field.as_deref()),
                (ErrorCode::InvalidField, Some("x-signet-reason"))
            );
        }
    }
}
