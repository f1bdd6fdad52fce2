//! Calls a second, per operation of the one account, in fixed windows of one second.

use std::collections::HashMap;

use signet_model::{OperationName, Timestamp};

/// The calls of the running second, by operation.
#[derive(Debug)]
pub(crate) struct Throttle {
    /// What the documented quota is multiplied by; `None` where nothing is throttled.
    scale: Option<f64>,
    windows: HashMap<OperationName, (i64, u32)>,
}

impl Throttle {
    /// Starts counting. `scale` multiplies the documented quotas; `None` counts without throttling.
    pub(crate) fn new(scale: Option<f64>) -> Self {
        Self {
            scale,
            windows: HashMap::new(),
        }
    }

    /// Counts a call: how many there were in this second, and whether this one is within the quota.
    pub(crate) fn count(&mut self, operation: OperationName, now: Timestamp) -> (u32, bool) {
        let second = now.as_millis().div_euclid(1000);
        let window = self.windows.entry(operation).or_insert((second, 0));
        if window.0 != second {
            *window = (second, 0);
        }
        window.1 = window.1.saturating_add(1);
        let quota = self
            .scale
            .map(|scale| f64::from(operation.spec().quota.per_second) * scale);
        (
            window.1,
            quota.is_none_or(|quota| f64::from(window.1) <= quota.max(1.0)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_call_of_a_second_is_one_too_many() {
        let mut throttle = Throttle::new(Some(1.0));
        let mut allowed = |millis| {
            let now = Timestamp::from_millis(millis).unwrap();
            (0..11)
                .filter(|_| throttle.count(OperationName::DeleteClientIds, now).1)
                .count()
        };
        assert_eq!((allowed(999), allowed(1000), allowed(2999)), (10, 10, 10));
    }

    #[test]
    fn quotas_can_be_raised_or_left_off() {
        let now = Timestamp::from_millis(0).unwrap();
        for (scale, expected) in [(Some(2.0), 20), (None, 100), (Some(0.001), 1)] {
            let mut throttle = Throttle::new(scale);
            let allowed = (0..100)
                .filter(|_| throttle.count(OperationName::ListGroupId, now).1)
                .count();
            assert_eq!(allowed, expected, "{scale:?}");
        }
    }
}
