//! What is asked for, as it is sent.

use serde_json::Value;
use signet_model::api::{
    AddItems, AdjustPlan, ApiError, CreatePlan, ExcludeItems, Received, RuleBounds, Tell,
};
use signet_model::fields::{Field, Fields};
use signet_model::identifiers::{InstanceId, IotInstanceId, Reason};
use signet_model::plans::{Act, BadLine, BrokenRule, Identity, Outcome, State};
use signet_model::{FieldError, Violation};

use super::{selection, settings};
use crate::plans::{Wanted, WantedItems};
use crate::routes::input::{self, Count, Many, Name, Raw, Text, take};
use crate::routes::query;
use crate::service::Refused;

/// The most items of a slice, of numbers and of bad lines.
const MOST: usize = 20_000;
/// A line of a list has a number that every reader of JSON holds.
const LAST_LINE: u64 = (1 << 53) - 1;
/// The most plans of a page, and the usual number.
const MOST_PLANS: u64 = 100;
const USUAL_PLANS: u32 = 20;
/// The most items of a page, and the usual number.
const MOST_ITEMS: u64 = 1000;
const USUAL_ITEMS: u32 = 100;

/// What people call a plan.
struct Title(String);

impl Title {
    const MOST: usize = 100;
}

impl Field for Title {
    const KIND: &'static str = "string";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        let Text(text) = Text::<400>::read(value)?;
        let found = text.chars().count();
        if found > Self::MOST {
            let limit = Self::MOST;
            return Err(Violation::TooManyCharacters { limit, found });
        }
        Ok(Self(text))
    }
}

/// `POST /api/plans/create`
pub(super) fn create(mut fields: Fields) -> Result<CreatePlan, Refused> {
    let act = act(&mut fields)?;
    let (instance_id, iot_instance_id) = place(&mut fields, act)?;
    let title: Option<Title> = take(&mut fields, "title")?;
    let reason: Option<Reason> = take(&mut fields, "reason")?;
    let selection = input::take_inside(&mut fields, "selection", |inside| {
        selection::read(inside, act)
    })?;
    let settings = input::take_inside(&mut fields, "settings", settings::read)?;
    input::finish(fields)?;
    Ok(CreatePlan {
        act,
        instance_id,
        iot_instance_id,
        title: title.map(|Title(title)| title),
        reason: reason.map(|reason| reason.to_string()),
        selection: selection.ok_or_else(|| broken("selection", Violation::Missing))?,
        settings: settings.unwrap_or_default(),
    })
}

/// `POST /api/plans/add`
pub(super) fn slice(mut fields: Fields) -> Result<AddItems, Refused> {
    let id = id(&mut fields)?;
    let first_line: Option<Count> = take(&mut fields, "first_line")?;
    let Many(items): Many<Raw, MOST> = take(&mut fields, "items")?;
    let bad_lines = input::take_several(&mut fields, "bad_lines", |inside| {
        let Count(line) = take(inside, "line")?;
        let Raw(found) = take(inside, "found")?;
        let Raw(reason) = take(inside, "reason")?;
        Ok(BadLine {
            line,
            found,
            reason,
            rule: broken_rule(inside)?,
        })
    })?;
    input::finish(fields)?;
    if bad_lines.len() > MOST {
        let found = bad_lines.len();
        let violation = Violation::TooManyItems { limit: MOST, found };
        return Err(broken("bad_lines", violation));
    }
    Ok(AddItems {
        id,
        first_line: first_line.map(line).transpose()?,
        items: items.into_iter().map(|Raw(item)| item).collect(),
        bad_lines,
    })
}

/// The rule that a line breaks; one that is not known here is as good as none.
fn broken_rule(fields: &mut Fields) -> Result<BrokenRule, Refused> {
    let rule: Option<Raw> = take(fields, "rule")?;
    let at: Option<Count> = take(fields, "at")?;
    let limit: Option<Count> = take(fields, "limit")?;
    let wanted: Option<Raw> = take(fields, "wanted")?;
    let rule = rule.and_then(|Raw(rule)| serde_json::from_value(rule.into()).ok());
    Ok(BrokenRule {
        rule: rule.unwrap_or_default(),
        at: at.map(|Count(at)| at),
        limit: limit.map(|Count(limit)| limit),
        wanted: wanted.map(|Raw(wanted)| wanted),
    })
}

fn line(Count(line): Count) -> Result<u64, Refused> {
    if (1..=LAST_LINE).contains(&line) {
        return Ok(line);
    }
    let violation = Violation::OutOfRange {
        minimum: 1,
        maximum: LAST_LINE,
        found: line.to_string(),
    };
    Err(broken("first_line", violation))
}

/// `POST /api/plans/{freeze,approve,reject,run,pause,resume,cancel,undo,hand-out}`
pub(super) fn tell(mut fields: Fields) -> Result<Tell, Refused> {
    let id = id(&mut fields)?;
    let hash: Option<Text<64>> = take(&mut fields, "hash")?;
    let emergency: Option<Reason> = take(&mut fields, "emergency")?;
    let reason: Option<Reason> = take(&mut fields, "reason")?;
    input::finish(fields)?;
    Ok(Tell {
        id,
        hash: hash.map(|Text(hash)| hash),
        emergency: emergency.map(|why| why.to_string()),
        reason: reason.map(|why| why.to_string()),
    })
}

/// `POST /api/plans/exclude`
pub(super) fn exclude(mut fields: Fields) -> Result<ExcludeItems, Refused> {
    let id = id(&mut fields)?;
    let Many(numbers): Many<Count, MOST> = take(&mut fields, "numbers")?;
    input::finish(fields)?;
    Ok(ExcludeItems {
        id,
        numbers: numbers.into_iter().map(|Count(number)| number).collect(),
    })
}

