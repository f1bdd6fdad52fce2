//! Which code a parameter comes back with that is missing or breaks a rule.

use signet_model::Violation;
use signet_model::operations::{OperationName as Name, Product};
use signet_wire::ParameterError;

use crate::refusal::Refusal;

/// A required parameter that is missing is the gateway's matter; a value that breaks a rule is the product's.
pub(super) fn invalid(operation: Name, error: &ParameterError) -> Refusal {
    if error.violation == Violation::Missing {
        return Refusal::missing(error.parameter);
    }
    let code = match operation {
        Name::ListDeviceCredentialClientId
        | Name::RegisterDeviceCredential
        | Name::GetDeviceCredential
        | Name::RefreshDeviceCredential
        | Name::UnRegisterDeviceCredential
        | Name::QuerySessionByClientId
        | Name::BatchQuerySessionByClientIds
        | Name::CloseConnection => "ParameterCheckFailed",
        Name::QueryCustomAuthConnectBlack
        | Name::AddCustomAuthConnectBlack
        | Name::DeleteCustomAuthConnectBlack => return of_custom_auth(error),
        Name::QueryDevice if matches!(error.parameter, "CurrentPage" | "PageSize") => {
            "iot.common.InvalidPageParams"
        }
        _ if operation.spec().product == Product::Iot => "iot.check.InvalidFormattedParameter",
        _ => "ParameterFieldCheckFailed",
    };
    Refusal::saying(code, text(error))
}

/// Custom authentication names the parameter in the code (`InvalidParameter.%s`, `cloud-api.md` section 4.2).
fn of_custom_auth(error: &ParameterError) -> Refusal {
    Refusal {
        code: format!("InvalidParameter.{}", error.parameter).into(),
        message: text(error).into(),
    }
}

fn text(error: &ParameterError) -> String {
    format!("Parameter validation failed: {error}.")
}
