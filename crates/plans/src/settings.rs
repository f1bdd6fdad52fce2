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

#[cfg(test)]
mod tests {
    use signet_model::Quantity;
    use signet_model::plans::QuietHours;

    use super::*;

    fn wrong(act: Act, change: impl FnOnce(&mut Settings)) -> (String, Option<Quantity>) {
        let mut settings = Settings::default();
        change(&mut settings);
        let error = check(act, &settings).expect_err("wrong settings");
        let field = error.field.strip_prefix("settings.").expect("a setting");
        (field.to_owned(), error.violation.found())
    }

    fn number(found: i64) -> Option<Quantity> {
        Some(Quantity::Number(found))
    }

    fn text(found: &str) -> Option<Quantity> {
        Some(Quantity::Text(found.to_owned()))
    }

    #[test]
    fn what_is_there_without_a_word_is_right() {
        for act in Act::ALL {
            let settings = Settings {
                recipient: act.makes_secrets().then(|| "age1x".to_owned()),
                ..Settings::default()
            };
            assert_eq!(check(act, &settings), Ok(()), "{act:?}");
        }
    }

    #[test]
    fn what_cannot_be_run_names_its_field() {
        let act = Act::Inactivate;
        assert_eq!(
            wrong(act, |to| to.waves.items = vec![10, 0]),
            ("waves.items".to_owned(), number(0))
        );
        assert_eq!(
            wrong(act, |to| to.waves.items = vec![1; 21]),
            ("waves.items".to_owned(), number(21))
        );
        assert_eq!(
            wrong(act, |to| to.waves.percent = -0.5),
            ("waves.percent".to_owned(), text("-0.5"))
        );
        assert_eq!(
            wrong(act, |to| to.gate.failures_percent = f64::NAN),
            ("gate.failures_percent".to_owned(), text("NaN"))
        );
        assert_eq!(
            wrong(act, |to| to.gate.unexpected_percent = f64::INFINITY),
            ("gate.unexpected_percent".to_owned(), text("inf"))
        );
        assert_eq!(
            wrong(act, |to| to.gate.at_least = 1_000_001),
            ("gate.at_least".to_owned(), number(1_000_001))
        );
        let follow_up = |delete_after_hours| Some(FollowUp { delete_after_hours });
        assert_eq!(
            wrong(act, |to| to.follow_up = follow_up(0)),
            ("follow_up.delete_after_hours".to_owned(), number(0))
        );
        let quiet_hours = QuietHours {
            from: "25:00".to_owned(),
            to: "06:00".to_owned(),
            utc_offset_minutes: 0,
        };
        assert_eq!(
            wrong(act, |to| to.quiet_hours = Some(quiet_hours)),
            ("quiet_hours.from".to_owned(), text("25:00"))
        );
    }

    #[test]
    fn what_belongs_to_another_act_is_refused() {
        let come_back = ComeBack {
            within_minutes: 10,
            percent: 90.0,
        };
        let field = |act, change: fn(&mut Settings)| wrong(act, change).0;
        assert_eq!(
            wrong(Act::Deregister, |to| to.come_back = Some(come_back)).0,
            "come_back"
        );
        assert_eq!(
            field(Act::Activate, |to| {
                to.follow_up = Some(FollowUp {
                    delete_after_hours: 24,
                });
            }),
            "follow_up"
        );
        assert_eq!(
            field(Act::Deregister, |to| to.recipient =
                Some("age1x".to_owned())),
            "recipient"
        );
        assert_eq!(field(Act::Register, |_| {}), "recipient");
        assert_eq!(
            field(Act::Rotate, |to| {
                to.recipient = Some("age1x".to_owned());
                to.come_back = Some(ComeBack {
                    within_minutes: 1441,
                    percent: 90.0,
                });
            }),
            "come_back.within_minutes"
        );
    }
}
