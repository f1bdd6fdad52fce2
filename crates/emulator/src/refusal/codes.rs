//! The codes, from `cloud-api.md` sections 2, 4.2 and 4.3.

/// A documented code.
pub(super) struct Known {
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    pub(super) old_status: u16,
    pub(super) new_status: u16,
}

pub(super) fn find(code: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.code == code)
}

const fn moved(
    code: &'static str,
    old_status: u16,
    new_status: u16,
    message: &'static str,
) -> Known {
    Known {
        code,
        message,
        old_status,
        new_status,
    }
}

const fn stays(code: &'static str, status: u16, message: &'static str) -> Known {
    moved(code, status, status, message)
}

const KNOWN: &[Known] = &[
    // OnsMqtt, section 4.2.
    stays("ApiNotSupport", 404, "The specified API is not supported."),
    stays(
        "ApplyTokenOverFlow",
        400,
        "You have applied for tokens too many times. Please try again later.",
    ),
    stays(
        "CheckAccountInfoFailed",
        400,
        "An error occurred while parsing the account of the STS token.",
    ),
    stays(
        "InstancePermissionCheckFailed",
        400,
        "An error occurred while validating the permissions of the instance. Please verify the account that created the instance and its permissions settings.",
    ),
    stays(
        "ParameterCheckFailed",
        400,
        "Parameter validation failed. A parameter is missing or invalid.",
    ),
    stays(
        "PermissionCheckFailed",
        400,
        "An error occurred while validating the resource permissions. Please check the account that created the instance, topic, and GroupId, and check their permission settings.",
    ),
    stays(
        "InvalidParameter",
        400,
        "The specified parameter is invalid.",
    ),
    stays(
        "DeviceCredentialNumExceed",
        400,
        "The number of device credentia exceeds the limit. Please revoke unused device certificates.",
    ),
    stays(
        "DeviceCredentialExsit",
        400,
        "The device credential already exists.",
    ),
    stays(
        "DeviceCredentialNotFound",
        400,
        "The device credential is not registered.",
    ),
    moved(
        "InternalError",
        500,
        417,
        "An error occurred in the backend service. Please try again later.",
    ),
    moved(
        "SystemOverFlow",
        500,
        403,
        "The system is busy. Please try again.",
    ),
    moved(
        "CreateGroupIdError",
        500,
        417,
        "The group id could not be created.",
    ),
    moved(
        "DeleteGroupIdError",
        500,
        417,
        "The group id could not be deleted.",
    ),
    moved(
        "RegisterCodeError",
        500,
        400,
        "Register code error in verification certificate.",
    ),
    moved(
        "RegisterCodeUsed",
        500,
        401,
        "The register code was used already.",
    ),
    moved(
        "CaNumExceed",
        500,
        401,
        "The number of CA certificates exceeds the limit.",
    ),
    moved(
        "CertificateContentError",
        500,
        401,
        "BasicConstraints extension should be set to true in CA certificate.",
    ),
    moved("SnNotUnique", 500, 401, "The SN must be globally unique."),
    moved(
        "MqttInstanceNotFound",
        500,
        400,
        "The specified instance does not exist.",
    ),
    moved(
        "FindCaBySnError",
        500,
        400,
        "The CA certificate with this SN was not found.",
    ),
    moved(
        "FindDeviceBySnError",
        500,
        400,
        "The device certificate with this SN was not found.",
    ),
    moved(
        "MqttOwnerCheckError",
        500,
        403,
        "An error occurred while validating the permissions of the instance.",
    ),
    stays(
        "ParameterFieldCheckFailed",
        400,
        "Parameter validation failed. A parameter is missing or invalid.",
    ),
    stays("GroupIdAlreadyExsited", 400, "The group id already exists."),
    stays(
        "InstanceNotFound",
        400,
        "The specified instance does not exist.",
    ),
    // The gateway, section 4.3.
    stays(
        "Throttling",
        400,
        "Request was denied due to request throttling.",
    ),
    stays(
        "Throttling.User",
        400,
        "Request was denied due to user flow control.",
    ),
    stays(
        "Throttling.Api",
        400,
        "Request was denied due to api flow control.",
    ),
    stays(
        "ServiceUnavailable",
        503,
        "The request has failed due to a temporary failure of the server.",
    ),
    stays(
        "InvalidAccessKeyId.NotFound",
        404,
        "Specified access key is not found.",
    ),
    stays(
        "InvalidAccessKeyId.Inactive",
        400,
        "Specified access key is disabled.",
    ),
    stays(
        "SignatureDoesNotMatch",
        400,
        "Specified signature does not match our calculation.",
    ),
    stays(
        "IncompleteSignature",
        400,
        "The request signature does not conform to the standard.",
    ),
    stays(
        "SignatureNonceUsed",
        400,
        "Specified signature nonce was used already.",
    ),
    stays(
        "InvalidTimeStamp.Expired",
        400,
        "Specified time stamp or date value is expired.",
    ),
    stays(
        "InvalidTimeStamp.Format",
        400,
        "Specified time stamp or date value is not well formatted.",
    ),
    stays(
        "InvalidSecurityToken.Malformed",
        400,
        "The SecurityToken you provided is malformed.",
    ),
    stays(
        "InvalidSecurityToken.MismatchWithAccessKey",
        400,
        "The SecurityToken you provided does not belong to the AccessKey.",
    ),
    stays(
        "InvalidSecurityToken.Expired",
        400,
        "The SecurityToken you provided has expired.",
    ),
    stays(
        "Forbidden.RAM",
        403,
        "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    ),
    stays(
        "InvalidApi.NotFound",
        404,
        "Specified api is not found, please check your url and method.",
    ),
    stays(
        "InvalidAction.NotFound",
        404,
        "Specified api is not found, please check your url and method.",
    ),
    stays(
        "RequestEntityTooLarge",
        413,
        "The request body is too large.",
    ),
    // IoT Platform, section 2: answers with status 200.
    stays(
        "iot.system.SystemException",
        200,
        "A system exception occurred.",
    ),
    stays(
        "iot.system.InstanceNotFound",
        200,
        "The specified instance ID does not exist.",
    ),
    stays(
        "iot.system.IllegalRequest",
        200,
        "The request parameter is invalid.",
    ),
    stays(
        "iot.check.InvalidFormattedParameter",
        200,
        "The format of a parameter is invalid.",
    ),
    stays(
        "iot.common.RamActionPermissionDeny",
        200,
        "The RAM user does not have the required permissions.",
    ),
    stays(
        "iot.device.NotExistedDevice",
        200,
        "The specified device does not exist.",
    ),
];
