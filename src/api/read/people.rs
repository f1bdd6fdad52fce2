//! What the proxy tells of itself: what was done, who may do what, what is protected.

use serde_json::{Map, Number, Value};
use signet_model::{
    api::{
        AuditHead, AuditPage, GivenGrant, Numbered, People, Person, ProtectedList, ProtectedMark,
        ProtectedPattern,
    },
    audit::Entry,
};

use super::{Answered, Fields, JsonValue};
use crate::api::json::Json;

read! {
    AuditPage { entries: each(Numbered::read), next: maybe_number, head: maybe(AuditHead::read), }
    AuditHead { sequence: whole, hash: text, }
    People { people: each(Person::read), }
    Person {
        subject: text, name: maybe_text, grants: each(GivenGrant::read), last_seen_at: time, sessions: number,
    }
    GivenGrant { id: maybe_text, grant: one(signet_model::roles::Grant::read), granted_by: maybe_text, granted_at: time, }
    ProtectedList { patterns: each(ProtectedPattern::read), marks: each(ProtectedMark::read), }
    ProtectedPattern { pattern: text, instance: maybe_text, reason: maybe_text, }
    ProtectedMark { instance_id: text, object: text, reason: text, marked_by: text, marked_at: moment, }
}

/// An entry lies in the same object as its number.
impl Answered for Numbered {
    fn read(json: JsonValue) -> Option<Self> {
        let mut fields = json.fields()?;
        Some(Self {
            sequence: fields.whole("sequence")?,
            entry: entry(&mut fields)?,
        })
    }
}

fn entry(fields: &mut Fields) -> Option<Entry> {
    Some(Entry {
        time: fields.moment("time")?,
        kind: fields.word("kind")?,
        act: fields.maybe_text("act")?,
        actor: fields.text("actor")?,
        via: fields.maybe_text("via")?,
        address: fields.maybe_text("address")?,
        request_id: fields.maybe_text("request_id")?,
        operation: fields.text("operation")?,
        effect: fields.maybe_word("effect")?,
        object: object(fields.take("object"))?,
        reason: fields.maybe_text("reason")?,
        account: fields.maybe_text("account")?,
        region: fields.maybe_text("region")?,
        ending: fields.maybe_word("ending")?,
        error: fields.maybe_word("error")?,
        cloud_code: fields.maybe_text("cloud_code")?,
        cloud_request_id: fields.maybe_text("cloud_request_id")?,
        count: fields.maybe_number("count")?,
    })
}

fn object(json: Json) -> Option<Map<String, Value>> {
    match json {
        Json::Null => Some(Map::new()),
        Json::Object(fields) => Some(members(fields)),
        _ => None,
    }
}

fn members(fields: Vec<(String, Json)>) -> Map<String, Value> {
    fields
        .into_iter()
        .map(|(name, json)| (name, value(json)))
        .collect()
}

pub(super) fn value(json: Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(is) => Value::Bool(is),
        Json::Number(number) => Value::Number(Number::from(number)),
        Json::Fraction(number) => Value::String(number),
        Json::Text(text) => Value::String(text),
        Json::List(entries) => Value::Array(entries.into_iter().map(value).collect()),
        Json::Object(fields) => Value::Object(members(fields)),
    }
}

impl Fields {
    fn whole(&mut self, name: &str) -> Option<u64> {
        self.maybe_number(name)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<A: Answered>(text: &str) -> Option<A> {
        A::read(JsonValue(Json::parse(text)?))
    }

    const ENTRY: &str = r#"{"sequence":7,"time":"2026-11-22T06:00:00Z","kind":"outcome","act":"a1","actor":"user:alice","via":"password",
        "address":"10.0.0.7","request_id":"r1","operation":"UnRegisterDeviceCredential","effect":"destroy",
        "object":{"instance_id":"post-cn-1","client_id":"GID_a@@@b","tries":3,"gone":true,"ids":["x"]},"reason":"scrapped",
        "account":"main","region":"cn-shanghai","ending":"settled_done","cloud_request_id":"R-1","count":2}"#;

    #[test]
    fn what_the_model_writes_is_read_back() {
        let read: Numbered = read(ENTRY).expect("an entry");
        let general: Numbered = serde_json::from_str(ENTRY).expect("the same entry");
        assert_eq!(read, general);
    }

    #[test]
    fn a_page_has_an_end_and_perhaps_no_head() {
        let page: AuditPage = read(r#"{"entries":[],"next":null,"head":null}"#).expect("a page");
        assert!(page.entries.is_empty() && page.next.is_none() && page.head.is_none());
        let page = r#"{"entries":[],"next":12,"head":{"sequence":99,"hash":"ab"}}"#;
        let page: AuditPage = read(page).expect("a page");
        assert_eq!(
            (page.next, page.head.map(|head| head.sequence)),
            (Some(12), Some(99))
        );
    }

    #[test]
    fn people_and_what_is_protected_are_read_as_the_model_writes_them() {
        let people = r#"{"people":[{"subject":"user:alice","name":"Alice","sessions":2,"last_seen_at":"2026-11-22T06:00:00Z","grants":[
            {"grant":{"role":"admin"}},
            {"id":"g1","grant":{"role":"viewer","instance":"post-cn-1","group":"GID_a"},"granted_by":"user:root","granted_at":"2026-11-22T06:00:00Z"}]}]}"#;
        assert_eq!(
            read::<People>(people).expect("people"),
            serde_json::from_str(people).expect("the same people")
        );
        let list = r#"{"patterns":[{"pattern":"GID_prod@@@*"}],"marks":[{"instance_id":"post-cn-1","object":"GID_a@@@b","reason":"line 4",
            "marked_by":"user:alice","marked_at":"2026-11-22T06:00:00Z"}]}"#;
        assert_eq!(
            read::<ProtectedList>(list).expect("a list"),
            serde_json::from_str(list).expect("the same list")
        );
        assert_eq!(read::<People>(r#"{"people":[{"subject":"x"}]}"#), None);
    }
}
