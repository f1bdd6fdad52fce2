//! `--demo`: the emulator in this process, called over real HTTP with a key that was made a moment ago.

use std::sync::Arc;

use signet_emulator::{Emulator, Options, system_clock};
use signet_signing::Credentials;
use tokio::net::TcpListener;

use crate::config::{AccountSettings, DEMO_ACCOUNT, IotInstanceSettings, Settings};
use crate::keys::Key;
use crate::nonce::{Nonces, RandomNonces};
use crate::upstream::Endpoint;

/// What a person can try in the demo.
pub(super) struct Demo {
    /// A device with more ClientIDs than it may have.
    pub(super) iot_id: String,
}

/// Starts the emulator and points the settings at it.
///
/// # Errors
/// One line: it could not be started.
pub(super) async fn start(settings: &mut Settings, seed: Option<u64>) -> Result<Demo, String> {
    let (id, secret) = (format!("demo{}", RandomNonces.next()), RandomNonces.next());
    let clock = system_clock();
    let mut options = Options::new(id.as_str(), secret.as_str(), clock());
    options.seed = seed.unwrap_or(options.seed);
    let emulator = tokio::task::spawn_blocking(|| Emulator::new(options))
        .await
        .map_err(|error| error.to_string())?;
    let emulator =
        Arc::new(emulator.map_err(|error| format!("the demo's cloud cannot be made: {error}"))?);
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(|error| format!("the demo's cloud cannot listen: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let endpoint = Endpoint::parse(&format!("http://{address}"))?;
    let mut regions: Vec<_> = emulator
        .instances()
        .into_iter()
        .map(|instance| instance.region)
        .collect();
    regions.sort();
    regions.dedup();
    let iot_instance = |name: &str, id: Option<String>| IotInstanceSettings {
        name: name.to_owned(),
        id,
        region: "cn-shanghai".to_owned(),
        account: 0,
    };
    settings.iot_instances = vec![
        iot_instance("public instance", None),
        iot_instance("enterprise instance", Some(emulator.iot_instance_id())),
    ];
    let demo = Demo {
        iot_id: emulator.demo_iot_id(),
    };
    // It ends with the process: calls that still run then may still need it.
    tokio::spawn(signet_emulator::serve(
        emulator,
        listener,
        clock,
        std::future::pending(),
    ));

    settings.onsmqtt_endpoint = Some(endpoint.clone());
    settings.iot_endpoint = Some(endpoint);
    settings.accounts = vec![AccountSettings {
        name: DEMO_ACCOUNT.to_owned(),
        key: Key::given(Credentials::new(id, secret, None), "made for this demo"),
        regions,
        instances: Vec::new(),
    }];
    Ok(demo)
}
