//! Acts on IoT Platform devices and their ClientIDs.

use signet_model::operations::*;

use super::{Before, Proxied, Reader, Settled, by_state};

impl Proxied for DeleteClientIds {
    fn request_id(output: &Done) -> &str {
        &output.request_id
    }

    async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<Done> {
        let read = QueryClientIds {
            iot_id: self.iot_id.clone(),
            iot_instance_id: self.iot_instance_id.clone(),
        };
        reader
            .settle(read, |answer| {
                by_state(
                    answer,
                    |left| left.client_ids.is_empty(),
                    |left| Done {
                        request_id: left.request_id,
                    },
                )
            })
            .await
    }
}

impl Proxied for TransformClientId {
    fn request_id(output: &Done) -> &str {
        &output.request_id
    }

    /// The one that is left was pinned. Whether the others leave the list is not documented, so more than one tells nothing.
    async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<Done> {
        let read = QueryClientIds {
            iot_id: self.iot_id.clone(),
            iot_instance_id: self.iot_instance_id.clone(),
        };
        reader
            .settle(read, |answer| match answer {
                Ok(seen) if matches!(&seen.client_ids[..], [only] if only.client_id == self.client_id.as_str()) => {
                    Settled::Done(Done { request_id: seen.request_id })
                }
                _ => Settled::Unknown,
            })
            .await
    }
}

macro_rules! thing_acts {
    ($($name:ident => $wanted:expr;)*) => {$(
        impl Proxied for $name {
            fn request_id(output: &Done) -> &str {
                &output.request_id
            }

            async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<Done> {
                let read = QueryDeviceDetail {
                    iot_instance_id: self.iot_instance_id.clone(),
                    iot_id: self.iot_id.clone(),
                    product_key: self.product_key.clone(),
                    device_name: self.device_name.clone(),
                    reveal: false,
                };
                let wanted: fn(DeviceStatus) -> bool = $wanted;
                reader
                    .settle(read, |answer| {
                        by_state(answer, |seen| wanted(seen.device.status), |seen| Done { request_id: seen.request_id })
                    })
                    .await
            }
        }
    )*};
}

thing_acts! {
    DisableThing => |status| status == DeviceStatus::Disable;
    EnableThing => |status| !matches!(status, DeviceStatus::Disable | DeviceStatus::Unknown);
}
