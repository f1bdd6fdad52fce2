"""Certificates of devices and CAs."""

from support.sample.kind import INSTANCE, Sample

DEVICE_SN = "0035621737443300"
CA_SN = "007269004887 aa"
PEM_ON_THE_WIRE = "-----BEGIN CERTIFICATE-----\\nMIID\\n-----END CERTIFICATE-----"
PEM = "-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----"

DEVICE_CERTIFICATE = {
    "CaSn": CA_SN, "DeviceContent": PEM_ON_THE_WIRE, "DeviceName": "mqtt_device", "DeviceSn": DEVICE_SN, "Status": "1",
    "ValidBegin": "1654137303000", "ValidEnd": "1969497303000",
}
DEVICE_CERTIFICATE_SHOWN = {
    "device_serial_number": DEVICE_SN, "ca_serial_number": CA_SN, "name": "mqtt_device", "status": "active",
    "valid_from": "2022-06-02T02:35:03Z", "valid_to": "2032-05-30T02:35:03Z", "pem": PEM,
}
CA_CERTIFICATE = {
    "RegistrationCode": "13274673-8f90-4630-bea1-9cccb25756ad2089", "CaName": "mqtt_ca", "Sn": CA_SN, "CaContent": PEM_ON_THE_WIRE,
    "VerificationContent": PEM_ON_THE_WIRE, "ValidBegin": "1654137303000", "ValidEnd": "1969497303000", "Status": "0",
}
CA_CERTIFICATE_SHOWN = {
    "ca_serial_number": CA_SN, "name": "mqtt_ca", "status": "inactive", "pem": PEM, "verification_pem": PEM,
    "registration_code": "13274673-8f90-4630-bea1-9cccb25756ad2089", "valid_from": "2022-06-02T02:35:03Z", "valid_to": "2032-05-30T02:35:03Z",
}
ON_A_CERTIFICATE = {"MqttInstanceId": INSTANCE, "CaSn": CA_SN, "DeviceSn": DEVICE_SN}
ON_A_CERTIFICATE_ASKED = {"instance_id": INSTANCE, "ca_serial_number": CA_SN, "device_serial_number": DEVICE_SN}
ON_A_CA = {"MqttInstanceId": INSTANCE, "Sn": CA_SN}
ON_A_CA_ASKED = {"instance_id": INSTANCE, "ca_serial_number": CA_SN}
CODE = "13274673-8f90-4630-bea1-9cccb25756ad2089"
SENT_PEM = "-----BEGIN CERTIFICATE-----\nMIID+AB/==\n-----END CERTIFICATE-----\n"

SAMPLES = [
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
        {"Data": {"Total": 1, "PageNo": 2, "PageSize": 10, "CaCertificateVOS": [CA_CERTIFICATE]}},
        {"ca_certificates": [CA_CERTIFICATE_SHOWN], "items_total": None, "pages_total": 1, "page_number": 2, "page_size": 10},
    ),
    Sample("GetCaCertificate", ON_A_CA, ON_A_CA_ASKED, {"Data": CA_CERTIFICATE}, {"ca_certificate": CA_CERTIFICATE_SHOWN}),
    Sample("GetRegisterCode", {"MqttInstanceId": INSTANCE}, {"instance_id": INSTANCE}, {"RegisterCode": CODE}, {"register_code": CODE}),
    Sample(
        "RegisterCaCertificate",
        {"MqttInstanceId": INSTANCE, "CaName": "工厂 CA+1", "CaContent": SENT_PEM, "VerificationContent": SENT_PEM.replace("D+", "E ")},
        {"instance_id": INSTANCE, "ca_name": "工厂 CA+1", "ca_pem": SENT_PEM, "verification_pem": SENT_PEM.replace("D+", "E ")},
        {"Sn": CA_SN}, {"ca_serial_number": CA_SN},
    ),
    *(
        Sample(operation, ON_A_CA, ON_A_CA_ASKED, {"Sn": CA_SN}, {"ca_serial_number": CA_SN})
        for operation in ("ActiveCaCertificate", "InactivateCaCertificate", "DeleteCaCertificate")
    ),
]
