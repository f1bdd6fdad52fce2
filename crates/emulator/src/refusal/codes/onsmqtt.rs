//! The codes of ApsaraMQ for MQTT (`cloud-api.md` section 4.2).

use super::{Known, moved, stays};

pub(super) const KNOWN: &[Known] = &[
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
        "Failed to create GroupId. Try again later.",
    ),
    moved(
        "DeleteGroupIdError",
        500,
        417,
        "Failed to delete GroupId. Try again later.",
    ),
    moved(
        "GetCaNumError",
        500,
        401,
        "The number of CA certificates could not be read.",
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
    stays(
        "GroupIdAlreadyExsited",
        400,
        "The specified GroupId already exists.",
    ),
    stays(
        "GroupIdAlreadyUsedByOtherUsers",
        400,
        "The current GroupId is used by another user. Please change to a different GroupId.",
    ),
    stays(
        "InstanceNotFound",
        400,
        "Failed to find the instance. The instanceId may be invalid.",
    ),
    stays(
        "Customauth.over.capacity",
        400,
        "Over custom auth capacity.",
    ),
];
