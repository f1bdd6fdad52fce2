"""What the tables of `support.table` are made of."""

import re

MILLISECONDS = re.compile(r"\d{13}")
NUMBER = re.compile(r"\d+")
TOO_LONG = "9" * 129
TOO_LONG_IN_BYTES = "证" * 43
MISSING = {"MissingParameter", "ParameterCheckFailed", "ParameterFieldCheckFailed"}
WRONG_INSTANCE = {"ServiceUnavailable", "InstancePermissionCheckFailed"}
WRONG_CERTIFICATE_INSTANCE = {"MqttInstanceNotFound", "MqttOwnerCheckError"}
NOT_HERE = {"ApiNotSupport", "MqttOwnerCheckError", "MqttInstanceNotFound"}
INVALID_PARAMETER = {"ParameterCheckFailed", "InvalidParameter"}
INVALID_CERTIFICATE_PARAMETER = {"ParameterFieldCheckFailed"}


def without(parameters, name):
    return {known: value for known, value in parameters.items() if known != name}


def with_missing(operation, parameters, optional=()):
    for name in parameters:
        if name not in optional:
            yield operation, f"no {name}", without(parameters, name), {400, 500}, MISSING | {f"Missing{name}"}


def wrong_pages(operation, page, codes):
    for name, value in (("PageSize", "0"), ("PageSize", "101"), ("PageSize", "ten"), ("PageNo", "0"), ("PageNo", "-1"), ("PageNo", "first")):
        yield operation, f"{name} {value}", page | {name: value}, {400, 500}, codes | {f"InvalidParameter.{name}"}


def wrong_instances(operation, parameters):
    """For operations that every edition has."""
    yield operation, "wrong instance", parameters | {"InstanceId": "post-cn-none"}, {400, 503}, WRONG_INSTANCE | {"InstanceNotFound"}


def wrong_certificate_instances(operation, parameters):
    yield operation, "wrong instance", parameters | {"MqttInstanceId": "post-cn-none"}, {500}, WRONG_CERTIFICATE_INSTANCE
    yield operation, "edition without certificates", parameters | {"MqttInstanceId": "{basic}"}, {400, 404, 500}, NOT_HERE
