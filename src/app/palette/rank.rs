//! Which entries are found by what was typed, the best first. Pure.

use crate::text::lower;

/// Whatever can be found: what is shown of it, and words that also lead to it.
pub(super) trait Findable {
    /// Its name.
    fn label(&self) -> &str;
    /// More that is shown of it.
    fn detail(&self) -> &str;
    /// Other words for it.
    fn words(&self) -> &str;
}

/// The entries that hold every word that was typed, in any case, the best first; those that are equally good in the order they
/// came. Nothing typed finds all.
pub(super) fn rank<E: Findable>(entries: Vec<E>, typed: &str) -> Vec<E> {
    let typed = lower(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let mut found: Vec<(u32, E)> = entries
        .into_iter()
        .filter_map(|entry| Some((score(&entry, &words)?, entry)))
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, entry)| entry).collect()
}

fn score<E: Findable>(entry: &E, words: &[&str]) -> Option<u32> {
    let label = lower(entry.label());
    let others = lower(&[entry.words(), " ", entry.detail()].concat());
    words
        .iter()
        .map(|word| in_label(&label, word).or_else(|| in_others(&others, word)))
        .sum()
}

/// The name itself is best, then its beginning, then the beginning of one of its words.
fn in_label(label: &str, word: &str) -> Option<u32> {
    let at = label.find(word)?;
    Some(match at {
        0 if label.len() == word.len() => 8,
        0 => 6,
        _ if begins_a_word(label, word) => 4,
        _ => 2,
    })
}

fn in_others(others: &str, word: &str) -> Option<u32> {
    others
        .contains(word)
        .then(|| if begins_a_word(others, word) { 3 } else { 1 })
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        at == 0 || !text[..at].ends_with(|before: char| before.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Named(&'static str, &'static str, &'static str);

    impl Findable for Named {
        fn label(&self) -> &str {
            self.0
        }

        fn detail(&self) -> &str {
            self.1
        }

        fn words(&self) -> &str {
            self.2
        }
    }

    const ALL: [Named; 6] = [
        Named("Device certificates", "factory-east", "x509"),
        Named("CA certificates", "factory-east", "x509"),
        Named("Register a CA", "factory-east", "add"),
        Named("Register credentials", "factory-east", "add new"),
        Named("factory-east", "post-cn-jez27ld7taw · cn-hangzhou", ""),
        Named("GID_Conveyor", "factory-east", ""),
    ];

    fn found(typed: &str) -> Vec<&'static str> {
        rank(ALL.to_vec(), typed)
            .iter()
            .map(|found| found.0)
            .collect()
    }

    #[test]
    fn nothing_typed_finds_all_in_their_order() {
        assert_eq!(found(" "), ALL.map(|entry| entry.0));
    }

    #[test]
    fn a_name_comes_before_what_only_mentions_it() {
        assert_eq!(found("factory")[0], "factory-east");
        assert_eq!(found("factory").len(), ALL.len());
        assert_eq!(
            found("ca"),
            ["CA certificates", "Register a CA", "Device certificates"]
        );
        assert_eq!(found("CONVEY"), ["GID_Conveyor"]);
    }

    #[test]
    fn every_word_must_be_there_in_any_order() {
        assert_eq!(found("ca reg"), ["Register a CA"]);
        assert_eq!(found("hangzhou fact"), ["factory-east"]);
        assert_eq!(found("register factory x509"), [""; 0]);
    }

    #[test]
    fn other_words_lead_there_too() {
        assert_eq!(found("x509"), ["Device certificates", "CA certificates"]);
        assert_eq!(found("add"), ["Register a CA", "Register credentials"]);
    }

    #[test]
    fn the_beginning_of_a_word_is_better_than_its_middle() {
        let entries = vec![Named("unregister", "", ""), Named("to register", "", "")];
        assert_eq!(rank(entries, "reg")[0].0, "to register");
    }

    #[test]
    fn odd_letters_are_searched_without_panic() {
        assert_eq!(found("é号\u{202e}"), [""; 0]);
        let entries = vec![Named("主轴-07", "", ""), Named("spindle", "", "")];
        assert_eq!(rank(entries, "轴")[0].0, "主轴-07");
    }
}
