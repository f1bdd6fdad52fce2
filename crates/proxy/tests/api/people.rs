//! Who may do what, as admins see and change it.

use serde_json::{Value, json};
use signet_model::roles::Role;

use crate::granted::{grant, signed_in};
use crate::support::{Bench, text};

fn last_line(bench: &Bench) -> Value {
    bench.record.lines().pop().expect("a line")
}

#[tokio::test(start_paused = true)]
async fn a_grant_counts_from_the_next_call_on_and_until_it_is_withdrawn() {
    let (bench, [root, bob]) = signed_in([
        ("user:root", vec![grant(Role::Admin)]),
        ("user:bob", vec![]),
    ])
    .await;
    bench
        .call_as(&bob, "ListInstances", json!({}))
        .await
        .refused(403, "no_grant");
    let body = json!({ "subject": "user:bob", "grant": { "role": "viewer" } });
    let given = bench
        .post_as(&root, "/api/people/grant", body.clone())
        .await
        .good();
    assert_eq!(
        (&given["granted_by"], &given["grant"]["role"]),
        (&"user:root".into(), &"viewer".into())
    );
    let line = last_line(&bench);
    assert_eq!(
        (&line["kind"], &line["operation"], &line["actor"]),
        (&"event".into(), &"Grant".into(), &"user:root".into())
    );
    assert_eq!(
        line["object"],
        json!({ "subject": "user:bob", "role": "viewer" })
    );
    bench.call_as(&bob, "ListInstances", json!({})).await.good();
    // The same again is the same.
    let again = bench.post_as(&root, "/api/people/grant", body).await.good();
    assert_eq!(again["id"], given["id"]);

    let people = bench.get_as(&root, "/api/people").await.good();
    let shown: Vec<_> = people["people"]
        .as_array()
        .expect("people")
        .iter()
        .map(|person| {
            (
                text(&person["subject"]),
                person["grants"].as_array().map_or(0, Vec::len),
                person["sessions"].clone(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("user:bob".to_owned(), 1, 1.into()),
            ("user:root".to_owned(), 1, 1.into())
        ]
    );

    let id = json!({ "id": given["id"] });
    bench
        .post_as(&root, "/api/people/withdraw", id.clone())
        .await
        .good();
    assert_eq!(last_line(&bench)["operation"], "Withdraw");
    bench
        .call_as(&bob, "ListInstances", json!({}))
        .await
        .refused(403, "no_grant");
    bench
        .post_as(&root, "/api/people/withdraw", id)
        .await
        .refused(404, "not_found");
}

#[tokio::test(start_paused = true)]
async fn only_admins_see_and_change_people() {
    let (bench, [custodian, root]) = signed_in([
        (
            "user:custodian",
            vec![grant(Role::Custodian), grant(Role::Approver)],
        ),
        ("user:root", vec![grant(Role::Admin)]),
    ])
    .await;
    bench
        .get_as(&custodian, "/api/people")
        .await
        .refused(403, "role_required");
    for path in ["grant", "withdraw", "sign-out"] {
        let path = format!("/api/people/{path}");
        bench
            .post_as(&custodian, &path, json!({}))
            .await
            .refused(403, "role_required");
        let line = last_line(&bench);
        assert_eq!(
            (&line["kind"], &line["actor"], &line["error"]),
            (
                &"refused".into(),
                &"user:custodian".into(),
                &"role_required".into()
            )
        );
        bench
            .post_as(&root, &path, json!({}))
            .await
            .refused(422, "missing_field");
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_grants_to_themselves() {
    let (bench, []) = signed_in([]).await;
    let given = |id: &str, role| signet_model::api::GivenGrant {
        id: Some(id.to_owned()),
        grant: grant(role),
        granted_by: None,
        granted_at: None,
    };
    bench
        .app
        .grants
        .add("group:admins", given("1", Role::Admin));
    let root = bench.sign_in("oidc:corp:root", &["admins"]).await;
    for subject in ["oidc:corp:root", "group:admins"] {
        let body = json!({ "subject": subject, "grant": { "role": "viewer" } });
        bench
            .post_as(&root, "/api/people/grant", body)
            .await
            .refused(403, "own_grant");
        let line = last_line(&bench);
        assert_eq!(
            (&line["kind"], &line["object"]["subject"]),
            (&"refused".into(), &subject.into())
        );
    }
    // Nor does anybody leave the house without an admin.
    let id = json!({ "id": "1" });
    bench
        .post_as(&root, "/api/people/withdraw", id.clone())
        .await
        .refused(403, "own_grant");
    bench.app.grants.add("user:other", given("2", Role::Admin));
    bench
        .post_as(&root, "/api/people/withdraw", id)
        .await
        .good();
    bench
        .get_as(&root, "/api/people")
        .await
        .refused(403, "no_grant");
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_with_a_grant_is_named() {
    let (bench, [root]) = signed_in([("user:root", vec![grant(Role::Admin)])]).await;
    let before = bench.record.lines().len();
    for (body, status, code, field) in [
        (
            json!({ "subject": "bob", "grant": { "role": "viewer" } }),
            422,
            "invalid_field",
            "subject",
        ),
        (
            json!({ "subject": "token:ci", "grant": { "role": "viewer" } }),
            422,
            "invalid_field",
            "subject",
        ),
        (
            json!({ "subject": "user:bob" }),
            422,
            "missing_field",
            "grant",
        ),
        (
            json!({ "subject": "user:bob", "grant": { "role": "root" } }),
            422,
            "invalid_field",
            "grant.role",
        ),
        (
            json!({ "subject": "user:bob", "grant": { "role": "viewer", "account": "lab" } }),
            422,
            "invalid_field",
            "grant.account",
        ),
        (
            json!({ "subject": "user:bob", "grant": { "role": "viewer" }, "until": 1 }),
            422,
            "unknown_field",
            "until",
        ),
        (
            json!({ "subject": ["user:bob"], "grant": { "role": "viewer" } }),
            422,
            "invalid_field",
            "subject",
        ),
    ] {
        let error = bench
            .post_as(&root, "/api/people/grant", body.clone())
            .await
            .refused(status, code);
        assert_eq!(error["field"], field, "{body}");
    }
    let twice = r#"{"subject":"user:bob","grant":{"role":"viewer","role":"admin"}}"#;
    let mut request = crate::support::get("/api/people/grant");
    *request.method_mut() = http::Method::POST;
    for (name, value) in [("x-signet", "1"), ("content-type", "application/json")] {
        request
            .headers_mut()
            .insert(name, value.parse().expect("a value"));
    }
    *request.body_mut() = axum::body::Body::from(twice);
    let reply = bench
        .send(crate::support::with_cookie(request, &root))
        .await;
    assert!(text(&reply.refused(400, "invalid_json")["message"]).contains("`role` is there twice"));
    assert_eq!(bench.record.lines().len(), before, "nothing was done");
}

#[tokio::test(start_paused = true)]
async fn an_admin_signs_somebody_out_everywhere() {
    let (bench, [root, bob]) = signed_in([
        ("user:root", vec![grant(Role::Admin)]),
        ("user:bob", vec![grant(Role::Viewer)]),
    ])
    .await;
    let second = bench.sign_in("user:bob", &[]).await;
    bench.call_as(&bob, "ListInstances", json!({})).await.good();
    let ended = bench
        .post_as(
            &root,
            "/api/people/sign-out",
            json!({ "subject": "user:bob" }),
        )
        .await
        .good();
    assert_eq!(ended["sessions"], 2);
    assert_eq!(
        last_line(&bench)["object"],
        json!({ "subject": "user:bob" })
    );
    for cookie in [&bob, &second] {
        assert_eq!(
            bench
                .call_as(cookie, "ListInstances", json!({}))
                .await
                .status,
            401
        );
    }
    bench.get_as(&root, "/api/people").await.good();
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_recorded_is_not_granted() {
    let (bench, [root, bob]) = signed_in([
        ("user:root", vec![grant(Role::Admin)]),
        ("user:bob", vec![]),
    ])
    .await;
    bench
        .record
        .full
        .store(true, std::sync::atomic::Ordering::Relaxed);
    let body = json!({ "subject": "user:bob", "grant": { "role": "viewer" } });
    bench
        .post_as(&root, "/api/people/grant", body)
        .await
        .refused(503, "cannot_record");
    bench
        .call_as(&bob, "ListInstances", json!({}))
        .await
        .refused(403, "no_grant");
}
