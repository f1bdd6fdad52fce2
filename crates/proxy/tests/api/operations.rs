//! Every operation, good and bad, through the emulator; and what is sent.

use serde_json::{Value, json};
use signet_model::OperationName;

use crate::support::{Bench, SetUp, bench, get, header};

#[tokio::test(start_paused = true)]
async fn the_list_names_every_operation_with_its_fields() {
    let list = bench().send(get("/api/operations")).await.good();
    let operations = list["operations"].as_array().expect("a list");
    assert_eq!(operations.len(), OperationName::ALL.len());
    let unregister = operations
        .iter()
        .find(|one| one["name"] == "UnRegisterDeviceCredential")
        .expect("it");
    assert_eq!(unregister["effect"], "destroy");
    assert_eq!(unregister["quota"]["per_second"], 500);
    assert_eq!(unregister["ram_actions"], json!(["mq:MqttInstanceAccess"]));
    assert_eq!(
        unregister["fields"][1],
        json!({ "name": "client_id", "type": "string", "required": true })
    );
}

#[tokio::test(start_paused = true)]
async fn the_session_tells_what_may_be_done() {
    let session = bench().send(get("/api/session")).await.good();
    assert_eq!(
        (&session["actor"], &session["cloud"], &session["refusal"]),
        (&"local".into(), &"loopback".into(), &Value::Null)
    );
    assert_eq!(session["limits"]["calls_per_second"], 50);
    let mut set_up = SetUp::default();
    set_up.policy.read_only = true;
    let session = set_up.build().send(get("/api/session")).await.good();
    assert_eq!(
        (&session["allowed"], &session["refusal"]),
        (&json!(["read"]), &"read_only".into())
    );
}

#[tokio::test(start_paused = true)]
async fn instances_and_groups() {
    let bench = bench();
    let instances = bench.call("ListInstances", json!({})).await.good();
    let listed: Vec<_> = instances["instances"]
        .as_array()
        .expect("instances")
        .iter()
        .map(|one| one["instance_id"].clone())
        .collect();
    let known: Vec<_> = bench
        .emulator
        .instances()
        .iter()
        .map(|one| Value::from(one.instance_id.clone()))
        .collect();
    assert_eq!(listed, known);
    assert!(bench.group().await.starts_with("GID"));
}

#[tokio::test(start_paused = true)]
async fn a_page_of_credentials_is_reached_by_token_and_without_one() {
    let bench = bench();
    let (instance, group) = (bench.instance(), bench.group().await);
    let page = async |number: u32, token: Option<&Value>| {
        let mut fields = json!({ "instance_id": instance, "group_id": group, "page_number": number, "page_size": 10 });
        if let Some(token) = token {
            fields["next_token"] = token.clone();
        }
        bench
            .call("ListDeviceCredentialClientId", fields)
            .await
            .good()
    };
    let first = page(1, None).await;
    assert_eq!(first["client_ids"].as_array().map(Vec::len), Some(10));
    assert!(
        first["items_total"]
            .as_u64()
            .is_some_and(|total| total > 20)
    );
    let second = page(2, Some(&first["next_token"])).await;
    assert_eq!(second["client_ids"], page(2, None).await["client_ids"]);
    assert_ne!(second["client_ids"], first["client_ids"]);
}

#[tokio::test(start_paused = true)]
async fn a_credential_is_deregistered() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    let credential = bench
        .call("GetDeviceCredential", fields.clone())
        .await
        .good();
    assert!(
        credential["credential"]["device_access_key_id"]
            .as_str()
            .is_some_and(|id| id.starts_with("DC."))
    );
    assert!(!credential.to_string().to_lowercase().contains("secret"));
    assert!(
        bench
            .call("UnRegisterDeviceCredential", fields.clone())
            .await
            .good()["request_id"]
            .is_string()
    );
    let error = bench
        .call("GetDeviceCredential", fields.clone())
        .await
        .refused(404, "not_found");
    assert_eq!(error["cloud_code"], "DeviceCredentialNotFound");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|message| message.contains(fields["client_id"].as_str().expect("an id")))
    );
    bench
        .call("UnRegisterDeviceCredential", fields)
        .await
        .refused(404, "not_found");
}

async fn status(bench: &Bench, certificate: &Value) -> Value {
    bench
        .call("GetDeviceCertificate", certificate.clone())
        .await
        .good()["certificate"]["status"]
        .clone()
}

