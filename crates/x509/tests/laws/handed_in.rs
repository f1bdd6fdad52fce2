//! Shared by the property tests (stable) and the fuzz target (nightly); it names nothing of either.

use signet_model::Timestamp;
use signet_model::identifiers::Pem;
use signet_x509::{NotOne, Proof, decode, rules, signature_check, take};

/// Whatever the bytes, they are one certificate or are called by another name. One that was taken is taken for the same by
/// everybody who looks at it later, and can be judged.
pub(crate) fn taken(handed_in: &[u8]) {
    let text = String::from_utf8_lossy(handed_in);
    let read = decode(&text);
    let certificate = match take(handed_in.to_vec()) {
        Ok(certificate) => certificate,
        Err(other) => {
            assert!(
                other != NotOne::Der || read.is_err(),
                "DER and PEM at once: {text}"
            );
            return;
        }
    };
    assert_eq!(decode(certificate.pem()).as_ref(), Ok(certificate.facts()));
    assert!(
        Pem::parse(certificate.pem()).is_ok(),
        "the proxy refuses what the browser took: {text}"
    );
    assert_eq!(
        take(certificate.pem().as_bytes().to_vec()).as_ref(),
        Ok(&certificate)
    );
    let proof = Proof {
        ca: &certificate,
        verification: &certificate,
        code: "13274673",
    };
    let noon = Timestamp::from_millis(1_767_355_200_000).expect("in range");
    assert_eq!(rules(proof, noon), rules(proof, noon));
    drop(signature_check(&certificate, &certificate));
}

/// A certificate of which some bytes were changed, `at` counted from its start and around.
pub(crate) fn damaged(pem: &str, changes: &[(u16, u8)]) {
    let mut bytes = pem.as_bytes().to_vec();
    for (at, byte) in changes {
        let at = usize::from(*at) % bytes.len();
        bytes[at] = *byte;
    }
    taken(&bytes);
}
