//! Calls a second, per operation of the one account, in fixed windows of one second. Pages deep in a list of devices have
//! a window of their own.

use std::collections::HashMap;

use signet_model::{OperationName, Timestamp};

/// The calls of the running second, by operation.
#[derive(Debug)]
pub(crate) struct Throttle {
    /// What the documented quota is multiplied by; `None` where nothing is throttled.
    scale: Option<f64>,
    windows: HashMap<(OperationName, bool), (i64, u32)>,
}

/// From which end of a page on [`OperationName::QueryDevice`] is asked for seldom, and how many of these calls a second there
/// may be (`cloud-api.md` section 2).
const DEEP: (u64, u32) = (100_000, 2);

impl Throttle {
    /// Starts counting. `scale` multiplies the documented quotas; `None` counts without throttling.
    pub(crate) fn new(scale: Option<f64>) -> Self {
        Self {
            scale,
            windows: HashMap::new(),
        }
    }

    /// Counts a call: how many there were in this second, and whether this one is within the quota.
    pub(crate) fn count(
        &mut self,
        operation: OperationName,
        parameters: &[(String, String)],
        now: Timestamp,
    ) -> (u32, bool) {
        let second = now.as_millis().div_euclid(1000);
        let deep = operation == OperationName::QueryDevice && page_end(parameters) >= DEEP.0;
        let window = self.windows.entry((operation, deep)).or_insert((second, 0));
        if window.0 != second {
            *window = (second, 0);
        }
        window.1 = window.1.saturating_add(1);
        let documented = if deep {
            DEEP.1
        } else {
            operation.spec().quota.per_second
        };
        let quota = self.scale.map(|scale| f64::from(documented) * scale);
        (
            window.1,
            quota.is_none_or(|quota| f64::from(window.1) <= quota.max(1.0)),
        )
    }
}

/// How many devices a page and all before it hold; 0 where that cannot be read.
fn page_end(parameters: &[(String, String)]) -> u64 {
    let number = |name: &str| {
        let found = parameters.iter().find(|(known, _)| known == name);
        found.and_then(|(_, value)| value.parse::<u64>().ok())
    };
    let page = number("CurrentPage").unwrap_or_default();
    page.saturating_mul(number("PageSize").unwrap_or_default())
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
                .filter(|_| throttle.count(OperationName::DeleteClientIds, &[], now).1)
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
                .filter(|_| throttle.count(OperationName::ListGroupId, &[], now).1)
                .count();
            assert_eq!(allowed, expected, "{scale:?}");
        }
    }

    #[test]
    fn pages_deep_in_a_list_of_devices_have_a_quota_of_their_own() {
        let mut throttle = Throttle::new(Some(1.0));
        let now = Timestamp::from_millis(0).unwrap();
        let page = |number: &str| {
            let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            vec![pair("CurrentPage", number), pair("PageSize", "50")]
        };
        for (number, expected) in [("2000", 2), ("1999", 50)] {
            let allowed = (0..100)
                .filter(|_| {
                    let parameters = page(number);
                    throttle
                        .count(OperationName::QueryDevice, &parameters, now)
                        .1
                })
                .count();
            assert_eq!(allowed, expected, "{number}");
        }
    }
}
