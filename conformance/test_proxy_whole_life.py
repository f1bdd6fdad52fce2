"""The whole life of an identity through the proxy, with the official SDK as the witness of what became of it."""

import pytest

from support import proxy
from support.authority import Authority, rsa_authority, serial_number
from support.chain import chain
from support.children import free_port, signet
from support.emulated import KEY_ID, KEY_SECRET, worked


@pytest.fixture(scope="module")
def alone():
    """A proxy whose cloud cannot be reached: whatever it would send fails in another way."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    environment = {"ALIBABA_CLOUD_ACCESS_KEY_ID": KEY_ID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": KEY_SECRET}
    with signet("serve", "--onsmqtt-endpoint", nowhere, "--iot-endpoint", nowhere, environment=environment) as child:
        yield child


def done(child, operation, fields):
    answer = proxy.call(child, operation, fields)
    assert answer.status == 200, answer
    return answer.body


def refused(child, operation, fields):
    answer = proxy.call(child, operation, fields)
    assert answer.status != 200, answer
    return answer.status, answer.body["error"]["code"], answer.body["error"]


def secret_in_the_cloud(sdk, fleet, client):
    return worked(sdk.call("GetDeviceCredential", {"InstanceId": fleet.instance, "ClientId": client}))["DeviceCredential"]["DeviceAccessKeySecret"]


def test_a_credential_is_made_shown_rotated_and_deregistered():
    with chain() as (child, sdk, fleet):
        client = f"{fleet.group}@@@conformance-1"
        one = {"instance_id": fleet.instance, "client_id": client}
        made = done(child, "RegisterDeviceCredential", one)["credential"]
        assert made["device_access_key_secret"] == secret_in_the_cloud(sdk, fleet, client)
        assert "device_access_key_secret" not in done(child, "GetDeviceCredential", one)["credential"]
        assert done(child, "GetDeviceCredential", one | {"reveal": True})["credential"] == made
        rotated = done(child, "RefreshDeviceCredential", one)["credential"]
        assert rotated["device_access_key_secret"] == secret_in_the_cloud(sdk, fleet, client) != made["device_access_key_secret"]
        done(child, "UnRegisterDeviceCredential", one)
        assert sdk.call("GetDeviceCredential", {"InstanceId": fleet.instance, "ClientId": client}).code == "DeviceCredentialNotFound"
        for secret in (made["device_access_key_secret"], rotated["device_access_key_secret"]):
            assert secret not in child.output()


@pytest.mark.parametrize("twice", ["overwrite", "exists"])
def test_a_live_secret_is_not_replaced_by_accident(twice):
    with chain(rules=("--register-twice", twice)) as (child, sdk, fleet):
        one = {"instance_id": fleet.instance, "client_id": fleet.client}
        before = secret_in_the_cloud(sdk, fleet, fleet.client)
        status, code, _ = refused(child, "RegisterDeviceCredential", one)
        assert (status, code) == (409, "credential_exists")
        assert secret_in_the_cloud(sdk, fleet, fleet.client) == before
        answer = proxy.call(child, "RegisterDeviceCredential", one | {"replace_existing": True})
        assert answer.status == (200 if twice == "overwrite" else 409), answer
        assert (secret_in_the_cloud(sdk, fleet, fleet.client) != before) == (twice == "overwrite")


def test_a_full_instance_says_credentials_and_not_certificates():
    with chain(rules=("--credential-quota", "1")) as (child, _, fleet):
        status, code, error = refused(child, "RegisterDeviceCredential", {"instance_id": fleet.instance, "client_id": f"{fleet.group}@@@one-too-many"})
        assert (status, code, error["cloud_code"]) == (409, "cloud_refused", "DeviceCredentialNumExceed")
        assert "credentials" in error["remedy"] and "credentia " in error["message"], error


@pytest.mark.parametrize("client, rule", [
    ("{group}@@@a@@@b", "@@@"), ("{group}@@@" + "d" * 65, "64"), ("GRP_x@@@a", "GID_"), ("{group}＠＠＠a", "full-width"), ("{group}@@@a b", "U+0020"),
    ("{group}@@@", "device"), ("{group}", "@@@"), ("{group}@@@设备", "letters"),
])
def test_what_must_not_be_made_is_named_before_anything_is_sent(alone, client, rule):
    asked = {"instance_id": "post-cn-x", "client_id": client.format(group="GID_test")}
    status, code, error = refused(alone, "RegisterDeviceCredential", asked)
    assert (status, code, error["field"]) == (422, "invalid_field", "client_id")
    assert rule in error["message"], error


@pytest.mark.parametrize("make", [Authority, rsa_authority], ids=["EC", "RSA"])
def test_a_ca_is_registered_suspended_and_deleted(make):
    with chain() as (child, sdk, fleet):
        here = {"instance_id": fleet.instance}
        ca = make()
        proof = ca.verification(done(child, "GetRegisterCode", here)["register_code"])
        asked = here | {"ca_name": "conformance", "ca_pem": ca.pem, "verification_pem": proof}
        serial = done(child, "RegisterCaCertificate", asked)["ca_serial_number"]
        assert int(serial, 16) == int(serial_number(ca.certificate), 16)
        one, in_the_cloud = here | {"ca_serial_number": serial}, {"MqttInstanceId": fleet.instance, "Sn": serial}
        shown = done(child, "GetCaCertificate", one)["ca_certificate"]
        assert (shown["name"], shown["status"], shown["pem"].strip()) == ("conformance", "active", ca.pem.strip())
        assert shown["decoded"]["is_ca"] and shown["decoded"]["subject"].startswith("CN=Conformance CA")
        for operation, status in (("InactivateCaCertificate", "0"), ("ActiveCaCertificate", "1")):
            assert done(child, operation, one)["ca_serial_number"] == serial
            assert worked(sdk.call("GetCaCertificate", in_the_cloud))["Data"]["Status"] == status
        done(child, "DeleteCaCertificate", one)
        assert sdk.call("GetCaCertificate", in_the_cloud).code == "FindCaBySnError"
        assert refused(child, "RegisterCaCertificate", asked)[2]["cloud_code"] == "RegisterCodeUsed"
        log = child.output()
        assert "BEGIN CERTIFICATE" not in log and "BEGIN%20CERTIFICATE" not in log


def test_the_device_certificates_of_a_ca_go_with_it():
    with chain() as (child, sdk, fleet):
        hangs = {"MqttInstanceId": fleet.instance, "CaSn": fleet.certificate_ca, "DeviceSn": fleet.certificate}
        worked(sdk.call("GetDeviceCertificate", hangs))
        done(child, "DeleteCaCertificate", {"instance_id": fleet.instance, "ca_serial_number": fleet.certificate_ca})
        assert sdk.call("GetDeviceCertificate", hangs).code in {"FindDeviceBySnError", "FindCaBySnError"}


WRONG_FILES = {
    "a private key": Authority().private_key(),
    "a certificate and its key": Authority().pem + Authority().private_key(),
    "a chain": Authority().pem * 2,
    "noise": "x" * 1000,
    "half of a PEM": Authority().pem[:200],
    "a megabyte of noise": "noise " * 170_000,
}


@pytest.mark.parametrize("wrong", WRONG_FILES)
@pytest.mark.parametrize("field", ["ca_pem", "verification_pem"])
def test_a_wrong_file_is_named_before_anything_is_sent(alone, field, wrong):
    good = Authority().pem
    asked = {"instance_id": "post-cn-x", "ca_name": "n", "ca_pem": good, "verification_pem": good} | {field: WRONG_FILES[wrong]}
    status, _, error = refused(alone, "RegisterCaCertificate", asked)
    if "megabyte" in wrong:
        assert status in {413, 422}, error
    else:
        assert (status, error["field"]) == (422, field), error
    assert "PRIVATE KEY" not in alone.output()


def test_a_client_is_barred_with_a_note_and_let_in_again():
    with chain() as (child, sdk, fleet):
        client, listed = fleet.clients[2], {"InstanceId": fleet.instance, "ClientId": fleet.clients[2], "Size": 10}
        one = {"instance_id": fleet.instance, "client_id": client}
        done(child, "AddCustomAuthConnectBlack", one | {"reason": "失窃"})
        assert worked(sdk.call("QueryCustomAuthConnectBlack", listed))["Data"]["Results"] == [
            {"ClientId": client, "Effect": "DENY", "PermitAction": "CONNECT"}]
        entry, = done(child, "QueryCustomAuthConnectBlack", one | {"page_size": 10})["entries"]
        assert entry["blocked"] and (entry["note"]["set_by"], entry["note"]["reason"]) == ("local", "失窃")
        done(child, "DeleteCustomAuthConnectBlack", one)
        assert not worked(sdk.call("QueryCustomAuthConnectBlack", listed))["Data"].get("Results")


def test_online_is_told_alike_for_one_and_for_ten():
    with chain() as (child, _, fleet):
        ten = fleet.clients[:10]
        asked = {"instance_id": fleet.instance, "client_ids": ten}
        sessions = done(child, "BatchQuerySessionByClientIds", asked)["sessions"]
        assert [one["client_id"] for one in sessions] == ten
        assert any(one["online"] for one in sessions)
        status, code, error = refused(child, "BatchQuerySessionByClientIds", asked | {"client_ids": [*ten, "one more"]})
        assert (status, code, error["limit"], error["found"]) == (422, "invalid_field", 10, 11)


def test_a_connection_is_closed_where_that_is_offered():
    with chain() as (child, sdk, fleet):
        groups = worked(sdk.call("ListGroupId", {"InstanceId": fleet.closing}))["Data"]
        clients = worked(sdk.call("ListDeviceCredentialClientId", {
            "InstanceId": fleet.closing, "GroupId": groups[0]["GroupId"], "PageNo": "1", "PageSize": "10"}))["DeviceCredentialClientIdList"]["ClientIdList"]
        states = worked(sdk.call("BatchQuerySessionByClientIds", {"InstanceId": fleet.closing, "ClientIdList": clients}))["OnlineStatusList"]
        online = next(one["ClientId"] for one in states if one["OnlineStatus"])
        done(child, "AddCustomAuthConnectBlack", {"instance_id": fleet.closing, "client_id": online})
        done(child, "CloseConnection", {"instance_id": fleet.closing, "client_id": online})
        assert worked(sdk.call("QuerySessionByClientId", {"InstanceId": fleet.closing, "ClientId": online}))["OnlineStatus"] is False
        elsewhere = refused(child, "CloseConnection", {"instance_id": fleet.instance, "client_id": fleet.client})
        assert elsewhere[2]["cloud_code"] == "ApiNotSupport"


def test_a_group_is_made_and_deleted():
    with chain() as (child, sdk, fleet):
        one = {"instance_id": fleet.instance, "group_id": "GID_conformance"}
        groups = lambda: {group["GroupId"] for group in worked(sdk.call("ListGroupId", {"InstanceId": fleet.instance}))["Data"]}
        done(child, "CreateGroupId", one)
        assert "GID_conformance" in groups()
        assert refused(child, "CreateGroupId", one)[2]["cloud_code"] == "GroupIdAlreadyExsited"
        done(child, "DeleteGroupId", one)
        assert "GID_conformance" not in groups()


def test_a_device_is_found_both_ways_disabled_enabled_and_pinned():
    with chain() as (child, sdk, fleet):
        by_name = {"product_key": fleet.product, "device_name": fleet.device_name}
        detail = done(child, "QueryDeviceDetail", {"iot_id": fleet.device})
        asked_by_name = done(child, "QueryDeviceDetail", by_name)["device"]
        assert asked_by_name | {"last_online_at": None} == detail["device"] | {"last_online_at": None}, "it may be online"
        assert "device_secret" not in detail
        in_the_cloud = worked(sdk.call("QueryDeviceDetail", {"IotId": fleet.device}))["Data"]
        assert done(child, "QueryDeviceDetail", by_name | {"reveal": True})["device_secret"] == in_the_cloud["DeviceSecret"]
        listed = proxy.call(child, "QueryDevice", {"product_key": fleet.product, "page_number": 1, "page_size": 50})
        assert fleet.device in {one["iot_id"] for one in listed.body["devices"]} and in_the_cloud["DeviceSecret"] not in listed.text
        for operation, disabled in (("DisableThing", True), ("EnableThing", False)):
            done(child, operation, by_name)
            state, = done(child, "BatchGetDeviceState", {"iot_ids": [fleet.device]})["devices"]
            assert (state["status"] == "disable") == disabled, state
        known = done(child, "QueryClientIds", {"iot_id": fleet.device})["client_ids"]
        done(child, "TransformClientId", {"iot_id": fleet.device, "client_id": known[1]["client_id"]})
        left = worked(sdk.call("QueryClientIds", {"IotId": fleet.device}))["Data"]["DynamicRegClientIds"]
        assert [one["ClientId"] for one in left] == [known[1]["client_id"]]


@pytest.mark.parametrize("operation, fields", [
    ("CreateGroupId", lambda fleet: {"instance_id": fleet.instance, "group_id": "GID_lost_answer"}),
    ("DeleteGroupId", lambda fleet: {"instance_id": fleet.instance, "group_id": fleet.group}),
    ("AddCustomAuthConnectBlack", lambda fleet: {"instance_id": fleet.instance, "client_id": fleet.client}),
    ("InactivateCaCertificate", lambda fleet: {"instance_id": fleet.instance, "ca_serial_number": fleet.ca}),
    ("DeleteCaCertificate", lambda fleet: {"instance_id": fleet.instance, "ca_serial_number": fleet.ca}),
    ("DisableThing", lambda fleet: {"iot_id": fleet.device}),
], ids=lambda value: value if isinstance(value, str) else "")
def test_an_act_whose_answer_was_lost_is_settled(operation, fields):
    with chain(f"{operation}:lost-answer") as (child, _, fleet):
        done(child, operation, fields(fleet))
    with chain(f"{operation}:lost-request") as (child, _, fleet):
        status, code, _ = refused(child, operation, fields(fleet))
        assert (status, code) in {(502, "cloud_failed"), (504, "outcome_unknown")}


def test_a_secret_that_was_lost_on_its_way_is_there_to_be_shown():
    with chain("RegisterDeviceCredential:lost-answer") as (child, sdk, fleet):
        one = {"instance_id": fleet.instance, "client_id": f"{fleet.group}@@@lost-answer"}
        done(child, "RegisterDeviceCredential", one)
        shown = done(child, "GetDeviceCredential", one | {"reveal": True})["credential"]["device_access_key_secret"]
        assert shown == secret_in_the_cloud(sdk, fleet, one["client_id"])
