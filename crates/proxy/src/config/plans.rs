//! `[plans]`, `[[approvals]]` and `[[surveys]]`: which plans somebody must approve, how long what is kept, and whom a background survey asks for.

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use serde::Deserialize;
use signet_model::identifiers::{GroupId, InstanceId, IotInstanceId};
use signet_model::plans::{Act, MAX_ITEMS};
use signet_model::roles::PUBLIC_IOT_INSTANCE;
use signet_plans::approval::Rule;

use super::{ConfigError, File};
use crate::plans::{PlanSettings, Survey};

/// `[plans]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlansEntry {
    /// Days for which plans that are over are kept; 365 where absent.
    pub keep_days: Option<u32>,
    /// Hours within which an approved plan may begin; 24 where absent.
    pub valid_hours: Option<u32>,
    /// Hours for which a new approver may approve nothing; 24 where absent.
    pub newcomer_hours: Option<u32>,
    /// Whether a plan may go without the approval that it needs, with a reason and a loud notice.
    pub emergency: bool,
}

/// One of `[[approvals]]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ApprovalEntry {
    /// These acts; every act that does not suspend where absent.
    pub acts: Option<Vec<String>>,
    /// With more items than this; with any number where absent.
    pub above: Option<u64>,
    /// In this instance of either product, or `public`; everywhere where absent.
    pub instance: Option<String>,
}

/// One of `[[surveys]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyEntry {
    /// The ApsaraMQ for MQTT instance.
    pub instance: String,
    /// The group.
    pub group: String,
    /// Minutes between two samples; 60 where absent.
    pub every_minutes: Option<u32>,
}

const MOST_DAYS: u32 = 3650;
/// Thirty days.
const MOST_HOURS: u32 = 720;
/// A week.
const MOST_MINUTES: u32 = 7 * 24 * 60;
const USUAL_MINUTES: u32 = 60;

/// Reads `[plans]` and `[[approvals]]`.
///
/// # Errors
/// The key that is wrong.
pub(super) fn plans(file: &File) -> Result<PlanSettings, ConfigError> {
    let (entry, usual) = (&file.plans, PlanSettings::default());
    if file.sign_in.is_none() && !file.approvals.is_empty() {
        return Err(ConfigError::about(
            "approvals",
            "nobody approves a plan of their own, and without [sign_in] there is nobody else; add [sign_in] or take [[approvals]] out",
        ));
    }
    let within = |key: &str, given: Option<u32>, usual: u32, least: u32, most: u32| {
        let found = given.unwrap_or(usual);
        if (least..=most).contains(&found) {
            return Ok(found);
        }
        let what = format!("must be {least} to {most}, not {found}");
        Err(ConfigError::about(&format!("plans.{key}"), what))
    };
    let rules = file.approvals.iter().enumerate();
    Ok(PlanSettings {
        keep_days: within("keep_days", entry.keep_days, usual.keep_days, 1, MOST_DAYS)?,
        valid_hours: within(
            "valid_hours",
            entry.valid_hours,
            usual.valid_hours,
            1,
            MOST_HOURS,
        )?,
        newcomer_hours: within(
            "newcomer_hours",
            entry.newcomer_hours,
            usual.newcomer_hours,
            0,
            MOST_HOURS,
        )?,
        emergency: entry.emergency,
        approvals: rules
            .map(|(index, entry)| rule(&format!("approvals[{index}]"), entry))
            .collect::<Result<_, _>>()?,
    })
}

fn rule(name: &str, entry: &ApprovalEntry) -> Result<Rule, ConfigError> {
    let about = |key: &str, what: String| ConfigError::about(&format!("{name}.{key}"), what);
    let act = |found: &String| {
        Act::find(found).ok_or_else(|| {
            let acts = Act::ALL.map(Act::as_str).join(", ");
            let found = found.escape_debug();
            about("acts", format!("`{found}` is no act; there are {acts}"))
        })
    };
    let acts = match &entry.acts {
        None => None,
        Some(acts) if acts.is_empty() => {
            let what = "is empty, so that it would never count; leave it out for every act that does not suspend";
            return Err(about("acts", what.to_owned()));
        }
        Some(acts) => Some(acts.iter().map(act).collect::<Result<_, _>>()?),
    };
    if let Some(above) = entry.above.filter(|above| *above >= MAX_ITEMS) {
        let what = format!(
            "must be less than {MAX_ITEMS}, the most items of a plan, not {above}: it would never count"
        );
        return Err(about("above", what));
    }
    if let Some(instance) = &entry.instance {
        let is_one = instance == PUBLIC_IOT_INSTANCE
            || InstanceId::parse(instance.as_str()).is_ok()
            || IotInstanceId::parse(instance.as_str()).is_ok();
        if !is_one {
            let found = instance.escape_debug();
            return Err(about("instance", format!("`{found}` is no instance id")));
        }
    }
    Ok(Rule {
        acts,
        above: entry.above,
        instance: entry.instance.clone(),
    })
}

/// Reads `[[surveys]]`.
///
/// # Errors
/// The key that is wrong.
pub(super) fn surveys(entries: &[SurveyEntry]) -> Result<Vec<Survey>, ConfigError> {
    let mut seen = HashSet::new();
    let survey = |(index, entry): (usize, &SurveyEntry)| {
        let about =
            |key: &str, what: String| ConfigError::about(&format!("surveys[{index}].{key}"), what);
        let instance = InstanceId::parse(entry.instance.as_str());
        let instance = instance.map_err(|rule| about("instance", rule.to_string()))?;
        let group = GroupId::parse(entry.group.as_str());
        let group = group.map_err(|rule| about("group", rule.to_string()))?;
        let every_minutes = entry.every_minutes.unwrap_or(USUAL_MINUTES);
        if !(1..=MOST_MINUTES).contains(&every_minutes) {
            let what = format!("must be 1 to {MOST_MINUTES}, not {every_minutes}");
            return Err(about("every_minutes", what));
        }
        if !seen.insert((entry.instance.clone(), entry.group.clone())) {
            let group = entry.group.escape_debug();
            return Err(about("group", format!("`{group}` is surveyed already")));
        }
        Ok(Survey {
            instance,
            group,
            every_minutes,
        })
    };
    entries.iter().enumerate().map(survey).collect()
}
