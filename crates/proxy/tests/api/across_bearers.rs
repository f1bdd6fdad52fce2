//! Sign-in across sites: what a bearer may do, and what ends it.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;
use signet_model::Effect;
use signet_store::ports::{Sessions, Users};

use crate::support::across::{OTHER, PORTAL, VERIFIER, desk};
use crate::support::{Bench, Cookie, ask, text};

const MINUTE: Duration = Duration::from_secs(60);

async fn signed_in() -> (Bench, Cookie, String) {
    let bench = desk().build();
    bench.user("alice", None).await;
    let cookie = bench.by_password("alice").await;
    let bearer = bench.bearer(&cookie).await;
    (bench, cookie, bearer)
}

async fn session_with(bench: &Bench, headers: &[(&str, &str)]) -> crate::support::Reply {
    bench.send(ask("GET", "/api/session", headers, "")).await
}

#[tokio::test(start_paused = true)]
async fn a_bearer_is_for_pages_of_its_origin_alone() {
    let (bench, _, bearer) = signed_in().await;
    let header = format!("Bearer {bearer}");
    let authorization = ("authorization", header.as_str());
    for origin in [None, Some(OTHER), Some("http://127.0.0.1:8787")] {
        let mut headers = vec![authorization];
        headers.extend(origin.map(|origin| ("origin", origin)));
        let before = bench.record.lines().len();
        session_with(&bench, &headers)
            .await
            .refused(401, "sign_in_required");
        let lines = &bench.record.lines()[before..];
        assert_eq!(lines.len(), 1, "{origin:?}");
        assert_eq!(lines[0]["object"]["cause"], "bearer of another origin");
        let body = ask("POST", "/api/session/renew", &headers, "{}");
        bench.send(body).await.refused(401, "sign_in_required");
    }
    for origin in ["https://evil.example", "null"] {
        session_with(&bench, &[authorization, ("origin", origin)])
            .await
            .refused(403, "forbidden_origin");
    }
    session_with(
        &bench,
        &[authorization, ("origin", PORTAL), ("origin", PORTAL)],
    )
    .await
    .refused(403, "forbidden_origin");
    bench.page_session(&bearer).await.good();
}

#[tokio::test(start_paused = true)]
async fn a_bearer_is_no_cookie_and_a_cookie_no_bearer() {
    let (bench, Cookie(cookie), bearer) = signed_in().await;
    bench
        .session(&Cookie(format!("signet-session={bearer}")))
        .await
        .refused(401, "sign_in_required");
    let id = cookie.split_once('=').expect("a value").1;
    for wrong in [
        id.to_owned(),
        format!("sgs_{id}"),
        bearer.replace("sgs_", "sgn_"),
        bearer.replace("sgs_", "sgs_ "),
        format!("{bearer}A"),
        "sgs_".to_owned(),
    ] {
        bench
            .page_session(&wrong)
            .await
            .refused(401, "sign_in_required");
    }
}

#[tokio::test(start_paused = true)]
async fn proofs_of_two_people_stay_refused() {
    let (bench, alice, bearer) = signed_in().await;
    bench.user("bob", None).await;
    let Cookie(bob) = bench.by_password("bob").await;
    let header = format!("Bearer {bearer}");
    let by_both = async |cookie: &str| {
        let authorization = ("authorization", header.as_str());
        session_with(
            &bench,
            &[authorization, ("origin", PORTAL), ("cookie", cookie)],
        )
        .await
    };
    let error = by_both(&bob).await.refused(401, "sign_in_required");
    assert!(text(&error["message"]).contains("two people"), "{error}");
    let one = by_both(&alice.0).await.good();
    assert_eq!(one["origin"], PORTAL, "the bearer counts");
}

#[tokio::test(start_paused = true)]
async fn a_bearer_lives_for_a_quarter_of_an_hour_and_is_renewed_until_the_session_ends() {
    let (bench, _, mut bearer) = signed_in().await;
    let before = bearer.clone();
    bench.clock.advance(15 * MINUTE - Duration::from_millis(1));
    bench.page_session(&bearer).await.good();
    bench.clock.advance(Duration::from_millis(1));
    bench
        .page_session(&bearer)
        .await
        .refused(401, "session_expired");
    bench.renew(&bearer).await.refused(401, "session_expired");

    let (bench, _, first) = signed_in().await;
    bearer = first;
    let end = loop {
        let reply = bench.renew(&bearer).await;
        if reply.status != 200 {
            break reply;
        }
        let body = reply.good();
        assert!(body["expires_at"].as_str() <= body["ends_at"].as_str());
        bearer = text(&body["token"]);
        bench.page_session(&bearer).await.good();
        bench.clock.advance(14 * MINUTE);
        bench.app.people.tidy(bench.app.ports.clock.now()).await;
    };
    end.refused(401, "session_expired");
    let passed = bench.app.ports.clock.now().as_millis() - 1_767_323_045_000;
    let day = 24 * 3_600_000;
    assert!((day..day + 15 * 60_000).contains(&passed), "{passed}");
    assert_ne!(before, bearer);
}

