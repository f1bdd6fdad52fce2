//! A new password, from a person or a program.

use std::io::{BufRead, IsTerminal};

use signet_identity::password::{check_new, hash};
use signet_model::{FieldError, Secret};
use zeroize::Zeroizing;

use crate::cli::desk::Trouble;

/// Reads a new password, checks it and hashes it.
///
/// # Errors
/// It breaks a rule, or was not typed alike twice.
pub(super) fn hashed(from_stdin: bool) -> Result<Secret, Trouble> {
    let password = if from_stdin { read()? } else { ask()? };
    check_new(&password).map_err(|violation| {
        FieldError {
            field: "the password".to_owned(),
            violation,
        }
        .to_string()
    })?;
    Ok(Secret::new(hash(&password)))
}

fn read() -> Result<Zeroizing<String>, Trouble> {
    let mut line = Zeroizing::new(String::new());
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|error| format!("the password cannot be read from standard input: {error}"))?;
    let length = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(length);
    Ok(line)
}

fn ask() -> Result<Zeroizing<String>, Trouble> {
    if !std::io::stdin().is_terminal() {
        return Err(
            "there is no terminal to ask for the password: give it with --password-stdin"
                .to_owned(),
        );
    }
    let prompt = |what: &str| {
        rpassword::prompt_password(what)
            .map(Zeroizing::new)
            .map_err(|error| format!("the password cannot be read: {error}"))
    };
    let password = prompt("Password: ")?;
    if password != prompt("The same again: ")? {
        return Err("the two passwords differ; nothing was changed".to_owned());
    }
    Ok(password)
}
