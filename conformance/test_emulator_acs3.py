"""The official SDK against the emulator, signed with ACS3-HMAC-SHA256: every operation, good and bad, in the tables of
`support/table`, and what the gateway checks before them.
"""

import re
from datetime import datetime, timedelta, timezone

import pytest

from support.emulated import DEFAULT_SEED, KEY_SECRET, discover_with_device, emulator, sdk_of
from support.sdk import IOT
from support.shape import assert_shape
from support.table import BAD, GOOD, OPERATIONS
from support.table.credentials import PAGE as CREDENTIALS_PAGE

REQUEST_ID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")


@pytest.fixture(scope="module")
def cloud():
    with emulator("--ca-quota", "100", seed=DEFAULT_SEED) as child:
        yield child


@pytest.fixture(scope="module")
def sdk(cloud):
    return sdk_of(cloud)


@pytest.fixture(scope="module")
def fleet(sdk):
    return discover_with_device(sdk)


def test_no_operation_is_left_out():
    assert {row[0] for row in GOOD} == OPERATIONS
    assert {row[0] for row in BAD} == OPERATIONS - {"ListInstances"}


@pytest.mark.parametrize("operation, parameters, shape", GOOD, ids=[row[0] for row in GOOD])
def test_good(sdk, fleet, operation, parameters, shape):
    answer = sdk.call(operation, fleet.parameters(sdk, parameters))
    assert (answer.status, answer.code) == (200, None), answer
    assert_shape(answer.body, {"RequestId": REQUEST_ID} | shape)


@pytest.mark.parametrize("operation, wrong, parameters, statuses, codes", BAD, ids=[f"{row[0]}: {row[1]}" for row in BAD])
def test_bad(sdk, fleet, operation, wrong, parameters, statuses, codes):
    answer = sdk.call(operation, fleet.parameters(sdk, parameters))
    assert answer.code in codes, answer
    assert answer.status in statuses, answer
    said = lambda text: len(text) > 5
    if operation in IOT and answer.status == 200:
        assert_shape(answer.body, {"RequestId": REQUEST_ID, "Success": False, "Code": answer.code, "ErrorMessage": said})
    else:
        assert_shape(answer.body, {"RequestId": REQUEST_ID, "HostId": str, "Code": answer.code, "Message": said})


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
