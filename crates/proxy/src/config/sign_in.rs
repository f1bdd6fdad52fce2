//! `[sign_in]`: how people come in.

mod entries;

pub use entries::{HeadersEntry, JwtEntry, OidcEntry, PasswordEntry, SignInEntry};

use std::path::Path;

use http::{HeaderMap, HeaderName, HeaderValue};
use signet_identity::header::{Found, Headers};
use signet_identity::{Algorithm, ClaimNames, SettingError, jwt, oidc};
use signet_model::Secret;
use signet_model::api::Totp;

use super::ConfigError;
use super::network::{is_reached_by_others, networks};
use crate::guard::{Guard, IdentityHeaders};
use crate::keys::Variables;
use crate::people::{JwtSettings, OidcSettings, SessionLimits, SignInSettings};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// Longer than a month nobody is signed in.
const MOST_HOURS: i64 = 31 * 24;

/// How people come in. Tells the guard which headers say who somebody is.
///
/// # Errors
/// The key that is wrong.
pub(super) fn sign_in(
    entry: &SignInEntry,
    guard: &mut Guard,
    variables: Variables<'_>,
) -> Result<SignInSettings, ConfigError> {
    if entry.password.is_none()
        && entry.oidc.is_empty()
        && entry.jwt.is_none()
        && entry.headers.is_none()
    {
        return Err(ConfigError::about(
            "sign_in",
            "names no way to sign in; add [sign_in.password], [[sign_in.oidc]], [sign_in.jwt] or [sign_in.headers]",
        ));
    }
    let headers = entry.headers.as_ref().map(headers).transpose()?;
    let jwt = entry.jwt.as_ref().map(portal).transpose()?;
    check_apart(jwt.as_ref(), headers.as_ref())?;
    guard.identity = headers.clone();
    Ok(SignInSettings {
        limits: limits(entry)?,
        password: match &entry.password {
            Some(password) => Some(totp(password, guard)?),
            None => None,
        },
        oidc: providers(&entry.oidc, guard, variables)?,
        jwt,
        headers: headers.map(|identity| identity.headers),
    })
}

fn limits(entry: &SignInEntry) -> Result<SessionLimits, ConfigError> {
    let usual = SessionLimits::default();
    let within = |key: &str, value: Option<i64>, most: i64, unit: i64, usual: i64| match value {
        None => Ok(usual),
        Some(value) if (1..=most).contains(&value) => Ok(value * unit),
        Some(value) => Err(ConfigError::about(
            key,
            format!("must be 1 to {most}, not {value}"),
        )),
    };
    let absolute_millis = within(
        "sign_in.absolute_hours",
        entry.absolute_hours,
        MOST_HOURS,
        HOUR,
        usual.absolute_millis,
    )?;
    let idle_millis = within(
        "sign_in.idle_minutes",
        entry.idle_minutes,
        MOST_HOURS * 60,
        MINUTE,
        usual.idle_millis.min(absolute_millis),
    )?;
    if idle_millis > absolute_millis {
        return Err(ConfigError::about(
            "sign_in.idle_minutes",
            "is longer than sign_in.absolute_hours, so it would never count",
        ));
    }
    Ok(SessionLimits {
        idle_millis,
        absolute_millis,
    })
}

/// A password alone is enough only where nobody else can try.
fn totp(entry: &PasswordEntry, guard: &Guard) -> Result<Totp, ConfigError> {
    let others = is_reached_by_others(guard);
    match entry.totp.as_deref() {
        Some("required") => Ok(Totp::Required),
        Some("optional") if others => Err(ConfigError::about(
            "sign_in.password.totp",
            "must be \"required\" where other machines reach the proxy: a password alone is too easily found out",
        )),
        Some("optional") => Ok(Totp::Optional),
        None if others => Ok(Totp::Required),
        None => Ok(Totp::Optional),
        Some(other) => Err(ConfigError::about(
            "sign_in.password.totp",
            format!(
                "`{}` must be \"required\" or \"optional\"",
                other.escape_debug()
            ),
        )),
    }
}

fn providers(
    entries: &[OidcEntry],
    guard: &Guard,
    variables: Variables<'_>,
) -> Result<Vec<OidcSettings>, ConfigError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let Some(home) = &guard.public_url else {
        return Err(ConfigError::about(
            "public_url",
            "is needed for sign_in.oidc: the provider sends browsers back there; on this machine alone it is http://127.0.0.1 with the port",
        ));
    };
    let mut settings: Vec<OidcSettings> = Vec::new();
    for entry in entries {
        let id = &entry.id;
        let about = |key: &str, what: &dyn std::fmt::Display| {
            let shown = id.escape_debug();
            ConfigError::about(&format!("sign_in.oidc.{key} of `{shown}`"), what)
        };
        if settings.iter().any(|known| known.settings.id == *id) {
            return Err(about("id", &"is there twice"));
        }
        let label = entry.label.as_ref().unwrap_or(id);
        if label.trim().is_empty() || label.chars().any(char::is_control) {
            return Err(about(
                "label",
                &"must say what people call it, on one line: it stands on the button",
            ));
        }
        let secret = client_secret(entry, variables).map_err(|(key, what)| about(key, &what))?;
        settings.push(OidcSettings {
            label: label.clone(),
            settings: oidc::Settings {
                id: id.clone(),
                issuer: entry.issuer.clone(),
                client_id: entry.client_id.clone(),
                client_secret: secret,
                redirect_url: format!("{}/sign-in/oidc/{id}/callback", home.origin()),
                scopes: entry
                    .scopes
                    .clone()
                    .unwrap_or_else(|| vec!["profile".to_owned()]),
                claims: claims(
                    entry.subject_claim.as_deref(),
                    entry.name_claim.as_deref(),
                    entry.groups_claim.as_deref(),
                ),
                algorithms: algorithms(entry.algorithms.as_deref())
                    .map_err(|what| about("algorithms", &what))?,
            },
        });
    }
    Ok(settings)
}

