//! Coming in by password, and being told no.

use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::json;
use signet_identity::totp::Seed;
use signet_model::api::Totp;
use signet_proxy::people::SignInSettings;
use signet_store::User;
use signet_store::ports::Users;

use crate::support::{Desk, PASSWORD, ask, cookie_of, get, public, set_cookies};

/// The code of a seed now: the one that it takes.
fn code(seed: &Seed, now: signet_model::Timestamp) -> String {
    let fits = |number: &u32| seed.verify(&format!("{number:06}"), None, now).is_ok();
    let number = (0..1_000_000).find(fits).expect("a code");
    format!("{number:06}")
}

#[tokio::test(start_paused = true)]
async fn somebody_comes_in_and_leaves() {
    let bench = Desk::default().build();
    bench.user("alice", None).await;
    bench
        .send(get("/api/session"))
        .await
        .refused(401, "sign_in_required");
    let ways = bench.send(get("/api/sign-in")).await.good();
    assert_eq!(
        ways,
        json!({ "ways": [{ "kind": "password", "totp": "optional" }] })
    );

    let body = json!({ "name": "alice", "password": PASSWORD });
    let reply = bench.try_password(body).await;
    let lines = set_cookies(&reply);
    let (pair, rules) = lines[0].split_once("; ").expect("rules");
    assert_eq!(rules, "Path=/; HttpOnly; SameSite=Lax; Max-Age=86400");
    assert_eq!(pair.strip_prefix("signet-session=").map(str::len), Some(43));
    let cookie = cookie_of(&reply);
    let session = reply.good();
    assert_eq!(
        (&session["actor"], &session["name"], &session["via"]),
        (&"user:alice".into(), &"alice".into(), &"password".into())
    );
    assert_eq!(session["grants"], json!([{ "role": "custodian" }]));
    assert_eq!(session["signed_in_at"], "2026-01-02T03:04:05Z");
    assert_eq!(session["expires_at"], "2026-01-03T03:04:05Z");
    let mut again = bench.session(&cookie).await.good();
    again["limits"] = session["limits"].clone();
    assert_eq!(again, session);
    bench
        .call_as(&cookie, "ListInstances", json!({}))
        .await
        .good();
    assert_eq!(bench.noted("SignIn")[0]["actor"], "user:alice");
    assert_eq!(bench.noted("SignIn")[0]["address"], "127.0.0.1");

    let reply = bench.post_as(&cookie, "/api/sign-out", json!({})).await;
    assert_eq!(
        set_cookies(&reply),
        ["signet-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]
    );
    assert_eq!(reply.good(), json!({}));
    bench.session(&cookie).await.refused(401, "session_expired");
    assert_eq!(bench.noted("SignOut")[0]["actor"], "user:alice");
}

#[tokio::test(start_paused = true)]
async fn over_https_the_cookie_belongs_to_this_host_alone() {
    let bench = Desk {
        guard: public(),
        ..Desk::default()
    }
    .build();
    bench.user("alice", None).await;
    let body = json!({ "name": "alice", "password": PASSWORD }).to_string();
    let https = [
        ("host", "signet.example"),
        ("origin", "https://signet.example"),
        ("x-forwarded-for", "203.0.113.9"),
        ("x-forwarded-proto", "https"),
    ];
    let reply = bench
        .send(ask("POST", "/api/sign-in/password", &https, &body))
        .await;
    assert_eq!(
        reply.headers["strict-transport-security"],
        "max-age=31536000"
    );
    let lines = set_cookies(&reply);
    assert!(lines[0].starts_with("__Host-signet="), "{lines:?}");
    assert!(
        lines[0].ends_with("; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=86400"),
        "{lines:?}"
    );
    let cookie = cookie_of(&reply).0;
    reply.good();
    assert_eq!(bench.noted("SignIn")[0]["address"], "203.0.113.9");

    let with = |cookie: String| {
        let headers = [&https[..], &[("cookie", cookie.as_str())]].concat();
        bench.send(ask("GET", "/api/session", &headers, ""))
    };
    with(cookie.clone()).await.good();
    // The name for plain http, which another host could have set.
    let plain = cookie.replace("__Host-signet=", "signet-session=");
    with(plain).await.refused(401, "sign_in_required");
}

#[tokio::test(start_paused = true)]
async fn nobody_learns_what_was_wrong() {
    let bench = Desk::default().build();
    let seed = Seed::random();
    bench.user("alice", Some(&seed)).await;
    let bob = bench.user("bob", None).await;
    let disabled = User {
        disabled: true,
        ..bob
    };
    Users::put(&bench.app.store, disabled).await.expect("kept");
    let wrong = "canary password that is wrong";
    let mut told = Vec::new();
    for (name, password, code, cause) in [
        ("alice", wrong, Some("123456"), "wrong password"),
        ("alice", PASSWORD, None, "one-time code missing"),
        ("alice", PASSWORD, Some(""), "one-time code missing"),
        ("alice", PASSWORD, Some("123"), "wrong one-time code"),
        ("bob", PASSWORD, None, "disabled"),
        ("nobody", PASSWORD, None, "unknown name"),
        (&"x".repeat(500), PASSWORD, None, "unknown name"),
    ] {
        let mut body = json!({ "name": name, "password": password });
        if let Some(code) = code {
            body["code"] = code.into();
        }
        let before = bench.noted("SignInFailed").len();
        let reply = bench.try_password(body).await;
        assert!(set_cookies(&reply).is_empty());
        told.push(reply.refused(401, "sign_in_failed"));
        let noted = &bench.noted("SignInFailed")[before..];
        assert_eq!(noted.len(), 1, "{name}");
        assert_eq!(noted[0]["object"]["cause"], cause, "{name}");
        assert_eq!(noted[0]["actor"], "unknown");
        assert_eq!(noted[0]["error"], "sign_in_failed");
    }
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "{told:?}");
    let record = format!("{:?}", bench.record.lines());
    assert!(
        !record.contains("canary")
            && !record.contains(PASSWORD)
            && !record.contains(&"x".repeat(100))
    );
}

