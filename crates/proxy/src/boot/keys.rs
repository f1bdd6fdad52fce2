//! The keys of all accounts: got before anything is served, replaced while it is.

use std::sync::Arc;

use signet_identity::Fetch;

use super::BootError;
use crate::clock::SystemClock;
use crate::config::Settings;
use crate::keys::{FaultKind, KeyPorts, KeySource};
use crate::nonce::RandomNonces;

/// The sources of the keys, one for each account and in their order. Nothing is asked yet.
pub(super) fn sources(settings: &Settings, fetch: &Arc<dyn Fetch>) -> Vec<Arc<KeySource>> {
    let ports = KeyPorts {
        fetch: Arc::clone(fetch),
        clock: Arc::new(SystemClock),
        nonces: Arc::new(RandomNonces),
    };
    let source = |account: &crate::config::AccountSettings| {
        let key = account.key.clone();
        Arc::new(KeySource::new(&account.name, key, ports.clone()))
    };
    settings.accounts.iter().map(source).collect()
}

/// Gets every key, all at the same time, and sees to it that they are replaced from now on. One that cannot be got for now is no reason
/// not to start: it is tried on.
///
/// # Errors
/// A source says no: somebody has to change something first.
pub(super) async fn start(keys: &[Arc<KeySource>]) -> Result<(), BootError> {
    for key in keys {
        let key = Arc::clone(key);
        tokio::spawn(async move { key.keep_fresh().await });
    }
    for key in keys {
        match key.credentials().await {
            Err(none) if none.fault.kind == FaultKind::Refused => {
                return Err(BootError::Told(format!("{none}. {}", none.fault.remedy)));
            }
            Ok(_) | Err(_) => {}
        }
    }
    Ok(())
}
