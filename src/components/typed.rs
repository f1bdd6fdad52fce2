//! Identifiers as people paste them: with odd spaces around, typed through an input method, and too long.

use signet_model::violation::half_width;

/// Whether a character is at the ends of pasted text by accident: spaces of all widths, and marks without any width.
pub fn is_padding(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
        )
}

/// The text without what was pasted along with it.
pub fn tidy(text: &str) -> &str {
    text.trim_matches(is_padding)
}

/// A full-width character in typed text, which no identifier of the cloud's making has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullWidth {
    /// The first such character.
    pub found: char,
    /// Its position, counted in characters from 1.
    pub at: usize,
    /// The plain character that it stands for.
    pub plain: char,
    /// The whole text with plain characters instead.
    pub narrowed: String,
}

/// Finds full-width characters.
pub fn full_width(text: &str) -> Option<FullWidth> {
    let (index, found, plain) = text
        .chars()
        .enumerate()
        .find_map(|(index, found)| Some((index, found, half_width(found)?)))?;
    Some(FullWidth {
        found,
        at: index + 1,
        plain,
        narrowed: narrow(text),
    })
}

/// The text with plain characters in the place of full-width ones: for numbers and codes, which an input method may make wide.
pub fn narrow(text: &str) -> String {
    text.chars()
        .map(|character| half_width(character).unwrap_or(character))
        .collect()
}

/// Whether text looks like a whole client id (`<GroupID>@@@<DeviceID>`) and not like words to filter by.
pub fn is_client_id(text: &str) -> bool {
    narrow(text)
        .split_once("@@@")
        .is_some_and(|(group, device)| !group.is_empty() && !device.is_empty())
}

/// The end of an identifier that is typed to confirm an act on it: the device's own part, and of a long one only its last
/// characters. `None` where it ends in characters that a keyboard may not have.
pub fn ending(id: &str) -> Option<&str> {
    const MOST: usize = 24;
    const ENOUGH: usize = 12;
    let device = id.split_once("@@@").map_or(id, |(_, device)| device);
    let typeable = device
        .char_indices()
        .rev()
        .take_while(|(_, character)| character.is_ascii_graphic())
        .last()
        .map_or("", |(index, _)| &device[index..]);
    match typeable.len() {
        0 => None,
        length if length > MOST => Some(&typeable[length - ENOUGH..]),
        _ => Some(typeable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_pasted_along_is_taken_off() {
        assert_eq!(tidy("\u{FEFF} GID_a@@@b \u{00A0}\r\n"), "GID_a@@@b");
        assert_eq!(tidy("\u{200B}0012 34\u{3000}"), "0012 34");
        assert_eq!(tidy(" \u{200B} "), "");
    }

    #[test]
    fn the_first_full_width_character_is_named_and_all_are_narrowed() {
        let found = full_width("GID_a＠＠＠dev－１").expect("has full-width characters");
        assert_eq!((found.found, found.at, found.plain), ('＠', 6, '@'));
        assert_eq!(found.narrowed, "GID_a@@@dev-1");
        assert_eq!(full_width("GID_a@@@设备"), None);
    }

    #[test]
    fn an_id_is_told_from_words_to_filter_by() {
        for id in ["GID_a@@@b", "GID_a＠＠＠b", "a@@@b@@@c"] {
            assert!(is_client_id(id), "{id}");
        }
        for words in ["press", "a@b", "@@@", "GID_a@@@", "@@@b", ""] {
            assert!(!is_client_id(words), "{words}");
        }
    }

    #[test]
    fn the_end_that_is_typed_is_short_and_typeable() {
        assert_eq!(ending("GID_press_line@@@press-0104"), Some("press-0104"));
        assert_eq!(ending("00f26900ba87"), Some("00f26900ba87"));
        assert_eq!(
            ending("GID_a@@@0123456789abcdef0123456789"),
            Some("ef0123456789")
        );
        assert_eq!(ending("GID_a@@@设备7"), Some("7"));
        assert_eq!(ending("GID_a@@@设备"), None);
        assert_eq!(ending("GID_a@@@a\u{202E}b c"), Some("c"));
        assert_eq!(ending(""), None);
    }
}
