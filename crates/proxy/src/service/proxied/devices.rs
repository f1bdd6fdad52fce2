//! Acts on IoT Platform devices and their ClientIDs.

use signet_model::identifiers::{IotId, IotInstanceId};
use signet_model::operations::*;

use super::super::Refused;
use super::{Before, Proxied, Reader, Settled, by_state, gone};

/// A device is known by its IotId, and by its name within its product. One of them is asked by the other.
async fn names(
    reader: &Reader<'_>,
    name: OperationName,
    read: QueryDeviceDetail,
) -> Result<Vec<(&'static str, String)>, Refused> {
    let answer = reader.read(&read).await;
    match (gone(&answer), answer) {
        (Some(_), _) => Ok(Vec::new()),
        (None, Ok(seen)) => Ok(vec![
            ("iot_id", seen.device.iot_id),
            ("device_name", seen.device.device_name),
        ]),
        (None, Err(mut refused)) => {
            refused.message = format!(
                "{name} was not sent, because the other name of the device, which may be protected, could not be found out. {}",
                refused.message
            );
            Err(refused)
        }
    }
}

fn by_id(iot_instance_id: Option<&IotInstanceId>, iot_id: &IotId) -> QueryDeviceDetail {
    QueryDeviceDetail {
        iot_instance_id: iot_instance_id.cloned(),
        iot_id: Some(iot_id.clone()),
        product_key: None,
        device_name: None,
        reveal: false,
    }
}

impl Proxied for DeleteClientIds {
    fn request_id(output: &Done) -> &str {
        &output.request_id
    }

    async fn other_names(
        &self,
        reader: &Reader<'_>,
    ) -> Result<Vec<(&'static str, String)>, Refused> {
        let read = by_id(self.iot_instance_id.as_ref(), &self.iot_id);
        names(reader, Self::NAME, read).await
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

    async fn other_names(
        &self,
        reader: &Reader<'_>,
    ) -> Result<Vec<(&'static str, String)>, Refused> {
        let read = by_id(self.iot_instance_id.as_ref(), &self.iot_id);
        names(reader, Self::NAME, read).await
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

/// Asks for the device that an act is about.
trait OfDevice {
    fn detail(&self) -> QueryDeviceDetail;
}

macro_rules! thing_acts {
    ($($name:ident => $wanted:expr;)*) => {$(
        impl OfDevice for $name {
            fn detail(&self) -> QueryDeviceDetail {
                QueryDeviceDetail {
                    iot_instance_id: self.iot_instance_id.clone(),
                    iot_id: self.iot_id.clone(),
                    product_key: self.product_key.clone(),
                    device_name: self.device_name.clone(),
                    reveal: false,
                }
            }
        }

        impl Proxied for $name {
            fn request_id(output: &Done) -> &str {
                &output.request_id
            }

            async fn other_names(
                &self,
                reader: &Reader<'_>,
            ) -> Result<Vec<(&'static str, String)>, Refused> {
                names(reader, Self::NAME, self.detail()).await
            }

            async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<Done> {
                let read = self.detail();
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
