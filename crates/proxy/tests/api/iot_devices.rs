//! Devices of IoT Platform: their secrets stay in the cloud unless one is asked for.

use serde_json::{Value, json};

use crate::support::{Bench, bench, text};

async fn device(bench: &Bench) -> Value {
    let fields = json!({ "iot_id": bench.emulator.demo_iot_id() });
    bench.call("QueryDeviceDetail", fields).await.good()["device"].clone()
}

#[tokio::test(start_paused = true)]
async fn a_device_secret_is_shown_only_where_it_was_asked_for() {
    let bench = bench();
    let device = device(&bench).await;
    assert!(
        !device.to_string().to_lowercase().contains("secret"),
        "{device}"
    );
    let list = json!({ "product_key": device["product_key"], "page_number": 1, "page_size": 50 });
    let list = bench.call("QueryDevice", list).await.good();
    assert!(
        list["devices"]
            .as_array()
            .is_some_and(|devices| !devices.is_empty())
    );
    assert!(
        !list.to_string().to_lowercase().contains("secret"),
        "{list}"
    );
    assert!(bench.record.lines().is_empty());

    let fields = json!({ "product_key": device["product_key"], "device_name": device["device_name"], "reveal": true });
    let revealed = bench.call("QueryDeviceDetail", fields).await.good();
    let secret = text(&revealed["device_secret"]);
    assert!(!secret.is_empty());
    let lines = bench.record.lines();
    assert_eq!(lines[0]["effect"], "reveal");
    assert!(!format!("{lines:?}").contains(&secret));
}

#[tokio::test(start_paused = true)]
async fn a_device_is_disabled_and_enabled() {
    let bench = bench();
    let named = json!({ "iot_id": bench.emulator.demo_iot_id() });
    bench.call("DisableThing", named.clone()).await.good();
    assert_eq!(device(&bench).await["status"], "disable");
    bench.call("EnableThing", named).await.good();
    assert_ne!(device(&bench).await["status"], "disable");
}

#[tokio::test(start_paused = true)]
async fn a_device_is_named_in_exactly_one_way() {
    let bench = bench();
    let error = bench
        .call(
            "DisableThing",
            json!({ "iot_id": "a", "product_key": "b", "device_name": "c" }),
        )
        .await
        .refused(422, "invalid_field");
    assert_eq!(error["field"], "product_key");
    bench
        .call("DisableThing", json!({}))
        .await
        .refused(422, "missing_field");
}
