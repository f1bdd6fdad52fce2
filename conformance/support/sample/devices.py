"""IoT Platform."""

from support.sample.kind import SECRET, Sample

IOT_ID = "4z819VQHk6VSLmmBJfrf00107ee200"
IOT_INSTANCE = "iot-cn-0pp1n8t0000"
BY_ID = {"IotId": IOT_ID, "IotInstanceId": IOT_INSTANCE}
BY_ID_ASKED = {"iot_id": IOT_ID, "iot_instance_id": IOT_INSTANCE}
BY_NAME = {"ProductKey": "a1BwAGVxxxx", "DeviceName": "light 1/灯+*~"}
BY_NAME_ASKED = {"product_key": "a1BwAGVxxxx", "device_name": "light 1/灯+*~"}
DEVICE = {
    "DeviceName": "light", "DeviceSecret": SECRET, "IotId": IOT_ID, "Nickname": "n", "ProductKey": "a1BwAGVxxxx",
    "GmtCreate": "Thu, 17-Oct-2019 02:06:08 GMT", "UtcCreate": "2019-10-17T02:06:08.000Z",
}
DEVICE_SHOWN = {"device_name": "light", "iot_id": IOT_ID, "nickname": "n", "product_key": "a1BwAGVxxxx", "created_at": "2019-10-17T02:06:08Z"}
DETAIL = {"Success": True, "Data": DEVICE | {
    "FirmwareVersion": "V1.0.0", "IpAddress": "10.0.0.1", "NodeType": 0, "Owner": True, "ProductName": "Lights", "Region": "cn-shanghai",
    "Status": "DISABLE", "UtcActive": "", "UtcOnline": "2019-10-18T02:06:08.000Z"}}
DETAIL_SHOWN = {"device": DEVICE_SHOWN | {
    "firmware_version": "V1.0.0", "ip_address": "10.0.0.1", "is_gateway": False, "product_name": "Lights", "region": "cn-shanghai",
    "status": "disable", "activated_at": None, "last_online_at": "2019-10-18T02:06:08Z"}}
STATES = {"Success": True, "DeviceStatusList": {"DeviceStatus": [{
    "AsAddress": "10.0.0.1", "DeviceName": "light", "IotId": IOT_ID, "Status": "ONLINE", "Timestamp": 1605541382000}]}}
STATES_SHOWN = {"devices": [{"iot_id": IOT_ID, "device_name": "light", "status": "online", "ip_address": "10.0.0.1", "as_of": "2020-11-16T15:43:02Z"}]}

SAMPLES = [
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
    Sample("TransformClientId", BY_ID | {"ClientId": "c+1/ 2"}, BY_ID_ASKED | {"client_id": "c+1/ 2"}, {"Success": True}, {}),
    Sample(
        "QueryDevice", {"ProductKey": "a1BwAGVxxxx", "CurrentPage": 2, "PageSize": 50, "NextToken": "a+b=="},
        {"product_key": "a1BwAGVxxxx", "page_number": 2, "page_size": 50, "next_token": "a+b=="},
        {"Success": True, "Total": 51, "Page": 2, "PageCount": 2, "PageSize": 50, "NextToken": "",
         "Data": {"DeviceInfo": [DEVICE | {"DeviceStatus": "UNACTIVE"}]}},
        {"devices": [DEVICE_SHOWN | {"status": "unactive"}], "items_total": 51, "pages_total": 2, "page_number": 2, "page_size": 50, "next_token": None},
    ),
    Sample("QueryDeviceDetail", BY_ID, BY_ID_ASKED, DETAIL, DETAIL_SHOWN, "by id"),
    Sample("QueryDeviceDetail", BY_NAME, BY_NAME_ASKED, DETAIL, DETAIL_SHOWN, "by name"),
    Sample("QueryDeviceDetail", BY_ID, BY_ID_ASKED | {"reveal": True}, DETAIL, DETAIL_SHOWN | {"device_secret": SECRET}, "reveal", shows_secret=True),
    Sample("BatchGetDeviceState", BY_ID | {"IotId": [IOT_ID, "d2"]}, {"iot_ids": [IOT_ID, "d2"], "iot_instance_id": IOT_INSTANCE}, STATES, STATES_SHOWN, "by id"),
    Sample(
        "BatchGetDeviceState", BY_NAME | {"DeviceName": ["light", "灯 2"]}, {"product_key": "a1BwAGVxxxx", "device_names": ["light", "灯 2"]},
        STATES, STATES_SHOWN, "by name",
    ),
    *(
        Sample(operation, wire, asked, {"Success": True}, {}, way)
        for operation in ("DisableThing", "EnableThing")
        for way, wire, asked in (("by id", BY_ID, BY_ID_ASKED), ("by name", BY_NAME, BY_NAME_ASKED))
    ),
]
