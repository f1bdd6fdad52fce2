"""What acts change and what lists promise, seen through the official SDK."""

import re
from collections import Counter

import pytest
from cryptography import x509

from support.emulated import discover, emulator, sdk_of, worked

DAY_MS = 86_400_000


@pytest.fixture
def cloud():
    with emulator() as child:
        yield child


@pytest.fixture
def sdk(cloud):
    return sdk_of(cloud)


@pytest.fixture
def fleet(sdk):
    return discover(sdk)


def test_a_deregistered_credential_is_gone_and_its_neighbours_stay(sdk, fleet):
    before = credentials_of(sdk, fleet.instance, fleet.group)
    credential = {"InstanceId": fleet.instance, "ClientId": fleet.client}
    assert set(worked(sdk.call("UnRegisterDeviceCredential", credential))) == {"RequestId"}
    assert sdk.call("UnRegisterDeviceCredential", credential).code == "DeviceCredentialNotFound"
    assert sdk.call("GetDeviceCredential", credential).code == "DeviceCredentialNotFound"
    assert credentials_of(sdk, fleet.instance, fleet.group) == [client for client in before if client != fleet.client]


def test_a_certificate_is_inactivated_activated_and_deleted(sdk, fleet):
    one = next(certificate for certificate in fleet.certificates if certificate["Status"] == "1")
    name = {"MqttInstanceId": fleet.instance, "CaSn": one["CaSn"], "DeviceSn": one["DeviceSn"]}
    before = certificates_of(sdk, fleet.instance)

    for operation, status in (("InactivateDeviceCertificate", "0"), ("InactivateDeviceCertificate", "0"), ("ActiveDeviceCertificate", "1")):
        assert worked(sdk.call(operation, name))["DeviceSn"] == one["DeviceSn"]
        assert worked(sdk.call("GetDeviceCertificate", name))["Data"] == one | {"Status": status}

    assert worked(sdk.call("DeleteDeviceCertificate", name))["DeviceSn"] == one["DeviceSn"]
    for operation in ("GetDeviceCertificate", "ActiveDeviceCertificate", "InactivateDeviceCertificate", "DeleteDeviceCertificate"):
        assert sdk.call(operation, name).code == "FindDeviceBySnError"
    assert certificates_of(sdk, fleet.instance) == [other for other in before if other["DeviceSn"] != one["DeviceSn"]]


def test_the_default_fleet_has_the_documented_size(sdk):
    instances = worked(sdk.call("ListInstances"))["Instances"]
    assert len(instances) == 3
    assert len({instance["RegionId"] for instance in instances}) == 2
    with_certificates = [instance["InstanceId"] for instance in instances if instance["InstanceType"] in (1, 4)]
    assert len(with_certificates) == 2
    groups = [(instance["InstanceId"], group["GroupId"]) for instance in instances
              for group in worked(sdk.call("ListGroupId", {"InstanceId": instance["InstanceId"]}))["Data"]]
    assert len(groups) == 12
    assert sum(len(credentials_of(sdk, *group)) for group in groups) == 2400
    cas = [ca for instance in with_certificates for ca in pages(sdk, "ListCaCertificate", {"MqttInstanceId": instance}, ca_records)]
    assert len(cas) == 3
    certificates = [one for instance in with_certificates for one in certificates_of(sdk, instance)]
    assert len(certificates) == 600
    assert set(Counter(one["Status"] for one in certificates)) == {"0", "1"}


def test_certificates_are_real(sdk, fleet):
    """Signed by the CA they name, with the serial and the validity that the lists tell."""
    cas = {ca["Sn"]: parse(ca["CaContent"]) for ca in pages(sdk, "ListCaCertificate", {"MqttInstanceId": fleet.instance}, ca_records)}
    for ca in cas.values():
        assert ca.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    for one in fleet.certificates:
        certificate = parse(one["DeviceContent"])
        certificate.verify_directly_issued_by(cas[one["CaSn"]])
        assert certificate.serial_number == int(one["DeviceSn"], 16)
        assert certificate.not_valid_before_utc.timestamp() * 1000 == int(one["ValidBegin"])
        assert certificate.not_valid_after_utc.timestamp() * 1000 == int(one["ValidEnd"])


