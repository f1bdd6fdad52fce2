//! Plural forms of English.

use super::entries::Said;

/// Nouns in the plural that stand right behind something counted, in a text that does not say which form it takes.
pub(crate) fn plurals(said: &Said) -> impl Iterator<Item = &str> {
    said.behind_parameter
        .iter()
        .filter(|text| is_plural(text))
        .map(String::as_str)
}

fn is_plural(text: &str) -> bool {
    /// Words that end like a plural and are none.
    const NONE: [&str; 10] = [
        "asks", "is", "was", "has", "this", "as", "its", "holds", "ends", "stands",
    ];
    let Some(noun) = text.strip_prefix(' ') else {
        return false;
    };
    // A rate has a slash: "20 calls/s".
    let words = noun.split([' ', ',', '.', ':', ';', '?']).take(3);
    let words = words.take_while(|word| !["to", "of", "in", "/"].contains(word));
    let mut words = words.filter(|word| !word.contains('/'));
    words.any(|word| word.len() > 2 && word.ends_with('s') && !NONE.contains(&word))
}

#[test]
fn plurals_are_told_from_verbs() {
    assert!(is_plural(" entries"));
    assert!(is_plural(" device certificates go with it."));
    assert!(!is_plural(" is inactive"));
    assert!(!is_plural(" of the groups"));
    assert!(!is_plural(" calls/s"));
}
