//! How a plan runs, as it is typed: the same form makes a plan and changes one.

mod form;
mod read;

use crate::prelude::*;
use signet_model::plans::{Act, ComeBack, FollowUp, Gate, QuietHours, Settings, Waves};

use super::words::plain;
use crate::{
    state::Shared,
    text::{NewPlan, use_text},
};

/// What is typed.
pub(super) type Typed = Shared<Parts>;

pub(super) struct Parts {
    waves: RwSignal<String>,
    percent: RwSignal<String>,
    failures: RwSignal<String>,
    unexpected: RwSignal<String>,
    at_least: RwSignal<String>,
    quiet: RwSignal<bool>,
    quiet_from: RwSignal<String>,
    quiet_to: RwSignal<String>,
    /// Minutes that the clock meant is ahead of UTC.
    zone: RwSignal<i32>,
    come_back: RwSignal<bool>,
    within: RwSignal<String>,
    back_percent: RwSignal<String>,
    /// Hours until what was inactivated is deleted; only in a staged retirement.
    delete_after: RwSignal<String>,
    recipient: RwSignal<String>,
    text: &'static NewPlan,
}

/// What the page proposes where nothing was said: 10 minutes, 90 %, three days.
const WITHIN: &str = "10";
const BACK: &str = "90";
const HOURS: &str = "72";

impl Typed {
    /// Nothing is typed yet: what is proposed.
    pub(super) fn proposed() -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let typed = Self::new(Parts {
            waves: text(""),
            percent: text(""),
            failures: text(""),
            unexpected: text(""),
            at_least: text(""),
            quiet: RwSignal::new(false),
            quiet_from: text("22:00"),
            quiet_to: text("06:00"),
            zone: RwSignal::new(own_zone()),
            come_back: RwSignal::new(true),
            within: text(WITHIN),
            back_percent: text(BACK),
            delete_after: text(HOURS),
            recipient: text(""),
            text: use_text().new_plan(),
        });
        typed.fill(&Settings::default());
        typed.come_back.set(true);
        typed
    }

    /// Shows these settings.
    pub(super) fn fill(self, settings: &Settings) {
        let Settings {
            waves,
            gate,
            quiet_hours,
            come_back,
            follow_up,
            recipient,
        } = settings;
        let items: Vec<_> = waves.items.iter().map(u64::to_string).collect();
        self.waves.set(items.join(", "));
        self.percent.set(plain(waves.percent));
        self.failures.set(plain(gate.failures_percent));
        self.unexpected.set(plain(gate.unexpected_percent));
        self.at_least.set(gate.at_least.to_string());
        self.quiet.set(quiet_hours.is_some());
        if let Some(hours) = quiet_hours {
            self.quiet_from.set(hours.from.clone());
            self.quiet_to.set(hours.to.clone());
            self.zone.set(hours.utc_offset_minutes);
        }
        self.come_back.set(come_back.is_some());
        if let Some(come_back) = come_back {
            self.within.set(come_back.within_minutes.to_string());
            self.back_percent.set(plain(come_back.percent));
        }
        if let Some(follow_up) = follow_up {
            self.delete_after
                .set(follow_up.delete_after_hours.to_string());
        }
        self.recipient.set(recipient.clone().unwrap_or_default());
    }

    /// What was typed, or what is wrong with it. `retires` where what is inactivated is deleted later.
    pub(super) fn settings(self, act: Act, retires: bool) -> Result<Settings, &'static str> {
        let text = self.text;
        let typed = |field: RwSignal<String>| field.with(|typed| typed.trim().to_owned());
        let percent = |field| read::percent(&typed(field)).ok_or(text.percent_wrong);
        let quiet_hours = if self.quiet.get() {
            let time = |field| read::time_of_day(&typed(field)).ok_or(text.quiet_wrong);
            Some(QuietHours {
                from: time(self.quiet_from)?,
                to: time(self.quiet_to)?,
                utc_offset_minutes: self.zone.get(),
            })
        } else {
            None
        };
        let come_back = if act == Act::Rotate && self.come_back.get() {
            let within = read::whole(&typed(self.within), 1, 1440);
            Some(ComeBack {
                within_minutes: within.ok_or(text.within_wrong)?,
                percent: percent(self.back_percent)?,
            })
        } else {
            None
        };
        let follow_up = if retires {
            let hours = read::whole(&typed(self.delete_after), 1, 8760);
            Some(FollowUp {
                delete_after_hours: hours.ok_or(text.delete_after_wrong)?,
            })
        } else {
            None
        };
        let recipient = if act.makes_secrets() {
            let recipient = typed(self.recipient);
            if recipient.is_empty() {
                return Err(text.recipient_first);
            }
            Some(read::recipient(&recipient).ok_or(text.recipient_wrong)?)
        } else {
            None
        };
        Ok(Settings {
            waves: Waves {
                items: read::waves(&typed(self.waves)).ok_or(text.waves_wrong)?,
                percent: percent(self.percent)?,
            },
            gate: Gate {
                failures_percent: percent(self.failures)?,
                unexpected_percent: percent(self.unexpected)?,
                at_least: read::whole(&typed(self.at_least), 0, u32::MAX)
                    .ok_or(text.at_least_wrong)?
                    .into(),
            },
            quiet_hours,
            come_back,
            follow_up,
            recipient,
        })
    }
}

impl Typed {
    /// The waves as they are typed: `10 → 100 → 1% → the rest`.
    pub(super) fn waves_in_words(self) -> String {
        let items = self.waves.with(|typed| read::waves(typed.trim()));
        let mut parts: Vec<_> = items
            .unwrap_or_default()
            .iter()
            .map(u64::to_string)
            .collect();
        let percent = self.percent.with(|typed| read::percent(typed.trim()));
        if let Some(percent) = percent.filter(|percent| *percent > 0.0) {
            parts.push([&*plain(percent), "%"].concat());
        }
        parts.push(self.text.then_rest.to_owned());
        parts.join(" → ")
    }

    /// How many percent may fail.
    pub(super) fn failures_in_words(self) -> String {
        self.failures
            .with(|typed| typed.trim().trim_end_matches(['%', '％']).trim().to_owned())
    }
}

/// How far this browser's clock is ahead of UTC, in minutes.
fn own_zone() -> i32 {
    let behind = js_sys::Date::new_0().get_timezone_offset();
    #[expect(clippy::cast_possible_truncation, reason = "at most 14 hours")]
    let ahead = -behind as i32;
    ahead
}

/// A zone as it is written behind `UTC`: `+08:00`.
pub(super) fn zone_name(minutes: i32) -> String {
    let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    let two = |number: u32| (100 + number).to_string()[1..].to_owned();
    let sign = if minutes < 0 { "-" } else { "+" };
    [sign, &two(hours), ":", &two(rest)].concat()
}

#[cfg(test)]
mod tests {
    use super::zone_name;

    #[test]
    fn zones_are_written_as_everywhere() {
        for (minutes, name) in [(480, "+08:00"), (0, "+00:00"), (-210, "-03:30")] {
            assert_eq!(zone_name(minutes), name);
        }
    }
}
