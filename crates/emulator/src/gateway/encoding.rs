//! The two spellings of a name or value: how a form or URL writes it, and how signatures want it (RFC 3986).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

/// Decoded names and values, in the order they came.
pub(crate) type Pairs = Vec<(String, String)>;

/// A name or value that is not UTF-8 once decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotUtf8;

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Reads `a=1&b=2` as forms and the official SDK's URLs write it: `+` is a space, a broken `%` stands for itself.
pub(crate) fn decode_form(text: &[u8]) -> Result<Pairs, NotUtf8> {
    text.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let at = pair.iter().position(|byte| *byte == b'=');
            let (name, value) = at.map_or((pair, &[][..]), |at| (&pair[..at], &pair[at + 1..]));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &[u8]) -> Result<String, NotUtf8> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    String::from_utf8(percent_decode(&spaced).collect()).map_err(|_| NotUtf8)
}

/// The spelling that signatures are made over.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// `k=v` joined by `&`, sorted by name and then by value.
pub(crate) fn canonical_query<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_unstable();
    let written: Vec<_> = pairs
        .into_iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    written.join("&")
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads hexadecimal of either case; `None` where it is not.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| digit.to_digit(16).map(|value| value as u8))
        .collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    rest.is_empty()
        .then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_is_a_plus_on_the_url_and_percent_20_in_the_signature() {
        let pairs =
            decode_form(b"ClientId=GID_test%40%40%40dev+1&Empty=&Bare&Broken=100%").unwrap();
        let found: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("ClientId", "GID_test@@@dev 1"),
                ("Empty", ""),
                ("Bare", ""),
                ("Broken", "100%")
            ]
        );
        assert_eq!(
            canonical_query(found.into_iter()),
            "Bare=&Broken=100%25&ClientId=GID_test%40%40%40dev%201&Empty="
        );
    }

    #[test]
    fn reserved_characters_are_spelt_as_the_vendor_tests_do() {
        assert_eq!(
            canonical_query([("test", " ~/*-+")].into_iter()),
            "test=%20~%2F%2A-%2B"
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_told_apart() {
        assert_eq!(decode_form(b"a=%FF"), Err(NotUtf8));
        assert_eq!(unhex("0aF"), None);
        assert_eq!(unhex("+1"), None);
        assert_eq!(unhex("0aFF"), Some(vec![10, 255]));
    }
}
