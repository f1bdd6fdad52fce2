//! What STS answers.

use http::{Request, Response};
use serde::Deserialize;

use super::super::fault::KeyFault;
use super::super::lent::{Lent, LentFields, lent, read, shown_code};
use super::super::source::KeyPorts;
use super::{Role, unusable};

const OUT_OF_REACH: &str =
    "Check the network between the proxy and STS; sts_endpoint names another address of it.";

/// Asks for a key.
pub(super) async fn ask(
    role: &Role,
    request: http::Result<Request<Vec<u8>>>,
    ports: &KeyPorts,
) -> Result<Lent, KeyFault> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Assumed {
        credentials: LentFields,
    }

    let who = role.who();
    let request = request.map_err(|_| unusable("a part of it cannot travel in a header"))?;
    let answer = ports
        .fetch
        .fetch(request)
        .await
        .map_err(|error| KeyFault::no_answer(&who, &error, OUT_OF_REACH))?;
    if !answer.status().is_success() {
        return Err(refusal(&who, &answer));
    }
    let assumed: Assumed = read(&who, answer)?;
    lent(&who, assumed.credentials)
}

/// What STS said no with. Only its code and request id are shown: its text may repeat what was signed.
fn refusal(who: &str, answer: &Response<Vec<u8>>) -> KeyFault {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Refusal {
        code: String,
        request_id: Option<String>,
    }

    let status = answer.status().as_u16();
    let Ok(refusal) = serde_json::from_slice::<Refusal>(answer.body()) else {
        let what = format!("{who} answered with status {status} and no code");
        return if status == 429 || status >= 500 {
            KeyFault::unreachable(what, OUT_OF_REACH)
        } else {
            KeyFault::refused(
                what,
                "Check sts_endpoint and what is between it and the proxy.",
            )
        };
    };
    let code = shown_code(&refusal.code);
    let mut what = format!("{who} answered {code}");
    if let Some(id) = refusal.request_id.as_deref().map(shown_code) {
        what = format!("{what} (RequestId {id})");
    }
    if status == 429 || status >= 500 || code.starts_with("Throttling") {
        return KeyFault::unreachable(what, "Wait: it is tried again.");
    }
    KeyFault::refused(what, remedy(code))
}

fn remedy(code: &str) -> &'static str {
    match code {
        "NoPermission" | "Forbidden.RAM" => {
            "Let the role's trust policy name whoever assumes it, and attach AliyunSTSAssumeRoleAccess to that RAM user or role."
        }
        _ if code.starts_with("EntityNotExist.Role") => "Check role_arn: RAM knows no such role.",
        _ if code.contains("OIDC") => {
            "Check that RAM's OIDC provider trusts the token's issuer and audience, and that the role's trust policy names the provider."
        }
        _ if code.starts_with("InvalidTimeStamp") => "Set this machine's clock.",
        _ if code.starts_with("InvalidAccessKeyId")
            || code.starts_with("SignatureDoesNotMatch")
            || code.starts_with("IncompleteSignature")
            || code.starts_with("InvalidSecurityToken") =>
        {
            "Check the key that assumes the role."
        }
        _ => "Look the code up in the documentation of STS.",
    }
}
