//! For each operation the fields of a call that works against the emulator.

use serde_json::{Value, json};
use signet_model::OperationName;

use crate::ca_certificates::registration;
use crate::support::{Authority, Bench};

pub(crate) async fn fields(bench: &Bench, name: OperationName) -> Value {
    use OperationName as O;
    let instance = bench.instance();
    let mqtt = |mut fields: Value| {
        fields["instance_id"] = instance.as_str().into();
        fields
    };
    let page = json!({ "page_number": 1, "page_size": 1 });
    let device = json!({ "iot_id": bench.emulator.demo_iot_id() });
    match name {
        O::ListInstances => json!({}),
        O::ListGroupId | O::GetRegisterCode => mqtt(json!({})),
        O::CreateGroupId => mqtt(json!({ "group_id": "GID_covered" })),
        O::DeleteGroupId => {
            let group = mqtt(json!({ "group_id": "GID_covered" }));
            bench.call("CreateGroupId", group.clone()).await.good();
            group
        }
        O::ListDeviceCredentialClientId => {
            mqtt(json!({ "group_id": bench.group().await, "page_number": 1, "page_size": 1 }))
        }
        O::RegisterDeviceCredential => mqtt(json!({ "client_id": bench.new_client_id().await })),
        O::GetDeviceCredential
        | O::RefreshDeviceCredential
        | O::UnRegisterDeviceCredential
        | O::QuerySessionByClientId
        | O::AddCustomAuthConnectBlack
        | O::DeleteCustomAuthConnectBlack => mqtt(json!({ "client_id": bench.client_id().await })),
        O::BatchQuerySessionByClientIds => mqtt(json!({ "client_ids": [bench.client_id().await] })),
        O::CloseConnection => {
            let mut instances = bench.emulator.instances().into_iter();
            let here = instances.find(|instance| instance.region == "cn-shanghai");
            json!({ "instance_id": here.expect("one").instance_id, "client_id": "GID_a@@@1" })
        }
        O::QueryCustomAuthConnectBlack => mqtt(json!({ "page_size": 1 })),
        O::ListDeviceCertificate | O::ListCaCertificate => mqtt(page),
        O::ListDeviceCertificateByCaSn => {
            let mut fields = mqtt(page);
            fields["ca_serial_number"] = ca(bench).await["ca_serial_number"].clone();
            fields
        }
        O::GetDeviceCertificate
        | O::ActiveDeviceCertificate
        | O::InactivateDeviceCertificate
        | O::DeleteDeviceCertificate => bench.certificate().await,
        O::GetCaCertificate
        | O::ActiveCaCertificate
        | O::InactivateCaCertificate
        | O::DeleteCaCertificate => ca(bench).await,
        O::RegisterCaCertificate => registration(bench, &Authority::new("covered")).await,
        O::QueryClientIds
        | O::DeleteClientIds
        | O::QueryDeviceDetail
        | O::DisableThing
        | O::EnableThing => device,
        O::TransformClientId => crate::settling_acts::pin(bench).await,
        O::QueryDevice => {
            let shown = bench.call("QueryDeviceDetail", device).await.good();
            let mut fields = page;
            fields["product_key"] = shown["device"]["product_key"].clone();
            fields
        }
        O::BatchGetDeviceState => json!({ "iot_ids": [bench.emulator.demo_iot_id()] }),
    }
}

async fn ca(bench: &Bench) -> Value {
    let mut ca = bench.certificate().await;
    ca.as_object_mut()
        .expect("fields")
        .remove("device_serial_number");
    ca
}
