//! Certificates as they are shown, with X.509 that is made when it is first asked for.

use signet_model::operations::{CaCertificate, CertificateStatus, DeviceCertificate};

use crate::refusal::Refusal;
use crate::world::{Authority, Certificate, World};
use crate::x509::{self, Keys, Pems};

/// A CA with its serial number, and a device certificate with its own.
type Found<'a> = ((&'a String, &'a Authority), (&'a String, &'a Certificate));

pub(in crate::products) fn show_authority(
    world: &World,
    (serial, authority): (&String, &Authority),
) -> Result<CaCertificate, Refusal> {
    let (pem, verification_pem) = match &authority.handed_in {
        Some(handed_in) => (&handed_in.certificate, &handed_in.verification),
        None => {
            let pems = pems(world, serial, authority)?;
            (&pems.certificate, &pems.verification)
        }
    };
    Ok(CaCertificate {
        ca_serial_number: serial.clone(),
        name: authority.name.clone(),
        status: status(authority.active),
        valid_from: Some(authority.valid_from),
        valid_to: Some(authority.valid_to),
        pem: pem.clone(),
        verification_pem: verification_pem.clone(),
        registration_code: authority.registration_code.clone(),
        decoded: None,
    })
}

pub(super) fn show(
    world: &World,
    (ca, (serial, certificate)): Found<'_>,
) -> Result<DeviceCertificate, Refusal> {
    Ok(DeviceCertificate {
        device_serial_number: serial.clone(),
        ca_serial_number: ca.0.clone(),
        name: certificate.name.clone(),
        status: status(certificate.active),
        valid_from: Some(certificate.valid_from),
        valid_to: Some(certificate.valid_to),
        pem: pem(world, ca, (serial, certificate))?,
        decoded: None,
    })
}

const fn status(active: bool) -> CertificateStatus {
    if active {
        CertificateStatus::Active
    } else {
        CertificateStatus::Inactive
    }
}

fn pems<'a>(world: &World, serial: &str, authority: &'a Authority) -> Result<&'a Pems, Refusal> {
    if let Some(pems) = authority.pems.get() {
        return Ok(pems);
    }
    let made =
        x509::authority(world.seed, serial, authority).map_err(|error| unmade(serial, &error))?;
    Ok(authority.pems.get_or_init(|| made))
}

fn pem(
    world: &World,
    ca: (&String, &Authority),
    (serial, certificate): (&String, &Certificate),
) -> Result<String, Refusal> {
    if let Some(pem) = certificate.pem.get() {
        return Ok(pem.clone());
    }
    let pems = pems(world, ca.0, ca.1)?;
    let keys = world.keys.get_or_init(|| Keys::of(world.seed));
    let made = x509::device((ca.0, ca.1, pems), (serial, certificate), keys)
        .map_err(|error| unmade(serial, &error))?;
    Ok(certificate.pem.get_or_init(|| made).clone())
}

fn unmade(serial: &str, error: &rcgen::Error) -> Refusal {
    tracing::error!(serial, %error, "certificate could not be made");
    Refusal::of("InternalError")
}
