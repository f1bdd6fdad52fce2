//! Tools that are crates.

use crate::command::{command, output};
use crate::paths;
use crate::task::Task;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// A program that `cargo install` makes.
#[derive(Debug)]
pub(crate) struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    why: &'static str,
    arguments: &'static [&'static str],
}

/// Bundles the dashboard. Without its TLS: it shall download nothing, and it compiles in half the time.
pub(crate) const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    why: "bundles the dashboard; once, about 4 minutes",
    arguments: &["--locked", "--no-default-features"],
};

/// Writes the JavaScript between the browser and the dashboard; must be the version of the crate in `Cargo.lock`.
/// Not `--locked`: its lock file names a crate that was too new to be had everywhere.
pub(crate) const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.130",
    why: "connects the dashboard to the browser; once, about a minute",
    arguments: &["--no-default-features", "--bin", "wasm-bindgen"],
};

/// Splits the dashboard into what every page needs and a chunk for each page.
pub(crate) const WASM_SPLIT: CargoTool = CargoTool {
    package: "wasm_split_cli_support",
    program: "wasm-split-cli",
    version: "0.2.4",
    why: "splits the dashboard by pages; once, about a minute",
    arguments: &["--locked", "--features", "build-binary"],
};

/// Checks what we depend on: licences, sources, banned crates.
pub(crate) const DENY: CargoTool = CargoTool {
    package: "cargo-deny",
    program: "cargo-deny",
    version: "0.20.2",
    why: "checks licences and sources of what we depend on; once, about a minute",
    arguments: &["--locked", "--no-default-features"],
};

/// Runs the fuzz targets.
pub(crate) const FUZZ: CargoTool = CargoTool {
    package: "cargo-fuzz",
    program: "cargo-fuzz",
    version: "0.13.2",
    why: "runs the fuzz targets; once, a minute",
    arguments: &["--locked"],
};

impl CargoTool {
    /// The directory that holds the program; installs it if it is missing.
    pub(crate) fn directory(&self) -> Result<PathBuf> {
        if let Some(directory) = self.on_path() {
            return Ok(directory);
        }
        let home = paths::cache().join(format!("{}-{}", self.short_name(), self.version));
        let directory = home.join("bin");
        if !directory.join(self.program).is_file() {
            self.install(&home)?;
        }
        Ok(directory)
    }

    fn short_name(&self) -> &'static str {
        self.package.strip_suffix("-cli").unwrap_or(self.package)
    }

    fn on_path(&self) -> Option<PathBuf> {
        let program = paths::find(self.program)?;
        let printed = output(command(&program).arg("--version"))?;
        let matches = printed.split_whitespace().nth(1) == Some(self.version);
        matches
            .then(|| program.parent().map(Path::to_path_buf))
            .flatten()
    }

    /// Unoptimised and without debug information: compiling these costs far more than they ever take to run.
    fn install(&self, home: &Path) -> Result<()> {
        let build = home.with_extension("build");
        let mut install = command("cargo");
        install
            .args(["install", "--debug", "--version", self.version])
            .args(self.arguments)
            .arg("--root")
            .arg(home)
            .arg(self.package)
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS");
        Task {
            name: &format!("{} {}", self.package, self.version),
            why: self.why,
        }
        .run(&mut install)?;
        // Kept until here, so that an interrupted installation goes on where it was.
        fs::remove_dir_all(&build).with_context(|| format!("cannot remove {}", build.display()))
    }
}
