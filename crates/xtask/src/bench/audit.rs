//! The audit log: what an act pays for it, and what a million entries cost whoever looks for one.

use super::row;
use crate::command::{cargo, output};
use anyhow::{Context as _, Result};

/// Milliseconds that the two entries of an act may add to it.
const APPEND_LIMIT: f64 = 0.3;
/// Milliseconds that the first page may take, whatever is asked for and whoever asks.
const PAGE_LIMIT: f64 = 100.0;
/// Records that are verified in a second, at least.
const VERIFY_LIMIT: f64 = 200_000.0;

/// Measures and prints.
pub(super) fn run() -> Result<()> {
    let printed = output(&mut cargo([
        "run",
        "--quiet",
        "--release",
        "--package",
        "signet-store",
        "--example",
        "audit_numbers",
    ]))
    .context("the example of the audit log did not run")?;
    let mut slowest = ("none", 0.0);
    for line in printed.lines() {
        let (name, value) = line.split_once(' ').context("a name and a number")?;
        let value: f64 = value.parse().context("a number")?;
        match name {
            "append_normal_ms" => append("normal", value),
            // A disk's business: told, and held to nothing.
            "append_full_ms" => println!("  an act's two entries, durability full: {value:.3} ms"),
            "records_per_second" => row(
                "1,000,000 audit records, verify",
                &format!("{value:.0}/s"),
                "≥ 200000/s",
                value >= VERIFY_LIMIT,
            ),
            "bytes_per_record" => println!("  {value:.0} bytes for each audit record"),
            page if value > slowest.1 => slowest = (page, value),
            _ => {}
        }
    }
    row(
        &format!(
            "1,000,000 audit records, slowest {}",
            slowest.0.trim_end_matches("_ms")
        ),
        &format!("{:.1} ms", slowest.1),
        "≤ 100 ms",
        slowest.1 <= PAGE_LIMIT,
    );
    Ok(())
}

fn append(durability: &str, millis: f64) {
    row(
        &format!("an act's two audit entries, durability {durability}"),
        &format!("{millis:.3} ms"),
        "≤ 0.3 ms",
        millis <= APPEND_LIMIT,
    );
}