#[tokio::test(start_paused = true)]
async fn a_certificate_is_inactivated_activated_and_deleted() {
    let bench = bench();
    let certificate = bench.certificate().await;
    let done = bench
        .call("InactivateDeviceCertificate", certificate.clone())
        .await
        .good();
    assert_eq!(
        done["device_serial_number"],
        certificate["device_serial_number"]
    );
    assert_eq!(status(&bench, &certificate).await, "inactive");
    bench
        .call("ActiveDeviceCertificate", certificate.clone())
        .await
        .good();
    assert_eq!(status(&bench, &certificate).await, "active");
    bench
        .call("DeleteDeviceCertificate", certificate.clone())
        .await
        .good();
    for operation in [
        "GetDeviceCertificate",
        "DeleteDeviceCertificate",
        "InactivateDeviceCertificate",
        "ActiveDeviceCertificate",
    ] {
        let error = bench
            .call(operation, certificate.clone())
            .await
            .refused(404, "not_found");
        assert_eq!(error["cloud_code"], "FindDeviceBySnError");
    }
}

#[tokio::test(start_paused = true)]
async fn certificates_are_read_for_people() {
    let bench = bench();
    let certificate = bench.certificate().await;
    let instance = bench.instance();
    let page = json!({ "instance_id": instance, "page_number": 1, "page_size": 2 });
    let mut by_ca = page.clone();
    by_ca["ca_serial_number"] = certificate["ca_serial_number"].clone();
    let all = bench
        .call("ListDeviceCertificate", page.clone())
        .await
        .good();
    assert!(all["pages_total"].is_u64() && all["items_total"].is_null());
    let of_ca = bench
        .call("ListDeviceCertificateByCaSn", by_ca)
        .await
        .good();
    assert!(of_ca["items_total"].is_u64() && of_ca["pages_total"].is_null());
    let cas = bench.call("ListCaCertificate", page).await.good();
    let one = bench.call("GetDeviceCertificate", certificate).await.good();
    for decoded in [
        &all["certificates"][0],
        &of_ca["certificates"][0],
        &cas["ca_certificates"][0],
        &one["certificate"],
    ]
    .map(|one| &one["decoded"])
    {
        assert!(
            decoded["subject"]
                .as_str()
                .is_some_and(|subject| subject.contains("CN=")),
            "{decoded}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn all_client_ids_of_a_device_are_deleted() {
    let bench = bench();
    let fields = json!({ "iot_id": bench.emulator.demo_iot_id() });
    let before = bench.call("QueryClientIds", fields.clone()).await.good();
    assert_eq!(before["client_ids"].as_array().map(Vec::len), Some(9));
    bench.call("DeleteClientIds", fields.clone()).await.good();
    assert_eq!(
        bench.call("QueryClientIds", fields).await.good()["client_ids"],
        json!([])
    );
    bench
        .call(
            "QueryClientIds",
            json!({ "iot_id": "nosuchdevice00000000" }),
        )
        .await
        .refused(404, "not_found");
}

#[tokio::test(start_paused = true)]
async fn calls_are_signed_afresh_and_carry_what_the_cloud_asks_for() {
    let bench = bench();
    bench.client_id().await;
    let sent = bench.upstream.sent.lock().expect("sent");
    let nonces: std::collections::HashSet<_> = sent
        .iter()
        .map(|call| header(call, "x-acs-signature-nonce"))
        .collect();
    assert_eq!(nonces.len(), sent.len());
    for call in &*sent {
        assert_eq!(header(call, "x-acs-version"), "2020-04-20");
        assert_eq!(header(call, "x-acs-date"), "2026-01-02T03:04:05Z");
        assert!(header(call, "authorization").starts_with(
            "ACS3-HMAC-SHA256 Credential=LTAItestkey,SignedHeaders=host;x-acs-action;"
        ));
        assert!(call.body.is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn read_only_refuses_every_act_and_no_read() {
    let mut set_up = SetUp::default();
    set_up.policy.read_only = true;
    let bench = set_up.build();
    let certificate = bench.certificate().await;
    let credential =
        json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    let before = bench.sent();
    for operation in [
        "ActiveDeviceCertificate",
        "InactivateDeviceCertificate",
        "DeleteDeviceCertificate",
    ] {
        bench
            .call(operation, certificate.clone())
            .await
            .refused(403, "read_only");
    }
    bench
        .call("UnRegisterDeviceCredential", credential)
        .await
        .refused(403, "read_only");
    bench
        .call(
            "DeleteClientIds",
            json!({ "iot_id": bench.emulator.demo_iot_id() }),
        )
        .await
        .refused(403, "read_only");
    assert_eq!(bench.sent(), before);
}

#[tokio::test(start_paused = true)]
async fn a_real_cloud_is_changed_only_where_that_was_said() {
    let mut set_up = SetUp::default();
    set_up.policy.onsmqtt_is_real = true;
    let bench = set_up.build();
    let certificate = bench.certificate().await;
    let error = bench
        .call("InactivateDeviceCertificate", certificate.clone())
        .await
        .refused(403, "changes_not_allowed");
    assert!(
        error["remedy"]
            .as_str()
            .is_some_and(|remedy| remedy.contains("--allow-changes"))
    );
    bench
        .call(
            "DeleteClientIds",
            json!({ "iot_id": bench.emulator.demo_iot_id() }),
        )
        .await
        .good();
}
