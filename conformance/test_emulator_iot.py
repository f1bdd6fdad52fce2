"""IoT Platform's operations on the emulator: business errors arrive as a good status with `Success: false`
(`cloud-api.md` section 2)."""

import re

import pytest

from support.emulated import DEFAULT_SEED, documented_iot_id, emulator, sdk_of, worked
from support.shape import assert_shape

LIMIT = 5


@pytest.fixture
def sdk():
    with emulator(seed=DEFAULT_SEED) as child:
        yield sdk_of(child)


@pytest.fixture(scope="module")
def iot_id():
    return documented_iot_id()


def test_the_documented_device_has_more_client_ids_than_allowed(sdk, iot_id):
    answer = sdk.call("QueryClientIds", {"IotId": iot_id})
    assert (answer.status, answer.code) == (200, None), answer
    assert_shape(answer.body, {"RequestId": str, "Success": True, "Data": {
        "IotId": iot_id, "DynamicRegClientIds": [{"ClientId": str, "CreateTime": int}]}})
    assert len(answer.body["Data"]["DynamicRegClientIds"]) > LIMIT


def test_deleting_takes_all_client_ids_of_that_device(sdk, iot_id):
    assert_shape(worked(sdk.call("DeleteClientIds", {"IotId": iot_id})), {"RequestId": str, "Success": True})
    assert worked(sdk.call("QueryClientIds", {"IotId": iot_id}))["Data"] == {"IotId": iot_id, "DynamicRegClientIds": []}
    assert_shape(worked(sdk.call("DeleteClientIds", {"IotId": iot_id})), {"Success": True})


@pytest.mark.parametrize("operation", ["QueryClientIds", "DeleteClientIds"])
def test_business_errors_come_with_status_200(sdk, iot_id, operation):
    for parameters, code in (
        ({"IotId": "0" * 26}, r"iot\.device\..+"),
        ({"IotId": iot_id, "IotInstanceId": "iot-none"}, r"iot\.(system|Sre)\.InstanceNotFound"),
    ):
        answer = sdk.call(operation, parameters)
        assert answer.status == 200, answer
        assert_shape(answer.body, {"RequestId": str, "Success": False, "Code": re.compile(code), "ErrorMessage": str})
    assert len(worked(sdk.call("QueryClientIds", {"IotId": iot_id}))["Data"]["DynamicRegClientIds"]) > LIMIT


@pytest.mark.parametrize("operation", ["QueryClientIds", "DeleteClientIds"])
def test_the_gateway_wants_a_device(sdk, operation):
    answer = sdk.call(operation, {})
    assert answer.status == 400 and answer.code in {"MissingIotId", "MissingParameter"}, answer


def test_the_other_product_has_another_version(sdk):
    answer = sdk.call_unknown("QueryClientIds", {"IotId": "x"}, version="2020-04-20")
    assert answer.status in {400, 404} and answer.code is not None, answer
