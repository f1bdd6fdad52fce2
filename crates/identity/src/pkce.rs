//! Proof key for code exchange (RFC 7636), the side that checks: whoever asks for a code names a challenge, and whoever uses the code shows
//! what it was made of. The method is `S256`; `plain` there is none.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// Characters of a challenge: 32 bytes in base64url, without padding.
pub const CHALLENGE_CHARACTERS: usize = 43;

/// SHA-256 of a verifier that is not known yet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Challenge([u8; 32]);

impl Challenge {
    /// Reads it as it stands in a URL; `None` where it is no such thing.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// Whether it was made of this verifier. Takes the same time for all that are of one length.
    #[must_use]
    pub fn is_of(&self, verifier: &str) -> bool {
        let made = Sha256::digest(verifier);
        self.0.ct_eq(&made[..]).into()
    }
}

/// It is no secret, but what it stands for is nobody's business.
impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Challenge(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Appendix B of RFC 7636.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_published_pair_fits() {
        let challenge = Challenge::read(CHALLENGE).expect("a challenge");
        assert!(challenge.is_of(VERIFIER));
        assert!(!challenge.is_of(CHALLENGE), "that would be plain");
        assert!(!challenge.is_of(""));
        assert_eq!(format!("{challenge:?}"), "Challenge(…)");
    }

    #[test]
    fn what_is_no_challenge_is_none() {
        for text in [
            "",
            &CHALLENGE[1..],
            &format!("{CHALLENGE}A"),
            &format!("{CHALLENGE}="),
            &CHALLENGE.replace('-', "+"),
            &CHALLENGE.replace('E', " "),
            // The same bytes with other bits left over.
            &CHALLENGE.replace("cM", "cN"),
        ] {
            assert_eq!(Challenge::read(text), None, "{text}");
        }
        assert_eq!(CHALLENGE.len(), CHALLENGE_CHARACTERS);
    }

    proptest! {
        #[test]
        fn a_challenge_is_of_its_own_verifier_alone(one in any::<[u8; 32]>(), other in any::<[u8; 32]>()) {
            let [one, other] = [one, other].map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
            let made = URL_SAFE_NO_PAD.encode(Sha256::digest(&one));
            let challenge = Challenge::read(&made).expect("a challenge");
            prop_assert!(challenge.is_of(&one));
            prop_assert_eq!(challenge.is_of(&other), one == other);
        }

        #[test]
        fn no_text_is_too_odd(text in "\\PC*") {
            _ = Challenge::read(&text);
        }
    }
}
