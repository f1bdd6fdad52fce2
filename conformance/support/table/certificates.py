"""Device certificates."""

import re

from support.rows import (
    INVALID_CERTIFICATE_PARAMETER, MILLISECONDS, TOO_LONG, TOO_LONG_IN_BYTES, with_missing, wrong_certificate_instances, wrong_pages,
)

SHOWN = {
    "CaSn": str, "DeviceSn": str, "DeviceName": str, "DeviceContent": lambda pem: pem.startswith("-----BEGIN "),
    "Status": re.compile("[01]"), "ValidBegin": MILLISECONDS, "ValidEnd": MILLISECONDS,
}
PAGE = {"MqttInstanceId": "{instance}", "PageNo": "1", "PageSize": "10"}
BY_CA_PAGE = PAGE | {"CaSn": "{certificate_ca}"}
ONE = {"MqttInstanceId": "{instance}", "CaSn": "{certificate_ca}", "DeviceSn": "{certificate}"}
ONE_TO_DELETE = ONE | {"CaSn": "{certificates[20][CaSn]}", "DeviceSn": "{certificates[20][DeviceSn]}"}
LIST = {"Data": {"Total": int, "PageNo": 1, "PageSize": 10, "DeviceCertificateVOS": [SHOWN]}}

GOOD = [
    ("ListDeviceCertificate", PAGE, LIST),
    ("ListDeviceCertificateByCaSn", BY_CA_PAGE, LIST),
    ("GetDeviceCertificate", ONE, {"Data": SHOWN}),
    ("InactivateDeviceCertificate", ONE, {"DeviceSn": str}),
    ("ActiveDeviceCertificate", ONE, {"DeviceSn": str}),
    ("DeleteDeviceCertificate", ONE_TO_DELETE, {"DeviceSn": str}),
]


def bad():
    for operation in ("GetDeviceCertificate", "ActiveDeviceCertificate", "InactivateDeviceCertificate", "DeleteDeviceCertificate"):
        yield from with_missing(operation, ONE)
        yield operation, "unknown certificate", ONE | {"DeviceSn": "00ff"}, {500}, {"FindDeviceBySnError"}
        yield operation, "unknown CA", ONE | {"CaSn": "00ff"}, {500}, {"FindDeviceBySnError", "FindCaBySnError"}
        for name in ("DeviceSn", "CaSn"):
            yield operation, f"129 bytes in {name}", ONE | {name: TOO_LONG}, {400, 500}, INVALID_CERTIFICATE_PARAMETER
        yield operation, "43 characters of 3 bytes", ONE | {"DeviceSn": TOO_LONG_IN_BYTES}, {400, 500}, INVALID_CERTIFICATE_PARAMETER
        yield from wrong_certificate_instances(operation, ONE)
    for operation, page in (("ListDeviceCertificate", PAGE), ("ListDeviceCertificateByCaSn", BY_CA_PAGE)):
        yield from with_missing(operation, page)
        yield from wrong_pages(operation, page, INVALID_CERTIFICATE_PARAMETER)
        yield from wrong_certificate_instances(operation, page)
    yield "ListDeviceCertificateByCaSn", "129 bytes in CaSn", BY_CA_PAGE | {"CaSn": TOO_LONG}, {400, 500}, INVALID_CERTIFICATE_PARAMETER
    yield "ListDeviceCertificateByCaSn", "unknown CA", BY_CA_PAGE | {"CaSn": "00ff"}, {500}, {"FindCaBySnError"}
