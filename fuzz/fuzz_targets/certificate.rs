//! Whatever is handed in is one certificate or is called by another name: `cargo +nightly fuzz run certificate`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/x509/tests/laws/handed_in.rs"]
mod laws;

/// Made by openssl. From here it is not far to what no random bytes would find.
const CERTIFICATES: [&str; 4] = [
    include_str!("../../crates/x509/tests/handed_in/made_by_openssl/p256.CA.crt"),
    include_str!("../../crates/x509/tests/handed_in/made_by_openssl/p256.verificationCert.crt"),
    include_str!("../../crates/x509/tests/handed_in/made_by_openssl/p521.verificationCert.crt"),
    include_str!("../../crates/x509/tests/handed_in/made_by_openssl/rsa.CA.crt"),
];

fuzz_target!(|input: (u8, Vec<(u16, u8)>, &[u8])| {
    let (which, changes, noise) = input;
    laws::damaged(
        CERTIFICATES[usize::from(which) % CERTIFICATES.len()],
        &changes,
    );
    laws::taken(noise);
});
