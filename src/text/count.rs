//! Counts with what they count. English has a form for one and a form for all else; Chinese has one form.

/// A count and its noun in English: `one` for exactly 1, `other` for every other, zero too. The count is as
/// [`super::Format::number`] writes it, and both nouns begin with a space.
pub(super) fn counted(count: &str, one: &str, other: &str) -> String {
    [count, if count == "1" { one } else { other }].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_one() {
        for (count, told) in [
            ("0", "0 plans"),
            ("1", "1 plan"),
            ("21", "21 plans"),
            ("1,001", "1,001 plans"),
        ] {
            assert_eq!(counted(count, " plan", " plans"), told);
        }
    }
}
