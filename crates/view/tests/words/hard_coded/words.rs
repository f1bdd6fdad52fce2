//! Which texts are words for a reader, and which are names for machines.

/// Whether a text has anything to read. Marks such as "·" and "–" have not.
pub(crate) fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Whether a text anywhere in the code is for readers: several words, part of a sentence, a capitalised word, or anything in
/// another script. A single lower-case word is a name for machines.
pub(crate) fn is_prose(text: &str) -> bool {
    if text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        return true;
    }
    let words = text.split_whitespace().filter(|word| is_word(word)).count();
    match words {
        0 => false,
        1 => {
            let joined =
                text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
            joined || is_capitalised(text)
        }
        _ => true,
    }
}

/// Whether a text joins two others as English does: Chinese has marks of its own for that.
pub(crate) fn is_joint(text: &str) -> bool {
    [", ", ": ", ". ", "; ", " (", ") "].contains(&text)
}

/// Letters, with what a sentence puts around them.
fn is_word(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_ascii_punctuation() || "“”…–".contains(c));
    let letters = |c: char| c.is_ascii_alphabetic() || c == '\'';
    bare.len() > 1
        && bare.chars().all(letters)
        && !bare[1..].contains(|c: char| c.is_ascii_uppercase())
}

fn is_capitalised(text: &str) -> bool {
    let mut letters = text.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_uppercase())
        && text.len() > 2
        && letters.any(|c| c.is_ascii_lowercase())
}

#[test]
fn sentences_and_labels_are_prose_and_names_are_not() {
    for prose in [
        "Not found",
        "Close",
        "Reading…",
        " of ",
        "read ",
        "Wait a moment.",
        "云端",
        "don't know",
    ] {
        assert!(is_prose(prose), "{prose:?}");
    }
    for name in [
        "click",
        "aria-label",
        "GID_a@@@b",
        "/instances/",
        " · ",
        "RequestId",
        "x-signet",
        "M4 4l8 8",
        "id",
        "",
    ] {
        assert!(!is_prose(name), "{name:?}");
    }
}
