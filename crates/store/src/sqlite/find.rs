//! By what an entry is found.

use serde_json::{Map, Value};
use signet_model::OperationName;
use signet_model::api::AuditQuery;
use signet_model::audit::{Ending, Entry, Kind};
use signet_model::operations::Product;
use signet_model::roles::PUBLIC_IOT_INSTANCE;

/// The columns of `audit_find`, and the texts of `audit_object` as a JSON array.
pub(super) struct Find<'e> {
    pub(super) actor: &'e str,
    pub(super) operation: &'e str,
    pub(super) effect: Option<&'static str>,
    pub(super) outcome: Option<&'static str>,
    pub(super) account: Option<&'e str>,
    pub(super) instance: Option<&'e str>,
    pub(super) group: Option<&'e str>,
    pub(super) iot: Option<&'e str>,
    pub(super) act: Option<&'e str>,
    pub(super) objects: String,
}

impl<'e> Find<'e> {
    pub(super) fn of(entry: &'e Entry) -> Self {
        let object = &entry.object;
        let text = |field: &str| object.get(field).and_then(Value::as_str);
        let is_iot = OperationName::find(&entry.operation)
            .is_some_and(|name| name.spec().product == Product::Iot);
        Self {
            actor: &entry.actor,
            operation: &entry.operation,
            effect: entry.effect.map(|effect| effect.as_str()),
            outcome: outcome(entry),
            account: entry.account.as_deref(),
            instance: text("instance_id"),
            group: text("group_id").or_else(|| {
                text("client_id")
                    .and_then(|client_id| client_id.split_once("@@@"))
                    .map(|(group, _)| group)
            }),
            iot: text("iot_instance_id").or_else(|| is_iot.then_some(PUBLIC_IOT_INSTANCE)),
            act: match entry.kind {
                Kind::Intent | Kind::Outcome => entry.act.as_deref(),
                Kind::Refused | Kind::Event => None,
            },
            objects: Value::from(texts(object)).to_string(),
        }
    }
}

/// Whether an entry fits a query, except for its place in the log: what [`page`](crate::ports::AuditLog::page) finds by its indexes, found by looking.
#[must_use]
pub fn fits(entry: &Entry, query: &AuditQuery) -> bool {
    let find = Find::of(entry);
    let is = |wanted: &Option<String>, value: Option<&str>| {
        wanted.is_none() || wanted.as_deref() == value
    };
    is(&query.actor, Some(find.actor))
        && is(&query.operation, Some(find.operation))
        && is(&query.effect, find.effect)
        && is(&query.outcome, find.outcome)
        && (is(&query.instance, find.instance) || is(&query.instance, find.iot))
        && query
            .object
            .as_deref()
            .is_none_or(|wanted| texts(&entry.object).contains(&wanted))
}

const fn outcome(entry: &Entry) -> Option<&'static str> {
    match (entry.kind, entry.ending) {
        (Kind::Refused, _) => Some("refused"),
        (_, Some(Ending::Done | Ending::SettledDone)) => Some("done"),
        (_, Some(Ending::NotDone | Ending::SettledNotDone)) => Some("not_done"),
        (_, Some(Ending::Unknown)) | (Kind::Intent | Kind::Outcome, None) => Some("unknown"),
        (Kind::Event, None) => None,
    }
}

/// Every text in the fields, those in lists too.
fn texts(object: &Map<String, Value>) -> Vec<&str> {
    let mut texts = Vec::new();
    for value in object.values() {
        match value {
            Value::String(text) => texts.push(text.as_str()),
            Value::Array(values) => texts.extend(values.iter().filter_map(Value::as_str)),
            _ => {}
        }
    }
    texts
}
