//! A list on its way into slices: read bit by bit, sent a slice at a time. Pure.

use signet_model::plans::{Act, BadLine};
use signet_plans::list::{Line, ListReader};

/// Items in a slice, at most: the proxy takes twenty thousand.
pub(super) const SLICE: usize = 10_000;
/// Bytes in a slice, about: the proxy takes four million.
const BYTES: usize = 1_500_000;
/// Bad lines that are sent along, so that the plan shows them, and kept here; the proxy keeps as many.
pub(super) const MOST_BAD: usize = 1_000;

/// A part of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Slice {
    /// The line that the first item stands on.
    pub(super) first_line: u64,
    /// The items.
    pub(super) items: Vec<String>,
    /// Lines that cannot be items.
    pub(super) bad: Vec<BadLine>,
    /// How many such lines there were, those left out too.
    pub(super) bad_total: u64,
}

impl Slice {
    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.bad_total == 0
    }
}

/// Cuts a list into slices.
pub(super) struct Cutter {
    reader: ListReader,
    slice: Slice,
    bytes: usize,
    bad_kept: usize,
    ready: Vec<Slice>,
}

impl Cutter {
    /// For items of that act; `ca` is the CA of certificates whose line names none.
    pub(super) fn new(act: Act, ca: Option<String>) -> Self {
        Self {
            reader: ListReader::new(act, ca),
            slice: Slice::default(),
            bytes: 0,
            bad_kept: 0,
            ready: Vec::new(),
        }
    }

    /// Reads on; gives the slices that are full.
    pub(super) fn push(&mut self, text: &str) -> Vec<Slice> {
        let Self {
            reader,
            slice,
            bytes,
            bad_kept,
            ready,
        } = self;
        reader.push(text, |line| take(line, slice, bytes, bad_kept, ready));
        std::mem::take(&mut self.ready)
    }

    /// The list has ended; gives the slices that are left.
    pub(super) fn finish(self) -> Vec<Slice> {
        let Self {
            reader,
            mut slice,
            mut bytes,
            mut bad_kept,
            mut ready,
        } = self;
        reader.finish(|line| take(line, &mut slice, &mut bytes, &mut bad_kept, &mut ready));
        if !slice.is_empty() {
            ready.push(slice);
        }
        ready
    }
}

fn take(
    line: Line,
    slice: &mut Slice,
    bytes: &mut usize,
    bad_kept: &mut usize,
    ready: &mut Vec<Slice>,
) {
    match line.read {
        Ok(item) => {
            if slice.items.is_empty() {
                slice.first_line = line.number;
            }
            *bytes += item.len();
            slice.items.push(item);
        }
        Err(bad) => {
            slice.bad_total += 1;
            if *bad_kept < MOST_BAD {
                *bad_kept += 1;
                slice.bad.push(BadLine {
                    line: line.number,
                    found: bad.found,
                    reason: bad.flaw.to_string(),
                    rule: bad.flaw.rule(),
                });
            }
        }
    }
    if slice.items.len() >= SLICE || *bytes >= BYTES {
        ready.push(std::mem::take(slice));
        *bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slices(text: &str, cuts: &[usize]) -> Vec<Slice> {
        let mut cutter = Cutter::new(Act::Deregister, None);
        let (mut slices, mut at) = (Vec::new(), 0);
        for cut in cuts {
            slices.extend(cutter.push(&text[at..*cut]));
            at = *cut;
        }
        slices.extend(cutter.push(&text[at..]));
        slices.extend(cutter.finish());
        slices
    }

    #[test]
    fn bad_lines_are_named_beside_what_is_sent() {
        let all = slices("GID_a@@@1\n\n3.56E+14\nGID_a@@@2", &[]);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].items, ["GID_a@@@1", "GID_a@@@2"]);
        assert_eq!((all[0].first_line, all[0].bad_total), (1, 1));
        assert_eq!((all[0].bad[0].line, &*all[0].bad[0].found), (3, "3.56E+14"));
    }

    #[test]
    fn a_slice_is_never_too_large_and_the_next_knows_its_line() {
        let text: String = (0..SLICE * 2 + 1)
            .map(|at| ["GID_a@@@", &at.to_string(), "\n"].concat())
            .collect();
        let all = slices(&text, &[]);
        let sizes: Vec<_> = all
            .iter()
            .map(|slice| (slice.first_line, slice.items.len()))
            .collect();
        assert_eq!(
            sizes,
            [
                (1, SLICE),
                (SLICE as u64 + 1, SLICE),
                (SLICE as u64 * 2 + 1, 1)
            ]
        );
    }

    #[test]
    fn of_many_bad_lines_the_first_are_kept_and_all_are_counted() {
        let text = "x\u{1}\n".repeat(MOST_BAD + 5);
        let all = slices(&text, &[]);
        let kept: usize = all.iter().map(|slice| slice.bad.len()).sum();
        let total: u64 = all.iter().map(|slice| slice.bad_total).sum();
        assert_eq!((kept, total), (MOST_BAD, MOST_BAD as u64 + 5));
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_the_text_is_cut(cuts in proptest::collection::vec(0usize..40, 0..5)) {
            let text = "GID_a@@@1\r\n\"GID_a@@@2\"\nbad one\nGID_a@@@3";
            let mut cuts: Vec<_> = cuts.into_iter().filter(|cut| *cut <= text.len()).collect();
            cuts.sort_unstable();
            prop_assert_eq!(slices(text, &cuts), slices(text, &[]));
        }
    }
}
