//! `signet grant`: who may do what, beside what signet.toml says.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};
use signet_model::roles::Grant;
use signet_store::KeptGrant;
use signet_store::ports::Grants;

use super::desk::{Desk, Place, Trouble, failed, now, say, shown, tell};
use super::given::{Given, line};
use crate::config::check_subject;
use crate::nonce::{Nonces, RandomNonces};

/// Who may do what, beside what signet.toml says.
#[derive(Args, Debug)]
pub(super) struct GrantArgs {
    #[command(subcommand)]
    command: GrantCommand,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum GrantCommand {
    /// Give somebody a role.
    Add {
        /// Whom: user:NAME, oidc:PROVIDER:SUB, jwt:SUB, header:NAME, or group:NAME of the identity provider.
        subject: String,
        #[command(flatten)]
        given: Given,
    },
    /// List what was given, with ids.
    List,
    /// Withdraw what was given.
    Remove {
        /// The id, as listed.
        id: String,
    },
}

pub(super) fn run(arguments: GrantArgs) -> ExitCode {
    let GrantArgs { command, place } = arguments;
    place.work(async |desk| match command {
        GrantCommand::Add { subject, given } => add(&desk, subject, given).await,
        GrantCommand::List => list(&desk).await,
        GrantCommand::Remove { id } => remove(&desk, &id).await,
    })
}

async fn add(desk: &Desk, subject: String, given: Given) -> Result<(), Trouble> {
    check_subject(&subject).map_err(|rule| format!("`{}` {rule}", shown(&subject)))?;
    let grant = given.grant(&desk.file)?;
    let all = Grants::all(&desk.store)
        .await
        .map_err(|error| failed(&error))?;
    if all
        .iter()
        .any(|kept| kept.subject == subject && kept.grant == grant)
    {
        return Err(format!("{subject} has {} already", line(&grant)));
    }
    let kept = KeptGrant {
        id: RandomNonces.next(),
        subject,
        grant,
        granted_by: desk.actor().to_owned(),
        granted_at: now(),
    };
    desk.record("Grant", object(&kept.subject, &kept.grant, &kept.id))
        .await?;
    Grants::add(&desk.store, kept.clone())
        .await
        .map_err(|error| failed(&error))?;
    tell(&format!("{} has {} now.", kept.subject, line(&kept.grant)));
    say(&kept.id);
    Ok(())
}

async fn list(desk: &Desk) -> Result<(), Trouble> {
    for entry in &desk.file.grants {
        say(&format!(
            "signet.toml\t{}\t{}",
            shown(&entry.to),
            shown(&entry.role)
        ));
    }
    for kept in Grants::all(&desk.store)
        .await
        .map_err(|error| failed(&error))?
    {
        say(&format!(
            "{}\t{}\t{}\tby {} at {}",
            kept.id,
            shown(&kept.subject),
            line(&kept.grant),
            shown(&kept.granted_by),
            kept.granted_at
        ));
    }
    Ok(())
}

async fn remove(desk: &Desk, id: &str) -> Result<(), Trouble> {
    let all = Grants::all(&desk.store)
        .await
        .map_err(|error| failed(&error))?;
    let Some(kept) = all.into_iter().find(|kept| kept.id == id) else {
        return Err(format!(
            "there is no grant {}; `signet grant list` shows them",
            shown(id)
        ));
    };
    desk.record("Withdraw", object(&kept.subject, &kept.grant, &kept.id))
        .await?;
    Grants::remove(&desk.store, id)
        .await
        .map_err(|error| failed(&error))?;
    tell(&format!(
        "{} has {} no more.",
        kept.subject,
        line(&kept.grant)
    ));
    Ok(())
}

fn object(subject: &str, grant: &Grant, id: &str) -> Map<String, Value> {
    let grant = serde_json::to_value(grant).unwrap_or_default();
    Map::from_iter([
        ("subject".to_owned(), subject.into()),
        ("grant".to_owned(), grant),
        ("grant_id".to_owned(), id.into()),
    ])
}
