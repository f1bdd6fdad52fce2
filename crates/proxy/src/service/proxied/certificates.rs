//! Acts on certificates of devices and of CAs.

use signet_model::identifiers::{PageNumber, PageSize};
use signet_model::operations::*;

use tokio::time::sleep;

use super::{Before, Proxied, Reader, SECOND_LOOK, Settled, gone};

/// What an act on a certificate leaves behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Gone,
    Is(CertificateStatus),
}

macro_rules! device_certificate_acts {
    ($($name:ident => $wanted:expr;)*) => {$(
        impl Proxied for $name {
            fn request_id(output: &DeviceCertificateDone) -> &str {
                &output.request_id
            }

            async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<DeviceCertificateDone> {
                let read = GetDeviceCertificate {
                    instance_id: self.instance_id.clone(),
                    ca_serial_number: self.ca_serial_number.clone(),
                    device_serial_number: self.device_serial_number.clone(),
                };
                let done = |request_id| DeviceCertificateDone {
                    request_id,
                    device_serial_number: self.device_serial_number.to_string(),
                };
                reader
                    .settle(read, |answer| {
                        let request_id = gone(&answer);
                        let seen = answer.ok().map(|seen| (seen.request_id, seen.certificate.status));
                        judge($wanted, request_id, seen, done)
                    })
                    .await
            }
        }
    )*};
}

device_certificate_acts! {
    ActiveDeviceCertificate => Wanted::Is(CertificateStatus::Active);
    InactivateDeviceCertificate => Wanted::Is(CertificateStatus::Inactive);
    DeleteDeviceCertificate => Wanted::Gone;
}

macro_rules! ca_certificate_acts {
    ($($name:ident => $wanted:expr;)*) => {$(
        impl Proxied for $name {
            fn request_id(output: &CaCertificateDone) -> &str {
                &output.request_id
            }

            async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<CaCertificateDone> {
                let read = GetCaCertificate {
                    instance_id: self.instance_id.clone(),
                    ca_serial_number: self.ca_serial_number.clone(),
                };
                let done = |request_id| CaCertificateDone {
                    request_id,
                    ca_serial_number: self.ca_serial_number.to_string(),
                };
                reader
                    .settle(read, |answer| {
                        let request_id = gone(&answer);
                        let seen = answer.ok().map(|seen| (seen.request_id, seen.ca_certificate.status));
                        judge($wanted, request_id, seen, done)
                    })
                    .await
            }
        }
    )*};
}

ca_certificate_acts! {
    ActiveCaCertificate => Wanted::Is(CertificateStatus::Active);
    InactivateCaCertificate => Wanted::Is(CertificateStatus::Inactive);
    DeleteCaCertificate => Wanted::Gone;
}

/// `gone` is the RequestId of "not found", `seen` what was found.
fn judge<Output>(
    wanted: Wanted,
    gone: Option<String>,
    seen: Option<(String, CertificateStatus)>,
    done: impl FnOnce(String) -> Output,
) -> Settled<Output> {
    match (gone, seen) {
        (Some(request_id), _) if wanted == Wanted::Gone => Settled::Done(done(request_id)),
        (None, Some((request_id, status))) if wanted == Wanted::Is(status) => {
            Settled::Done(done(request_id))
        }
        // Gone where it should have changed: there was nothing to change.
        (Some(_), _) | (None, Some(_)) => Settled::NotDone,
        (None, None) => Settled::Unknown,
    }
}

/// So many pages of CA certificates are looked through; an instance has a handful.
const CA_PAGES: i128 = 5;

impl Proxied for RegisterCaCertificate {
    fn request_id(output: &CaCertificateDone) -> &str {
        &output.request_id
    }

    async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<CaCertificateDone> {
        let first = listed(self, reader).await;
        if matches!(first, Settled::Done(_)) {
            return first;
        }
        sleep(SECOND_LOOK).await;
        listed(self, reader).await
    }
}

/// Whether the CA is in the list; by the certificate itself, because how the cloud writes its serial number is the cloud's to say.
async fn listed(
    operation: &RegisterCaCertificate,
    reader: &Reader<'_>,
) -> Settled<CaCertificateDone> {
    let Ok(sent) = signet_x509::decode(operation.ca_pem.as_str()) else {
        return Settled::Unknown;
    };
    let page_size = PageSize::MAX;
    let full = usize::try_from(page_size.get()).unwrap_or(usize::MAX);
    for number in 1..=CA_PAGES {
        let Ok(page_number) = PageNumber::new(number) else {
            return Settled::Unknown;
        };
        let instance_id = operation.instance_id.clone();
        let read = ListCaCertificate {
            instance_id,
            page_number,
            page_size,
        };
        let Ok(page) = reader.read(&read).await else {
            return Settled::Unknown;
        };
        let is_last = page.ca_certificates.len() < full;
        let ours = page.ca_certificates.into_iter().find(|listed| {
            signet_x509::decode(&listed.pem)
                .is_ok_and(|listed| listed.fingerprint_sha256 == sent.fingerprint_sha256)
        });
        match ours {
            Some(ours) => {
                return Settled::Done(CaCertificateDone {
                    request_id: page.request_id,
                    ca_serial_number: ours.ca_serial_number,
                });
            }
            None if is_last => return Settled::NotDone,
            None => {}
        }
    }
    Settled::Unknown
}