/// The secret of a client, from the environment or a file: never from the configuration itself.
fn client_secret(
    entry: &OidcEntry,
    variables: Variables<'_>,
) -> Result<Option<Secret>, (&'static str, String)> {
    match (&entry.client_secret_env, &entry.client_secret_file) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err((
            "client_secret_file",
            "is there beside client_secret_env: keep one of them".to_owned(),
        )),
        (Some(name), None) => match variables(name) {
            Some(value) => Ok(Some(Secret::new(value))),
            None => {
                let shown = name.escape_debug();
                Err((
                    "client_secret_env",
                    format!("the variable {shown} is not set"),
                ))
            }
        },
        (None, Some(path)) => read_secret(path)
            .map(Some)
            .map_err(|error| ("client_secret_file", format!("{}: {error}", path.display()))),
    }
}

fn read_secret(path: &Path) -> std::io::Result<Secret> {
    let text = zeroize::Zeroizing::new(std::fs::read_to_string(path)?);
    Ok(Secret::new(text.trim_end_matches(['\r', '\n'])))
}

fn portal(entry: &JwtEntry) -> Result<JwtSettings, ConfigError> {
    let about = |key: &str, what: &dyn std::fmt::Display| {
        ConfigError::about(&format!("sign_in.jwt.{key}"), what)
    };
    let header = match entry.header.as_deref() {
        None => None,
        Some(name) if name.eq_ignore_ascii_case("authorization") => None,
        Some(name) => {
            let parsed = name.parse::<HeaderName>().ok();
            let named = parsed.filter(|name| name.as_str().starts_with("x-"));
            let named = named.ok_or_else(|| {
                let shown = name.escape_debug();
                about(
                    "header",
                    &format!("`{shown}` must be authorization or begin with x-"),
                )
            })?;
            // What cannot say who somebody is cannot hold a token either.
            Headers::new(name, None).map_err(|error| about("header", &error.reason))?;
            Some(named)
        }
    };
    Ok(JwtSettings {
        header,
        settings: jwt::Settings {
            issuer: entry.issuer.clone(),
            audience: entry.audience.clone(),
            jwks_url: entry.jwks_url.clone(),
            algorithms: algorithms(entry.algorithms.as_deref())
                .map_err(|what| about("algorithms", &what))?,
            claims: claims(
                entry.subject_claim.as_deref(),
                entry.name_claim.as_deref(),
                entry.groups_claim.as_deref(),
            ),
        },
    })
}

/// One header cannot hold a token and a name.
fn check_apart(
    jwt: Option<&JwtSettings>,
    headers: Option<&IdentityHeaders>,
) -> Result<(), ConfigError> {
    let token = jwt.and_then(|jwt| jwt.header.clone());
    let (Some(token), Some(identity)) = (token, headers) else {
        return Ok(());
    };
    let found = identity.headers.find(&HeaderMap::from_iter([(
        token,
        HeaderValue::from_static(""),
    )]));
    if found == Found::default() {
        Ok(())
    } else {
        Err(ConfigError::about(
            "sign_in.jwt.header",
            "is, or looks like, a header of sign_in.headers: take another one",
        ))
    }
}

fn headers(entry: &HeadersEntry) -> Result<IdentityHeaders, ConfigError> {
    let headers = Headers::new(&entry.user, entry.groups.as_deref()).map_err(|error| {
        ConfigError::about(&format!("sign_in.headers.{}", error.key), error.reason)
    })?;
    if entry.peers.is_empty() {
        return Err(ConfigError::about(
            "sign_in.headers.peers",
            "is empty: name the addresses of the reverse proxies that are believed",
        ));
    }
    let peers = networks("sign_in.headers.peers", &entry.peers)?;
    Ok(IdentityHeaders { headers, peers })
}

fn algorithms(names: Option<&[String]>) -> Result<Vec<Algorithm>, String> {
    let Some(names) = names else {
        return Ok(vec![Algorithm::Rs256]);
    };
    let parse = |name: &String| name.parse().map_err(|error: SettingError| error.reason);
    names.iter().map(parse).collect()
}

fn claims(subject: Option<&str>, name: Option<&str>, groups: Option<&str>) -> ClaimNames {
    let named = |given: Option<&str>, usual: &str| given.unwrap_or(usual).to_owned();
    ClaimNames {
        subject: named(subject, "sub"),
        name: named(name, "name"),
        groups: named(groups, "groups"),
    }
}

#[cfg(test)]
mod tests;
