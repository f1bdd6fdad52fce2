//! Texts that were never used before, handed in so that tests can foresee them.

use std::fmt::Write;

/// Makes nonces and ids.
pub trait Nonces: Send + Sync {
    /// 32 hexadecimal digits.
    fn next(&self) -> String;
}

/// 128 bits from the operating system's generator.
#[derive(Debug)]
pub struct RandomNonces;

impl Nonces for RandomNonces {
    fn next(&self) -> String {
        let mut text = String::with_capacity(32);
        let _ = write!(text, "{:032x}", rand::random::<u128>());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_are_32_hex_digits_and_differ() {
        let (one, other) = (RandomNonces.next(), RandomNonces.next());
        assert_ne!(one, other);
        assert_eq!(one.len(), 32);
        assert!(
            one.bytes()
                .all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
        );
    }
}
