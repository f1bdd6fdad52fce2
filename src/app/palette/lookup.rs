//! Which certificate of an instance has a serial number. The cloud finds a device certificate only below its CA, so each CA is
//! asked for it.

use signet_model::{
    api::ErrorCode,
    identifiers::{InstanceId, PageNumber, PageSize, SerialNumber},
    operations::{GetDeviceCertificate, ListCaCertificate},
};

use crate::{
    api::{Api, Failure},
    router::{CertificateKey, DeviceCertificates, Place, View},
};

/// The place of the certificate; none where the instance has no such certificate.
///
/// # Errors
/// What the proxy or the cloud refused.
pub(super) async fn certificate(
    api: Api,
    instance: &str,
    serials: &[String],
) -> Result<Option<Place>, Failure> {
    let Ok(instance_id) = InstanceId::parse(instance) else {
        return Ok(None);
    };
    let mut cas = Vec::new();
    let mut page_number = PageNumber::MIN;
    loop {
        let page = api
            .ask(&ListCaCertificate {
                instance_id: instance_id.clone(),
                page_number,
                page_size: PageSize::MAX,
            })
            .await?;
        let last = page.ca_certificates.len() < PageSize::MAX.get() as usize;
        cas.extend(
            page.ca_certificates
                .into_iter()
                .map(|ca| ca.ca_serial_number),
        );
        if last || page_number == page_number.next() {
            break;
        }
        page_number = page_number.next();
    }
    if let Some(ca) = cas.iter().find(|ca| serials.contains(ca)) {
        return Ok(Some(View::CaCertificates.about(instance, ca).into()));
    }
    for serial in serials {
        for ca in &cas {
            let (Ok(ca_serial_number), Ok(device_serial_number)) = (
                SerialNumber::parse(ca.as_str()),
                SerialNumber::parse(serial.as_str()),
            ) else {
                continue;
            };
            let asked = GetDeviceCertificate {
                instance_id: instance_id.clone(),
                ca_serial_number,
                device_serial_number,
            };
            match api.ask(&asked).await {
                Ok(_) => {
                    let place = DeviceCertificates {
                        open: Some(CertificateKey {
                            ca: ca.clone(),
                            device: serial.clone(),
                        }),
                        ..DeviceCertificates::of(instance)
                    };
                    return Ok(Some(place.into()));
                }
                Err(Failure::Refused(error)) if error.code == ErrorCode::NotFound => {}
                Err(failure) => return Err(failure),
            }
        }
    }
    Ok(None)
}
