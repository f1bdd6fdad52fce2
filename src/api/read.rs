//! What the proxy answers, field by field. What is missing or of another type makes the answer unreadable, except where the
//! language says that it may be null or absent.

use serde::{Deserialize, de::value::StrDeserializer};
use signet_model::{
    Secret, Timestamp,
    api::{Account, ApiError, ErrorBody, IotInstance, Limits, Session},
    operations::{
        Blacklist, BlacklistEntry, BlacklistNote, CaCertificate, CaCertificateAnswer,
        CaCertificateDone, CaCertificates, ClientIds, ClientSession, DecodedCertificate, Device,
        DeviceCertificate, DeviceCertificateAnswer, DeviceCertificates, DeviceCredential,
        DeviceCredentialAnswer, DeviceCredentialClientIds, DeviceDetail, DeviceDetailAnswer,
        DeviceState, DeviceStates, Devices, DynamicClientId, Group, Groups, Instance, Instances,
        RegisterCode, SessionAnswer, Sessions,
    },
    roles::Grant,
    violation::Quantity,
};

use super::json::Json;

/// An answer that can be read.
pub trait Answered: Sized + Send + Sync + 'static {
    /// Reads it; `None` where it is not what it should be.
    fn read(json: JsonValue) -> Option<Self>;
}

/// A JSON value on its way into an answer.
pub struct JsonValue(pub(super) Json);

/// The fields of an object that are not read yet.
struct Fields(Vec<(String, Json)>);

impl JsonValue {
    fn fields(self) -> Option<Fields> {
        match self.0 {
            Json::Object(fields) => Some(Fields(fields)),
            _ => None,
        }
    }
}

impl Fields {
    /// Takes a field; one that is absent is as good as null.
    fn take(&mut self, name: &str) -> Json {
        let at = self.0.iter().position(|(found, _)| found == name);
        at.map_or(Json::Null, |at| self.0.swap_remove(at).1)
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name) {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Text that may be null; the outer option is about reading.
    fn maybe_text(&mut self, name: &str) -> Option<Option<String>> {
        match self.take(name) {
            Json::Text(text) => Some(Some(text)),
            Json::Null => Some(None),
            _ => None,
        }
    }

    fn maybe_secret(&mut self, name: &str) -> Option<Option<Secret>> {
        self.maybe_text(name).map(|text| text.map(Secret::new))
    }

    fn maybe_number(&mut self, name: &str) -> Option<Option<u64>> {
        match self.take(name) {
            Json::Number(number) => u64::try_from(number).ok().map(Some),
            Json::Null => Some(None),
            _ => None,
        }
    }

    fn number(&mut self, name: &str) -> Option<u32> {
        self.maybe_number(name)??.try_into().ok()
    }

    fn time(&mut self, name: &str) -> Option<Option<Timestamp>> {
        match self.maybe_text(name)? {
            Some(text) => text.parse().ok().map(Some),
            None => Some(None),
        }
    }

    fn moment(&mut self, name: &str) -> Option<Timestamp> {
        self.time(name)?
    }

    /// One of the words of an enumeration; its own list of them is used.
    fn word<T: for<'de> Deserialize<'de>>(&mut self, name: &str) -> Option<T> {
        word(&self.text(name)?)
    }

    fn each<T>(&mut self, name: &str, read: impl Fn(JsonValue) -> Option<T>) -> Option<Vec<T>> {
        match self.take(name) {
            Json::List(entries) => entries
                .into_iter()
                .map(|entry| read(JsonValue(entry)))
                .collect(),
            _ => None,
        }
    }

    fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        self.each(name, |value| match value.0 {
            Json::Text(text) => Some(text),
            _ => None,
        })
    }

    fn maybe<T>(&mut self, name: &str, read: fn(JsonValue) -> Option<T>) -> Option<Option<T>> {
        match self.take(name) {
            Json::Null => Some(None),
            value => read(JsonValue(value)).map(Some),
        }
    }
}

fn word<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<NoSuchWord>::new(text)).ok()
}

/// Nobody reads why; saying it would cost the words of it.
#[derive(Debug)]
struct NoSuchWord;

