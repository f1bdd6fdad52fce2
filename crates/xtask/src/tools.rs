//! What is needed beside a Rust toolchain, Node and Python: which version, why, where it is kept and how it is had.
//!
//! A tool of the right version on the `PATH` is used as it is. Everything else goes into the cache ([`crate::paths::cache`]),
//! once. `cargo xtask up` asks for [`for_dashboard`] only; what only tests need is in [`python`], [`browser`] and the
//! other functions of the submodules.

mod browser;
mod cargo;
mod npm;
mod python;
mod rustup;
mod system;
mod web;

pub(crate) use browser::{chromium, firefox};
pub(crate) use cargo::{DENY, FUZZ};
pub(crate) use npm::install_locked;
pub(crate) use python::environment;
pub(crate) use rustup::{WASM, components, wasm_target};
pub(crate) use web::web_servers;

use crate::paths;
use anyhow::Result;
use std::path::PathBuf;
use std::thread;

/// What bundles the dashboard.
#[derive(Debug)]
pub(crate) struct ForDashboard {
    /// The directories of the programs, to be put on the `PATH`.
    pub(crate) directories: Vec<PathBuf>,
    /// wasm-bindgen itself: Trunk is to find our own program of that name, which splits before.
    pub(crate) wasm_bindgen: PathBuf,
}

/// What bundles the dashboard; installs what is missing.
pub(crate) fn for_dashboard() -> Result<ForDashboard> {
    rustup::wasm_target()?;
    thread::scope(|scope| {
        let trunk = scope.spawn(|| cargo::TRUNK.directory());
        let rest = cargo::WASM_BINDGEN.directory().and_then(|bindgen| {
            let split = cargo::WASM_SPLIT.directory()?;
            let scripts = paths::root().join("crates/xtask/js");
            npm::install_locked(&scripts)?;
            Ok((bindgen, [scripts.join("bin"), split, npm::wasm_opt()?]))
        });
        let trunk = trunk
            .join()
            .unwrap_or_else(|_| anyhow::bail!("the installation of Trunk panicked"))?;
        let (bindgen, rest) = rest?;
        Ok(ForDashboard {
            directories: rest.into_iter().chain([trunk]).collect(),
            wasm_bindgen: bindgen.join("wasm-bindgen"),
        })
    })
}

/// wasm-bindgen, for what is neither split nor shipped.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    rustup::wasm_target()?;
    Ok(cargo::WASM_BINDGEN.directory()?.join("wasm-bindgen"))
}

/// What measurements need beside what is built: a peer, and something to load both with.
pub(crate) fn for_bench() -> Result<()> {
    let missing: Vec<&str> = [
        ("nginx", "nginx-light"),
        ("wrk", "wrk"),
        ("openssl", "openssl"),
    ]
    .into_iter()
    .filter(|(program, _)| paths::find(program).is_none())
    .map(|(_, package)| package)
    .collect();
    if missing.is_empty() {
        return Ok(());
    }
    system::install(
        &missing,
        "the peer that the proxy is measured against, and the load; seconds",
    )
}
