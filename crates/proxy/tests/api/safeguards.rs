//! What stands between a role and an act: a reason, a recent sign-in, the protected list, a budget.

use std::time::Duration;

use axum::body::Body;
use http::Request;
use serde_json::{Value, json};
use signet_model::Effect;
use signet_model::api::ProtectedPattern;
use signet_model::roles::Role;
use signet_proxy::service::{BudgetLimits, Budgets, Protected, Safeguards, Safety};

use crate::granted::{grant, signed_in_with};
use crate::support::{Bench, Instead, Reply, SetUp, post, text};

pub(crate) fn with(safeguards: Safeguards) -> Bench {
    SetUp {
        safeguards,
        ..SetUp::default()
    }
    .build()
}

pub(crate) fn budgets(destroy: u32) -> Safeguards {
    Safeguards {
        budgets: Budgets::new(BudgetLimits {
            destroy,
            ..BudgetLimits::default()
        }),
        ..Safeguards::default()
    }
}

fn reasoned(operation: &str, fields: &Value, reason: &str) -> Request<Body> {
    let mut request = post(operation, fields.to_string());
    request
        .headers_mut()
        .insert("x-signet-reason", reason.parse().expect("a value"));
    request
}

/// Blacklists a client and lifts it again, so that there is something to do as often as one likes.
pub(crate) async fn delete_ids(bench: &Bench) -> Reply {
    bench
        .call(
            "DeleteClientIds",
            json!({ "iot_id": bench.emulator.demo_iot_id() }),
        )
        .await
}

#[tokio::test(start_paused = true)]
async fn a_reason_is_asked_for_and_recorded_before_and_after() {
    let bench = with(Safeguards {
        safety: Safety {
            reason_required: vec![Effect::Destroy, Effect::Suspend],
            ..Safety::default()
        },
        ..Safeguards::default()
    });
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    let sent = bench.sent();
    let error = bench
        .call("UnRegisterDeviceCredential", fields.clone())
        .await
        .refused(422, "reason_required");
    assert_eq!(error["field"], "x-signet-reason");
    assert_eq!(bench.sent(), sent, "nothing was sent");
    bench
        .send(reasoned(
            "UnRegisterDeviceCredential",
            &fields,
            "%E8%A2%AB%E7%9B%97",
        ))
        .await
        .good();
    let lines = bench.record.lines();
    let reasons: Vec<_> = lines
        .iter()
        .map(|line| (text(&line["kind"]), line["reason"].clone()))
        .collect();
    assert_eq!(
        reasons,
        [
            ("refused".to_owned(), Value::Null),
            ("intent".to_owned(), "被盗".into()),
            ("outcome".to_owned(), "被盗".into()),
        ]
    );
    // What the operation itself has as a reason counts.
    let mut add = fields.clone();
    bench
        .call("AddCustomAuthConnectBlack", add.clone())
        .await
        .refused(422, "reason_required");
    add["reason"] = "stolen".into();
    bench.call("AddCustomAuthConnectBlack", add).await.good();
    assert_eq!(
        bench.record.lines().last().expect("a line")["reason"],
        "stolen"
    );
}

#[tokio::test(start_paused = true)]
async fn the_reason_of_the_header_is_the_note_of_the_blacklist() {
    let bench = SetUp::default().build();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    bench
        .send(reasoned(
            "AddCustomAuthConnectBlack",
            &fields,
            "lost%20in%20Wuhan",
        ))
        .await
        .good();
    let list = json!({ "instance_id": bench.instance(), "client_id": fields["client_id"], "page_size": 1 });
    let shown = bench.call("QueryCustomAuthConnectBlack", list).await.good();
    assert_eq!(shown["entries"][0]["note"]["reason"], "lost in Wuhan");
}

#[tokio::test(start_paused = true)]
async fn a_reason_that_cannot_be_is_named() {
    let bench = SetUp::default().build();
    let fields = json!({ "instance_id": bench.instance() });
    let error = bench
        .send(reasoned("ListGroupId", &fields, &"x".repeat(201)))
        .await
        .refused(422, "invalid_field");
    assert_eq!(
        (&error["field"], &error["limit"], &error["found"]),
        (&"x-signet-reason".into(), &200.into(), &201.into())
    );
    bench
        .send(reasoned("ListGroupId", &fields, "a%00b"))
        .await
        .refused(422, "invalid_field");
    bench
        .send(reasoned("ListGroupId", &fields, "%ff"))
        .await
        .refused(422, "invalid_field");
    assert!(bench.sent().is_empty());
}

#[tokio::test(start_paused = true)]
async fn destroying_needs_a_recent_sign_in_where_that_is_configured() {
    let set_up = SetUp {
        safeguards: Safeguards {
            safety: Safety {
                recent_sign_in: vec![Effect::Destroy],
                minutes: 15,
                ..Safety::default()
            },
            ..Safeguards::default()
        },
        ..SetUp::default()
    };
    let public = signet_model::roles::Grant {
        iot_instance: Some("public".to_owned()),
        ..grant(Role::Custodian)
    };
    let (bench, [alice]) = signed_in_with(set_up, [("user:alice", vec![public])]).await;
    let device = json!({ "iot_id": bench.emulator.demo_iot_id() });
    bench.clock.advance(Duration::from_secs(15 * 60));
    bench
        .call_as(&alice, "DeleteClientIds", device.clone())
        .await
        .good();
    bench.clock.advance(Duration::from_millis(1));
    let sent = bench.sent();
    let error = bench
        .call_as(&alice, "DeleteClientIds", device.clone())
        .await
        .refused(403, "sign_in_again");
    assert!(text(&error["remedy"]).contains("Sign in again"), "{error}");
    assert_eq!(bench.sent(), sent);
    bench
        .call_as(&alice, "DisableThing", device.clone())
        .await
        .good();
    let again = bench.sign_in("user:alice", &[]).await;
    bench
        .call_as(&again, "DeleteClientIds", device)
        .await
        .good();
}

