//! How every child process starts: in the root of the work tree and without anybody's cloud credentials, so that neither
//! a demo nor a test can reach a real account by accident.

use crate::paths;
use std::env;
use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// A command in the root of the work tree, without `ALIBABA_CLOUD_*` and without standard input.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("ALIBABA_CLOUD_") {
            command.env_remove(name);
        }
    }
    command.current_dir(paths::root()).stdin(Stdio::null());
    command
}

/// `cargo` for the native part of the workspace.
pub(crate) fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = command("cargo");
    command
        .args(arguments)
        .env("CARGO_TARGET_DIR", paths::target());
    command
}

/// What a command prints, if it succeeds.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