#[tokio::test(start_paused = true)]
async fn renewing_is_no_use_of_the_session_and_asking_is() {
    let (bench, _, mut bearer) = signed_in().await;
    for _ in 0..(8 * 60 / 10) - 1 {
        bench.clock.advance(10 * MINUTE);
        bearer = text(&bench.renew(&bearer).await.good()["token"]);
        bench.app.people.tidy(bench.app.ports.clock.now()).await;
    }
    bench.clock.advance(10 * MINUTE);
    bench.renew(&bearer).await.refused(401, "session_expired");

    let (bench, cookie, mut bearer) = signed_in().await;
    for _ in 0..10 * 6 {
        bench.clock.advance(10 * MINUTE);
        bearer = text(&bench.renew(&bearer).await.good()["token"]);
        bench.page_session(&bearer).await.good();
    }
    bench.session(&cookie).await.good();
}

#[tokio::test(start_paused = true)]
async fn a_bearer_that_was_renewed_is_over_and_renewing_it_again_ends_its_line() {
    let (bench, cookie, first) = signed_in().await;
    let other = bench.bearer(&cookie).await;
    let second = text(&bench.renew(&first).await.good()["token"]);
    assert_ne!(first, second);
    // What was on its way with the old one asks again with the new one.
    bench
        .page_session(&first)
        .await
        .refused(401, "session_expired");
    bench.page_session(&second).await.good();
    bench.renew(&first).await.refused(401, "session_expired");
    bench
        .page_session(&second)
        .await
        .refused(401, "session_expired");
    bench.page_session(&other).await.good();
    let entry = bench.noted("SignInFailed").pop().expect("an entry");
    assert_eq!(
        (&entry["object"]["cause"], &entry["object"]["name"]),
        (&"renewed bearer".into(), &"user:alice".into())
    );
    bench.session(&cookie).await.good();
}

#[tokio::test(start_paused = true)]
async fn only_a_bearer_of_a_page_is_renewed() {
    let (bench, cookie, _) = signed_in().await;
    let by_cookie = bench.post_as(&cookie, "/api/session/renew", json!({}));
    let error = by_cookie.await.refused(400, "exchange_refused");
    assert_eq!(error["field"], "authorization");
    let unknown = bench.renew(&format!("sgs_{}", "A".repeat(43))).await;
    unknown.refused(401, "sign_in_required");
    let nothing = bench.renew("sgn_x").await;
    nothing.refused(400, "exchange_refused");
    let path = "/api/session/renew";
    let body = json!({ "token": "x" });
    bench
        .page_asks("POST", path, PORTAL, None, &body)
        .await
        .refused(422, "unknown_field");
}

