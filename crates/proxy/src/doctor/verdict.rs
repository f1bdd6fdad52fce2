//! One trial and what its outcome shows. A refusal that names the object instead of a permission shows that the permission is there.

use serde_json::{Map, Value};
use signet_model::api::{ApiError, ErrorCode};
use signet_model::every_operation;
use signet_model::fields::Fields;
use signet_model::operations::*;

use crate::service::{Proxied, Refused, Service, Target};

/// What a refusal shows.
pub(super) enum Verdict {
    /// The key may call the operation.
    May,
    /// The edition or region does not have it.
    NotOffered,
    /// Something to do.
    Bad,
}

/// `offered` says whether the edition should have the operation.
pub(super) fn judge(refused: &Refused, offered: bool) -> Verdict {
    let cloud_code = refused.cloud_code.as_deref().unwrap_or_default();
    match refused.code {
        _ if cloud_code == "ApiNotSupport" => Verdict::NotOffered,
        // The cloud says "wrong owner" of an edition that lacks the thing.
        ErrorCode::CloudDeniedPermission if !offered => Verdict::NotOffered,
        // An instance that is not there hides whether the permission is.
        ErrorCode::NotFound if cloud_code.ends_with("InstanceNotFound") => Verdict::Bad,
        ErrorCode::NotFound | ErrorCode::CloudRefused => Verdict::May,
        // The operation was let through and found nothing to delete.
        _ if cloud_code == "DeleteGroupIdError" => Verdict::May,
        _ => Verdict::Bad,
    }
}

/// Certificates and custom authentication are for Platinum and Professional (`cloud-api.md` section 5).
pub(super) fn needs_edition(name: OperationName) -> bool {
    let name = name.as_str();
    name.contains("Certificate") || name.contains("CustomAuth") || name == "GetRegisterCode"
}

macro_rules! call {
    ($($name:ident)*) => {
        /// Calls the operation `name` with these fields.
        pub(super) async fn call(service: &Service, target: &Target, name: OperationName, fields: Map<String, Value>) -> Result<(), Refused> {
            match name {
                $(OperationName::$name => Box::pin(one::<$name>(service, target, fields)).await,)*
            }
        }
    };
}

every_operation!(call);

async fn one<O: Proxied>(
    service: &Service,
    target: &Target,
    fields: Map<String, Value>,
) -> Result<(), Refused> {
    let operation =
        O::from_fields(Fields::new(fields)).map_err(|error| Box::new(ApiError::from(error)))?;
    service.probe(&operation, target).await.map(drop)
}
