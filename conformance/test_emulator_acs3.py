"""The official SDK against the emulator, signed with ACS3-HMAC-SHA256: every operation, good and bad, in two tables.

What is expected is written from `cloud-api.md`; where it allows several codes, all of them are named.
"""

import re
from datetime import datetime, timedelta, timezone

import pytest

from support.emulated import KEY_SECRET, discover, emulator, sdk_of
from support.shape import assert_shape

MILLISECONDS = re.compile(r"\d{13}")
NUMBER = re.compile(r"\d+")
REQUEST_ID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
TOO_LONG = "9" * 129
TOO_LONG_IN_BYTES = "证" * 43

DEVICE_CERTIFICATE = {
    "CaSn": str, "DeviceSn": str, "DeviceName": str, "DeviceContent": lambda pem: pem.startswith("-----BEGIN "),
    "Status": re.compile("[01]"), "ValidBegin": MILLISECONDS, "ValidEnd": MILLISECONDS,
}
CA_CERTIFICATE = {
    "Sn": str, "CaName": str, "CaContent": lambda pem: pem.startswith("-----BEGIN "), "VerificationContent": str,
    "RegistrationCode": str, "Status": re.compile("[01]"), "ValidBegin": MILLISECONDS, "ValidEnd": MILLISECONDS,
}
CREDENTIALS_PAGE = {"InstanceId": "{instance}", "GroupId": "{group}", "PageNo": "1", "PageSize": "10"}
CERTIFICATES_PAGE = {"MqttInstanceId": "{instance}", "PageNo": "1", "PageSize": "10"}
BY_CA_PAGE = CERTIFICATES_PAGE | {"CaSn": "{certificate_ca}"}
CREDENTIAL = {"InstanceId": "{instance}", "ClientId": "{client}"}
CERTIFICATE = {"MqttInstanceId": "{instance}", "CaSn": "{certificate_ca}", "DeviceSn": "{certificate}"}

GOOD = [
    # operation, parameters, what the answer holds
    ("ListInstances", {}, {"Code": "200", "Success": "true", "Instances": [{
        "InstanceId": str, "InstanceName": str, "InstanceStatus": int, "InstanceType": int, "RegionId": str}]}),
    ("ListGroupId", {"InstanceId": "{instance}"}, {"Data": [{"GroupId": re.compile(r"GID[_-].+"), "InstanceId": str, "CreateTime": int, "UpdateTime": int}]}),
    ("ListDeviceCredentialClientId", CREDENTIALS_PAGE, {"DeviceCredentialClientIdList": {
        "Total": NUMBER, "PageNo": "1", "PageSize": "10", "ClientIdList": [re.compile(r"GID[_-].+@@@.+")]}}),
    ("GetDeviceCredential", CREDENTIAL, {"DeviceCredential": {
        "ClientId": str, "InstanceId": str, "CreateTime": int, "UpdateTime": int,
        "DeviceAccessKeyId": re.compile(r"DC\..+"), "DeviceAccessKeySecret": re.compile(r"DC\..+")}}),
    ("ListDeviceCertificate", CERTIFICATES_PAGE, {"Data": {"Total": int, "PageNo": 1, "PageSize": 10, "DeviceCertificateVOS": [DEVICE_CERTIFICATE]}}),
    ("ListDeviceCertificateByCaSn", BY_CA_PAGE, {"Data": {"Total": int, "PageNo": 1, "PageSize": 10, "DeviceCertificateVOS": [DEVICE_CERTIFICATE]}}),
    ("GetDeviceCertificate", CERTIFICATE, {"Data": DEVICE_CERTIFICATE}),
    ("ListCaCertificate", CERTIFICATES_PAGE, {"Data": {"Total": int, "PageNo": 1, "PageSize": 10, "CaCertificateVOS": [CA_CERTIFICATE]}}),
    ("InactivateDeviceCertificate", CERTIFICATE, {"DeviceSn": str}),
    ("ActiveDeviceCertificate", CERTIFICATE, {"DeviceSn": str}),
]

MISSING = {"MissingParameter", "ParameterCheckFailed", "ParameterFieldCheckFailed"}
INVALID_CREDENTIAL_PARAMETER = {"ParameterCheckFailed", "InvalidParameter"}
INVALID_CERTIFICATE_PARAMETER = {"ParameterFieldCheckFailed"}
WRONG_INSTANCE = {"ServiceUnavailable", "InstancePermissionCheckFailed"}
NO_CERTIFICATES_HERE = {"ApiNotSupport", "MqttOwnerCheckError", "MqttInstanceNotFound"}


