//! `signet plan`: plans from a terminal and from scripts, over the same API as the dashboard. Knows no store: the proxy may be far away.

mod answer;
mod client;
mod create;
mod encoded;
mod progress;
mod shown;
mod watch;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use signet_model::api::{HandedOut, Plan, Plans, Received, Tell};
use signet_model::plans::State;

use super::desk::{say, tell};
use answer::{Exit, Trouble};
use client::{Client, Server};
use create::Create;

/// Plans: many identities, one act, shown before it runs.
///
/// Exit code 0: done. 1: items failed, moved or are unknown, or the plan stopped. 2: asked for wrongly. 3: somebody must approve it first.
/// 4: refused. 5: the proxy or the cloud cannot be reached.
#[derive(Args, Debug)]
pub(super) struct PlanArgs {
    #[command(subcommand)]
    command: PlanCommand,
    #[command(flatten)]
    server: Server,
    /// Print the answer of the proxy as JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum PlanCommand {
    /// Make a plan and show what it would hit. Nothing runs. Prints the id of the plan.
    Create(Box<Create>),
    /// Show a plan.
    Show(Named),
    /// List plans, newest first.
    List {
        /// Only plans in this state.
        #[arg(long, value_parser = state)]
        state: Option<State>,
    },
    /// Approve exactly what the hash stands for.
    Approve(Seen),
    /// Do not approve a plan.
    Reject {
        #[command(flatten)]
        plan: Named,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Run what the hash stands for, and watch it to its end.
    Run {
        #[command(flatten)]
        seen: Seen,
        /// Go first, without the approval that is needed, where the configuration lets: why.
        #[arg(long, value_name = "WHY")]
        emergency: Option<String>,
        /// Do not wait for the end.
        #[arg(long)]
        detach: bool,
    },
    /// Rest until it is resumed.
    Pause(Named),
    /// Go on.
    Resume(Named),
    /// End it for good; what was not begun stays as it is.
    Cancel(Named),
    /// Undo what it did, as a plan of its own that runs at once.
    Undo(Named),
    /// Watch a plan to its end.
    Watch(Named),
    /// The report: one line an item.
    Report {
        #[command(flatten)]
        plan: Named,
        /// As what.
        #[arg(long, value_enum, default_value_t = Format::Jsonl)]
        format: Format,
        /// Into this file instead of standard output.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Take the secrets that a plan made, encrypted to its recipient, into a file; then the proxy forgets them.
    Secrets {
        #[command(flatten)]
        plan: Named,
        /// Into this file, which must not be there yet.
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
    },
}

#[derive(Args, Debug)]
struct Named {
    /// The id of the plan.
    id: String,
}

#[derive(Args, Debug)]
struct Seen {
    /// The id of the plan.
    id: String,
    /// The hash that was shown: what is not the same any more is refused.
    #[arg(long)]
    hash: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table for spreadsheets.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// The largest answer with secrets: a million lines of a hundred bytes, armored.
const SECRETS: usize = 256 * 1024 * 1024;

pub(super) fn run(arguments: PlanArgs) -> ExitCode {
    let PlanArgs {
        command,
        server,
        json,
    } = arguments;
    let exit = server.connect().and_then(|client| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime
            .map_err(|error| Trouble::here(format!("no threads can be started: {error}")))?
            .block_on(perform(&client, command, json))
    });
    match exit {
        Ok(exit) => exit.into(),
        Err(trouble) => {
            tell(&format!("signet: {}", trouble.text));
            trouble.exit.into()
        }
    }
}

async fn perform(client: &Client, command: PlanCommand, json: bool) -> Result<Exit, Trouble> {
    let told = async |name: &str, tell: Tell| -> Result<Exit, Trouble> {
        let plan: Plan = client.post(&format!("/api/plans/{name}"), &tell).await?;
        shown::print(&plan, json);
        Ok(Exit::Done)
    };
    match command {
        PlanCommand::Create(wanted) => create::create(client, *wanted, json).await,
        PlanCommand::Show(Named { id }) => {
            shown::print(&client.plan(&id).await?, json);
            Ok(Exit::Done)
        }
        PlanCommand::List { state } => list(client, state, json).await,
        PlanCommand::Approve(Seen { id, hash }) => {
            told(
                "approve",
                Tell {
                    id,
                    hash: Some(hash),
                    ..Tell::default()
                },
            )
            .await
        }
        PlanCommand::Reject { plan, reason } => {
            let id = plan.id;
            told(
                "reject",
                Tell {
                    id,
                    reason: Some(reason),
                    ..Tell::default()
                },
            )
            .await
        }
        PlanCommand::Run {
            seen: Seen { id, hash },
            emergency,
            detach,
        } => {
            let run = Tell {
                id,
                hash: Some(hash),
                emergency,
                reason: None,
            };
            let plan: Plan = client.post("/api/plans/run", &run).await?;
            if detach {
                shown::print(&plan, json);
                return Ok(Exit::Done);
            }
            watch::to_the_end(client, &plan.id, json).await
        }
        PlanCommand::Pause(Named { id }) => {
            told(
                "pause",
                Tell {
                    id,
                    ..Tell::default()
                },
            )
            .await
        }
        PlanCommand::Resume(Named { id }) => {
            told(
                "resume",
                Tell {
                    id,
                    ..Tell::default()
                },
            )
            .await
        }
        PlanCommand::Cancel(Named { id }) => {
            told(
                "cancel",
                Tell {
                    id,
                    ..Tell::default()
                },
            )
            .await
        }
        PlanCommand::Undo(Named { id }) => {
            let undo = Tell {
                id,
                ..Tell::default()
            };
            let plan: Plan = client.post("/api/plans/undo", &undo).await?;
            watch::to_the_end(client, &plan.id, json).await
        }
        PlanCommand::Watch(Named { id }) => watch::to_the_end(client, &id, json).await,
        PlanCommand::Report {
            plan,
            format,
            output,
        } => report(client, &plan.id, format, output).await,
        PlanCommand::Secrets { plan, output } => secrets(client, plan.id, output).await,
    }
}

async fn list(client: &Client, state: Option<State>, json: bool) -> Result<Exit, Trouble> {
    let mut before: Option<String> = None;
    loop {
        let mut path = "/api/plans?limit=100".to_owned();
        if let Some(state) = state {
            path += &format!("&state={}", state.as_str());
        }
        if let Some(before) = &before {
            path += &format!("&before={}", encoded::component(before));
        }
        let page: Plans = client.get(&path).await?;
        for plan in &page.plans {
            shown::line(plan, json);
        }
        before = page.next;
        if before.is_none() {
            return Ok(Exit::Done);
        }
    }
}

async fn report(
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

/// Written down before the proxy is told to forget them.
async fn secrets(client: &Client, id: String, output: PathBuf) -> Result<Exit, Trouble> {
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

fn state(text: &str) -> Result<State, String> {
    State::find(text).ok_or_else(|| {
        let all: Vec<_> = State::ALL.map(State::as_str).into();
        format!("one of {}", all.join(", "))
    })
}
