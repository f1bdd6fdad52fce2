//! `[[grants]]`, `[budgets]`, `[[protected]]` and `[safety]`: who may do what, and what stands between a role and an act.

use serde::Deserialize;
use signet_model::Effect;
use signet_model::api::ProtectedPattern;
use signet_model::roles::{Grant, Role};

use super::{ConfigError, File};
use crate::service::{BudgetLimits, Safety};

/// One of `[[grants]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantEntry {
    /// A subject such as `user:alice`, or `group:` and a group of the identity provider.
    pub to: String,
    /// `viewer`, `operator`, `custodian`, `approver` or `admin`.
    pub role: String,
    /// The account; every one where absent.
    pub account: Option<String>,
    /// One ApsaraMQ for MQTT instance.
    pub instance: Option<String>,
    /// One group of that instance.
    pub group: Option<String>,
    /// One IoT Platform instance, or `public`.
    pub iot_instance: Option<String>,
}

/// `[budgets]`: single acts of one person in ten minutes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BudgetsEntry {
    /// What cannot be undone; 20 where absent.
    pub destroy: Option<u32>,
    /// Secrets that are shown; 20 where absent.
    pub reveal: Option<u32>,
    /// What takes out of service; 200 where absent.
    pub suspend: Option<u32>,
}

/// One of `[[protected]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtectedEntry {
    /// `*` stands for any text, `?` for one character.
    pub pattern: String,
    /// Of one instance only.
    pub instance: Option<String>,
    /// Why, for people.
    pub reason: Option<String>,
}

/// `[safety]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SafetyEntry {
    /// Effects that need a reason.
    pub reason_required: Vec<String>,
    /// Effects that need a recent sign-in.
    pub recent_sign_in: Vec<String>,
    /// How many minutes a sign-in is recent; 15 where absent.
    pub minutes: Option<u32>,
}

/// What these sections say, checked.
#[derive(Clone, Debug, Default)]
pub struct SafeguardSettings {
    /// The grants of the configuration, each with whom it is given to.
    pub grants: Vec<(String, Grant)>,
    /// How many single acts.
    pub budgets: BudgetLimits,
    /// The patterns of the protected list.
    pub protected: Vec<ProtectedPattern>,
    /// What needs a reason or a recent sign-in.
    pub safety: Safety,
}

/// How those start that a grant may be given to. A token has grants of its own.
const KINDS: [&str; 5] = ["user:", "oidc:", "jwt:", "header:", "group:"];
/// A budget is kept as one moment for each act.
const MOST_ACTS: u32 = 10_000;
const MOST_MINUTES: u32 = 24 * 60;
const USUAL_MINUTES: u32 = 15;

/// Reads the sections. `accounts` are the names of the accounts that there are.
///
/// # Errors
/// The key that is wrong.
pub(super) fn safeguards(file: &File, accounts: &[&str]) -> Result<SafeguardSettings, ConfigError> {
    Ok(SafeguardSettings {
        grants: file
            .grants
            .iter()
            .map(|entry| grant(entry, accounts))
            .collect::<Result<_, _>>()?,
        budgets: budgets(&file.budgets)?,
        protected: file
            .protected
            .iter()
            .map(pattern)
            .collect::<Result<_, _>>()?,
        safety: safety(&file.safety)?,
    })
}

/// Whether a grant may be given to that subject or group: how it starts, and something after that.
///
/// # Errors
/// The rule, for people.
pub fn check_subject(subject: &str) -> Result<(), String> {
    let named = KINDS.iter().any(|kind| {
        subject
            .strip_prefix(kind)
            .is_some_and(|name| !name.is_empty())
    });
    if !named {
        Err(format!(
            "must start with one of {} and go on with a name",
            KINDS.join(", ")
        ))
    } else if subject.chars().any(char::is_control) {
        Err("may hold no control characters".to_owned())
    } else if subject.len() > 512 {
        Err(format!(
            "may have at most 512 bytes, this has {}",
            subject.len()
        ))
    } else {
        Ok(())
    }
}

