//! API tokens: what they do, for how long, and no more than their makers.

use std::time::Duration;

use serde_json::{Value, json};
use signet_model::roles::{Grant, Role};
use signet_store::User;
use signet_store::ports::Users;

use crate::support::{Bench, Cookie, Desk, Reply, ask, text};

const DAY: Duration = Duration::from_secs(86_400);

async fn people() -> (Bench, Cookie, Cookie) {
    let grants = [
        ("user:alice", Grant::everywhere(Role::Operator)),
        ("user:root", Grant::everywhere(Role::Admin)),
        ("group:ops", Grant::everywhere(Role::Custodian)),
    ];
    let bench = Desk {
        grants: grants.map(|(to, grant)| (to.to_owned(), grant)).into(),
        ..Desk::default()
    }
    .build();
    bench.user("alice", None).await;
    bench.user("root", None).await;
    let alice = bench.by_password("alice").await;
    let root = bench.by_password("root").await;
    (bench, alice, root)
}

fn wanted(name: &str, role: &str, days: u32) -> Value {
    // The bench's clock stands at 2026-01-02T03:04:05Z.
    let month = days / 28;
    let expires_at = format!(
        "{:04}-{:02}-02T03:04:05Z",
        2026 + month / 12,
        month % 12 + 1
    );
    json!({ "name": name, "grants": [{ "role": role }], "expires_at": expires_at })
}

async fn created(bench: &Bench, cookie: &Cookie, name: &str, role: &str) -> (String, String) {
    let reply = bench
        .post_as(cookie, "/api/tokens/create", wanted(name, role, 56))
        .await;
    let made = reply.good();
    (text(&made["secret"]), text(&made["token"]["id"]))
}

async fn with(
    bench: &Bench,
    secret: &str,
    method: &str,
    path: &str,
    more: &[(&str, &str)],
) -> Reply {
    let bearer = format!("Bearer {secret}");
    let headers = [&[("authorization", bearer.as_str())], more].concat();
    bench.send(ask(method, path, &headers, "{}")).await
}