/// Each way in which a session ends ends its bearers in the same moment.
#[tokio::test(start_paused = true)]
async fn bearers_end_with_their_session() {
    for end in 0..7 {
        let (bench, cookie, bearer) = signed_in().await;
        let nothing = json!({});
        match end {
            0 => drop(
                bench
                    .post_as(&cookie, "/api/sign-out", json!({}))
                    .await
                    .good(),
            ),
            1 => {
                let other = bench.by_password("alice").await;
                let path = "/api/sign-out/everywhere";
                drop(bench.post_as(&other, path, json!({})).await.good());
            }
            2 => {
                let ended = bench.app.people.sign_out_of("user:alice").await;
                assert_eq!(ended.expect("ended"), 1);
            }
            3 => {
                // As `signet user disable` does, beside the proxy.
                let store = signet_store::Store::open(
                    bench.kept.path(),
                    signet_store::Durability::Normal,
                    bench.app.ports.clock.now(),
                );
                let store = store.await.expect("a store");
                let user = Users::find(&store, "alice").await.expect("asked");
                let mut user = user.expect("alice");
                user.disabled = true;
                Users::put(&store, user).await.expect("kept");
                Sessions::remove_of(&store, "user:alice")
                    .await
                    .expect("ended");
                bench.clock.advance(Duration::from_secs(1));
            }
            4 => {
                let path = "/api/sign-out";
                let out = bench.page_asks("POST", path, PORTAL, Some(&bearer), &nothing);
                assert_eq!(out.await.good(), json!({}));
            }
            5 => {
                let path = "/api/sign-out/everywhere";
                let out = bench.page_asks("POST", path, PORTAL, Some(&bearer), &nothing);
                out.await.good();
            }
            _ => {
                let mut bearer = bearer.clone();
                for _ in 0..48 {
                    bench.clock.advance(10 * MINUTE - Duration::from_millis(1));
                    bearer = text(&bench.renew(&bearer).await.good()["token"]);
                }
                bench.clock.advance(Duration::from_secs(1));
                bench
                    .page_session(&bearer)
                    .await
                    .refused(401, "session_expired");
            }
        }
        bench
            .page_session(&bearer)
            .await
            .refused(401, "session_expired");
        bench.renew(&bearer).await.refused(401, "session_expired");
        if end < 6 {
            bench.session(&cookie).await.refused(401, "session_expired");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_bearer_acts_as_its_person_with_their_budget() {
    let (bench, cookie, bearer) = signed_in().await;
    let instance = bench.instance();
    let groups = bench.call_as(&cookie, "ListGroupId", json!({ "instance_id": instance }));
    let group = groups.await.good()["groups"][0]["group_id"].clone();
    let list =
        json!({ "instance_id": instance, "group_id": group, "page_number": 1, "page_size": 1 });
    let clients = bench.call_as(&cookie, "ListDeviceCredentialClientId", list);
    let client = clients.await.good()["client_ids"][0].clone();
    let fields = json!({ "instance_id": instance, "client_id": client, "reveal": true });
    let path = "/api/operations/GetDeviceCredential";
    let reveal = || bench.page_asks("POST", path, PORTAL, Some(&bearer), &fields);
    reveal().await.good();
    let entry = bench.noted("GetDeviceCredential").pop().expect("an entry");
    assert_eq!(
        (&entry["actor"], &entry["via"]),
        (&"user:alice".into(), &"password".into())
    );
    let budgets = &bench.app.service.safeguards().budgets;
    let spent = budgets.limits().of(Effect::Reveal).expect("a budget");
    for _ in 1..spent {
        budgets.count("user:alice", Effect::Reveal, bench.app.ports.clock.now());
    }
    reveal().await.refused(429, "budget_spent");
}

#[tokio::test(start_paused = true)]
async fn one_session_has_so_many_bearers_and_the_oldest_gives_way() {
    let (bench, cookie, first) = signed_in().await;
    for _ in 0..99 {
        bench.clock.advance(Duration::from_millis(1));
        bench.bearer(&cookie).await;
    }
    bench.page_session(&first).await.good();
    bench.clock.advance(Duration::from_millis(1));
    let second = bench.bearer(&cookie).await;
    for _ in 0..99 {
        bench.clock.advance(Duration::from_millis(1));
        bench.bearer(&cookie).await;
    }
    bench
        .page_session(&first)
        .await
        .refused(401, "session_expired");
    bench.page_session(&second).await.good();
}

#[tokio::test(start_paused = true)]
async fn a_restart_keeps_bearers_and_their_secrets_are_not_kept() {
    let (mut bench, cookie, bearer) = signed_in().await;
    let code = bench.code(&cookie, PORTAL).await;
    bench.restart();
    bench.page_session(&bearer).await.good();
    let bearer = text(&bench.renew(&bearer).await.good()["token"]);
    let gone = bench.exchange(PORTAL, &code, VERIFIER).await;
    let gone = gone.refused(400, "exchange_refused");
    assert_eq!(gone["found"], "unknown", "codes are in memory only");
    let files = std::fs::read_dir(bench.kept.path()).expect("files");
    for file in files {
        let bytes = std::fs::read(file.expect("a file").path()).expect("bytes");
        let found = bytes
            .windows(bearer.len())
            .any(|window| window == bearer.as_bytes());
        assert!(!found, "a bearer is in the store");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever is sent as a bearer: nobody is somebody by it, and the proxy stays up.
    #[test]
    fn no_bearer_is_guessed(text in "(sgs_|sgn_|)[A-Za-z0-9_\\-=. ]{0,60}") {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let _inside = runtime.enter();
        runtime.block_on(async {
            let bench = desk().build();
            let reply = bench.page_session(&text).await;
            assert_eq!(reply.status, 401, "{text}");
            let reply = bench.renew(&text).await;
            assert!(matches!(reply.status, 400 | 401), "{text}");
        });
    }
}
