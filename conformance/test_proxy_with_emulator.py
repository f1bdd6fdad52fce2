"""The whole chain: a call to the proxy, signed, to the emulator; and the official SDK, asked what became of it."""

import pytest

from support import proxy
from support.chain import chain


def credential(fleet, client=None):
    return {"instance_id": fleet.instance, "client_id": client or fleet.client}


def certificate(fleet):
    return {"instance_id": fleet.instance, "ca_serial_number": fleet.certificate_ca, "device_serial_number": fleet.certificate}


def ask_credential(sdk, fleet):
    return sdk.call("GetDeviceCredential", {"InstanceId": fleet.instance, "ClientId": fleet.client}).code


def ask_certificate(sdk, fleet):
    return sdk.call("GetDeviceCertificate", fleet.fill({"MqttInstanceId": "{instance}", "CaSn": "{certificate_ca}", "DeviceSn": "{certificate}"}))


def test_what_the_proxy_did_the_sdk_sees():
    with chain() as (child, sdk, fleet):
        assert proxy.call(child, "UnRegisterDeviceCredential", credential(fleet)).status == 200
        assert ask_credential(sdk, fleet) == "DeviceCredentialNotFound"
        for operation, status in (("InactivateDeviceCertificate", "0"), ("ActiveDeviceCertificate", "1")):
            assert proxy.call(child, operation, certificate(fleet)).status == 200
            assert ask_certificate(sdk, fleet).body["Data"]["Status"] == status
        assert proxy.call(child, "DeleteDeviceCertificate", certificate(fleet)).status == 200
        assert ask_certificate(sdk, fleet).code == "FindDeviceBySnError"


def test_every_listed_instance_can_be_used():
    with chain() as (child, sdk, _):
        listed = proxy.call(child, "ListInstances", {}).body["instances"]
        assert [one["instance_id"] for one in listed] == [one["InstanceId"] for one in sdk.call("ListInstances").body["Instances"]]
        for one in listed:
            answer = proxy.call(child, "ListGroupId", {"instance_id": one["instance_id"]})
            assert answer.status == 200 and answer.body["groups"], answer


def test_both_page_through_the_same_list():
    with chain() as (child, _, fleet):
        asked = {"instance_id": fleet.instance, "group_id": fleet.group, "page_number": 1, "page_size": 100}
        assert proxy.call(child, "ListDeviceCredentialClientId", asked).body["client_ids"] == fleet.clients
        asked = {"instance_id": fleet.instance, "page_number": 1, "page_size": 100}
        shown = proxy.call(child, "ListDeviceCertificate", asked).body["certificates"]
        assert [one["device_serial_number"] for one in shown] == [one["DeviceSn"] for one in fleet.certificates]


@pytest.mark.parametrize("operation, fields, cloud_code", [
    ("UnRegisterDeviceCredential", lambda fleet: credential(fleet, f"{fleet.group}@@@nobody"), "DeviceCredentialNotFound"),
    ("GetDeviceCredential", lambda fleet: credential(fleet, f"{fleet.group}@@@no body"), "DeviceCredentialNotFound"),
    ("DeleteDeviceCertificate", lambda fleet: certificate(fleet) | {"device_serial_number": "00ff"}, "FindDeviceBySnError"),
    ("QueryClientIds", lambda _: {"iot_id": "0" * 26}, None),
])
def test_what_the_cloud_does_not_know_is_404(operation, fields, cloud_code):
    with chain() as (child, _, fleet):
        answer = proxy.call(child, operation, fields(fleet))
        assert answer.status == 404, answer
        assert answer.body["error"]["code"] == "not_found"
        assert cloud_code is None or answer.body["error"]["cloud_code"] == cloud_code
        assert answer.body["error"]["cloud_request_id"]


def test_a_wrong_secret_is_the_proxys_fault():
    with chain(secret="wrong") as (child, _, fleet):
        answer = proxy.call(child, "ListGroupId", {"instance_id": fleet.instance})
        assert answer.status == 502, answer
        assert answer.body["error"]["cloud_code"] == "SignatureDoesNotMatch"
        assert "wrong" not in answer.body["error"]["message"]


def test_a_lost_answer_is_settled_by_reading_back():
    with chain("UnRegisterDeviceCredential:lost-answer", "DeleteDeviceCertificate:lost-answer") as (child, sdk, fleet):
        assert proxy.call(child, "UnRegisterDeviceCredential", credential(fleet)).status == 200
        assert ask_credential(sdk, fleet) == "DeviceCredentialNotFound"
        assert proxy.call(child, "DeleteDeviceCertificate", certificate(fleet)).status == 200
        assert ask_certificate(sdk, fleet).code == "FindDeviceBySnError"


def test_a_lost_request_is_not_called_done():
    with chain("UnRegisterDeviceCredential:lost-request") as (child, sdk, fleet):
        answer = proxy.call(child, "UnRegisterDeviceCredential", credential(fleet))
        assert answer.status in {502, 503, 504}, answer
        assert ask_credential(sdk, fleet) is None


def test_what_cannot_be_settled_is_called_unknown():
    with chain("UnRegisterDeviceCredential:lost-answer", "GetDeviceCredential:InternalError") as (child, _, fleet):
        answer = proxy.call(child, "UnRegisterDeviceCredential", credential(fleet))
        assert (answer.status, answer.body["error"]["code"]) == (504, "outcome_unknown"), answer


def test_a_refused_act_is_told_and_not_repeated():
    with chain("DeleteDeviceCertificate:SystemOverFlow:0.5") as (child, sdk, fleet):
        asked = [certificate(fleet) | {"ca_serial_number": one["CaSn"], "device_serial_number": one["DeviceSn"]} for one in fleet.certificates[:12]]
        answers = [proxy.call(child, "DeleteDeviceCertificate", one) for one in asked]
        assert {answer.status for answer in answers} == {200, 429}
        assert all(answer.body["error"]["cloud_code"] == "SystemOverFlow" for answer in answers if answer.status == 429)
