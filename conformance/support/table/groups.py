"""Groups."""

import re

from support.emulated import worked
from support.rows import INVALID_CERTIFICATE_PARAMETER, with_missing, wrong_instances

ONE = {"InstanceId": "{instance}", "GroupId": "GID_conformance"}


def a_group_to_delete(sdk, fleet):
    group = {"InstanceId": fleet.instance, "GroupId": "GID-to-delete"}
    worked(sdk.call("CreateGroupId", group))
    return group


GOOD = [
    ("ListGroupId", {"InstanceId": "{instance}"}, {"Data": [{"GroupId": re.compile(r"GID[_-].+"), "InstanceId": str, "CreateTime": int, "UpdateTime": int}]}),
    ("CreateGroupId", ONE, {}),
    ("DeleteGroupId", a_group_to_delete, {}),
]

NOT_TO_BE_MADE = {
    "six characters": "GID_ab", "65 characters": "GID_" + "g" * 61, "wrong prefix": "GRP_abcdef", "a separator": "GID_a@@@b", "a space": "GID_ab cd",
    "full-width": "GID＿abcd", "Chinese characters": "GID_设备设备",
}


def bad():
    yield "ListGroupId", "no InstanceId", {}, {400}, {"MissingParameter", "MissingInstanceId", "ParameterCheckFailed"}
    yield from wrong_instances("ListGroupId", {"InstanceId": "{instance}"})
    for operation in ("CreateGroupId", "DeleteGroupId"):
        yield from with_missing(operation, ONE)
        yield from wrong_instances(operation, ONE)
    for wrong, group_id in NOT_TO_BE_MADE.items():
        yield "CreateGroupId", wrong, ONE | {"GroupId": group_id}, {400, 500}, INVALID_CERTIFICATE_PARAMETER
    yield "CreateGroupId", "one that exists", ONE | {"GroupId": "{group}"}, {400}, {"GroupIdAlreadyExsited"}
    yield "DeleteGroupId", "one that does not exist", ONE | {"GroupId": "GID_nobodys"}, {500}, {"DeleteGroupIdError"}
