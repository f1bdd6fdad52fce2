"""The emulator as the tests start it, and what lives in its seeded fleet, found out through the SDK."""

import contextlib
import re
from dataclasses import dataclass, field

from support.children import REPOSITORY, signet
from support.sdk import Sdk

KEY_ID, KEY_SECRET = "LTAIconformance0001", "conformanceSecret/+=0123456789"
CERTIFICATE_EDITIONS = {1, 4}
CLOSES_CONNECTIONS = (4, "cn-shanghai")
DEFAULT_SEED = 1


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
    closing: str
    """An instance that can close connections: Professional, in Shanghai."""
    closing_client: str
    group: str
    clients: list
    ca: str
    certificates: list
    client: str = field(init=False)
    certificate: str = field(init=False)
    certificate_ca: str = field(init=False)
    device: str = field(init=False)
    """A device of IoT Platform, on the public instance, with ClientIDs."""
    device_name: str = field(init=False)
    product: str = field(init=False)

    def __post_init__(self):
        self.client = self.clients[0]
        self.certificate, self.certificate_ca = self.certificates[0]["DeviceSn"], self.certificates[0]["CaSn"]

    def parameters(self, sdk, row):
        """Those of a row: filled in, or made first."""
        return row(sdk, self) if callable(row) else self.fill(row)

    def fill(self, parameters):
        def filled(value):
            if isinstance(value, list):
                return [filled(item) for item in value]
            return value.format_map(vars(self)) if isinstance(value, str) else value

        return {name: filled(value) for name, value in parameters.items()}


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
    closing = next(one["InstanceId"] for one in instances if (one["InstanceType"], one["RegionId"]) == CLOSES_CONNECTIONS)
    closing_group = worked(sdk.call("ListGroupId", {"InstanceId": closing}))["Data"][0]["GroupId"]
    return Fleet(
        instance=instance, basic=basic, group=group, clients=credentials, ca=ca, certificates=certificates,
        closing=closing, closing_client=f"{closing_group}@@@a",
    )


def discover_with_device(sdk):
    """Devices cannot be listed without knowing one: this is for the default seed."""
    fleet = discover(sdk)
    fleet.device = documented_iot_id()
    device = worked(sdk.call("QueryDeviceDetail", {"IotId": fleet.device}))["Data"]
    fleet.device_name, fleet.product = device["DeviceName"], device["ProductKey"]
    return fleet


def documented_iot_id():
    """The device that the emulator's README names to try."""
    found = set(re.findall(r"\b[0-9A-Za-z]{20}000100\b", (REPOSITORY / "crates/emulator/README.md").read_text()))
    assert len(found) == 1, f"the README names {found or 'no device'}"
    return found.pop()


def worked(answer):
    assert answer.code is None and answer.status == 200, answer
    return answer.body
