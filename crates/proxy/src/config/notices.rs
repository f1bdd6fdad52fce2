//! `[[webhooks]]` and `[notices]`.

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use http::Uri;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::ConfigError;
use crate::keys::Variables;
use crate::notices::{Event, Format, Thresholds, Webhook};
use crate::outbound;

/// One of `[[webhooks]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookEntry {
    /// The environment variable of the URL.
    pub url_env: Option<String>,
    /// The file that holds the URL.
    pub url_file: Option<PathBuf>,
    /// How the body looks.
    pub format: Format,
    /// The environment variable of what DingTalk and Feishu sign with.
    pub secret_env: Option<String>,
    /// What it wants to know; everything where it is left out.
    pub events: Option<Vec<Event>>,
}

/// `[notices]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NoticesEntry {
    /// More failed sign-ins than this within the window.
    pub sign_in_failures: Option<u32>,
    /// More Destroys than this within the window.
    pub destroys: Option<u32>,
    /// The window, in minutes.
    pub minutes: Option<u32>,
    /// Days before the end of a key.
    pub key_expiring_days: Option<u32>,
    /// Days before a CA certificate expires.
    pub ca_expiring_days: Option<u32>,
    /// Days before the proxy's own certificate expires.
    pub tls_expiring_days: Option<u32>,
}

/// A day: whoever counts over a longer time reads the audit log.
const LONGEST_WINDOW: u32 = 24 * 60;
/// Ten years.
const MOST_DAYS: u32 = 3650;

/// The webhooks, their URLs and secrets read from where the file says.
///
/// # Errors
/// The key that is wrong; never with the URL.
pub(super) fn webhooks(
    entries: &[WebhookEntry],
    variables: Variables<'_>,
) -> Result<Vec<Webhook>, ConfigError> {
    entries
        .iter()
        .enumerate()
        .map(|(number, entry)| webhook(&format!("webhooks[{number}]"), entry, variables))
        .collect()
}

fn webhook(
    name: &str,
    entry: &WebhookEntry,
    variables: Variables<'_>,
) -> Result<Webhook, ConfigError> {
    let about = |field: &str, what: String| ConfigError::about(&format!("{name}.{field}"), what);
    let variable = |field: &str, variable: &str| {
        variables(variable)
            .map(Zeroizing::new)
            .filter(|value| !value.trim().is_empty())
            .ok_or_else(|| {
                about(
                    field,
                    format!("the environment variable {variable} is not set"),
                )
            })
    };
    let (field, url) = match (&entry.url_env, &entry.url_file) {
        (Some(name), None) => ("url_env", variable("url_env", name)?),
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path)
                .map_err(|error| about("url_file", format!("{}: {error}", path.display())))?;
            ("url_file", Zeroizing::new(text))
        }
        (Some(_), Some(_)) => {
            return Err(about(
                "url_env",
                "and url_file name the same thing twice; keep one".to_owned(),
            ));
        }
        (None, None) => {
            return Err(about(
                "url_env",
                "is missing; name the environment variable of the URL, or a file with url_file. The URL is a secret and cannot stand here".to_owned(),
            ));
        }
    };
    let url = Zeroizing::new(url.trim().to_owned());
    let uri: Uri = url
        .parse()
        .map_err(|_| about(field, "holds no URL".to_owned()))?;
    outbound::check(&uri).map_err(|what| about(field, what.to_owned()))?;
    let secret = match &entry.secret_env {
        Some(_) if !entry.format.is_signed() => {
            return Err(about(
                "secret_env",
                "is only for dingtalk and feishu: the others sign nothing".to_owned(),
            ));
        }
        Some(name) => Some(Zeroizing::new(
            variable("secret_env", name)?.trim().to_owned(),
        )),
        None => None,
    };
    let events = entry.events.clone().unwrap_or_else(|| Event::ALL.to_vec());
    if events.is_empty() {
        return Err(about(
            "events",
            "is empty, so nothing would ever be sent; leave it out for everything".to_owned(),
        ));
    }
    Ok(Webhook {
        name: name.to_owned(),
        url,
        format: entry.format,
        secret,
        events,
    })
}

/// From when on there is word.
///
/// # Errors
/// The key that is wrong.
pub(super) fn thresholds(entry: &NoticesEntry) -> Result<Thresholds, ConfigError> {
    let usual = Thresholds::default();
    let minutes = entry.minutes.unwrap_or(usual.minutes);
    if !(1..=LONGEST_WINDOW).contains(&minutes) {
        return Err(ConfigError::about(
            "notices.minutes",
            format!("must be 1 to {LONGEST_WINDOW}, not {minutes}"),
        ));
    }
    let days = |field: &str, days: Option<u32>, usual: u32| match days.unwrap_or(usual) {
        days if days > MOST_DAYS => Err(ConfigError::about(
            &format!("notices.{field}"),
            format!("must be at most {MOST_DAYS}, not {days}"),
        )),
        days => Ok(days),
    };
    Ok(Thresholds {
        sign_in_failures: entry.sign_in_failures.unwrap_or(usual.sign_in_failures),
        destroys: entry.destroys.unwrap_or(usual.destroys),
        minutes,
        key_expiring_days: days(
            "key_expiring_days",
            entry.key_expiring_days,
            usual.key_expiring_days,
        )?,
        ca_expiring_days: days(
            "ca_expiring_days",
            entry.ca_expiring_days,
            usual.ca_expiring_days,
        )?,
        tls_expiring_days: days(
            "tls_expiring_days",
            entry.tls_expiring_days,
            usual.tls_expiring_days,
        )?,
    })
}
