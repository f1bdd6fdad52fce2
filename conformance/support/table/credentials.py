"""Device credentials."""

import re

from support.rows import INVALID_PARAMETER, MISSING, NUMBER, with_missing, without, wrong_instances, wrong_pages

PAGE = {"InstanceId": "{instance}", "GroupId": "{group}", "PageNo": "1", "PageSize": "10"}
ONE = {"InstanceId": "{instance}", "ClientId": "{client}"}
SHOWN = {"DeviceCredential": {
    "ClientId": re.compile(r"GID[_-].+@@@.+"), "InstanceId": str, "CreateTime": int, "UpdateTime": int,
    "DeviceAccessKeyId": re.compile(r"DC\..+"), "DeviceAccessKeySecret": re.compile(r"DC\..+")}}

GOOD = [
    ("ListDeviceCredentialClientId", PAGE, {"DeviceCredentialClientIdList": {
        "Total": NUMBER, "PageNo": "1", "PageSize": "10", "ClientIdList": [re.compile(r"GID[_-].+@@@.+")]}}),
    ("RegisterDeviceCredential", ONE | {"ClientId": "{group}@@@conformance-1_A"}, SHOWN),
    ("GetDeviceCredential", ONE, SHOWN),
    ("RefreshDeviceCredential", ONE, SHOWN),
    ("UnRegisterDeviceCredential", ONE | {"ClientId": "{clients[20]}"}, {}),
]

NOT_TO_BE_MADE = {
    "65 characters": "{group}@@@" + "d" * 65,
    "two separators": "{group}@@@a@@@b",
    "no separator": "{group}-a",
    "no device": "{group}@@@",
    "wrong prefix": "GRP_test@@@a",
    "a slash": "{group}@@@a/b",
    "a colon": "{group}@@@a:b",
    "a comma": "{group}@@@a,b",
    "a percent sign": "{group}@@@a%b",
    "a space": "{group}@@@a b",
    "a line feed": "{group}@@@a\nb",
    "full-width separators": "{group}＠＠＠a",
    "Chinese characters": "{group}@@@设备",
}


def bad():
    for operation in ("GetDeviceCredential", "RefreshDeviceCredential", "UnRegisterDeviceCredential"):
        yield from with_missing(operation, ONE)
        yield operation, "unknown client id", ONE | {"ClientId": "{group}@@@nobody"}, {400}, {"DeviceCredentialNotFound"}
        yield operation, "a space, signed as %20 and sent as +", ONE | {"ClientId": "{group}@@@no body"}, {400}, {"DeviceCredentialNotFound"}
        yield operation, "reserved and Chinese characters", ONE | {"ClientId": "{group}@@@+/=&*~%设备"}, {400}, {"DeviceCredentialNotFound", "ParameterCheckFailed"}
        yield from wrong_instances(operation, ONE)
    yield from with_missing("RegisterDeviceCredential", ONE)
    yield from wrong_instances("RegisterDeviceCredential", ONE)
    for wrong, client_id in NOT_TO_BE_MADE.items():
        yield "RegisterDeviceCredential", wrong, ONE | {"ClientId": client_id}, {400}, INVALID_PARAMETER | {"InvalidParameter.ClientId"}
    nobodys = {"PermissionCheckFailed", "ParameterCheckFailed", "DeviceCredentialNotFound"}
    yield "RegisterDeviceCredential", "unknown group", ONE | {"ClientId": "GID_nobodys@@@a"}, {400}, nobodys
    for name in ("InstanceId", "GroupId", "PageSize"):
        yield "ListDeviceCredentialClientId", f"no {name}", without(PAGE, name), {400}, MISSING | {f"Missing{name}"}
    yield from wrong_pages("ListDeviceCredentialClientId", PAGE, INVALID_PARAMETER)
    yield from wrong_instances("ListDeviceCredentialClientId", PAGE)
