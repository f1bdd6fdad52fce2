"""CA certificates."""

import re

from support.authority import Authority
from support.emulated import worked
from support.rows import INVALID_CERTIFICATE_PARAMETER, MILLISECONDS, TOO_LONG, with_missing, wrong_certificate_instances, wrong_pages

SHOWN = {
    "Sn": str, "CaName": str, "CaContent": lambda pem: pem.startswith("-----BEGIN "), "VerificationContent": str,
    "RegistrationCode": str, "Status": re.compile("[01]"), "ValidBegin": MILLISECONDS, "ValidEnd": MILLISECONDS,
}
PAGE = {"MqttInstanceId": "{instance}", "PageNo": "1", "PageSize": "10"}
ONE = {"MqttInstanceId": "{instance}", "Sn": "{ca}"}
CODE = {"MqttInstanceId": "{instance}"}
NEW = {"MqttInstanceId": "{instance}", "CaName": "conformance", "CaContent": "-----BEGIN CERTIFICATE-----", "VerificationContent": "-----BEGIN CERTIFICATE-----"}
CONTENT = {"CertificateContentError", "ParameterFieldCheckFailed"}


def to_register(sdk, fleet, ca=None, signed_by=None, code=None, **instead):
    """A CA and the proof of its key, for the code that the cloud gives; each part may be another."""
    ca = ca or Authority()
    code = code or worked(sdk.call("GetRegisterCode", {"MqttInstanceId": fleet.instance}))["RegisterCode"]
    return {
        "MqttInstanceId": fleet.instance, "CaName": "conformance", "CaContent": ca.pem,
        "VerificationContent": (signed_by or ca).verification(code),
    } | instead


def one_to_delete(sdk, fleet):
    registered = worked(sdk.call("RegisterCaCertificate", to_register(sdk, fleet)))
    return {"MqttInstanceId": fleet.instance, "Sn": registered["Sn"]}


def with_the_code_of_another(sdk, fleet):
    used = to_register(sdk, fleet)
    worked(sdk.call("RegisterCaCertificate", used))
    code = worked(sdk.call("GetCaCertificate", {"MqttInstanceId": fleet.instance, "Sn": registered_serial(sdk, fleet)}))["Data"]["RegistrationCode"]
    return to_register(sdk, fleet, code=code)


def registered_serial(sdk, fleet):
    page = {"MqttInstanceId": fleet.instance, "PageNo": "1", "PageSize": "100"}
    listed = worked(sdk.call("ListCaCertificate", page))["Data"]["CaCertificateVOS"]
    return next(one["Sn"] for one in listed if one["CaName"] == "conformance")


def registered_twice(sdk, fleet):
    ca = Authority()
    worked(sdk.call("RegisterCaCertificate", to_register(sdk, fleet, ca)))
    return to_register(sdk, fleet, ca)


GOOD = [
    ("ListCaCertificate", PAGE, {"Data": {"Total": int, "PageNo": 1, "PageSize": 10, "CaCertificateVOS": [SHOWN]}}),
    ("GetCaCertificate", ONE, {"Data": SHOWN}),
    ("GetRegisterCode", CODE, {"RegisterCode": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\d+")}),
    ("RegisterCaCertificate", to_register, {"Sn": str}),
    ("InactivateCaCertificate", ONE, {"Sn": str}),
    ("ActiveCaCertificate", ONE, {"Sn": str}),
    ("DeleteCaCertificate", one_to_delete, {"Sn": str}),
]

WRONG_PAIRS = {
    # what is wrong: how it is made, the codes that say so
    "not a CA": (lambda sdk, fleet: to_register(sdk, fleet, Authority(is_ca=False)), CONTENT),
    "no BasicConstraints": (lambda sdk, fleet: to_register(sdk, fleet, Authority(is_ca=None)), CONTENT),
    "noise": (lambda sdk, fleet: to_register(sdk, fleet, CaContent="no PEM at all"), CONTENT),
    "noise inside of a PEM": (lambda sdk, fleet: to_register(sdk, fleet, CaContent="-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"), CONTENT),
    "a private key": (lambda sdk, fleet: to_register(sdk, fleet, CaContent=Authority().private_key()), CONTENT),
    "a chain": (lambda sdk, fleet: to_register(sdk, fleet, CaContent=Authority().pem + Authority().pem), CONTENT),
    "signed by another CA": (lambda sdk, fleet: to_register(sdk, fleet, signed_by=Authority()), {"RegisterCodeError"}),
    "signed by another CA of the same name": (lambda sdk, fleet: to_register(sdk, fleet, signed_by=Authority(name="Conformance CA")), {"RegisterCodeError"}),
    "another code": (lambda sdk, fleet: to_register(sdk, fleet, code="13274673-8f90-4630-bea1-9cccb25756ad2089"), {"RegisterCodeError"}),
    "a code that was used": (with_the_code_of_another, {"RegisterCodeUsed"}),
    "a CA that is registered": (registered_twice, {"SnNotUnique"}),
}


def bad():
    yield from with_missing("ListCaCertificate", PAGE)
    yield from wrong_pages("ListCaCertificate", PAGE, INVALID_CERTIFICATE_PARAMETER)
    yield from wrong_certificate_instances("ListCaCertificate", PAGE)
    yield from with_missing("GetRegisterCode", CODE)
    yield from wrong_certificate_instances("GetRegisterCode", CODE)
    for operation in ("GetCaCertificate", "ActiveCaCertificate", "InactivateCaCertificate", "DeleteCaCertificate"):
        yield from with_missing(operation, ONE)
        yield operation, "unknown CA", ONE | {"Sn": "00ff"}, {500}, {"FindCaBySnError"}
        yield operation, "129 bytes in Sn", ONE | {"Sn": TOO_LONG}, {400, 500}, INVALID_CERTIFICATE_PARAMETER
        yield from wrong_certificate_instances(operation, ONE)
    yield from with_missing("RegisterCaCertificate", NEW)
    for wrong, (pair, codes) in WRONG_PAIRS.items():
        yield "RegisterCaCertificate", wrong, pair, {400, 500}, codes
    elsewhere = (("wrong instance", "post-cn-none", {"MqttInstanceNotFound", "MqttOwnerCheckError"}), ("edition without certificates", "{basic}", {"ApiNotSupport", "MqttOwnerCheckError"}))
    for wrong, instance, codes in elsewhere:
        pair = lambda sdk, fleet, instance=instance: to_register(sdk, fleet, MqttInstanceId=instance.format_map(vars(fleet)))
        yield "RegisterCaCertificate", wrong, pair, {400, 404, 500}, codes
