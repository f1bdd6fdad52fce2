//! Texts that begin with a text, as a range.

/// The first text after all that begin with `prefix`, in the order of their bytes; nothing where none comes after them.
pub(in crate::sqlite) fn after_all_with(prefix: &str) -> Option<String> {
    let mut chars: Vec<char> = prefix.chars().collect();
    while let Some(last) = chars.pop() {
        // Surrogates are no characters.
        let next = match last {
            '\u{D7FF}' => Some('\u{E000}'),
            _ => char::from_u32(u32::from(last) + 1),
        };
        if let Some(next) = next {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::after_all_with;

    #[test]
    fn what_begins_with_a_text_comes_before_and_nothing_else_does() {
        for (prefix, after) in [
            ("", None),
            ("a", Some("b")),
            ("GID_a@@@", Some("GID_a@@A")),
            ("%_'", Some("%_(")),
            ("设备", Some("设夈")),
            ("a\u{D7FF}", Some("a\u{E000}")),
            ("a\u{10FFFF}", Some("b")),
            ("\u{10FFFF}\u{10FFFF}", None),
        ] {
            let found = after_all_with(prefix);
            assert_eq!(found.as_deref(), after, "{prefix}");
            if let Some(found) = found {
                assert!(format!("{prefix}\u{10FFFF}z") < found, "{prefix}");
            }
        }
    }
}
