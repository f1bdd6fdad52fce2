//! Tools that are npm packages.

use crate::command::{command, output};
use crate::paths;
use crate::task::Task;
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// `binaryen` is wasm-opt; Trunk.toml asks for this version too.
const BINARYEN: &str = "132";

/// The directory that holds wasm-opt, which takes a third off the dashboard; installs it if it is missing.
pub(crate) fn wasm_opt() -> Result<PathBuf> {
    if let Some(program) = paths::find("wasm-opt") {
        let printed = output(command(&program).arg("--version")).unwrap_or_default();
        if let (true, Some(directory)) = (
            printed.contains(&format!("version_{BINARYEN}")),
            program.parent(),
        ) {
            return Ok(directory.to_path_buf());
        }
    }
    let home = paths::cache().join(format!("binaryen-{BINARYEN}"));
    let directory = home.join("node_modules/.bin");
    if !directory.join("wasm-opt").exists() {
        let package = format!("binaryen@{BINARYEN}.0.0");
        fs::create_dir_all(&home)?;
        let mut install = npm(&home)?;
        install.args(["install", "--ignore-scripts", &package]);
        Task {
            name: &package,
            why: "wasm-opt, makes the dashboard a third smaller; once, seconds",
        }
        .run(&mut install)?;
    }
    Ok(directory)
}

/// Installs what the lock file of a directory of the work tree names, unless that was done.
pub(crate) fn install_locked(directory: &Path) -> Result<()> {
    let lock = fs::read(directory.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", directory.display()))?;
    let done = directory.join("node_modules/.signet-lock");
    if fs::read(&done).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    Task {
        name: "npm ci",
        why: "packages of npm; once, seconds",
    }
    .run(
        npm(directory)?
            .args(["ci", "--ignore-scripts"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    Ok(fs::write(done, lock)?)
}

fn npm(directory: &Path) -> Result<std::process::Command> {
    if paths::find("npm").is_none() {
        bail!("there is no `npm`: install Node 20 or later with the system's package manager");
    }
    let mut npm = command("npm");
    npm.current_dir(directory)
        .args(["--no-audit", "--no-fund", "--no-update-notifier"]);
    Ok(npm)
}
