use signet_model::audit::Ending;

use super::*;
use crate::vitals::AuditVitals;

fn at(text: &str) -> Timestamp {
    format!("2026-11-22T{text}Z").parse().expect("a time")
}

fn rules() -> Rules {
    Rules::new(Thresholds {
        sign_in_failures: 2,
        destroys: 1,
        ..Thresholds::default()
    })
}

fn failed(time: &str, count: Option<u64>) -> Entry {
    Entry {
        error: Some(ErrorCode::SignInFailed),
        count,
        ..Entry::new(at(time), Kind::Refused, "unknown", "SignIn")
    }
}

fn destroyed(time: &str, ending: Ending) -> Entry {
    Entry {
        effect: Some(Effect::Destroy),
        ending: Some(ending),
        ..Entry::new(at(time), Kind::Outcome, "user:alice", "DeleteGroupId")
    }
}

#[test]
fn failures_above_the_limit_are_said_once_in_a_window() {
    let mut rules = rules();
    assert_eq!(rules.appended(&failed("08:00:00", None)), None);
    assert_eq!(rules.appended(&failed("08:01:00", None)), None);
    let notice = rules.appended(&failed("08:02:00", None)).expect("a notice");
    assert_eq!(
        (notice.event, notice.count),
        (Event::SignInFailures, Some(3))
    );
    assert_eq!(
        notice.text,
        "Failed within 10 minutes: 3 sign-ins. Somebody may be guessing passwords: the audit log shows names and addresses."
    );
    assert_eq!(
        rules.appended(&failed("08:09:00", None)),
        None,
        "said already"
    );
    let again = rules
        .appended(&failed("08:12:00", Some(5)))
        .expect("the window is over");
    assert_eq!(
        again.count,
        Some(6),
        "those of 08:02 and before have left the window"
    );
}

#[test]
fn slow_failures_are_nothing() {
    let mut rules = rules();
    for hour in 0..20 {
        assert_eq!(
            rules.appended(&failed(&format!("{hour:02}:00:00"), Some(2))),
            None
        );
    }
}

#[test]
fn only_what_was_destroyed_counts() {
    let mut rules = rules();
    let other = Entry {
        effect: Some(Effect::Suspend),
        ..destroyed("08:00:00", Ending::Done)
    };
    let intent = Entry {
        kind: Kind::Intent,
        ..destroyed("08:00:00", Ending::Done)
    };
    for entry in [
        other,
        intent,
        destroyed("08:00:00", Ending::NotDone),
        destroyed("08:00:00", Ending::SettledDone),
    ] {
        assert_eq!(rules.appended(&entry), None);
    }
    let notice = rules
        .appended(&destroyed("08:00:01", Ending::Unknown))
        .expect("a notice");
    assert_eq!((notice.event, notice.count), (Event::Destroys, Some(2)));
    assert_eq!(notice.object.as_deref(), Some("user:alice"));
}

#[test]
fn a_clock_that_is_set_back_breaks_nothing() {
    let mut rules = rules();
    assert_eq!(rules.appended(&destroyed("08:00:00", Ending::Done)), None);
    assert!(
        rules
            .appended(&destroyed("06:00:00", Ending::Done))
            .is_some()
    );
}

fn key(expires_at: Option<&str>, is_replaced: bool, is_failing: bool) -> Vitals {
    Vitals {
        keys: vec![KeyVitals {
            account: "factory".to_owned(),
            expires_at: expires_at.map(|day| format!("{day}T00:00:00Z").parse().expect("a time")),
            is_replaced,
            is_failing,
        }],
        ..Vitals::default()
    }
}

#[track_caller]
fn said(vitals: &Vitals, event: Event, expected: &str) {
    let mut rules = rules();
    let notices = rules.look(vitals, at("00:00:00"));
    let [notice] = &notices[..] else {
        panic!("{notices:?}");
    };
    assert_eq!(notice.event, event);
    assert!(notice.text.contains(expected), "{}", notice.text);
    assert_eq!(
        rules.look(vitals, at("12:00:00")).len(),
        usize::from(event == Event::AuditReserveUsed),
        "said already"
    );
}

#[test]
fn keys_that_end_or_cannot_be_replaced() {
    let silent = |vitals| assert_eq!(rules().look(&vitals, at("00:00:00")), []);
    said(
        &key(Some("2026-11-25"), false, false),
        Event::KeyExpiring,
        "expires at 2026-11-25T00:00:00Z, in 3 days. Give Signet another one",
    );
    said(
        &key(Some("2026-11-25"), true, true),
        Event::KeyExpiring,
        "cannot be replaced; the one there is ends at 2026-11-25",
    );
    said(
        &key(Some("2026-11-20"), true, true),
        Event::KeyExpiring,
        "cannot be replaced; the last one ended at 2026-11-20",
    );
    said(
        &key(None, false, true),
        Event::KeyExpiring,
        "factory cannot be replaced. `signet doctor` says why",
    );
    silent(key(Some("2026-12-25"), false, false));
    silent(key(Some("2026-11-22"), true, false));
    silent(key(None, false, false));
}

#[test]
fn certificates_that_expire_and_a_log_that_cannot_be_written() {
    let end = |day: &str| format!("{day}T00:00:00Z").parse().expect("a time");
    let authorities = |day| Vitals {
        authorities: vec![("post-cn-1".to_owned(), end(day))],
        ..Vitals::default()
    };
    said(
        &authorities("2026-12-20"),
        Event::CaExpiring,
        "the instance post-cn-1 expires at 2026-12-20T00:00:00Z, in 28 days",
    );
    said(&authorities("2026-11-23"), Event::CaExpiring, "in a day");
    said(
        &authorities("2026-11-20"),
        Event::CaExpiring,
        "expired at 2026-11-20",
    );
    assert_eq!(rules().look(&authorities("2027-01-20"), at("00:00:00")), []);
    let tls = Vitals {
        tls_valid_to: Some(end("2026-12-01")),
        ..Vitals::default()
    };
    said(
        &tls,
        Event::TlsExpiring,
        "Signet's own TLS certificate expires at 2026-12-01T00:00:00Z, in 9 days",
    );
    let reserve = |in_reserve| Vitals {
        audit: AuditVitals {
            in_reserve: Some(in_reserve),
            ..AuditVitals::default()
        },
        ..Vitals::default()
    };
    said(
        &reserve(3),
        Event::AuditReserveUsed,
        "(entries in its reserve: 3)",
    );
    assert_eq!(rules().look(&reserve(0), at("00:00:00")), []);
}

#[test]
fn what_was_well_again_is_news_when_it_comes_back_and_a_day_later_it_is_said_again() {
    let mut rules = rules();
    let bad = key(Some("2026-11-25"), false, false);
    let good = key(Some("2027-11-25"), false, false);
    let mut count = |vitals, time: &str| rules.look(vitals, time.parse().expect("a time")).len();
    assert_eq!(count(&bad, "2026-11-22T00:00:00Z"), 1);
    assert_eq!(count(&bad, "2026-11-22T23:59:00Z"), 0);
    assert_eq!(count(&bad, "2026-11-23T00:00:00Z"), 1);
    assert_eq!(count(&good, "2026-11-23T01:00:00Z"), 0);
    assert_eq!(count(&bad, "2026-11-23T02:00:00Z"), 1);
}