/// `POST /api/plans/adjust`
pub(super) fn adjust(mut fields: Fields) -> Result<AdjustPlan, Refused> {
    let id = id(&mut fields)?;
    let settings = input::take_inside(&mut fields, "settings", settings::read)?;
    input::finish(fields)?;
    let settings = settings.ok_or_else(|| broken("settings", Violation::Missing))?;
    Ok(AdjustPlan { id, settings })
}

/// `POST /api/plans/received`
pub(super) fn received(mut fields: Fields) -> Result<Received, Refused> {
    let id = id(&mut fields)?;
    let Text::<64>(sha256) = take(&mut fields, "sha256")?;
    input::finish(fields)?;
    Ok(Received { id, sha256 })
}

/// `POST /api/plans/rules/make`
pub(super) fn bounds(mut fields: Fields) -> Result<RuleBounds, Refused> {
    let Text(author): Name = take(&mut fields, "author")?;
    let act = act(&mut fields)?;
    let (instance_id, iot_instance_id) = place(&mut fields, act)?;
    let Count(max_items) = take(&mut fields, "max_items")?;
    let until = moment(&mut fields, "until")?;
    input::finish(fields)?;
    Ok(RuleBounds {
        author,
        act,
        instance_id,
        iot_instance_id,
        max_items,
        until,
    })
}

/// `POST /api/plans/rules/withdraw`
pub(super) fn only_id(mut fields: Fields) -> Result<String, Refused> {
    let id = id(&mut fields)?;
    input::finish(fields)?;
    Ok(id)
}

/// The query of `GET /api/plans`.
pub(super) fn wanted(text: &str) -> Result<Wanted, Refused> {
    let mut fields = Fields::new(query::parameters(text)?);
    let mut named = |name: &str| {
        let text: Option<Name> = take(&mut fields, name)?;
        Ok::<_, Refused>(text.map(|Text(text)| text))
    };
    let states = named("state")?.unwrap_or_default();
    let states = states.split(',').filter(|state| !state.is_empty());
    let state = |found: &str| {
        let all = State::ALL.map(State::as_str);
        State::find(found).ok_or_else(|| input::none_of("state", &all, found))
    };
    let wanted = Wanted {
        states: states.map(state).collect::<Result<_, _>>()?,
        instance: named("instance")?,
        before: named("before")?,
        limit: limit(named("limit")?, MOST_PLANS, USUAL_PLANS)?,
    };
    input::finish(fields)?;
    Ok(wanted)
}

/// The query of `GET /api/plans/{id}/items`.
pub(super) fn wanted_items(text: &str) -> Result<WantedItems, Refused> {
    let mut fields = Fields::new(query::parameters(text)?);
    let mut named = |name: &str| {
        let text: Option<Name> = take(&mut fields, name)?;
        Ok::<_, Refused>(text.map(|Text(text)| text))
    };
    let outcomes = Outcome::ALL.map(Outcome::as_str);
    let outcome = query::one_of("outcome", named("outcome")?, &outcomes)?;
    let wanted = WantedItems {
        outcome: outcome.as_deref().and_then(Outcome::find),
        find: named("find")?,
        after: query::number("after", named("after")?, 0, u64::MAX >> 1)?.unwrap_or_default(),
        limit: limit(named("limit")?, MOST_ITEMS, USUAL_ITEMS)?,
    };
    input::finish(fields)?;
    Ok(wanted)
}

fn limit(found: Option<String>, most: u64, usual: u32) -> Result<u32, Refused> {
    let limit = query::number("limit", found, 1, most)?;
    Ok(limit
        .and_then(|limit| u32::try_from(limit).ok())
        .unwrap_or(usual))
}

fn id(fields: &mut Fields) -> Result<String, Refused> {
    let Text::<64>(id) = take(fields, "id")?;
    Ok(id)
}

fn act(fields: &mut Fields) -> Result<Act, Refused> {
    let Text::<64>(found) = take(fields, "act")?;
    Act::find(&found).ok_or_else(|| input::none_of("act", &Act::ALL.map(Act::as_str), &found))
}

/// The instance of the product that the act is of.
fn place(fields: &mut Fields, act: Act) -> Result<(Option<String>, Option<String>), Refused> {
    let instance: Option<InstanceId> = take(fields, "instance_id")?;
    let iot: Option<IotInstanceId> = take(fields, "iot_instance_id")?;
    let foreign = |field: &str| broken(field, Violation::NotTogether { with: "this act" });
    match (act.identity(), &instance, &iot) {
        (Identity::Device, Some(_), _) => Err(foreign("instance_id")),
        (Identity::Client | Identity::Certificate, _, Some(_)) => Err(foreign("iot_instance_id")),
        (Identity::Client | Identity::Certificate, None, None) => {
            Err(broken("instance_id", Violation::Missing))
        }
        _ => Ok((
            instance.map(|id| id.to_string()),
            iot.map(|id| id.to_string()),
        )),
    }
}

/// A moment.
pub(super) fn moment(fields: &mut Fields, name: &str) -> Result<signet_model::Timestamp, Refused> {
    let Text::<64>(text) = take(fields, name)?;
    text.parse()
        .map_err(|rule| input::invalid(name, format!("{name} {rule}")))
}

/// A field that breaks a rule.
pub(super) fn broken(field: &str, violation: Violation) -> Refused {
    Box::new(ApiError::from(FieldError {
        field: field.to_owned(),
        violation,
    }))
}