def test_total_means_pages_in_one_list_and_records_in_the_other(sdk, fleet):
    everything = certificates_of(sdk, fleet.instance)
    page = {"MqttInstanceId": fleet.instance, "PageNo": "1", "PageSize": "7"}
    assert worked(sdk.call("ListDeviceCertificate", page))["Data"]["Total"] == -(-len(everything) // 7)
    by_ca = [one for one in everything if one["CaSn"] == fleet.certificate_ca]
    data = worked(sdk.call("ListDeviceCertificateByCaSn", page | {"CaSn": fleet.certificate_ca}))["Data"]
    assert data["Total"] == len(by_ca)
    assert data["DeviceCertificateVOS"] == by_ca[:7]


def test_a_deep_link_needs_no_token(sdk, fleet):
    everything = credentials_of(sdk, fleet.instance, fleet.group)
    page = {"InstanceId": fleet.instance, "GroupId": fleet.group, "PageNo": "7", "PageSize": "10"}
    found = worked(sdk.call("ListDeviceCredentialClientId", page))["DeviceCredentialClientIdList"]
    assert found["ClientIdList"] == everything[60:70]
    assert found["PageNo"] == "7"
    assert found["Total"] == str(len(everything))


def test_page_numbers_alone_give_the_same_list_as_tokens(sdk, fleet):
    with_tokens = credentials_of(sdk, fleet.instance, fleet.group)
    without = []
    for number in range(1, len(with_tokens) // 40 + 2):
        page = {"InstanceId": fleet.instance, "GroupId": fleet.group, "PageNo": str(number), "PageSize": "40"}
        without += worked(sdk.call("ListDeviceCredentialClientId", page))["DeviceCredentialClientIdList"].get("ClientIdList") or []
    assert without == with_tokens
    assert len(set(without)) == len(without)


def test_a_page_past_the_end_is_empty(sdk, fleet):
    page = {"PageNo": "1000", "PageSize": "100"}
    credentials = worked(sdk.call("ListDeviceCredentialClientId", page | {"InstanceId": fleet.instance, "GroupId": fleet.group}))
    assert not credentials["DeviceCredentialClientIdList"].get("ClientIdList")
    assert not credentials["DeviceCredentialClientIdList"].get("NextToken")
    certificates = worked(sdk.call("ListDeviceCertificate", page | {"MqttInstanceId": fleet.instance}))
    assert not certificates["Data"].get("DeviceCertificateVOS")


def test_a_seed_gives_the_same_fleet_and_another_seed_another():
    def picture(seed):
        with emulator(seed=seed) as child:
            sdk = sdk_of(child)
            fleet = discover(sdk)
            return fleet.instance, fleet.clients, [one["DeviceSn"] for one in fleet.certificates]

    assert picture(11) == picture(11)
    assert picture(11) != picture(12)


def test_state_outlives_a_restart(tmp_path):
    state = tmp_path / "state.json"
    with emulator("--state", state) as child:
        sdk = sdk_of(child)
        fleet = discover(sdk)
        worked(sdk.call("UnRegisterDeviceCredential", {"InstanceId": fleet.instance, "ClientId": fleet.client}))
        before = credentials_of(sdk, fleet.instance, fleet.group)
    with emulator("--state", state) as child:
        sdk = sdk_of(child)
        assert credentials_of(sdk, fleet.instance, fleet.group) == before
        assert fleet.client not in before


def credentials_of(sdk, instance, group):
    found, number, token = [], 1, None
    while True:
        page = {"InstanceId": instance, "GroupId": group, "PageNo": str(number), "PageSize": "100"}
        data = worked(sdk.call("ListDeviceCredentialClientId", page | ({"NextToken": token} if token else {})))["DeviceCredentialClientIdList"]
        found += data.get("ClientIdList") or []
        token, number = data.get("NextToken"), number + 1
        if not token:
            return found


def certificates_of(sdk, instance):
    return pages(sdk, "ListDeviceCertificate", {"MqttInstanceId": instance}, lambda data: data.get("DeviceCertificateVOS") or [])


def ca_records(data):
    return data.get("CaCertificateVOS") or []


def pages(sdk, operation, parameters, records):
    found, number = [], 1
    while True:
        page = records(worked(sdk.call(operation, parameters | {"PageNo": str(number), "PageSize": "100"}))["Data"])
        found += page
        number += 1
        if len(page) < 100:
            return found


def parse(pem):
    """The cloud writes a line feed as a backslash and an n, and may label a device's PEM in its own way (`cloud-api.md` section 1.2)."""
    lines = pem.replace("\\n", "\n")
    return x509.load_pem_x509_certificate(re.sub(r"-----(BEGIN|END) [A-Z ]+-----", r"-----\1 CERTIFICATE-----", lines).encode())
