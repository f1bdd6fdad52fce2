//! Secrets on their way into the store: gathered, encrypted together, kept.

use std::time::Duration;

use age::x25519::Recipient;
use signet_model::operations::DeviceCredential;
use signet_store::StoreError;
use tokio::time::Instant;
use zeroize::Zeroizing;

use super::super::Head;

/// So many secrets go into one file …
const TOGETHER: usize = 1_000;
/// … or as many as there are after so long.
const AFTER: Duration = Duration::from_secs(30);
/// The first line of each file.
const HEADER: &str = "client_id,device_access_key_id,device_access_key_secret\n";

/// Whether secrets can be encrypted to a text.
pub(in crate::plans) fn is_recipient(text: &str) -> bool {
    text.parse::<Recipient>().is_ok()
}

/// Secrets that wait to be kept. `Debug` is not there, so that nothing shows them.
pub(in crate::plans) struct Sealing {
    recipient: Option<Recipient>,
    waiting: Vec<(u64, DeviceCredential)>,
    since: Option<Instant>,
}

impl Sealing {
    /// For a plan.
    pub(in crate::plans) fn new(head: &Head) -> Self {
        let recipient = head.settings.recipient.as_deref();
        Self {
            recipient: recipient.and_then(|text| text.parse().ok()),
            waiting: Vec::new(),
            since: None,
        }
    }

    /// Takes in the secret of an item.
    pub(in crate::plans) fn add(&mut self, number: u64, credential: DeviceCredential) {
        // A credential that was read back comes without.
        if credential.device_access_key_secret.is_some() && self.recipient.is_some() {
            self.since.get_or_insert_with(Instant::now);
            self.waiting.push((number, credential));
        }
    }

    /// Whether it is time to keep what waits.
    pub(in crate::plans) fn is_due(&self, at_once: bool) -> bool {
        let late = self.since.is_some_and(|since| since.elapsed() >= AFTER);
        !self.waiting.is_empty() && (at_once || late || self.waiting.len() >= TOGETHER)
    }

    /// What waits, encrypted: of which items, and the file.
    ///
    /// # Errors
    /// It cannot be encrypted.
    pub(in crate::plans) fn file(&self) -> Result<(Vec<u64>, Vec<u8>), StoreError> {
        let recipient = self.recipient.as_ref();
        let recipient = recipient.ok_or_else(|| StoreError::damaged("no recipient"))?;
        // As large as it can get, so that no part of it stays behind where it grew.
        let size = self.waiting.iter().map(|(_, one)| size(one)).sum::<usize>();
        let mut text = Zeroizing::new(String::with_capacity(HEADER.len() + size));
        text.push_str(HEADER);
        for (_, credential) in &self.waiting {
            line(credential, &mut text);
        }
        let armored = age::encrypt_and_armor(recipient, text.as_bytes())
            .map_err(|cause| StoreError::Failed(format!("secrets cannot be encrypted: {cause}")))?;
        let numbers = self.waiting.iter().map(|(number, _)| *number).collect();
        Ok((numbers, armored.into_bytes()))
    }

    /// What waited is kept.
    pub(in crate::plans) fn kept(&mut self) -> u64 {
        self.since = None;
        let kept = self.waiting.len() as u64;
        self.waiting.clear();
        kept
    }
}

fn size(credential: &DeviceCredential) -> usize {
    let secret = credential.device_access_key_secret.as_ref();
    let secret = secret.map_or(0, |secret| secret.expose().len());
    2 * (credential.client_id.len() + credential.device_access_key_id.len() + secret) + 9
}

/// One line of CSV (RFC 4180).
fn line(credential: &DeviceCredential, text: &mut String) {
    let secret = credential.device_access_key_secret.as_ref();
    let cells = [
        credential.client_id.as_str(),
        &credential.device_access_key_id,
        secret.map_or("", |secret| secret.expose()),
    ];
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        let is_quoted = cell.contains([',', '"', '\r', '\n']);
        if is_quoted {
            text.push('"');
        }
        for character in cell.chars() {
            if character == '"' {
                text.push('"');
            }
            text.push(character);
        }
        if is_quoted {
            text.push('"');
        }
    }
    text.push('\n');
}
