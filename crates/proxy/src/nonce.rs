//! Texts that were never used before, handed in so that tests can foresee them.

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
        // Two are made for each request: by hand, because formatting a number of 128 bits takes as long as signing.
        let digits = rand::random::<[u8; 16]>().map(|byte| [byte >> 4, byte & 15]);
        let digits = digits.into_iter().flatten();
        digits
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
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
