//! The cloud's error codes: what each means to the caller and what to do about it (`cloud-api.md` sections 4.2 and 4.3).
//!
//! Branch on the code, never on the HTTP status: the cloud has announced new statuses for the same codes.

use crate::api::ErrorCode;

/// What a cloud code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The proxy's own code for it.
    pub code: ErrorCode,
    /// What to do now.
    pub remedy: &'static str,
}

/// Every code that the cloud's documentation lists for the operations here, of the products and of the gateway before them. Of a family
/// whose codes go on with a name (`InvalidParameter.ClientId`) one stands for all.
pub const LISTED: &[&str] = &[
    "ApiNotSupport",
    "ApplyTokenOverFlow",
    "CheckAccountInfoFailed",
    "InstancePermissionCheckFailed",
    "ParameterCheckFailed",
    "PermissionCheckFailed",
    "InvalidParameter.ClientId",
    "DeviceCredentialNumExceed",
    "DeviceCredentialExsit",
    "DeviceCredentialNotFound",
    "InternalError",
    "SystemOverFlow",
    "CreateGroupIdError",
    "DeleteGroupIdError",
    "SendMessageFailed",
    "GroupIdAlreadyExsited",
    "GroupIdAlreadyUsedByOtherUsers",
    "InstanceNotFound",
    "RegisterCodeError",
    "RegisterCodeUsed",
    "GetCaNumError",
    "CaNumExceed",
    "CertificateContentError",
    "SnNotUnique",
    "MqttInstanceNotFound",
    "FindCaBySnError",
    "FindDeviceBySnError",
    "MqttOwnerCheckError",
    "ParameterFieldCheckFailed",
    "Customauth.over.capacity",
    "Throttling",
    "Throttling.User",
    "Throttling.Api",
    "ServiceUnavailable",
    "MissingParameter",
    "MissingResources",
    "InvalidParameter",
    "InvalidAccessKeyId.NotFound",
    "InvalidAccessKeyId.Inactive",
    "SignatureDoesNotMatch",
    "SignatureNonceUsed",
    "InvalidTimeStamp.Expired",
    "InvalidTimeStamp.Format",
    "Forbidden",
    "Forbidden.RAM",
    "NoPermission",
    "InvalidSecurityToken.Expired",
    "InvalidApi.NotFound",
    "InvalidAction.NotFound",
    "InvalidProduct.NotFound",
    "iot.system.InstanceNotFound",
    "iot.Sre.InstanceNotFound",
    "iot.system.SystemException",
    "iot.device.NotExistedDevice",
    "iot.device.InvalidIotId",
    "iot.prod.NotExistedProduct",
    "iot.prod.InvalidProductKey",
    "iot.common.RamActionPermissionDeny",
    "iot.common.AuthActionPermissionDeny",
];

