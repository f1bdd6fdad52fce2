//! What an entry says: how it ended, what it was about, and where that has a page.

use serde_json::Value;
use signet_model::{
    Effect,
    audit::{Ending, Entry, Kind},
};

use crate::{
    pages::object::page_of,
    router::{CertificateKey, ClientIds, DeviceCertificates, General, Place, View, plan_page},
    text::Audit as Words,
    ui::Tone,
};

/// The fields that name what an entry is about, the most telling first.
const TELLING: [&str; 17] = [
    "plan",
    "subject",
    "client_id",
    "device_serial_number",
    "ca_serial_number",
    "group_id",
    "iot_id",
    "device_name",
    "client_ids",
    "object",
    "ca_name",
    "name",
    "token",
    "user",
    "what",
    "product_key",
    "id",
];

/// The fields that name an instance.
const INSTANCES: [&str; 3] = ["instance_id", "iot_instance_id", "instance"];

/// How it ended: by shape, colour and word.
pub(super) fn outcome(entry: &Entry, text: &Words) -> (Tone, &'static str) {
    match (entry.kind, entry.ending) {
        (Kind::Refused, _) => (Tone::Neutral, text.refused),
        (_, Some(Ending::Done)) => (Tone::Good, text.done),
        (_, Some(Ending::SettledDone)) => (Tone::Good, text.settled_done),
        (_, Some(Ending::SettledNotDone)) => (Tone::Danger, text.settled_not_done),
        (_, Some(Ending::NotDone)) => (Tone::Danger, text.not_done),
        (_, Some(Ending::Unknown)) => (Tone::Warning, text.unknown),
        (Kind::Event, None) if entry.error.is_some() => (Tone::Danger, text.not_done),
        (Kind::Event, None) => (Tone::Good, text.done),
        (Kind::Intent | Kind::Outcome, None) => (Tone::Info, text.pending),
    }
}

/// How much an effect weighs.
pub(super) const fn weight(effect: Effect) -> Tone {
    match effect {
        Effect::Read => Tone::Neutral,
        Effect::Create | Effect::Resume => Tone::Info,
        Effect::Reveal | Effect::Suspend => Tone::Warning,
        Effect::Destroy => Tone::Danger,
    }
}

/// Why not, in words: those for the code, or the code itself.
pub(super) fn why_not(entry: &Entry, text: &Words) -> Option<String> {
    let code = entry.error?;
    Some((text.code)(code).map_or_else(|| code_name(entry), str::to_owned))
}

/// The code as scripts know it.
pub(super) fn code_name(entry: &Entry) -> String {
    let named = entry.error.and_then(|code| serde_json::to_value(code).ok());
    named.as_ref().map(text_of).unwrap_or_default()
}

/// The text of a field.
pub(super) fn field(entry: &Entry, name: &str) -> Option<String> {
    let text = text_of(entry.object.get(name)?);
    Some(text).filter(|text| !text.is_empty())
}

/// What it is about.
pub(super) fn object(entry: &Entry) -> Option<String> {
    let telling = TELLING.into_iter().find_map(|name| field(entry, name));
    telling.or_else(|| {
        let mut others = entry.object.iter();
        others
            .find(|(name, _)| !INSTANCES.contains(&name.as_str()))
            .map(|(_, value)| text_of(value))
            .filter(|text| !text.is_empty())
    })
}

/// The instance that it was on.
pub(super) fn instance(entry: &Entry) -> Option<String> {
    INSTANCES.into_iter().find_map(|name| field(entry, name))
}

/// Where what it is about has a page.
pub(super) fn place(entry: &Entry) -> Option<Place> {
    if let Some(plan) = field(entry, "plan") {
        return Some(plan_page(&plan, field(entry, "instance_id").as_deref()).into());
    }
    if let Some(iot_id) = field(entry, "iot_id") {
        let place = ClientIds {
            iot_id: Some(iot_id),
            iot_instance: field(entry, "iot_instance_id"),
            ..ClientIds::default()
        };
        return Some(place.into());
    }
    if let Some(subject) = field(entry, "subject") {
        return Some(General::People.after(None).filtered(Some(&subject)).into());
    }
    let instance = field(entry, "instance_id")?;
    let ca = field(entry, "ca_serial_number");
    if let (Some(device), Some(ca)) = (field(entry, "device_serial_number"), ca.clone()) {
        let place = DeviceCertificates {
            open: Some(CertificateKey { ca, device }),
            ..DeviceCertificates::of(&instance)
        };
        return Some(place.into());
    }
    if let Some(ca) = ca {
        return Some(View::CaCertificates.about(&instance, &ca).into());
    }
    let named = ["client_id", "group_id", "object"];
    let object = named.into_iter().find_map(|name| field(entry, name))?;
    page_of(&instance, &object)
}