#[tokio::test(start_paused = true)]
async fn what_is_protected_is_neither_destroyed_nor_suspended() {
    let bench = with(Safeguards {
        protected: Protected::new(
            vec![ProtectedPattern {
                pattern: "GID_*@@@*".to_owned(),
                instance: None,
                reason: None,
            }],
            Vec::new(),
        ),
        ..budgets(1)
    });
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    let sent = bench.sent();
    for operation in [
        "UnRegisterDeviceCredential",
        "RefreshDeviceCredential",
        "AddCustomAuthConnectBlack",
    ] {
        let error = bench
            .call(operation, fields.clone())
            .await
            .refused(403, "protected");
        assert_eq!(error["field"], "client_id", "{operation}");
    }
    assert_eq!(bench.sent(), sent, "nothing was sent");
    // What was refused took nothing out of the budget of one.
    delete_ids(&bench).await.good();
    delete_ids(&bench).await.refused(429, "budget_spent");
}

#[tokio::test(start_paused = true)]
async fn a_device_is_protected_by_either_of_its_names() {
    let plain = SetUp::default().build();
    let by_id = json!({ "iot_id": plain.emulator.demo_iot_id() });
    let shown = plain.call("QueryDeviceDetail", by_id.clone()).await.good();
    let by_name = json!({
        "product_key": shown["device"]["product_key"],
        "device_name": shown["device"]["device_name"],
    });
    for name in ["iot_id", "device_name"] {
        let bench = with(Safeguards {
            protected: Protected::new(
                vec![ProtectedPattern {
                    pattern: text(&shown["device"][name]),
                    instance: Some("public".to_owned()),
                    reason: None,
                }],
                Vec::new(),
            ),
            ..Safeguards::default()
        });
        for (operation, fields) in [
            ("DisableThing", &by_id),
            ("DisableThing", &by_name),
            ("DeleteClientIds", &by_id),
        ] {
            let error = bench
                .call(operation, fields.clone())
                .await
                .refused(403, "protected");
            assert_eq!(error["field"], name, "{operation}");
        }
        let acts = ["DisableThing", "DeleteClientIds"];
        assert!(
            !bench
                .sent()
                .iter()
                .any(|sent| acts.contains(&sent.as_str()))
        );
        // Where the other name cannot be found out, nothing is sent.
        bench.upstream.always("QueryDeviceDetail", Instead::NotSent);
        let other = if name == "iot_id" { &by_name } else { &by_id };
        bench
            .call("DisableThing", other.clone())
            .await
            .refused(503, "cloud_unreachable");
        bench.call("EnableThing", by_id.clone()).await.good();
    }
}

#[tokio::test(start_paused = true)]
async fn the_order_of_refusal_is_as_documented() {
    let set_up = SetUp {
        safeguards: Safeguards {
            safety: Safety {
                reason_required: vec![Effect::Destroy],
                recent_sign_in: vec![Effect::Destroy],
                minutes: 15,
            },
            protected: Protected::new(
                vec![ProtectedPattern {
                    pattern: "GID_prod@@@*".to_owned(),
                    instance: None,
                    reason: None,
                }],
                Vec::new(),
            ),
            ..budgets(0)
        },
        ..SetUp::default()
    };
    let people = [
        ("user:alice", vec![grant(Role::Custodian)]),
        ("user:bob", vec![grant(Role::Viewer)]),
    ];
    let (bench, [alice, bob]) = signed_in_with(set_up, people).await;
    let call = |cookie, client: &str, reason: Option<&str>| {
        let fields = json!({ "instance_id": "post-cn-not-there", "client_id": client });
        let mut request = post("UnRegisterDeviceCredential", fields.to_string());
        if let Some(reason) = reason {
            request
                .headers_mut()
                .insert("x-signet-reason", reason.parse().expect("a value"));
        }
        bench.send(crate::support::with_cookie(request, cookie))
    };
    bench.clock.advance(Duration::from_secs(16 * 60));
    call(&bob, "GID_prod@@@1", None)
        .await
        .refused(403, "role_required");
    call(&alice, "GID_prod@@@1", None)
        .await
        .refused(422, "reason_required");
    call(&alice, "GID_prod@@@1", Some("x"))
        .await
        .refused(403, "sign_in_again");
    let alice = bench.sign_in("user:alice", &[]).await;
    call(&alice, "GID_prod@@@1", Some("x"))
        .await
        .refused(403, "protected");
    call(&alice, "GID_a@@@1", Some("x"))
        .await
        .refused(429, "budget_spent");
    assert!(bench.sent().is_empty());
}
