//! The dashboard's static bundle in `dist/`: made by Trunk, unless nothing that it is made of changed.

mod size;
mod stamp;

pub(crate) use size::FirstLoad;

use crate::command::command;
use crate::paths;
use crate::task::Task;
use crate::tools;
use anyhow::Result;

/// Makes `dist/` what the sources say.
pub(crate) fn build() -> Result<()> {
    let wanted = stamp::of_sources()?;
    if stamp::matches(wanted)? {
        println!("✓ dashboard: nothing changed");
        return Ok(());
    }
    let tools = tools::for_dashboard()?;
    stamp::remove()?;
    Task {
        name: "dashboard",
        why: "Rust to WebAssembly; 2 to 3 minutes the first time",
    }
    .run(
        command("trunk")
            .args(["build", "--release", "--cargo-profile", "wasm-release"])
            .env("PATH", paths::path_with(&tools.directories)?)
            .env("SIGNET_WASM_BINDGEN", tools.wasm_bindgen)
            .env("CARGO_TARGET_DIR", paths::wasm_target())
            .env("RUST_BACKTRACE", "0"),
    )?;
    stamp::write(wanted)
}
