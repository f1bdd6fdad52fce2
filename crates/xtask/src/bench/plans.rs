//! Plans, beside the official SDK in a loop.

use super::lines;
use crate::command::command;
use crate::{paths, tools};
use anyhow::Result;

/// Measures and prints.
pub(super) fn run() -> Result<()> {
    let directory = paths::root().join("conformance");
    let python = tools::environment(&directory.join("requirements.txt"))?;
    lines(
        "plans",
        command(python)
            .arg("bench_plans.py")
            .current_dir(&directory)
            .env("SIGNET_BINARY", paths::proxy()),
    )
}
