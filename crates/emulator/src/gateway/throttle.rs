//! Calls a second, per operation of the one account: in fixed windows of one second, and where asked for also in any second there is, because
//! nobody knows how the cloud counts. Pages deep in a list of devices have a window of their own.

use std::collections::{HashMap, VecDeque};

use signet_model::{OperationName, Timestamp};

/// The calls of the running second, by operation.
#[derive(Debug)]
pub(crate) struct Throttle {
    limit: Limit,
    windows: HashMap<(OperationName, bool), Window>,
    all: Window,
}

/// How many calls may come.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    /// What the documented quota is multiplied by; `None` where nothing is throttled.
    pub(crate) scale: Option<f64>,
    /// Whether any second counts, and not only whole ones.
    pub(crate) sliding: bool,
}

/// How many calls there were, this one included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    /// Of this operation, within the running second; where any second counts, within the last one, if those are more.
    pub(crate) of_operation: u32,
    /// Of all operations, within the last second.
    pub(crate) of_all: u32,
    /// Whether this one is within the quota.
    pub(crate) is_allowed: bool,
}

/// From which end of a page on [`OperationName::QueryDevice`] is asked for seldom, and how many of these calls a second there
/// may be (`cloud-api.md` section 2).
const DEEP: (u64, u32) = (100_000, 2);

const SECOND: i64 = 1000;

impl Throttle {
    /// Starts counting.
    pub(crate) fn new(limit: Limit) -> Self {
        Self {
            limit,
            windows: HashMap::new(),
            all: Window::default(),
        }
    }

    /// Counts a call.
    pub(crate) fn count(
        &mut self,
        operation: OperationName,
        parameters: &[(String, String)],
        now: Timestamp,
    ) -> Counted {
        let deep = operation == OperationName::QueryDevice && page_end(parameters) >= DEEP.0;
        let window = self.windows.entry((operation, deep)).or_default();
        let (fixed, sliding) = window.count(now);
        let of_operation = if self.limit.sliding {
            fixed.max(sliding)
        } else {
            fixed
        };
        let documented = if deep {
            DEEP.1
        } else {
            operation.spec().quota.per_second
        };
        let quota = self.limit.scale.map(|scale| f64::from(documented) * scale);
        Counted {
            of_operation,
            of_all: self.all.count(now).1,
            is_allowed: quota.is_none_or(|quota| f64::from(of_operation) <= quota.max(1.0)),
        }
    }
}

/// The calls of one second.
#[derive(Debug, Default)]
struct Window {
    second: i64,
    in_second: u32,
    last: VecDeque<i64>,
}

impl Window {
    /// Counts a call: how many there were in this whole second, and in the last thousand milliseconds.
    fn count(&mut self, now: Timestamp) -> (u32, u32) {
        let now = now.as_millis();
        let second = now.div_euclid(SECOND);
        if self.second != second {
            (self.second, self.in_second) = (second, 0);
        }
        self.in_second = self.in_second.saturating_add(1);
        while self.last.front().is_some_and(|then| then + SECOND <= now) {
            self.last.pop_front();
        }
        self.last.push_back(now);
        let sliding = u32::try_from(self.last.len()).unwrap_or(u32::MAX);
        (self.in_second, sliding)
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

    const FIXED: Limit = Limit {
        scale: Some(1.0),
        sliding: false,
    };

    #[test]
    fn where_any_second_counts_the_turn_of_a_second_gives_nothing_away() {
        let allowed = |sliding| {
            let mut throttle = Throttle::new(Limit { sliding, ..FIXED });
            // Ten calls at the end of a second, ten at the beginning of the next, and ten when the first are a second old.
            let calls = [900, 1100, 1900].map(|start| start..start + 10);
            calls.map(|moments| {
                moments
                    .filter(|millis| {
                        let now = Timestamp::from_millis(*millis).unwrap();
                        throttle
                            .count(OperationName::DeleteClientIds, &[], now)
                            .is_allowed
                    })
                    .count()
            })
        };
        assert_eq!(allowed(false), [10, 10, 0]);
        assert_eq!(
            allowed(true),
            [10, 0, 0],
            "those that were refused count too"
        );
    }

    #[test]
    fn the_eleventh_call_of_a_second_is_one_too_many() {
        let mut throttle = Throttle::new(FIXED);
        let mut allowed = |millis| {
            let now = Timestamp::from_millis(millis).unwrap();
            (0..11)
                .filter(|_| {
                    throttle
                        .count(OperationName::DeleteClientIds, &[], now)
                        .is_allowed
                })
                .count()
        };
        assert_eq!((allowed(999), allowed(1000), allowed(2999)), (10, 10, 10));
    }

    #[test]
    fn quotas_can_be_raised_or_left_off() {
        let now = Timestamp::from_millis(0).unwrap();
        for (scale, expected) in [(Some(2.0), 20), (None, 100), (Some(0.001), 1)] {
            let mut throttle = Throttle::new(Limit { scale, ..FIXED });
            let allowed = (0..100)
                .filter(|_| {
                    throttle
                        .count(OperationName::ListGroupId, &[], now)
                        .is_allowed
                })
                .count();
            assert_eq!(allowed, expected, "{scale:?}");
        }
    }

    #[test]
    fn pages_deep_in_a_list_of_devices_have_a_quota_of_their_own() {
        let mut throttle = Throttle::new(FIXED);
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
                        .is_allowed
                })
                .count();
            assert_eq!(allowed, expected, "{number}");
        }
    }
}
