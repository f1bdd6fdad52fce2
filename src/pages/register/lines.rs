//! Client ids as people paste them: taken apart, and each checked against the rules for new ones. No words and no I/O.

use std::collections::BTreeMap;

use signet_model::{Violation, identifiers::NewClientId};

use crate::components::typed::{FullWidth, full_width, tidy};

/// Client ids that are registered at once, at most.
pub(super) const MOST: usize = 100;

/// What was pasted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// The first [`MOST`].
    pub(super) lines: Vec<Line>,
    /// How many there are.
    pub(super) count: usize,
}

/// One client id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The text, without what was pasted along with it.
    pub(super) text: String,
    /// What is wrong with it; it may be registered while nothing is.
    pub(super) fault: Option<Fault>,
}

/// Why a line cannot be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// An input method made it.
    FullWidth(FullWidth),
    /// It breaks a rule for new ids.
    Rule(Violation),
    /// It stands in another line already, counted from 1.
    Duplicate(usize),
}

impl Lines {
    /// Takes text apart at line ends, commas, semicolons, enumeration commas and spaces of every width, and checks each part.
    pub(super) fn of(text: &str) -> Self {
        let mut seen = BTreeMap::new();
        let mut lines = Vec::new();
        let mut count = 0;
        for text in text
            .split(separates)
            .map(tidy)
            .filter(|text| !text.is_empty())
        {
            count += 1;
            if count > MOST {
                continue;
            }
            let fault = fault(text).or_else(|| seen.get(text).copied().map(Fault::Duplicate));
            seen.entry(text).or_insert(count);
            lines.push(Line {
                text: text.to_owned(),
                fault,
            });
        }
        Self { lines, count }
    }

    /// The ids that may be registered.
    pub(super) fn good(&self) -> impl Iterator<Item = &str> {
        self.lines
            .iter()
            .filter(|line| line.fault.is_none())
            .map(|line| line.text.as_str())
    }

    /// How many lines something is wrong with.
    pub(super) fn faults(&self) -> usize {
        self.lines
            .iter()
            .filter(|line| line.fault.is_some())
            .count()
    }
}

/// The whole text with plain characters, if it has full-width ones; separators stay as they are.
pub(super) fn narrowed(text: &str) -> Option<String> {
    let parts = || text.split_inclusive(separates);
    parts()
        .any(|part| full_width(part.trim_end_matches(separates)).is_some())
        .then(|| {
            parts()
                .flat_map(|part| {
                    let id = part.trim_end_matches(separates);
                    let plain =
                        full_width(id).map_or_else(|| id.to_owned(), |found| found.narrowed);
                    [plain, part[id.len()..].to_owned()]
                })
                .collect()
        })
}

fn separates(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | ';' | '，' | '、' | '；' | '\u{FF64}')
}

fn fault(text: &str) -> Option<Fault> {
    if let Some(found) = full_width(text) {
        return Some(Fault::FullWidth(found));
    }
    NewClientId::parse(text).err().map(Fault::Rule)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let lines = Lines::of(text);
        assert_eq!(lines.count, lines.lines.len());
        lines.lines.into_iter().map(|line| line.text).collect()
    }

    fn only_fault(text: &str) -> Fault {
        let mut lines = Lines::of(text).lines;
        assert_eq!(lines.len(), 1, "{text}");
        lines.remove(0).fault.expect(text)
    }

    #[test]
    fn every_separator_that_people_paste_separates() {
        for between in [
            "\n",
            "\r\n",
            ",",
            ", ",
            ";",
            "，",
            "、",
            "；",
            "\t",
            " ",
            "\u{3000}",
            "\u{a0}",
            "\u{2028}",
            " \u{200b},\u{feff} ",
        ] {
            let pasted = ["\u{feff}GID_a@@@1", between, "GID_a@@@2", between].concat();
            assert_eq!(texts(&pasted), ["GID_a@@@1", "GID_a@@@2"], "{between:?}");
        }
        assert_eq!(Lines::of(" ,，\n\u{200b}\n"), Lines::default());
    }

    #[test]
    fn each_rule_is_named() {
        let long = ["GID_a@@@", &"x".repeat(57)].concat();
        assert_eq!(
            only_fault(&long),
            Fault::Rule(Violation::TooManyCharacters {
                limit: 64,
                found: 65
            })
        );
        assert_eq!(
            only_fault("GID_a@@@b@@@c"),
            Fault::Rule(Violation::Separators { found: 2 })
        );
        assert_eq!(
            only_fault("GIDa@@@b"),
            Fault::Rule(Violation::NotAGroup {
                found: "GIDa".to_owned()
            })
        );
        assert!(matches!(
            only_fault("GID_a@@@b/c"),
            Fault::Rule(Violation::ForbiddenCharacter {
                found: '/',
                at: 10,
                ..
            })
        ));
        assert_eq!(only_fault("GID_a@@@"), Fault::Rule(Violation::NoDevice));
        let Fault::FullWidth(found) = only_fault("GID_a＠＠＠１") else {
            panic!("full-width")
        };
        assert_eq!((found.found, found.plain), ('＠', '@'));
    }

    #[test]
    fn a_duplicate_names_the_line_that_it_repeats() {
        let lines = Lines::of("GID_a@@@1 GID_a@@@2\nGID_a@@@1").lines;
        let faults: Vec<_> = lines.into_iter().map(|line| line.fault).collect();
        assert_eq!(faults, [None, None, Some(Fault::Duplicate(1))]);
    }

    #[test]
    fn more_than_may_be_registered_at_once_are_counted() {
        let pasted: String = (0..1000)
            .map(|number| format!("GID_a@@@{number}\n"))
            .collect();
        let lines = Lines::of(&pasted);
        assert_eq!((lines.lines.len(), lines.count), (MOST, 1000));
    }

    #[test]
    fn full_width_ids_become_plain_and_separators_stay() {
        assert_eq!(
            narrowed("ＧID_a@@@１，GID_a@@@２、\n").as_deref(),
            Some("GID_a@@@1，GID_a@@@2、\n")
        );
        assert_eq!(narrowed("GID_a@@@1，GID_a@@@2"), None);
    }

    proptest! {
        #[test]
        fn what_is_good_may_be_made_and_is_there_once(text in "([GID_a@\u{ff20}1, ;，、\t\n]|\\PC){0,80}") {
            let lines = Lines::of(&text);
            let good: Vec<_> = lines.good().collect();
            for id in &good {
                prop_assert!(NewClientId::parse(*id).is_ok());
                prop_assert!(text.contains(id));
                prop_assert_eq!(good.iter().filter(|other| *other == id).count(), 1);
            }
            prop_assert_eq!(good.len() + lines.faults(), lines.lines.len());
        }

        #[test]
        fn good_ids_come_back_however_they_are_separated(
            devices in proptest::collection::btree_set("[A-Za-z0-9_-]{1,20}", 1..20),
            between in "[\n,;，、；\t \u{3000}]{1,3}",
        ) {
            let ids: Vec<_> = devices.iter().map(|device| ["GID_a@@@", device].concat()).collect();
            let lines = Lines::of(&ids.join(&between));
            prop_assert_eq!(lines.good().collect::<Vec<_>>(), ids);
        }

        #[test]
        fn after_narrowing_there_is_nothing_to_narrow(text in "([a＠１, ，、\n]|\\PC){0,40}") {
            if let Some(plain) = narrowed(&text) {
                prop_assert_eq!(narrowed(&plain), None);
            }
        }
    }
}
