//! Plans.

use signet_model::{
    api::{Added, HandedOut, Items, Offer, Plan, Plans},
    plans::{
        Approval, BadLine, BrokenRule, CameBack, Cause, ComeBack, Exposure, FollowUp, Gate, Item,
        Online, Outcome, Progress, QuietHours, Selection, Settings, Share, Wave, Waves,
    },
};

use super::{Answered, Fields, JsonValue, word};
use crate::api::json::Json;

read! {
    Plans { plans: each(Plan::read), next: maybe_text, }
    Plan {
        id: text, title: text, act: word, account: text, region: text, instance_id: maybe_text, iot_instance_id: maybe_text,
        author: text, created_at: moment, reason: maybe_text, selection: one(selection), settings: one(Settings::read),
        state: word, why: maybe_word, why_text: maybe_text, hash: maybe_text, frozen_at: time, bad_lines: several(BadLine::read),
        bad_lines_total: or_none, duplicates: or_none, other_side: maybe_number, exposure: maybe(Exposure::read),
        approval: one(approval), after: maybe_text, starts_at: time, secrets: or_none, progress: one(Progress::read),
        commands: each(Offer::read), emergency: or_false,
    }
    Offer { command: word, refusal: maybe_word, }
    BadLine { line: count, found: text, reason: text, rule: broken_rule, }
    Settings {
        waves: one(Waves::read), gate: one(Gate::read), quiet_hours: maybe(QuietHours::read), come_back: maybe(ComeBack::read),
        follow_up: maybe(FollowUp::read), recipient: maybe_text,
    }
    Waves { items: each(number), percent: fraction, }
    Gate { failures_percent: fraction, unexpected_percent: fraction, at_least: count, }
    QuietHours { from: text, to: text, utc_offset_minutes: signed, }
    ComeBack { within_minutes: number, percent: fraction, }
    FollowUp { delete_after_hours: number, }
    Exposure {
        items: count, shares: each(Share::read), places: count, online: maybe(Online::read), protected: count,
        protected_examples: texts, unfit: count, seconds: count, calls: count, per_second: fraction,
    }
    Share { place: text, items: count, of: maybe_number, }
    Online { asked: count, to_ask: count, online: count, is_sample: flag, at: moment, }
    Progress {
        state: maybe_word, why: maybe_word, listed: count, walked: count, items: count, outcomes: each(outcome), calls: count,
        throttled: count, per_second: fraction, seconds_left: maybe_number, waves: each(Wave::read), causes: each(Cause::read),
        waits_until: time, started_at: time, ended_at: time,
    }
    Wave {
        up_to: count, state: word, ended: count, failed: count, moved: count, failed_before: or_none, moved_before: or_none,
        come_back: maybe(CameBack::read),
    }
    CameBack { asked: number, online: number, back: number, until: time, }
    Cause { outcome: word, code: text, items: count, }
    Items { items: each(Item::read), next: maybe_number, }
    Item {
        number: count, id: text, ca: maybe_text, before: text, outcome: word, note: maybe_text, cloud_code: maybe_text,
        request_id: maybe_text, act: maybe_text, attempts: number, started_at: time, ended_at: time,
    }
    Added { added: count, duplicates: count, bad_lines: each(BadLine::read), listed: count, }
    HandedOut { armored: text, sha256: text, secrets: count, }
}

fn number(json: JsonValue) -> Option<u64> {
    match json.0 {
        Json::Number(number) => u64::try_from(number).ok(),
        _ => None,
    }
}

/// How many items have an outcome: a pair.
fn outcome(json: JsonValue) -> Option<(Outcome, u64)> {
    let Json::List(pair) = json.0 else {
        return None;
    };
    match <[Json; 2]>::try_from(pair).ok()? {
        [Json::Text(outcome), count] => Some((word(&outcome)?, number(JsonValue(count))?)),
        _ => None,
    }
}

