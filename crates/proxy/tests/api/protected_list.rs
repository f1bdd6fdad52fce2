//! The protected list over HTTP.

use serde_json::{Value, json};
use signet_model::api::ProtectedPattern;
use signet_model::roles::{Grant, Role};
use signet_proxy::service::{Protected, Safeguards};

use crate::granted::{grant, signed_in, signed_in_with};
use crate::support::{Bench, Cookie, SetUp, text};

async fn marked(bench: &Bench, cookie: &Cookie) -> Vec<String> {
    let list = bench.get_as(cookie, "/api/protected").await.good();
    let marks = list["marks"].as_array().expect("marks").clone();
    marks.iter().map(|mark| text(&mark["object"])).collect()
}

#[tokio::test(start_paused = true)]
async fn an_operator_marks_and_a_custodian_unmarks() {
    let (bench, [viewer, operator, custodian]) = signed_in([
        ("user:viewer", vec![grant(Role::Viewer)]),
        ("user:operator", vec![grant(Role::Operator)]),
        ("user:custodian", vec![grant(Role::Custodian)]),
    ])
    .await;
    let instance = bench.instance();
    let body = json!({ "instance_id": instance, "object": "GID_a@@@pump", "reason": "line 4" });
    let error = bench
        .post_as(&viewer, "/api/protected/mark", body.clone())
        .await
        .refused(403, "role_required");
    assert!(
        text(&error["message"]).contains("operator on group GID_a of instance"),
        "{error}"
    );
    bench
        .post_as(&operator, "/api/protected/mark", body.clone())
        .await
        .good();
    let line = bench.record.lines().pop().expect("a line");
    assert_eq!(
        (
            &line["kind"],
            &line["operation"],
            &line["reason"],
            &line["account"]
        ),
        (
            &"event".into(),
            &"Mark".into(),
            &"line 4".into(),
            &"factory".into()
        )
    );
    assert_eq!(
        line["object"],
        json!({ "instance_id": instance, "client_id": "GID_a@@@pump" })
    );
    assert_eq!(marked(&bench, &viewer).await, ["GID_a@@@pump"]);

    let act = json!({ "instance_id": instance, "client_id": "GID_a@@@pump" });
    let error = bench
        .call_as(&custodian, "UnRegisterDeviceCredential", act.clone())
        .await
        .refused(403, "protected");
    for part in ["user:operator", "line 4", "2026-01-02"] {
        assert!(text(&error["message"]).contains(part), "{error}");
    }
    bench
        .post_as(&operator, "/api/protected/unmark", body.clone())
        .await
        .refused(403, "role_required");
    bench
        .post_as(&custodian, "/api/protected/unmark", body.clone())
        .await
        .good();
    assert!(marked(&bench, &viewer).await.is_empty());
    bench
        .post_as(&custodian, "/api/protected/unmark", body)
        .await
        .refused(404, "not_found");
    let reply = bench
        .call_as(&custodian, "UnRegisterDeviceCredential", act)
        .await;
    assert_ne!(reply.body["error"]["code"], "protected");
}

#[tokio::test(start_paused = true)]
async fn the_list_shows_what_concerns_what_one_may_read() {
    let plain = SetUp::default().build();
    let instance = plain.instance();
    let inside = Grant {
        instance: Some(instance.clone()),
        group: Some("GID_a".to_owned()),
        ..grant(Role::Operator)
    };
    let elsewhere = Grant {
        instance: Some("post-cn-other".to_owned()),
        ..grant(Role::Operator)
    };
    let pattern = |instance: Option<&str>| ProtectedPattern {
        pattern: "GID_prod@@@*".to_owned(),
        instance: instance.map(str::to_owned),
        reason: None,
    };
    let set_up = SetUp {
        safeguards: Safeguards {
            protected: Protected::new(vec![pattern(None), pattern(Some(&instance))], Vec::new()),
            ..Safeguards::default()
        },
        ..SetUp::default()
    };
    let people = [
        ("user:all", vec![grant(Role::Operator)]),
        ("user:inside", vec![inside]),
        ("user:elsewhere", vec![elsewhere]),
        ("user:nobody", vec![]),
    ];
    let (bench, [all, inside, elsewhere, nobody]) = signed_in_with(set_up, people).await;
    for object in ["GID_a@@@1", "GID_b@@@1", "0a1b", "GID_a"] {
        let body = json!({ "instance_id": instance, "object": object, "reason": "r" });
        bench
            .post_as(&all, "/api/protected/mark", body)
            .await
            .good();
    }
    assert_eq!(
        marked(&bench, &all).await,
        ["0a1b", "GID_a", "GID_a@@@1", "GID_b@@@1"]
    );
    assert_eq!(marked(&bench, &inside).await, ["GID_a", "GID_a@@@1"]);
    assert!(marked(&bench, &elsewhere).await.is_empty());
    let patterns = async |cookie: &Cookie| {
        let list = bench.get_as(cookie, "/api/protected").await.good();
        list["patterns"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(
        (
            patterns(&all).await,
            patterns(&inside).await,
            patterns(&elsewhere).await,
            patterns(&nobody).await
        ),
        (2, 2, 1, 0)
    );
    // A group is marked by whoever operates it, and nothing beside it.
    let mark = |object: &str| json!({ "instance_id": instance, "object": object, "reason": "r" });
    bench
        .post_as(&inside, "/api/protected/mark", mark("GID_a@@@2"))
        .await
        .good();
    bench
        .post_as(&inside, "/api/protected/mark", mark("0a1c"))
        .await
        .refused(403, "role_required");
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_with_a_mark_is_named() {
    let (bench, [operator]) = signed_in([("user:operator", vec![grant(Role::Operator)])]).await;
    let body = |field: &str, value: Value| {
        let mut body = json!({ "instance_id": bench.instance(), "object": "x", "reason": "r" });
        body[field] = value;
        body
    };
    for (body, status, code) in [
        (body("reason", Value::Null), 422, "missing_field"),
        (body("reason", "x".repeat(201).into()), 422, "invalid_field"),
        (body("object", "".into()), 422, "invalid_field"),
        (body("object", "a\nb".into()), 422, "invalid_field"),
        (body("instance_id", "a b".into()), 422, "invalid_field"),
        (body("more", 1.into()), 422, "unknown_field"),
        (
            body("instance_id", "post-cn-not-there".into()),
            404,
            "instance_not_found",
        ),
    ] {
        bench
            .post_as(&operator, "/api/protected/mark", body)
            .await
            .refused(status, code);
    }
}
