//! The Python environment of the tests that use the cloud's official SDKs.

use super::system;
use crate::command::{command, output};
use crate::paths;
use crate::task::Task;
use anyhow::{Context as _, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// The `python` of an environment that holds exactly these requirements; made if it is missing.
/// The system's own Python is left alone: Debian's refuses packages from elsewhere.
pub(crate) fn environment(requirements: &Path) -> Result<PathBuf> {
    let wanted = fs::read(requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let version = output(command("python3").arg("--version"))
        .context("there is no `python3`: install Python 3.10 or later")?;
    let mut hasher = DefaultHasher::new();
    (&wanted, &version).hash(&mut hasher);
    let home = paths::cache().join(format!("python-{:016x}", hasher.finish()));
    let python = home.join("bin/python");
    let done = home.join("installed");
    if done.exists() {
        return Ok(python);
    }
    if output(command("python3").args(["-c", "import ensurepip, venv"])).is_none() {
        system::install(&["python3-venv"], "environments for Python; seconds")?;
    }
    Task {
        name: "python3 -m venv",
        why: "an environment for the official SDKs; seconds",
    }
    .run(
        command("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&home),
    )?;
    Task {
        name: "pip install",
        why: "the official SDKs, to test against; once, a minute",
    }
    .run(
        command(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
            ])
            .arg(requirements),
    )?;
    fs::write(done, wanted)?;
    Ok(python)
}
