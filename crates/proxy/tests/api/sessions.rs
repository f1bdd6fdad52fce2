//! How long somebody is signed in, and what a cookie that is not right comes to.

use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::json;
use signet_model::roles::{Grant, Role};
use signet_store::ports::{Grants, Sessions};
use signet_store::{Durability, KeptGrant, Store};

use crate::support::{Bench, Cookie, Desk, PASSWORD, ask, cookie_of, get, set_cookies};

const HOUR: Duration = Duration::from_secs(3600);

async fn alice() -> (Bench, Cookie) {
    let bench = Desk::default().build();
    bench.user("alice", None).await;
    let cookie = bench.by_password("alice").await;
    (bench, cookie)
}

#[tokio::test(start_paused = true)]
async fn a_session_ends_when_nobody_uses_it() {
    let (bench, cookie) = alice().await;
    for _ in 0..3 {
        bench.clock.advance(HOUR * 8 - Duration::from_secs(1));
        if bench.session(&cookie).await.status != 200 {
            panic!("it was used in time");
        }
        bench.app.people.tidy(bench.app.ports.clock.now()).await;
        // 24 hours are not over: 3 × 8 h less 3 s.
    }
    let (bench, cookie) = alice().await;
    bench.clock.advance(HOUR * 8);
    let reply = bench.session(&cookie).await;
    assert!(set_cookies(&reply)[0].starts_with("signet-session=;"));
    reply.refused(401, "session_expired");
    bench.session(&cookie).await.refused(401, "session_expired");
}

#[tokio::test(start_paused = true)]
async fn a_session_ends_whatever_is_done_in_it() {
    let (bench, cookie) = alice().await;
    for _ in 0..23 {
        bench.clock.advance(HOUR);
        bench.session(&cookie).await.good();
    }
    bench.clock.advance(HOUR);
    bench.app.people.tidy(bench.app.ports.clock.now()).await;
    bench.session(&cookie).await.refused(401, "session_expired");
    let count = Sessions::count(&bench.app.store).await.expect("a count");
    assert_eq!(count, 0, "it is swept");
}

#[tokio::test(start_paused = true)]
async fn the_id_changes_when_somebody_signs_in_again() {
    let (bench, before) = alice().await;
    let body = json!({ "name": "alice", "password": PASSWORD }).to_string();
    let headers = [("cookie", before.0.as_str())];
    let reply = bench
        .send(ask("POST", "/api/sign-in/password", &headers, &body))
        .await;
    let after = cookie_of(&reply);
    assert_ne!(after.0, before.0);
    bench.session(&after).await.good();
    bench.session(&before).await.refused(401, "session_expired");
}

#[tokio::test(start_paused = true)]
async fn signing_out_everywhere_ends_the_sessions_of_one_person() {
    let (bench, one) = alice().await;
    let other = bench.by_password("alice").await;
    bench.user("bob", None).await;
    let bob = bench.by_password("bob").await;
    bench
        .post_as(&one, "/api/sign-out/everywhere", json!({}))
        .await
        .good();
    for cookie in [&one, &other] {
        bench.session(cookie).await.refused(401, "session_expired");
    }
    bench.session(&bob).await.good();
    assert_eq!(bench.app.people.sign_out_of("user:bob").await.ok(), Some(1));
    bench.session(&bob).await.refused(401, "session_expired");
}

#[tokio::test(start_paused = true)]
async fn a_cookie_that_is_not_ours_is_refused_forgotten_and_written_down() {
    let (bench, Cookie(good)) = alice().await;
    let mut flipped = good.clone();
    let last = flipped.pop().expect("a character");
    flipped.push(if last == 'A' { 'B' } else { 'A' });
    for (cookie, cause) in [
        (flipped, "unknown cookie"),
        (format!("{good}A"), "unknown cookie"),
        ("signet-session=".to_owned(), "unknown cookie"),
        ("signet-session=\"quoted\"".to_owned(), "unknown cookie"),
        (format!("{good}; {good}"), "cookie twice"),
        (format!("signet-session=x; {good}"), "cookie twice"),
    ] {
        let before = bench.record.lines().len();
        let reply = bench.session(&Cookie(cookie.clone())).await;
        assert_eq!(
            set_cookies(&reply),
            ["signet-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"],
            "{cookie}"
        );
        reply.refused(401, "sign_in_required");
        let lines = &bench.record.lines()[before..];
        assert_eq!(lines.len(), 1, "{cookie}");
        assert_eq!(lines[0]["object"]["cause"], cause, "{cookie}");
    }
    bench
        .session(&Cookie(format!("a=b; {good}; c=d")))
        .await
        .good();
    let record = format!("{:?}", bench.record.lines());
    let id = good.split_once('=').expect("a value").1;
    assert!(!record.contains(id), "an id is in the record");
}

