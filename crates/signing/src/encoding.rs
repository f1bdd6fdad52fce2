//! Percent-encoding and hexadecimal text.

use sha2::{Digest, Sha256};

/// Appends `text` to `out`, percent-encoded as RFC 3986 says: everything but `A-Z a-z 0-9 - _ . ~`, a space as `%20`.
pub fn percent_encode(text: &str, out: &mut String) {
    out.reserve(text.len());
    for byte in text.bytes() {
        if UNRESERVED[usize::from(byte)] {
            out.push(char::from(byte));
        } else {
            out.push('%');
            push_digit(byte >> 4, UPPER, out);
            push_digit(byte & 0xF, UPPER, out);
        }
    }
}

/// The SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return EMPTY_SHA256.to_owned();
    }
    let mut text = String::with_capacity(64);
    push_hex(&Sha256::digest(bytes), &mut text);
    text
}

pub(crate) fn push_hex(bytes: &[u8], out: &mut String) {
    for byte in bytes {
        push_digit(byte >> 4, LOWER, out);
        push_digit(byte & 0xF, LOWER, out);
    }
}

fn push_digit(nibble: u8, digits: &[u8; 16], out: &mut String) {
    out.push(char::from(digits[usize::from(nibble)]));
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
        push_hex(&Sha256::digest(b""), &mut computed);
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
