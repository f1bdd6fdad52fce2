use super::*;

fn rule(act: Act) -> Rule<'static> {
    Rule {
        act,
        groups: &[],
        ca: None,
    }
}

fn unfit(rule: &Rule<'_>, line: &str) -> Unfit {
    rule.read(line).expect_err("a bad line")
}

fn reason(rule: &Rule<'_>, line: &str) -> String {
    unfit(rule, line).reason
}

#[test]
fn what_exists_is_read_leniently_and_what_is_to_be_made_strictly() {
    let odd = "GID_a@@@主轴 1";
    let read = rule(Act::Deregister).read(odd).ok();
    let read = read.expect("as the cloud lists it");
    assert_eq!((read.ca.as_str(), read.id.as_str()), ("", odd));
    assert!(reason(&rule(Act::Register), odd).contains("letters, digits"));
    assert!(rule(Act::Register).read("GID_a@@@new-1").is_ok());
}

#[test]
fn another_kind_of_identity_is_called_by_its_name() {
    let (client, certificate, device) = ("GID_a@@@d", "00f2\n3562", "4de2c367");
    assert!(reason(&rule(Act::Rotate), certificate).contains("certificate"));
    assert!(reason(&rule(Act::Rotate), device).contains("no @@@"));
    assert!(reason(&rule(Act::Inactivate), client).contains("client id"));
    assert!(reason(&rule(Act::Inactivate), device).contains("serial number of its CA"));
    assert!(reason(&rule(Act::DeleteClientIds), client).contains("client id"));
    assert!(reason(&rule(Act::DeleteClientIds), certificate).contains("certificate"));
    assert!(rule(Act::DeleteClientIds).read(device).is_ok());
    let read = rule(Act::Inactivate).read(certificate).ok();
    let read = read.expect("one");
    assert_eq!((read.ca.as_str(), read.id.as_str()), ("00f2", "3562"));
}

#[test]
fn lines_that_are_empty_too_long_or_hold_control_characters_are_bad() {
    for act in [Act::Deregister, Act::Inactivate, Act::DeleteClientIds] {
        for line in ["", "\t", "\u{0}", &"x".repeat(10_000_000)] {
            assert!(rule(act).read(line).is_err(), "{act:?}");
        }
    }
    assert!(reason(&rule(Act::Inactivate), "\n3562").contains("of the CA"));
    assert!(reason(&rule(Act::Inactivate), "00f2\n").contains("of the certificate"));
    assert!(reason(&rule(Act::Inactivate), "00f2\n35\n62").contains("of the certificate"));
}

#[test]
fn a_rule_is_told_with_its_values_for_whoever_says_it_in_another_language() {
    let told = unfit(&rule(Act::Register), "GID_a@@@主轴").rule;
    assert_eq!(
        (told.rule, told.at),
        (LineRule::ForbiddenCharacter, Some(9))
    );
    let told = unfit(&rule(Act::Register), &format!("GID_a@@@{}", "x".repeat(60))).rule;
    assert_eq!((told.rule, told.limit), (LineRule::TooLong, Some(64)));
    for (act, line, named) in [
        (Act::Rotate, "00f2\n3562", LineRule::AnotherKind),
        (Act::Rotate, "4de2c367", LineRule::Separators),
        (Act::Inactivate, "3562", LineRule::NoCa),
        (Act::DeleteClientIds, "GID_a@@@d", LineRule::AnotherKind),
        (Act::Register, "GID_a@@@", LineRule::NoDevice),
        (Act::Register, "a@@@d", LineRule::NotAGroup),
    ] {
        assert_eq!(
            unfit(&rule(act), line).rule,
            BrokenRule::of(named),
            "{line}"
        );
    }
}

#[test]
fn a_line_that_could_not_be_read_keeps_its_number_and_so_do_those_behind_it() {
    let bad = |line| BadLine {
        line,
        found: String::new(),
        reason: String::new(),
        rule: BrokenRule::default(),
    };
    let numbers: Vec<_> = numbers(2, &[bad(3), bad(9), bad(5)]).take(4).collect();
    assert_eq!(numbers, [2, 4, 6, 7]);
}

#[test]
fn a_plan_that_is_limited_takes_nothing_else() {
    let groups = ["GID_a".to_owned()];
    let limited = Rule {
        act: Act::Deregister,
        groups: &groups,
        ca: Some("00f2"),
    };
    assert!(limited.read("GID_a@@@1").is_ok());
    assert!(reason(&limited, "GID_b@@@1").contains("group GID_b"));
    let signed = Rule {
        act: Act::Activate,
        ..limited
    };
    assert!(signed.read("00f2\n1").is_ok());
    let of_another = unfit(&signed, "00f3\n1").rule;
    assert_eq!(
        of_another,
        BrokenRule::wanted(LineRule::AnotherCa, "00f2".to_owned())
    );
    assert!(reason(&signed, "00f3\n1").contains("CA 00f3"));
}

#[test]
fn what_is_shown_of_a_bad_line_is_short_and_obeyed_by_nobody() {
    assert_eq!(shown("00f2\n35\u{1b}[2J", FOUND), "00f2 35 [2J");
    assert_eq!(shown(&"主".repeat(500), FOUND).chars().count(), FOUND);
}