#[tokio::test(start_paused = true)]
async fn a_token_does_what_it_was_made_for_until_it_ends() {
    let (bench, alice, _) = people().await;
    let (secret, id) = created(&bench, &alice, "ci", "viewer").await;
    assert!(secret.starts_with("sgn_") && secret.len() == 47, "{secret}");
    let session = with(&bench, &secret, "GET", "/api/session", &[])
        .await
        .good();
    assert_eq!(
        (&session["actor"], &session["via"], &session["grants"]),
        (
            &"token:ci".into(),
            &"token".into(),
            &json!([{ "role": "viewer" }])
        )
    );
    with(
        &bench,
        &secret,
        "POST",
        "/api/operations/ListInstances",
        &[],
    )
    .await
    .good();
    let mut bare = ask(
        "POST",
        "/api/operations/ListInstances",
        &[("authorization", &format!("Bearer {secret}"))],
        "{}",
    );
    bare.headers_mut().remove("x-signet");
    bench.send(bare).await.refused(403, "missing_header");

    let listed = bench.get_as(&alice, "/api/tokens").await.good();
    assert_eq!(listed["tokens"][0]["id"], id.as_str());
    assert_eq!(listed["tokens"][0]["owner"], "user:alice");
    assert!(!listed.to_string().contains(&secret));
    let record = format!("{:?}", bench.record.lines());
    assert!(record.contains("CreateToken") && !record.contains(&secret));

    bench.clock.advance(DAY * 60);
    let error = with(&bench, &secret, "GET", "/api/session", &[])
        .await
        .refused(401, "sign_in_required");
    assert!(text(&error["message"]).contains("expired"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_token_may_no_more_than_its_maker_may_now() {
    let (bench, alice, _) = people().await;
    for role in ["custodian", "admin", "approver"] {
        let reply = bench
            .post_as(&alice, "/api/tokens/create", wanted("wide", role, 56))
            .await;
        reply.refused(403, "role_required");
    }
    // A grant that ends with the membership it came from.
    let bob = bench.sign_in("user:bob", &["ops"]).await;
    bench.user("bob", None).await;
    let (secret, _) = created(&bench, &bob, "bobs", "custodian").await;
    let grants = async || {
        with(&bench, &secret, "GET", "/api/session", &[])
            .await
            .good()["grants"]
            .clone()
    };
    assert_eq!(grants().await, json!([{ "role": "custodian" }]));
    // They sign in again, and are in no group any more.
    bench.by_password("bob").await;
    assert_eq!(grants().await, json!([]));
    let reply = with(
        &bench,
        &secret,
        "POST",
        "/api/operations/ListInstances",
        &[],
    )
    .await;
    reply.refused(403, "no_grant");
}

#[tokio::test(start_paused = true)]
async fn a_token_of_somebody_who_was_shut_out_does_nothing() {
    let (bench, alice, _) = people().await;
    let (secret, _) = created(&bench, &alice, "ci", "viewer").await;
    let user = Users::find(&bench.app.store, "alice")
        .await
        .expect("read")
        .expect("a user");
    let store = signet_store::Store::open(
        bench.kept.path(),
        signet_store::Durability::Normal,
        user.created_at,
    )
    .await
    .expect("another handle");
    Users::put(
        &store,
        User {
            disabled: true,
            ..user
        },
    )
    .await
    .expect("kept");
    bench.clock.advance(Duration::from_secs(1));
    with(&bench, &secret, "GET", "/api/session", &[])
        .await
        .refused(401, "sign_in_required");
}

#[tokio::test(start_paused = true)]
async fn a_token_makes_no_tokens() {
    let (bench, alice, _) = people().await;
    let (secret, _) = created(&bench, &alice, "ci", "viewer").await;
    let body = wanted("more", "viewer", 28).to_string();
    let bearer = format!("Bearer {secret}");
    let request = ask(
        "POST",
        "/api/tokens/create",
        &[("authorization", &bearer)],
        &body,
    );
    bench.send(request).await.refused(403, "role_required");
}

#[tokio::test(start_paused = true)]
async fn a_token_is_revoked_by_its_maker_or_an_admin_and_nobody_else() {
    let (bench, alice, root) = people().await;
    let (first, id) = created(&bench, &alice, "first", "viewer").await;
    let (second, other) = created(&bench, &alice, "second", "viewer").await;
    let bob = bench.sign_in("user:bob", &["ops"]).await;
    assert_eq!(
        bench.get_as(&bob, "/api/tokens").await.good(),
        json!({ "tokens": [] })
    );
    let revoke = |cookie: Cookie, id: String| {
        let bench = &bench;
        async move {
            bench
                .post_as(&cookie, "/api/tokens/revoke", json!({ "id": id }))
                .await
        }
    };
    revoke(bob, id.clone()).await.refused(404, "not_found");
    revoke(alice.clone(), id.clone()).await.good();
    revoke(root, other).await.good();
    for secret in [first, second] {
        with(&bench, &secret, "GET", "/api/session", &[])
            .await
            .refused(401, "sign_in_required");
    }
    revoke(alice, id).await.refused(404, "not_found");
    assert_eq!(bench.noted("RevokeToken")[0]["actor"], "user:alice");
}

#[tokio::test(start_paused = true)]
async fn what_a_token_may_be_is_said_with_its_field() {
    let (bench, alice, _) = people().await;
    created(&bench, &alice, "taken", "viewer").await;
    let year_and_a_day = "2027-01-02T03:04:06Z";
    for (change, code, field) in [
        (json!({ "name": "taken" }), "invalid_field", "name"),
        (json!({ "name": "a b" }), "invalid_field", "name"),
        (json!({ "name": "" }), "invalid_field", "name"),
        (json!({ "name": null }), "missing_field", "name"),
        (json!({ "grants": [] }), "invalid_field", "grants"),
        (json!({ "grants": {} }), "invalid_field", "grants"),
        (
            json!({ "grants": [{ "role": "root" }] }),
            "invalid_field",
            "grants.0.role",
        ),
        (
            json!({ "grants": [{ "role": "viewer", "group": "GID_a" }] }),
            "invalid_field",
            "grants.0.group",
        ),
        (
            json!({ "expires_at": "2026-01-02T03:04:05Z" }),
            "invalid_field",
            "expires_at",
        ),
        (
            json!({ "expires_at": year_and_a_day }),
            "invalid_field",
            "expires_at",
        ),
        (
            json!({ "expires_at": "tomorrow" }),
            "invalid_field",
            "expires_at",
        ),
        (json!({ "secret": "x" }), "unknown_field", "secret"),
    ] {
        let mut body = wanted("new", "viewer", 28);
        for (name, value) in change.as_object().expect("an object") {
            body[name] = value.clone();
        }
        let reply = bench.post_as(&alice, "/api/tokens/create", body).await;
        let error = reply.refused(422, code);
        assert_eq!(error["field"], field, "{change} {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_bearer_that_proves_nothing_is_not_passed_over() {
    let (bench, alice, root) = people().await;
    let (secret, _) = created(&bench, &alice, "ci", "viewer").await;
    let mut forged = secret.clone();
    let last = forged.pop().expect("a character");
    forged.push(if last == 'A' { 'Q' } else { 'A' });
    for bearer in [
        forged.as_str(),
        "sgn_",
        "sgn_x",
        "",
        "eyJhbGciOiJub25lIn0.e30.",
    ] {
        let reply = with(
            &bench,
            bearer,
            "GET",
            "/api/session",
            &[("cookie", &alice.0)],
        )
        .await;
        reply.refused(401, "sign_in_required");
    }
    // Somebody else's session beside it: nobody knows whom to believe.
    let reply = with(
        &bench,
        &secret,
        "GET",
        "/api/session",
        &[("cookie", &root.0)],
    )
    .await;
    let error = reply.refused(401, "sign_in_required");
    assert!(text(&error["message"]).contains("two people"), "{error}");
    let twice = [("authorization", "Bearer a"), ("authorization", "Bearer b")];
    bench
        .send(ask("GET", "/api/session", &twice, ""))
        .await
        .refused(401, "sign_in_required");
    // Meant for somebody else on the way.
    let basic = [
        ("authorization", "Basic YTpi"),
        ("cookie", alice.0.as_str()),
    ];
    bench
        .send(ask("GET", "/api/session", &basic, ""))
        .await
        .good();
}
