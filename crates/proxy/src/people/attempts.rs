//! How often somebody may try to sign in: after some failures with one name, or from one address, they wait, longer each time.
//!
//! An attempt counts when it begins, so that many at once are not one. In memory: whoever can restart the proxy need not guess.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use signet_model::Timestamp;

/// Failures with one name before somebody waits.
const FREE_OF_NAME: u32 = 5;
/// Failures from one address: many people may share it.
const FREE_OF_ADDRESS: u32 = 20;
const MINUTE: i64 = 60_000;
const LONGEST_WAIT: i64 = 15 * MINUTE;
/// Failures are forgotten after so long without another.
const FORGOTTEN: i64 = 60 * MINUTE;
/// The most names and addresses that are remembered.
const MOST: usize = 20_000;

/// Who tried, and how often in vain.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    tried: Mutex<HashMap<Key, Tried>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Name(String),
    Address(IpAddr),
}

#[derive(Clone, Copy, Debug)]
struct Tried {
    failures: u32,
    last: i64,
}

/// An attempt that is being made. It has failed unless it is said to have [succeeded](Attempts::succeeded).
#[derive(Debug)]
pub(crate) struct Attempt {
    keys: [Key; 2],
}

impl Attempts {
    /// Begins an attempt.
    ///
    /// # Errors
    /// How long to wait first.
    pub(crate) fn begin(
        &self,
        name: &str,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<Attempt, Duration> {
        let now = now.as_millis();
        let keys = [
            Key::Name(name.to_lowercase()),
            Key::Address(neighbourhood(address)),
        ];
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = keys
            .iter()
            .filter_map(|key| Some(tried.get(key)?.wait(key, now)))
            .max()
            .unwrap_or(0);
        if wait > 0 {
            return Err(Duration::from_millis(wait.unsigned_abs()));
        }
        for key in &keys {
            make_room(&mut tried, key, now);
            let entry = tried.entry(key.clone()).or_insert(Tried {
                failures: 0,
                last: now,
            });
            if now - entry.last >= FORGOTTEN {
                entry.failures = 0;
            }
            entry.failures = entry.failures.saturating_add(1);
            entry.last = now;
        }
        Ok(Attempt { keys })
    }

    /// It was them: their name starts anew, and this attempt does not count against the address.
    pub(crate) fn succeeded(&self, attempt: &Attempt) {
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        let [name, address] = &attempt.keys;
        tried.remove(name);
        if let Some(entry) = tried.get_mut(address) {
            entry.failures = entry.failures.saturating_sub(1);
        }
    }
}

impl Tried {
    /// Milliseconds to wait from now.
    fn wait(self, key: &Key, now: i64) -> i64 {
        let free = match key {
            Key::Name(_) => FREE_OF_NAME,
            Key::Address(_) => FREE_OF_ADDRESS,
        };
        let Some(beyond) = self.failures.checked_sub(free) else {
            return 0;
        };
        let wait = MINUTE.saturating_mul(1 << beyond.min(10)).min(LONGEST_WAIT);
        (self.last + wait - now).clamp(0, wait)
    }
}

/// Whoever has a network of IPv6 has more addresses than there are names: all of a /64 are one.
fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).into(),
        v4 => v4,
    }
}

/// Drops what is forgotten, and if need be the oldest tenth, before there are too many.
fn make_room(tried: &mut HashMap<Key, Tried>, key: &Key, now: i64) {
    if tried.len() < MOST || tried.contains_key(key) {
        return;
    }
    tried.retain(|_, entry| now - entry.last < FORGOTTEN);
    if tried.len() < MOST {
        return;
    }
    let mut moments: Vec<_> = tried.values().map(|entry| entry.last).collect();
    let (_, oldest, _) = moments.select_nth_unstable(MOST / 10);
    let oldest = *oldest;
    tried.retain(|_, entry| entry.last > oldest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(seconds * 1000).expect("a time")
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([203, 0, 113, last])
    }

    #[test]
    fn waits_grow_up_to_a_quarter_of_an_hour() {
        let attempts = Attempts::default();
        for _ in 0..5 {
            attempts.begin("alice", address(1), at(0)).expect("free");
        }
        let mut now = 0;
        for minutes in [1, 2, 4, 8, 15, 15] {
            let wait = attempts
                .begin("Alice", address(2), at(now))
                .expect_err("a wait");
            assert_eq!(wait.as_secs(), minutes * 60);
            now += i64::try_from(wait.as_secs()).expect("seconds");
            attempts
                .begin("alice", address(2), at(now))
                .expect("after the wait");
        }
        attempts
            .begin("bob", address(1), at(0))
            .expect("another name");
    }

    #[test]
    fn success_clears_the_name_and_an_hour_everything() {
        let attempts = Attempts::default();
        for _ in 0..30 {
            let attempt = attempts.begin("alice", address(1), at(0)).expect("free");
            attempts.succeeded(&attempt);
        }
        for _ in 0..5 {
            attempts.begin("alice", address(1), at(0)).expect("free");
        }
        attempts
            .begin("alice", address(1), at(0))
            .expect_err("a wait");
        for _ in 0..5 {
            attempts
                .begin("alice", address(1), at(3600))
                .expect("forgotten");
        }
    }

    #[test]
    fn an_address_is_its_network_where_addresses_cost_nothing() {
        let attempts = Attempts::default();
        let inside = |host: u16| IpAddr::from([0x2001, 0xdb8, 1, 2, 0, 0, 0, host]);
        for host in 0..20 {
            attempts
                .begin(&format!("user{host}"), inside(host), at(0))
                .expect("free");
        }
        attempts
            .begin("another", inside(99), at(0))
            .expect_err("a wait");
        let outside = IpAddr::from([0x2001, 0xdb8, 1, 3, 0, 0, 0, 1]);
        attempts
            .begin("another", outside, at(0))
            .expect("another network");
    }

    #[test]
    fn memory_is_bounded_and_the_newest_stay() {
        let attempts = Attempts::default();
        let count = u32::try_from(MOST).expect("a number");
        for number in 0..count {
            let address = IpAddr::from(number.to_be_bytes());
            attempts
                .begin(
                    &format!("name{number}"),
                    address,
                    at(i64::from(number / 1000)),
                )
                .expect("free");
        }
        let tried = attempts.tried.lock().expect("tried");
        assert!(tried.len() <= MOST);
        let newest = Key::Name(format!("name{}", count - 1));
        assert!(tried.contains_key(&newest));
    }
}
