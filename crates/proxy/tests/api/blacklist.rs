//! The blacklist, and who set an entry and why: the cloud keeps neither.

use serde_json::{Value, json};

use crate::support::{Bench, Instead, bench};

async fn entry(bench: &Bench, client_id: &Value) -> Value {
    let fields =
        json!({ "instance_id": bench.instance(), "client_id": client_id, "page_size": 10 });
    let list = bench
        .call("QueryCustomAuthConnectBlack", fields)
        .await
        .good();
    list["entries"][0].clone()
}

async fn client(bench: &Bench) -> Value {
    json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await })
}

#[tokio::test(start_paused = true)]
async fn an_entry_says_who_set_it_when_and_why_until_it_is_lifted() {
    let bench = bench();
    let client = client(&bench).await;
    let mut fields = client.clone();
    fields["reason"] = "stolen in Ghent".into();
    bench
        .call("AddCustomAuthConnectBlack", fields.clone())
        .await
        .good();
    let set = entry(&bench, &client["client_id"]).await;
    assert_eq!(set["blocked"], true);
    assert_eq!(
        set["note"],
        json!({ "set_by": "local", "set_at": "2026-01-02T03:04:05Z", "reason": "stolen in Ghent" })
    );
    let sent = bench
        .upstream
        .sent
        .lock()
        .expect("sent")
        .iter()
        .any(|call| {
            String::from_utf8_lossy(&call.body).contains("Ghent") || call.query.contains("Ghent")
        });
    assert!(!sent, "the reason is ours");
    assert_eq!(
        bench.record.lines()[0]["object"],
        fields,
        "the record keeps the history"
    );

    bench
        .call("AddCustomAuthConnectBlack", client.clone())
        .await
        .good();
    assert_eq!(
        entry(&bench, &client["client_id"]).await["note"]["reason"],
        "stolen in Ghent",
        "pressing again takes no reason away"
    );

    bench
        .call("DeleteCustomAuthConnectBlack", client.clone())
        .await
        .good();
    bench
        .call("AddCustomAuthConnectBlack", client.clone())
        .await
        .good();
    assert_eq!(
        entry(&bench, &client["client_id"]).await["note"],
        json!({ "set_by": "local", "set_at": "2026-01-02T03:04:05Z", "reason": null }),
        "the note of an entry that was lifted is gone"
    );
}

#[tokio::test(start_paused = true)]
async fn an_act_that_did_not_happen_leaves_the_note_as_it_was() {
    let bench = bench();
    let client = client(&bench).await;
    let mut fields = client.clone();
    fields["reason"] = "first".into();
    bench.call("AddCustomAuthConnectBlack", fields).await.good();
    bench
        .upstream
        .next("DeleteCustomAuthConnectBlack", Instead::NotSent);
    bench
        .call("DeleteCustomAuthConnectBlack", client.clone())
        .await
        .refused(503, "cloud_unreachable");
    assert_eq!(
        entry(&bench, &client["client_id"]).await["note"]["reason"],
        "first"
    );

    let mut fields = client.clone();
    fields["reason"] = "second".into();
    bench
        .upstream
        .next("AddCustomAuthConnectBlack", Instead::NotSent);
    bench
        .call("AddCustomAuthConnectBlack", fields)
        .await
        .refused(503, "cloud_unreachable");
    assert_eq!(
        entry(&bench, &client["client_id"]).await["note"]["reason"],
        "first"
    );
}
