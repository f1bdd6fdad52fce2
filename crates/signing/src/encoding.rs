//! Percent-encoding and hexadecimal text.

use sha2::{Digest, Sha256};

/// Appends `text` to `out`, percent-encoded as RFC 3986 says: everything but `A-Z a-z 0-9 - _ . ~`, a space as `%20`.
pub fn percent_encode(text: &str, out: &mut String) {
    out.reserve(text.len());
    let mut clean_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !UNRESERVED[usize::from(byte)] {
            // A clean run is ASCII, so both its ends are character boundaries; an empty one may lie within a character.
            if clean_from < at {
                out.push_str(&text[clean_from..at]);
            }
            out.push('%');
            out.push(char::from(UPPER[usize::from(byte >> 4)]));
            out.push(char::from(UPPER[usize::from(byte & 0xF)]));
            clean_from = at + 1;
        }
    }
    if clean_from < text.len() {
        out.push_str(&text[clean_from..]);
    }
}

/// The SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return EMPTY_SHA256.to_owned();
    }
    let mut text = String::with_capacity(64);
    push_hex(&Sha256::digest(bytes).into(), &mut text);
    text
}

pub(crate) fn push_hex(hash: &[u8; 32], out: &mut String) {
    let mut digits = [0; 64];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(hash) {
        pair[0] = LOWER[usize::from(byte >> 4)];
        pair[1] = LOWER[usize::from(byte & 0xF)];
    }
    out.push_str(str::from_utf8(&digits).expect("hexadecimal digits are ASCII"));
}

/// Nearly every operation travels in the query, so the empty body is the usual one.
const EMPTY_SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const UPPER: &[u8; 16] = b"0123456789ABCDEF";
const LOWER: &[u8; 16] = b"0123456789abcdef";

const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] =
            (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constant_is_the_hash_of_nothing() {
        let mut computed = String::new();
        push_hex(&Sha256::digest(b"").into(), &mut computed);
        assert_eq!(sha256_hex(b""), computed);
    }

    #[test]
    fn encodes_what_rfc_3986_reserves() {
        let check = |text: &str, expected: &str| {
            let mut out = String::new();
            percent_encode(text, &mut out);
            assert_eq!(out, expected);
        };
        check("aZ09-_.~", "aZ09-_.~");
        check(" +*/:@", "%20%2B%2A%2F%3A%40");
        check("设备 1", "%E8%AE%BE%E5%A4%87%201");
        check("\u{1F511}\n\0%", "%F0%9F%94%91%0A%00%25");
        check("", "");
    }
}