#[tokio::test(start_paused = true)]
async fn whoever_guesses_waits() {
    let bench = Desk::default().build();
    bench.user("alice", None).await;
    let guess = json!({ "name": "alice", "password": "not the password" });
    for _ in 0..5 {
        bench
            .try_password(guess.clone())
            .await
            .refused(401, "sign_in_failed");
    }
    let right = json!({ "name": "alice", "password": PASSWORD });
    let reply = bench.try_password(right.clone()).await;
    assert_eq!(reply.headers["retry-after"], "60");
    let error = reply.refused(429, "too_many_attempts");
    assert_eq!(error["retry_after_ms"], 60_000);
    bench.clock.advance(Duration::from_secs(60));
    bench.try_password(right).await.good();
    bench
        .try_password(guess)
        .await
        .refused(401, "sign_in_failed");
}

#[tokio::test(start_paused = true)]
async fn a_one_time_code_is_for_one_time() {
    let bench = Desk {
        settings: SignInSettings {
            password: Some(Totp::Required),
            ..SignInSettings::default()
        },
        ..Desk::default()
    }
    .build();
    let seed = Seed::random();
    bench.user("alice", Some(&seed)).await;
    bench.user("bob", None).await;
    let code = code(&seed, bench.app.ports.clock.now());
    let body = json!({ "name": "alice", "password": PASSWORD, "code": code });
    bench.try_password(body.clone()).await.good();
    bench
        .try_password(body)
        .await
        .refused(401, "sign_in_failed");
    let bob = json!({ "name": "bob", "password": PASSWORD });
    bench.try_password(bob).await.refused(401, "sign_in_failed");
    let noted = bench.noted("SignInFailed");
    assert_eq!(noted[0]["object"]["cause"], "wrong one-time code");
    assert_eq!(noted[1]["object"]["cause"], "no one-time code is set up");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_written_down_does_not_happen() {
    let bench = Desk::default().build();
    bench.user("alice", None).await;
    bench.record.full.store(true, Ordering::Relaxed);
    let body = json!({ "name": "alice", "password": PASSWORD });
    let reply = bench.try_password(body).await;
    assert!(set_cookies(&reply).is_empty());
    reply.refused(503, "cannot_record");
}

#[tokio::test(start_paused = true)]
async fn what_is_posted_to_sign_in_is_read_strictly() {
    let bench = Desk::default().build();
    for (body, status, code) in [
        ("", 400, "invalid_json"),
        ("[]", 400, "invalid_json"),
        (
            r#"{"name":"a","name":"b","password":"x"}"#,
            400,
            "invalid_json",
        ),
        (r#"{"name":"a"}"#, 422, "missing_field"),
        (r#"{"name":"","password":"x"}"#, 422, "invalid_field"),
        (r#"{"name":1,"password":"x"}"#, 422, "invalid_field"),
        (
            r#"{"name":"a","password":"x","admin":true}"#,
            422,
            "unknown_field",
        ),
    ] {
        let reply = bench
            .send(ask("POST", "/api/sign-in/password", &[], body))
            .await;
        reply.refused(status, code);
    }
    let mut bare = ask("POST", "/api/sign-in/password", &[], "{}");
    bare.headers_mut().remove("x-signet");
    bench.send(bare).await.refused(403, "missing_header");
}

#[tokio::test(start_paused = true)]
async fn where_there_is_no_sign_in_nothing_of_it_is_there() {
    let bench = crate::support::bench();
    assert_eq!(
        bench.send(get("/api/sign-in")).await.good(),
        json!({ "ways": [] })
    );
    let session = bench.send(get("/api/session")).await.good();
    assert_eq!(session["actor"], "local");
    let body = json!({ "name": "alice", "password": PASSWORD });
    bench.try_password(body).await.refused(404, "unknown_path");
    bench
        .send(get("/sign-in/oidc/corp"))
        .await
        .refused(404, "unknown_path");
    assert_eq!(
        bench.send(get("/api/tokens")).await.good(),
        json!({ "tokens": [] })
    );
    // What means something elsewhere means nothing here.
    let odd = [
        ("authorization", "Bearer sgn_x"),
        ("cookie", "signet-session=x"),
    ];
    bench
        .send(ask("GET", "/api/session", &odd, ""))
        .await
        .good();
    let out = ask("POST", "/api/sign-out", &[], "{}");
    bench.send(out).await.good();
}
