//! Who is connected, and when: a function of the seed, the name of the client and the time, so that the same question has
//! the same answer. Acts leave traces in the world; everything else is computed.
//!
//! Seven in ten clients are always connected, three in twenty come and go in slots of five minutes, three in twenty are
//! silent. One whose session is ended comes back after 5 to 20 seconds, if it may.

use sha2::{Digest, Sha256};
use signet_model::Timestamp;

use crate::world::{Device, Instance, Trace};

/// How long a client that comes and goes stays as it is.
const SLOT_MILLIS: i64 = 5 * 60 * 1000;

/// How a client uses its connection, while nobody interferes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    Steady,
    Wandering,
    Silent,
}

/// A client with its numbers from the seed.
struct Rhythm<'a> {
    seed: u64,
    name: &'a str,
}

impl Rhythm<'_> {
    fn number(&self, what: &str) -> u64 {
        let hash = Sha256::digest(format!("{} {what} {}", self.seed, self.name));
        u64::from_be_bytes(hash[..8].try_into().unwrap_or_default())
    }

    fn habit(&self) -> Habit {
        match self.number("habit") % 20 {
            0..14 => Habit::Steady,
            14..17 => Habit::Wandering,
            _ => Habit::Silent,
        }
    }

    /// When the session began in which it is at `now` while nobody interferes; `None` where it is in none.
    fn begun(&self, now: i64) -> Option<i64> {
        match self.habit() {
            Habit::Steady => Some(i64::MIN),
            Habit::Silent => None,
            Habit::Wandering => {
                let slot = now.div_euclid(SLOT_MILLIS);
                let there = self.number(&format!("slot {slot}")).is_multiple_of(2);
                there.then_some(slot * SLOT_MILLIS)
            }
        }
    }

    /// How long it takes to come back after its session was ended.
    fn pause(&self) -> i64 {
        5000 + i64::try_from(self.number("pause") % 16).unwrap_or_default() * 1000
    }

    /// Whether it is connected at `now`, when its session was ended and since when it may not connect.
    fn is_online(&self, now: i64, apart_since: Option<i64>, barred_since: Option<i64>) -> bool {
        let Some(begun) = self.begun(now) else {
            return false;
        };
        let begun = match apart_since {
            Some(apart) if apart >= begun => apart + self.pause(),
            _ => begun,
        };
        begun <= now && barred_since.is_none_or(|since| begun <= since)
    }
}

impl Instance {
    /// Whether a client is connected at `now`.
    pub(crate) fn is_online(&self, seed: u64, client_id: &str, now: Timestamp) -> bool {
        let trace = self.traces.get(client_id).copied().unwrap_or_default();
        let holds = self
            .groups
            .values()
            .any(|group| group.credentials.contains_key(client_id));
        if !holds && trace.deregistered_at.is_none() {
            return false;
        }
        let deregistered = trace.deregistered_at.filter(|_| !holds);
        let barred_since = [deregistered, self.denied_since(client_id)]
            .into_iter()
            .flatten()
            .min();
        let rhythm = Rhythm {
            seed,
            name: client_id,
        };
        rhythm.is_online(
            now.as_millis(),
            trace.apart_since.map(Timestamp::as_millis),
            barred_since.map(Timestamp::as_millis),
        )
    }

    fn denied_since(&self, client_id: &str) -> Option<Timestamp> {
        let listed = self.blacklist.get(client_id)?;
        (!listed.allows).then_some(listed.since)
    }

    /// Ends the session of a client.
    pub(crate) fn end_session(&mut self, client_id: &str, now: Timestamp) {
        self.trace(client_id).apart_since = Some(now);
    }

    /// Does something that lets a client connect again, or for the first time: a session that is there goes on, otherwise
    /// one begins a little later.
    pub(crate) fn let_in(
        &mut self,
        seed: u64,
        client_id: &str,
        now: Timestamp,
        act: impl FnOnce(&mut Self),
    ) {
        let online = self.is_online(seed, client_id, now);
        act(self);
        if !online {
            self.end_session(client_id, now);
        }
    }

    /// Takes the credential of a client: a session that is there goes on until it ends.
    pub(crate) fn deregister(&mut self, seed: u64, client_id: &str, now: Timestamp) -> bool {
        let online = self.is_online(seed, client_id, now);
        let removed = self
            .groups
            .values_mut()
            .find_map(|group| group.credentials.remove(client_id))
            .is_some();
        if removed && online {
            self.trace(client_id).deregistered_at = Some(now);
        } else if removed {
            self.traces.remove(client_id);
        }
        removed
    }

    fn trace(&mut self, client_id: &str) -> &mut Trace {
        self.traces.entry(client_id.to_owned()).or_default()
    }
}

impl Device {
    /// Whether the device is connected at `now`; one that is disabled or never was active is not.
    pub(crate) fn is_online(&self, seed: u64, iot_id: &str, now: Timestamp) -> bool {
        let rhythm = Rhythm { seed, name: iot_id };
        let apart_since = self.apart_since.map(Timestamp::as_millis);
        !self.disabled
            && self.activated_at.is_some()
            && rhythm.is_online(now.as_millis(), apart_since, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(habit: Habit) -> Rhythm<'static> {
        let names = [
            "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m",
        ];
        let mut found = names.into_iter().map(|name| Rhythm { seed: 1, name });
        found.find(|rhythm| rhythm.habit() == habit).unwrap()
    }

    #[test]
    fn habits_hold() {
        let slots = |rhythm: &Rhythm<'_>| -> Vec<bool> {
            (0..40)
                .map(|slot| rhythm.is_online(slot * SLOT_MILLIS + 7, None, None))
                .collect()
        };
        assert!(slots(&of(Habit::Steady)).iter().all(|online| *online));
        assert!(slots(&of(Habit::Silent)).iter().all(|online| !*online));
        let wandering = slots(&of(Habit::Wandering));
        assert!(wandering.contains(&true) && wandering.contains(&false));
        assert_eq!(wandering, slots(&of(Habit::Wandering)));
    }

    #[test]
    fn a_session_that_was_ended_comes_back_unless_it_may_not() {
        let steady = of(Habit::Steady);
        let back = 1000 + steady.pause();
        assert!(!steady.is_online(1000, Some(1000), None));
        assert!(!steady.is_online(back - 1, Some(1000), None));
        assert!(steady.is_online(back, Some(1000), None));
        assert!(!steady.is_online(back, Some(1000), Some(900)));
        assert!(steady.is_online(1000, None, Some(900)), "it goes on");
    }

    #[test]
    fn a_client_that_may_not_connect_is_gone_when_its_slot_ends() {
        let wandering = of(Habit::Wandering);
        let slot = (0..40).find(|slot| {
            let at = |slot: i64| wandering.begun(slot * SLOT_MILLIS).is_some();
            at(*slot) && at(slot + 1)
        });
        let start = slot.unwrap() * SLOT_MILLIS;
        let barred = Some(start + 1);
        assert!(wandering.is_online(start + SLOT_MILLIS - 1, None, barred));
        assert!(!wandering.is_online(start + SLOT_MILLIS, None, barred));
        assert!(wandering.is_online(start + SLOT_MILLIS, None, None));
    }
}
