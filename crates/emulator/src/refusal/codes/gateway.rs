//! The codes of the gateway (`cloud-api.md` section 4.3).

use super::{Known, stays};

pub(super) const KNOWN: &[Known] = &[
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
];
