//! What was typed or pasted, without what came along with it: spaces of all widths, marks that nobody sees, the full-width
//! characters of an input method. Pure.

use signet_model::identifiers::{ClientId, SerialNumber};

use crate::components::typed::{FullWidth, full_width, is_padding};

/// The fewest digits that are taken for a serial number.
const SERIAL_LEAST: usize = 6;

/// What was typed, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Understood {
    /// The words to search for.
    pub(super) words: String,
    /// The client ids that it may be, the likelier first.
    pub(super) client_ids: Vec<String>,
    /// The serial numbers that it may be, the likelier first.
    pub(super) serials: Vec<String>,
    /// The first full-width character, where plain ones were taken instead.
    pub(super) full_width: Option<FullWidth>,
}

/// Understands what was typed.
pub(super) fn understand(typed: &str) -> Understood {
    let plain = tidied(typed);
    let full_width = full_width(&plain);
    let words = full_width
        .as_ref()
        .map_or_else(|| plain.clone(), |found| found.narrowed.clone());
    // An id that exists may have full-width characters of its own, though hardly ever.
    let mut texts = vec![words.clone()];
    if plain != words {
        texts.push(plain);
    }
    Understood {
        client_ids: texts.iter().filter_map(|text| client_id(text)).collect(),
        serials: serials(&words),
        words,
        full_width,
    }
}

/// Without marks that nobody sees, every space a plain one, none at the ends.
fn tidied(typed: &str) -> String {
    let text: String = typed
        .chars()
        .map(|char| if char.is_whitespace() { ' ' } else { char })
        .filter(|char| *char == ' ' || !is_padding(*char))
        .collect();
    text.trim().to_owned()
}

/// Spaces around the `@@@` come from where the id was copied; others may be its own.
fn client_id(text: &str) -> Option<String> {
    let (group, device) = text.split_once("@@@")?;
    let (group, device) = (group.trim(), device.trim());
    if group.is_empty() || device.is_empty() {
        return None;
    }
    let id = [group, "@@@", device].concat();
    ClientId::parse(id.as_str()).is_ok().then_some(id)
}

/// Hexadecimal digits, as the cloud writes them or in pairs as `openssl` does.
fn serials(text: &str) -> Vec<String> {
    let digits = text.replace(':', "");
    let looks_like_one = digits.len() >= SERIAL_LEAST
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && digits.bytes().any(|byte| byte.is_ascii_digit())
        && SerialNumber::parse(digits.as_str()).is_ok();
    if !looks_like_one {
        return Vec::new();
    }
    let lower = digits.to_ascii_lowercase();
    if lower == digits {
        vec![digits]
    } else {
        vec![lower, digits]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_id_is_understood_however_it_was_pasted() {
        for typed in [
            "GID_a@@@dev-1",
            "\u{FEFF} GID_a@@@dev-1\u{00A0}\r\n",
            "GID_a\u{200B}@@@dev-1",
            "GID_a @@@\u{3000}dev-1",
            "GID_a＠＠＠dev-1",
            "ＧＩＤ＿ａ＠＠＠ｄｅｖ－１",
        ] {
            assert_eq!(understand(typed).client_ids[0], "GID_a@@@dev-1", "{typed}");
        }
        for words in ["GID_a", "@@@", "GID_a@@@", "@@@b", "a@b", ""] {
            assert_eq!(understand(words).client_ids, [""; 0], "{words}");
        }
        assert_eq!(
            understand(&["GID_a@@@", &"x".repeat(300)].concat()).client_ids,
            [""; 0]
        );
    }

    #[test]
    fn spaces_and_letters_that_are_its_own_stay() {
        assert_eq!(
            understand("GID_Toolroom@@@spindle 3/axis-07").client_ids,
            ["GID_Toolroom@@@spindle 3/axis-07"]
        );
        assert_eq!(
            understand("GID_a@@@主轴-07").client_ids,
            ["GID_a@@@主轴-07"]
        );
    }

    #[test]
    fn full_width_characters_are_named_and_may_be_its_own() {
        let found = understand("GID_a@@@dev－1");
        assert_eq!(found.client_ids, ["GID_a@@@dev-1", "GID_a@@@dev－1"]);
        let named = found.full_width.expect("has one");
        assert_eq!((named.found, named.at, named.plain), ('－', 12, '-'));
        assert_eq!(understand("GID_a@@@dev-1").full_width, None);
    }

    #[test]
    fn a_serial_number_keeps_its_zeros_and_loses_its_colons() {
        assert_eq!(understand(" 007269004887 ").serials, ["007269004887"]);
        assert_eq!(understand("00:F2:69:00").serials, ["00f26900", "00F26900"]);
        assert_eq!(understand("００７２６９").serials, ["007269"]);
        for words in [
            "dead beef",
            "facade",
            "12345",
            "GID_a@@@007269",
            "007269z",
            &"1".repeat(129),
        ] {
            assert_eq!(understand(words).serials, [""; 0], "{words}");
        }
    }
}
