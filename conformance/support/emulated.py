"""The emulator as the tests start it, and what lives in its seeded fleet, found out through the SDK."""

import contextlib
from dataclasses import dataclass, field

from support.children import signet
from support.sdk import Sdk

KEY_ID, KEY_SECRET = "LTAIconformance0001", "conformanceSecret/+=0123456789"
CERTIFICATE_EDITIONS = {1, 4}


@contextlib.contextmanager
def emulator(*arguments, seed=7, throttled=False):
    """Unthrottled unless throttling is the question: tests call faster than people."""
    key = ["--access-key-id", KEY_ID, "--access-key-secret", KEY_SECRET]
    with signet("emulator", *key, "--seed", seed, *([] if throttled else ["--no-throttle"]), *arguments) as child:
        yield child


def sdk_of(child, key_id=KEY_ID, secret=KEY_SECRET, **more):
    return Sdk(child.address, key_id, secret, **more)


@dataclass
class Fleet:
    """Names for the tables: `{client}` in a parameter stands for the field of that name."""

    instance: str
    basic: str
    """An instance whose edition has no certificates."""
    group: str
    clients: list
    ca: str
    certificates: list
    client: str = field(init=False)
    certificate: str = field(init=False)
    certificate_ca: str = field(init=False)

    def __post_init__(self):
        self.client = self.clients[0]
        self.certificate, self.certificate_ca = self.certificates[0]["DeviceSn"], self.certificates[0]["CaSn"]

    def fill(self, parameters):
        return {name: value.format_map(vars(self)) for name, value in parameters.items()}


def discover(sdk):
    instances = worked(sdk.call("ListInstances"))["Instances"]
    instance = next(one["InstanceId"] for one in instances if one["InstanceType"] in CERTIFICATE_EDITIONS)
    basic = next(one["InstanceId"] for one in instances if one["InstanceType"] not in CERTIFICATE_EDITIONS)
    group = worked(sdk.call("ListGroupId", {"InstanceId": instance}))["Data"][0]["GroupId"]
    credentials = worked(sdk.call("ListDeviceCredentialClientId", {
        "InstanceId": instance, "GroupId": group, "PageNo": "1", "PageSize": "100",
    }))["DeviceCredentialClientIdList"]["ClientIdList"]
    page = {"MqttInstanceId": instance, "PageNo": "1", "PageSize": "100"}
    ca = worked(sdk.call("ListCaCertificate", page))["Data"]["CaCertificateVOS"][0]["Sn"]
    certificates = worked(sdk.call("ListDeviceCertificate", page))["Data"]["DeviceCertificateVOS"]
    return Fleet(instance=instance, basic=basic, group=group, clients=credentials, ca=ca, certificates=certificates)


def worked(answer):
    assert answer.code is None and answer.status == 200, answer
    return answer.body
