"""Each operation once: how the SDK is asked, how the proxy is asked, what the cloud answers by its documentation
(`cloud-api.md` sections 1.1, 1.2 and 2), and what the proxy must make of that."""

from dataclasses import dataclass

INSTANCE = "post-cn-0pp12gl0000"
CLIENT = "GID_test@@@dev 1/设备+*~"
DEVICE_SN = "0035621737443300"
CA_SN = "007269004887 aa"
PEM_ON_THE_WIRE = "-----BEGIN CERTIFICATE-----\\nMIID\\n-----END CERTIFICATE-----"
PEM = "-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----"
SECRET = "DC.BJMkn4eMQJK2vaApTS0000"

CREDENTIAL = {
    "UpdateTime": 1605541383000, "DeviceAccessKeyId": "DC.Z5fXh9sRRVufyLi6wo0000", "CreateTime": 1605541382000,
    "InstanceId": INSTANCE, "DeviceAccessKeySecret": SECRET, "ClientId": CLIENT,
}
DEVICE_CERTIFICATE = {
    "CaSn": CA_SN, "DeviceContent": PEM_ON_THE_WIRE, "DeviceName": "mqtt_device", "DeviceSn": DEVICE_SN, "Status": "1",
    "ValidBegin": "1654137303000", "ValidEnd": "1969497303000",
}
DEVICE_CERTIFICATE_SHOWN = {
    "device_serial_number": DEVICE_SN, "ca_serial_number": CA_SN, "name": "mqtt_device", "status": "active",
    "valid_from": "2022-06-02T02:35:03Z", "valid_to": "2032-05-30T02:35:03Z", "pem": PEM,
}
ON_A_CERTIFICATE = {"MqttInstanceId": INSTANCE, "CaSn": CA_SN, "DeviceSn": DEVICE_SN}
ON_A_CERTIFICATE_ASKED = {"instance_id": INSTANCE, "ca_serial_number": CA_SN, "device_serial_number": DEVICE_SN}


@dataclass(frozen=True)
class Sample:
    operation: str
    wire: dict
    """What the SDK is given, in the cloud's names."""
    asked: dict
    """The same for the proxy."""
    answer: dict
    """The cloud's answer, without its RequestId."""
    shown: dict
    """What the proxy must answer, at least."""