fn selection(json: JsonValue) -> Option<Selection> {
    let mut fields = json.fields()?;
    Some(match &*fields.text("kind")? {
        "list" => Selection::List,
        "groups" => Selection::Groups {
            groups: fields.texts("groups")?,
        },
        "instance" => Selection::Instance,
        "ca" => Selection::Ca {
            ca_serial_number: fields.text("ca_serial_number")?,
        },
        "difference" => Selection::Difference {
            side: fields.word("side")?,
            groups: fields.texts("groups").unwrap_or_default(),
            ca_serial_number: fields.maybe_text("ca_serial_number")?,
        },
        "unseen" => Selection::Unseen {
            group: fields.text("group")?,
            samples: fields.number("samples")?,
            since: fields.moment("since")?,
        },
        "done_by" => Selection::DoneBy {
            plan: fields.text("plan")?,
        },
        _ => return None,
    })
}

fn approval(json: JsonValue) -> Option<Approval> {
    let mut fields = json.fields()?;
    Some(match &*fields.text("kind")? {
        "not_needed" => Approval::NotNeeded,
        "needed" => Approval::Needed,
        "approved" => Approval::Approved {
            by: fields.text("by")?,
            at: fields.moment("at")?,
            until: fields.moment("until")?,
            hash: fields.text("hash")?,
            rule: fields.maybe_text("rule")?,
        },
        "rejected" => Approval::Rejected {
            by: fields.text("by")?,
            at: fields.moment("at")?,
            reason: fields.text("reason")?,
        },
        "emergency" => Approval::Emergency {
            by: fields.text("by")?,
            at: fields.moment("at")?,
            reason: fields.text("reason")?,
        },
        _ => return None,
    })
}

impl Fields {
    /// Which rule a line breaks: the word of that name, and its values beside it.
    fn broken_rule(&mut self, name: &str) -> Option<BrokenRule> {
        Some(BrokenRule {
            rule: word(&self.maybe_text(name)?.unwrap_or_default())?,
            at: self.maybe_number("at")?,
            limit: self.maybe_number("limit")?,
            wanted: self.maybe_text("wanted")?,
        })
    }

    /// A number of something.
    fn count(&mut self, name: &str) -> Option<u64> {
        self.maybe_number(name)?
    }

    /// The same, left out where it is none.
    fn or_none(&mut self, name: &str) -> Option<u64> {
        Some(self.maybe_number(name)?.unwrap_or_default())
    }

    /// A flag, left out where it is not so.
    fn or_false(&mut self, name: &str) -> Option<bool> {
        Some(self.maybe_flag(name)?.unwrap_or_default())
    }

    /// Several, left out where there are none.
    fn several<T>(&mut self, name: &str, read: fn(JsonValue) -> Option<T>) -> Option<Vec<T>> {
        match self.take(name) {
            Json::Null => Some(Vec::new()),
            Json::List(all) => all.into_iter().map(|one| read(JsonValue(one))).collect(),
            _ => None,
        }
    }

    fn signed(&mut self, name: &str) -> Option<i32> {
        match self.take(name) {
            Json::Number(number) => number.try_into().ok(),
            Json::Null => Some(0),
            _ => None,
        }
    }

    fn fraction(&mut self, name: &str) -> Option<f64> {
        match self.take(name) {
            #[expect(
                clippy::cast_precision_loss,
                reason = "rates and percents stay far below 2^53"
            )]
            Json::Number(number) => Some(number as f64),
            Json::Fraction(text) => decimal(&text),
            _ => None,
        }
    }
}

/// A decimal fraction, near enough for what is shown: the exact reader is 10 kB.
fn decimal(text: &str) -> Option<f64> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or((1.0, digits), |digits| (-1.0, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut value = 0.0;
    for digit in whole.chars().chain(part.chars()) {
        value = value * 10.0 + f64::from(digit.to_digit(10)?);
    }
    let exponent: i32 = exponent.trim_start_matches('+').parse().ok()?;
    let mut places = exponent.clamp(-400, 400) - i32::try_from(part.len()).ok()?;
    let mut scale = 1.0;
    while places != 0 {
        scale *= 10.0;
        places -= places.signum();
        if scale > 1e300 {
            return Some(0.0);
        }
    }
    let grows = exponent >= i32::try_from(part.len()).ok()?;
    Some(sign * if grows { value * scale } else { value / scale })
}

#[cfg(test)]
#[path = "plans_tests.rs"]
mod tests;
