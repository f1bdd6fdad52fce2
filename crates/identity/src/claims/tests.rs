use serde_json::json;

use super::*;

fn claims(value: Value) -> Claims {
    let Value::Object(map) = value else {
        panic!("an object")
    };
    Claims(map)
}

fn named(groups: &str) -> ClaimNames {
    ClaimNames {
        groups: groups.to_owned(),
        ..ClaimNames::default()
    }
}

#[test]
fn a_claim_is_found_by_its_whole_name_first_and_then_by_its_path() {
    let claims = claims(json!({
        "https://corp.example/groups": ["a"],
        "realm_access": {"roles": ["b"]},
        "x.y": ["c"], "x": {"y": ["d"]},
    }));
    for (name, groups) in [
        ("https://corp.example/groups", vec!["a"]),
        ("realm_access.roles", vec!["b"]),
        ("x.y", vec!["c"]),
        ("realm_access.nothing", vec![]),
        ("realm_access.roles.deeper", vec![]),
        ("", vec![]),
        ("..", vec![]),
    ] {
        assert_eq!(claims.groups(&named(name)).unwrap(), groups, "{name}");
    }
}

#[test]
fn groups_are_texts() {
    let groups = |value: Value| claims(json!({"groups": value})).groups(&named("groups"));
    assert_eq!(groups(json!("one")).unwrap(), ["one"]);
    assert_eq!(groups(json!(["/b", "a", "a", ""])).unwrap(), ["/b", "a"]);
    assert_eq!(groups(json!(null)).unwrap(), [""; 0]);
    for (value, why) in [
        (json!({"a": true}), "neither a list of texts nor a text"),
        (json!(["a", 1]), "not a text"),
        (json!(["a\nb"]), "control characters"),
        (json!(["x".repeat(256)]), "255 bytes"),
        (
            json!((0..1001).map(|n| n.to_string()).collect::<Vec<_>>()),
            "1000 groups",
        ),
    ] {
        let refusal = groups(value).unwrap_err().to_string();
        assert!(
            refusal.contains("`groups`") && refusal.contains(why),
            "{refusal}"
        );
    }
}

#[test]
fn the_name_is_the_best_that_can_be_shown() {
    let name = |value: Value| claims(value).name(&ClaimNames::default(), "u-1");
    assert_eq!(name(json!({"name": " Li Wei ", "email": "x"})), "Li Wei");
    assert_eq!(
        name(json!({"name": "", "preferred_username": "liwei"})),
        "liwei"
    );
    assert_eq!(
        name(json!({"name": 7, "email": "li@corp.example"})),
        "li@corp.example"
    );
    assert_eq!(name(json!({"name": "a\u{1b}[2J"})), "u-1");
    assert_eq!(name(json!({"name": "x".repeat(201)})), "u-1");
}

#[test]
fn a_subject_is_a_text_that_fits() {
    let subject = |value: Value| claims(json!({"sub": value})).subject(&ClaimNames::default());
    assert_eq!(subject(json!("a b:c/d")).unwrap(), "a b:c/d");
    assert_eq!(subject(json!("x".repeat(255))).unwrap().len(), 255);
    for value in [
        json!(null),
        json!(7),
        json!(""),
        json!("  "),
        json!("a\r\nb"),
        json!("x".repeat(256)),
    ] {
        assert_eq!(
            subject(value.clone()).unwrap_err().code(),
            "claim",
            "{value}"
        );
    }
}
