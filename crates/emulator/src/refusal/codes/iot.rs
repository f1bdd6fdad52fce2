//! The codes of IoT Platform, whose answers have status 200 (`cloud-api.md` section 2).

use super::{Known, stays};

pub(super) const KNOWN: &[Known] = &[
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
        "iot.common.InvalidPageParams",
        200,
        "The specified page size or page number is invalid.",
    ),
    stays(
        "iot.prod.NotExistedProduct",
        200,
        "The specified product does not exist.",
    ),
    stays(
        "iot.device.NotExistedDevice",
        200,
        "The specified device does not exist.",
    ),
];