def without(parameters, name):
    return {known: value for known, value in parameters.items() if known != name}


def with_missing(operation, parameters):
    for name in parameters:
        yield operation, f"no {name}", without(parameters, name), {400, 500}, MISSING | {f"Missing{name}"}


def on_certificates():
    for operation in ("GetDeviceCertificate", "ActiveDeviceCertificate", "InactivateDeviceCertificate", "DeleteDeviceCertificate"):
        yield from with_missing(operation, CERTIFICATE)
        yield operation, "unknown certificate", CERTIFICATE | {"DeviceSn": "00ff"}, {500}, {"FindDeviceBySnError"}
        yield operation, "unknown CA", CERTIFICATE | {"CaSn": "00ff"}, {500}, {"FindDeviceBySnError", "FindCaBySnError"}
        for name in ("DeviceSn", "CaSn"):
            yield operation, f"129 bytes in {name}", CERTIFICATE | {name: TOO_LONG}, {400, 500}, INVALID_CERTIFICATE_PARAMETER
        yield operation, "43 characters of 3 bytes", CERTIFICATE | {"DeviceSn": TOO_LONG_IN_BYTES}, {400, 500}, INVALID_CERTIFICATE_PARAMETER
        yield operation, "wrong instance", CERTIFICATE | {"MqttInstanceId": "post-cn-none"}, {500}, {"MqttInstanceNotFound", "MqttOwnerCheckError"}
        yield operation, "edition without certificates", CERTIFICATE | {"MqttInstanceId": "{basic}"}, {400, 404, 500}, NO_CERTIFICATES_HERE


def on_certificate_lists():
    for operation, page in (("ListDeviceCertificate", CERTIFICATES_PAGE), ("ListDeviceCertificateByCaSn", BY_CA_PAGE), ("ListCaCertificate", CERTIFICATES_PAGE)):
        yield from with_missing(operation, page)
        for name, value in (("PageSize", "0"), ("PageSize", "101"), ("PageSize", "ten"), ("PageNo", "0"), ("PageNo", "-1"), ("PageNo", "first")):
            yield operation, f"{name} {value}", page | {name: value}, {400, 500}, INVALID_CERTIFICATE_PARAMETER
        yield operation, "wrong instance", page | {"MqttInstanceId": "post-cn-none"}, {500}, {"MqttInstanceNotFound", "MqttOwnerCheckError"}
        yield operation, "edition without certificates", page | {"MqttInstanceId": "{basic}"}, {400, 404, 500}, NO_CERTIFICATES_HERE
    yield "ListDeviceCertificateByCaSn", "129 bytes in CaSn", BY_CA_PAGE | {"CaSn": TOO_LONG}, {400, 500}, INVALID_CERTIFICATE_PARAMETER
    yield "ListDeviceCertificateByCaSn", "unknown CA", BY_CA_PAGE | {"CaSn": "00ff"}, {500}, {"FindCaBySnError"}


def on_credentials():
    for operation in ("GetDeviceCredential", "UnRegisterDeviceCredential"):
        yield from with_missing(operation, CREDENTIAL)
        yield operation, "unknown client id", CREDENTIAL | {"ClientId": "{group}@@@nobody"}, {400}, {"DeviceCredentialNotFound"}
        yield operation, "a space, signed as %20 and sent as +", CREDENTIAL | {"ClientId": "{group}@@@no body"}, {400}, {"DeviceCredentialNotFound"}
        yield operation, "reserved and Chinese characters", CREDENTIAL | {"ClientId": "{group}@@@+/=&*~%设备"}, {400}, {"DeviceCredentialNotFound", "ParameterCheckFailed"}
        yield operation, "wrong instance", CREDENTIAL | {"InstanceId": "post-cn-none"}, {400, 503}, WRONG_INSTANCE
    for name in ("InstanceId", "GroupId", "PageSize"):
        yield "ListDeviceCredentialClientId", f"no {name}", without(CREDENTIALS_PAGE, name), {400}, MISSING | {f"Missing{name}"}
    for name, value in (("PageSize", "0"), ("PageSize", "101"), ("PageSize", "ten"), ("PageNo", "0"), ("PageNo", "first")):
        yield "ListDeviceCredentialClientId", f"{name} {value}", CREDENTIALS_PAGE | {name: value}, {400}, INVALID_CREDENTIAL_PARAMETER | {f"InvalidParameter.{name}"}
    yield "ListDeviceCredentialClientId", "wrong instance", CREDENTIALS_PAGE | {"InstanceId": "post-cn-none"}, {400, 503}, WRONG_INSTANCE
    yield "ListGroupId", "no InstanceId", {}, {400}, MISSING | {"MissingInstanceId"}
    yield "ListGroupId", "wrong instance", {"InstanceId": "post-cn-none"}, {400, 503}, WRONG_INSTANCE