impl std::fmt::Display for NoSuchWord {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for NoSuchWord {}

impl serde::de::Error for NoSuchWord {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
}

/// Declares how answers are read: each field, and the function that takes it.
macro_rules! read {
    ($($name:ident { $($field:ident: $how:ident $(($($more:tt)*))?,)* })*) => {$(
        impl Answered for $name {
            fn read(json: JsonValue) -> Option<Self> {
                let mut fields = json.fields()?;
                Some(Self { $($field: fields.$how(stringify!($field) $(, $($more)*)?)?,)* })
            }
        }
    )*};
}

read! {
    Instances { request_id: text, instances: each(Instance::read), }
    Instance { instance_id: text, name: text, edition: word, status: word, region: text, account: text, }
    Groups { request_id: text, groups: each(Group::read), }
    Group { group_id: text, created_at: time, }
    DeviceCredentialClientIds {
        request_id: text, client_ids: texts, items_total: maybe_number, page_number: number, page_size: number,
        next_token: maybe_text,
    }
    DeviceCredentialAnswer { request_id: text, credential: one(DeviceCredential::read), }
    DeviceCredential {
        client_id: text, instance_id: text, device_access_key_id: text, device_access_key_secret: maybe_secret,
        created_at: time, updated_at: time,
    }
    SessionAnswer { request_id: text, online: flag, }
    Sessions { request_id: text, sessions: each(ClientSession::read), }
    ClientSession { client_id: text, online: flag, }
    Blacklist { request_id: text, entries: each(BlacklistEntry::read), next_token: maybe_text, }
    BlacklistEntry {
        client_id: text, effect: text, permit_action: text, blocked: flag, note: maybe(BlacklistNote::read),
    }
    BlacklistNote { set_by: text, set_at: moment, reason: maybe_text, }
    DeviceCertificates {
        request_id: text, certificates: each(DeviceCertificate::read), items_total: maybe_number,
        pages_total: maybe_number, page_number: number, page_size: number,
    }
    DeviceCertificateAnswer { request_id: text, certificate: one(DeviceCertificate::read), }
    DeviceCertificate {
        device_serial_number: text, ca_serial_number: text, name: text, status: word, valid_from: time, valid_to: time,
        pem: text, decoded: maybe(DecodedCertificate::read),
    }
    DecodedCertificate {
        subject: text, issuer: text, serial_number: text, not_before: time, not_after: time, public_key: text,
        signature_algorithm: text, alternative_names: texts, fingerprint_sha256: text, is_ca: flag,
    }
    CaCertificates {
        request_id: text, ca_certificates: each(CaCertificate::read), items_total: maybe_number,
        pages_total: maybe_number, page_number: number, page_size: number,
    }
    CaCertificate {
        ca_serial_number: text, name: text, status: word, valid_from: time, valid_to: time, pem: text,
        verification_pem: text, registration_code: text, decoded: maybe(DecodedCertificate::read),
    }
    Devices {
        request_id: text, devices: each(Device::read), items_total: maybe_number, pages_total: maybe_number,
        page_number: number, page_size: number, next_token: maybe_text,
    }
    Device {
        iot_id: text, product_key: text, device_name: text, nickname: text, status: word, created_at: time,
        updated_at: time,
    }
    DeviceDetailAnswer { request_id: text, device: one(DeviceDetail::read), device_secret: maybe_secret, }
    DeviceDetail {
        iot_id: text, product_key: text, product_name: text, device_name: text, nickname: text, status: word,
        is_gateway: maybe_flag, firmware_version: text, ip_address: text, region: text, created_at: time,
        activated_at: time, last_online_at: time,
    }
    DeviceStates { request_id: text, devices: each(DeviceState::read), }
    DeviceState {
        iot_id: text, device_name: text, status: word, ip_address: text, as_of: time, last_online_at: time,
    }
    CaCertificateAnswer { request_id: text, ca_certificate: one(CaCertificate::read), }
    CaCertificateDone { request_id: text, ca_serial_number: text, }
    RegisterCode { request_id: text, register_code: text, }
    ClientIds { request_id: text, iot_id: text, client_ids: each(DynamicClientId::read), }
    DynamicClientId { client_id: text, created_at: time, }
    Session {
        actor: text, name: text, via: word, signed_in_at: time, expires_at: time, origin: maybe_text,
        grants: each(Grant::read), cloud: word, accounts: each(Account::read), iot_instances: each(IotInstance::read), allowed: words, refusal: maybe_word,
        reason_required: words, recent_sign_in: words, limits: one(Limits::read),
    }
    Grant { role: word, account: maybe_text, instance: maybe_text, group: maybe_text, iot_instance: maybe_text, }
    Account { name: text, key_ends_with: text, regions: texts, }
    IotInstance { name: text, iot_instance_id: maybe_text, region: text, account: text, }
    Limits { calls_per_second: maybe_small, calls_now: number, }
    ErrorBody { error: one(ApiError::read), }
    ApiError {
        code: word, message: text, remedy: maybe_text, field: maybe_text, limit: quantity, found: quantity,
        cloud_code: maybe_text, cloud_request_id: maybe_text, retry_after_ms: maybe_number,
    }
}

impl Fields {
    fn one<T>(&mut self, name: &str, read: fn(JsonValue) -> Option<T>) -> Option<T> {
        read(JsonValue(self.take(name)))
    }

    fn flag(&mut self, name: &str) -> Option<bool> {
        match self.take(name) {
            Json::Bool(is) => Some(is),
            _ => None,
        }
    }

    fn maybe_flag(&mut self, name: &str) -> Option<Option<bool>> {
        match self.take(name) {
            Json::Bool(is) => Some(Some(is)),
            Json::Null => Some(None),
            _ => None,
        }
    }

    fn words<T: for<'de> Deserialize<'de>>(&mut self, name: &str) -> Option<Vec<T>> {
        self.texts(name)?.iter().map(|text| word(text)).collect()
    }

    fn maybe_word<T: for<'de> Deserialize<'de>>(&mut self, name: &str) -> Option<Option<T>> {
        match self.maybe_text(name)? {
            Some(text) => word(&text).map(Some),
            None => Some(None),
        }
    }

    fn maybe_small(&mut self, name: &str) -> Option<Option<u32>> {
        match self.maybe_number(name)? {
            Some(number) => number.try_into().ok().map(Some),
            None => Some(None),
        }
    }

    fn quantity(&mut self, name: &str) -> Option<Option<Quantity>> {
        match self.take(name) {
            Json::Null => Some(None),
            Json::Number(number) => Some(Some(Quantity::Number(number))),
            Json::Text(text) => Some(Some(Quantity::Text(text))),
            _ => None,
        }
    }
}

mod people;
mod plans;
mod setup;
mod sign_in;

pub use setup::RamPolicy;

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