#[tokio::test(start_paused = true)]
async fn without_a_session_nobody_learns_which_paths_there_are() {
    let bench = Desk::default().build();
    for path in [
        "/api",
        "/api/",
        "/api/nope",
        "/api/operations/Nope",
        "/api/session/x",
        "/metrics",
    ] {
        bench.send(get(path)).await.refused(401, "sign_in_required");
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let request = ask(method, "/api/session", &[], "{}");
        bench.send(request).await.refused(401, "sign_in_required");
    }
    for path in [
        "//api/session",
        "/api//session",
        "/api/%2e%2e/x",
        "/API/session",
        "/api/session.",
    ] {
        bench.send(get(path)).await.refused(404, "unknown_path");
    }
    assert_eq!(bench.send(get("/healthz")).await.status, 200);
    assert_eq!(bench.send(get("/readyz")).await.status, 200);
    assert!(bench.sent().is_empty());
    let (bench, cookie) = alice().await;
    bench
        .get_as(&cookie, "/api/nope")
        .await
        .refused(404, "unknown_path");
    let reply = bench.post_as(&cookie, "/api/session", json!({})).await;
    assert_eq!(reply.headers["allow"], "GET, HEAD");
    reply.refused(405, "method_not_allowed");
}

#[tokio::test(start_paused = true)]
async fn strangers_do_not_fill_the_record() {
    let bench = Desk::default().build();
    for _ in 0..200 {
        bench
            .call("ListInstances", json!({}))
            .await
            .refused(401, "sign_in_required");
    }
    let strangers = |bench: &Bench| {
        let mut lines = bench.record.lines();
        lines.retain(|line| line["error"] == "sign_in_required");
        lines.len()
    };
    assert_eq!(strangers(&bench), 10);
    bench.clock.advance(Duration::from_secs(600));
    let over = bench
        .app
        .people
        .refusals
        .over(bench.app.ports.clock.now(), false);
    assert_eq!((over.len(), over[0].count), (1, Some(190)));
}

/// What the command line gives alice.
fn kept(bench: &Bench, id: &str, role: Role) -> KeptGrant {
    KeptGrant {
        id: id.to_owned(),
        subject: "user:alice".to_owned(),
        grant: Grant::everywhere(role),
        granted_by: "command:root".to_owned(),
        granted_at: bench.app.ports.clock.now(),
    }
}

/// The command line has the same store open.
async fn beside(bench: &Bench) -> Store {
    Store::open(
        bench.kept.path(),
        Durability::Normal,
        bench.app.ports.clock.now(),
    )
    .await
    .expect("a second handle")
}

#[tokio::test(start_paused = true)]
async fn what_the_command_line_changes_counts_within_a_second() {
    let (bench, cookie) = alice().await;
    assert_eq!(
        bench.session(&cookie).await.good()["grants"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let store = beside(&bench).await;
    Grants::add(&store, kept(&bench, "1", Role::Admin))
        .await
        .expect("added");
    bench.clock.advance(Duration::from_secs(1));
    assert_eq!(
        bench.session(&cookie).await.good()["grants"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    Sessions::remove_of(&store, "user:alice")
        .await
        .expect("removed");
    bench.clock.advance(Duration::from_secs(1));
    bench.session(&cookie).await.refused(401, "session_expired");
}

#[tokio::test(start_paused = true)]
async fn what_the_command_line_changes_counts_for_all_who_come_at_once() {
    let (bench, cookie) = alice().await;
    bench.session(&cookie).await.good();
    let store = beside(&bench).await;
    Sessions::remove_of(&store, "user:alice")
        .await
        .expect("removed");
    bench.clock.advance(Duration::from_secs(1));
    let (one, two) = tokio::join!(bench.session(&cookie), bench.session(&cookie));
    one.refused(401, "session_expired");
    two.refused(401, "session_expired");
}

#[tokio::test(start_paused = true)]
async fn who_hangs_up_while_changes_are_read_does_not_lose_them_for_the_next() {
    let (bench, cookie) = alice().await;
    let store = beside(&bench).await;
    for polls in (0..1000).step_by(25) {
        let id = polls.to_string();
        let given = kept(&bench, &id, Role::Admin);
        Grants::add(&store, given).await.expect("added");
        bench.clock.advance(Duration::from_secs(1));
        let mut hung_up = Box::pin(bench.session(&cookie));
        for _ in 0..polls {
            tokio::select! {
                biased;
                _ = &mut hung_up => break,
                () = tokio::task::yield_now() => {}
            }
        }
        drop(hung_up);
        let body = bench.session(&cookie).await.good();
        assert_eq!(body["grants"].as_array().map(Vec::len), Some(2), "{polls}");
        Grants::remove(&store, &id).await.expect("removed");
        bench.clock.advance(Duration::from_secs(1));
        bench.session(&cookie).await.good();
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_keeps_nobody_in() {
    let (bench, cookie) = alice().await;
    bench.record.full.store(true, Ordering::Relaxed);
    bench.session(&cookie).await.good();
    bench
        .post_as(&cookie, "/api/sign-out", json!({}))
        .await
        .good();
    bench.session(&cookie).await.refused(401, "session_expired");
}
