use http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;
use signet_model::Timestamp;

use super::*;

fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        headers.append(HeaderName::try_from(*name).unwrap(), value);
    }
    headers
}

fn ours() -> Headers {
    Headers::new("X-Remote-User", Some("X-Remote-Groups")).unwrap()
}

fn now() -> Timestamp {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

#[track_caller]
fn refused(pairs: &[(&str, &str)]) -> String {
    let refusal = ours()
        .identity(&headers(pairs), now())
        .expect_err("not believed");
    refusal.to_string()
}

#[test]
fn the_headers_say_who_somebody_is() {
    let sent = headers(&[
        ("x-remote-user", " 李伟 "),
        ("X-REMOTE-GROUPS", "iot-ops, factory,,iot-ops ,"),
        ("accept", "*/*"),
    ]);
    let person = ours().identity(&sent, now()).unwrap().expect("somebody");
    assert_eq!(person.subject, "header:李伟");
    assert_eq!(person.name, "李伟");
    assert_eq!(person.groups, ["factory", "iot-ops"]);
    assert_eq!((person.way, person.signed_in_at), (Way::Header, now()));
}

#[test]
fn without_the_users_header_there_is_nobody() {
    for pairs in [
        &[][..],
        &[("x-remote-user", "")],
        &[("x-remote-user", "  "), ("x-remote-groups", "admins")],
    ] {
        assert_eq!(
            ours().identity(&headers(pairs), now()),
            Ok(None),
            "{pairs:?}"
        );
    }
}

#[test]
fn groups_that_were_not_asked_for_are_not_read() {
    let only_user = Headers::new("x-remote-user", None).unwrap();
    let sent = headers(&[("x-remote-user", "alice"), ("x-remote-groups", "admins")]);
    let person = only_user.identity(&sent, now()).unwrap().expect("somebody");
    assert!(person.groups.is_empty());
}

#[test]
fn a_second_value_is_refused_however_it_comes() {
    let alice = ("x-remote-user", "alice");
    assert!(refused(&[alice, ("x-remote-user", "mallory")]).contains("more than once"));
    assert!(refused(&[alice, alice]).contains("more than once"));
    assert!(refused(&[("x-remote-user", "alice, mallory")]).contains("comma"));
    assert!(
        refused(&[alice, ("x-remote-groups", "a"), ("x-remote-groups", "b")])
            .contains("more than once")
    );
    for lookalike in [
        "x_remote_user",
        "X-Remote_User",
        "x.remote.user",
        "x_remote-groups",
        "x-remote+user",
    ] {
        let text = refused(&[alice, (lookalike, "mallory")]);
        assert!(text.contains("looks like"), "{lookalike}: {text}");
        let text = refused(&[(lookalike, "mallory")]);
        assert!(text.contains("looks like"), "{lookalike} alone: {text}");
    }
}

#[test]
fn values_that_cannot_be_names_are_refused() {
    assert!(refused(&[("x-remote-user", "al\tice")]).contains("control"));
    assert!(refused(&[("x-remote-user", &"a".repeat(256))]).contains("255"));
    assert!(
        refused(&[
            ("x-remote-user", "alice"),
            ("x-remote-groups", &"g".repeat(256))
        ])
        .contains("255")
    );
    let mut latin1 = HeaderMap::new();
    latin1.insert(
        "x-remote-user",
        HeaderValue::from_bytes(b"J\xfcrgen").unwrap(),
    );
    let refusal = ours().identity(&latin1, now()).expect_err("not UTF-8");
    assert_eq!(
        refusal.to_string(),
        "the header `x-remote-user` is not UTF-8"
    );
}

#[test]
fn what_has_to_be_dropped_is_named() {
    let sent = headers(&[
        ("x-remote-user", "alice"),
        ("x_remote_user", "mallory"),
        ("x-remote-groups", "a"),
        ("x-remote-users", "unlike"),
        ("host", "signet.example"),
    ]);
    let found = ours().find(&sent);
    let names = |names: &[HeaderName]| {
        let mut names: Vec<_> = names.iter().map(|name| name.as_str().to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&found.ours), ["x-remote-groups", "x-remote-user"]);
    assert_eq!(names(&found.lookalikes), ["x_remote_user"]);
    assert_eq!(ours().find(&headers(&[("host", "x")])), Found::default());
}

#[test]
fn names_that_mean_something_else_cannot_be_configured() {
    for (user, groups, key) in [
        ("", None, "user"),
        ("x remote user", None, "user"),
        ("Authorization", None, "user"),
        ("x-forwarded-for", None, "user"),
        ("x-remote-user", Some("cookie"), "groups"),
        ("x-remote-user", Some("X_Remote_User"), "groups"),
    ] {
        let error = Headers::new(user, groups).expect_err(user);
        assert_eq!(error.key, key, "{user} {groups:?}");
    }
}

proptest! {
    #[test]
    fn whatever_comes_the_user_is_the_one_value_of_the_header(
        sent in prop::collection::vec(("[xX][-_.][rR]emote[-_]user|x-remote-groups|x-other", "[ -~]{0,12}"), 0..5)
    ) {
        let pairs: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        if let Ok(Some(person)) = ours().identity(&headers(&pairs), now()) {
            let users: Vec<_> = pairs
                .iter()
                .filter(|(name, _)| name.to_lowercase().replace(['_', '.'], "-") == "x-remote-user")
                .collect();
            prop_assert_eq!(users.len(), 1);
            prop_assert!(users[0].0.eq_ignore_ascii_case("x-remote-user"));
            prop_assert_eq!(users[0].1.trim(), person.name);
        }
    }
}
