//! One file per family, as in `signet_model::operations`.

mod ca_certificates;
mod client_ids;
mod credentials;
mod device_certificates;
mod groups;
mod instances;

pub use credentials::with_secret;

/// Binds an operation to its two ends: each field to the name of its parameter, and the answer to a reader and a writer.
macro_rules! wire {
    ($name:ident: $method:ident { $($field:ident = $parameter:literal),* $(,)? } $decode:path, $encode:path) => {
        impl $crate::Wire for $name {
            const METHOD: $crate::Method = $crate::Method::$method;

            fn parameters(&self) -> Vec<(&'static str, String)> {
                let all = [$(($parameter, $crate::parameters::Parameter::write(&self.$field))),*];
                all.into_iter().filter_map(|(name, value): (_, Option<String>)| Some((name, value?))).collect()
            }

            fn from_parameters(
                parameters: &$crate::Parameters,
            ) -> Result<Self, $crate::ParameterError> {
                let _ = parameters;
                Ok(Self { $($field: parameters.read($parameter)?),* })
            }

            fn decode(
                answer: &serde_json::Value,
            ) -> Result<Self::Output, $crate::DecodeError> {
                $decode(answer)
            }

            fn encode(output: &Self::Output) -> serde_json::Value {
                $encode(output)
            }
        }
    };
}

use wire;

use serde_json::Value;
use signet_model::operations::{CertificateStatus, Done};

use crate::read::{self, DecodeError};

fn decode_done(answer: &Value) -> Result<Done, DecodeError> {
    Ok(Done {
        request_id: read::text(answer, "RequestId"),
    })
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
