//! A store: what a process that was killed leaves behind.

use signet_model::plans::{Outcome, State, Wave, Why};

#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) outcome: Outcome,
    pub(crate) attempts: u32,
    /// The secret that was seen just before the act.
    pub(crate) seen: Option<u32>,
}

pub(crate) struct Store {
    pub(crate) rows: Vec<Row>,
    pub(crate) waves: Vec<Wave>,
    pub(crate) state: State,
    pub(crate) why: Option<Why>,
}

impl Store {
    pub(crate) fn new(items: usize) -> Self {
        let row = Row {
            outcome: Outcome::Waiting,
            attempts: 0,
            seen: None,
        };
        Self {
            rows: vec![row; items],
            waves: Vec::new(),
            state: State::Running,
            why: None,
        }
    }

    /// Marks the first waiting items up to a number as begun; their positions.
    pub(crate) fn begin(&mut self, up_to: u64, most: u32) -> Vec<usize> {
        let waits = |at: &usize| self.rows[*at].outcome == Outcome::Waiting;
        let up_to = usize::try_from(up_to).expect("a small plan");
        let these: Vec<_> = (0..up_to).filter(waits).take(most as usize).collect();
        for at in &these {
            self.rows[*at].outcome = Outcome::Begun;
        }
        these
    }

    pub(crate) fn begun(&self) -> Vec<usize> {
        let begun = |at: &usize| self.rows[*at].outcome == Outcome::Begun;
        (0..self.rows.len()).filter(begun).collect()
    }

    /// How many items after a number, up to another, have which outcome.
    pub(crate) fn tally(&self, after: u64, up_to: u64) -> Vec<(Outcome, u64)> {
        let rows = &self.rows[after as usize..up_to as usize];
        let of = |outcome| rows.iter().filter(|row| row.outcome == outcome).count() as u64;
        Outcome::ALL.map(|outcome| (outcome, of(outcome))).into()
    }
}
