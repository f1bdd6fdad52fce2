//! `signet plan`: plans from a terminal and from scripts, over the same API as the dashboard. Knows no store: the proxy may be far away.

mod answer;
mod client;
mod create;
mod encoded;
mod progress;
mod shown;
mod taking;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use signet_model::Timestamp;
use signet_model::api::{ApprovalRule, ApprovalRules, Plan, Plans, RuleBounds, Tell};
use signet_model::plans::{Act, State};

use super::desk::tell;
use answer::{Exit, Trouble};
use client::{Client, Server};
use create::Create;
use taking::Format;

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
    /// List the approvals that stand.
    Rules,
    /// Let plans of somebody go without another approval, within bounds. For approvers; nobody does it for themselves.
    Allow(Allow),
    /// Withdraw an approval that stands.
    Disallow {
        /// Its id, as listed.
        id: String,
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

#[derive(Args, Debug)]
struct Allow {
    /// Whose plans: user:alice, token:nightly, …
    #[arg(long)]
    author: String,
    /// Which act.
    #[arg(long, value_parser = create::act)]
    act: Act,
    /// On which ApsaraMQ for MQTT instance.
    #[arg(long, value_name = "ID")]
    instance: Option<String>,
    /// On which IoT Platform instance; the public one where none is named.
    #[arg(long, value_name = "ID", conflicts_with = "instance")]
    iot_instance: Option<String>,
    /// With at most so many items.
    #[arg(long)]
    max_items: u64,
    /// Until when, a year at most: 2026-12-31T00:00:00Z.
    #[arg(long, value_name = "TIME")]
    until: Timestamp,
}

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
        } => taking::report(client, &plan.id, format, output).await,
        PlanCommand::Rules => {
            let ApprovalRules { rules } = client.get("/api/plans/rules").await?;
            for rule in &rules {
                shown::rule(rule, json);
            }
            Ok(Exit::Done)
        }
        PlanCommand::Allow(allow) => {
            let bounds = RuleBounds {
                author: allow.author,
                act: allow.act,
                instance_id: allow.instance,
                iot_instance_id: allow.iot_instance,
                max_items: allow.max_items,
                until: allow.until,
            };
            let rule: ApprovalRule = client.post("/api/plans/rules/make", &bounds).await?;
            shown::rule(&rule, json);
            Ok(Exit::Done)
        }
        PlanCommand::Disallow { id } => {
            let withdraw = json!({ "id": id });
            let _: Value = client.post("/api/plans/rules/withdraw", &withdraw).await?;
            Ok(Exit::Done)
        }
        PlanCommand::Secrets { plan, output } => taking::secrets(client, plan.id, output).await,
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

fn state(text: &str) -> Result<State, String> {
    State::find(text).ok_or_else(|| {
        let all: Vec<_> = State::ALL.map(State::as_str).into();
        format!("one of {}", all.join(", "))
    })
}
