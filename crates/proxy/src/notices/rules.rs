//! When there is word to send. Pure: told what was recorded and how things are, at moments that are handed in.

mod of_plan;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use signet_model::api::ErrorCode;
use signet_model::audit::{Entry, Kind};
use signet_model::{Effect, Timestamp};

use super::rate::Rate;
use super::{Event, Notice};
use crate::vitals::{KeyVitals, Vitals};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// From when on there is word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// More failed sign-ins than this within the window.
    pub sign_in_failures: u32,
    /// More Destroys than this within the window.
    pub destroys: u32,
    /// The window of both, in minutes; also how long nothing more is said of them.
    pub minutes: u32,
    /// Days before the end of a key.
    pub key_expiring_days: u32,
    /// Days before a CA certificate expires.
    pub ca_expiring_days: u32,
    /// Days before the proxy's own certificate expires.
    pub tls_expiring_days: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            sign_in_failures: 20,
            destroys: 50,
            minutes: 10,
            key_expiring_days: 7,
            ca_expiring_days: 30,
            tls_expiring_days: 14,
        }
    }
}

/// Decides what is worth a notice, and says the same only once: within the window for what is counted, once an hour for a log that cannot be
/// written, once a day for what expires.
#[derive(Debug)]
pub struct Rules {
    thresholds: Thresholds,
    failures: Rate,
    destroys: Rate,
    /// When something was last said of an object.
    said: HashMap<(Event, String), Timestamp>,
}

impl Rules {
    /// Nothing was seen yet.
    #[must_use]
    pub fn new(thresholds: Thresholds) -> Self {
        Self {
            thresholds,
            failures: Rate::over(thresholds.minutes),
            destroys: Rate::over(thresholds.minutes),
            said: HashMap::new(),
        }
    }

    /// An entry was added to the audit log.
    pub fn appended(&mut self, entry: &Entry) -> Option<Notice> {
        let minutes = self.thresholds.minutes;
        let alike = entry.count.unwrap_or(1);
        if matches!(
            entry.error,
            Some(ErrorCode::SignInFailed | ErrorCode::TooManyAttempts)
        ) {
            let limit = self.thresholds.sign_in_failures;
            let count = self.failures.add(entry.time, alike, limit)?;
            let text = format!(
                "Failed within {minutes} minutes: {}. Somebody may be guessing passwords: the audit log shows names and addresses.",
                counted(count, "sign-in")
            );
            return Some(Notice {
                count: Some(count),
                ..Notice::new(Event::SignInFailures, entry.time, text)
            });
        }
        if let Some(notice) = of_plan::notice(entry) {
            return Some(notice);
        }
        let destroyed = entry.kind == Kind::Outcome
            && !of_plan::is_item(entry)
            && entry.effect == Some(Effect::Destroy)
            && entry.ending.is_some_and(|ending| ending.may_be_done());
        if destroyed {
            let limit = self.thresholds.destroys;
            let count = self.destroys.add(entry.time, alike, limit)?;
            let text = format!(
                "Destroyed within {minutes} minutes: {}, the last by {}. If that is not planned, end that session or revoke that token; the audit log shows who did what.",
                counted(count, "object"),
                entry.actor
            );
            return Some(Notice {
                count: Some(count),
                object: Some(entry.actor.clone()),
                ..Notice::new(Event::Destroys, entry.time, text)
            });
        }
        None
    }

    /// How the proxy is at `now`.
    pub fn look(&mut self, vitals: &Vitals, now: Timestamp) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut say = |key: (Event, &str), every: i64, notice: Option<Notice>| {
            let key = (key.0, key.1.to_owned());
            let Some(notice) = notice else {
                // It is well again: if it comes back, that is news.
                self.said.remove(&key);
                return;
            };
            let said = self.said.get(&key);
            if said.is_none_or(|said| now.as_millis() - said.as_millis() >= every) {
                self.said.insert(key, now);
                notices.push(notice);
            }
        };
        for key in &vitals.keys {
            let days = self.thresholds.key_expiring_days;
            say(
                (Event::KeyExpiring, &key.account),
                DAY,
                of_key(key, days, now),
            );
        }
        for (instance, valid_to) in &vitals.authorities {
            let text = |ends| {
                format!(
                    "A CA certificate of the instance {instance} {ends}: devices whose certificates it signed cannot connect after that. Register its successor and renew their certificates."
                )
            };
            let days = self.thresholds.ca_expiring_days;
            let notice = ending(
                Event::CaExpiring,
                Some(instance),
                *valid_to,
                days,
                now,
                text,
            );
            say((Event::CaExpiring, instance), DAY, notice);
        }
        if let Some(valid_to) = vitals.tls_valid_to {
            let text = |ends| {
                format!(
                    "Signet's own TLS certificate {ends}. Replace the files of [tls]; they are read again by themselves."
                )
            };
            let days = self.thresholds.tls_expiring_days;
            let notice = ending(Event::TlsExpiring, None, valid_to, days, now, text);
            say((Event::TlsExpiring, ""), DAY, notice);
        }
        let reserve = vitals.audit.in_reserve.filter(|entries| *entries > 0).map(|entries| {
            let text = format!(
                "The audit log cannot be written (entries in its reserve: {entries}), and every act but Suspend is refused. Make room in the state directory."
);
            Notice {
                count: Some(entries),
                ..Notice::new(Event::AuditReserveUsed, now, text)
            }
        });
        say((Event::AuditReserveUsed, ""), HOUR, reserve);
        notices
    }
}

pub(super) fn counted(count: u64, what: &str) -> String {
    if count == 1 {
        format!("{count} {what}")
    } else {
        format!("{count} {what}s")
    }
}

fn of_key(key: &KeyVitals, days: u32, now: Timestamp) -> Option<Notice> {
    let account = &key.account;
    if key.is_replaced && !key.is_failing {
        return None;
    }
    if key.is_failing {
        let until = match key.expires_at {
            Some(at) if at > now => format!("; the one there is ends at {at}"),
            Some(at) => format!("; the last one ended at {at}"),
            None => String::new(),
        };
        let text = format!(
            "The key of the account {account} cannot be replaced{until}. `signet doctor` says why."
        );
        return Some(Notice {
            object: Some(account.clone()),
            expires_at: key.expires_at,
            ..Notice::new(Event::KeyExpiring, now, text)
        });
    }
    let text = |ends| {
        format!(
            "The key of the account {account} {ends}. Give Signet another one: it does not replace this one by itself."
        )
    };
    ending(
        Event::KeyExpiring,
        Some(account),
        key.expires_at?,
        days,
        now,
        text,
    )
}

/// A notice about something that ends within so many days, or has ended.
fn ending(
    event: Event,
    object: Option<&String>,
    at: Timestamp,
    days: u32,
    now: Timestamp,
    text: impl FnOnce(String) -> String,
) -> Option<Notice> {
    let left = at.as_millis() - now.as_millis();
    if left > i64::from(days) * DAY {
        return None;
    }
    let ends = match left.div_euclid(DAY) {
        _ if left <= 0 => format!("expired at {at}"),
        0 => format!("expires at {at}, within a day"),
        1 => format!("expires at {at}, in a day"),
        days => format!("expires at {at}, in {days} days"),
    };
    Some(Notice {
        object: object.cloned(),
        expires_at: Some(at),
        ..Notice::new(event, now, text(ends))
    })
}