# operation, what is wrong, parameters, statuses, codes
BAD = [*on_certificates(), *on_certificate_lists(), *on_credentials()]


@pytest.fixture(scope="module")
def cloud():
    with emulator() as child:
        yield child


@pytest.fixture(scope="module")
def sdk(cloud):
    return sdk_of(cloud)


@pytest.fixture(scope="module")
def fleet(sdk):
    return discover(sdk)


@pytest.mark.parametrize("operation, parameters, shape", GOOD, ids=[row[0] for row in GOOD])
def test_good(sdk, fleet, operation, parameters, shape):
    answer = sdk.call(operation, fleet.fill(parameters))
    assert (answer.status, answer.code) == (200, None), answer
    assert_shape(answer.body, {"RequestId": REQUEST_ID} | shape)


@pytest.mark.parametrize("operation, wrong, parameters, statuses, codes", BAD, ids=[f"{row[0]}: {row[1]}" for row in BAD])
def test_bad(sdk, fleet, operation, wrong, parameters, statuses, codes):
    answer = sdk.call(operation, fleet.fill(parameters))
    assert answer.code in codes, answer
    assert answer.status in statuses, answer
    assert_shape(answer.body, {"RequestId": REQUEST_ID, "HostId": str, "Code": answer.code, "Message": lambda text: len(text) > 5})


def test_an_unknown_action(sdk):
    answer = sdk.call_unknown("DescribeUnicorns")
    assert (answer.status, answer.code in {"InvalidAction.NotFound", "InvalidApi.NotFound"}) == (404, True), answer


def test_an_action_of_another_version(sdk):
    answer = sdk.call_unknown("ListInstances", version="1999-01-01")
    assert answer.status in {400, 404} and answer.code is not None, answer


def test_reading_may_come_as_get(sdk, fleet):
    """The SDK posts, but metadata allows GET for it (`cloud-api.md` section 1)."""
    answer = sdk.call_unknown("ListDeviceCredentialClientId", fleet.fill(CREDENTIALS_PAGE), method="GET")
    assert (answer.status, answer.code) == (200, None), answer


def test_a_wrong_secret(cloud):
    for secret in ("wrong", KEY_SECRET + " ", KEY_SECRET.lower()):
        answer = sdk_of(cloud, secret=secret).call("ListInstances")
        assert (answer.status, answer.code) == (400, "SignatureDoesNotMatch"), answer
        assert KEY_SECRET not in str(answer.body)


def test_an_unknown_key(cloud):
    answer = sdk_of(cloud, key_id="LTAIunknown").call("ListInstances")
    assert (answer.status, answer.code) == (404, "InvalidAccessKeyId.NotFound"), answer


@pytest.mark.parametrize("minutes, code", [(-16, "InvalidTimeStamp.Expired"), (16, "InvalidTimeStamp.Expired"), (-14, None), (14, None)])
def test_a_clock_that_is_off(sdk, minutes, code):
    date = (datetime.now(timezone.utc) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = sdk.call("ListInstances", headers={"x-acs-date": date})
    assert (answer.status, answer.code) == (200 if code is None else 400, code), answer


def test_a_date_that_is_none(sdk):
    answer = sdk.call("ListInstances", headers={"x-acs-date": "yesterday"})
    assert (answer.status, answer.code) == (400, "InvalidTimeStamp.Format"), answer


def test_a_nonce_used_twice(sdk):
    nonce = {"x-acs-signature-nonce": "5a" * 16}
    assert sdk.call("ListInstances", headers=nonce).code is None
    answer = sdk.call("ListInstances", headers=nonce)
    assert (answer.status, answer.code) == (400, "SignatureNonceUsed"), answer


def test_a_nonce_of_a_refused_request_may_be_used(cloud, sdk):
    """Otherwise anybody could use up the nonces of others."""
    nonce = {"x-acs-signature-nonce": "5b" * 16}
    assert sdk_of(cloud, secret="wrong").call("ListInstances", headers=nonce).code == "SignatureDoesNotMatch"
    assert sdk.call("ListInstances", headers=nonce).code is None
