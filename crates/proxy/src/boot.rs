//! Puts the parts together and runs them. The only place that knows all of them.

mod assemble;
mod banner;
mod core_dumps;
mod demo;
mod doctor;
mod keys;
mod notices;
mod people;
mod plans;
mod recall;
mod store;
mod vitals;

use std::future::Future;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use signet_identity::Fetch;
use signet_model::api::Cloud;
use tokio::net::TcpListener;
use tokio::time::interval;
use tracing::warn;

use crate::client::{HttpClient, MachineRoots};
use crate::clock::{Clock, SystemClock};
use crate::config::{ConfigError, File, Flags, Settings, resolve};
use crate::doctor::Line;
use crate::metrics::{Measured, Metrics};
use crate::outbound::Outbound;
use crate::record::Recorder;
use crate::spans::Spans;
use crate::state_dir::{StateDir, default_path};
use crate::tls::Tls;
use crate::upstream::HttpsUpstream;
use crate::{log, server, tls};

/// Read where nobody names a file, if it is there.
const USUAL_FILE: &str = "signet.toml";
/// How often the files of the certificate are looked at.
const TLS_LOOK: Duration = Duration::from_secs(10);

/// Why the proxy did not start.
#[derive(Debug, thiserror::Error)]
enum BootError {
    /// It was told something wrong: exit code 2.
    #[error("{0}")]
    Told(String),
    /// The machine does not play along: exit code 1.
    #[error("{0}")]
    Machine(String),
}

impl From<signet_store::StoreError> for BootError {
    fn from(error: signet_store::StoreError) -> Self {
        Self::Told(error.to_string())
    }
}

impl From<ConfigError> for BootError {
    fn from(error: ConfigError) -> Self {
        Self::Told(error.to_string())
    }
}

/// Runs `signet serve`.
#[must_use]
pub fn serve(flags: Flags, seed: Option<u64>) -> ExitCode {
    let spans = Spans::start();
    log::start(&spans);
    core_dumps::switch_off();
    end(settings(flags).and_then(|settings| on_a_runtime(run(settings, seed, spans))))
}

/// Runs `signet doctor`. Exit code 1 means that something was found.
#[must_use]
pub fn doctor(flags: Flags) -> ExitCode {
    log::start(&Spans::none());
    core_dumps::switch_off();
    match settings(flags).and_then(|settings| on_a_runtime(doctor::examine(settings))) {
        Ok(all_is_well) => ExitCode::from(u8::from(!all_is_well)),
        Err(error) => end(Err(error)),
    }
}

/// Runs `signet emulator`.
#[must_use]
pub fn emulator(arguments: signet_emulator::EmulatorArgs) -> ExitCode {
    log::start(&Spans::none());
    let running = async {
        signet_emulator::run(arguments)
            .await
            .map_err(|error| BootError::Told(format!("{error:#}")))
    };
    end(on_a_runtime(running))
}

fn end(result: Result<(), BootError>) -> ExitCode {
    let Err(error) = result else {
        return ExitCode::SUCCESS;
    };
    eprintln!("signet: {error}");
    ExitCode::from(match error {
        BootError::Told(_) => 2,
        BootError::Machine(_) => 1,
    })
}

fn on_a_runtime<T>(running: impl Future<Output = Result<T, BootError>>) -> Result<T, BootError> {
    // One thread: a call is some tens of microseconds of work, and handing it between threads costs more than it saves.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime
        .map_err(|error| BootError::Machine(format!("no threads can be started: {error}")))?
        .block_on(running)
}

fn settings(mut flags: Flags) -> Result<Settings, BootError> {
    if flags.config.is_none() && !flags.demo && Path::new(USUAL_FILE).exists() {
        flags.config = Some(USUAL_FILE.into());
    }
    let file = flags
        .config
        .as_deref()
        .map(File::read)
        .transpose()?
        .unwrap_or_default();
    Ok(resolve(flags, file, &environment)?)
}

