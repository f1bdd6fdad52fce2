//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::Flags;

/// Signet: the signing proxy and its dashboard.
#[derive(Debug, Parser)]
#[command(name = "signet", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the dashboard and sign its calls to the cloud.
    Serve(Box<Serve>),
    /// Pretend to be the cloud, for development and tests.
    Emulator(Box<signet_emulator::EmulatorArgs>),
}

#[derive(Args, Debug)]
struct Serve {
    /// Run against a pretended cloud inside this process. Reads no AccessKey.
    #[arg(long, conflicts_with_all = ["onsmqtt_endpoint", "iot_endpoint", "profile"])]
    demo: bool,
    /// What the demo's fleet grows from; the same seed gives the same fleet.
    #[arg(long, requires = "demo")]
    seed: Option<u64>,
    /// Where to listen: a loopback address and a port [default: 127.0.0.1:8787].
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// Call ApsaraMQ for MQTT here instead of at its regional endpoints.
    #[arg(long, value_name = "URL")]
    onsmqtt_endpoint: Option<String>,
    /// Call IoT Platform here instead of at its regional endpoints.
    #[arg(long, value_name = "URL")]
    iot_endpoint: Option<String>,
    /// Read the configuration from this file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Take the AccessKey from this profile of ~/.aliyun/config.json instead of from the environment.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Refuse everything that changes something.
    #[arg(long, conflicts_with = "allow_changes")]
    read_only: bool,
    /// Allow changes on the real cloud.
    #[arg(long)]
    allow_changes: bool,
    /// Keep the record and other state here.
    #[arg(long, value_name = "DIR")]
    state_dir: Option<PathBuf>,
    /// Serve the dashboard from this directory instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    dashboard: Option<PathBuf>,
}

/// Runs what the command line asks for. Exit code 2 means that the command line or the configuration is wrong.
#[must_use]
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(serve) => {
            let seed = serve.seed;
            crate::boot::serve((*serve).into(), seed)
        }
        Command::Emulator(arguments) => crate::boot::emulator(*arguments),
    }
}

impl From<Serve> for Flags {
    fn from(serve: Serve) -> Self {
        Self {
            demo: serve.demo,
            listen: serve.listen,
            onsmqtt_endpoint: serve.onsmqtt_endpoint,
            iot_endpoint: serve.iot_endpoint,
            config: serve.config,
            profile: serve.profile,
            read_only: serve.read_only,
            allow_changes: serve.allow_changes,
            state_dir: serve.state_dir,
            dashboard: serve.dashboard,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_demo_takes_no_endpoint_and_no_profile() {
        for rest in [["--profile", "x"], ["--iot-endpoint", "http://127.0.0.1:1"]] {
            let error = Cli::try_parse_from(["signet", "serve", "--demo"].into_iter().chain(rest))
                .expect_err("a conflict");
            assert_eq!(error.exit_code(), 2);
        }
    }
}
