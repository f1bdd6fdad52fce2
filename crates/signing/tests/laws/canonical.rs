//! Shared by the property tests (stable) and the fuzz target (nightly); it names nothing of either.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use signet_signing::{canonical_headers, canonical_query};

/// Decoding gives back exactly what went in, in order; the text is safe in a URL; doing it again changes nothing.
pub(crate) fn query(pairs: &[(String, String)]) {
    let canonical = canonical_query(&borrow(pairs));
    assert!(
        canonical
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%&=".contains(&byte)),
        "{canonical}"
    );

    let decoded = decode(&canonical);
    let mut expected = pairs.to_vec();
    expected.sort();
    assert_eq!(decoded, expected);
    assert_eq!(canonical_query(&borrow(&decoded)), canonical);
}

/// The order in which the pairs came does not matter.
pub(crate) fn same_query(one: &[(String, String)], other: &[(String, String)]) {
    assert_eq!(
        canonical_query(&borrow(one)),
        canonical_query(&borrow(other))
    );
}

/// Refused, or: one line for each name, names sorted and named in `signed`; order does not matter; doing it again changes nothing.
pub(crate) fn headers(pairs: &[(String, String)]) {
    let Ok(canonical) = canonical_headers(&borrow(pairs)) else {
        let offends = |(name, value): &(String, String)| {
            name.is_empty()
                || !name.is_ascii()
                || name
                    .bytes()
                    .any(|byte| !byte.is_ascii_graphic() || b"()<>@,;:\\\"/[]?={}".contains(&byte))
                || value.bytes().any(|byte| !matches!(byte, b' '..=b'~'))
        };
        assert!(
            pairs.iter().any(offends),
            "refused without a cause: {pairs:?}"
        );
        return;
    };
    let names: BTreeSet<_> = pairs
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    let lines: Vec<_> = canonical
        .lines
        .split_terminator('\n')
        .map(|line| line.split_once(':').expect("name:value"))
        .collect();
    assert!(
        lines
            .iter()
            .map(|(name, _)| *name)
            .eq(names.iter().map(String::as_str))
    );
    assert_eq!(
        canonical.signed,
        names.into_iter().collect::<Vec<_>>().join(";")
    );

    let again = canonical_headers(&lines).expect("canonical headers are headers");
    assert_eq!(again.lines, canonical.lines);

    let mut reversed = borrow(pairs);
    reversed.reverse();
    assert_eq!(
        canonical_headers(&reversed)
            .expect("the same headers")
            .lines,
        canonical.lines
    );
}

fn decode(query: &str) -> Vec<(String, String)> {
    let decoded = |text| {
        percent_decode_str(text)
            .decode_utf8()
            .expect("UTF-8")
            .into_owned()
    };
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').expect("key=value"))
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect()
}

fn borrow(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect()
}
