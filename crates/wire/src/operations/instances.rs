//! `ListInstances`.

use serde_json::{Value, json};
use signet_model::operations::{Edition, Instance, InstanceStatus, Instances, ListInstances};

use super::wire;
use crate::read::{self, DecodeError};

wire! { ListInstances: Post {} decode, encode }

fn decode(answer: &Value) -> Result<Instances, DecodeError> {
    let instance = |value: &&Value| {
        Ok(Instance {
            instance_id: read::required_text(value, "InstanceId")?,
            name: read::text(value, "InstanceName"),
            edition: Edition::from_code(read::number(value, "InstanceType").unwrap_or(-1)),
            status: InstanceStatus::from_code(read::number(value, "InstanceStatus").unwrap_or(-1)),
            region: read::text(value, "RegionId"),
            account: String::new(),
        })
    };
    Ok(Instances {
        request_id: read::text(answer, "RequestId"),
        instances: read::list(answer, "Instances")?
            .iter()
            .map(instance)
            .collect::<Result<_, _>>()?,
    })
}

fn encode(output: &Instances) -> Value {
    let instance = |instance: &Instance| {
        json!({
            "InstanceId": instance.instance_id,
            "InstanceName": instance.name,
            "InstanceType": instance.edition.code(),
            "InstanceStatus": instance.status.code(),
            "RegionId": instance.region,
            "KernelVersion": "V3.3.0",
            "MqttTags": [],
        })
    };
    json!({
        "RequestId": output.request_id,
        "Code": "200",
        "Success": "true",
        "Message": "operation success.",
        "Instances": output.instances.iter().map(instance).collect::<Vec<_>>(),
    })
}
