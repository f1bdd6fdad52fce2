//! What each page of a list means for a walk. The cloud's totals are believed only where they say that there is more: a list changes while it is
//! walked, and `Total` means pages in one operation and records in another (`cloud-api.md` section 6).

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use signet_model::identifiers::{PageNumber, PageSize};

/// What a page says besides what is on it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// How many records there are, where the cloud tells.
    pub(super) items_total: Option<u64>,
    /// How many pages there are, where the cloud tells.
    pub(super) pages_total: Option<u64>,
    /// Whether a token for the next page came with it.
    pub(super) token: bool,
}

/// How a list is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// By page numbers, and by tokens where they come.
    Number,
    /// By tokens only.
    Token,
}

/// What follows after a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The next page.
    More,
    /// That was the last.
    End,
    /// The cloud showed a page again and says that there is more: it would go on for ever.
    Round,
}

/// How far a walk has come.
#[derive(Debug)]
pub(super) struct Steps {
    by: By,
    pages: u32,
    shown: u64,
    /// What pages were seen, as hashes.
    seen: HashSet<u64>,
    was_short: bool,
}

impl Steps {
    pub(super) fn new(by: By) -> Self {
        Self {
            by,
            pages: 0,
            shown: 0,
            seen: HashSet::new(),
            was_short: false,
        }
    }

    /// The page to ask for.
    pub(super) fn next_page(&self) -> PageNumber {
        PageNumber::new(i128::from(self.pages) + 1).unwrap_or(PageNumber::MAX)
    }

    /// Takes the next page: the ids on it, and what it says.
    pub(super) fn take<'a>(&mut self, ids: impl Iterator<Item = &'a str>, told: Told) -> Step {
        let mut hasher = DefaultHasher::new();
        let mut entries: u64 = 0;
        for id in ids {
            id.hash(&mut hasher);
            entries += 1;
        }
        let is_short = entries < u64::from(PageSize::MAX.get());
        let counts = entries > 0 || self.by == By::Token;
        if counts && !self.seen.insert(hasher.finish()) {
            // The cloud may show the last page again where one behind the end is asked for.
            return if (self.by == By::Number && self.was_short) || self.has_all(told) {
                Step::End
            } else {
                Step::Round
            };
        }
        self.pages += 1;
        self.shown += entries;
        self.was_short = is_short;
        let goes_on = match (self.by, told.token) {
            (_, true) => self.by == By::Token || entries > 0,
            (By::Token, false) => false,
            (By::Number, false) => entries > 0 && (!is_short || self.promises_more(told)),
        };
        if goes_on && self.next_page() < PageNumber::MAX {
            Step::More
        } else {
            Step::End
        }
    }

    /// Whether the cloud's own count says that everything was shown.
    fn has_all(&self, told: Told) -> bool {
        (told.items_total.is_some() || told.pages_total.is_some()) && !self.promises_more(told)
    }

    /// Whether the cloud's own count says that a page that is not full is not the last.
    fn promises_more(&self, told: Told) -> bool {
        told.items_total.is_some_and(|total| total > self.shown)
            || told
                .pages_total
                .is_some_and(|total| total > u64::from(self.pages))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Told = Told {
        items_total: None,
        pages_total: None,
        token: false,
    };

    fn page(steps: &mut Steps, ids: std::ops::Range<u32>, told: Told) -> Step {
        let ids: Vec<_> = ids.map(|id| id.to_string()).collect();
        steps.take(ids.iter().map(String::as_str), told)
    }

    fn total(items: u64) -> Told {
        Told {
            items_total: Some(items),
            ..NOTHING
        }
    }

    #[test]
    fn by_number_it_ends_with_a_page_that_is_not_full_whatever_a_small_total_says() {
        let mut steps = Steps::new(By::Number);
        assert_eq!(page(&mut steps, 0..100, total(1)), Step::More);
        assert_eq!(page(&mut steps, 100..142, NOTHING), Step::End);
        let mut steps = Steps::new(By::Number);
        assert_eq!(page(&mut steps, 0..0, total(900)), Step::End);
    }

    #[test]
    fn a_total_that_is_greater_keeps_it_going_and_cannot_keep_it_for_ever() {
        let mut steps = Steps::new(By::Number);
        assert_eq!(page(&mut steps, 0..99, total(250)), Step::More);
        assert_eq!(page(&mut steps, 99..198, total(250)), Step::More);
        assert_eq!(page(&mut steps, 99..198, total(250)), Step::End, "again");
        let mut steps = Steps::new(By::Number);
        let pages = Told {
            pages_total: Some(2),
            ..NOTHING
        };
        assert_eq!(page(&mut steps, 0..3, pages), Step::More);
        assert_eq!(page(&mut steps, 3..4, pages), Step::End);
    }

    #[test]
    fn a_full_page_that_comes_again_is_the_end_only_where_the_total_says_so() {
        let mut steps = Steps::new(By::Number);
        assert_eq!(page(&mut steps, 0..100, total(100)), Step::More);
        assert_eq!(page(&mut steps, 0..100, total(100)), Step::End);
        let mut steps = Steps::new(By::Number);
        assert_eq!(page(&mut steps, 0..100, total(900)), Step::More);
        assert_eq!(page(&mut steps, 0..100, total(900)), Step::Round);
        let mut steps = Steps::new(By::Number);
        assert_eq!(page(&mut steps, 0..100, NOTHING), Step::More);
        assert_eq!(page(&mut steps, 0..100, NOTHING), Step::Round, "untold");
    }

    #[test]
    fn a_token_goes_on_where_the_page_is_not_full_and_tokens_alone_end_without_one() {
        let token = Told {
            token: true,
            ..NOTHING
        };
        let mut steps = Steps::new(By::Number);
        assert_eq!(page(&mut steps, 0..7, token), Step::More);
        assert_eq!(page(&mut steps, 7..9, NOTHING), Step::End);
        let mut steps = Steps::new(By::Token);
        assert_eq!(page(&mut steps, 0..0, token), Step::More);
        assert_eq!(page(&mut steps, 0..100, token), Step::More);
        assert_eq!(page(&mut steps, 100..200, NOTHING), Step::End);
        let mut steps = Steps::new(By::Token);
        assert_eq!(page(&mut steps, 0..0, token), Step::More);
        assert_eq!(page(&mut steps, 0..0, token), Step::Round, "for ever");
    }

    #[test]
    fn tokens_that_lead_in_a_circle_are_noticed() {
        let token = Told {
            token: true,
            ..NOTHING
        };
        for by in [By::Number, By::Token] {
            let mut steps = Steps::new(by);
            assert_eq!(page(&mut steps, 0..100, token), Step::More);
            assert_eq!(page(&mut steps, 100..200, token), Step::More);
            assert_eq!(page(&mut steps, 0..100, token), Step::Round);
        }
    }
}
