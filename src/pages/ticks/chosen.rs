//! Which rows are ticked: pure.

/// What is ticked, in the order in which it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    items: Vec<String>,
    /// Where a range begins: the row that was pressed last.
    last: Option<String>,
}

/// How many of the rows shown are ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    Nothing,
    Some,
    All,
}

impl Chosen {
    /// How many are ticked, shown or not.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether an item is ticked.
    pub(super) fn has(&self, item: &str) -> bool {
        self.items.iter().any(|found| found == item)
    }

    /// Ticks or unticks a row; with `range`, all rows from the one that was pressed last to this one.
    pub(super) fn press(&mut self, shown: &[String], item: &str, on: bool, range: bool) {
        let at = |item: &str| shown.iter().position(|found| found == item);
        let from = self.last.as_deref().filter(|_| range).and_then(at);
        match (from, at(item)) {
            (Some(from), Some(to)) => {
                for item in &shown[from.min(to)..=from.max(to)] {
                    self.set(item, on);
                }
            }
            _ => self.set(item, on),
        }
        self.last = Some(item.to_owned());
    }

    /// Ticks or unticks all rows that are shown.
    pub(super) fn all(&mut self, shown: &[String], on: bool) {
        for item in shown {
            self.set(item, on);
        }
        self.last = None;
    }

    /// How many of the rows shown are ticked.
    pub(super) fn share(&self, shown: &[String]) -> Share {
        let ticked = shown.iter().filter(|item| self.has(item)).count();
        match ticked {
            0 => Share::Nothing,
            all if all == shown.len() => Share::All,
            _ => Share::Some,
        }
    }

    /// The list of what is ticked, one a line.
    pub(super) fn lines(&self) -> String {
        self.items.join("\n")
    }

    fn set(&mut self, item: &str, on: bool) {
        if on && !self.has(item) {
            self.items.push(item.to_owned());
        } else if !on {
            self.items.retain(|found| found != item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(names: &str) -> Vec<String> {
        names.chars().map(String::from).collect()
    }

    fn ticked(chosen: &Chosen) -> String {
        chosen.lines().replace('\n', "")
    }

    #[test]
    fn a_range_goes_from_the_last_row_pressed_either_way() {
        let (mut chosen, shown) = (Chosen::default(), rows("abcdef"));
        chosen.press(&shown, "d", true, false);
        chosen.press(&shown, "b", true, true);
        assert_eq!(ticked(&chosen), "dbc");
        chosen.press(&shown, "e", true, true);
        assert_eq!(ticked(&chosen), "dbce");
        chosen.press(&shown, "c", false, true);
        assert_eq!(ticked(&chosen), "b");
    }

    #[test]
    fn a_range_that_began_on_another_page_is_one_row() {
        let mut chosen = Chosen::default();
        chosen.press(&rows("abc"), "b", true, false);
        chosen.press(&rows("xyz"), "z", true, true);
        assert_eq!(ticked(&chosen), "bz");
    }

    #[test]
    fn all_shown_are_ticked_and_what_others_pages_show_stays() {
        let mut chosen = Chosen::default();
        chosen.press(&rows("abc"), "b", true, false);
        let shown = rows("bxy");
        assert_eq!(chosen.share(&shown), Share::Some);
        chosen.all(&shown, true);
        assert_eq!(
            (ticked(&chosen).as_str(), chosen.share(&shown)),
            ("bxy", Share::All)
        );
        chosen.all(&rows("xy"), false);
        assert_eq!(
            (chosen.len(), chosen.share(&rows("xy"))),
            (1, Share::Nothing)
        );
        assert_eq!(chosen.share(&[]), Share::Nothing);
    }
}