fn grant(entry: &GrantEntry, accounts: &[&str]) -> Result<(String, Grant), ConfigError> {
    let about = |field: &str, what: &str| {
        ConfigError::about(
            &format!("grants.{field} of `{}`", entry.to.escape_debug()),
            what,
        )
    };
    check_subject(&entry.to).map_err(|what| about("to", &what))?;
    let role = Role::find(&entry.role).ok_or_else(|| {
        let roles: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        about(
            "role",
            &format!(
                "`{}` is no role; there are {}",
                entry.role.escape_debug(),
                roles.join(", ")
            ),
        )
    })?;
    let grant = Grant {
        role,
        account: entry.account.clone(),
        instance: entry.instance.clone(),
        group: entry.group.clone(),
        iot_instance: entry.iot_instance.clone(),
    };
    grant.check().map_err(|flaw| {
        let (field, rule) = flaw.field_and_rule();
        about(field, rule)
    })?;
    match &grant.account {
        Some(account) if !accounts.contains(&account.as_str()) => Err(about(
            "account",
            &format!("there is no account `{}`", account.escape_debug()),
        )),
        _ => Ok((entry.to.clone(), grant)),
    }
}

fn budgets(entry: &BudgetsEntry) -> Result<BudgetLimits, ConfigError> {
    let usual = BudgetLimits::default();
    let limit = |name: &str, given: Option<u32>, usual: u32| match given {
        Some(acts) if acts > MOST_ACTS => Err(ConfigError::about(
            &format!("budgets.{name}"),
            format!("may be at most {MOST_ACTS}, not {acts}; for more there are no single acts"),
        )),
        given => Ok(given.unwrap_or(usual)),
    };
    Ok(BudgetLimits {
        destroy: limit("destroy", entry.destroy, usual.destroy)?,
        reveal: limit("reveal", entry.reveal, usual.reveal)?,
        suspend: limit("suspend", entry.suspend, usual.suspend)?,
    })
}

fn pattern(entry: &ProtectedEntry) -> Result<ProtectedPattern, ConfigError> {
    if entry.pattern.is_empty() {
        return Err(ConfigError::about(
            "protected.pattern",
            "an empty pattern covers nothing",
        ));
    }
    if entry.instance.as_deref() == Some("") {
        return Err(ConfigError::about(
            &format!("protected.instance of `{}`", entry.pattern.escape_debug()),
            "an empty text names nothing: leave it out",
        ));
    }
    Ok(ProtectedPattern {
        pattern: entry.pattern.clone(),
        instance: entry.instance.clone(),
        reason: entry.reason.clone(),
    })
}

fn safety(entry: &SafetyEntry) -> Result<Safety, ConfigError> {
    let minutes = entry.minutes.unwrap_or(USUAL_MINUTES);
    if !(1..=MOST_MINUTES).contains(&minutes) {
        return Err(ConfigError::about(
            "safety.minutes",
            format!("must be 1 to {MOST_MINUTES}, not {minutes}"),
        ));
    }
    Ok(Safety {
        reason_required: effects("safety.reason_required", &entry.reason_required)?,
        recent_sign_in: effects("safety.recent_sign_in", &entry.recent_sign_in)?,
        minutes,
    })
}

/// Reading needs neither a reason nor a recent sign-in, whatever the file says.
fn effects(key: &str, names: &[String]) -> Result<Vec<Effect>, ConfigError> {
    let find = |name: &String| {
        let mut acts = Effect::ALL
            .into_iter()
            .filter(|effect| *effect != Effect::Read);
        acts.find(|effect| effect.as_str() == name).ok_or_else(|| {
            ConfigError::about(
                key,
                format!(
                    "`{}` is none of reveal, create, suspend, resume, destroy",
                    name.escape_debug()
                ),
            )
        })
    };
    names.iter().map(find).collect()
}

#[cfg(test)]
mod tests;
