//! The device certificates of a CA against the serial numbers that somebody knows: the question after a leaked CA key.

use std::collections::BTreeMap;

use crate::components::typed::full_width;

/// What a comparison found, each side in the order it was given.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compared {
    /// Where in the list of the cloud those stand that are not known.
    pub(super) unknown: Vec<usize>,
    /// Those known that the cloud has not.
    pub(super) absent: Vec<String>,
    /// How many are on both sides.
    pub(super) both: usize,
    /// How many different serial numbers were given.
    pub(super) known: usize,
}

/// Compares the serial numbers of the cloud with a pasted list.
pub(super) fn compare<'a>(cloud: impl Iterator<Item = &'a str>, pasted: &str) -> Compared {
    let narrowed = full_width(pasted).map(|found| found.narrowed);
    let mut known: BTreeMap<String, (usize, &str, bool)> = BTreeMap::new();
    for (at, serial) in serials(narrowed.as_deref().unwrap_or(pasted)).enumerate() {
        known.entry(plain(serial)).or_insert((at, serial, false));
    }
    let mut compared = Compared {
        known: known.len(),
        ..Compared::default()
    };
    for (at, serial) in cloud.enumerate() {
        match known.get_mut(&plain(serial)) {
            Some((_, _, found)) => {
                *found = true;
                compared.both += 1;
            }
            None => compared.unknown.push(at),
        }
    }
    let mut absent: Vec<_> = known.into_values().filter(|(.., found)| !found).collect();
    absent.sort_unstable_by_key(|(at, ..)| *at);
    compared.absent = absent
        .into_iter()
        .map(|(_, serial, _)| serial.to_owned())
        .collect();
    compared
}

/// The serial numbers in a text, however they are separated.
fn serials(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| {
        char.is_whitespace()
            || matches!(
                char,
                ',' | ';' | '，' | '；' | '、' | '"' | '\'' | '\u{feff}' | '\u{200b}'
            )
    })
    .filter(|serial| !serial.is_empty())
}

/// A serial number without what differs between tools that write the same one: case, colons, `serial=` and `0x` before it, and
/// leading zeros.
fn plain(serial: &str) -> String {
    let lower = serial.to_ascii_lowercase();
    let bare = lower.strip_prefix("serial=").unwrap_or(&lower);
    let bare = bare.strip_prefix("0x").unwrap_or(bare);
    let digits: String = bare.chars().filter(|char| *char != ':').collect();
    digits.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_told_in_their_order() {
        let cloud = ["00f2", "356217374433", "0a", "0b"];
        let found = compare(cloud.into_iter(), "0b\n356217374433\n77\n00f3\n77\n");
        assert_eq!(
            found,
            Compared {
                unknown: vec![0, 2],
                absent: vec!["77".to_owned(), "00f3".to_owned()],
                both: 2,
                known: 4,
            }
        );
    }

    #[test]
    fn the_same_number_is_known_however_a_tool_writes_it() {
        for pasted in [
            "00f26900ba87",
            "F26900BA87",
            "00:F2:69:00:BA:87",
            "serial=F26900BA87",
            "0xf26900ba87",
            "\u{feff}\"00f26900ba87\",",
            "；００ｆ２６９００ｂａ８７、",
        ] {
            let found = compare(["00f26900ba87"].into_iter(), pasted);
            assert_eq!((found.both, found.known), (1, 1), "{pasted}");
            assert!(found.unknown.is_empty() && found.absent.is_empty());
        }
    }

    #[test]
    fn nothing_pasted_leaves_all_unknown() {
        let found = compare(["1", "2"].into_iter(), " \n, ");
        assert_eq!((found.unknown, found.known), (vec![0, 1], 0));
    }
}
