//! Whether something holds a private key, in any of the ways in which they are kept.

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

/// What the armour of a private key says, in any case: PEM of every kind, OpenSSH, PuTTY.
const MARKS: [&[u8]; 3] = [b"PRIVATE KEY-", b"BEGIN PRIVATE", b"PUTTY-USER-KEY"];

/// The object identifiers with which an encrypted PKCS #8 key begins: PKCS #5 and PKCS #12.
const ENCRYPTION: [&[u8]; 2] = [
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05],
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c],
];

/// Whether `bytes` hold a private key: in armour (UTF-16 too), in DER, or in Base64 without its armour.
pub(super) fn is_in(bytes: &[u8]) -> bool {
    // Half of the bytes of UTF-16 are zero.
    let narrow: Zeroizing<Vec<u8>> = Zeroizing::new(
        bytes
            .iter()
            .filter(|byte| **byte != 0)
            .map(u8::to_ascii_uppercase)
            .collect(),
    );
    let marked = |mark: &&[u8]| narrow.windows(mark.len()).any(|window| window == *mark);
    MARKS.iter().any(marked) || is_der(bytes) || is_bare(bytes)
}

/// PKCS #1, PKCS #8, SEC 1 and PKCS #12 begin with a version in a sequence, where a certificate has another sequence.
fn is_der(bytes: &[u8]) -> bool {
    let Some(inside) = inside_sequence(bytes) else {
        return false;
    };
    match inside {
        [0x02, 0x01, 0x00 | 0x01 | 0x03, ..] => true,
        _ => inside_sequence(inside)
            .and_then(|algorithm| algorithm.strip_prefix(&[0x06]))
            .and_then(|identifier| identifier.get(1..))
            .is_some_and(|identifier| ENCRYPTION.iter().any(|kind| identifier.starts_with(kind))),
    }
}

fn is_bare(bytes: &[u8]) -> bool {
    let letters: Zeroizing<Vec<u8>> = Zeroizing::new(
        bytes
            .iter()
            .copied()
            .filter(|byte| !byte.is_ascii_whitespace())
            .collect(),
    );
    STANDARD
        .decode(&*letters)
        .map(Zeroizing::new)
        .is_ok_and(|der| is_der(&der))
}

/// What stands in a sequence in DER, whatever length it claims.
fn inside_sequence(bytes: &[u8]) -> Option<&[u8]> {
    match bytes {
        [0x30, short @ ..=0x7f, inside @ ..] => (*short > 0).then_some(inside),
        [0x30, long, rest @ ..] => rest.get(usize::from(long & 0x7f)..),
        _ => None,
    }
}
