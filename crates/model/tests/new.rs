//! What is to be made: every wrong form is named by the rule that it breaks.

use serde_json::json;
use signet_model::Violation;
use signet_model::identifiers::{ClientId, NewClientId, NewGroupId, Pem, Reason};

fn client_id(text: &str) -> Result<String, String> {
    NewClientId::parse(text)
        .map(|id| id.to_string())
        .map_err(|violation| violation.to_string())
}

fn group_id(text: &str) -> Result<String, String> {
    NewGroupId::parse(text)
        .map(|id| id.to_string())
        .map_err(|violation| violation.to_string())
}

#[test]
fn good_ids_are_taken_as_they_are() {
    let longest = format!("GID_test@@@{}", "d".repeat(53));
    assert_eq!(longest.len(), 64);
    for text in ["GID_test@@@dev-1", "GID-a@@@_", longest.as_str()] {
        assert_eq!(client_id(text).as_deref(), Ok(text));
    }
    let longest = format!("GID-{}", "g".repeat(60));
    for text in ["GID_abc", "GID-A_9", longest.as_str()] {
        assert_eq!(group_id(text).as_deref(), Ok(text));
    }
    let id = NewClientId::parse("GID_test@@@dev-1").expect("an id");
    assert_eq!(id.parts(), ("GID_test", "dev-1"));
    assert_eq!(ClientId::from(id).as_str(), "GID_test@@@dev-1");
}

#[test]
fn each_wrong_client_id_is_told_apart() {
    let too_long = format!("GID_test@@@{}", "d".repeat(54));
    for (text, says) in [
        ("", "must not be empty"),
        (
            too_long.as_str(),
            "may have at most 64 characters, this has 65",
        ),
        (
            "GID_a@@@b@@@c",
            "must be a group, @@@ once, and a device; this has @@@ 2 times",
        ),
        (
            "GID_a@@b",
            "must be a group, @@@ once, and a device; this has @@@ 0 times",
        ),
        (
            "GID_a",
            "must be a group, @@@ once, and a device; this has @@@ 0 times",
        ),
        ("GID_a@@@", "must name a device after @@@"),
        (
            "@@@b",
            "must start with GID_ or GID- and the rest of a group's name, this starts with ``",
        ),
        (
            "gid_a@@@b",
            "must start with GID_ or GID- and the rest of a group's name, this starts with `gid_a`",
        ),
        (
            "GID_@@@b",
            "must start with GID_ or GID- and the rest of a group's name, this starts with `GID_`",
        ),
        (
            "GROUP_of_many@@@b",
            "must start with GID_ or GID- and the rest of a group's name, this starts with `GROUP_of`",
        ),
        (
            "GID_a@@@@b",
            "may hold letters, digits, -, _ and one @@@, character 9 is @ (U+0040)",
        ),
        (
            "GID@a@@@b",
            "may hold letters, digits, -, _ and one @@@, character 4 is @ (U+0040)",
        ),
        (
            "GID_a@@@b/c",
            "may hold letters, digits, -, _ and one @@@, character 10 is / (U+002F)",
        ),
        (
            "GID_a@@@b c",
            "may hold letters, digits, -, _ and one @@@, character 10 is U+0020",
        ),
        (
            "GID_a@@@b\tc",
            "may hold letters, digits, -, _ and one @@@, character 10 is U+0009",
        ),
        (
            "GID_a@@@b\u{202e}",
            "may hold letters, digits, -, _ and one @@@, character 10 is \u{202e} (U+202E)",
        ),
        (
            "GID_a＠@@b",
            "may hold letters, digits, -, _ and one @@@, character 6 is ＠ (U+FF20), the full-width form of @",
        ),
        (
            "GID_a@@@b\u{3000}",
            "may hold letters, digits, -, _ and one @@@, character 10 is U+3000, a full-width space",
        ),
        (
            "GID_a@@@设备",
            "may hold letters, digits, -, _ and one @@@, character 9 is 设 (U+8BBE)",
        ),
    ] {
        assert_eq!(client_id(text), Err(says.to_owned()), "{text:?}");
    }
}

