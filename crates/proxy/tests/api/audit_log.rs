//! The audit log over HTTP: who sees what of it.

use serde_json::{Value, json};
use signet_model::roles::{Grant, Role};

use crate::granted::{grant, signed_in};
use crate::support::{Bench, Cookie, SetUp, text};

async fn operations(bench: &Bench, cookie: &Cookie, query: &str) -> Vec<(String, String)> {
    let page = bench
        .get_as(cookie, &format!("/api/audit?{query}"))
        .await
        .good();
    let entries = page["entries"].as_array().expect("entries").clone();
    entries
        .iter()
        .map(|entry| (text(&entry["actor"]), text(&entry["operation"])))
        .collect()
}

fn own(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(actor, operation)| ((*actor).to_owned(), (*operation).to_owned()))
        .collect()
}

#[tokio::test(start_paused = true)]
async fn everybody_sees_their_own_and_what_was_done_to_what_they_may_read() {
    let plain = SetUp::default().build();
    let (instance, client) = (plain.instance(), plain.client_id().await);
    let group = text(&json!(client.split("@@@").next()));
    let inside = Grant {
        instance: Some(instance.clone()),
        group: Some(group),
        ..grant(Role::Viewer)
    };
    let elsewhere = Grant {
        instance: Some("post-cn-other".to_owned()),
        ..grant(Role::Viewer)
    };
    let (bench, [root, custodian, inside, elsewhere, nobody]) = signed_in([
        ("user:root", vec![grant(Role::Admin)]),
        ("user:custodian", vec![grant(Role::Custodian)]),
        ("user:inside", vec![inside]),
        ("user:elsewhere", vec![elsewhere]),
        ("user:nobody", vec![]),
    ])
    .await;
    let fields = json!({ "instance_id": instance, "client_id": client });
    bench
        .call_as(&custodian, "UnRegisterDeviceCredential", fields.clone())
        .await
        .good();
    bench
        .call_as(&elsewhere, "UnRegisterDeviceCredential", fields)
        .await
        .refused(403, "role_required");
    let certificate = plain.certificate().await;
    bench
        .call_as(&custodian, "InactivateDeviceCertificate", certificate)
        .await
        .good();
    let body = json!({ "subject": "user:nobody", "grant": { "role": "approver" } });
    bench.post_as(&root, "/api/people/grant", body).await.good();

    let deregistered = ("user:custodian", "UnRegisterDeviceCredential");
    let inactivated = ("user:custodian", "InactivateDeviceCertificate");
    let refused = ("user:elsewhere", "UnRegisterDeviceCredential");
    assert_eq!(
        operations(&bench, &root, "").await[..4],
        own(&[("user:root", "Grant"), inactivated, refused, deregistered])
    );
    assert_eq!(
        operations(&bench, &custodian, "limit=200").await,
        own(&[inactivated, refused, deregistered])
    );
    assert_eq!(
        operations(&bench, &inside, "").await,
        own(&[refused, deregistered])
    );
    assert_eq!(operations(&bench, &elsewhere, "").await, own(&[refused]));
    assert_eq!(operations(&bench, &nobody, "").await, []);

    assert_eq!(
        operations(&bench, &root, "outcome=refused").await,
        own(&[refused])
    );
    assert_eq!(
        operations(&bench, &root, "effect=destroy&actor=user%3Acustodian").await,
        own(&[deregistered])
    );
    let object = client.replace("@@@", "%40%40%40");
    assert_eq!(
        operations(
            &bench,
            &inside,
            &format!("object={object}&instance={instance}")
        )
        .await,
        own(&[refused, deregistered])
    );
    let page = bench.get_as(&root, "/api/audit?limit=1").await.good();
    let next = page["next"].as_u64().expect("more");
    assert_eq!(
        operations(&bench, &root, &format!("limit=1&before={next}")).await,
        own(&[inactivated])
    );
    assert_eq!(text(&page["head"]["hash"]).len(), 64);
}

#[tokio::test(start_paused = true)]
async fn a_bad_query_is_named() {
    let (bench, [root]) = signed_in([("user:root", vec![grant(Role::Admin)])]).await;
    for (query, code, field) in [
        ("limit=0", "invalid_field", "limit"),
        ("outcome=perhaps", "invalid_field", "outcome"),
        ("actr=x", "unknown_field", "actr"),
    ] {
        let error = bench
            .get_as(&root, &format!("/api/audit?{query}"))
            .await
            .refused(422, code);
        assert_eq!(error["field"], field);
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_was_made_is_written_down() {
    let (bench, [viewer, nobody]) = signed_in([
        ("user:viewer", vec![grant(Role::Viewer)]),
        ("user:nobody", vec![]),
    ])
    .await;
    let body =
        json!({ "what": "device_certificates", "instance_id": bench.instance(), "rows": 12 });
    bench
        .post_as(&viewer, "/api/audit/export-made", body.clone())
        .await
        .good();
    let line = bench.record.lines().pop().expect("a line");
    assert_eq!(
        (&line["kind"], &line["operation"], &line["object"]),
        (&"event".into(), &"Export".into(), &body)
    );
    bench
        .post_as(&nobody, "/api/audit/export-made", body)
        .await
        .refused(403, "no_grant");
    for (body, code) in [
        (json!({ "what": "x", "rows": -1 }), "invalid_field"),
        (json!({ "what": "x", "rows": "12" }), "invalid_field"),
        (json!({ "rows": 1 }), "missing_field"),
        (
            json!({ "what": "x", "rows": 1, "why": Value::Null, "y": 1 }),
            "unknown_field",
        ),
    ] {
        bench
            .post_as(&viewer, "/api/audit/export-made", body)
            .await
            .refused(422, code);
    }
}
