//! Faults on request: `OPERATION:WHAT[:PROBABILITY]`, decided by a random generator of its own each, so that a seed
//! repeats them.

mod parse;

use std::time::Duration;

use rand::RngExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use signet_model::OperationName;

pub use parse::FaultError;

/// Something that goes wrong with some calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The operation that it strikes; every one where `None`.
    pub operation: Option<OperationName>,
    /// What happens.
    pub kind: FaultKind,
    /// How often, from 0 (never) to 1 (always).
    pub probability: f64,
}

/// What a fault does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FaultKind {
    /// The call is refused with this code and has no effect.
    Refuse(&'static str),
    /// The answer comes late.
    Latency {
        /// By how much.
        mean: Duration,
        /// Give or take, evenly.
        spread: Duration,
    },
    /// The effect happens, then the connection is closed without an answer.
    LostAnswer,
    /// The connection is closed before anything happens.
    LostRequest,
}

/// What strikes one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Strike {
    pub(crate) delay: Duration,
    pub(crate) refuse: Option<&'static str>,
    pub(crate) lost: Option<Lost>,
}

/// Which half of an exchange is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    Answer,
    Request,
}

/// The faults that were asked for.
#[derive(Debug)]
pub(crate) struct Faults(Vec<(Fault, ChaCha8Rng)>);

impl Faults {
    pub(crate) fn new(faults: Vec<Fault>, seed: u64) -> Self {
        let seeded = |(index, fault): (usize, Fault)| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            rng.set_stream(index as u64 + 1);
            (fault, rng)
        };
        Self(faults.into_iter().enumerate().map(seeded).collect())
    }

    /// Decides what strikes the next call. Every fault that fits is asked each time, so that one does not shift another.
    pub(crate) fn strike(&mut self, operation: OperationName) -> Strike {
        let mut strike = Strike::default();
        for (fault, rng) in &mut self.0 {
            if fault.operation.is_some_and(|only| only != operation) {
                continue;
            }
            let (strikes, place) = (rng.random::<f64>() < fault.probability, rng.random::<f64>());
            if !strikes {
                continue;
            }
            match fault.kind {
                FaultKind::Refuse(code) => strike.refuse = strike.refuse.or(Some(code)),
                FaultKind::LostAnswer => strike.lost = strike.lost.or(Some(Lost::Answer)),
                FaultKind::LostRequest => strike.lost = strike.lost.or(Some(Lost::Request)),
                FaultKind::Latency { mean, spread } => {
                    strike.delay +=
                        mean.saturating_sub(spread) + (2 * spread.min(mean)).mul_f64(place);
                }
            }
        }
        strike
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strikes(specs: &[&str], seed: u64) -> Vec<Strike> {
        let faults = specs.iter().map(|spec| spec.parse().unwrap()).collect();
        let mut faults = Faults::new(faults, seed);
        (0..1000)
            .map(|_| faults.strike(OperationName::UnRegisterDeviceCredential))
            .collect()
    }

    #[test]
    fn a_seed_repeats_them_and_another_does_not() {
        let specs = [
            "UnRegisterDeviceCredential:SystemOverFlow:0.1",
            "*:latency=20ms±10ms:0.5",
        ];
        assert_eq!(strikes(&specs, 7), strikes(&specs, 7));
        assert_ne!(strikes(&specs, 7), strikes(&specs, 8));
        let refused = strikes(&specs, 7)
            .iter()
            .filter(|strike| strike.refuse == Some("SystemOverFlow"))
            .count();
        assert!((70..130).contains(&refused), "{refused} of 1000 at 0.1");
    }

    #[test]
    fn one_fault_does_not_shift_another() {
        let lost = |strikes: Vec<Strike>| {
            strikes
                .into_iter()
                .map(|strike| strike.lost)
                .collect::<Vec<_>>()
        };
        let alone = lost(strikes(&["*:lost-answer:0.3"], 7));
        assert_eq!(
            lost(strikes(&["*:lost-answer:0.3", "*:InternalError:0.5"], 7)),
            alone
        );
        assert!(alone.contains(&Some(Lost::Answer)) && alone.contains(&None));
    }

    #[test]
    fn latency_stays_within_its_spread_and_other_operations_are_left_alone() {
        let delays: Vec<_> = strikes(&["*:latency=20ms±10ms"], 7)
            .into_iter()
            .map(|strike| strike.delay)
            .collect();
        let (low, high) = (Duration::from_millis(10), Duration::from_millis(30));
        assert!(delays.iter().all(|delay| (low..=high).contains(delay)));
        assert!(delays.windows(2).any(|pair| pair[0] != pair[1]));
        assert!(
            strikes(&["ListGroupId:lost-request"], 7)
                .iter()
                .all(|strike| *strike == Strike::default())
        );
    }
}
