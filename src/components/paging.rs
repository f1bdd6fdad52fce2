//! What a page of a list is, said honestly: the cloud's totals mean different things, and may be absent or wrong.

/// A page of a list, as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// How many entries were asked for.
    pub size: u32,
    /// How many came.
    pub entries: usize,
    /// How many entries the list has, where the cloud tells.
    pub items_total: Option<u64>,
    /// How many pages the list has, where the cloud tells.
    pub pages_total: Option<u64>,
    /// Whether the cloud gave a token for a next page.
    pub has_token: bool,
}

/// Which entries a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Entries `first` to `last`, counted from 1.
    Entries {
        /// The first.
        first: u64,
        /// The last.
        last: u64,
    },
    /// The list is empty.
    Nothing,
    /// The list has ended before this page.
    BeyondEnd,
}

impl Page {
    /// Which entries it shows.
    pub fn shown(self) -> Shown {
        let before = u64::from(self.number - 1) * u64::from(self.size);
        match self.entries as u64 {
            0 if self.number == 1 => Shown::Nothing,
            0 => Shown::BeyondEnd,
            entries => Shown::Entries {
                first: before + 1,
                last: before + entries,
            },
        }
    }

    /// Whether there may be a next page. The cloud's totals are not trusted alone: a page that is not full is the last, and
    /// a token promises another one.
    pub fn has_next(self) -> bool {
        if self.has_token {
            return true;
        }
        if self.entries < self.size as usize {
            return false;
        }
        match (self.items_total, self.pages_total) {
            (Some(items), _) => u64::from(self.number) * u64::from(self.size) < items,
            (None, Some(pages)) => u64::from(self.number) < pages,
            (None, None) => true,
        }
    }

    /// The last page that can have entries, as far as the cloud tells; 1 for an empty list.
    pub fn last_page(self) -> Option<u32> {
        let pages = self
            .pages_total
            .or_else(|| Some(self.items_total?.div_ceil(u64::from(self.size))))?;
        Some(u32::try_from(pages.max(1)).unwrap_or(u32::MAX))
    }

    /// How many entries the list has, where that can be said: told by the cloud, or seen because the list ends here.
    pub fn total(self) -> Option<u64> {
        match self.shown() {
            Shown::Entries { last, .. } => self
                .items_total
                .filter(|total| *total >= last)
                .or((!self.has_next()).then_some(last)),
            Shown::Nothing => Some(0),
            Shown::BeyondEnd => self.items_total,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page = Page {
        number: 3,
        size: 50,
        entries: 50,
        items_total: None,
        pages_total: None,
        has_token: false,
    };

    #[test]
    fn says_which_entries_it_shows() {
        assert_eq!(
            PAGE.shown(),
            Shown::Entries {
                first: 101,
                last: 150
            }
        );
        assert_eq!(
            Page {
                entries: 12,
                ..PAGE
            }
            .shown(),
            Shown::Entries {
                first: 101,
                last: 112
            }
        );
        assert_eq!(Page { entries: 0, ..PAGE }.shown(), Shown::BeyondEnd);
        assert_eq!(
            Page {
                number: 1,
                entries: 0,
                ..PAGE
            }
            .shown(),
            Shown::Nothing
        );
    }

    #[test]
    fn the_greatest_page_does_not_overflow() {
        let far = Page {
            number: 2_147_483_647,
            size: 100,
            entries: 100,
            ..PAGE
        };
        assert_eq!(
            far.shown(),
            Shown::Entries {
                first: 214_748_364_601,
                last: 214_748_364_700
            }
        );
    }

    #[test]
    fn a_token_promises_a_next_page_and_a_short_page_is_the_last() {
        assert!(
            Page {
                entries: 3,
                has_token: true,
                ..PAGE
            }
            .has_next()
        );
        assert!(
            !Page {
                entries: 49,
                items_total: Some(9000),
                pages_total: Some(180),
                ..PAGE
            }
            .has_next()
        );
    }

    #[test]
    fn a_full_page_without_a_token_goes_by_the_total_and_without_one_may_go_on() {
        assert!(
            !Page {
                items_total: Some(150),
                ..PAGE
            }
            .has_next()
        );
        assert!(
            Page {
                items_total: Some(151),
                ..PAGE
            }
            .has_next()
        );
        assert!(
            !Page {
                pages_total: Some(3),
                ..PAGE
            }
            .has_next()
        );
        assert!(
            Page {
                pages_total: Some(4),
                ..PAGE
            }
            .has_next()
        );
        assert!(PAGE.has_next());
    }

    #[test]
    fn the_total_is_said_only_where_it_is_known() {
        assert_eq!(PAGE.total(), None);
        assert_eq!(
            Page {
                pages_total: Some(9),
                ..PAGE
            }
            .total(),
            None
        );
        assert_eq!(
            Page {
                entries: 12,
                ..PAGE
            }
            .total(),
            Some(112)
        );
        assert_eq!(
            Page {
                items_total: Some(200),
                ..PAGE
            }
            .total(),
            Some(200)
        );
        // The sample of the cloud's own documentation has a total that its page contradicts.
        assert_eq!(
            Page {
                items_total: Some(1),
                has_token: true,
                ..PAGE
            }
            .total(),
            None
        );
        assert_eq!(
            Page {
                number: 1,
                entries: 0,
                ..PAGE
            }
            .total(),
            Some(0)
        );
    }

    #[test]
    fn the_way_back_from_beyond_the_end_leads_to_the_last_page_that_is_known() {
        assert_eq!(
            Page {
                entries: 0,
                items_total: Some(101),
                ..PAGE
            }
            .last_page(),
            Some(3)
        );
        assert_eq!(
            Page {
                entries: 0,
                pages_total: Some(2),
                ..PAGE
            }
            .last_page(),
            Some(2)
        );
        assert_eq!(
            Page {
                entries: 0,
                items_total: Some(0),
                ..PAGE
            }
            .last_page(),
            Some(1)
        );
        assert_eq!(Page { entries: 0, ..PAGE }.last_page(), None);
    }
}
