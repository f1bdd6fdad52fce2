//! As many requests as go through 16 connections, by `wrk`.

use crate::command::{command, output};
use anyhow::{Context as _, Result};
use std::path::Path;

/// The request of the measurement, for `wrk`.
const SCRIPT: &str = r#"
wrk.method = "POST"
wrk.path = "/api/operations/ListDeviceCredentialClientId"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["X-Signet"] = "1"
wrk.body = '{"instance_id":"post-cn-bench","group_id":"GID_bench","page_number":1,"page_size":100}'
done = function(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("RESULT %.1f %d", summary.requests / (summary.duration / 1e6), failed))
end
"#;

/// What one round reached.
pub(super) struct Round {
    /// Answers a second.
    pub(super) per_second: f64,
    /// Requests without a good answer.
    pub(super) failed: u64,
}

/// Loads `port` for some seconds.
pub(super) fn round(directory: &Path, port: u16, seconds: u32) -> Result<Round> {
    let script = directory.join("request.lua");
    std::fs::write(&script, SCRIPT)?;
    let printed = output(
        command("wrk")
            .args(["-t1", "-c16", &format!("-d{seconds}s"), "-s"])
            .arg(script)
            .arg(format!("http://127.0.0.1:{port}")),
    )
    .context("wrk failed")?;
    let result = printed
        .lines()
        .find_map(|line| line.strip_prefix("RESULT "))
        .context("wrk gave no result")?;
    let (per_second, failed) = result.split_once(' ').context("two numbers")?;
    Ok(Round {
        per_second: per_second.parse()?,
        failed: failed.parse()?,
    })
}
