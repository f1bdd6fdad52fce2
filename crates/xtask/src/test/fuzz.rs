//! A short run of every fuzz target in `fuzz/`. Long runs are by hand: `cargo fuzz run NAME`.

use crate::command::{command, output};
use crate::task::Task;
use crate::{paths, tools};
use anyhow::Result;
use std::fs;

/// How many inputs a target gets. A number, not a time, so that a slow machine tests no less than a fast one.
const RUNS: &str = "-runs=50000";

/// Runs each target. The instrumentation needs a nightly compiler; where there is none, the properties that the crates
/// test with proptest have to do.
pub(super) fn run() -> Result<()> {
    if output(command("cargo").args(["+nightly", "--version"])).is_none() {
        println!(
            "  no nightly compiler: the same properties were tested by proptest in the step `unit`"
        );
        return Ok(());
    }
    let program = tools::FUZZ.directory()?;
    for target in targets()? {
        let mut fuzz = command("cargo");
        fuzz.args([
            "+nightly",
            "fuzz",
            "run",
            &target,
            "--",
            RUNS,
            "-seed=1",
            "-max_len=4096",
        ])
        .env("PATH", paths::path_with(std::slice::from_ref(&program))?)
        .env_remove("CARGO_TARGET_DIR");
        Task {
            name: &format!("fuzz {target}"),
            why: "compiled with instrumentation: minutes at first",
        }
        .run(&mut fuzz)?;
    }
    Ok(())
}

/// The targets are the files: each has one of its own.
fn targets() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(paths::root().join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        if let (Some("rs"), Some(name)) =
            (path.extension().and_then(|e| e.to_str()), path.file_stem())
        {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
