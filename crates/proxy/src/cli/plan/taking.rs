//! What is taken out of the proxy into a file: reports and secrets.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;
use signet_model::api::{HandedOut, Plan, Received};

use super::super::desk::{say, tell};
use super::answer::{Exit, Trouble};
use super::client::Client;
use super::encoded;

/// The largest answer with secrets: a million lines of a hundred bytes, armored.
const SECRETS: usize = 256 * 1024 * 1024;

/// As what a report is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// A table for spreadsheets.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// Writes the report of a plan as it comes.
pub(super) async fn report(
    client: &Client,
    id: &str,
    format: Format,
    output: Option<PathBuf>,
) -> Result<Exit, Trouble> {
    let format = match format {
        Format::Csv => "csv",
        Format::Jsonl => "jsonl",
    };
    let cannot = |error: io::Error| Trouble::here(format!("the report cannot be written: {error}"));
    let mut out: Box<dyn Write> = match &output {
        Some(path) => Box::new(File::create(path).map_err(cannot)?),
        None => Box::new(io::stdout()),
    };
    let mut out = BufWriter::new(&mut out);
    let path = format!(
        "/api/plans/{}/report?format={format}",
        encoded::component(id)
    );
    client.receive(&path, &mut out).await?;
    out.flush().map_err(cannot)?;
    Ok(Exit::Done)
}

/// Takes the secrets: written down before the proxy is told to forget them.
pub(super) async fn secrets(client: &Client, id: String, output: PathBuf) -> Result<Exit, Trouble> {
    let cannot = |error: io::Error| {
        Trouble::here(format!(
            "{} cannot be written: {error}; the proxy still has the secrets for ten minutes",
            output.display()
        ))
    };
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(&output)
        .map_err(|error| Trouble::wrong(format!("{} cannot be made: {error}", output.display())))?;
    let asked = json!({ "id": id });
    let handed: HandedOut = client
        .post_for("/api/plans/hand-out", &asked, SECRETS)
        .await
        .inspect_err(|_| {
            let _ = std::fs::remove_file(&output);
        })?;
    file.write_all(handed.armored.as_bytes()).map_err(cannot)?;
    file.sync_all().map_err(cannot)?;
    let received = Received {
        id,
        sha256: handed.sha256,
    };
    let _: Plan = client.post("/api/plans/received", &received).await?;
    tell(&format!(
        "{} secrets are in {}; the proxy has forgotten them.",
        handed.secrets,
        output.display()
    ));
    say(&output.display().to_string());
    Ok(Exit::Done)
}
