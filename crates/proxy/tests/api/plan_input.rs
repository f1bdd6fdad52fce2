//! What cannot be a plan is refused, with the field, the rule, the limit and what was found; and nothing is started.

use serde_json::{Value, json};
use signet_proxy::service::Policy;

use crate::support::{Bench, LOCAL, SetUp, get, planning, text};

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

#[tokio::test(start_paused = true)]
async fn a_plan_of_another_instance_is_not_made() {
    let bench = planning();
    let elsewhere = asked(&bench, &json!({ "instance_id": "post-cn-elsewhere" }));
    let refused = bench.tell_plan("create", elsewhere).await;
    refused.refused(404, "instance_not_found");
}

#[tokio::test(start_paused = true)]
async fn an_empty_plan_is_not_frozen() {
    let bench = planning();
    let id = bench
        .new_plan("deregister", json!({ "kind": "list" }))
        .await;
    let refused = bench.tell_plan("freeze", json!({ "id": id })).await;
    refused.refused(422, "plan_empty");
    assert_eq!(bench.plan(&id).await["state"], "selecting");
    let slice = json!({ "id": id, "items": [bench.new_client_id().await] });
    bench.tell_plan("add", slice).await.good();
    assert_eq!(bench.freeze(&id).await["state"], "frozen");
    let nothing = json!({ "id": id, "numbers": [1] });
    let refused = bench.tell_plan("exclude", nothing).await;
    refused.refused(422, "plan_empty");
    for numbers in [json!([2]), json!([0]), json!([])] {
        let outside = json!({ "id": id, "numbers": numbers });
        let refused = bench.tell_plan("exclude", outside).await;
        assert_eq!(refused.refused(422, "invalid_field")["field"], "numbers");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slice_has_its_limits() {
    let bench = planning();
    let id = bench
        .new_plan("deregister", json!({ "kind": "list" }))
        .await;
    let items = |count: usize| json!({ "id": id, "items": vec!["GID_a@@@1"; count] });
    let added = bench.tell_plan("add", items(20_000)).await.good();
    assert_eq!(
        (&added["added"], &added["duplicates"]),
        (&json!(1), &json!(19_999))
    );
    let found = refusal(&bench, "add", items(20_001)).await;
    let expected = ("invalid_field".to_owned(), "items".to_owned());
    assert_eq!((found.0, found.1), expected);
    assert_eq!((found.2, found.3), (json!(20_000), json!(20_001)));
    let wrong = json!({ "id": id, "items": ["GID_a@@@1", 2] });
    let wrong = bench
        .tell_plan("add", wrong)
        .await
        .refused(422, "invalid_field");
    assert!(text(&wrong["message"]).contains("item 2"), "{wrong}");
    // A megabyte is enough for everything else.
    let large = json!({ "id": id, "items": ["x".repeat(4 * 1024 * 1024)] });
    let large = bench.tell_plan("add", large).await;
    assert_eq!(
        large.refused(413, "body_too_large")["limit"],
        4 * 1024 * 1024
    );
    let large = json!({ "id": id, "reason": "x".repeat(1024 * 1024) });
    let large = bench.tell_plan("cancel", large).await;
    assert_eq!(large.refused(413, "body_too_large")["limit"], 1024 * 1024);
}

#[tokio::test(start_paused = true)]
async fn what_is_told_at_the_wrong_time_is_refused() {
    let bench = planning();
    let plan = bench
        .listed("blacklist", &[bench.new_client_id().await])
        .await;
    let id = text(&plan["id"]);
    for what in ["pause", "resume", "undo", "freeze", "hand-out"] {
        let refused = bench.tell_plan(what, json!({ "id": id })).await;
        refused.refused(409, "plan_state");
    }
    let more = json!({ "id": id, "items": ["GID_a@@@2"] });
    bench
        .tell_plan("add", more)
        .await
        .refused(409, "plan_state");
    let run = json!({ "id": id });
    let run = bench.tell_plan("run", run).await;
    assert_eq!(run.refused(422, "missing_field")["field"], "hash");
    let cancelled = bench.tell_plan("cancel", json!({ "id": id })).await.good();
    assert_eq!(cancelled["state"], "cancelled");
    let again = bench.tell_plan("cancel", json!({ "id": id })).await.good();
    assert_eq!(again["state"], "cancelled", "once is enough");
    let run = json!({ "id": id, "hash": plan["hash"] });
    bench.tell_plan("run", run).await.refused(409, "plan_state");
    for path in ["", "/items", "/report?format=csv", "/events"] {
        let path = format!("/api/plans/pl-nothing{path}");
        bench.send(get(&path)).await.refused(404, "not_found");
    }
}

#[tokio::test(start_paused = true)]
async fn queries_say_what_is_wrong_with_them() {
    let bench = planning();
    let plan = bench
        .listed("blacklist", &[bench.new_client_id().await])
        .await;
    let of_plan = |rest: &str| format!("/api/plans/{}{rest}", text(&plan["id"]));
    for (path, code, field) in [
        ("/api/plans?state=done".to_owned(), "invalid_field", "state"),
        ("/api/plans?limit=101".to_owned(), "invalid_field", "limit"),
        ("/api/plans?sate=frozen".to_owned(), "unknown_field", "sate"),
        (of_plan("/items?outcome=lost"), "invalid_field", "outcome"),
        (of_plan("/items?after=-1"), "invalid_field", "after"),
        (of_plan("/items?limit=1001"), "invalid_field", "limit"),
        (of_plan("/report"), "missing_field", "format"),
        (of_plan("/report?format=pdf"), "invalid_field", "format"),
    ] {
        let error = bench.send(get(&path)).await.refused(422, code);
        assert_eq!(error["field"], field, "{path}");
    }
    for (query, shown) in [
        ("state=frozen,running", 1),
        ("state=finished", 0),
        ("instance=post-cn-elsewhere", 0),
    ] {
        let list = bench.send(get(&format!("/api/plans?{query}"))).await.good();
        assert_eq!(
            list["plans"].as_array().map(Vec::len),
            Some(shown),
            "{query}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn who_only_reads_makes_and_sees_plans_and_runs_none() {
    let bench = SetUp {
        policy: Policy {
            read_only: true,
            ..LOCAL
        },
        own_store: true,
        ..SetUp::default()
    }
    .build();
    let plan = bench
        .listed("blacklist", &[bench.new_client_id().await])
        .await;
    assert_eq!(plan["state"], "frozen");
    let offers = plan["commands"].as_array().expect("commands");
    let run = offers.iter().find(|offer| offer["command"] == "run");
    assert_eq!(run.expect("an offer")["refusal"], "read_only");
    let run = json!({ "id": plan["id"], "hash": plan["hash"] });
    bench.tell_plan("run", run).await.refused(403, "read_only");
}
