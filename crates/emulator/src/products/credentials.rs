//! Device credentials.

mod listing;

use sha2::{Digest, Sha256};
use signet_model::Secret;
use signet_model::operations::{
    DeviceCredential, DeviceCredentialAnswer, Done, GetDeviceCredential, RefreshDeviceCredential,
    RegisterDeviceCredential, UnRegisterDeviceCredential,
};

use super::{Carry, Desk};
use crate::gateway::hex;
use crate::refusal::Refusal;
use crate::rules::RegisterTwice;
use crate::world::{Credential, Instance};

impl Carry for RegisterDeviceCredential {
    /// The group must be there. Over a credential that exists it makes a new one, or refuses: the documents say both.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCredentialAnswer, Refusal> {
        let (now, seed, rules) = (desk.now, desk.world.seed, *desk.rules);
        let issue = desk.world.issued + 1;
        let instance = desk.instance(&self.instance_id)?;
        let (group_id, client_id) = (self.client_id.parts().0, self.client_id.as_str());
        let Some(group) = instance.groups.get(group_id) else {
            return Err(Refusal::of("PermissionCheckFailed"));
        };
        if group.credentials.contains_key(client_id) {
            if rules.register_twice == RegisterTwice::Exists {
                return Err(Refusal::of("DeviceCredentialExsit"));
            }
        } else if held(instance) >= rules.credential_quota {
            return Err(Refusal::of("DeviceCredentialNumExceed"));
        }
        let credential = Credential {
            issue,
            created_at: now,
            updated_at: now,
        };
        instance.let_in(seed, client_id, now, |instance| {
            if let Some(group) = instance.groups.get_mut(group_id) {
                group.credentials.insert(client_id.to_owned(), credential);
            }
        });
        desk.world.issued = issue;
        Ok(desk.credential(self.instance_id.as_str(), client_id, credential))
    }
}

impl Carry for GetDeviceCredential {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCredentialAnswer, Refusal> {
        let instance = desk.instance(&self.instance_id)?;
        let credential = *find(instance, self.client_id.as_str())?;
        Ok(desk.credential(
            self.instance_id.as_str(),
            self.client_id.as_str(),
            credential,
        ))
    }
}

impl Carry for RefreshDeviceCredential {
    /// Both halves are new; the session that is there goes on.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCredentialAnswer, Refusal> {
        let (now, issue) = (desk.now, desk.world.issued + 1);
        let credential = find(desk.instance(&self.instance_id)?, self.client_id.as_str())?;
        credential.issue = issue;
        credential.updated_at = now;
        let credential = *credential;
        desk.world.issued = issue;
        Ok(desk.credential(
            self.instance_id.as_str(),
            self.client_id.as_str(),
            credential,
        ))
    }
}

impl Carry for UnRegisterDeviceCredential {
    /// The session that is there goes on until it ends by itself (`cloud-api.md` headline 6).
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
        let (now, seed) = (desk.now, desk.world.seed);
        let instance = desk.instance(&self.instance_id)?;
        if !instance.deregister(seed, self.client_id.as_str(), now) {
            return Err(Refusal::of("DeviceCredentialNotFound"));
        }
        Ok(Done {
            request_id: desk.request_id.to_owned(),
        })
    }
}

impl Desk<'_> {
    /// A credential as the cloud shows it: with its secret, every time.
    fn credential(
        &self,
        instance_id: &str,
        client_id: &str,
        credential: Credential,
    ) -> DeviceCredentialAnswer {
        let half = |which| half(self.world.seed, which, instance_id, client_id, credential);
        DeviceCredentialAnswer {
            request_id: self.request_id.to_owned(),
            credential: DeviceCredential {
                client_id: client_id.to_owned(),
                instance_id: instance_id.to_owned(),
                device_access_key_id: half("id"),
                device_access_key_secret: Some(Secret::new(half("secret"))),
                created_at: Some(credential.created_at),
                updated_at: Some(credential.updated_at),
            },
        }
    }
}

fn find<'a>(instance: &'a mut Instance, client_id: &str) -> Result<&'a mut Credential, Refusal> {
    let found = instance
        .groups
        .values_mut()
        .find_map(|group| group.credentials.get_mut(client_id));
    found.ok_or_else(|| Refusal::of("DeviceCredentialNotFound"))
}

/// How many credentials an instance has.
fn held(instance: &Instance) -> usize {
    let groups = instance.groups.values();
    groups.map(|group| group.credentials.len()).sum()
}

/// One half of a credential: `DC.` and 22 characters, as in the samples. A new issue has new ones.
fn half(seed: u64, which: &str, instance: &str, client_id: &str, credential: Credential) -> String {
    let (issue, updated) = (credential.issue, credential.updated_at.as_millis());
    let hash = Sha256::digest(format!(
        "{seed}\n{which}\n{instance}\n{client_id}\n{issue}\n{updated}"
    ));
    format!("DC.{}", &hex(&hash)[..22])
}
