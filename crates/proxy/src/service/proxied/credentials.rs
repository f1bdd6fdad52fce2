//! Acts on device credentials. Two of them may take the secret of a live device away, so they look first.

use signet_model::api::{ApiError, ErrorCode};
use signet_model::identifiers::{ClientId, InstanceId};
use signet_model::operations::*;

use super::super::Refused;
use super::{Before, Proxied, Reader, Settled, gone};

fn read_of(instance_id: &InstanceId, client_id: ClientId) -> GetDeviceCredential {
    GetDeviceCredential {
        instance_id: instance_id.clone(),
        client_id,
        reveal: false,
    }
}

impl Proxied for RegisterDeviceCredential {
    fn request_id(output: &DeviceCredentialAnswer) -> &str {
        &output.request_id
    }

    fn replaces(&self) -> Option<(&str, &str)> {
        Some((self.instance_id.as_str(), self.client_id.as_str()))
    }

    async fn look(&self, reader: &Reader<'_>) -> Result<Before, Refused> {
        let read = read_of(&self.instance_id, self.client_id.clone().into());
        let answer = reader.read(&read).await;
        match (gone(&answer), answer) {
            (Some(_), _) => Ok(Before::default()),
            (None, Ok(_)) if !self.replace_existing => Err(exists(self)),
            (None, Ok(seen)) => Ok(Before {
                credential: Some(seen.credential),
            }),
            (None, Err(refused)) => Err(not_looked(Self::NAME, refused)),
        }
    }

    async fn settle(
        &self,
        reader: &Reader<'_>,
        before: &Before,
    ) -> Settled<DeviceCredentialAnswer> {
        settle(
            reader,
            read_of(&self.instance_id, self.client_id.clone().into()),
            before,
        )
        .await
    }
}

impl Proxied for RefreshDeviceCredential {
    fn request_id(output: &DeviceCredentialAnswer) -> &str {
        &output.request_id
    }

    fn replaces(&self) -> Option<(&str, &str)> {
        Some((self.instance_id.as_str(), self.client_id.as_str()))
    }

    /// What the cloud does with an id that has no credential is not documented (`cloud-api.md` section 10), so it is not asked.
    async fn look(&self, reader: &Reader<'_>) -> Result<Before, Refused> {
        let seen = reader
            .read(&read_of(&self.instance_id, self.client_id.clone()))
            .await
            .map_err(|refused| not_looked(Self::NAME, refused))?;
        Ok(Before {
            credential: Some(seen.credential),
        })
    }

    async fn settle(
        &self,
        reader: &Reader<'_>,
        before: &Before,
    ) -> Settled<DeviceCredentialAnswer> {
        settle(
            reader,
            read_of(&self.instance_id, self.client_id.clone()),
            before,
        )
        .await
    }
}

/// Whether there is another credential than before. The secret was in the lost answer: it comes only by revealing it.
async fn settle(
    reader: &Reader<'_>,
    read: GetDeviceCredential,
    before: &Before,
) -> Settled<DeviceCredentialAnswer> {
    reader
        .settle(read, |answer| {
            match (gone(&answer), answer, &before.credential) {
                (None, Ok(seen), None) => Settled::Done(seen),
                (None, Ok(seen), Some(before)) if seen.credential != *before => Settled::Done(seen),
                // Without a time the same key may have got another secret.
                (None, Ok(seen), Some(_)) if seen.credential.updated_at.is_some() => {
                    Settled::NotDone
                }
                (Some(_), _, None) => Settled::NotDone,
                _ => Settled::Unknown,
            }
        })
        .await
}

fn exists(operation: &RegisterDeviceCredential) -> Refused {
    let RegisterDeviceCredential {
        client_id,
        instance_id,
        ..
    } = operation;
    let mut error = ApiError::new(
        ErrorCode::CredentialExists,
        format!(
            "{client_id} has a credential in {instance_id} already; registering it again could take the secret of a device that is in use, so nothing was sent"
        ),
    );
    error.field = Some("client_id".to_owned());
    Box::new(error.remedy(
        "Use another client id, or keep the credential there is. To replace its secret, refresh it, or register with replace_existing: true.",
    ))
}

/// The look failed, so the act is not known to be harmless.
fn not_looked(name: OperationName, mut refused: Refused) -> Refused {
    refused.message = format!(
        "{name} was not sent, because what is there could not be looked at first. {}",
        refused.message
    );
    refused
}

impl Proxied for UnRegisterDeviceCredential {
    fn request_id(output: &Done) -> &str {
        &output.request_id
    }

    async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<Done> {
        reader
            .settle(
                read_of(&self.instance_id, self.client_id.clone()),
                |answer| match (gone(&answer), answer) {
                    (Some(request_id), _) => Settled::Done(Done { request_id }),
                    (None, Ok(_)) => Settled::NotDone,
                    (None, Err(_)) => Settled::Unknown,
                },
            )
            .await
    }
}
