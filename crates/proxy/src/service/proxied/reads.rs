//! Reads: nothing to settle, and certificates are completed with what they say.

use std::collections::HashSet;

use signet_model::operations::*;

use super::super::Ports;
use super::super::directory::Directory;
use super::{Part, Proxied};
use crate::quota::Class;

macro_rules! reads {
    ($($name:ident $(, $certificates:ident)?;)*) => {$(
        impl Proxied for $name {
            fn request_id(output: &Self::Output) -> &str {
                &output.request_id
            }

            $(fn complete(&self, output: &mut Self::Output, _ports: &Ports) {
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
    GetRegisterCode;
    QuerySessionByClientId;
    BatchQuerySessionByClientIds;
    QueryClientIds;
    QueryDeviceDetail;
    BatchGetDeviceState;
}

impl Proxied for GetDeviceCertificate {
    fn request_id(output: &Self::Output) -> &str {
        &output.request_id
    }

    fn complete(&self, output: &mut Self::Output, _ports: &Ports) {
        output.certificate.decoded = signet_x509::decode(&output.certificate.pem).ok();
    }
}

impl Proxied for GetCaCertificate {
    fn request_id(output: &Self::Output) -> &str {
        &output.request_id
    }

    fn complete(&self, output: &mut Self::Output, _ports: &Ports) {
        output.ca_certificate.decoded = signet_x509::decode(&output.ca_certificate.pem).ok();
    }
}

/// From here on the cloud lets an account ask twice a second only (`cloud-api.md` section 2).
const DEEP: u64 = 100_000;

impl Proxied for QueryDevice {
    fn request_id(output: &Self::Output) -> &str {
        &output.request_id
    }

    fn class(&self) -> Class {
        let reached = u64::from(self.page_number.get()) * u64::from(self.page_size.get());
        if reached >= DEEP {
            Class::DeepDevices
        } else {
            Class::Of(Self::NAME)
        }
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
            for instance in &mut part.instances {
                instance.account.clone_from(&target.account.name);
            }
            match &mut all {
                Some(all) => all.instances.append(&mut part.instances),
                None => all = Some(part),
            }
        }
        all
    }
}
