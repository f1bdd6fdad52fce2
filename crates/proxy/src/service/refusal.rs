//! What a caller is told when there is no output: what happened, to which object, what to do now.

use serde_json::{Map, Value};
use signet_model::api::{ApiError, ErrorCode};
use signet_model::cloud_code::meaning;
use signet_wire::CloudError;

use super::Target;
use super::called::Called;
use crate::keys::{FaultKind, NoKey};
use crate::quota::TooBusy;

/// An error, boxed because it is large and rare.
pub type Refused = Box<ApiError>;

/// Where the cloud names no moment, a throttled caller is told this one.
const THROTTLED_MS: u64 = 1000;

/// The fields of an operation that name objects.
pub(super) fn object(operation: &dyn Called) -> Map<String, Value> {
    let mut fields = match operation.fields() {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    for paging in ["page_number", "page_size", "next_token"] {
        fields.remove(paging);
    }
    // A certificate is told by its fingerprint: its text would fill the record, and it is not for log lines.
    for (field, value) in &mut fields {
        if field.ends_with("_pem") {
            let decoded = value.as_str().map(signet_x509::decode);
            *value = match decoded {
                Some(Ok(decoded)) => format!("sha256:{}", decoded.fingerprint_sha256).into(),
                _ => Value::Null,
            };
        }
    }
    fields
}

pub(super) fn too_busy(operation: &dyn Called, busy: TooBusy) -> Refused {
    let wait = u64::try_from(busy.wait.as_millis()).unwrap_or(u64::MAX);
    let mut error = ApiError::new(
        ErrorCode::QuotaExceeded,
        format!(
            "{} was not sent: too many calls wait before it",
            name(operation)
        ),
    );
    error.retry_after_ms = Some(wait);
    Box::new(error.remedy("Try again in a moment. The limits are in `quota` of signet.toml."))
}

/// There is nothing to sign with: the source of the key is out of reach, or says no.
pub(super) fn no_key(operation: &dyn Called, none: &NoKey) -> Refused {
    let code = match none.fault.kind {
        FaultKind::Absent => ErrorCode::NoKey,
        FaultKind::Unreachable => ErrorCode::CloudUnreachable,
        FaultKind::Refused => ErrorCode::CloudRejectedKey,
    };
    let error = ApiError::new(code, format!("{} was not sent: {none}", name(operation)));
    Box::new(error.remedy(none.fault.remedy))
}

pub(super) fn unsigned(operation: &dyn Called, cause: &str) -> Refused {
    let error = ApiError::new(
        ErrorCode::Internal,
        format!(
            "{} was not sent: it cannot be signed: {cause}",
            name(operation)
        ),
    );
    Box::new(
        error.remedy("Check the AccessKey id and the endpoint in the configuration of the proxy."),
    )
}

pub(super) fn unreachable(operation: &dyn Called, target: &Target, cause: &str) -> Refused {
    let host = target.endpoint(operation.name().spec().product).host();
    let error = ApiError::new(
        ErrorCode::CloudUnreachable,
        format!(
            "{} was not sent: {host} cannot be reached ({cause})",
            name(operation)
        ),
    );
    Box::new(error.remedy("Check the network between the proxy and the cloud, the endpoint and the region, then try again."))
}

pub(super) fn answer_lost(operation: &dyn Called, target: &Target, cause: &str) -> Refused {
    let host = target.endpoint(operation.name().spec().product).host();
    let error = ApiError::new(
        ErrorCode::AnswerLost,
        format!(
            "{}: the answer of {host} did not come ({cause})",
            name(operation)
        ),
    );
    Box::new(error.remedy("Nothing was changed. Try again."))
}

pub(super) fn unreadable(operation: &dyn Called, target: &Target, cause: &str) -> Refused {
    let host = target.endpoint(operation.name().spec().product).host();
    let error = ApiError::new(
        ErrorCode::CloudAnswerUnreadable,
        format!(
            "{}: the answer of {host} is not as documented: {cause}",
            name(operation)
        ),
    );
    Box::new(error.remedy(
        "Check that the endpoint is the cloud's and that nothing between answers in its place.",
    ))
}

pub(super) fn did_not_happen(operation: &dyn Called, target: &Target) -> Refused {
    let error = ApiError::new(
        ErrorCode::CloudFailed,
        format!(
            "{} did not happen: its answer was lost, and reading back from {} shows nothing changed",
            name(operation),
            target.region
        ),
    );
    Box::new(error.remedy("Try again."))
}

pub(super) fn outcome_unknown(operation: &dyn Called, target: &Target) -> Refused {
    let error = ApiError::new(
        ErrorCode::OutcomeUnknown,
        format!(
            "{} may or may not have happened: its answer was lost, and reading back from {} did not settle it",
            name(operation),
            target.region
        ),
    );
    Box::new(error.remedy("Look the object up before you try again."))
}

pub(super) fn no_targets() -> Refused {
    Box::new(ApiError::new(
        ErrorCode::Internal,
        "no account and region is configured",
    ))
}

/// Whether a failure is a gateway's, with no word of the operation itself; 417 is what the cloud's 500 becomes
/// (`cloud-api.md` headline 4).
pub(super) fn is_gateway_failure(error: &CloudError) -> bool {
    error.code.starts_with("Http") && (error.status >= 500 || error.status == 417)
}

pub(super) fn from_cloud(
    operation: &dyn Called,
    target: &Target,
    cloud: &CloudError,
    retry_after_ms: Option<u64>,
) -> Refused {
    let called = name(operation);
    let mut error = if cloud.code.starts_with("Http") {
        let host = target.endpoint(operation.name().spec().product).host();
        let code = if is_gateway_failure(cloud) {
            ErrorCode::CloudFailed
        } else {
            ErrorCode::CloudAnswerUnreadable
        };
        ApiError::new(code, format!("{called}: {host} answered {} without a code of the cloud", cloud.status))
            .remedy(match cloud.status {
                // How long a URL may be is not documented (`cloud-api.md` section 10).
                413 | 414 | 431 => "The call is too long for the cloud or what is between. Certificates travel in the URL: those of an EC key are shorter.",
                _ => "Try again; if it stays, check the endpoint and what is between the proxy and the cloud.",
            })
    } else {
        let meaning = meaning(&cloud.code);
        // A refused signature comes with what was signed, which may hold a security token.
        let says = match (meaning.code, shown(&cloud.message)) {
            (ErrorCode::CloudRejectedKey, _) => String::new(),
            (_, text) if text.is_empty() => String::new(),
            (_, text) => format!(": {text}"),
        };
        let remedy = match (meaning.code, operation.name().spec().ram_actions) {
            (ErrorCode::CloudDeniedPermission, actions) => {
                format!("{} It needs {}.", meaning.remedy, actions.join(" and "))
            }
            _ => meaning.remedy.to_owned(),
        };
        let mut error = ApiError::new(
            meaning.code,
            format!("{called}: the cloud answered {}{says}", shown(&cloud.code)),
        )
        .remedy(remedy);
        error.retry_after_ms = (meaning.code == ErrorCode::CloudThrottled)
            .then(|| retry_after_ms.unwrap_or(THROTTLED_MS));
        error.cloud_code = Some(shown(&cloud.code));
        error
    };
    error.cloud_request_id = cloud
        .request_id
        .as_deref()
        .map(shown)
        .filter(|id| !id.is_empty());
    Box::new(error)
}

/// The operation and its objects: `DeleteClientIds (iot_id abc)`.
fn name(operation: &dyn Called) -> String {
    let fields = object(operation);
    let named = |(field, value): (&String, &Value)| match value {
        // These say how and why, not what.
        _ if field == "reason" || field.ends_with("_pem") => None,
        Value::String(text) => Some(format!("{field} {text}")),
        Value::Array(items) => match &items[..] {
            [Value::String(only)] => Some(format!("{field} {only}")),
            [Value::String(first), rest @ ..] => {
                Some(format!("{field} {first} and {} more", rest.len()))
            }
            _ => None,
        },
        _ => None,
    };
    let objects: Vec<_> = fields.iter().filter_map(named).collect();
    if objects.is_empty() {
        operation.name().to_string()
    } else {
        format!("{} ({})", operation.name(), objects.join(", "))
    }
}

/// Text from outside, short and without what a terminal or page would obey.
fn shown(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .take(300)
        .collect()
}
