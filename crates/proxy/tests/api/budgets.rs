//! How many single acts somebody may make in ten minutes.

use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::json;
use signet_model::roles::{Grant, Role};

use crate::granted::{grant, signed_in_with};
use crate::safeguards::{budgets, delete_ids, with};
use crate::support::{Instead, SetUp, post, refusal, text};

#[tokio::test(start_paused = true)]
async fn a_budget_is_spent_and_comes_back() {
    let bench = with(budgets(2));
    delete_ids(&bench).await.good();
    bench.clock.advance(Duration::from_secs(60));
    // What the cloud refuses counts: it was tried.
    bench.upstream.next(
        "DeleteClientIds",
        Instead::Answer(400, refusal("iot.system.SystemException")),
    );
    assert_ne!(delete_ids(&bench).await.status, 200);
    let sent = bench.sent();
    bench.clock.advance(Duration::from_millis(1));
    let reply = delete_ids(&bench).await;
    assert_eq!(reply.headers["retry-after"], "540");
    let error = reply.refused(429, "budget_spent");
    assert_eq!(
        (&error["retry_after_ms"], &error["limit"]),
        (&539_999.into(), &2.into())
    );
    assert_eq!(bench.sent(), sent, "nothing was sent");
    assert_eq!(
        bench.record.lines().last().expect("a line")["error"],
        "budget_spent"
    );
    bench.clock.advance(Duration::from_millis(539_998));
    assert_eq!(
        delete_ids(&bench).await.refused(429, "budget_spent")["retry_after_ms"],
        1
    );
    bench.clock.advance(Duration::from_millis(1));
    delete_ids(&bench).await.good();
    delete_ids(&bench).await.refused(429, "budget_spent");
}

#[tokio::test(start_paused = true)]
async fn of_two_at_once_one_gets_the_last_act() {
    let bench = with(budgets(1));
    let (one, other) = tokio::join!(delete_ids(&bench), delete_ids(&bench));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 429]);
    let deletions = bench
        .sent()
        .into_iter()
        .filter(|sent| sent == "DeleteClientIds");
    assert_eq!(deletions.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_recorded_takes_nothing() {
    let bench = with(budgets(1));
    bench.record.full.store(true, Ordering::Relaxed);
    delete_ids(&bench).await.refused(503, "cannot_record");
    bench.record.full.store(false, Ordering::Relaxed);
    delete_ids(&bench).await.good();
}

#[tokio::test(start_paused = true)]
async fn each_person_has_a_budget_of_their_own() {
    let public = Grant {
        iot_instance: Some("public".to_owned()),
        ..grant(Role::Custodian)
    };
    let set_up = SetUp {
        safeguards: budgets(1),
        ..SetUp::default()
    };
    let people = [
        ("user:alice", vec![public.clone()]),
        ("user:bob", vec![public]),
    ];
    let (bench, [alice, bob]) = signed_in_with(set_up, people).await;
    let device = json!({ "iot_id": bench.emulator.demo_iot_id() });
    for cookie in [&alice, &bob] {
        bench
            .call_as(cookie, "DeleteClientIds", device.clone())
            .await
            .good();
        bench
            .call_as(cookie, "DeleteClientIds", device.clone())
            .await
            .refused(429, "budget_spent");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_spends_what_its_maker_has() {
    let public = Grant {
        iot_instance: Some("public".to_owned()),
        ..grant(Role::Custodian)
    };
    let set_up = SetUp {
        safeguards: budgets(1),
        ..SetUp::default()
    };
    let people = [("oidc:corp:alice", vec![public.clone()])];
    let (bench, [alice]) = signed_in_with(set_up, people).await;
    let body = json!({ "name": "ci", "grants": [public], "expires_at": "2026-01-02T04:04:05Z" });
    let made = bench
        .post_as(&alice, "/api/tokens/create", body)
        .await
        .good();
    let device = json!({ "iot_id": bench.emulator.demo_iot_id() });
    let mut by_token = post("DeleteClientIds", device.to_string());
    let bearer = format!("Bearer {}", text(&made["secret"]));
    by_token
        .headers_mut()
        .insert("authorization", bearer.parse().expect("a value"));
    bench.send(by_token).await.good();
    bench
        .call_as(&alice, "DeleteClientIds", device)
        .await
        .refused(429, "budget_spent");
}
