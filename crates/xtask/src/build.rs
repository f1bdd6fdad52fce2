//! `cargo xtask build`: the dashboard in `dist/`, the proxy with it inside in `target/release/signet`.

use crate::bundle;
use crate::command::cargo;
use crate::task::Task;
use anyhow::Result;

/// Builds what changed.
pub(crate) fn run() -> Result<()> {
    bundle::build()?;
    proxy()
}

/// Builds the proxy, which takes `dist/` as it is.
pub(crate) fn proxy() -> Result<()> {
    Task {
        name: "proxy",
        why: "the binary `signet`; 2 to 3 minutes the first time",
    }
    .run(&mut cargo([
        "build",
        "--release",
        "--locked",
        "--package",
        "signet-proxy",
    ]))?;
    Ok(())
}
