//! What cannot be a plan is refused, with the field, the rule, the limit and what was found; and nothing is started.

#[path = "plan_input/told.rs"]
mod told;

use serde_json::{Value, json};

use crate::support::{Bench, get, planning};

const RECIPIENT: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/// A plan as it would do, with these fields changed; those that are null are left out.
fn asked(bench: &Bench, change: &Value) -> Value {
    let mut asked = json!({
        "act": "deregister",
        "instance_id": bench.instance(),
        "selection": { "kind": "list" },
    });
    for (field, value) in change.as_object().expect("fields") {
        asked[field] = value.clone();
    }
    asked
}

/// What a body is refused with: the code, the field, the limit and what was found.
async fn refusal(bench: &Bench, what: &str, body: Value) -> (String, String, Value, Value) {
    let reply = bench.tell_plan(what, body.clone()).await;
    assert!(
        reply.status == 422 || reply.status == 409,
        "{body}: {} {}",
        reply.status,
        reply.body
    );
    let error = &reply.body["error"];
    assert!(error["message"].is_string(), "{error}");
    let shown = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
    (
        shown("code"),
        shown("field"),
        error["limit"].clone(),
        error["found"].clone(),
    )
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_a_plan_is_named() {
    let bench = planning();
    let sent = bench.sent().len();
    let rotating = |settings: Value| json!({ "act": "rotate", "settings": settings });
    let with_key = |mut settings: Value| {
        settings["recipient"] = RECIPIENT.into();
        json!({ "act": "rotate", "settings": settings })
    };
    let settings = |settings: Value| json!({ "settings": settings });
    let selection = |selection: Value| json!({ "selection": selection });
    for (change, code, field, limit, found) in [
        (
            json!({ "act": "destroy" }),
            "invalid_field",
            "act",
            json!(
                "register, rotate, deregister, blacklist, lift, cut_off, inactivate, activate, delete_certificate, delete_client_ids"
            ),
            json!("destroy"),
        ),
        (
            json!({ "act": 1 }),
            "invalid_field",
            "act",
            json!("a string"),
            json!("a number"),
        ),
        (
            json!({ "act": null }),
            "missing_field",
            "act",
            Value::Null,
            Value::Null,
        ),
        (
            json!({ "instance_id": null }),
            "missing_field",
            "instance_id",
            Value::Null,
            Value::Null,
        ),
        (
            json!({ "instance_id": "a b" }),
            "invalid_field",
            "instance_id",
            json!("letters, digits, - and _"),
            json!("U+0020"),
        ),
        (
            json!({ "iot_instance_id": "iot-1" }),
            "invalid_field",
            "iot_instance_id",
            Value::Null,
            Value::Null,
        ),
        (
            json!({ "act": "delete_client_ids" }),
            "invalid_field",
            "instance_id",
            Value::Null,
            Value::Null,
        ),
        (
            json!({ "title": "x".repeat(101) }),
            "invalid_field",
            "title",
            json!(100),
            json!(101),
        ),
        (
            json!({ "reason": "x".repeat(201) }),
            "invalid_field",
            "reason",
            json!(200),
            json!(201),
        ),
        (
            json!({ "colour": "red" }),
            "unknown_field",
            "colour",
            Value::Null,
            Value::Null,
        ),
        (
            selection(Value::Null),
            "missing_field",
            "selection",
            Value::Null,
            Value::Null,
        ),
        (
            selection(json!("list")),
            "invalid_field",
            "selection",
            json!("an object"),
            json!("a string"),
        ),
        (
            selection(json!({})),
            "missing_field",
            "selection.kind",
            Value::Null,
            Value::Null,
        ),
        (
            selection(json!({ "kind": "ca", "ca_serial_number": "1" })),
            "invalid_field",
            "selection.kind",
            json!("list, groups, instance, difference, unseen"),
            json!("ca"),
        ),
        (
            selection(json!({ "kind": "list", "groups": [] })),
            "unknown_field",
            "selection.groups",
            Value::Null,
            Value::Null,
        ),
        (
            selection(json!({ "kind": "groups", "groups": [] })),
            "missing_field",
            "selection.groups",
            Value::Null,
            Value::Null,
        ),
        (
            selection(json!({ "kind": "groups", "groups": [1] })),
            "invalid_field",
            "selection.groups",
            json!("a string"),
            json!("a number"),
        ),
        (
            selection(json!({ "kind": "groups", "groups": vec!["GID_a"; 201] })),
            "invalid_field",
            "selection.groups",
            json!(200),
            json!(201),
        ),
        (
            selection(json!({ "kind": "difference", "side": "both" })),
            "invalid_field",
            "selection.side",
            json!("registered_not_listed, listed_not_registered"),
            json!("both"),
        ),
        (
            selection(
                json!({ "kind": "difference", "side": "listed_not_registered", "ca_serial_number": "1" }),
            ),
            "invalid_field",
            "selection.ca_serial_number",
            Value::Null,
            Value::Null,
        ),
        (
            selection(
                json!({ "kind": "unseen", "group": "GID_a", "samples": 51, "since": "2026-01-01T00:00:00Z" }),
            ),
            "invalid_field",
            "selection.samples",
            json!(50),
            json!(51),
        ),
        (
            selection(
                json!({ "kind": "unseen", "group": "GID_a", "samples": 5, "since": "yesterday" }),
            ),
            "invalid_field",
            "selection.since",
            Value::Null,
            Value::Null,
        ),
        (
            selection(json!({ "kind": "done_by", "plan": "pl-1" })),
            "invalid_field",
            "selection.kind",
            json!("list, groups, instance, difference, unseen"),
            json!("done_by"),
        ),
        (
            json!({ "act": "inactivate", "selection": { "kind": "groups", "groups": ["GID_a"] } }),
            "invalid_field",
            "selection.kind",
            json!("list, instance, ca, difference"),
            json!("groups"),
        ),
        (
            json!({ "act": "register", "selection": { "kind": "instance" }, "settings": { "recipient": RECIPIENT } }),
            "invalid_field",
            "selection.kind",
            json!("list, difference"),
            json!("instance"),
        ),
        (
            settings(json!({ "speed": 9 })),
            "unknown_field",
            "settings.speed",
            Value::Null,
            Value::Null,
        ),
        (
            settings(json!({ "waves": { "items": [0] } })),
            "invalid_field",
            "settings.waves.items",
            json!(1),
            json!(0),
        ),
        (
            settings(json!({ "waves": { "items": vec![1; 21] } })),
            "invalid_field",
            "settings.waves.items",
            json!(20),
            json!(21),
        ),
        (
            settings(json!({ "waves": { "items": ["ten"] } })),
            "invalid_field",
            "settings.waves.items",
            json!("an integer"),
            json!("a string"),
        ),
        (
            settings(json!({ "waves": { "percent": 101 } })),
            "invalid_field",
            "settings.waves.percent",
            json!(100),
            json!("101"),
        ),
        (
            settings(json!({ "gate": { "failures_percent": -1 } })),
            "invalid_field",
            "settings.gate.failures_percent",
            json!(0),
            json!("-1"),
        ),
        (
            settings(json!({ "gate": { "at_least": -1 } })),
            "invalid_field",
            "settings.gate.at_least",
            json!(0),
            json!(-1),
        ),
        (
            settings(json!({ "quiet_hours": { "from": "25:00", "to": "06:00" } })),
            "invalid_field",
            "settings.quiet_hours.from",
            json!("00:00 to 23:59"),
            json!("25:00"),
        ),
        (
            settings(json!({ "quiet_hours": { "from": "22:00" } })),
            "missing_field",
            "settings.quiet_hours.to",
            Value::Null,
            Value::Null,
        ),
        (
            settings(
                json!({ "quiet_hours": { "from": "22:00", "to": "06:00", "utc_offset_minutes": 900 } }),
            ),
            "invalid_field",
            "settings.quiet_hours.utc_offset_minutes",
            json!(840),
            json!(900),
        ),
        (
            settings(json!({ "follow_up": { "delete_after_hours": 24 } })),
            "invalid_field",
            "settings.follow_up",
            Value::Null,
            Value::Null,
        ),
        (
            json!({ "act": "inactivate", "settings": { "follow_up": { "delete_after_hours": 8761 } } }),
            "invalid_field",
            "settings.follow_up.delete_after_hours",
            json!(8760),
            json!(8761),
        ),
        (
            settings(json!({ "recipient": RECIPIENT })),
            "invalid_field",
            "settings.recipient",
            Value::Null,
            Value::Null,
        ),
        (
            rotating(json!({})),
            "missing_field",
            "settings.recipient",
            Value::Null,
            Value::Null,
        ),
        (
            rotating(json!({ "recipient": "age1nokey" })),
            "invalid_field",
            "settings.recipient",
            json!("age1 and 58 more characters"),
            json!(9),
        ),
        (
            with_key(json!({ "come_back": { "within_minutes": 0, "percent": 90 } })),
            "invalid_field",
            "settings.come_back.within_minutes",
            json!(1),
            json!(0),
        ),
    ] {
        let body = asked(&bench, &change);
        let expected = (code.to_owned(), field.to_owned(), limit, found);
        assert_eq!(refusal(&bench, "create", body).await, expected, "{change}");
    }
    let listed = bench.send(get("/api/plans")).await.good();
    assert_eq!(listed["plans"], json!([]), "nothing was started");
    assert_eq!(bench.sent().len(), sent, "nothing was sent");
    assert!(bench.noted("PlanCreated").is_empty());
}
