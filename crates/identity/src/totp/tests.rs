use hmac::{Hmac, KeyInit as _, Mac as _};
use proptest::prelude::*;

use super::*;

/// RFC 6238 appendix B: the seed is the ASCII text `12345678901234567890`.
const OF_THE_RFC: Seed = Seed::from_bytes(*b"12345678901234567890");

fn at(seconds: u64) -> Timestamp {
    Timestamp::from_millis(i64::try_from(seconds).unwrap() * 1000).unwrap()
}

/// RFC 4226 section 5.3, written down once more: two programs seldom err alike.
fn code(seed: &[u8; 20], step: u64) -> String {
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(seed).unwrap();
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest[19] & 15);
    let word = u32::from_be_bytes(digest[offset..offset + 4].try_into().unwrap());
    format!("{:06}", (word & 0x7fff_ffff) % 1_000_000)
}

#[test]
fn the_codes_of_the_rfc_are_right() {
    for (seconds, eight_digits) in [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ] {
        let step = OF_THE_RFC.verify(&eight_digits[2..], None, at(seconds));
        assert_eq!(step, Ok(seconds / 30), "{seconds}");
    }
}

#[test]
fn a_code_is_good_for_half_a_minute_to_both_sides() {
    let mine = code(OF_THE_RFC.as_bytes(), 1000);
    let verify = |seconds| OF_THE_RFC.verify(&mine, None, at(seconds));
    assert_eq!(verify(999 * 30 - 1), Err(CodeError::Wrong));
    assert_eq!(verify(999 * 30), Ok(1000));
    assert_eq!(verify(1001 * 30 + 29), Ok(1000));
    assert_eq!(verify(1002 * 30), Err(CodeError::Wrong));
}

#[test]
fn a_code_works_once_and_none_before_it_works_again() {
    let [before, mine, after] = [999, 1000, 1001].map(|step| code(OF_THE_RFC.as_bytes(), step));
    let verify = |code: &str, last| OF_THE_RFC.verify(code, last, at(1000 * 30));
    assert_eq!(verify(&mine, Some(999)), Ok(1000));
    assert_eq!(verify(&mine, Some(1000)), Err(CodeError::Used));
    assert_eq!(verify(&before, Some(1000)), Err(CodeError::Used));
    assert_eq!(verify(&after, Some(1000)), Ok(1001));
    assert_eq!(verify("000000", Some(1000)), Err(CodeError::Wrong));
}

#[test]
fn how_it_was_typed_does_not_matter() {
    for typed in [
        "287082",
        "287 082",
        " 2 8 7 0 8 2 ",
        "２８７０８２",
        "２８７　０８２",
        "287\u{a0}082",
    ] {
        assert_eq!(OF_THE_RFC.verify(typed, None, at(59)), Ok(1), "{typed}");
    }
    for typed in [
        "",
        "28708",
        "2870820",
        "28708x",
        "287-082",
        "+87082",
        "٢٨٧٠٨٢",
        "2870 82\u{200b}",
    ] {
        assert_eq!(
            OF_THE_RFC.verify(typed, None, at(59)),
            Err(CodeError::NotACode),
            "{typed}"
        );
    }
}

#[test]
fn an_app_reads_the_address() {
    let uri = OF_THE_RFC.uri("Signet: Werk 2", "李伟@corp.example");
    assert_eq!(
        uri.expose(),
        "otpauth://totp/Signet%20%20Werk%202:%E6%9D%8E%E4%BC%9F%40corp.example\
         ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Signet%20%20Werk%202"
    );
    assert_eq!(
        OF_THE_RFC.to_base32().expose(),
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    );
}

#[test]
fn seeds_differ_and_do_not_show() {
    let (one, other) = (Seed::random(), Seed::random());
    assert_ne!(one.as_bytes(), other.as_bytes());
    assert_eq!(format!("{one:?} {:?}", one.to_base32()), "[seed] [secret]");
    assert_eq!(Seed::from_bytes(*one.as_bytes()), one);
}

proptest! {
    #[test]
    fn every_seed_accepts_its_own_codes(seed: [u8; 20], step in 1_u64..400_000_000) {
        let verified = Seed::from_bytes(seed).verify(&code(&seed, step), None, at(step * 30));
        // Once in a million another step of the window has the same code.
        prop_assert!(verified.is_ok_and(|found| found.abs_diff(step) <= 1));
    }

    #[test]
    fn nothing_that_is_typed_breaks_it(typed in ".{0,40}", seconds in -100_i64..i64::MAX / 1_000_000) {
        if let Some(now) = Timestamp::from_millis(seconds) {
            let _ = OF_THE_RFC.verify(&typed, Some(1), now);
        }
    }
}
