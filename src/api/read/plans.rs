//! Plans.

use signet_model::{
    api::{Added, HandedOut, Items, Offer, Plan, Plans},
    plans::{
        Approval, BadLine, CameBack, Cause, ComeBack, Exposure, FollowUp, Gate, Item, Online,
        Outcome, Progress, QuietHours, Selection, Settings, Share, Wave, Waves,
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
    BadLine { line: count, found: text, reason: text, }
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
mod tests {
    use signet_model::plans::{Act, Command, State, WaveState, Why};

    use super::*;

    fn back<A: Answered + serde::Serialize>(answer: &A) -> A {
        let text = serde_json::to_string(answer).expect("it can be written");
        A::read(JsonValue(Json::parse(&text).expect("JSON"))).expect("it can be read")
    }

    fn at(second: u8) -> signet_model::Timestamp {
        let text = ["2026-11-22T07:00:0", &second.to_string(), "Z"].concat();
        text.parse().expect("a time")
    }

    /// A plan in which nothing is left out.
    fn full() -> Plan {
        let text = |text: &str| Some(text.to_owned());
        Plan {
            id: "pl-abcdefghij".to_owned(),
            title: "Clear out \u{202e} line 4".to_owned(),
            act: Act::Inactivate,
            account: "main".to_owned(),
            region: "cn-shanghai".to_owned(),
            instance_id: text("post-cn-1"),
            iot_instance_id: text("iot-1"),
            author: "user:alice".to_owned(),
            created_at: at(1),
            reason: text("scrapped"),
            selection: Selection::List,
            settings: Settings {
                waves: Waves {
                    items: vec![10, 100],
                    percent: 1.5,
                },
                quiet_hours: Some(QuietHours {
                    from: "22:00".to_owned(),
                    to: "06:00".to_owned(),
                    utc_offset_minutes: -480,
                }),
                come_back: Some(ComeBack {
                    within_minutes: 10,
                    percent: 90.0,
                }),
                follow_up: Some(FollowUp {
                    delete_after_hours: 72,
                }),
                recipient: text("age1x"),
                ..Settings::default()
            },
            state: State::Paused,
            why: Some(Why::DiskFull),
            why_text: text("No room."),
            hash: text("00ff"),
            frozen_at: Some(at(2)),
            bad_lines: vec![BadLine {
                line: 7,
                found: "3.56E+14".to_owned(),
                reason: "a spreadsheet made this".to_owned(),
            }],
            bad_lines_total: 1,
            duplicates: 2,
            other_side: Some(3),
            exposure: Some(Exposure {
                items: 10,
                shares: vec![Share {
                    place: "GID_a".to_owned(),
                    items: 10,
                    of: Some(20),
                }],
                places: 1,
                online: Some(Online {
                    asked: 5,
                    to_ask: 10,
                    online: 4,
                    is_sample: true,
                    at: at(3),
                }),
                protected: 1,
                protected_examples: vec!["GID_a@@@b".to_owned()],
                unfit: 2,
                seconds: 60,
                calls: 20,
                per_second: 47.25,
            }),
            approval: Approval::Approved {
                by: "user:bob".to_owned(),
                at: at(4),
                until: at(5),
                hash: "00ff".to_owned(),
                rule: text("r1"),
            },
            after: text("pl-before"),
            starts_at: Some(at(6)),
            secrets: 3,
            progress: Progress {
                state: Some(State::Paused),
                why: Some(Why::DiskFull),
                listed: 1,
                walked: 2,
                items: 10,
                outcomes: vec![(Outcome::Done, 4), (Outcome::Failed, 1)],
                calls: 11,
                throttled: 1,
                per_second: 0.125,
                seconds_left: Some(9),
                waves: vec![Wave {
                    up_to: 10,
                    state: WaveState::Running,
                    ended: 5,
                    failed: 1,
                    moved: 0,
                    failed_before: 1,
                    moved_before: 0,
                    come_back: Some(CameBack {
                        asked: 9,
                        online: 8,
                        back: 7,
                        until: Some(at(1)),
                    }),
                }],
                causes: vec![Cause {
                    outcome: Outcome::Failed,
                    code: "DeviceNotFound".to_owned(),
                    items: 1,
                }],
                waits_until: Some(at(7)),
                started_at: Some(at(8)),
                ended_at: Some(at(9)),
            },
            commands: vec![Offer {
                command: Command::Resume,
                refusal: Some(signet_model::api::ErrorCode::RoleRequired),
            }],
            emergency: true,
        }
    }

    #[test]
    fn what_the_model_writes_is_read_back() {
        let mut plan = full();
        assert_eq!(back(&plan), plan);
        plan.bad_lines.clear();
        plan.exposure = None;
        plan.settings = Settings::default();
        plan.progress = Progress::default();
        for approval in [
            Approval::NotNeeded,
            Approval::Needed,
            Approval::Rejected {
                by: "user:bob".to_owned(),
                at: at(1),
                reason: "no".to_owned(),
            },
            Approval::Emergency {
                by: "user:bob".to_owned(),
                at: at(1),
                reason: "now".to_owned(),
            },
        ] {
            plan.approval = approval;
            assert_eq!(back(&plan), plan);
        }
        for selection in [
            Selection::Groups {
                groups: vec!["GID_a".to_owned()],
            },
            Selection::Instance,
            Selection::Ca {
                ca_serial_number: "1".to_owned(),
            },
            Selection::Difference {
                side: signet_model::plans::Side::RegisteredNotListed,
                groups: Vec::new(),
                ca_serial_number: Some("1".to_owned()),
            },
            Selection::Unseen {
                group: "GID_a".to_owned(),
                samples: 3,
                since: at(1),
            },
            Selection::DoneBy {
                plan: "pl-x".to_owned(),
            },
        ] {
            plan.selection = selection;
            assert_eq!(back(&plan), plan);
        }
        let plans = Plans {
            plans: vec![plan],
            next: Some("x".to_owned()),
        };
        assert_eq!(back(&plans), plans);
    }

    #[test]
    fn items_are_read_with_and_without_an_end() {
        let item = Item {
            number: 1,
            id: "GID_a@@@b".to_owned(),
            ca: None,
            before: "registered".to_owned(),
            outcome: Outcome::SettledDone,
            note: Some("x".to_owned()),
            cloud_code: None,
            request_id: Some("R".to_owned()),
            act: None,
            attempts: 2,
            started_at: Some(at(1)),
            ended_at: None,
        };
        let items = Items {
            items: vec![item],
            next: Some(1),
        };
        assert_eq!(back(&items), items);
    }

    #[test]
    fn fractions_are_near_enough() {
        for (text, value) in [
            ("0.5", 0.5),
            ("-12.25", -12.25),
            ("1e2", 100.0),
            ("1.5E-3", 0.0015),
            ("47.123456789012", 47.123_456_789_012),
        ] {
            let read = decimal(text).expect(text);
            assert!((read - value).abs() < 1e-9, "{text}: {read}");
        }
        assert_eq!(decimal("1e-999"), Some(0.0));
        assert_eq!(decimal("1.x"), None);
        assert_eq!(decimal("1e"), None);
    }
}