SAMPLES = [
    Sample(
        "ListInstances", {}, {},
        {"Code": "200", "Success": "true", "Instances": [{
            "InstanceId": INSTANCE, "InstanceName": "mqtt_test", "InstanceStatus": 5, "InstanceType": 1,
            "KernelVersion": "V3.3.0", "RegionId": "cn-hangzhou", "Specific": "mqtt.p2.1xlarge",
            "CreateTime": 1605541382000, "ExpireTime": 1969497303000, "OrderId": "2", "MqttTags": [],
        }]},
        {"instances": [{"instance_id": INSTANCE, "name": "mqtt_test", "edition": "platinum", "status": "in_service", "region": "cn-hangzhou"}]},
    ),
    Sample(
        "ListGroupId", {"InstanceId": INSTANCE}, {"instance_id": INSTANCE},
        {"Data": [{"GroupId": "GID_test", "InstanceId": INSTANCE, "IndependentNaming": True,
                   "CreateTime": 1605541382000, "UpdateTime": 1605541382000, "Tags": []}]},
        {"groups": [{"group_id": "GID_test", "created_at": "2020-11-16T15:43:02Z"}]},
    ),
    Sample(
        "ListDeviceCredentialClientId",
        {"InstanceId": INSTANCE, "GroupId": "GID_test", "PageNo": "2", "PageSize": "100", "NextToken": "a+b/c=="},
        {"instance_id": INSTANCE, "group_id": "GID_test", "page_number": 2, "page_size": 100, "next_token": "a+b/c=="},
        {"DeviceCredentialClientIdList": {"Total": "10", "ClientIdList": ["GID_test@@@pub-1"], "PageNo": "2",
                                          "PageSize": "100", "NextToken": "634dxxxxx75b5f"}},
        {"client_ids": ["GID_test@@@pub-1"], "items_total": 10, "page_number": 2, "page_size": 100, "next_token": "634dxxxxx75b5f"},
    ),
    Sample(
        "GetDeviceCredential", {"InstanceId": INSTANCE, "ClientId": CLIENT}, {"instance_id": INSTANCE, "client_id": CLIENT},
        {"DeviceCredential": CREDENTIAL},
        {"credential": {"client_id": CLIENT, "instance_id": INSTANCE, "device_access_key_id": "DC.Z5fXh9sRRVufyLi6wo0000",
                        "created_at": "2020-11-16T15:43:02Z", "updated_at": "2020-11-16T15:43:03Z"}},
    ),
    Sample(
        "UnRegisterDeviceCredential", {"InstanceId": INSTANCE, "ClientId": CLIENT}, {"instance_id": INSTANCE, "client_id": CLIENT},
        {}, {},
    ),
    Sample(
        "ListDeviceCertificate", {"MqttInstanceId": INSTANCE, "PageNo": "1", "PageSize": "10"},
        {"instance_id": INSTANCE, "page_number": 1, "page_size": 10},
        {"Data": {"Total": 3, "PageNo": 1, "PageSize": 10, "DeviceCertificateVOS": [DEVICE_CERTIFICATE]}},
        {"certificates": [DEVICE_CERTIFICATE_SHOWN], "items_total": None, "pages_total": 3, "page_number": 1, "page_size": 10},
    ),
    Sample(
        "ListDeviceCertificateByCaSn", {"MqttInstanceId": INSTANCE, "CaSn": CA_SN, "PageNo": "1", "PageSize": "10"},
        {"instance_id": INSTANCE, "ca_serial_number": CA_SN, "page_number": 1, "page_size": 10},
        {"Data": {"Total": 21, "PageNo": 1, "PageSize": 10, "DeviceCertificateVOS": [DEVICE_CERTIFICATE]}},
        {"certificates": [DEVICE_CERTIFICATE_SHOWN], "items_total": 21, "pages_total": None, "page_number": 1, "page_size": 10},
    ),
    Sample(
        "GetDeviceCertificate", ON_A_CERTIFICATE, ON_A_CERTIFICATE_ASKED, {"Data": DEVICE_CERTIFICATE},
        {"certificate": DEVICE_CERTIFICATE_SHOWN},
    ),
    *(
        Sample(operation, ON_A_CERTIFICATE, ON_A_CERTIFICATE_ASKED, {"DeviceSn": DEVICE_SN}, {"device_serial_number": DEVICE_SN})
        for operation in ("ActiveDeviceCertificate", "InactivateDeviceCertificate", "DeleteDeviceCertificate")
    ),
    Sample(
        "ListCaCertificate", {"MqttInstanceId": INSTANCE, "PageNo": "2", "PageSize": "10"},
        {"instance_id": INSTANCE, "page_number": 2, "page_size": 10},
        {"Data": {"Total": 1, "PageNo": 2, "PageSize": 10, "CaCertificateVOS": [{
            "RegistrationCode": "13274673-8f90-4630-bea1-9cccb25756ad2089", "CaName": "mqtt_ca", "Sn": CA_SN,
            "CaContent": PEM_ON_THE_WIRE, "VerificationContent": PEM_ON_THE_WIRE,
            "ValidBegin": "1654137303000", "ValidEnd": "1969497303000", "Status": "0",
        }]}},
        {"ca_certificates": [{"ca_serial_number": CA_SN, "name": "mqtt_ca", "status": "inactive", "pem": PEM,
                              "valid_from": "2022-06-02T02:35:03Z", "valid_to": "2032-05-30T02:35:03Z"}],
         "items_total": None, "pages_total": 1, "page_number": 2, "page_size": 10},
    ),
    Sample(
        "QueryClientIds", {"IotId": "4z819VQHk6VSLmmBJfrf00107ee200", "IotInstanceId": "iot-cn-0pp1n8t0000"},
        {"iot_id": "4z819VQHk6VSLmmBJfrf00107ee200", "iot_instance_id": "iot-cn-0pp1n8t0000"},
        {"Success": True, "Data": {"IotId": "4z819VQHk6VSLmmBJfrf00107ee200",
                                   "DynamicRegClientIds": [{"ClientId": "c-1", "CreateTime": 1605541382000}]}},
        {"iot_id": "4z819VQHk6VSLmmBJfrf00107ee200", "client_ids": [{"client_id": "c-1", "created_at": "2020-11-16T15:43:02Z"}]},
    ),
    Sample(
        "DeleteClientIds", {"IotId": "4z819VQHk6VSLmmBJfrf00107ee200"}, {"iot_id": "4z819VQHk6VSLmmBJfrf00107ee200"},
        {"Success": True}, {},
    ),
]

REQUEST_ID = "020F6A43-19E6-4B6E-B846-44EB31DF0000"
ANSWERS = {sample.operation: {"RequestId": REQUEST_ID, **sample.answer} for sample in SAMPLES}
