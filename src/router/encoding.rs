//! Percent-encoding of what stands in a URL: exact both ways for any text, and forgiving when read.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends `text` so that it may stand as one path segment.
pub(super) fn push_segment(out: &mut String, text: &str) {
    push(out, text, b"-._~@:");
}

/// Appends `text` so that it may stand as a query value.
pub(super) fn push_value(out: &mut String, text: &str) {
    push(out, text, b"-._~@:/,");
}

fn push(out: &mut String, text: &str, kept: &[u8]) {
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// Reads a path segment. A broken escape stays as it is; bytes that are not UTF-8 become U+FFFD.
pub(super) fn segment(text: &str) -> String {
    decode(text, false)
}

/// Reads a query value, where others write a space as `+`.
pub(super) fn value(text: &str) -> String {
    decode(text, true)
}

fn decode(text: &str, plus_is_space: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'%' => match (digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    at += 2;
                }
                _ => out.push(b'%'),
            },
            b'+' if plus_is_space => out.push(b' '),
            byte => out.push(byte),
        }
        at += 1;
    }
    match String::from_utf8(out) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}

fn digit(byte: Option<&u8>) -> Option<u8> {
    match byte? {
        byte @ b'0'..=b'9' => Some(byte - b'0'),
        byte @ b'a'..=b'f' => Some(byte - b'a' + 10),
        byte @ b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODD: [&str; 9] = [
        "GID@@@press-1",
        "a/b?c#d&e=f",
        "100% + 5",
        "%41",
        "设备＠１",
        "\u{202e}\u{0}\u{7f}",
        " ",
        "+",
        "𝔘/..",
    ];

    #[test]
    fn any_text_comes_back_from_a_segment_and_from_a_value() {
        for text in ODD {
            let (mut as_segment, mut as_value) = (String::new(), String::new());
            push_segment(&mut as_segment, text);
            push_value(&mut as_value, text);
            assert_eq!(segment(&as_segment), text);
            assert_eq!(value(&as_value), text);
            assert!(as_segment.is_ascii() && !as_segment.contains(['/', '?', '#', '&', ' ']));
            assert!(as_value.is_ascii() && !as_value.contains(['?', '#', '&', ' ', '+']));
        }
    }

    #[test]
    fn at_signs_stay_readable() {
        let mut out = String::new();
        push_value(&mut out, "GID_a@@@b");
        assert_eq!(out, "GID_a@@@b");
    }

    #[test]
    fn what_is_broken_is_read_without_panic() {
        assert_eq!(value("a%"), "a%");
        assert_eq!(value("a%4"), "a%4");
        assert_eq!(value("%zz%é"), "%zz%é");
        assert_eq!(value("%ff"), "\u{fffd}");
        assert_eq!(value("a+b"), "a b");
        assert_eq!(segment("a+b"), "a+b");
    }
}