#[test]
fn each_wrong_group_id_is_told_apart() {
    let too_long = format!("GID_{}", "g".repeat(61));
    for (text, says) in [
        ("", "must not be empty"),
        ("GID_ab", "must have at least 7 characters, this has 6"),
        (
            too_long.as_str(),
            "may have at most 64 characters, this has 65",
        ),
        (
            "GRP_abcdef",
            "must start with GID_ or GID- and the rest of a group's name, this starts with `GRP_abcd`",
        ),
        (
            "GID_a@@@b",
            "may hold letters, digits, - and _, character 6 is @ (U+0040)",
        ),
        (
            "GID＿abcdef",
            "may hold letters, digits, - and _, character 4 is ＿ (U+FF3F), the full-width form of _",
        ),
    ] {
        assert_eq!(group_id(text), Err(says.to_owned()), "{text:?}");
    }
}

#[test]
fn a_limit_and_a_finding_go_with_the_rule() {
    let error = NewClientId::parse("x".repeat(70)).expect_err("no separator");
    assert_eq!(
        (error.limit(), error.found()),
        (
            Some(signet_model::Quantity::Number(1)),
            Some(signet_model::Quantity::Number(0))
        )
    );
    let error = NewGroupId::parse("GID_ab").expect_err("too short");
    assert_eq!(
        serde_json::to_value((error.limit(), error.found())).expect("JSON"),
        json!([7, 6])
    );
    assert_eq!(
        Reason::parse("因".repeat(200)).map(|reason| reason.as_str().chars().count()),
        Ok(200)
    );
    assert_eq!(
        Reason::parse("因".repeat(201)),
        Err(Violation::TooManyCharacters {
            limit: 200,
            found: 201
        })
    );
    assert!(matches!(
        Reason::parse("a\nb"),
        Err(Violation::ControlCharacter { found: '\n', at: 2 })
    ));
}

fn pem(label: &str) -> String {
    format!("-----BEGIN {label}-----\nMIID\n-----END {label}-----\n")
}

#[test]
fn what_is_not_one_certificate_is_named() {
    let certificate = pem("CERTIFICATE");
    let refused = |text: &str| Pem::parse(text).expect_err("not a certificate").to_string();
    assert_eq!(
        Pem::parse(certificate.as_str()).map(|pem| pem.as_str().to_owned()),
        Ok(certificate.clone())
    );
    assert_eq!(refused(" \n"), "must not be empty");
    for (text, says) in [
        (pem("PRIVATE KEY"), "a private key"),
        (pem("EC PRIVATE KEY"), "a private key"),
        (pem("ENCRYPTED PRIVATE KEY"), "a private key"),
        // A key that hides behind its certificate, or behind a megabyte of noise, is still a key.
        (
            format!("{certificate}{}", pem("RSA PRIVATE KEY")),
            "a private key",
        ),
        (
            format!("{}{}", " ".repeat(1_000_000), pem("PRIVATE KEY")),
            "a private key",
        ),
        (
            format!("{certificate}{certificate}"),
            "a chain of several certificates",
        ),
        (pem("CERTIFICATE REQUEST"), "a certificate request"),
        (pem("PUBLIC KEY"), "a public key"),
        (pem("PKCS7"), "another kind of PEM"),
        (
            "-----BEGIN CERTIFICATE-----\nMIID".to_owned(),
            "a certificate without its end",
        ),
        ("0\u{82}\u{3}\u{e8}".to_owned(), "no PEM"),
    ] {
        assert_eq!(
            refused(&text),
            format!("must be one certificate in PEM, this is {says}")
        );
    }
    assert_eq!(
        refused(&"noise".repeat(200_000)),
        "may have at most 8192 bytes of UTF-8, this has 1000000"
    );
}

#[test]
fn a_certificate_is_not_printed_in_full() {
    let shown = format!(
        "{:?}",
        Pem::parse(pem("CERTIFICATE")).expect("a certificate")
    );
    assert!(!shown.contains("MIID"), "{shown}");
}
