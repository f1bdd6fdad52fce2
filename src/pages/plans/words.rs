//! What plans are said and shown with.

use signet_model::{
    api::Plan,
    plans::{Approval, Outcome, Progress, State, WaveState},
    roles::PUBLIC_IOT_INSTANCE,
};

use crate::{
    components::Whereabouts,
    pages::here::Here,
    text::{Format, Plans as Words},
    ui::Tone,
};

/// What a state means; each tone has its own shape.
pub(super) const fn tone(state: State) -> Tone {
    match state {
        State::Running => Tone::Info,
        State::Finished => Tone::Good,
        State::Paused => Tone::Warning,
        State::Stopped => Tone::Danger,
        State::Selecting | State::Frozen | State::Scheduled | State::Cancelled => Tone::Neutral,
    }
}

/// What an outcome means.
pub(super) const fn outcome_tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Done | Outcome::Already | Outcome::SettledDone => Tone::Good,
        Outcome::Waiting => Tone::Neutral,
        Outcome::Begun => Tone::Info,
        Outcome::Moved | Outcome::Protected | Outcome::Unknown => Tone::Warning,
        Outcome::Failed => Tone::Danger,
    }
}

/// What a wave is called in the style sheet.
pub(super) const fn wave_class(state: WaveState) -> &'static str {
    match state {
        WaveState::Waiting => "waiting",
        WaveState::Running => "running",
        WaveState::Watching => "watching",
        WaveState::Passed => "passed",
        WaveState::Stopped => "stopped",
    }
}

/// Whether a plan rests because nobody has approved it yet.
pub(super) fn waits_for_approval(plan: &Plan) -> bool {
    plan.state == State::Frozen && plan.approval == Approval::Needed
}

/// Where a plan acts.
pub(super) fn whereabouts(plan: &Plan, here: Here, text: &Words) -> Whereabouts {
    if let Some(id) = &plan.instance_id {
        return Whereabouts {
            region: plan.region.clone(),
            ..here.whereabouts(id)
        };
    }
    let id = plan.iot_instance_id.clone().unwrap_or_default();
    let name = here.session().answer().with(|session| {
        let all = &session?.value.iot_instances;
        let known = all
            .iter()
            .find(|known| known.iot_instance_id.as_deref().unwrap_or_default() == id)?;
        Some(known.name.clone())
    });
    let unnamed = || match &*id {
        "" | PUBLIC_IOT_INSTANCE => text.public_iot.to_owned(),
        id => id.to_owned(),
    };
    Whereabouts {
        cloud: here.cloud(),
        name: name.unwrap_or_else(unnamed),
        region: plan.region.clone(),
        id,
    }
}

/// How many items have an outcome that stays.
pub(super) fn ended(progress: &Progress) -> u64 {
    count(progress, Outcome::is_final)
}

/// How many items failed, or may have.
pub(super) fn failed(progress: &Progress) -> u64 {
    count(progress, Outcome::is_failure)
}

/// How many items have an outcome like this.
pub(super) fn count(progress: &Progress, is: impl Fn(Outcome) -> bool) -> u64 {
    let matching = progress.outcomes.iter().filter(|(outcome, _)| is(*outcome));
    matching.map(|(_, items)| items).sum()
}

/// How much of all is done, in whole percent; all only when nothing is left.
pub(super) fn percent(part: u64, of: u64) -> u64 {
    if of == 0 {
        return 0;
    }
    if part >= of {
        100
    } else {
        (part.saturating_mul(100) / of).min(99)
    }
}

/// A span of time in at most two units: `2 h 5 min`.
pub(super) fn span(seconds: u64, text: &Words) -> String {
    const UNITS: [u64; 4] = [86_400, 3_600, 60, 1];
    let say = [text.day, text.hour, text.minute, text.second];
    let at = UNITS
        .iter()
        .position(|unit| seconds >= *unit)
        .unwrap_or(UNITS.len() - 1);
    let count = seconds / UNITS[at];
    let first = say[at](&count.to_string());
    let rest = seconds % UNITS[at];
    match (UNITS.get(at + 1), say.get(at + 1)) {
        // Of what takes long, the smaller unit says nothing.
        (Some(unit), Some(say)) if count < 10 && rest / unit > 0 => {
            [&*first, " ", &*say(&(rest / unit).to_string())].concat()
        }
        _ => first,
    }
}

/// A number a second: with one decimal below ten.
pub(super) fn rate(per_second: f64, format: Format) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates, and rates are small"
    )]
    let tenths = (per_second.max(0.0) * 10.0 + 0.5) as u64;
    if tenths >= 100 || tenths.is_multiple_of(10) {
        return format.number((tenths + 5) / 10);
    }
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string()].concat()
}

/// A percentage as it is typed: without decimals that say nothing.
pub(super) fn plain(number: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates, and percentages are small"
    )]
    let thousandths = (number.max(0.0) * 1000.0 + 0.5) as u64;
    let (whole, part) = (thousandths / 1000, thousandths % 1000);
    if part == 0 {
        return whole.to_string();
    }
    let digits = (1000 + part).to_string();
    [&whole.to_string(), ".", digits[1..].trim_end_matches('0')].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn spans_are_said_in_the_units_that_matter() {
        let text = Locale::En.text();
        for (seconds, said) in [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (125, "2 min 5 s"),
            (3_540, "59 min"),
            (7_500, "2 h 5 min"),
            (86_400 * 3, "3 d"),
        ] {
            assert_eq!(span(seconds, text.plans()), said);
        }
        assert_eq!(span(7_500, Locale::Zh.text().plans()), "2 小时 5 分钟");
    }

    #[test]
    fn a_hundred_percent_means_that_nothing_is_left() {
        assert_eq!(percent(999_999, 1_000_000), 99);
        assert_eq!(percent(1_000_000, 1_000_000), 100);
        assert_eq!((percent(0, 0), percent(1, 3)), (0, 33));
    }

    #[test]
    fn percentages_lose_nothing_that_was_typed() {
        for (number, said) in [(2.0, "2"), (0.5, "0.5"), (12.125, "12.125"), (0.05, "0.05")] {
            assert_eq!(plain(number), said);
        }
    }

    #[test]
    fn totals_are_of_what_ended() {
        let progress = Progress {
            outcomes: vec![
                (Outcome::Done, 5),
                (Outcome::Failed, 2),
                (Outcome::Unknown, 1),
                (Outcome::Waiting, 9),
                (Outcome::Begun, 1),
            ],
            ..Progress::default()
        };
        assert_eq!((ended(&progress), failed(&progress)), (8, 3));
    }
}
