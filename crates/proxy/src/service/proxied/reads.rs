//! Reads: nothing to settle, and certificates are completed with what they say.

use std::collections::HashSet;

use signet_model::Effect;
use signet_model::operations::*;
use signet_model::roles::{Grant, Object, may, sees_instance};

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

            $(async fn complete(&self, output: &mut Self::Output, _ports: &Ports) {
                for certificate in &mut output.$certificates {
                    certificate.decoded = signet_x509::decode(&certificate.pem).ok();
                }
            })?
        }
    )*};
}

reads! {
    ListDeviceCredentialClientId;
    GetDeviceCredential;
    ListDeviceCertificate, certificates;
    ListDeviceCertificateByCaSn, certificates;
    GetRegisterCode;
    QuerySessionByClientId;
    BatchQuerySessionByClientIds;
    QueryClientIds;
    QueryDeviceDetail;
    BatchGetDeviceState;
}

impl Proxied for ListGroupId {
    fn request_id(output: &Self::Output) -> &str {
        &output.request_id
    }

    fn restrict(&self, output: &mut Groups, grants: &[Grant], account: Option<&str>) {
        let instance = self.instance_id.as_str();
        output.groups.retain(|group| {
            let group = Object::Group {
                instance,
                group: &group.group_id,
            };
            may(grants, Effect::Read, account.unwrap_or_default(), group).is_ok()
        });
    }
}

impl Proxied for ListCaCertificate {
    fn request_id(output: &Self::Output) -> &str {
        &output.request_id
    }

    async fn complete(&self, output: &mut Self::Output, ports: &Ports) {
        ports.authorities.learn(self, output);
        for certificate in &mut output.ca_certificates {
            certificate.decoded = signet_x509::decode(&certificate.pem).ok();
        }
    }
}

impl Proxied for GetDeviceCertificate {
    fn request_id(output: &Self::Output) -> &str {
        &output.request_id
    }

    async fn complete(&self, output: &mut Self::Output, _ports: &Ports) {
        output.certificate.decoded = signet_x509::decode(&output.certificate.pem).ok();
    }
}

impl Proxied for GetCaCertificate {
    fn request_id(output: &Self::Output) -> &str {
        &output.request_id
    }

    async fn complete(&self, output: &mut Self::Output, _ports: &Ports) {
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

    fn restrict(&self, output: &mut Instances, grants: &[Grant], _account: Option<&str>) {
        let shown = |one: &Instance| sees_instance(grants, &one.account, &one.instance_id);
        output.instances.retain(shown);
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
