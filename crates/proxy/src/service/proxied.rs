//! What the proxy adds to each operation: how answers of several regions become one, what an answer is completed with, and
//! how an act is settled whose answer was lost.

use std::collections::HashSet;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use signet_model::Operation;
use signet_model::api::ErrorCode;
use signet_model::operations::*;
use signet_wire::Wire;
use tokio::time::sleep;

use super::directory::Directory;
use super::{Priority, Refused, Service, Target};

/// A lost call may still be on its way through the cloud: "nothing changed" is believed only when seen twice, this far apart.
const SECOND_LOOK: Duration = Duration::from_secs(1);

/// An operation that the proxy can execute.
pub trait Proxied: Wire {
    /// The cloud's RequestId of an answer.
    fn request_id(output: &Self::Output) -> &str;

    /// Makes one answer of those of several accounts and regions; `None` where there are none.
    fn merge(parts: Vec<Part<Self>>) -> Option<Self::Output> {
        parts.into_iter().find_map(|(_, output)| output.ok())
    }

    /// Tells the directory what was listed.
    fn learn(_parts: &[Part<Self>], _directory: &Directory) {}

    /// Adds to an answer what the cloud does not tell.
    fn complete(_output: &mut Self::Output) {}

    /// Finds out whether an act whose answer was lost was done.
    fn settle(&self, _reader: &Reader<'_>) -> impl Future<Output = Settled<Self::Output>> + Send {
        async { Settled::Unknown }
    }
}

/// What one account and region answered.
pub type Part<O> = (Arc<Target>, Result<<O as Operation>::Output, Refused>);

/// What reading back showed.
#[derive(Debug)]
pub enum Settled<Output> {
    /// It was done.
    Done(Output),
    /// It was not done.
    NotDone,
    /// It cannot be told.
    Unknown,
}

/// Reads back from where an act went.
pub struct Reader<'a> {
    service: &'a Service,
    target: &'a Target,
    priority: Priority,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(service: &'a Service, target: &'a Target, priority: Priority) -> Self {
        Self {
            service,
            target,
            priority,
        }
    }

    /// Reads until the act is seen to be done, twice at most. `judge` says whether an answer shows it.
    async fn settle<R: Wire, Output>(
        &self,
        read: R,
        judge: impl Fn(Result<R::Output, Refused>) -> Settled<Output>,
    ) -> Settled<Output> {
        let first = judge(self.service.read(&read, self.target, self.priority).await);
        if matches!(first, Settled::Done(_)) {
            return first;
        }
        sleep(SECOND_LOOK).await;
        judge(self.service.read(&read, self.target, self.priority).await)
    }
}

/// The cloud's RequestId of a refusal that is an answer: the object is gone.
fn gone<T>(answer: &Result<T, Refused>) -> Option<String> {
    let refused = answer.as_ref().err()?;
    (refused.code == ErrorCode::NotFound)
        .then(|| refused.cloud_request_id.clone().unwrap_or_default())
}

macro_rules! reads {
    ($($name:ident $(, $certificates:ident)?;)*) => {$(
        impl Proxied for $name {
            fn request_id(output: &Self::Output) -> &str {
                &output.request_id
            }

            $(fn complete(output: &mut Self::Output) {
                for certificate in &mut output.$certificates {
                    certificate.decoded = signet_x509::decode(&certificate.pem).ok();
                }
            })?
        }
    )*};
}

reads! {
    ListGroupId;
    ListDeviceCredentialClientId;
    GetDeviceCredential;
    ListDeviceCertificate, certificates;
    ListDeviceCertificateByCaSn, certificates;
    ListCaCertificate, ca_certificates;
    QueryClientIds;
}

impl Proxied for GetDeviceCertificate {
    fn request_id(output: &Self::Output) -> &str {
        &output.request_id
    }

    fn complete(output: &mut Self::Output) {
        output.certificate.decoded = signet_x509::decode(&output.certificate.pem).ok();
    }
}

impl Proxied for ListInstances {
    fn request_id(output: &Self::Output) -> &str {
        &output.request_id
    }

    fn learn(parts: &[Part<Self>], directory: &Directory) {
        directory.learn(parts);
    }

    fn merge(parts: Vec<Part<Self>>) -> Option<Instances> {
        let mut seen = HashSet::new();
        let mut all: Option<Instances> = None;
        for (target, part) in parts {
            let Ok(mut part) = part else { continue };
            part.instances.retain(|instance| {
                target.account.allows(&instance.instance_id)
                    && seen.insert(instance.instance_id.clone())
            });
            match &mut all {
                Some(all) => all.instances.append(&mut part.instances),
                None => all = Some(part),
            }
        }
        all
    }
}

impl Proxied for UnRegisterDeviceCredential {
    fn request_id(output: &Done) -> &str {
        &output.request_id
    }

    async fn settle(&self, reader: &Reader<'_>) -> Settled<Done> {
        let read = GetDeviceCredential {
            instance_id: self.instance_id.clone(),
            client_id: self.client_id.clone(),
        };
        reader
            .settle(read, |answer| match (gone(&answer), answer) {
                (Some(request_id), _) => Settled::Done(Done { request_id }),
                (None, Ok(_)) => Settled::NotDone,
                (None, Err(_)) => Settled::Unknown,
            })
            .await
    }
}

impl Proxied for DeleteClientIds {
    fn request_id(output: &Done) -> &str {
        &output.request_id
    }

    async fn settle(&self, reader: &Reader<'_>) -> Settled<Done> {
        let read = QueryClientIds {
            iot_id: self.iot_id.clone(),
            iot_instance_id: self.iot_instance_id.clone(),
        };
        reader
            .settle(read, |answer| match answer {
                Ok(left) if left.client_ids.is_empty() => Settled::Done(Done {
                    request_id: left.request_id,
                }),
                Ok(_) => Settled::NotDone,
                Err(_) => Settled::Unknown,
            })
            .await
    }
}

/// What an act on a certificate leaves behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Gone,
    Is(CertificateStatus),
}

macro_rules! certificate_acts {
    ($($name:ident => $wanted:expr;)*) => {$(
        impl Proxied for $name {
            fn request_id(output: &DeviceCertificateDone) -> &str {
                &output.request_id
            }

            async fn settle(&self, reader: &Reader<'_>) -> Settled<DeviceCertificateDone> {
                let read = GetDeviceCertificate {
                    instance_id: self.instance_id.clone(),
                    ca_serial_number: self.ca_serial_number.clone(),
                    device_serial_number: self.device_serial_number.clone(),
                };
                let wanted = $wanted;
                let done = |request_id| Settled::Done(DeviceCertificateDone {
                    request_id,
                    device_serial_number: self.device_serial_number.to_string(),
                });
                reader
                    .settle(read, |answer| match (gone(&answer), answer) {
                        (Some(request_id), _) if wanted == Wanted::Gone => done(request_id),
                        (None, Ok(answer)) if wanted == Wanted::Is(answer.certificate.status) => done(answer.request_id),
                        // Gone where it should have changed: there was nothing to change.
                        (Some(_), _) | (None, Ok(_)) => Settled::NotDone,
                        (None, Err(_)) => Settled::Unknown,
                    })
                    .await
            }
        }
    )*};
}

certificate_acts! {
    ActiveDeviceCertificate => Wanted::Is(CertificateStatus::Active);
    InactivateDeviceCertificate => Wanted::Is(CertificateStatus::Inactive);
    DeleteDeviceCertificate => Wanted::Gone;
}
