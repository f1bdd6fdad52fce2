//! What comes of a plan: the one that follows it, the one that undoes it, and waiting for devices to come back.

use std::time::Duration;

use serde_json::json;
use signet_model::OperationName;
use signet_model::plans::State;

use crate::support::{Instead, ends, fast, text};

#[tokio::test(start_paused = true)]
async fn what_was_inactivated_is_deleted_later_unless_somebody_activated_it() {
    let bench = fast();
    let certificates = bench.some_certificates("active", 8).await;
    let settings = json!({ "follow_up": { "delete_after_hours": 2 } });
    let plan = bench.frozen("inactivate", &certificates, settings).await;
    let id = bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    let next = bench.after(&id).await;
    assert_eq!(
        (&next["state"], &next["act"]),
        (&json!("scheduled"), &json!("delete_certificate")),
        "{next}"
    );
    assert_eq!(text(&next["starts_at"]), "2026-01-02T05:04:05Z");

    let (ca, serial) = certificates[3].split_once('\n').expect("two serials");
    let fields = json!({ "instance_id": bench.instance(), "ca_serial_number": ca, "device_serial_number": serial });
    bench.call("ActiveDeviceCertificate", fields).await.good();
    bench.clock.advance(Duration::from_secs(2 * 3600));
    let next = text(&next["id"]);
    let ended = bench.in_state(&next, State::Finished).await;
    assert_eq!(ended["progress"]["items"], 7, "{ended}");
    let became = ends(&bench.items(&next).await);
    assert!(
        became.len() == 7 && became.values().all(|one| one == "done"),
        "{became:?}"
    );
    let deleted = bench.acts(
        OperationName::DeleteDeviceCertificate,
        "device_serial_number",
    );
    assert!(deleted.len() == 7 && !deleted.contains_key(serial));
}

#[tokio::test(start_paused = true)]
async fn what_a_plan_did_is_undone_with_one_word() {
    let bench = fast();
    let ids = bench.some_clients(40).await;
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    let id = bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    let told = json!({ "id": id, "reason": "a false alarm" });
    let undoing = bench.tell_plan("undo", told).await.good();
    assert_eq!(
        (&undoing["act"], &undoing["after"]),
        (&json!("lift"), &json!(id))
    );
    let undoing = text(&undoing["id"]);
    bench.in_state(&undoing, State::Finished).await;
    let lifted = bench.acts(OperationName::DeleteCustomAuthConnectBlack, "client_id");
    assert_eq!(lifted.len(), 40);
    assert!(
        ends(&bench.items(&undoing).await)
            .values()
            .all(|one| one == "done")
    );
}

#[tokio::test(start_paused = true)]
async fn a_wave_whose_devices_are_online_as_before_passes_at_once() {
    let bench = fast();
    let ids = bench.some_clients(120).await;
    let recipient = age::x25519::Identity::generate().to_public().to_string();
    let settings =
        json!({ "recipient": recipient, "come_back": { "within_minutes": 10, "percent": 90.0 } });
    let plan = bench.frozen("rotate", &ids, settings).await;
    let id = bench.run(&plan).await;
    // In the emulator a rotation ends no session: the first wave passes at once.
    bench
        .until(&id, |live| {
            let progress = live.watch().borrow().clone();
            progress.ended() > 10 || live.head(|head| head.state != State::Running)
        })
        .await;
    let plan = bench.plan(&id).await;
    let first = &plan["progress"]["waves"][0];
    assert_eq!(first["state"], "passed", "{plan}");
    assert!(first["come_back"]["asked"].as_u64() == Some(10), "{first}");
    assert_eq!(first["come_back"]["back"], first["come_back"]["online"]);
}

#[tokio::test(start_paused = true)]
async fn devices_that_do_not_come_back_stop_a_rotation() {
    let bench = fast();
    let ids = bench.some_clients(120).await;
    let recipient = age::x25519::Identity::generate().to_public().to_string();
    let settings =
        json!({ "recipient": recipient, "come_back": { "within_minutes": 10, "percent": 90.0 } });
    let plan = bench.frozen("rotate", &ids, settings).await;
    bench.surveyed(&text(&plan["id"])).await;
    let asked = "BatchQuerySessionByClientIds";
    let all = ids
        .iter()
        .map(|id| json!({ "ClientId": id, "OnlineStatus": true }));
    let online = json!({ "RequestId": "R", "OnlineStatusList": all.collect::<Vec<_>>() });
    let nobody = json!({ "RequestId": "R", "OnlineStatusList": [] });
    bench
        .upstream
        .next(asked, Instead::Answer(200, online.to_string()));
    bench
        .upstream
        .always(asked, Instead::Answer(200, nobody.to_string()));
    let id = bench.run(&plan).await;
    let is_awaited = |live: &std::sync::Arc<signet_proxy::plans::Live>| {
        live.watch().borrow().waits_until.is_some()
    };
    bench.until(&id, is_awaited).await;
    assert_eq!(
        bench
            .acts(OperationName::RefreshDeviceCredential, "client_id")
            .len(),
        10
    );
    bench.clock.advance(Duration::from_secs(5 * 60));
    tokio::time::sleep(Duration::from_secs(1)).await;
    bench.clock.advance(Duration::from_secs(6 * 60));
    let plan = bench.in_state(&id, State::Stopped).await;
    assert_eq!(plan["why"], "not_back_online", "{plan}");
    let refreshed = bench.acts(OperationName::RefreshDeviceCredential, "client_id");
    assert_eq!(refreshed.len(), 10, "no secret of the next wave was taken");
}
