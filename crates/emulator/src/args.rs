//! The program `signet emulator`.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use clap::builder::{NonEmptyStringValueParser, TypedValueParser};
use tokio::net::TcpListener;

use crate::emulator::Emulator;
use crate::faults::Fault;
use crate::fleet::Sizes;
use crate::options::{Key, Options, Secret};
use crate::refusal::Statuses;
use crate::rules::Rules;
use crate::server::{serve, system_clock};

/// Pretends to be the cloud, on loopback
#[derive(Debug, clap::Args)]
pub struct EmulatorArgs {
    /// Where to listen; loopback only. Port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8788")]
    listen: SocketAddr,
    /// The id of the one access key that is accepted
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    access_key_id: String,
    /// Its secret
    #[arg(long, value_name = "SECRET", value_parser = secret())]
    access_key_secret: Secret,
    /// The security token that must come with it
    #[arg(long, value_name = "TOKEN", value_parser = secret())]
    security_token: Option<Secret>,
    /// What the fleet is made from: the same seed gives the same ids
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    sizes: Sizes,
    /// Keep the state in this file across restarts
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// What goes wrong: OPERATION:WHAT[:PROBABILITY], where OPERATION may be * and WHAT is a code of the cloud,
    /// latency=20ms±10ms, lost-answer or lost-request; may be given several times
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<Fault>,
    /// Which HTTP statuses business errors come with: those documented today, or those announced
    #[arg(long, value_enum, default_value_t)]
    statuses: Statuses,
    /// Multiplies the documented calls a second
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = positive)]
    quota_scale: f64,
    /// Counts calls in any second, and not only from one full second to the next
    #[arg(long)]
    sliding: bool,
    /// Throttles nothing
    #[arg(long, conflicts_with = "quota_scale")]
    no_throttle: bool,
    #[command(flatten)]
    rules: Rules,
}

/// Runs the emulator until the process is told to stop. Prints one line with its URL once it is ready, and one with what was called when it has
/// stopped.
///
/// # Errors
/// An address that is not loopback or is taken, sizes out of range, or a state file that cannot be used.
pub async fn run(args: EmulatorArgs) -> anyhow::Result<()> {
    ensure!(
        args.listen.ip().is_loopback(),
        "--listen {}: the emulator listens on loopback only",
        args.listen
    );
    let clock = system_clock();
    let key = Key {
        id: args.access_key_id,
        secret: args.access_key_secret,
        security_token: args.security_token,
    };
    let emulator = Emulator::new(Options {
        key,
        seed: args.seed,
        sizes: args.sizes,
        epoch: clock(),
        state: args.state,
        faults: args.faults,
        statuses: args.statuses,
        quota_scale: (!args.no_throttle).then_some(args.quota_scale),
        sliding: args.sliding,
        rules: args.rules,
    })?;
    let listener = TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("cannot listen on {}", args.listen))?;
    println!("Signet emulator ready on http://{}", listener.local_addr()?);
    let emulator = Arc::new(emulator);
    serve(Arc::clone(&emulator), listener, clock, stopped()).await;
    // Whoever read the first line may have gone.
    let _ = writeln!(std::io::stdout(), "{}", emulator.ledger().summary());
    Ok(())
}

/// Done when the process is told to stop.
async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

fn secret() -> impl TypedValueParser<Value = Secret> {
    NonEmptyStringValueParser::new().map(Secret::new)
}

fn positive(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|factor: &f64| factor.is_finite() && *factor > 0.0)
        .ok_or_else(|| "it must be a number above 0".to_owned())
}
