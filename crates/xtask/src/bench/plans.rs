//! Plans, beside the official SDK in a loop.

use super::row;
use crate::command::command;
use crate::{paths, tools};
use anyhow::{Context as _, Result, bail};
use std::process::Stdio;

/// Measures and prints.
pub(super) fn run() -> Result<()> {
    let directory = paths::root().join("conformance");
    let python = tools::environment(&directory.join("requirements.txt"))?;
    let measured = command(python)
        .arg("bench_plans.py")
        .current_dir(&directory)
        .env("SIGNET_BINARY", paths::proxy())
        .stderr(Stdio::inherit())
        .output()
        .context("the bench of plans did not start")?;
    for line in String::from_utf8_lossy(&measured.stdout).lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [what, found, limit, kept] = fields[..] else {
            bail!("the bench of plans prints {line:?}");
        };
        row(what, found, limit, kept == "1");
    }
    if !measured.status.success() {
        bail!("the bench of plans failed");
    }
    Ok(())
}
