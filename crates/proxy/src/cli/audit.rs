//! `signet audit`: is the log whole, and the log for other programs.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};
use signet_audit::KnownHead;
use signet_model::Timestamp;
use signet_model::api::AuditQuery;
use signet_model::audit::Entry;
use signet_store::{Archive, DATABASE, KEY, Record, StoreError, fits};

use super::desk::{Desk, Place, Trouble, say, tell};

/// Is the audit log whole, and the log for other programs.
#[derive(Args, Debug)]
pub(super) struct AuditArgs {
    #[command(subcommand)]
    command: AuditCommand,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Read the whole log and say where it was changed, cut or rewritten.
    ///
    /// Works beside a running proxy. Exit code 0: the log is whole. 1: it is not. 2: there is no log, or it cannot be read.
    Verify {
        /// A place in the log that you know from elsewhere, such as a checkpoint off this machine: HASH or SEQUENCE:HASH. Without it, a log
        /// that was put back as a whole cannot be told from one that never went on.
        #[arg(long, value_name = "HEAD")]
        head: Option<KnownHead>,
    },
    /// Print the log as JSON Lines, oldest first. That it was printed is recorded.
    ///
    /// Each line has the number, the hash, and the entry byte for byte as it was hashed.
    Export(Box<Export>),
}

#[derive(Args, Debug)]
struct Export {
    /// Entries of this time and later: 2026-01-02 or 2026-01-02T03:04:05Z.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    from: Option<Timestamp>,
    /// Entries before this time.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    to: Option<Timestamp>,
    /// Exactly this actor.
    #[arg(long)]
    actor: Option<String>,
    /// Exactly this operation.
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
    /// What the operation does to the world.
    #[arg(long, value_parser = ["read", "reveal", "create", "suspend", "resume", "destroy"])]
    effect: Option<String>,
    /// Objects of this instance.
    #[arg(long, value_name = "ID")]
    instance: Option<String>,
    /// Exactly this value in one of the fields of the object.
    #[arg(long)]
    object: Option<String>,
    /// What came of it.
    #[arg(long, value_parser = ["done", "not_done", "unknown", "refused"])]
    outcome: Option<String>,
}

pub(super) fn run(arguments: AuditArgs) -> ExitCode {
    let AuditArgs { command, place } = arguments;
    match command {
        AuditCommand::Verify { head } => {
            place.look(async |directory| verify(&directory, head).await)
        }
        AuditCommand::Export(wanted) => {
            place.work_on_store(async |desk| export(&desk, *wanted).await)
        }
    }
}

async fn verify(directory: &Path, head: Option<KnownHead>) -> Result<ExitCode, Trouble> {
    let file = directory.join(DATABASE);
    if !file.is_file() {
        return Err(format!(
            "there is no store in {}; name its state directory with --state-dir",
            directory.display()
        ));
    }
    let verdict = async {
        let mut archive = Archive::open(&file).await?;
        if !archive.take_key(&directory.join(KEY))? {
            tell(
                "signet: there is no signet.key beside the store: signatures are checked with the key that the store itself names, which proves nothing against whoever could write it",
            );
        }
        archive.verify(head).await
    };
    let verdict = match verdict.await {
        Ok(verdict) => verdict,
        Err(error @ StoreError::Busy) => return Err(error.to_string()),
        Err(error) => {
            say(&format!("the log cannot be read to its end: {error}"));
            return Ok(ExitCode::FAILURE);
        }
    };
    for fault in &verdict.faults {
        say(&fault.to_string());
    }
    let (records, end) = (verdict.records, verdict.head);
    match verdict.faults.first() {
        None => {
            say(&format!(
                "The log is whole: {records} records. Its head is {}:{}",
                end.sequence, end.hash
            ));
            Ok(ExitCode::SUCCESS)
        }
        Some(first) => {
            say(&format!(
                "The log is not whole: the first bad record is {}, of {records} that there are.",
                first.sequence
            ));
            Ok(ExitCode::FAILURE)
        }
    }
}

async fn export(desk: &Desk, wanted: Export) -> Result<(), Trouble> {
    let (from, to) = (wanted.from, wanted.to);
    let query = AuditQuery {
        actor: wanted.actor,
        operation: wanted.operation,
        effect: wanted.effect,
        instance: wanted.instance,
        object: wanted.object,
        outcome: wanted.outcome,
        ..AuditQuery::default()
    };
    desk.record("ExportAudit", asked(&query, from, to)).await?;
    let fits = |entry: &Entry| {
        from.is_none_or(|from| entry.time >= from)
            && to.is_none_or(|to| entry.time < to)
            && fits(entry, &query)
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut written = Ok(());
    let mut archive = Archive::open(desk.store.path())
        .await
        .map_err(|error| error.to_string())?;
    let read = archive.read(0, |record| {
        match serde_json::from_slice(&record.body) {
            Ok(entry) if fits(&entry) => written = line(&mut out, &record),
            Ok(_) => {}
            Err(error) => tell(&format!(
                "signet: record {} cannot be read: {error}",
                record.sequence
            )),
        }
        Ok(written.is_ok())
    });
    read.await.map_err(|error| error.to_string())?;
    match written.and_then(|()| out.flush()) {
        // Whoever reads has enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| format!("the export cannot be written: {error}")),
    }
}

fn line(out: &mut impl Write, record: &Record) -> io::Result<()> {
    write!(
        out,
        "{{\"sequence\":{},\"hash\":\"{}\",\"entry\":",
        record.sequence, record.hash
    )?;
    out.write_all(&record.body)?;
    out.write_all(b"}\n")
}

/// What was asked for, for the record.
fn asked(query: &AuditQuery, from: Option<Timestamp>, to: Option<Timestamp>) -> Map<String, Value> {
    let text = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string());
    [
        ("from", text(from)),
        ("to", text(to)),
        ("actor", query.actor.clone()),
        ("operation", query.operation.clone()),
        ("effect", query.effect.clone()),
        ("instance", query.instance.clone()),
        ("object", query.object.clone()),
        ("outcome", query.outcome.clone()),
    ]
    .into_iter()
    .filter_map(|(name, value)| value.map(|value| (name.to_owned(), value.into())))
    .collect()
}

fn moment(text: &str) -> Result<Timestamp, String> {
    let whole = match text.len() {
        10 => format!("{text}T00:00:00Z"),
        _ => text.to_owned(),
    };
    whole
        .parse()
        .map_err(|_| "a day or a UTC time, such as 2026-01-02 or 2026-01-02T03:04:05Z".to_owned())
}
