"""IoT Platform: business errors arrive as a good status with `Success: false` (`cloud-api.md` section 2)."""

import re

from support.emulated import worked
from support.rows import with_missing

STATUS = re.compile("ONLINE|OFFLINE|UNACTIVE|DISABLE")
DEVICE = {"IotId": str, "ProductKey": str, "DeviceName": str, "DeviceSecret": str}
BY_ID = {"IotId": "{device}"}
BY_NAME = {"ProductKey": "{product}", "DeviceName": "{device_name}"}
PAGE = {"ProductKey": "{product}", "CurrentPage": 1, "PageSize": 5}
DONE = {"Success": True}
UNKNOWN = {"iot.device.NotExistedDevice", "iot.device.NotExist"}
UNNAMED = {"iot.system.IllegalRequest", "MissingIotId", "MissingParameter"}
WRONG_PAGE = {"iot.common.InvalidPageParams"}


def one_of_its_client_ids(sdk, fleet):
    known = worked(sdk.call("QueryClientIds", fleet.fill(BY_ID)))["Data"]["DynamicRegClientIds"]
    return fleet.fill(BY_ID) | {"ClientId": known[0]["ClientId"]}


GOOD = [
    ("QueryClientIds", BY_ID, DONE | {"Data": {"IotId": str, "DynamicRegClientIds": [{"ClientId": str, "CreateTime": int}]}}),
    ("QueryDevice", PAGE, DONE | {"Total": int, "Page": 1, "PageCount": int, "PageSize": 5, "Data": {"DeviceInfo": [
        DEVICE | {"DeviceStatus": STATUS, "UtcCreate": str}]}}),
    ("QueryDeviceDetail", BY_ID, DONE | {"Data": DEVICE | {"Status": STATUS, "ProductName": str, "Region": str}}),
    ("QueryDeviceDetail", BY_NAME, DONE | {"Data": DEVICE}),
    ("QueryDeviceDetail", BY_ID | {"DeviceName": "another"}, DONE | {"Data": DEVICE}),
    ("BatchGetDeviceState", {"IotId": ["{device}"]}, DONE | {"DeviceStatusList": {"DeviceStatus": [
        {"IotId": str, "DeviceName": str, "Status": STATUS, "Timestamp": int}]}}),
    ("BatchGetDeviceState", BY_NAME | {"DeviceName": ["{device_name}"]}, DONE | {"DeviceStatusList": {"DeviceStatus": [{"DeviceName": str}]}}),
    ("DisableThing", BY_ID, DONE),
    ("EnableThing", BY_NAME, DONE),
    ("TransformClientId", one_of_its_client_ids, DONE),
    ("DeleteClientIds", BY_ID, DONE),
]


def bad():
    for operation in ("QueryClientIds", "DeleteClientIds"):
        yield from with_missing(operation, BY_ID)
        yield from on_one(operation, BY_ID)
    pinned = BY_ID | {"ClientId": "nobody"}
    yield from with_missing("TransformClientId", pinned)
    yield from on_one("TransformClientId", pinned)
    yield "TransformClientId", "one that it does not have", pinned, {200}, {"iot.system.IllegalRequest"}
    for operation in ("QueryDeviceDetail", "DisableThing", "EnableThing"):
        yield from on_one(operation, BY_ID)
        yield operation, "not named", {}, {200, 400}, UNNAMED
        yield operation, "unknown name", BY_NAME | {"DeviceName": "nobody"}, {200}, UNKNOWN
        yield operation, "unknown product", BY_NAME | {"ProductKey": "a1nobody000"}, {200}, {"iot.prod.NotExistedProduct"}
        for name in BY_NAME:
            yield operation, f"{name} alone", {name: BY_NAME[name]}, {200, 400}, UNNAMED
    yield from with_missing("QueryDevice", PAGE, optional=("CurrentPage", "PageSize"))
    yield "QueryDevice", "unknown product", PAGE | {"ProductKey": "a1nobody000"}, {200}, {"iot.prod.NotExistedProduct"}
    for name, value in (("PageSize", 51), ("PageSize", 0), ("CurrentPage", 0), ("CurrentPage", -1)):
        yield "QueryDevice", f"{name} {value}", PAGE | {name: value}, {200}, WRONG_PAGE
    yield "QueryDevice", "beyond 10,000 without a token", PAGE | {"CurrentPage": 2001}, {200}, WRONG_PAGE
    yield "QueryDevice", "wrong instance", PAGE | {"IotInstanceId": "iot-none"}, {200}, {"iot.system.InstanceNotFound"}
    yield "BatchGetDeviceState", "not named", {}, {200, 400}, UNNAMED
    yield "BatchGetDeviceState", "51 devices", {"IotId": ["{device}"] * 51}, {200}, {"iot.check.InvalidFormattedParameter", "iot.system.IllegalRequest"}
    yield "BatchGetDeviceState", "wrong instance", {"IotId": ["{device}"], "IotInstanceId": "iot-none"}, {200}, {"iot.system.InstanceNotFound"}


def on_one(operation, parameters):
    yield operation, "unknown device", parameters | {"IotId": "0" * 26}, {200}, UNKNOWN
    yield operation, "not an id", parameters | {"IotId": "a b"}, {200}, UNKNOWN | {"iot.check.InvalidFormattedParameter"}
    yield operation, "wrong instance", parameters | {"IotInstanceId": "iot-none"}, {200}, {"iot.system.InstanceNotFound"}
