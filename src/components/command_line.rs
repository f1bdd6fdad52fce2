//! What an act sends, as the command line of the cloud's own tool that sends the same.
//!
//! The names of the parameters are the cloud's (`cloud-api.md` sections 1 and 2); a test holds each of them against what the proxy
//! sends. What the proxy keeps to itself has no name there and is left out.

use serde_json::{Map, Value};
use signet_model::{Effect, Operation, OperationName};

/// A call to the cloud that an act makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    operation: OperationName,
    effect: Effect,
    /// The operation as it is sent to the proxy.
    arguments: String,
}

impl Call {
    /// The call that sends this operation. No operation has a secret among its arguments.
    pub fn of<O: Operation>(operation: &O) -> Self {
        Self {
            operation: O::NAME,
            effect: operation.effect(),
            arguments: serde_json::to_string(operation).unwrap_or_default(),
        }
    }

    /// What it does to the world.
    pub const fn effect(&self) -> Effect {
        self.effect
    }

    /// The command line that makes it, for a POSIX shell. `None` where an argument holds a control character, which the terminal
    /// would obey while the line is pasted.
    pub fn command_line(&self, region: &str) -> Option<String> {
        let arguments: Map<String, Value> = serde_json::from_str(&self.arguments).ok()?;
        command_line(self.operation, &arguments, region)
    }
}

/// The command line that carries out an operation with these arguments; an empty region leaves the choice to the profile.
fn command_line(
    operation: OperationName,
    arguments: &Map<String, Value>,
    region: &str,
) -> Option<String> {
    let mut parameters = Vec::new();
    for (field, value) in arguments {
        let Some(name) = parameter(operation, field) else {
            continue;
        };
        match value {
            Value::Array(entries) => {
                for (index, entry) in entries.iter().enumerate() {
                    let name = [name, ".", &(index + 1).to_string()].concat();
                    parameters.push((name, plain(entry)));
                }
            }
            value => parameters.push((name.to_owned(), plain(value))),
        }
    }
    // Entries of one list keep their order.
    parameters.sort_by(|(one, _), (other, _)| base(one).cmp(base(other)));
    if !region.is_empty() {
        parameters.push(("region".to_owned(), region.to_owned()));
    }
    let product = operation.spec().product.code();
    let mut line = ["aliyun ", product, " ", operation.as_str()].concat();
    for (name, value) in &parameters {
        if value.chars().any(|char| char.is_control() && char != '\n') {
            return None;
        }
        // The tool would take a value that begins with a hyphen for a flag; after `=` it is a value in any case.
        let glue = if value.starts_with('-') { "=" } else { " " };
        line.extend([" --", name, glue]);
        line.push_str(&quoted(value));
    }
    // Without it the tool sends what may go over HTTP over HTTP.
    line.push_str(" --secure");
    Some(line)
}

fn base(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace("\r\n", "\n"),
        other => other.to_string(),
    }
}

/// One word for a POSIX shell, and for those that expand more than POSIX asks.
fn quoted(value: &str) -> String {
    let harmless = |char: char| char.is_ascii_alphanumeric() || "@_-.,:/+".contains(char);
    if !value.is_empty() && value.chars().all(harmless) {
        return value.to_owned();
    }
    ["'", &value.replace('\'', r"'\''"), "'"].concat()
}

/// What the cloud calls a field of an operation; `None` for what is never sent.
fn parameter(operation: OperationName, field: &str) -> Option<&'static str> {
    let name = operation.as_str();
    let of_certificates = name.contains("Certificate") || name == "GetRegisterCode";
    let of_device_certificates = name.contains("DeviceCertificate");
    Some(match field {
        "instance_id" if of_certificates => "MqttInstanceId",
        "instance_id" => "InstanceId",
        "ca_serial_number" if of_device_certificates => "CaSn",
        "ca_serial_number" => "Sn",
        "device_serial_number" => "DeviceSn",
        "ca_name" => "CaName",
        "ca_pem" => "CaContent",
        "verification_pem" => "VerificationContent",
        "client_id" => "ClientId",
        "client_ids" => "ClientIdList",
        "group_id" => "GroupId",
        "iot_id" | "iot_ids" => "IotId",
        "iot_instance_id" => "IotInstanceId",
        "product_key" => "ProductKey",
        "device_name" | "device_names" => "DeviceName",
        "next_token" => "NextToken",
        "page_number" if name == "QueryDevice" => "CurrentPage",
        "page_number" => "PageNo",
        "page_size" if name == "QueryCustomAuthConnectBlack" => "Size",
        "page_size" => "PageSize",
        _ => return None,
    })
}

#[cfg(test)]
#[path = "command_line_tests.rs"]
mod tests;
