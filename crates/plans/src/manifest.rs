//! The hash that an approval is about: SHA-256 over what a plan does, how, and to which identities in which state.

use std::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};
use signet_model::plans::{Act, Item, Settings};

/// The first line of a manifest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Header<'a> {
    /// The plan.
    pub id: &'a str,
    /// What it does to each item.
    pub act: Act,
    /// The account of the configuration.
    pub account: &'a str,
    /// The region.
    pub region: &'a str,
    /// The ApsaraMQ for MQTT instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<&'a str>,
    /// The IoT Platform instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iot_instance_id: Option<&'a str>,
    /// How it is run.
    pub settings: &'a Settings,
    /// How many items it has.
    pub items: u64,
}

/// A manifest on its way into its hash: no item is kept.
#[derive(Clone, Debug)]
pub struct Manifest {
    hash: Sha256,
    line: String,
}

#[derive(Serialize)]
struct FirstLine<'a> {
    v: u8,
    #[serde(flatten)]
    header: &'a Header<'a>,
}

impl Manifest {
    /// Begins with the header: compact JSON, its version before all.
    #[must_use]
    pub fn new(header: &Header<'_>) -> Self {
        let line = serde_json::to_string(&FirstLine { v: 1, header }).unwrap_or_default();
        let mut hash = Sha256::new();
        hash.update(line);
        hash.update(b"\n");
        Self {
            hash,
            line: String::new(),
        }
    }

    /// Takes the next item: `number TAB ca TAB id TAB before LF`, the CA empty but for certificates. A backslash and what would end a field or a
    /// line is escaped, so that no two lists have one manifest whatever the cloud names its identities.
    pub fn item(&mut self, item: &Item) {
        self.line.clear();
        let _ = write!(self.line, "{}", item.number);
        for field in [
            item.ca.as_deref().unwrap_or_default(),
            &item.id,
            &item.before,
        ] {
            self.line.push('\t');
            escape(field, &mut self.line);
        }
        self.line.push('\n');
        self.hash.update(&self.line);
    }

    /// The hash, 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn finish(self) -> String {
        hex(&self.hash.finalize())
    }
}

fn escape(field: &str, line: &mut String) {
    for character in field.chars() {
        match character {
            '\\' => line.push_str("\\\\"),
            '\t' => line.push_str("\\t"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            other => line.push(other),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
