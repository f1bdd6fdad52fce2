//! Device certificates.

mod shown;

use signet_model::identifiers::{InstanceId, SerialNumber};
use signet_model::operations::{
    ActiveDeviceCertificate, DeleteDeviceCertificate, DeviceCertificateAnswer,
    DeviceCertificateDone, DeviceCertificates, GetDeviceCertificate, InactivateDeviceCertificate,
    ListDeviceCertificate, ListDeviceCertificateByCaSn,
};

use super::paging::{page, pages};
use super::{Carry, Desk};
use crate::refusal::Refusal;
use crate::world::{Authority, Certificate};
use shown::show;
pub(super) use shown::show_authority;

impl Desk<'_> {
    pub(super) fn authorities(
        &self,
        id: &InstanceId,
    ) -> Result<impl Iterator<Item = (&String, &Authority)> + Clone, Refusal> {
        let place = self.instance_with_certificates(id)?;
        Ok(self.world.instances[place].authorities.iter())
    }

    fn certificate(
        &mut self,
        id: &InstanceId,
        ca: &SerialNumber,
        device: &SerialNumber,
    ) -> Result<&mut Certificate, Refusal> {
        let place = self.instance_with_certificates(id)?;
        let authority = self.world.instances[place].authorities.get_mut(ca.as_str());
        let found = authority.and_then(|authority| authority.certificates.get_mut(device.as_str()));
        found.ok_or_else(|| Refusal::of("FindDeviceBySnError"))
    }
}

impl Carry for ListDeviceCertificate {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCertificates, Refusal> {
        let authorities = desk.authorities(&self.instance_id)?;
        let total = authorities
            .clone()
            .map(|(_, authority)| authority.certificates.len())
            .sum();
        let all = authorities.flat_map(|ca| {
            ca.1.certificates
                .iter()
                .map(move |certificate| (ca, certificate))
        });
        let shown = page(all, self.page_number, self.page_size);
        Ok(DeviceCertificates {
            request_id: desk.request_id.to_owned(),
            certificates: shown
                .into_iter()
                .map(|found| show(desk.world, found))
                .collect::<Result<_, _>>()?,
            items_total: None,
            pages_total: Some(pages(total, self.page_size)),
            page_number: self.page_number.get(),
            page_size: self.page_size.get(),
        })
    }
}

impl Carry for ListDeviceCertificateByCaSn {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCertificates, Refusal> {
        let mut authorities = desk.authorities(&self.instance_id)?;
        let ca = authorities.find(|(serial, _)| *serial == self.ca_serial_number.as_str());
        let ca = ca.ok_or_else(|| Refusal::of("FindCaBySnError"))?;
        let shown = page(ca.1.certificates.iter(), self.page_number, self.page_size);
        let shown = shown
            .into_iter()
            .map(|certificate| show(desk.world, (ca, certificate)));
        Ok(DeviceCertificates {
            request_id: desk.request_id.to_owned(),
            certificates: shown.collect::<Result<_, _>>()?,
            items_total: Some(ca.1.certificates.len() as u64),
            pages_total: None,
            page_number: self.page_number.get(),
            page_size: self.page_size.get(),
        })
    }
}

impl Carry for GetDeviceCertificate {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCertificateAnswer, Refusal> {
        let mut authorities = desk.authorities(&self.instance_id)?;
        let ca = authorities.find(|(serial, _)| *serial == self.ca_serial_number.as_str());
        let found = ca.and_then(|ca| {
            Some((
                ca,
                ca.1.certificates
                    .get_key_value(self.device_serial_number.as_str())?,
            ))
        });
        let found = found.ok_or_else(|| Refusal::of("FindDeviceBySnError"))?;
        Ok(DeviceCertificateAnswer {
            request_id: desk.request_id.to_owned(),
            certificate: show(desk.world, found)?,
        })
    }
}

/// What is in the state wanted already is left as it is, and that is a success.
macro_rules! switch {
    ($($operation:ident = $active:literal)*) => {$(
        impl Carry for $operation {
            fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCertificateDone, Refusal> {
                let request_id = desk.request_id.to_owned();
                desk.certificate(&self.instance_id, &self.ca_serial_number, &self.device_serial_number)?.active = $active;
                Ok(DeviceCertificateDone { request_id, device_serial_number: self.device_serial_number.to_string() })
            }
        }
    )*};
}

switch! {
    ActiveDeviceCertificate = true
    InactivateDeviceCertificate = false
}

impl Carry for DeleteDeviceCertificate {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCertificateDone, Refusal> {
        let request_id = desk.request_id.to_owned();
        let place = desk.instance_with_certificates(&self.instance_id)?;
        let authority = desk.world.instances[place]
            .authorities
            .get_mut(self.ca_serial_number.as_str());
        let removed = authority.and_then(|authority| {
            authority
                .certificates
                .remove(self.device_serial_number.as_str())
        });
        let device_serial_number = self.device_serial_number.to_string();
        removed
            .map(|_| DeviceCertificateDone {
                request_id,
                device_serial_number,
            })
            .ok_or_else(|| Refusal::of("FindDeviceBySnError"))
    }
}
