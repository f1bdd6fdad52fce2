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

#[cfg(test)]
mod tests {
    use signet_model::plans::Outcome;

    use super::*;

    fn item(number: u64, ca: Option<&str>, id: &str, before: &str) -> Item {
        Item {
            number,
            id: id.to_owned(),
            ca: ca.map(str::to_owned),
            before: before.to_owned(),
            outcome: Outcome::Waiting,
            note: None,
            cloud_code: None,
            request_id: None,
            act: None,
            attempts: 0,
            started_at: None,
            ended_at: None,
        }
    }

    fn header(settings: &Settings) -> Header<'_> {
        Header {
            id: "pl-0123456789",
            act: Act::Deregister,
            account: "main",
            region: "cn-hangzhou",
            instance_id: Some("post-cn-a"),
            iot_instance_id: None,
            settings,
            items: 2,
        }
    }

    fn hash_of(header: &Header<'_>, items: &[Item]) -> String {
        let mut manifest = Manifest::new(header);
        items.iter().for_each(|item| manifest.item(item));
        manifest.finish()
    }

    /// What somebody computes who has only the documentation and `sha256sum`.
    #[test]
    fn the_hash_is_that_of_the_documented_text() {
        let settings = Settings::default();
        let text = concat!(
            r#"{"v":1,"id":"pl-0123456789","act":"deregister","account":"main","region":"cn-hangzhou","#,
            r#""instance_id":"post-cn-a","settings":{"waves":{"items":[10,100],"percent":1.0},"#,
            r#""gate":{"failures_percent":2.0,"unexpected_percent":10.0,"at_least":3}},"items":2}"#,
            "\n1\t\tGID_a@@@1\tregistered\n2\tCA1\tSN9\tactive\n",
        );
        let items = [
            item(1, None, "GID_a@@@1", "registered"),
            item(2, Some("CA1"), "SN9", "active"),
        ];
        assert_eq!(
            hash_of(&header(&settings), &items),
            hex(&Sha256::digest(text))
        );
    }

    #[test]
    fn whatever_changes_changes_the_hash() {
        let settings = Settings::default();
        let original = header(&settings);
        let items = [
            item(1, None, "GID_a@@@1", "registered"),
            item(2, None, "GID_a@@@2", "registered"),
        ];
        let mut hashes = vec![hash_of(&original, &items), hash_of(&original, &items[..1])];
        let quicker = Settings {
            recipient: Some("age1x".to_owned()),
            ..Settings::default()
        };
        hashes.push(hash_of(&header(&quicker), &items));
        let other = Header {
            act: Act::Rotate,
            ..original.clone()
        };
        hashes.push(hash_of(&other, &items));
        let mut moved = items.clone();
        moved[1].before = "unregistered".to_owned();
        hashes.push(hash_of(&original, &moved));
        let distinct: std::collections::HashSet<_> = hashes.iter().collect();
        assert_eq!(distinct.len(), hashes.len());
    }

    #[test]
    fn no_name_of_an_identity_imitates_another_list() {
        let settings = Settings::default();
        let two = [item(1, None, "a", "x"), item(2, None, "b", "x")];
        let one = [item(1, None, "a\tx\n2\t\tb", "x")];
        let header = header(&settings);
        assert_ne!(hash_of(&header, &two), hash_of(&header, &one));
        let slash = [item(1, None, "a\\tb", "x")];
        let tab = [item(1, None, "a\tb", "x")];
        assert_ne!(hash_of(&header, &slash), hash_of(&header, &tab));
    }
}
