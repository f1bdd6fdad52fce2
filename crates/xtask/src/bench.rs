//! `cargo xtask bench`: the numbers of the project beside their limits. Nothing here is a test; tests never look at a clock.
//!
//! Speed is a ratio against a peer in the same, interleaved run: the machine is shared, and what it can do changes by
//! the minute.

mod acts;
mod audit;
mod nginx;
mod paced;
mod page;
mod plans;
mod process;
mod proxy;
mod throughput;

use crate::bundle::FirstLoad;
use crate::command::{cargo, output};
use crate::{build, tools};
use anyhow::{Context as _, Result, bail};
use std::process::{Command, Stdio};

/// Nanoseconds that one signature may take.
const SIGNATURE_LIMIT: f64 = 2000.0;

/// Builds what is measured, then measures it.
pub(crate) fn run() -> Result<()> {
    build::run()?;
    tools::for_bench()?;
    for load in FirstLoad::measure()? {
        println!("\n{load}");
    }
    signature()?;
    audit::run()?;
    proxy::run()?;
    plans::run()?;
    page::run()
}

fn signature() -> Result<()> {
    let printed = output(&mut cargo([
        "run",
        "--quiet",
        "--release",
        "--package",
        "signet-signing",
        "--example",
        "sign_ns",
    ]))
    .context("the signing example did not run")?;
    let nanoseconds: f64 = printed
        .parse()
        .context("the signing example prints one number")?;
    row(
        "one ACS3 signature",
        &format!("{nanoseconds:.0} ns"),
        "≤ 2000 ns",
        nanoseconds <= SIGNATURE_LIMIT,
    );
    Ok(())
}

/// Runs a program that prints one number a line: what, found, limit and whether it is kept, with tabs between.
fn lines(name: &str, program: &mut Command) -> Result<()> {
    let measured = program
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("the bench of {name} did not start"))?;
    for line in String::from_utf8_lossy(&measured.stdout).lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [what, found, limit, kept] = fields[..] else {
            bail!("the bench of {name} prints {line:?}");
        };
        row(what, found, limit, kept == "1");
    }
    if !measured.status.success() {
        bail!("the bench of {name} failed");
    }
    Ok(())
}

/// Prints one number beside its limit.
fn row(what: &str, found: &str, limit: &str, kept: bool) {
    let mark = if kept { '✓' } else { '✗' };
    println!("{mark} {what:<52} {found:>16}   limit {limit}");
}
