//! How a plan is to be run, as it is sent. Whether the numbers can be so is decided by `signet-plans`.

use serde_json::Value;
use signet_model::Violation;
use signet_model::fields::{Field, Fields};
use signet_model::plans::{ComeBack, FollowUp, Gate, QuietHours, Settings, Waves};

use super::asked::broken;
use crate::routes::input::{Count, Many, Number, Text, take, take_inside};
use crate::service::Refused;

/// More waves than anybody has.
const MOST_WAVES: usize = 1000;

/// Minutes on either side of none.
struct Minutes(i32);

impl Field for Minutes {
    const KIND: &'static str = "integer";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        match value {
            None => Err(Violation::Missing),
            Some(Value::Number(number)) => match number.as_i64().map(i32::try_from) {
                Some(Ok(minutes)) => Ok(Self(minutes)),
                _ => Err(Violation::WrongType {
                    expected: "a whole number of minutes",
                    found: "another number",
                }),
            },
            Some(other) => Err(Violation::wrong_type("an integer", other)),
        }
    }
}

/// Reads them; what is left out is as usual.
///
/// # Errors
/// 422 with field, limit and found.
pub(super) fn read(fields: &mut Fields) -> Result<Settings, Refused> {
    let recipient: Option<Text<256>> = take(fields, "recipient")?;
    Ok(Settings {
        waves: take_inside(fields, "waves", waves)?.unwrap_or_default(),
        gate: take_inside(fields, "gate", gate)?.unwrap_or_default(),
        quiet_hours: take_inside(fields, "quiet_hours", quiet_hours)?,
        come_back: take_inside(fields, "come_back", come_back)?,
        follow_up: take_inside(fields, "follow_up", follow_up)?,
        recipient: recipient.map(|Text(key)| key),
    })
}

fn waves(fields: &mut Fields) -> Result<Waves, Refused> {
    let usual = Waves::default();
    let items: Option<Many<Count, MOST_WAVES>> = take(fields, "items")?;
    Ok(Waves {
        items: items.map_or(usual.items, |Many(items)| {
            items.into_iter().map(|Count(items)| items).collect()
        }),
        percent: percent(fields, "percent")?.unwrap_or(usual.percent),
    })
}

fn gate(fields: &mut Fields) -> Result<Gate, Refused> {
    let usual = Gate::default();
    let at_least: Option<Count> = take(fields, "at_least")?;
    Ok(Gate {
        failures_percent: percent(fields, "failures_percent")?.unwrap_or(usual.failures_percent),
        unexpected_percent: percent(fields, "unexpected_percent")?
            .unwrap_or(usual.unexpected_percent),
        at_least: at_least.map_or(usual.at_least, |Count(items)| items),
    })
}

fn quiet_hours(fields: &mut Fields) -> Result<QuietHours, Refused> {
    let Text::<64>(from) = take(fields, "from")?;
    let Text::<64>(to) = take(fields, "to")?;
    let offset: Option<Minutes> = take(fields, "utc_offset_minutes")?;
    Ok(QuietHours {
        from,
        to,
        utc_offset_minutes: offset.map_or(0, |Minutes(minutes)| minutes),
    })
}

fn come_back(fields: &mut Fields) -> Result<ComeBack, Refused> {
    let Number(percent) = take(fields, "percent")?;
    Ok(ComeBack {
        within_minutes: few(fields, "within_minutes")?,
        percent,
    })
}

fn follow_up(fields: &mut Fields) -> Result<FollowUp, Refused> {
    Ok(FollowUp {
        delete_after_hours: few(fields, "delete_after_hours")?,
    })
}

fn percent(fields: &mut Fields, name: &str) -> Result<Option<f64>, Refused> {
    let percent: Option<Number> = take(fields, name)?;
    Ok(percent.map(|Number(percent)| percent))
}

fn few(fields: &mut Fields, name: &str) -> Result<u32, Refused> {
    let Count(found) = take(fields, name)?;
    u32::try_from(found).map_err(|_| {
        let violation = Violation::OutOfRange {
            minimum: 1,
            maximum: u32::MAX.into(),
            found: found.to_string(),
        };
        broken(name, violation)
    })
}
