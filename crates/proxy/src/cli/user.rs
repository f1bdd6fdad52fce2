//! `signet user`: those who sign in by name and password.

mod password;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use serde_json::{Map, Value};
use signet_identity::totp::Seed;
use signet_model::Secret;
use signet_store::User;
use signet_store::ports::{Grants, Sessions, Tokens, Users};

use super::desk::{Desk, Place, Trouble, failed, now, say, shown, tell};

/// Those who sign in by name and password.
#[derive(Args, Debug)]
pub(super) struct UserArgs {
    #[command(subcommand)]
    command: UserCommand,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Make a user: asks for the password, and prints once what the app for one-time codes needs.
    Add {
        /// 1 to 64 letters, digits, `-`, `_`, `.` and `@`.
        name: String,
        /// Read the password from standard input, one line.
        #[arg(long)]
        password_stdin: bool,
        /// Set up no one-time codes: only where no other machine reaches the proxy.
        #[arg(long)]
        without_totp: bool,
    },
    /// Give a user another password. Their sessions end.
    Passwd {
        /// The user.
        name: String,
        /// Read the password from standard input, one line.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Set up one-time codes anew, as for a lost phone. Their sessions end.
    Totp {
        /// The user.
        name: String,
    },
    /// Keep a user from signing in. Their sessions end, and their tokens do nothing.
    Disable {
        /// The user.
        name: String,
    },
    /// Let a disabled user sign in again.
    Enable {
        /// The user.
        name: String,
    },
    /// Remove a user with their sessions, their tokens and the grants that were given to them.
    Remove {
        /// The user.
        name: String,
    },
    /// List the users.
    List,
}

/// What the app for one-time codes calls us.
const ISSUER: &str = "Signet";
const LONGEST_NAME: usize = 64;

pub(super) fn run(arguments: UserArgs) -> ExitCode {
    let UserArgs { command, place } = arguments;
    place.work(async |desk| match command {
        UserCommand::Add {
            name,
            password_stdin,
            without_totp,
        } => add(&desk, &name, password_stdin, without_totp).await,
        UserCommand::Passwd {
            name,
            password_stdin,
        } => passwd(&desk, &name, password_stdin).await,
        UserCommand::Totp { name } => totp(&desk, &name).await,
        UserCommand::Disable { name } => disable(&desk, &name, true).await,
        UserCommand::Enable { name } => disable(&desk, &name, false).await,
        UserCommand::Remove { name } => remove(&desk, &name).await,
        UserCommand::List => list(&desk).await,
    })
}

async fn add(
    desk: &Desk,
    name: &str,
    password_stdin: bool,
    without_totp: bool,
) -> Result<(), Trouble> {
    check_name(name)?;
    let users: &dyn Users = &desk.store;
    if users
        .find(name)
        .await
        .map_err(|error| failed(&error))?
        .is_some()
    {
        return Err(format!(
            "there is a user {name} already; `signet user passwd {name}` gives them another password"
        ));
    }
    let password = password::hashed(password_stdin)?;
    let seed = (!without_totp).then(Seed::random);
    let user = User {
        name: name.to_owned(),
        password,
        totp_seed: match &seed {
            Some(seed) => Some(sealed(desk, name, seed)?),
            None => None,
        },
        totp_last_step: None,
        disabled: false,
        created_at: now(),
    };
    desk.record("CreateUser", object(name)).await?;
    users.put(user).await.map_err(|error| failed(&error))?;
    tell(&format!(
        "The user {name} was made. They may do what is granted to user:{name}: see `signet grant add`."
    ));
    match &seed {
        Some(seed) => show(seed, name),
        None => tell(
            "Without one-time codes they sign in only where sign_in.password.totp is \"optional\", which other machines rule out.",
        ),
    }
    Ok(())
}

async fn passwd(desk: &Desk, name: &str, password_stdin: bool) -> Result<(), Trouble> {
    let user = find(desk, name).await?;
    let password = password::hashed(password_stdin)?;
    desk.record("SetPassword", object(name)).await?;
    change(desk, User { password, ..user }).await?;
    tell(&format!(
        "The password of {name} was changed; their sessions ended."
    ));
    Ok(())
}

async fn totp(desk: &Desk, name: &str) -> Result<(), Trouble> {
    let user = find(desk, name).await?;
    let seed = Seed::random();
    let totp_seed = Some(sealed(desk, name, &seed)?);
    desk.record("SetUpOneTimeCodes", object(name)).await?;
    let changed = User {
        totp_seed,
        totp_last_step: None,
        ..user
    };
    change(desk, changed).await?;
    tell(&format!(
        "One-time codes of {name} were set up anew; their sessions ended."
    ));
    show(&seed, name);
    Ok(())
}

async fn disable(desk: &Desk, name: &str, disabled: bool) -> Result<(), Trouble> {
    let user = find(desk, name).await?;
    let (what, done) = if disabled {
        (
            "DisableUser",
            "may not sign in any more; their sessions ended",
        )
    } else {
        ("EnableUser", "may sign in")
    };
    desk.record(what, object(name)).await?;
    change(desk, User { disabled, ..user }).await?;
    tell(&format!("{name} {done}."));
    Ok(())
}

async fn remove(desk: &Desk, name: &str) -> Result<(), Trouble> {
    find(desk, name).await?;
    let subject = subject(name);
    desk.record("RemoveUser", object(name)).await?;
    // The name may be given to somebody else later, who must find nothing of this one.
    for token in Tokens::list(&desk.store)
        .await
        .map_err(|error| failed(&error))?
    {
        if token.owner.as_deref() == Some(&subject) {
            Tokens::revoke(&desk.store, &token.id)
                .await
                .map_err(|error| failed(&error))?;
        }
    }
    for kept in Grants::all(&desk.store)
        .await
        .map_err(|error| failed(&error))?
    {
        if kept.subject == subject {
            Grants::remove(&desk.store, &kept.id)
                .await
                .map_err(|error| failed(&error))?;
        }
    }
    Users::remove(&desk.store, name)
        .await
        .map_err(|error| failed(&error))?;
    Sessions::remove_of(&desk.store, &subject)
        .await
        .map_err(|error| failed(&error))?;
    tell(&format!(
        "The user {name} was removed, with their tokens and grants."
    ));
    if desk.file.grants.iter().any(|grant| grant.to == subject) {
        tell(&format!(
            "signet.toml still grants something to {subject}: whoever gets that name next would have it."
        ));
    }
    Ok(())
}

async fn list(desk: &Desk) -> Result<(), Trouble> {
    let users = Users::list(&desk.store)
        .await
        .map_err(|error| failed(&error))?;
    if users.is_empty() {
        tell("There are no users; `signet user add NAME` makes one.");
    }
    for user in users {
        let state = if user.disabled { "disabled" } else { "enabled" };
        let codes = if user.totp_seed.is_some() {
            "one-time codes"
        } else {
            "password only"
        };
        say(&format!(
            "{}\t{state}\t{codes}\tmade {}",
            shown(&user.name),
            user.created_at
        ));
    }
    Ok(())
}

/// Keeps a changed user. Whoever is signed in as them has to sign in again.
async fn change(desk: &Desk, user: User) -> Result<(), Trouble> {
    let subject = subject(&user.name);
    Users::put(&desk.store, user)
        .await
        .map_err(|error| failed(&error))?;
    let ended = Sessions::remove_of(&desk.store, &subject).await;
    ended.map(drop).map_err(|error| failed(&error))
}

async fn find(desk: &Desk, name: &str) -> Result<User, Trouble> {
    let found = Users::find(&desk.store, name)
        .await
        .map_err(|error| failed(&error))?;
    found.ok_or_else(|| {
        format!(
            "there is no user {}; `signet user list` shows them",
            shown(name)
        )
    })
}

fn check_name(name: &str) -> Result<(), Trouble> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte);
    if (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(fits) {
        Ok(())
    } else {
        Err(format!(
            "`{}` cannot be a user's name: it must be 1 to {LONGEST_NAME} letters, digits, `-`, `_`, `.` and `@`",
            shown(name)
        ))
    }
}

fn sealed(desk: &Desk, name: &str, seed: &Seed) -> Result<Vec<u8>, Trouble> {
    let sealed = desk
        .store
        .sealer()
        .seal(name, seed.as_bytes(), rand::random());
    sealed.map_err(|error| format!("the seed of one-time codes cannot be sealed: {error}"))
}

/// Shows the seed, once: to the eye as a picture, to programs as text.
fn show(seed: &Seed, name: &str) {
    let uri: Secret = seed.uri(ISSUER, name);
    tell(
        "Scan this with the app for one-time codes, or give it the address below. It is not shown again.",
    );
    if std::io::stdout().is_terminal()
        && let Ok(code) = QrCode::new(uri.expose())
    {
        // Most terminals are dark: what is light in the code is what is written.
        let mut picture = code.render::<Dense1x2>();
        picture
            .dark_color(Dense1x2::Light)
            .light_color(Dense1x2::Dark);
        say(&picture.build());
    }
    say(uri.expose());
}

fn subject(name: &str) -> String {
    format!("user:{name}")
}

fn object(name: &str) -> Map<String, Value> {
    Map::from_iter([("user".to_owned(), name.into())])
}
