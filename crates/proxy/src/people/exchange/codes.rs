//! Codes that were given and may be used once. In memory: a proxy that starts anew has those in hand begin again.

use std::collections::HashMap;

use signet_identity::pkce::Challenge;
use signet_model::Timestamp;

use crate::people::secrets::Hash;

/// How long a code may be used, in milliseconds.
pub(crate) const LIFE: i64 = 60_000;
/// So long it is remembered, to tell whoever comes too late what happened.
const REMEMBERED: i64 = 10 * 60_000;
/// The most codes of one session that may be used: the oldest gives way.
pub(crate) const MOST_OF_SESSION: usize = 16;
/// The most that are remembered.
const MOST: usize = 10_000;

/// Codes by their hashes.
#[derive(Default)]
pub(crate) struct Codes(HashMap<Hash, Kept>);

/// What a code is for.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    /// The hash of the id of the session of whoever asked.
    pub(crate) session: Hash,
    /// Whose pages may use it.
    pub(crate) origin: String,
    /// What they have to know.
    pub(crate) challenge: Challenge,
}

struct Kept {
    code: Code,
    given_at: i64,
    used: u8,
}

/// Why a code cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// It was never given, as far as is known.
    Unknown,
    /// It was used before.
    Used,
    /// Its time is over.
    Expired,
}

impl Codes {
    /// A code was given.
    pub(crate) fn give(&mut self, hash: Hash, code: Code, now: Timestamp) {
        let now = now.as_millis();
        let of_session = |kept: &Kept| kept.code.session == code.session && kept.may_be_used(now);
        if self.0.values().filter(|kept| of_session(kept)).count() >= MOST_OF_SESSION {
            self.drop_oldest(of_session);
        }
        if self.0.len() >= MOST {
            self.0.retain(|_, kept| now - kept.given_at < REMEMBERED);
        }
        if self.0.len() >= MOST {
            self.drop_oldest(|_| true);
        }
        let kept = Kept {
            code,
            given_at: now,
            used: 0,
        };
        self.0.insert(hash, kept);
    }

    /// Uses a code. Whatever comes of it, nobody uses it again.
    pub(crate) fn take(&mut self, hash: Hash, now: Timestamp) -> Result<Code, Unusable> {
        let kept = self.0.get_mut(&hash).ok_or(Unusable::Unknown)?;
        kept.used = kept.used.saturating_add(1);
        if kept.used > 1 {
            Err(Unusable::Used)
        } else if now.as_millis() - kept.given_at >= LIFE {
            Err(Unusable::Expired)
        } else {
            Ok(kept.code.clone())
        }
    }

    /// Whether somebody tried to use it after it was used.
    pub(crate) fn came_again(&self, hash: Hash) -> bool {
        self.0.get(&hash).is_some_and(|kept| kept.used > 1)
    }

    /// Forgets those that are no help any more.
    pub(crate) fn sweep(&mut self, now: Timestamp) {
        let now = now.as_millis();
        self.0.retain(|_, kept| now - kept.given_at < REMEMBERED);
    }

    fn drop_oldest(&mut self, among: impl Fn(&Kept) -> bool) {
        let among = self.0.iter().filter(|(_, kept)| among(kept));
        let oldest = among.min_by_key(|(_, kept)| kept.given_at);
        if let Some(hash) = oldest.map(|(hash, _)| *hash) {
            self.0.remove(&hash);
        }
    }
}

impl Kept {
    const fn may_be_used(&self, now: i64) -> bool {
        self.used == 0 && now - self.given_at < LIFE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis).expect("a time")
    }

    fn code(session: u8) -> Code {
        let challenge = Challenge::read("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        Code {
            session: [session; 32],
            origin: "https://portal.example".to_owned(),
            challenge: challenge.expect("a challenge"),
        }
    }

    fn hash(number: usize) -> Hash {
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&number.to_le_bytes());
        hash
    }

    #[test]
    fn a_code_is_used_once_and_in_time() {
        let mut codes = Codes::default();
        for number in 0..3 {
            codes.give(hash(number), code(1), at(0));
        }
        let taken = codes.take(hash(0), at(LIFE - 1)).expect("in time");
        assert_eq!(taken.session, [1; 32]);
        assert!(!codes.came_again(hash(0)));
        assert_eq!(codes.take(hash(0), at(1)).err(), Some(Unusable::Used));
        assert!(codes.came_again(hash(0)));
        assert_eq!(codes.take(hash(1), at(LIFE)).err(), Some(Unusable::Expired));
        assert_eq!(codes.take(hash(1), at(0)).err(), Some(Unusable::Used));
        codes.sweep(at(REMEMBERED - 1));
        assert_eq!(
            codes.take(hash(2), at(REMEMBERED)).err(),
            Some(Unusable::Expired)
        );
        codes.sweep(at(REMEMBERED));
        for number in 0..4 {
            let unknown = codes.take(hash(number), at(0)).err();
            assert_eq!(unknown, Some(Unusable::Unknown));
        }
    }

    #[test]
    fn one_session_has_so_many_and_the_oldest_gives_way() {
        let mut codes = Codes::default();
        codes.give(hash(99), code(2), at(0));
        for number in 0..=MOST_OF_SESSION {
            codes.give(
                hash(number),
                code(1),
                at(1 + i64::try_from(number).expect("a time")),
            );
        }
        let usable = |codes: &mut Codes, number| codes.take(hash(number), at(100)).is_ok();
        assert!(!usable(&mut codes, 0));
        assert!((1..=MOST_OF_SESSION).all(|number| usable(&mut codes, number)));
        assert!(usable(&mut codes, 99), "another session's");
    }

    #[test]
    fn memory_has_an_end() {
        let mut codes = Codes::default();
        for number in 0..MOST + 10 {
            let session = u8::try_from(number % 250).expect("a session");
            let now = at(i64::try_from(number).expect("a time") * 10);
            codes.give(hash(number), code(session), now);
        }
        assert!(codes.0.len() <= MOST);
    }
}