async fn run(mut settings: Settings, seed: Option<u64>, spans: Spans) -> Result<(), BootError> {
    for warning in &settings.warnings {
        warn!("{warning}");
    }
    let tls = tls(&settings)?;
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        BootError::Machine(format!(
            "cannot listen on {}: {error}; name another address with --listen",
            settings.listen
        ))
    })?;
    let address = listener
        .local_addr()
        .map_err(|error| BootError::Machine(error.to_string()))?;
    let state = state_dir(&settings, address.port())?;
    let demo = match settings.cloud {
        Cloud::Demo => Some(
            demo::start(&mut settings, seed)
                .await
                .map_err(BootError::Machine)?,
        ),
        Cloud::Loopback | Cloud::Real => None,
    };
    let client = client(&settings)?;
    let upstream = Arc::new(HttpsUpstream::new(client.clone()));
    let fetch: Arc<dyn Fetch> = Arc::new(Outbound::new(client));
    spans.send_by(&fetch);
    let keys = keys::sources(&settings, &fetch);
    keys::start(&keys).await?;
    let kept = store::open(&state, &settings.audit, &fetch).await?;
    let metrics = Arc::new(Metrics::new());
    let recorder = notices::watched(
        &settings,
        Arc::clone(&kept.record) as Arc<dyn Recorder>,
        &fetch,
        &metrics,
    );
    let grants = recall::grants(&settings.safeguards, &kept.store).await?;
    let sign_in = settings.sign_in.take();
    let people = people::people(sign_in, &kept.store, &grants, &recorder, &fetch)?;
    let line: Arc<dyn Line> = Arc::clone(&upstream) as _;
    let upstream = Arc::new(Measured::new(upstream, Arc::clone(&metrics)));
    let ports = assemble::ports(upstream, recorder, Arc::new(kept.store.clone()));
    let made = assemble::Made {
        store: kept.store.clone(),
        grants,
        people,
        metrics,
        line,
    };
    let app = assemble::app(&settings, &keys, ports, made)?;
    let now = app.ports.clock.now();
    recall::safeguards(app.service.safeguards(), &kept.store, now).await?;

    vitals::connect(&app, &kept, tls.as_ref());

    // Before anyone is told that it is there, so that whoever reads the address may also stop it.
    let stop = server::asked_to_stop();
    if app.has_no_key() {
        warn!(
            "no key is configured: every operation is refused until there is one; the dashboard shows what to do"
        );
    }
    banner::print(&settings, &app, &state, address, demo.as_ref());
    let acceptor = tls.as_ref().map(|tls| tls.acceptor());
    if let Some(tls) = tls {
        tokio::spawn(tls::follow(tls, Arc::new(SystemClock), interval(TLS_LOOK)));
    }
    tokio::spawn(people::tidy(Arc::clone(&app)));
    plans::start(&app, settings.surveys).await?;
    server::serve(Arc::clone(&app), listener, acceptor, stop).await;
    people::write_down(&app, true).await;
    kept.close().await;
    spans.end().await;
    Ok(())
}

fn client(settings: &Settings) -> Result<HttpClient, BootError> {
    let machine = match settings.cloud {
        Cloud::Real => MachineRoots::Required,
        Cloud::Demo | Cloud::Loopback => MachineRoots::IfAny,
    };
    HttpClient::new(settings.upstream_ca.as_deref(), machine)
        .map_err(|error| BootError::Told(error.to_string()))
}

fn tls(settings: &Settings) -> Result<Option<Arc<Tls>>, BootError> {
    let Some(files) = &settings.tls else {
        return Ok(None);
    };
    let (tls, warnings) = Tls::load(files.clone(), SystemClock.now())
        .map_err(|error| BootError::Told(error.to_string()))?;
    for warning in warnings {
        warn!("{warning}");
    }
    Ok(Some(Arc::new(tls)))
}

fn state_dir(settings: &Settings, port: u16) -> Result<StateDir, BootError> {
    let path = match &settings.state_dir {
        Some(path) => path.clone(),
        None => default_path(settings.cloud, port, &environment).map_err(BootError::Told)?,
    };
    StateDir::take(&path).map_err(BootError::Told)
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
