//! What is configured and what is still to do: `/api/setup`, for admins and for whoever sits at the machine.

use serde::{Deserialize, Serialize};

use super::ErrorCode;
use crate::timestamp::Timestamp;

/// What is configured, without a secret: `GET /api/setup`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// The configuration file that was read; null where there is none.
    pub file: Option<String>,
    /// The accounts, each with its key.
    pub accounts: Vec<SetupAccount>,
    /// The last check since the proxy was started, as far as it has come; null where there was none.
    pub check: Option<Checkup>,
}

/// One account and where its key comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupAccount {
    /// The name that the configuration gives it.
    pub name: String,
    /// How its key is.
    pub key: KeyStanding,
    /// Where the key comes from, for people; the same that `signet serve` says.
    pub source: String,
    /// The last four characters of the AccessKey id; empty where there is no key.
    pub key_ends_with: String,
    /// When the key ends; null where that is not known, or never.
    pub expires_at: Option<Timestamp>,
    /// Why there is no key, or why the last attempt to replace it failed; null where nothing is wrong.
    pub problem: Option<String>,
    /// The regions that are used.
    pub regions: Vec<String>,
    /// The instances that may be used; all where empty.
    pub instances: Vec<String>,
}

/// How the key of an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyStanding {
    /// Nothing says where it comes from.
    Absent,
    /// There is one, or nobody has needed it yet. Whether the cloud takes it, a check tells.
    There,
    /// Its source does not hand one out.
    Failing,
}

/// What `signet doctor` looks at, looked at by the running proxy: `POST /api/setup/check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkup {
    /// When it began.
    pub started_at: Timestamp,
    /// When it was over; null while it runs.
    pub ended_at: Option<Timestamp>,
    /// What was found, in the order in which it was looked at.
    pub findings: Vec<CheckFinding>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckFinding {
    /// How it is.
    pub state: CheckState,
    /// What kind of thing it is.
    pub kind: CheckKind,
    /// Which one: the account, host, region, instance or key of the configuration; empty where there is only one.
    pub subject: String,
    /// What was found, in English.
    pub found: String,
    /// What to do now, in English; always there where the state is [`CheckState::Bad`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// The code of the refusal that shows it, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ErrorCode>,
}

/// How a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// As it should be.
    Good,
    /// Worth knowing, and nothing to do.
    Note,
    /// Something to do.
    Bad,
}

/// Kinds of things that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// `signet.toml`.
    Configuration,
    /// The proxy's own certificate; the subject is a key of the configuration.
    Tls,
    /// The key of an account.
    Key,
    /// The way to an endpoint; the subject is its host.
    Endpoint,
    /// This machine's clock.
    Clock,
    /// An account in a region: does the cloud take the key, and which instances are there.
    Region,
    /// What the key may do on an instance of ApsaraMQ for MQTT.
    Instance,
    /// What the key may do on an instance of IoT Platform.
    IotInstance,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_reads_as_documented() {
        let finding = CheckFinding {
            state: CheckState::Bad,
            kind: CheckKind::IotInstance,
            subject: "public".to_owned(),
            found: "f".to_owned(),
            remedy: None,
            code: Some(ErrorCode::CloudRejectedKey),
        };
        let json = serde_json::to_value(&finding).expect("JSON");
        let documented = serde_json::json!({
            "state": "bad", "kind": "iot_instance", "subject": "public", "found": "f", "code": "cloud_rejected_key"
        });
        assert_eq!(json, documented);
        assert_eq!(
            serde_json::from_value::<CheckFinding>(documented).ok(),
            Some(finding)
        );
    }
}
