//! The proxy beside nginx: throughput, added time, memory.

use super::nginx::{Peer, Upstream};
use super::paced::{self, Call};
use super::process::{Server, free_port};
use super::{acts, row, throughput};
use crate::command::command;
use crate::paths;
use anyhow::{Result, bail};
use std::fs;
use std::path::Path;

const ROUNDS: usize = 3;
const SECONDS: u32 = 5;
/// The most calls a second that one address may ever make (`cloud-api.md` section 4.3).
const RATE: u32 = 285;

/// Measures and prints.
pub(super) fn run() -> Result<()> {
    let directory = paths::target().join("bench");
    fs::create_dir_all(&directory)?;
    let upstream = Upstream::start(&directory)?;
    let peer = Peer::start(&directory, &upstream)?;
    let (signet, port) = start(&directory, &upstream, "state", "")?;

    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let nginx = throughput::round(&directory, peer.port, SECONDS)?;
        let ours = throughput::round(&directory, port, SECONDS)?;
        if nginx.failed + ours.failed > 0 {
            bail!(
                "requests failed: nginx {}, signet {}",
                nginx.failed,
                ours.failed
            );
        }
        println!(
            "  nginx {:>9.0}/s   signet {:>9.0}/s",
            nginx.per_second, ours.per_second
        );
        ratios.push(ours.per_second / nginx.per_second);
    }
    let ratio = median(&mut ratios);
    row(
        "throughput, 16 connections, TLS upstream",
        &format!("{ratio:.2} × nginx"),
        "≥ 0.5 × nginx",
        ratio >= 0.5,
    );

    let mut added = Vec::new();
    for _ in 0..ROUNDS {
        let [direct, nginx, ours] = [upstream.plain, peer.port, port]
            .map(|port| paced::round(port, &Call::read(), RATE, SECONDS));
        let (direct, nginx, ours) = (direct?, nginx?, ours?);
        println!(
            "  median (p99) in ms at {RATE}/s: direct {:.3} ({:.3})   nginx {:.3} ({:.3})   signet {:.3} ({:.3})",
            direct.median, direct.p99, nginx.median, nginx.p99, ours.median, ours.p99
        );
        added.push(ours.median - direct.median);
    }
    let added = median(&mut added);
    row(
        &format!("added to a call at {RATE}/s"),
        &format!("{added:.3} ms"),
        "≤ 0.3 ms",
        added <= 0.3,
    );

    if let Some(kib) = signet.resident_kib() {
        let mib = kib as f64 / 1024.0;
        row(
            "resident afterwards",
            &format!("{mib:.1} MiB"),
            "≤ 20 MB",
            kib * 1024 <= 20_000_000,
        );
    }
    acts::run(&directory, &upstream, port)
}

/// The proxy with its limits off, which it accepts only because the upstream is on this machine. `state` is where it keeps what it keeps,
/// `more` goes to the end of its configuration.
pub(super) fn start(
    directory: &Path,
    upstream: &Upstream,
    state: &str,
    more: &str,
) -> Result<(Server, u16)> {
    let port = free_port()?;
    let configuration = directory.join(format!("{state}.toml"));
    fs::write(
        &configuration,
        format!(
            "upstream_ca = {:?}\n\n[quota]\nenabled = false\n{more}",
            upstream.certificate.display().to_string()
        ),
    )?;
    let endpoint = format!("https://127.0.0.1:{}", upstream.tls);
    let mut serve = command(paths::proxy());
    serve
        .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
        .args(["--onsmqtt-endpoint", &endpoint, "--iot-endpoint", &endpoint])
        .arg("--config")
        .arg(&configuration)
        .arg("--state-dir")
        .arg(directory.join(state))
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", "bench")
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "bench")
        .env("SIGNET_LOG", "warn");
    Ok((Server::start(&mut serve, port)?, port))
}

pub(super) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
