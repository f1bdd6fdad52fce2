//! Secrets that plans make: only whoever has the key can read them, they are handed out once, and they are nowhere in clear.

use std::time::Duration;

use age::x25519::Identity;
use serde_json::json;
use signet_model::plans::State;

use crate::support::{Bench, Instead, fast, get, opened, text};

/// Whether any of these texts is in a file of the store.
fn is_kept(bench: &Bench, texts: impl IntoIterator<Item = String>) -> bool {
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(bench.kept.path()).expect("a directory") {
        bytes.extend(std::fs::read(file.expect("a file").path()).expect("bytes"));
    }
    let kept = String::from_utf8_lossy(&bytes).into_owned();
    texts.into_iter().any(|text| kept.contains(&text))
}

#[tokio::test(start_paused = true)]
async fn secrets_are_opened_with_the_key_and_are_nowhere_else() {
    let bench = fast();
    let identity = Identity::generate();
    let ids = bench.some_clients(60).await;
    for _ in 0..5 {
        // Its secret was in the lost answer.
        bench
            .upstream
            .next("RefreshDeviceCredential", Instead::LoseAnswer);
    }
    let settings = json!({ "recipient": identity.to_public().to_string() });
    let plan = bench.frozen("rotate", &ids, settings).await;
    let id = bench.run(&plan).await;
    let plan = bench.in_state(&id, State::Finished).await;
    assert_eq!(plan["secrets"], 60, "{plan}");

    let told = json!({ "id": id });
    let handed = bench.tell_plan("hand-out", told.clone()).await.good();
    let secrets = opened(&text(&handed["armored"]), &identity);
    assert_eq!(secrets.len(), 60);
    // A person may make only so many reveals; every fourth will do.
    for (client, secret) in secrets.iter().step_by(4) {
        assert_eq!(*secret, bench.secret_of(client).await, "{client}");
    }
    assert!(!is_kept(&bench, secrets.values().cloned()));
    let lines = serde_json::to_string(&bench.record.lines()).expect("JSON");
    let shown = bench
        .send(get(&format!("/api/plans/{id}")))
        .await
        .body
        .to_string();
    let items = serde_json::to_string(&bench.items(&id).await).expect("JSON");
    for secret in secrets.values() {
        assert!(!lines.contains(secret) && !shown.contains(secret) && !items.contains(secret));
    }

    let again = bench.tell_plan("hand-out", told.clone()).await.good();
    assert_eq!(
        again["sha256"], handed["sha256"],
        "a connection that drops loses nothing"
    );
    let wrong = json!({ "id": id, "sha256": "0".repeat(64) });
    bench
        .tell_plan("received", wrong)
        .await
        .refused(409, "plan_changed");
    let right = json!({ "id": id, "sha256": handed["sha256"] });
    let plan = bench.tell_plan("received", right).await.good();
    assert_eq!(plan["secrets"], 0);
    bench
        .tell_plan("hand-out", told)
        .await
        .refused(410, "secrets_gone");
    let body = text(&handed["armored"]);
    let line = body.lines().nth(3).expect("lines").to_owned();
    assert!(!is_kept(&bench, [line]), "not even encrypted");
}

#[tokio::test(start_paused = true)]
async fn what_was_handed_out_is_wiped_after_ten_minutes() {
    let bench = fast();
    let identity = Identity::generate();
    let ids = bench.some_clients(5).await;
    let settings = json!({ "recipient": identity.to_public().to_string() });
    let plan = bench.frozen("rotate", &ids, settings).await;
    let id = bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    let told = json!({ "id": id });
    bench.tell_plan("hand-out", told.clone()).await.good();
    bench.clock.advance(Duration::from_secs(601));
    bench
        .until(&id, |live| live.head(|head| head.secrets == 0))
        .await;
    bench
        .tell_plan("hand-out", told)
        .await
        .refused(410, "secrets_gone");
}
