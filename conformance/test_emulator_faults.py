"""Faults on request, and the statuses that the cloud has announced, seen through the official SDK."""

import pytest
from darabonba.exceptions import UnretryableException

from support.emulated import discover, emulator, sdk_of, worked

FAULT = "UnRegisterDeviceCredential:SystemOverFlow"


def outcomes(seed, share, calls=40):
    with emulator("--fault", f"{FAULT}:{share}", seed=seed) as child:
        sdk = sdk_of(child)
        fleet = discover(sdk)
        return [sdk.call("UnRegisterDeviceCredential", {"InstanceId": fleet.instance, "ClientId": client}).code for client in fleet.clients[:calls]]


def test_a_fault_comes_as_often_as_asked_and_the_seed_repeats_it():
    some = outcomes(3, 0.5)
    assert set(some) == {None, "SystemOverFlow"}
    assert outcomes(3, 0.5) == some
    assert outcomes(4, 0.5) != some


def test_a_fault_of_one_is_certain_of_zero_never_and_other_operations_are_spared():
    assert set(outcomes(3, 1)) == {"SystemOverFlow"}
    assert set(outcomes(3, 0)) == {None}


def test_a_refused_act_changed_nothing():
    with emulator("--fault", f"{FAULT}:1") as child:
        sdk = sdk_of(child)
        fleet = discover(sdk)
        credential = {"InstanceId": fleet.instance, "ClientId": fleet.client}
        refused = sdk.call("UnRegisterDeviceCredential", credential)
        assert (refused.status, refused.code) == (500, "SystemOverFlow"), refused
        assert worked(sdk.call("GetDeviceCredential", credential))["DeviceCredential"]["ClientId"] == fleet.client


@pytest.mark.parametrize("lost, happened", [("lost-answer", True), ("lost-request", False)])
def test_a_lost_answer_leaves_the_effect_and_a_lost_request_none(lost, happened):
    with emulator("--fault", f"DeleteDeviceCertificate:{lost}:1") as child:
        sdk = sdk_of(child)
        certificate = discover(sdk).fill({"MqttInstanceId": "{instance}", "CaSn": "{certificate_ca}", "DeviceSn": "{certificate}"})
        with pytest.raises(UnretryableException):
            sdk.call("DeleteDeviceCertificate", certificate)
        assert sdk.call("GetDeviceCertificate", certificate).code == ("FindDeviceBySnError" if happened else None)


def test_more_calls_than_the_quota_are_throttled():
    """A tenth of ten calls a second: of two hundred calls in a row, two share a second."""
    with emulator("--quota-scale", "0.1", throttled=True) as child:
        sdk = sdk_of(child)
        instance = worked(sdk.call("ListInstances"))["Instances"][0]["InstanceId"]
        answers = (sdk.call("ListGroupId", {"InstanceId": instance}) for _ in range(200))
        throttled = next(answer for answer in answers if answer.code)
        assert (throttled.status, throttled.code) == (400, "Throttling.User"), throttled


@pytest.mark.parametrize("code, old, new", [
    ("SystemOverFlow", 500, 403), ("InternalError", 500, 417), ("FindDeviceBySnError", 500, 400), ("MqttInstanceNotFound", 500, 400),
    ("MqttOwnerCheckError", 500, 403), ("FindCaBySnError", 500, 400), ("Throttling.User", 400, 400), ("PermissionCheckFailed", 400, 400),
])
def test_the_announced_statuses(code, old, new):
    for arguments, status in (((), old), (("--statuses", "new"), new)):
        with emulator("--fault", f"GetDeviceCertificate:{code}:1", *arguments) as child:
            sdk = sdk_of(child)
            answer = sdk.call("GetDeviceCertificate", discover(sdk).fill({
                "MqttInstanceId": "{instance}", "CaSn": "{certificate_ca}", "DeviceSn": "{certificate}",
            }))
            assert (answer.status, answer.code) == (status, code), answer
