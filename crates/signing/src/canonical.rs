//! The canonical form: one spelling for each request, the same on both ends.

use std::borrow::Cow;

use crate::SignError;
use crate::encoding::percent_encode;

/// Headers in canonical form (`cloud-api.md` section 3.2, step 4).
#[derive(Clone, PartialEq, Eq)]
pub struct CanonicalHeaders {
    /// One `name:value` line for each name, each ending in a line feed.
    pub lines: String,
    /// The names, joined by `;`.
    pub signed: String,
}

/// The query in canonical form, which is also a valid query string for the URL: sorted by key, then by value, keys and values
/// percent-encoded, an empty value as `key=`.
#[must_use]
pub fn canonical_query(query: &[(&str, &str)]) -> String {
    let sorted = if query.is_sorted() {
        Cow::Borrowed(query)
    } else {
        let mut pairs = query.to_vec();
        pairs.sort_unstable();
        Cow::Owned(pairs)
    };
    let bytes: usize = sorted
        .iter()
        .map(|(key, value)| key.len() + value.len() + 2)
        .sum();
    // A quarter more leaves room for the `%40%40%40` of a ClientId without growing.
    let mut out = String::with_capacity(bytes + bytes / 4);
    for (index, (key, value)) in sorted.iter().enumerate() {
        if index > 0 {
            out.push('&');
        }
        percent_encode(key, &mut out);
        out.push('=');
        percent_encode(value, &mut out);
    }
    out
}

/// The headers in canonical form: names in lower case and sorted, values trimmed, the values of a repeated name sorted and joined by `,`.
///
/// # Errors
/// A name that is no HTTP token, or a value with anything but visible ASCII and spaces: a line feed in it could pass for another
/// header.
pub fn canonical_headers(headers: &[(&str, &str)]) -> Result<CanonicalHeaders, SignError> {
    let mut sorted = Vec::with_capacity(headers.len());
    for &(name, value) in headers {
        let name = header_name(name)?;
        let value = header_value(&name, value)?;
        sorted.push((name, value));
    }
    sorted.sort_unstable();
    Ok(write_headers(
        sorted.iter().map(|(name, value)| (name.as_ref(), *value)),
    ))
}

/// The canonical form of headers that are in canonical order already, their names and values checked.
pub(crate) fn write_headers<'a>(
    sorted: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> CanonicalHeaders {
    let bytes = sorted
        .clone()
        .map(|(name, value)| name.len() + value.len() + 2)
        .sum();
    let names = sorted.clone().map(|(name, _)| name.len() + 1).sum();
    let mut lines = String::with_capacity(bytes);
    let mut signed = String::with_capacity(names);
    let mut previous = None;
    for (name, value) in sorted {
        if previous == Some(name) {
            lines.push(',');
        } else {
            if previous.is_some() {
                lines.push('\n');
                signed.push(';');
            }
            lines.push_str(name);
            lines.push(':');
            signed.push_str(name);
        }
        lines.push_str(value);
        previous = Some(name);
    }
    if previous.is_some() {
        lines.push('\n');
    }
    CanonicalHeaders { lines, signed }
}

/// The value as it is signed and sent: without the spaces around it.
pub(crate) fn header_value<'a>(name: &str, value: &'a str) -> Result<&'a str, SignError> {
    let allowed = |byte: u8| matches!(byte, b' '..=b'~');
    // A count instead of a search that stops early: this one runs many bytes at a time.
    if value.bytes().filter(|&byte| !allowed(byte)).count() == 0 {
        return Ok(value.trim_matches(' '));
    }
    let at = value
        .bytes()
        .position(|byte| !allowed(byte))
        .unwrap_or(value.len());
    Err(SignError::HeaderValue {
        name: name.to_owned(),
        at,
    })
}

/// The canonical request (`cloud-api.md` section 3.2, step 5). An empty path stands for `/`.
///
/// # Errors
/// A method, path or payload hash whose bytes could pass for another part of the request.
pub fn canonical_request(
    method: &str,
    path: &str,
    canonical_query: &str,
    headers: &CanonicalHeaders,
    payload_hash: &str,
) -> Result<String, SignError> {
    if !method.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Err(SignError::Method {
            found: method.to_owned(),
        });
    }
    if let Some(at) = path
        .bytes()
        .position(|byte| !byte.is_ascii_graphic() || matches!(byte, b'?' | b'#'))
    {
        return Err(SignError::Path { at });
    }
    if payload_hash.len() != 64
        || !payload_hash
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    {
        return Err(SignError::PayloadHash);
    }
    let parts = [
        method,
        "\n",
        if path.is_empty() { "/" } else { path },
        "\n",
        canonical_query,
        "\n",
        &headers.lines,
        "\n",
        &headers.signed,
        "\n",
        payload_hash,
    ];
    Ok(parts.concat())
}

fn header_name(name: &str) -> Result<Cow<'_, str>, SignError> {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!#$%&'*+^`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_token) {
        return Err(SignError::HeaderName {
            found: name.to_owned(),
        });
    }
    Ok(if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_are_sorted_by_value() {
        assert_eq!(
            canonical_query(&[("b", "2"), ("a", "z"), ("b", "1"), ("a", "")]),
            "a=&a=z&b=1&b=2"
        );
    }

    #[test]
    fn no_query_is_the_empty_text() {
        assert_eq!(canonical_query(&[]), "");
    }

    #[test]
    fn a_line_feed_in_a_header_is_refused_without_showing_the_value() {
        let error = canonical_headers(&[("X-Acs-Security-Token", "canary\nx-acs-action:Delete")])
            .err()
            .expect("refused");
        assert_eq!(
            error,
            SignError::HeaderValue {
                name: "x-acs-security-token".to_owned(),
                at: 6
            }
        );
        assert!(!error.to_string().contains("canary"));
    }

    #[test]
    fn names_that_are_no_token_are_refused() {
        for name in ["", "x acs", "x:acs", "x\nacs", "ключ", "x;y"] {
            let refused = canonical_headers(&[(name, "v")]).err();
            assert_eq!(
                refused,
                Some(SignError::HeaderName {
                    found: name.to_owned()
                })
            );
        }
    }

    #[test]
    fn parts_that_could_pass_for_others_are_refused() {
        let headers = CanonicalHeaders {
            lines: String::new(),
            signed: String::new(),
        };
        let hash = "0".repeat(64);
        let refused =
            |method, path, hash: &str| canonical_request(method, path, "", &headers, hash).err();
        assert_eq!(
            refused("GET\n/", "/", &hash),
            Some(SignError::Method {
                found: "GET\n/".to_owned()
            })
        );
        assert_eq!(
            refused("GET", "/a\nb", &hash),
            Some(SignError::Path { at: 2 })
        );
        assert_eq!(
            refused("GET", "/a?b", &hash),
            Some(SignError::Path { at: 2 })
        );
        assert_eq!(
            refused("GET", "/", &hash[1..]),
            Some(SignError::PayloadHash)
        );
        assert_eq!(
            refused("GET", "/", &"A".repeat(64)),
            Some(SignError::PayloadHash)
        );
        assert_eq!(refused("GET", "/", &hash), None);
    }
}