/// A value as it is shown: texts as they are, several with commas between them.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(is) => if *is { "true" } else { "false" }.to_owned(),
        Value::Number(number) => number
            .as_i64()
            .map(|number| number.to_string())
            .unwrap_or_default(),
        Value::Array(entries) => {
            let texts: Vec<_> = entries.iter().map(text_of).collect();
            texts.join(", ")
        }
        Value::Object(fields) => {
            let texts: Vec<_> = fields
                .iter()
                .map(|(name, value)| [name, ": ", &text_of(value)].concat())
                .collect();
            texts.join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use signet_model::{Timestamp, api::ErrorCode};

    use super::*;
    use crate::{router::Credentials, text::Locale};

    fn entry(kind: Kind, object: Value) -> Entry {
        let time = Timestamp::from_millis(0).expect("1970");
        let mut entry = Entry::new(time, kind, "user:alice", "X");
        entry.object = object.as_object().cloned().unwrap_or_default();
        entry
    }

    #[test]
    fn every_ending_has_its_word_and_an_intent_alone_has_none_yet() {
        let text = Locale::En.text().audit();
        let said = |kind, ending| {
            let mut entry = entry(kind, json!({}));
            entry.ending = ending;
            outcome(&entry, text).1
        };
        assert_eq!(said(Kind::Outcome, Some(Ending::Done)), "done");
        assert_eq!(said(Kind::Intent, None), "no outcome yet");
        assert_eq!(said(Kind::Event, None), "done");
        assert_eq!(said(Kind::Refused, None), "refused");
        assert_eq!(said(Kind::Outcome, Some(Ending::Unknown)), "unknown");
    }

    #[test]
    fn what_it_is_about_is_found_whatever_it_is() {
        let about = |value| object(&entry(Kind::Event, value));
        let both = json!({"instance_id": "i", "group_id": "GID_a", "client_id": "GID_a@@@b"});
        assert_eq!(about(both).as_deref(), Some("GID_a@@@b"));
        assert_eq!(about(json!({"instance_id": "i"})), None);
        assert_eq!(
            about(json!({"instance_id": "i", "client_ids": ["a", "b"]})).as_deref(),
            Some("a, b")
        );
        assert_eq!(about(json!({"new": {"in": 3}})).as_deref(), Some("in: 3"));
    }

    #[test]
    fn what_has_a_page_leads_there() {
        let leads = |value| place(&entry(Kind::Outcome, value)).map(|place| place.url());
        let of = |value: Value| {
            let mut value = value;
            value["instance_id"] = json!("i");
            leads(value)
        };
        assert_eq!(
            of(json!({"client_id": "GID_a@@@b"})),
            Some(Place::from(View::Credential.about("i", "GID_a@@@b")).url())
        );
        let group = Credentials {
            group: Some("GID_a".to_owned()),
            ..Credentials::of("i")
        };
        assert_eq!(
            of(json!({"group_id": "GID_a"})),
            Some(Place::from(group).url())
        );
        assert_eq!(
            of(json!({"ca_serial_number": "0a"})),
            Some(Place::from(View::CaCertificates.about("i", "0a")).url())
        );
        assert!(
            of(json!({"ca_serial_number": "0a", "device_serial_number": "0b"}))
                .is_some_and(|url| url.contains("open=0b"))
        );
        assert_eq!(
            leads(json!({"client_id": "GID_a@@@b"})),
            None,
            "of no instance"
        );
        assert_eq!(
            leads(json!({"iot_id": "x"})).as_deref(),
            Some("/client-ids?iot_id=x")
        );
    }

    #[test]
    fn a_code_without_words_stands_for_itself() {
        let text = Locale::En.text().audit();
        let mut refused = entry(Kind::Refused, json!({}));
        assert_eq!(why_not(&refused, text), None);
        refused.error = Some(ErrorCode::Protected);
        assert_eq!(why_not(&refused, text).as_deref(), Some("protected"));
        refused.error = Some(ErrorCode::UnknownPath);
        assert_eq!(why_not(&refused, text).as_deref(), Some("unknown_path"));
    }
}
