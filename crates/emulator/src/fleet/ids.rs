//! Ids that look like the cloud's.

use rand::{Rng, RngExt};

/// Lower-case letters and digits.
pub(super) fn lower(rng: &mut impl Rng, length: usize) -> String {
    pick(rng, length, b"0123456789abcdefghijklmnopqrstuvwxyz")
}

/// Letters of both cases and digits.
pub(super) fn mixed(rng: &mut impl Rng, length: usize) -> String {
    pick(
        rng,
        length,
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    )
}

/// Hexadecimal digits of so many bytes.
pub(super) fn hex(rng: &mut impl Rng, bytes: usize) -> String {
    pick(rng, 2 * bytes, b"0123456789abcdef")
}

/// Decimal digits.
pub(super) fn digits(rng: &mut impl Rng, length: usize) -> String {
    pick(rng, length, b"0123456789")
}

/// A registration code: a UUID followed by digits.
pub(crate) fn registration_code(rng: &mut impl Rng) -> String {
    let mut part = |bytes| hex(rng, bytes);
    let uuid = [part(4), part(2), part(2), part(2), part(6)].join("-");
    format!("{uuid}{}", digits(rng, 10))
}

fn pick(rng: &mut impl Rng, length: usize, alphabet: &[u8]) -> String {
    (0..length)
        .map(|_| char::from(alphabet[rng.random_range(0..alphabet.len())]))
        .collect()
}
