//! The command line.

mod audit;
mod backup;
mod bundle;
mod desk;
mod given;
mod grant;
mod plan;
mod token;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use signet_model::identifiers::InstanceId;

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
    /// Look whether the proxy could work here: clock, names, endpoints, key, permissions. Changes nothing.
    ///
    /// Exit code 0: all is well. 1: something was found. 2: the configuration is wrong.
    Doctor(Box<Doctor>),
    /// Print the least RAM policy that the proxy's key needs, as JSON.
    RamPolicy(RamPolicy),
    /// Make, change, list and remove those who sign in by name and password.
    User(user::UserArgs),
    /// Make, list and revoke API tokens for programs.
    Token(token::TokenArgs),
    /// Give, list and withdraw roles.
    Grant(grant::GrantArgs),
    /// Plans: many identities, one act, shown before it runs.
    Plan(plan::PlanArgs),
    /// Is the audit log whole, and the log for other programs.
    Audit(audit::AuditArgs),
    /// Copy the store to a file, beside a running proxy.
    Backup(backup::BackupArgs),
    /// Make a store of a backup, in an empty state directory.
    Restore(backup::RestoreArgs),
    /// Write the dashboard as files for a static host.
    Bundle(Box<bundle::BundleArgs>),
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
    #[command(flatten)]
    cloud: CloudArgs,
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

/// Which cloud, with whose key.
#[derive(Args, Debug)]
struct CloudArgs {
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
}

#[derive(Args, Debug)]
struct Doctor {
    #[command(flatten)]
    cloud: CloudArgs,
    /// Call nothing but what reads: acts are not tried on objects that do not exist.
    #[arg(long)]
    read_only: bool,
}

#[derive(Args, Debug)]
struct RamPolicy {
    /// An instance that the policy is for; may be given several times.
    #[arg(long = "instance", value_name = "ID", required = true)]
    instances: Vec<InstanceId>,
}

/// Runs what the command line asks for. Exit code 2 means that the command line or the configuration is wrong.
#[must_use]
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(serve) => {
            let seed = serve.seed;
            crate::boot::serve((*serve).into(), seed)
        }
        Command::Doctor(doctor) => crate::boot::doctor((*doctor).into()),
        Command::RamPolicy(arguments) => {
            crate::ram_policy::print(&arguments.instances);
            ExitCode::SUCCESS
        }
        Command::User(arguments) => user::run(arguments),
        Command::Token(arguments) => token::run(arguments),
        Command::Grant(arguments) => grant::run(arguments),
        Command::Plan(arguments) => plan::run(arguments),
        Command::Audit(arguments) => audit::run(arguments),
        Command::Backup(arguments) => backup::backup(arguments),
        Command::Restore(arguments) => backup::restoring(arguments),
        Command::Bundle(arguments) => bundle::run(*arguments),
        Command::Emulator(arguments) => crate::boot::emulator(*arguments),
    }
}

impl From<Serve> for Flags {
    fn from(serve: Serve) -> Self {
        Self {
            demo: serve.demo,
            listen: serve.listen,
            read_only: serve.read_only,
            allow_changes: serve.allow_changes,
            state_dir: serve.state_dir,
            dashboard: serve.dashboard,
            ..serve.cloud.into()
        }
    }
}

impl From<Doctor> for Flags {
    fn from(doctor: Doctor) -> Self {
        Self {
            read_only: doctor.read_only,
            ..doctor.cloud.into()
        }
    }
}

impl From<CloudArgs> for Flags {
    fn from(cloud: CloudArgs) -> Self {
        Self {
            onsmqtt_endpoint: cloud.onsmqtt_endpoint,
            iot_endpoint: cloud.iot_endpoint,
            config: cloud.config,
            profile: cloud.profile,
            ..Self::default()
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
    #[test]
    fn a_policy_is_for_instances_that_can_exist() {
        for wrong in [
            &["signet", "ram-policy"][..],
            &["signet", "ram-policy", "--instance", "*"],
        ] {
            let error = Cli::try_parse_from(wrong).expect_err("refused");
            assert_eq!(error.exit_code(), 2);
        }
        let two = [
            "signet",
            "ram-policy",
            "--instance",
            "post-cn-1",
            "--instance",
            "post-cn-2",
        ];
        assert!(Cli::try_parse_from(two).is_ok());
    }
}
