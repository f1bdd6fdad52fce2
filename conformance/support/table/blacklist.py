"""The blacklist, which the cloud calls custom auth. Its acts travel in a form."""

import re

from support.emulated import worked
from support.rows import with_missing, wrong_instances

ONE = {"InstanceId": "{instance}", "ClientId": "{clients[2]}"}
LIST = {"InstanceId": "{instance}", "Size": 10}


ODD = "GID_test@@@an odd+id/设备*~%&="
"""A form writes it in another way than a query."""


def a_list_with_an_odd_one(sdk, fleet):
    worked(sdk.call("AddCustomAuthConnectBlack", fleet.fill(ONE) | {"ClientId": ODD}))
    return fleet.fill(LIST) | {"ClientId": ODD}


DONE = {"Success": True, "Code": 200}
GOOD = [
    ("AddCustomAuthConnectBlack", ONE, DONE),
    ("QueryCustomAuthConnectBlack", LIST, DONE | {"Data": {"Results": [
        {"ClientId": str, "Effect": re.compile("DENY|ALLOW"), "PermitAction": "CONNECT"}]}}),
    ("QueryCustomAuthConnectBlack", a_list_with_an_odd_one, DONE | {"Data": {"Results": [
        {"ClientId": ODD, "Effect": "DENY", "PermitAction": "CONNECT"}]}}),
    ("DeleteCustomAuthConnectBlack", ONE, DONE),
]


def bad():
    for operation, parameters in (("AddCustomAuthConnectBlack", ONE), ("DeleteCustomAuthConnectBlack", ONE), ("QueryCustomAuthConnectBlack", LIST)):
        yield from with_missing(operation, parameters)
        yield from wrong_instances(operation, parameters)
        yield operation, "edition without it", parameters | {"InstanceId": "{basic}"}, {404}, {"ApiNotSupport"}
    for size in (0, 101):
        yield "QueryCustomAuthConnectBlack", f"Size {size}", LIST | {"Size": size}, {400}, {"InvalidParameter.Size", "InvalidParameter"}
    too_long = ONE | {"ClientId": "d" * 300}
    yield "AddCustomAuthConnectBlack", "300 characters", too_long, {400}, {"InvalidParameter.ClientId", "InvalidParameter"}
