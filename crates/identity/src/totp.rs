//! One-time codes (RFC 6238 with SHA-1, six digits, thirty seconds: what every authenticator app knows).

use std::fmt;

use signet_model::violation::half_width;
use signet_model::{Secret, Timestamp};
use totp_rs::{Builder, Totp};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Bytes of a seed, as RFC 4226 section 4 recommends.
pub const SEED_BYTES: usize = 20;
/// Seconds that a code is good for.
pub const STEP_SECONDS: u64 = 30;

/// What the codes are made of. It must be kept sealed: whoever has it has the codes. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Seed([u8; SEED_BYTES]);

/// Why a code is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// It is not six digits.
    #[error("the one-time code must be six digits")]
    NotACode,
    /// It is not the code of now, nor of half a minute before or after.
    #[error("the one-time code is wrong")]
    Wrong,
    /// It, or a later one, was used before.
    #[error("the one-time code was used before: wait for the next one")]
    Used,
}

impl Seed {
    /// A new seed, from the operating system's generator.
    #[must_use]
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// A seed that was kept.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; SEED_BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes, for keeping.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; SEED_BYTES] {
        &self.0
    }

    /// The seed in base32, for typing it into an app.
    #[must_use]
    pub fn to_base32(&self) -> Secret {
        Secret::new(totp_rs::Secret::from(self.0).to_base32())
    }

    /// The `otpauth://` address that an app reads from a QR code. A colon, which separates the two names there, becomes a space.
    #[must_use]
    pub fn uri(&self, issuer: &str, user: &str) -> Secret {
        let name = |text: &str| text.replace(':', " ");
        let totp = self
            .builder()
            .with_issuer(Some(name(issuer)))
            .with_account_name(name(user))
            .build_noncompliant();
        Secret::new(totp.to_url().unwrap_or_default())
    }

    /// Checks a code and gives its step. Keep it and hand it in as `last` next time: a code of that step or an earlier one is not accepted again.
    /// Full-width digits and spaces, which input methods and apps put in, do not matter.
    ///
    /// # Errors
    /// Why the code is not accepted.
    pub fn verify(&self, code: &str, last: Option<u64>, now: Timestamp) -> Result<u64, CodeError> {
        let code = read(code).ok_or(CodeError::NotACode)?;
        let seconds = u64::try_from(now.as_millis() / 1000).map_err(|_| CodeError::Wrong)?;
        let step = self.totp().check(&code, seconds).ok_or(CodeError::Wrong)?;
        if last.is_some_and(|last| step <= last) {
            return Err(CodeError::Used);
        }
        Ok(step)
    }

    fn totp(&self) -> Totp {
        self.builder().build_noncompliant()
    }

    fn builder(&self) -> Builder {
        Builder::new()
            .with_algorithm(totp_rs::Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP_SECONDS)
            .with_skew(1)
            .with_secret(self.0)
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[seed]")
    }
}

/// The six digits of what somebody typed.
fn read(code: &str) -> Option<String> {
    const LONGEST: usize = 64;
    if code.len() > LONGEST {
        return None;
    }
    let digits: String = code
        .chars()
        .map(|c| half_width(c).unwrap_or(c))
        .filter(|c| !c.is_whitespace())
        .collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests;
