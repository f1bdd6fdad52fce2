//! Whether a plan can be run as somebody wants it.

use signet_model::plans::{Act, ComeBack, FollowUp, Gate, MAX_ITEMS, Settings, Waves};
use signet_model::{FieldError, Violation};

use crate::quiet::Quiet;

/// The most waves of a fixed size.
pub const MAX_WAVES: usize = 20;

/// Checks how a plan with that act is to be run. Whether `recipient` is a key that exists is not looked at.
///
/// # Errors
/// The first field to blame, named from `settings.` on.
pub fn check(act: Act, settings: &Settings) -> Result<(), FieldError> {
    waves(&settings.waves)?;
    gate(&settings.gate)?;
    if let Some(hours) = &settings.quiet_hours {
        Quiet::read(hours)?;
    }
    if let Some(settings) = &settings.come_back {
        only_for(act == Act::Rotate, "come_back")?;
        come_back(settings)?;
    }
    if let Some(settings) = &settings.follow_up {
        only_for(act == Act::Inactivate, "follow_up")?;
        follow_up(settings)?;
    }
    match &settings.recipient {
        None if act.makes_secrets() => Err(error("recipient", Violation::Missing)),
        Some(_) => only_for(act.makes_secrets(), "recipient"),
        None => Ok(()),
    }
}

fn waves(waves: &Waves) -> Result<(), FieldError> {
    if waves.items.len() > MAX_WAVES {
        return Err(error(
            "waves.items",
            Violation::TooManyItems {
                limit: MAX_WAVES,
                found: waves.items.len(),
            },
        ));
    }
    for (at, items) in (1..).zip(&waves.items) {
        range(*items, 1, MAX_ITEMS).map_err(|wrong| error("waves.items", wrong.of_item(at)))?;
    }
    percent("waves.percent", waves.percent)
}

fn gate(gate: &Gate) -> Result<(), FieldError> {
    percent("gate.failures_percent", gate.failures_percent)?;
    percent("gate.unexpected_percent", gate.unexpected_percent)?;
    range(gate.at_least, 0, MAX_ITEMS).map_err(|wrong| error("gate.at_least", wrong))
}

fn come_back(come_back: &ComeBack) -> Result<(), FieldError> {
    range(come_back.within_minutes.into(), 1, 1440)
        .map_err(|wrong| error("come_back.within_minutes", wrong))?;
    percent("come_back.percent", come_back.percent)
}

fn follow_up(follow_up: &FollowUp) -> Result<(), FieldError> {
    range(follow_up.delete_after_hours.into(), 1, 8760)
        .map_err(|wrong| error("follow_up.delete_after_hours", wrong))
}

fn only_for(fits: bool, field: &str) -> Result<(), FieldError> {
    if fits {
        Ok(())
    } else {
        Err(error(field, Violation::NotTogether { with: "this act" }))
    }
}

fn percent(field: &str, percent: f64) -> Result<(), FieldError> {
    if (0.0..=100.0).contains(&percent) {
        Ok(())
    } else {
        let found = percent.to_string();
        Err(error(field, Violation::NotAPercentage { found }))
    }
}

fn range(found: u64, minimum: u64, maximum: u64) -> Result<(), Violation> {
    if (minimum..=maximum).contains(&found) {
        Ok(())
    } else {
        Err(Violation::OutOfRange {
            minimum,
            maximum,
            found: found.to_string(),
        })
    }
}

fn error(field: &str, violation: Violation) -> FieldError {
    FieldError {
        field: format!("settings.{field}"),
        violation,
    }
}
