//! CA certificates: how one is registered, shown, switched and deleted.

mod proof;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};
use signet_model::identifiers::{InstanceId, SerialNumber};
use signet_model::operations::{
    ActiveCaCertificate, CaCertificateAnswer, CaCertificateDone, CaCertificates,
    DeleteCaCertificate, GetCaCertificate, GetRegisterCode, InactivateCaCertificate,
    ListCaCertificate, RegisterCaCertificate, RegisterCode,
};

use super::certificates::show_authority;
use super::paging::{page, pages};
use super::{Carry, Desk};
use crate::fleet::registration_code;
use crate::refusal::Refusal;
use crate::world::{Authority, HandedIn, Instance, World};

impl Carry for ListCaCertificate {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<CaCertificates, Refusal> {
        let authorities = desk.authorities(&self.instance_id)?;
        let total = authorities.clone().count();
        let shown = page(authorities, self.page_number, self.page_size);
        Ok(CaCertificates {
            request_id: desk.request_id.to_owned(),
            ca_certificates: shown
                .into_iter()
                .map(|ca| show_authority(desk.world, ca))
                .collect::<Result<_, _>>()?,
            items_total: None,
            pages_total: Some(pages(total, self.page_size)),
            page_number: self.page_number.get(),
            page_size: self.page_size.get(),
        })
    }
}

impl Carry for GetCaCertificate {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<CaCertificateAnswer, Refusal> {
        let mut authorities = desk.authorities(&self.instance_id)?;
        let ca = authorities.find(|(serial, _)| *serial == self.ca_serial_number.as_str());
        let ca = ca.ok_or_else(|| Refusal::of("FindCaBySnError"))?;
        Ok(CaCertificateAnswer {
            request_id: desk.request_id.to_owned(),
            ca_certificate: show_authority(desk.world, ca)?,
        })
    }
}

impl Carry for GetRegisterCode {
    /// The same one until a CA certificate was registered with it, so that asking changes nothing.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<RegisterCode, Refusal> {
        let place = desk.instance_with_certificates(&self.instance_id)?;
        Ok(RegisterCode {
            request_id: desk.request_id.to_owned(),
            register_code: code(desk.world, &desk.world.instances[place]),
        })
    }
}

impl Carry for RegisterCaCertificate {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<CaCertificateDone, Refusal> {
        let place = desk.instance_with_certificates(&self.instance_id)?;
        let instance = &desk.world.instances[place];
        if instance.authorities.len() >= desk.rules.ca_quota {
            return Err(Refusal::of("CaNumExceed"));
        }
        let handed_in = HandedIn {
            certificate: unescaped(self.ca_pem.as_str()),
            verification: unescaped(self.verification_pem.as_str()),
        };
        let proved = proof::check(&handed_in.certificate, &handed_in.verification)?;
        let code = code(desk.world, instance);
        if !proved.codes.contains(&code) {
            let used = proved
                .codes
                .iter()
                .any(|code| instance.used_codes.contains(code));
            let refusal = if used {
                "RegisterCodeUsed"
            } else {
                "RegisterCodeError"
            };
            return Err(Refusal::of(refusal));
        }
        let known = |instance: &Instance| instance.authorities.contains_key(&proved.serial_number);
        if desk.world.instances.iter().any(known) {
            return Err(Refusal::of("SnNotUnique"));
        }
        let authority = Authority {
            name: self.ca_name.to_string(),
            active: true,
            valid_from: proved.valid_from,
            valid_to: proved.valid_to,
            registration_code: code.clone(),
            certificates: std::collections::BTreeMap::new(),
            handed_in: Some(handed_in),
            pems: std::sync::OnceLock::new(),
        };
        let instance = &mut desk.world.instances[place];
        instance.used_codes.insert(code);
        instance
            .authorities
            .insert(proved.serial_number.clone(), authority);
        Ok(CaCertificateDone {
            request_id: desk.request_id.to_owned(),
            ca_serial_number: proved.serial_number,
        })
    }
}

/// The code that the next CA certificate of an instance must be registered with.
fn code(world: &World, instance: &Instance) -> String {
    let used = instance.used_codes.len();
    let seed = Sha256::digest(format!("{} code {} {used}", world.seed, instance.id));
    registration_code(&mut ChaCha8Rng::from_seed(seed.into()))
}

/// The samples write a line feed as `\n`; files have real ones.
fn unescaped(pem: &str) -> String {
    pem.replace("\\r", "").replace("\\n", "\n")
}

impl Desk<'_> {
    fn authority(&mut self, id: &InstanceId, ca: &SerialNumber) -> Result<&mut Authority, Refusal> {
        let place = self.instance_with_certificates(id)?;
        let authority = self.world.instances[place].authorities.get_mut(ca.as_str());
        authority.ok_or_else(|| Refusal::of("FindCaBySnError"))
    }

    fn done_with(&self, ca: &SerialNumber) -> CaCertificateDone {
        CaCertificateDone {
            request_id: self.request_id.to_owned(),
            ca_serial_number: ca.to_string(),
        }
    }
}

/// What is in the state wanted already is left as it is, and that is a success.
macro_rules! switch {
    ($($operation:ident = $active:literal)*) => {$(
        impl Carry for $operation {
            fn carry(&self, desk: &mut Desk<'_>) -> Result<CaCertificateDone, Refusal> {
                desk.authority(&self.instance_id, &self.ca_serial_number)?.active = $active;
                Ok(desk.done_with(&self.ca_serial_number))
            }
        }
    )*};
}

switch! {
    ActiveCaCertificate = true
    InactivateCaCertificate = false
}

impl Carry for DeleteCaCertificate {
    /// In whatever state it is, and its device certificates with it.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<CaCertificateDone, Refusal> {
        let place = desk.instance_with_certificates(&self.instance_id)?;
        let authorities = &mut desk.world.instances[place].authorities;
        if authorities.remove(self.ca_serial_number.as_str()).is_none() {
            return Err(Refusal::of("FindCaBySnError"));
        }
        Ok(desk.done_with(&self.ca_serial_number))
    }
}
