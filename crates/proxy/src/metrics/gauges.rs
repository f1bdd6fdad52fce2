//! What is sampled, written when it is asked for: what is not known has no line, which a registered gauge cannot say.

use std::fmt::Write;

use metrics_exporter_prometheus::formatting::{
    sanitize_label_value, write_help_line, write_type_line,
};
use signet_model::Timestamp;

use super::names::{
    ALL, AUDIT_RESERVE, BUILD_INFO, CA_DAYS, CALLS, CALLS_LIMIT, CHECKPOINT_AGE, KEY_DAYS,
    KEY_FAILING, PLAN_ITEMS, PLANS, SESSIONS, SINCE_CHECKPOINT, TLS_DAYS,
};
use crate::vitals::Vitals;

const DAY: f64 = 86_400.0;

/// Writes everything that is sampled and of which something is known.
pub(super) fn write(text: &mut String, vitals: &Vitals, now: Timestamp) {
    let days = |at: Timestamp| seconds(now, at) / DAY;
    let mut one = |name, value: Option<f64>| gauge(text, name, value.map(|value| (None, value)));
    one(CALLS, Some(f64::from(vitals.calls_now)));
    one(CALLS_LIMIT, vitals.calls_limit.map(f64::from));
    one(SESSIONS, vitals.sessions.map(count));
    one(AUDIT_RESERVE, vitals.audit.in_reserve.map(count));
    one(
        CHECKPOINT_AGE,
        vitals.audit.checkpoint_at.map(|at| seconds(at, now)),
    );
    one(SINCE_CHECKPOINT, vitals.audit.since_checkpoint.map(count));
    one(TLS_DAYS, vitals.tls_valid_to.map(days));
    let plans = vitals.plans.iter();
    let plans = plans.map(|(state, plans)| (Some(state.as_str()), count(*plans)));
    gauge(text, PLANS, plans);
    let items = vitals.plan_items.iter();
    let items = items.map(|(outcome, items)| (Some(outcome.as_str()), count(*items)));
    gauge(text, PLAN_ITEMS, items);
    let by_instance = vitals.authorities.iter();
    gauge(
        text,
        CA_DAYS,
        by_instance.map(|(instance, at)| (Some(instance.as_str()), days(*at))),
    );
    let keys = vitals.keys.iter();
    gauge(
        text,
        KEY_DAYS,
        keys.clone()
            .filter_map(|key| Some((Some(key.account.as_str()), days(key.expires_at?)))),
    );
    gauge(
        text,
        KEY_FAILING,
        keys.map(|key| {
            (
                Some(key.account.as_str()),
                f64::from(u8::from(key.is_failing)),
            )
        }),
    );
    gauge(text, BUILD_INFO, [(Some(env!("CARGO_PKG_VERSION")), 1.0)]);
}

/// One metric with a line for each value of its label.
fn gauge<'a>(
    text: &mut String,
    name: &'static str,
    values: impl IntoIterator<Item = (Option<&'a str>, f64)>,
) {
    let Some(described) = ALL.iter().find(|described| described.name == name) else {
        return;
    };
    let mut values = values.into_iter().peekable();
    if values.peek().is_none() {
        return;
    }
    write_help_line(text, name, None, None, described.help);
    write_type_line(text, name, None, None, described.kind.as_str());
    for (label, value) in values {
        let labels = described
            .labels
            .first()
            .zip(label)
            .map(|(name, value)| format!("{{{name}=\"{}\"}}", sanitize_label_value(value)))
            .unwrap_or_default();
        let _ = writeln!(text, "{name}{labels} {value}");
    }
    text.push('\n');
}

fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a moment within ten thousand years is exact to the millisecond"
    )]
    let millis = (to.as_millis() - from.as_millis()) as f64;
    millis / 1000.0
}

fn count(number: u64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "Prometheus knows only this kind of number"
    )]
    let number = number as f64;
    number
}
