//! The rules of identifiers: bytes and not characters, nothing lost, nothing hidden.

use proptest::prelude::*;
use signet_model::Violation;
use signet_model::identifiers::{
    ClientId, GroupId, InstanceId, IotId, NextToken, PageNumber, PageSize, SerialNumber,
};

#[test]
fn a_serial_number_is_measured_in_bytes() {
    let sized = |text: String| SerialNumber::parse(text).map(|serial| serial.as_str().len());
    assert_eq!(sized("a".repeat(128)), Ok(128));
    assert_eq!(
        sized("a".repeat(129)),
        Err(Violation::TooManyBytes {
            limit: 128,
            found: 129
        })
    );
    assert_eq!(sized("序".repeat(42)), Ok(126));
    assert_eq!(
        sized("序".repeat(43)),
        Err(Violation::TooManyBytes {
            limit: 128,
            found: 129
        })
    );
    assert_eq!(sized("\u{1F511}".repeat(32)), Ok(128));
}

#[test]
fn a_serial_number_keeps_its_leading_zeros() {
    for text in [
        "007269004887",
        "00f26900ba87",
        "0",
        "356217374433",
        "3.56E+14",
    ] {
        assert_eq!(
            SerialNumber::parse(text).map(|serial| serial.to_string()),
            Ok(text.to_owned())
        );
    }
}

#[test]
fn nothing_and_control_characters_are_refused() {
    assert_eq!(SerialNumber::parse(""), Err(Violation::Empty));
    for (text, found, at) in [
        ("a\0b", '\0', 2),
        ("\n", '\n', 1),
        ("abc\u{7f}", '\u{7f}', 4),
        ("序\u{85}", '\u{85}', 2),
    ] {
        assert_eq!(
            SerialNumber::parse(text),
            Err(Violation::ControlCharacter { found, at })
        );
        assert_eq!(
            ClientId::parse(text),
            Err(Violation::ControlCharacter { found, at })
        );
        assert_eq!(
            GroupId::parse(text),
            Err(Violation::ControlCharacter { found, at })
        );
        assert_eq!(
            NextToken::parse(text),
            Err(Violation::ControlCharacter { found, at })
        );
    }
}

#[test]
fn what_exists_with_an_odd_name_can_still_be_named() {
    for text in [
        "GID_a@@@b",
        "GID_a@@@b@@@c",
        "no-group",
        "GID_a@@@a/b:c,d%",
        "组@@@设备 1",
        &"x".repeat(65),
    ] {
        assert_eq!(
            ClientId::parse(text).map(|id| id.to_string()).as_deref(),
            Ok(text)
        );
    }
    assert_eq!(
        ClientId::parse("GID_a@@@b").expect("an id").parts(),
        Some(("GID_a", "b"))
    );
    assert_eq!(ClientId::parse("no-group").expect("an id").parts(), None);
}

#[test]
fn a_full_width_character_is_named_as_such() {
    let refused = |text: &str| InstanceId::parse(text).expect_err("not an id").to_string();
    assert_eq!(
        refused("post－cn"),
        "may hold letters, digits, - and _, character 5 is － (U+FF0D), the full-width form of -"
    );
    assert!(
        refused("post-cn ").ends_with("character 8 is U+0020"),
        "{}",
        refused("post-cn ")
    );
    assert!(IotId::parse("BXPV9Ks3bxwM9fD0000101").is_ok());
    assert!(IotId::parse("a b").is_err());
}

#[test]
fn pages_have_a_range() {
    let size = |value| PageSize::new(value).map(PageSize::get);
    assert_eq!((size(1), size(100)), (Ok(1), Ok(100)));
    for (value, found) in [
        (0, "0"),
        (101, "101"),
        (-1, "-1"),
        (i128::MAX, "170141183460469231731687303715884105727"),
    ] {
        assert_eq!(
            size(value),
            Err(Violation::OutOfRange {
                minimum: 1,
                maximum: 100,
                found: found.to_owned()
            })
        );
    }
    assert!(PageNumber::new(0).is_err());
    assert_eq!("7".parse::<PageNumber>().map(PageNumber::get), Ok(7));
    assert!("7.5".parse::<PageNumber>().is_err() && "".parse::<PageNumber>().is_err());
    assert_eq!(PageNumber::MAX.next(), PageNumber::MAX);
}

proptest! {
    #[test]
    fn what_was_accepted_comes_back_unchanged(text in any::<String>()) {
        if let Ok(serial) = SerialNumber::parse(text.as_str()) {
            prop_assert_eq!(serial.as_str(), &text);
            prop_assert!(!text.is_empty() && text.len() <= 128 && !text.chars().any(char::is_control));
            prop_assert_eq!(serial.to_string().parse(), Ok(serial));
        }
    }

    #[test]
    fn what_breaks_no_rule_is_accepted(text in "[^\\p{Cc}]{1,32}") {
        prop_assert!(SerialNumber::parse(text).is_ok());
    }
}
