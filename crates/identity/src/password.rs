//! Passwords of local users: Argon2id, in the PHC format that says with which parameters. Everything here takes tens of milliseconds of a processor and
//! 19 MiB of memory on purpose: call it where that blocks nobody.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use signet_model::Violation;

/// The fewest characters of a new password.
pub const LEAST_CHARACTERS: usize = 12;
/// The most bytes of a password. A longer one is wrong without being looked at.
pub const MOST_BYTES: usize = 128;

/// OWASP's password storage cheat sheet: 19 MiB, two passes, one lane.
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The most that a stored hash may ask for, so that one from a foreign backup cannot take the whole machine.
const MOST_MEMORY: u32 = 1 << 20;
const MOST_PASSES: u32 = 64;

/// A hash like those of [`hash`], of a password that nobody has.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdC4uLg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The stored text is no hash of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the stored password is not an Argon2id hash that can be checked: set the password again")]
pub struct NotAHash;

/// Whether a text may become a password. Any characters will do except control characters, which no form can type.
///
/// # Errors
/// The rule that it breaks, with the limit and what was found.
pub fn check_new(password: &str) -> Result<(), Violation> {
    if password.is_empty() {
        return Err(Violation::Empty);
    }
    if let Some((at, found)) = password.chars().enumerate().find(|(_, c)| c.is_control()) {
        return Err(Violation::ControlCharacter { found, at: at + 1 });
    }
    let characters = password.chars().count();
    if characters < LEAST_CHARACTERS {
        return Err(Violation::TooFewCharacters {
            minimum: LEAST_CHARACTERS,
            found: characters,
        });
    }
    if password.len() > MOST_BYTES {
        return Err(Violation::TooManyBytes {
            limit: MOST_BYTES,
            found: password.len(),
        });
    }
    Ok(())
}

/// Hashes a password with a random salt, for keeping. [`check_new`] comes first.
///
/// # Panics
/// The operating system gives no random numbers.
#[must_use]
pub fn hash(password: &str) -> String {
    argon2()
        .hash_password(password.as_bytes())
        .expect("the parameters are right and the system has random numbers")
        .to_string()
}

/// Whether this is the password that was hashed.
///
/// # Errors
/// The stored text is no hash of ours.
pub fn verify(password: &str, stored: &str) -> Result<bool, NotAHash> {
    let stored = PasswordHash::new(stored).map_err(|_| NotAHash)?;
    let params = Params::try_from(&stored).map_err(|_| NotAHash)?;
    let bounded = params.m_cost() <= MOST_MEMORY && params.t_cost() <= MOST_PASSES;
    if stored.algorithm != Algorithm::Argon2id.ident()
        || stored.salt.is_none()
        || stored.hash.is_none()
        || !bounded
    {
        return Err(NotAHash);
    }
    // Whoever types a megabyte learns nothing from a quick no: no password has that many.
    if password.len() > MOST_BYTES {
        return Ok(false);
    }
    match argon2().verify_password(password.as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(NotAHash),
    }
}

/// Takes as long as [`verify`] and says no: for a name that nobody has, so that the time does not tell.
pub fn verify_nobody(password: &str) {
    let outcome = verify(password, NOBODY);
    debug_assert_eq!(outcome, Ok(false));
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY, PASSES, LANES, None).expect("the parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_recognised_and_no_other() {
        let stored = hash("correct horse battery");
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert_eq!(verify("correct horse battery", &stored), Ok(true));
        for wrong in [
            "",
            "correct horse batterz",
            "Correct horse battery",
            "correct horse battery ",
        ] {
            assert_eq!(verify(wrong, &stored), Ok(false), "{wrong}");
        }
        assert_ne!(stored, hash("correct horse battery"), "salted");
    }

    #[test]
    fn a_hash_of_another_program_is_checked_with_its_own_parameters() {
        // The reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 4 -l 24 -e (from its README, with -id).
        let stored = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(64, 3, 2, Some(24)).unwrap(),
        )
        .hash_password_with_salt(b"a password of old", b"another salt")
        .unwrap()
        .to_string();
        assert!(stored.contains("m=64,t=3,p=2"), "{stored}");
        assert_eq!(verify("a password of old", &stored), Ok(true));
        assert_eq!(verify("a password of now", &stored), Ok(false));
    }

    #[test]
    fn nobody_costs_what_somebody_costs() {
        let cost = |stored: &str| {
            let stored = PasswordHash::new(stored).unwrap();
            let length = stored.hash.unwrap().as_bytes().len();
            (
                stored.algorithm,
                stored.version,
                Params::try_from(&stored).unwrap(),
                length,
            )
        };
        let (somebody, nobody) = (hash("a password of mine"), NOBODY);
        assert_eq!(cost(&somebody), cost(nobody));
        verify_nobody("a password of mine");
    }

    #[test]
    fn what_is_no_hash_of_ours_is_said_to_be_none() {
        let bcrypt = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
        let argon2i = NOBODY.replace("argon2id", "argon2i");
        let greedy = NOBODY.replace("m=19456", "m=4194304");
        let endless = NOBODY.replace("t=2", "t=4000000");
        let cut = &NOBODY[..NOBODY.len() - 44];
        for stored in ["", "plain", bcrypt, &argon2i, &greedy, &endless, cut] {
            assert_eq!(
                verify("a password of mine", stored),
                Err(NotAHash),
                "{stored}"
            );
        }
    }

    #[test]
    fn a_new_password_is_long_enough_and_not_endless() {
        assert_eq!(check_new("twelve chars"), Ok(()));
        assert_eq!(check_new("十二个汉字也可以当密码用"), Ok(()));
        assert_eq!(check_new(&"x".repeat(128)), Ok(()));
        assert_eq!(check_new(""), Err(Violation::Empty));
        let short = Violation::TooFewCharacters {
            minimum: 12,
            found: 11,
        };
        assert_eq!(check_new("elevenchars"), Err(short));
        let long = Violation::TooManyBytes {
            limit: 128,
            found: 129,
        };
        assert_eq!(check_new(&format!("{}é", "x".repeat(127))), Err(long));
        let control = Violation::ControlCharacter { found: '\t', at: 4 };
        assert_eq!(check_new("tab\tin the middle"), Err(control));
        assert!(!verify(&"x".repeat(1 << 20), &hash("x")).unwrap());
    }
}
