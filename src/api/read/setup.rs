//! What the proxy tells of how it is set up.

use signet_model::api::{CheckFinding, Checkup, Setup, SetupAccount};

use super::{Answered, JsonValue, people::value};

read! {
    Setup { file: maybe_text, accounts: each(SetupAccount::read), check: maybe(Checkup::read), }
    SetupAccount {
        name: text, key: word, source: text, key_ends_with: text, expires_at: time, problem: maybe_text, regions: texts,
        instances: texts,
    }
    Checkup { started_at: moment, ended_at: time, findings: each(CheckFinding::read), }
    CheckFinding { state: word, kind: word, subject: text, found: text, remedy: maybe_text, code: maybe_word, }
}

/// A RAM policy, as it is written down.
#[derive(Clone)]
pub struct RamPolicy(pub String);

impl Answered for RamPolicy {
    fn read(json: JsonValue) -> Option<Self> {
        let policy = value(json.0);
        policy.get("Statement")?;
        serde_json::to_string_pretty(&policy).ok().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::json::Json;

    fn read<A: Answered>(text: &str) -> Option<A> {
        A::read(JsonValue(Json::parse(text)?))
    }

    #[test]
    fn what_the_model_writes_is_read_back() {
        let setup = r#"{"file":"signet.toml","accounts":[{"name":"a","key":"failing","source":"s","key_ends_with":"","expires_at":
            "2026-11-22T06:00:00Z","problem":"p","regions":["cn-hangzhou"],"instances":[]}],"check":{"started_at":"2026-11-22T06:00:00Z",
            "ended_at":null,"findings":[{"state":"bad","kind":"iot_instance","subject":"public","found":"f","remedy":"r",
            "code":"cloud_rejected_key"},{"state":"note","kind":"clock","subject":"","found":"f"}]}}"#;
        let read: Setup = read(setup).expect("a set-up");
        assert_eq!(serde_json::from_str::<Setup>(setup).ok(), Some(read));
    }

    #[test]
    fn a_policy_is_written_as_the_command_writes_it() {
        let policy = serde_json::json!({"Version": "1", "Statement": [{"Effect": "Allow", "Action": ["mq:A"], "Resource": ["*"]}]});
        let read: RamPolicy = read(&policy.to_string()).expect("a policy");
        assert_eq!(read.0, format!("{policy:#}"));
        assert!(super::super::super::read_text::<RamPolicy>("{}").is_none());
    }
}