/// Looks a code up. An unknown code is a refusal; a code of a known family (`Throttling.Api`) means what its family means.
#[must_use]
pub fn meaning(cloud_code: &str) -> Meaning {
    use ErrorCode::{
        CloudDeniedPermission, CloudFailed, CloudRefused, CloudRejectedKey, CloudThrottled,
        CredentialExists, InstanceNotFound, NotFound,
    };
    let (code, remedy) = match cloud_code {
        "DeviceCredentialNotFound" => (
            NotFound,
            "The client id has no credential in this instance; it may be gone already. Reload the list.",
        ),
        "FindDeviceBySnError" => (
            NotFound,
            "Check both serial numbers; the certificate may be gone already. Reload the list.",
        ),
        "FindCaBySnError" => (
            NotFound,
            "Check the CA serial number; the CA may be gone already. Reload the list.",
        ),
        "MqttInstanceNotFound" | "InstanceNotFound" => {
            (InstanceNotFound, "Check the instance id and its region.")
        }
        "ApplyTokenOverFlow" | "SystemOverFlow" => {
            (CloudThrottled, "The cloud is busy. Try again in a moment.")
        }
        "InstancePermissionCheckFailed" | "MqttOwnerCheckError" => (
            CloudDeniedPermission,
            "The instance belongs to another account or its edition does not have this. Check the account, and for certificates that the edition is Platinum or Professional.",
        ),
        "PermissionCheckFailed" => (
            CloudDeniedPermission,
            "Grant the proxy's RAM user the action of this operation on this instance.",
        ),
        "CheckAccountInfoFailed" => (
            CloudRejectedKey,
            "The cloud could not read the account behind the STS token. Renew the token.",
        ),
        "ParameterCheckFailed" | "ParameterFieldCheckFailed" => (
            CloudRefused,
            "The cloud rejects a value. Check that ids and serial numbers are complete and belong to this instance.",
        ),
        "DeviceCredentialNumExceed" => (
            CloudRefused,
            "The instance holds as many device credentials as it may; where the cloud's text says certificates it means credentials. Deregister credentials that are no longer used.",
        ),
        "DeviceCredentialExsit" => (
            CredentialExists,
            "The client id has a credential already. Use it, rotate it, or deregister it first.",
        ),
        "RegisterCodeError" => (
            CloudRefused,
            "The verification certificate does not carry the registration code. Make it again with the code as its common name (CN), signed by this CA.",
        ),
        "RegisterCodeUsed" => (
            CloudRefused,
            "The registration code was used before; each one registers one CA. Get a new code and make the verification certificate again with it.",
        ),
        "CertificateContentError" => (
            CloudRefused,
            "The CA certificate must say BasicConstraints CA:TRUE. Make it again as a CA certificate, or choose the right file.",
        ),
        "SnNotUnique" => (
            CloudRefused,
            "A CA certificate with this serial number is registered already, here or in another instance. Look for it there, or issue the certificate again with another serial number.",
        ),
        "CaNumExceed" => (
            CloudRefused,
            "The instance holds as many CA certificates as it may. Delete one that is no longer used.",
        ),
        "SendMessageFailed" => (
            CloudFailed,
            "The cloud did not send the message. Try again; if it stays, ask its support with the RequestId.",
        ),
        "GetCaNumError" => (
            CloudFailed,
            "The cloud could not count the CA certificates of the instance. Try again.",
        ),
        "GroupIdAlreadyExsited" => (
            CloudRefused,
            "The instance has a group with this id already. Use it, or choose another id.",
        ),
        "GroupIdAlreadyUsedByOtherUsers" => (
            CloudRefused,
            "Another account uses this group id. Choose another id.",
        ),
        "CreateGroupIdError" | "DeleteGroupIdError" => (
            CloudFailed,
            "The cloud failed on its side. Reload the groups to see what came of it, then try again.",
        ),
        "Customauth.over.capacity" => (
            CloudRefused,
            "The blacklist of the instance is full. Take clients off it that need not be on it any more; inactivate a certificate or deregister a credential instead.",
        ),
        "ApiNotSupport" => (
            CloudRefused,
            "The cloud does not offer this operation in this region or for this instance.",
        ),
        "ServiceUnavailable" => (
            CloudFailed,
            "The cloud is unavailable for now; a wrong instance id also gives this answer. Try again.",
        ),
        "InternalError" => (
            CloudFailed,
            "The cloud failed on its side. Try again; if it stays, ask its support with the RequestId.",
        ),
        "SignatureDoesNotMatch" => (
            CloudRejectedKey,
            "The AccessKey secret does not fit its id. Look for spaces around the secret where it is configured.",
        ),
        "SignatureNonceUsed" => (
            CloudRejectedKey,
            "The request was repeated on its way. Try again.",
        ),
        "InvalidTimeStamp.Expired" | "InvalidTimeStamp.Format" => (
            CloudRejectedKey,
            "The clock of the proxy's machine is off by more than 15 minutes. Set it.",
        ),
        "iot.system.InstanceNotFound" | "iot.Sre.InstanceNotFound" => {
            (NotFound, "Check the IoT instance id and its region.")
        }
        code => return family(code),
    };
    Meaning { code, remedy }
}

fn family(cloud_code: &str) -> Meaning {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| cloud_code.starts_with(prefix));
    let (code, remedy) = if starts(&["Throttling"]) {
        (
            ErrorCode::CloudThrottled,
            "Other programs may use the same account or address. Try again in a moment.",
        )
    } else if starts(&["InvalidAccessKeyId", "InvalidSecurityToken"]) {
        (
            ErrorCode::CloudRejectedKey,
            "The cloud does not know the proxy's AccessKey, or it is disabled or expired. Give the proxy a valid key.",
        )
    } else if starts(&[
        "Forbidden",
        "NoPermission",
        "iot.common.RamActionPermissionDeny",
        "iot.common.AuthActionPermissionDeny",
    ]) {
        (
            ErrorCode::CloudDeniedPermission,
            "Grant the proxy's RAM user the action of this operation on this instance.",
        )
    } else if starts(&[
        "InvalidApi",
        "InvalidAction",
        "InvalidProduct",
        "InvalidVersion",
    ]) {
        (
            ErrorCode::CloudRefused,
            "The endpoint does not offer this operation. Check the endpoint and region in the configuration.",
        )
    } else if starts(&[
        "iot.device.NotExist",
        "iot.device.NotFound",
        "iot.device.InvalidIotId",
        "iot.device.NotExistedDevice",
    ]) {
        (
            ErrorCode::NotFound,
            "Check the IotId, or product key and device name, and that the IoT instance is the device's own.",
        )
    } else if starts(&["iot.prod.NotExist", "iot.prod.InvalidProductKey"]) {
        (
            ErrorCode::NotFound,
            "Check the product key, and that the IoT instance is the product's own.",
        )
    } else if starts(&["iot.system.SystemException", "iot.Sre.SystemException"]) {
        (
            ErrorCode::CloudFailed,
            "IoT Platform failed on its side. Try again; if it stays, ask its support with the RequestId.",
        )
    } else if starts(&["Missing", "InvalidParameter", "Invalid"]) {
        (
            ErrorCode::CloudRefused,
            "The cloud rejects a value. Check that ids and serial numbers are complete and belong to this instance.",
        )
    } else {
        (
            ErrorCode::CloudRefused,
            "The cloud refused. Look the code up in its documentation, or ask its support with the RequestId.",
        )
    };
    Meaning { code, remedy }
}
