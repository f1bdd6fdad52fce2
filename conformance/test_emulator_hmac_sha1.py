"""The older signature, HMAC-SHA1 in the query: by `aliyun-python-sdk-core`, and by the current SDK when told `v2`."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest

from support.emulated import DEFAULT_SEED, KEY_ID, KEY_SECRET, discover_with_device, emulator, sdk_of
from support.sdk import IOT, Answer
from support.table import OPERATIONS


class OlderSdk:
    def __init__(self, address, key_id=KEY_ID, secret=KEY_SECRET, method="POST"):
        self._client = AcsClient(key_id, secret, "cn-hangzhou", auto_retry=False)
        self._address, self._method = address, method

    def call(self, operation, parameters=None, form=None):
        version = "2018-01-20" if operation in IOT else "2020-04-20"
        request = CommonRequest(domain=self._address, version=version, action_name=operation)
        request.set_protocol_type("http")
        request.set_method(self._method)
        request.set_accept_format("json")
        for name, value in flat(parameters):
            request.add_query_param(name, value)
        for name, value in flat(form):
            request.add_body_params(name, value)
        try:
            status, _, body = self._client.get_response(request)[:3]
        except ServerException as refusal:
            return Answer(refusal.get_http_status(), refusal.get_error_code(), {})
        body = json.loads(body)
        worked = status == 200 and body.get("Success") is not False
        return Answer(status, None if worked else body.get("Code"), body)


def flat(parameters):
    """Several of a kind are numbered; this SDK leaves that to its caller."""
    for name, value in (parameters or {}).items():
        if isinstance(value, list):
            yield from ((f"{name}.{number}", item) for number, item in enumerate(value, 1))
        else:
            yield name, value


@pytest.fixture(scope="module")
def cloud():
    with emulator(seed=DEFAULT_SEED) as child:
        yield child


@pytest.fixture(scope="module")
def fleet(cloud):
    return discover_with_device(sdk_of(cloud))


CREDENTIALS = {"InstanceId": "{instance}", "GroupId": "{group}", "PageNo": "1", "PageSize": "100"}
CERTIFICATES = {"MqttInstanceId": "{instance}", "PageNo": "1", "PageSize": "100"}
ONE = {"MqttInstanceId": "{instance}", "CaSn": "{certificate_ca}", "DeviceSn": "{certificate}"}
CREDENTIAL = {"InstanceId": "{instance}", "ClientId": "{client}"}
NOBODY = {"InstanceId": "{instance}", "ClientId": "{group}@@@no body"}
"""Never connected, whenever it is asked."""

READS = [
    # operation, parameters, the verbs that its metadata allows (`cloud-api.md` section 1), what the answer holds
    ("ListInstances", {}, ("GET", "POST"), "Instances"),
    ("ListGroupId", {"InstanceId": "{instance}"}, ("GET", "POST"), "Data"),
    ("ListDeviceCredentialClientId", CREDENTIALS, ("GET", "POST"), "DeviceCredentialClientIdList"),
    ("GetDeviceCredential", CREDENTIAL, ("POST",), "DeviceCredential"),
    ("ListDeviceCertificate", CERTIFICATES, ("GET",), "Data"),
    ("ListDeviceCertificateByCaSn", CERTIFICATES | {"CaSn": "{certificate_ca}"}, ("GET",), "Data"),
    ("GetDeviceCertificate", ONE, ("GET",), "Data"),
    ("ListCaCertificate", CERTIFICATES, ("GET",), "Data"),
    ("GetCaCertificate", {"MqttInstanceId": "{instance}", "Sn": "{ca}"}, ("GET",), "Data"),
    ("GetRegisterCode", {"MqttInstanceId": "{instance}"}, ("GET",), "RegisterCode"),
    ("QuerySessionByClientId", NOBODY, ("GET", "POST"), "OnlineStatus"),
    ("BatchQuerySessionByClientIds", {"InstanceId": "{instance}", "ClientIdList": ["{group}@@@no body", "{group}@@@设备"]}, ("GET", "POST"), "OnlineStatusList"),
    ("QueryCustomAuthConnectBlack", {"InstanceId": "{instance}", "Size": 10}, ("GET",), "Data"),
    ("QueryDevice", {"ProductKey": "{product}", "CurrentPage": 1, "PageSize": 3}, ("GET", "POST"), "Total"),
]

ACTS = [
    # operation, parameters, whether they travel in a form
    ("CreateGroupId", {"InstanceId": "{instance}", "GroupId": "GID_older"}, False),
    ("RegisterDeviceCredential", {"InstanceId": "{instance}", "ClientId": "{group}@@@older-1"}, False),
    ("RefreshDeviceCredential", CREDENTIAL, False),
    ("InactivateCaCertificate", {"MqttInstanceId": "{instance}", "Sn": "{ca}"}, False),
    ("AddCustomAuthConnectBlack", NOBODY, True),
    ("DeleteCustomAuthConnectBlack", NOBODY, True),
    ("DisableThing", {"IotId": "{device}"}, False),
    ("EnableThing", {"IotId": "{device}"}, False),
]


def test_a_third_of_the_operations_is_here():
    covered = {row[0] for row in (*READS, *ACTS)} | {"UnRegisterDeviceCredential"}
    assert covered <= OPERATIONS and 3 * len(covered) >= len(OPERATIONS)


@pytest.mark.parametrize(
    "operation, parameters, method, field",
    [(operation, parameters, method, field) for operation, parameters, methods, field in READS for method in (*methods, "current SDK")],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_reading_works_as_with_the_newer_signature(cloud, fleet, operation, parameters, method, field):
    sdk = sdk_of(cloud, algorithm="v2") if method == "current SDK" else OlderSdk(cloud.address, method=method)
    older = sdk.call(operation, fleet.fill(parameters))
    assert (older.status, older.code) == (200, None), older
    newer = sdk_of(cloud).call(operation, fleet.fill(parameters))
    assert newer.body[field] == older.body[field]


def test_an_operation_that_is_read_with_get_refuses_post(cloud, fleet):
    answer = OlderSdk(cloud.address, method="POST").call("ListCaCertificate", fleet.fill(CERTIFICATES))
    assert answer.status == 404 and answer.code in {"InvalidAction.NotFound", "InvalidApi.NotFound"}, answer


@pytest.mark.parametrize("device", ["no body", "+/=&*~%'()!", "设备"])
@pytest.mark.parametrize("older", [True, False], ids=["core", "current SDK, v2"])
def test_spaces_reserved_and_chinese_characters_are_signed_alike(cloud, fleet, older, device):
    sdk = OlderSdk(cloud.address) if older else sdk_of(cloud, algorithm="v2")
    answer = sdk.call("GetDeviceCredential", {"InstanceId": fleet.instance, "ClientId": f"{fleet.group}@@@{device}"})
    assert answer.code in {"DeviceCredentialNotFound", "ParameterCheckFailed"}, answer


@pytest.mark.parametrize("operation, parameters, in_form", ACTS, ids=[row[0] for row in ACTS])
@pytest.mark.parametrize("older", [True, False], ids=["core", "current SDK, v2"])
def test_acts_work(cloud, fleet, older, operation, parameters, in_form):
    parameters = fleet.fill(parameters)
    if "GroupId" in parameters:
        parameters["GroupId"] += "-core" if older else "-v2"
    if older:
        answer = OlderSdk(cloud.address).call(operation, **{"form" if in_form else "parameters": parameters})
    else:
        answer = sdk_of(cloud, algorithm="v2").call(operation, parameters)
    assert (answer.status, answer.code) == (200, None), answer


def test_an_act_is_done_once(cloud, fleet):
    answer = OlderSdk(cloud.address).call("UnRegisterDeviceCredential", {"InstanceId": fleet.instance, "ClientId": fleet.clients[-1]})
    assert (answer.status, answer.code) == (200, None), answer
    again = OlderSdk(cloud.address).call("UnRegisterDeviceCredential", {"InstanceId": fleet.instance, "ClientId": fleet.clients[-1]})
    assert (again.status, again.code) == (400, "DeviceCredentialNotFound"), again


def test_parameters_in_a_form_are_signed_too(cloud, fleet):
    answer = OlderSdk(cloud.address).call("ListGroupId", form={"InstanceId": fleet.instance})
    assert (answer.status, answer.code) == (200, None), answer


@pytest.mark.parametrize("older", [True, False], ids=["core", "current SDK, v2"])
def test_wrong_keys_are_told_apart(cloud, older):
    def answer(**key):
        return (OlderSdk(cloud.address, **key) if older else sdk_of(cloud, algorithm="v2", **key)).call("ListInstances")

    assert answer(secret="wrong").code in {"SignatureDoesNotMatch", "IncompleteSignature"}
    assert (answer(key_id="LTAIunknown").status, answer(key_id="LTAIunknown").code) == (404, "InvalidAccessKeyId.NotFound")


def test_an_unknown_action(cloud):
    answer = OlderSdk(cloud.address).call("DescribeUnicorns")
    assert answer.status == 404 and answer.code in {"InvalidAction.NotFound", "InvalidApi.NotFound"}, answer


def test_a_clock_that_is_off(cloud):
    date = (datetime.now(timezone.utc) - timedelta(minutes=16)).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = sdk_of(cloud, algorithm="v2").call("ListInstances", queries={"Timestamp": date})
    assert (answer.status, answer.code) == (400, "InvalidTimeStamp.Expired"), answer


def test_a_nonce_used_twice_is_refused_across_signatures(cloud):
    nonce = "5c" * 16
    assert sdk_of(cloud, algorithm="v2").call("ListInstances", queries={"SignatureNonce": nonce}).code is None
    older = sdk_of(cloud, algorithm="v2").call("ListInstances", queries={"SignatureNonce": nonce})
    assert (older.status, older.code) == (400, "SignatureNonceUsed"), older
