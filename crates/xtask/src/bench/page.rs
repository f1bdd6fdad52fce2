//! The first page: what it costs somebody far away, how fast it answers near by, what Lighthouse says of it.

use super::lines;
use crate::command::command;
use crate::{paths, tools};
use anyhow::Result;

/// Measures and prints.
pub(super) fn run() -> Result<()> {
    let e2e = paths::root().join("e2e");
    let directory = e2e.join("bench");
    tools::install_locked(&e2e)?;
    tools::install_locked(&directory)?;
    lines(
        "the first page",
        command("node")
            .arg("page.mjs")
            .current_dir(&directory)
            .env("SIGNET_CHROMIUM", tools::chromium()?)
            .env("SIGNET_BINARY", paths::proxy()),
    )
}
