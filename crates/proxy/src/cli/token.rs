//! `signet token`: API tokens for programs.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use signet_model::Timestamp;
use signet_model::api::Token;
use signet_store::ports::Tokens;

use super::desk::{Desk, Place, Trouble, failed, now, say, shown, tell};
use super::given::{Given, line};
use crate::nonce::{Nonces, RandomNonces};
use crate::people::issuing;

/// API tokens for programs.
#[derive(Args, Debug)]
pub(super) struct TokenArgs {
    #[command(subcommand)]
    command: TokenCommand,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum TokenCommand {
    /// Make a token and print its secret, once, on standard output.
    Create {
        /// 1 to 64 letters, digits, `-`, `_` and `.`; acts are recorded as token:NAME.
        #[arg(long)]
        name: String,
        #[command(flatten)]
        given: Given,
        /// How long it lives: days or hours, such as 90d or 12h; at most 365d.
        #[arg(long, value_name = "TIME", value_parser = duration)]
        expires: i64,
    },
    /// List the tokens, without their secrets.
    List,
    /// Revoke a token.
    Revoke {
        /// Its id or its name, as listed.
        token: String,
    },
}

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

pub(super) fn run(arguments: TokenArgs) -> ExitCode {
    let TokenArgs { command, place } = arguments;
    place.work(async |desk| match command {
        TokenCommand::Create {
            name,
            given,
            expires,
        } => create(&desk, name, given, expires).await,
        TokenCommand::List => list(&desk).await,
        TokenCommand::Revoke { token } => revoke(&desk, &token).await,
    })
}

async fn create(desk: &Desk, name: String, given: Given, expires: i64) -> Result<(), Trouble> {
    issuing::check_name(&name).map_err(|rule| format!("--name `{}` {rule}", shown(&name)))?;
    let created_at = now();
    let expires_at = created_at.as_millis().checked_add(expires);
    let expires_at = expires_at
        .and_then(Timestamp::from_millis)
        .ok_or("--expires is too long")?;
    issuing::check_expiry(expires_at, created_at).map_err(|rule| format!("--expires {rule}"))?;
    let all = Tokens::list(&desk.store)
        .await
        .map_err(|error| failed(&error))?;
    if all.iter().any(|token| token.name == name) {
        return Err(format!(
            "there is a token {name} already; revoke it or choose another name"
        ));
    }
    let token = Token {
        id: RandomNonces.next(),
        name,
        owner: None,
        grants: vec![given.grant(&desk.file)?],
        created_at,
        expires_at,
        last_used_at: None,
    };
    let (secret, hash) = issuing::new_secret(&RandomNonces);
    desk.record("CreateToken", issuing::shown(&token)).await?;
    Tokens::add(&desk.store, token.clone(), hash)
        .await
        .map_err(|error| failed(&error))?;
    tell(&format!(
        "The token {} lives until {}. This is its secret; it is not shown again:",
        token.name, token.expires_at
    ));
    say(secret.expose());
    Ok(())
}

async fn list(desk: &Desk) -> Result<(), Trouble> {
    for token in Tokens::list(&desk.store)
        .await
        .map_err(|error| failed(&error))?
    {
        let grants: Vec<_> = token.grants.iter().map(line).collect();
        let state = if token.expires_at <= now() {
            "expired"
        } else {
            "until"
        };
        say(&format!(
            "{}\t{}\t{}\t{state} {}\tof {}",
            token.id,
            shown(&token.name),
            grants.join("; "),
            token.expires_at,
            token
                .owner
                .as_deref()
                .map_or("the command line".to_owned(), shown),
        ));
    }
    Ok(())
}

async fn revoke(desk: &Desk, asked: &str) -> Result<(), Trouble> {
    let all = Tokens::list(&desk.store)
        .await
        .map_err(|error| failed(&error))?;
    let named = |token: &&Token| token.id == asked || token.name == asked;
    let Some(token) = all.iter().find(named) else {
        return Err(format!(
            "there is no token {}; `signet token list` shows them",
            shown(asked)
        ));
    };
    desk.record("RevokeToken", issuing::shown(token)).await?;
    Tokens::revoke(&desk.store, &token.id)
        .await
        .map_err(|error| failed(&error))?;
    tell(&format!("The token {} was revoked.", token.name));
    Ok(())
}

fn duration(text: &str) -> Result<i64, String> {
    let wrong = || "a number of days or hours, such as 90d or 12h".to_owned();
    let (digits, unit) = match text.as_bytes().last() {
        Some(b'd') => (&text[..text.len() - 1], DAY),
        Some(b'h') => (&text[..text.len() - 1], HOUR),
        _ => return Err(wrong()),
    };
    let number: u16 = match digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true => digits.parse().map_err(|_| wrong())?,
        false => return Err(wrong()),
    };
    Ok(i64::from(number) * unit)
}
