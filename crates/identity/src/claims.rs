//! What a provider says about somebody: the claims of a checked token, and which of them count.

use serde_json::{Map, Value};
use signet_model::Timestamp;

use crate::refusal::Refusal;
use crate::setting::{SettingError, not_empty};

const LONGEST_SUBJECT: usize = 255;
const LONGEST_NAME: usize = 200;
const LONGEST_GROUP: usize = 255;
const MOST_GROUPS: usize = 1000;

/// Which claims say who somebody is. A name is looked for as it is written, then as a path (`realm_access.roles`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNames {
    /// Who; must be there and must never be given to somebody else. `sub`, unless the provider keeps something more stable elsewhere.
    pub subject: String,
    /// What people call them. Where it is absent, `preferred_username`, `email` and the subject are tried.
    pub name: String,
    /// Their groups: a list of texts, or one text. Absent means none.
    pub groups: String,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            subject: "sub".to_owned(),
            name: "name".to_owned(),
            groups: "groups".to_owned(),
        }
    }
}

impl ClaimNames {
    pub(crate) fn check(&self) -> Result<(), SettingError> {
        not_empty("subject_claim", &self.subject)?;
        not_empty("name_claim", &self.name)?;
        not_empty("groups_claim", &self.groups)
    }
}

/// The claims of a token whose signature was checked.
#[derive(Debug, Default)]
pub(crate) struct Claims(pub(crate) Map<String, Value>);

impl Claims {
    /// A claim by its name or path; `null` is absent.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        let exact = self.0.get(name);
        let value = exact.or_else(|| {
            let mut steps = name.split('.');
            let first = self.0.get(steps.next()?)?;
            steps.try_fold(first, |value, step| value.get(step))
        });
        value.filter(|value| !value.is_null())
    }

    /// A moment: seconds since 1970, with or without a fraction.
    pub(crate) fn moment(&self, name: &'static str) -> Result<Option<Timestamp>, Refusal> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let whole = value.as_i64().and_then(|seconds| seconds.checked_mul(1000));
        let millis = whole.or_else(|| {
            let millis = value.as_f64()? * 1000.0;
            // The far end of what a Timestamp holds; beyond it `as` would not say the truth.
            (millis.abs() < 3e14).then_some(millis as i64)
        });
        let moment = millis.and_then(Timestamp::from_millis);
        let malformed = || Refusal::malformed(format!("has a `{name}` that is no time in seconds"));
        moment.map(Some).ok_or_else(malformed)
    }

    pub(crate) fn subject(&self, names: &ClaimNames) -> Result<String, Refusal> {
        let refused = |why| Refusal::Claim {
            claim: names.subject.clone(),
            why,
        };
        let value = self
            .get(&names.subject)
            .ok_or_else(|| refused("is absent: nothing says who this is"))?;
        let text = value.as_str().ok_or_else(|| refused("is not a text"))?;
        match () {
            () if text.trim().is_empty() => Err(refused("is empty")),
            () if text.len() > LONGEST_SUBJECT => Err(refused("has more than 255 bytes")),
            () if text.chars().any(char::is_control) => Err(refused("holds control characters")),
            () => Ok(text.to_owned()),
        }
    }

    /// What to call somebody. Never refused: it decides nothing.
    pub(crate) fn name(&self, names: &ClaimNames, subject: &str) -> String {
        [names.name.as_str(), "preferred_username", "email"]
            .into_iter()
            .filter_map(|claim| self.get(claim)?.as_str())
            .map(str::trim)
            .find(|name| is_showable(name))
            .unwrap_or(subject)
            .to_owned()
    }

    pub(crate) fn groups(&self, names: &ClaimNames) -> Result<Vec<String>, Refusal> {
        let refused = |why| Refusal::Claim {
            claim: names.groups.clone(),
            why,
        };
        let items = match self.get(&names.groups) {
            None => return Ok(Vec::new()),
            Some(Value::String(one)) => vec![one.as_str()],
            Some(Value::Array(several)) => several
                .iter()
                .map(Value::as_str)
                .collect::<Option<_>>()
                .ok_or_else(|| refused("holds something that is not a text"))?,
            Some(_) => return Err(refused("is neither a list of texts nor a text")),
        };
        tidy_groups(items.into_iter()).map_err(refused)
    }
}

/// Groups sorted, each once, empty ones left out.
pub(crate) fn tidy_groups<'a>(
    items: impl Iterator<Item = &'a str>,
) -> Result<Vec<String>, &'static str> {
    let mut groups = Vec::new();
    for item in items.filter(|item| !item.is_empty()) {
        if item.len() > LONGEST_GROUP {
            return Err("holds a group with more than 255 bytes");
        }
        if item.chars().any(char::is_control) {
            return Err("holds a group with control characters");
        }
        if groups.len() == MOST_GROUPS {
            return Err("holds more than 1000 groups: let the provider send only those of Signet");
        }
        groups.push(item.to_owned());
    }
    groups.sort_unstable();
    groups.dedup();
    Ok(groups)
}

fn is_showable(name: &str) -> bool {
    !name.is_empty() && name.len() <= LONGEST_NAME && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests;
