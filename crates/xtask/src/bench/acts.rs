//! What it costs that somebody is asked who they are, that it is looked up what they may do, and that it is written down what they did.

use super::nginx::Upstream;
use super::paced::{Call, round};
use super::proxy::{median, start};
use super::row;
use crate::command::{command, output};
use crate::paths;
use anyhow::{Context as _, Result};
use std::path::Path;

const ROUNDS: usize = 5;
const SECONDS: u32 = 3;
/// Acts a second: more than any person makes.
const RATE: u32 = 100;
/// Milliseconds that all of it may add to the median of a call.
const LIMIT: f64 = 0.3;

/// Measures an act of somebody with a token, which is authorised and recorded twice, beside a read that nobody is asked about, at `bare`.
pub(super) fn run(directory: &Path, upstream: &Upstream, bare: u16) -> Result<()> {
    for (durability, limit) in [("normal", Some(LIMIT)), ("full", None)] {
        let state = format!("people-{durability}");
        let more = format!(
            "\n[sign_in.password]\ntotp = \"optional\"\n\n[audit]\ndurability = \"{durability}\"\n"
        );
        let (_signet, port) = start(directory, upstream, &state, &more)?;
        let act = Call::act(token(&directory.join(&state))?);
        let mut added = Vec::new();
        for _ in 0..ROUNDS {
            let read = round(bare, &Call::read(), RATE, SECONDS)?;
            let acted = round(port, &act, RATE, SECONDS)?;
            added.push(acted.median - read.median);
        }
        let added = median(&mut added);
        let what = format!("authorisation and audit add to an act, {durability}");
        match limit {
            Some(limit) => row(&what, &format!("{added:.3} ms"), "≤ 0.3 ms", added <= limit),
            // A disk's business: told, and held to nothing.
            None => println!("  {what}: {added:.3} ms"),
        }
    }
    Ok(())
}

/// The secret of a new token that may make groups.
fn token(state: &Path) -> Result<String> {
    let mut revoke = command(paths::proxy());
    revoke
        .args(["token", "revoke", "bench", "--state-dir"])
        .arg(state);
    // From a run before this one; mostly there is none.
    let _ = revoke.output();
    let mut create = command(paths::proxy());
    create
        .args(["token", "create", "--name", "bench", "--role", "operator"])
        .args(["--expires", "1d", "--state-dir"])
        .arg(state);
    output(&mut create).context("no token was made")
}
