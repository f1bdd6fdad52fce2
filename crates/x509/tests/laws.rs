//! What holds for every input, tried with random ones. `fuzz/` tries the same laws with inputs that coverage finds.

#[path = "laws/handed_in.rs"]
mod handed_in_laws;

use proptest::prelude::*;

const CERTIFICATES: [&str; 4] = [
    include_str!("handed_in/made_by_openssl/p256.CA.crt"),
    include_str!("handed_in/made_by_openssl/p256.verificationCert.crt"),
    include_str!("handed_in/made_by_openssl/p521.verificationCert.crt"),
    include_str!("handed_in/made_by_openssl/rsa.CA.crt"),
];

/// Bytes that keep a PEM a PEM, mostly.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![
        prop::sample::select(
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\n".to_vec()
        ),
        any::<u8>(),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_called_by_a_name(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        handed_in_laws::taken(&bytes);
    }

    #[test]
    fn damaged_certificates_are_called_by_a_name(
        pem in prop::sample::select(&CERTIFICATES[..]), changes in prop::collection::vec((any::<u16>(), byte()), 0..6),
    ) {
        handed_in_laws::damaged(pem, &changes);
    }
}
