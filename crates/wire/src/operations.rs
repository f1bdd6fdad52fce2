//! One file per family, as in `signet_model::operations`.

mod blacklist;
mod ca_certificates;
mod client_ids;
mod credentials;
mod device_certificates;
mod devices;
mod groups;
mod instances;
mod sessions;

pub use devices::with_device_secrets;

/// Binds an operation to its two ends: each field to the name of its parameter, and the answer to a reader and a writer.
/// `Form` moves the parameters into the body. The field after `;` is never sent and has the value given there at the emulator's
/// end. A reader may take one of the operation's switches.
macro_rules! wire {
    (
        $name:ident: $method:ident { $($field:ident = $parameter:literal),* $(; $kept:ident: $as:expr)? $(,)? }
        $decode:ident $(($switch:ident))?, $encode:ident
    ) => {
        $crate::operations::wire! {
            $name: $method Query { $($field = $parameter),* $(; $kept: $as)? } $decode $(($switch))?, $encode
        }
    };
    (
        $name:ident: $method:ident $placement:ident { $($field:ident = $parameter:literal),* $(; $kept:ident: $as:expr)? $(,)? }
        $decode:ident $(($switch:ident))?, $encode:ident
    ) => {
        impl $crate::Wire for $name {
            const METHOD: $crate::Method = $crate::Method::$method;
            const PLACEMENT: $crate::Placement = $crate::Placement::$placement;

            fn parameters(&self) -> Vec<$crate::Pair> {
                #[allow(unused_mut, clippy::allow_attributes, reason = "an operation may have no parameters")]
                let mut pairs = Vec::new();
                $($crate::parameters::Parameter::write(&self.$field, $parameter, &mut pairs);)*
                pairs
            }

            fn from_parameters(
                parameters: &$crate::Parameters,
            ) -> Result<Self, $crate::ParameterError> {
                let _ = parameters;
                Ok(Self { $($field: parameters.read($parameter)?,)* $($kept: $as,)? })
            }

            fn decode(
                &self,
                answer: &serde_json::Value,
            ) -> Result<Self::Output, $crate::DecodeError> {
                $decode(answer $(, self.$switch)?)
            }

            fn encode(output: &Self::Output) -> serde_json::Value {
                $encode(output)
            }
        }
    };
}

use wire;

use serde_json::{Value, json};
use signet_model::operations::{CertificateStatus, Done};

use crate::read::{self, DecodeError};

fn decode_done(answer: &Value) -> Result<Done, DecodeError> {
    Ok(Done {
        request_id: read::text(answer, "RequestId"),
    })
}

fn encode_done(output: &Done) -> Value {
    json!({ "RequestId": output.request_id })
}

/// As the operations on connections and the blacklist write it (`cloud-api.md` section 1).
fn encode_done_by_code(output: &Done) -> Value {
    json!({ "RequestId": output.request_id, "Code": 200, "Success": true, "Message": "operation success." })
}

/// As IoT Platform writes it (`cloud-api.md` section 2).
fn encode_done_by_iot(output: &Done) -> Value {
    json!({ "RequestId": output.request_id, "Code": "Success", "Success": true })
}

fn decode_status(value: &Value) -> CertificateStatus {
    match read::text(value, "Status").as_str() {
        "1" => CertificateStatus::Active,
        "0" => CertificateStatus::Inactive,
        _ => CertificateStatus::Unknown,
    }
}

const fn encode_status(status: CertificateStatus) -> &'static str {
    match status {
        CertificateStatus::Active => "1",
        CertificateStatus::Inactive => "0",
        CertificateStatus::Unknown => "",
    }
}
