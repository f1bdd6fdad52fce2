//! `signet doctor`: could the proxy work here? Its certificate, clock, names, endpoints, key, and which operations the key may call.
//!
//! Nothing is changed and nothing is recorded. What reads is called; what acts is called on objects that cannot exist, and only
//! where that is sure to change nothing. Findings hold no secret: of a key only the last four characters of its id.

mod finding;
mod harmless;
mod keys;
mod network;
mod permissions;
mod tls;
mod verdict;

pub use finding::{About, Finding, Level};
pub use keys::examine as examine_key;
pub use network::{Line, Looking};
pub use permissions::examine as examine_permissions;

use std::collections::HashSet;
use std::sync::Arc;

use crate::config::Settings;
use crate::keys::KeySource;
use crate::service::Service;
use crate::tls::TlsFiles;
use crate::upstream::Endpoint;

/// A proxy that is to be examined.
pub struct Patient<'a> {
    /// What was told from the configuration alone.
    pub settings: &'a [Finding],
    /// The proxy's own certificate, and the number of days from which on its end is worth a warning.
    pub tls: Option<&'a (TlsFiles, u32)>,
    /// The keys, by the names of their accounts.
    pub keys: Vec<(&'a str, &'a Arc<KeySource>)>,
    /// Makes the calls; its limits hold.
    pub service: &'a Service,
    /// The way to the endpoints.
    pub line: &'a dyn Line,
    /// Whether what acts is tried too, on objects that exist nowhere.
    pub acts: bool,
}

/// Looks at everything, one thing after the other, and tells each finding when it is known.
pub async fn examine(patient: &Patient<'_>, tell: &mut (dyn FnMut(Finding) + Send + Sync)) {
    let service = patient.service;
    let (clock, nonces) = (&*service.ports().clock, &*service.ports().nonces);
    patient.settings.iter().cloned().for_each(&mut *tell);
    if let Some((files, soon)) = patient.tls {
        let findings = tls::examine(files, clock.now(), *soon);
        findings.into_iter().for_each(&mut *tell);
    }
    for (account, key) in &patient.keys {
        tell(keys::examine(account, key).await);
    }
    let mut reachable = HashSet::new();
    for endpoint in endpoints(service) {
        let (findings, reached) = patient.line.look(endpoint, clock).await;
        findings.into_iter().for_each(&mut *tell);
        if reached {
            reachable.insert(endpoint.base());
        }
    }
    let reached = |endpoint: &Endpoint| reachable.contains(endpoint.base());
    examine_permissions(service, nonces, patient.acts, reached, tell).await;
}

/// Every endpoint that would be called, once. IoT Platform is not in every region, so there only what is named counts.
fn endpoints(service: &Service) -> Vec<&Endpoint> {
    let mut endpoints: Vec<&Endpoint> = Vec::new();
    let mqtt = service.targets().iter().map(|target| &*target.onsmqtt);
    let iot = service
        .iot_instances()
        .iter()
        .map(|instance| &*instance.target.iot);
    let sole_iot = service
        .targets()
        .first()
        .filter(|_| !service.policy().iot_is_real);
    for endpoint in mqtt.chain(iot).chain(sole_iot.map(|target| &*target.iot)) {
        if !endpoints.contains(&endpoint) {
            endpoints.push(endpoint);
        }
    }
    endpoints
}

/// The files of the proxy's own certificate, and from how many days on its end is worth a warning.
#[must_use]
pub fn tls_to_examine(settings: &Settings) -> Option<(TlsFiles, u32)> {
    let files = settings.tls.clone()?;
    Some((files, settings.notices.tls_expiring_days))
}

/// What can be told from the configuration alone.
#[must_use]
pub fn examine_settings(settings: &Settings) -> Vec<Finding> {
    let file = settings.file.as_ref().map(|file| {
        Finding::good(
            About::configuration(),
            format!("{} is sound", file.display()),
        )
    });
    let odd = settings.warnings.iter().map(|warning| {
        let remedy = "Check the spelling in signet.toml.";
        Finding::bad(About::configuration(), warning, remedy)
    });
    file.into_iter().chain(odd).collect()
}
