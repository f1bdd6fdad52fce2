//! `signet ram-policy`: the least RAM policy under which the proxy's key can do what the operations need.
//!
//! Everything comes from the list of operations; which resources an action is asked about is `cloud-api.md` section 7.

use std::collections::BTreeSet;
use std::io::Write;

use serde_json::{Value, json};
use signet_model::OperationName;
use signet_model::identifiers::InstanceId;
use signet_model::operations::Product;

/// What an administrator must know about the policy, for standard error: standard output is the policy alone.
const EXPLANATION: &str = "\
This is everything the operations of Signet need, for the instances you named. Save it as a custom policy and attach it to the RAM
user whose AccessKey the proxy uses; give that key to nobody else.

RAM cannot make this read-only. The cloud asks for mq:MqttInstanceAccess before nearly every operation, and this same action is all
that UnRegisterDeviceCredential needs: whoever may list credentials may also deregister them. GetDeviceCredential shows the secret of
a device to whoever may call it. So the limit that holds is Signet's own: start it with --read-only (read_only = true in signet.toml)
and it refuses everything but reading, and drops secrets.

Two forms of each instance are named because the cloud's pages disagree on which one it asks about. IoT Platform knows no resources:
its actions are granted on *. If no device of yours is on IoT Platform, remove that statement.
`signet doctor` tells which of these the key has.
";

/// Prints the policy to standard output and what it cannot do to standard error. Closed outputs are nobody's trouble.
pub fn print(instances: &[InstanceId]) {
    let _ = writeln!(std::io::stdout(), "{:#}", policy(instances));
    let _ = write!(std::io::stderr(), "{EXPLANATION}");
}

/// The policy document for some instances.
#[must_use]
pub fn policy(instances: &[InstanceId]) -> Value {
    let instances: BTreeSet<&str> = instances.iter().map(InstanceId::as_str).collect();
    let resources = |form: fn(&str) -> Vec<String>| -> Vec<String> {
        instances.iter().copied().flat_map(form).collect()
    };
    let mut statements = vec![
        statement(
            &actions(|name| name.spec().product == Product::OnsMqtt),
            &resources(|id| {
                vec![
                    format!("acs:mq:*:*:{id}"),
                    format!("acs:mq:*:*:instance/{id}"),
                ]
            }),
        ),
        // The older form asks about the group itself where a group is made, deleted or listed.
        statement(
            &actions(|name| name.as_str().ends_with("GroupId")),
            &resources(|id| vec![format!("acs:mq:*:*:groupId/{id}/*")]),
        ),
    ];
    statements.push(statement(
        &actions(|name| name.spec().product == Product::Iot),
        &["*".to_owned()],
    ));
    json!({ "Version": "1", "Statement": statements })
}

fn actions(of: impl Fn(OperationName) -> bool) -> BTreeSet<&'static str> {
    OperationName::ALL
        .iter()
        .filter(|name| of(**name))
        .flat_map(|name| name.spec().ram_actions)
        .copied()
        .collect()
}

fn statement(actions: &BTreeSet<&str>, resources: &[String]) -> Value {
    json!({ "Effect": "Allow", "Action": actions, "Resource": resources })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(instances: &[&str]) -> Value {
        let parse = |id: &&str| InstanceId::parse(*id).expect("an id");
        policy(&instances.iter().map(parse).collect::<Vec<_>>())
    }

    fn granted(policy: &Value) -> BTreeSet<&str> {
        let statements = policy["Statement"].as_array().expect("statements");
        statements
            .iter()
            .flat_map(|statement| statement["Action"].as_array().expect("actions"))
            .map(|action| action.as_str().expect("text"))
            .collect()
    }

    #[test]
    fn grants_exactly_what_the_operations_need_under_the_odd_names() {
        let policy = of(&["post-cn-1"]);
        let needed = OperationName::ALL
            .iter()
            .flat_map(|name| name.spec().ram_actions)
            .copied()
            .collect();
        assert_eq!(granted(&policy), needed);
        for odd in [
            "mq:MqttInstanceAccess",
            "mq:UnregisterDeviceCertificate",
            "mq:ListMqttGroupId",
        ] {
            assert!(granted(&policy).contains(odd), "{odd}");
        }
        assert!(
            granted(&policy).iter().all(|action| !action.contains('*')),
            "nothing is granted wholesale"
        );
    }

    #[test]
    fn names_both_forms_of_each_instance_once_and_nothing_of_others() {
        let policy = of(&["post-cn-b", "post-cn-a", "post-cn-b"]);
        let statements = policy["Statement"].as_array().expect("statements");
        assert_eq!(
            statements[0]["Resource"],
            json!([
                "acs:mq:*:*:post-cn-a",
                "acs:mq:*:*:instance/post-cn-a",
                "acs:mq:*:*:post-cn-b",
                "acs:mq:*:*:instance/post-cn-b"
            ])
        );
        for statement in statements {
            let anything = statement["Resource"] == json!(["*"]);
            let of_iot = statement["Action"]
                .as_array()
                .expect("actions")
                .iter()
                .all(|action| {
                    action
                        .as_str()
                        .is_some_and(|action| action.starts_with("iot:"))
                });
            assert_eq!(anything, of_iot, "{statement}");
        }
    }

    #[test]
    fn the_explanation_fits_a_terminal_and_names_the_way_out() {
        assert!(EXPLANATION.contains("--read-only"));
        assert!(EXPLANATION.lines().all(|line| line.chars().count() <= 140));
    }
}
