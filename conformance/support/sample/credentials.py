"""Instances, groups and credentials."""

from support.sample.kind import CLIENT, INSTANCE, NEW_CLIENT, SECRET, Sample

CREDENTIAL = {
    "UpdateTime": 1605541383000, "DeviceAccessKeyId": "DC.Z5fXh9sRRVufyLi6wo0000", "CreateTime": 1605541382000,
    "InstanceId": INSTANCE, "DeviceAccessKeySecret": SECRET, "ClientId": CLIENT,
}
REVEALED = {
    "client_id": CLIENT, "instance_id": INSTANCE, "device_access_key_id": "DC.Z5fXh9sRRVufyLi6wo0000", "device_access_key_secret": SECRET,
    "created_at": "2020-11-16T15:43:02Z", "updated_at": "2020-11-16T15:43:03Z",
}

SAMPLES = [
    Sample(
        "ListInstances", {}, {},
        {"Code": "200", "Success": "true", "Instances": [{
            "InstanceId": INSTANCE, "InstanceName": "mqtt_test", "InstanceStatus": 5, "InstanceType": 1,
            "KernelVersion": "V3.3.0", "RegionId": "cn-hangzhou", "Specific": "mqtt.p2.1xlarge",
            "CreateTime": 1605541382000, "ExpireTime": 1969497303000, "OrderId": "2", "MqttTags": [],
        }]},
        {"instances": [{"instance_id": INSTANCE, "name": "mqtt_test", "edition": "platinum", "status": "in_service", "region": "cn-hangzhou"}]},
    ),
    Sample(
        "ListGroupId", {"InstanceId": INSTANCE}, {"instance_id": INSTANCE},
        {"Data": [{"GroupId": "GID_test", "InstanceId": INSTANCE, "IndependentNaming": True,
                   "CreateTime": 1605541382000, "UpdateTime": 1605541382000, "Tags": []}]},
        {"groups": [{"group_id": "GID_test", "created_at": "2020-11-16T15:43:02Z"}]},
    ),
    Sample(
        "ListDeviceCredentialClientId",
        {"InstanceId": INSTANCE, "GroupId": "GID_test", "PageNo": "2", "PageSize": "100", "NextToken": "a+b/c=="},
        {"instance_id": INSTANCE, "group_id": "GID_test", "page_number": 2, "page_size": 100, "next_token": "a+b/c=="},
        {"DeviceCredentialClientIdList": {"Total": "10", "ClientIdList": ["GID_test@@@pub-1"], "PageNo": "2",
                                          "PageSize": "100", "NextToken": "634dxxxxx75b5f"}},
        {"client_ids": ["GID_test@@@pub-1"], "items_total": 10, "page_number": 2, "page_size": 100, "next_token": "634dxxxxx75b5f"},
    ),
    Sample(
        "GetDeviceCredential", {"InstanceId": INSTANCE, "ClientId": CLIENT}, {"instance_id": INSTANCE, "client_id": CLIENT},
        {"DeviceCredential": CREDENTIAL},
        {"credential": {"client_id": CLIENT, "instance_id": INSTANCE, "device_access_key_id": "DC.Z5fXh9sRRVufyLi6wo0000",
                        "created_at": "2020-11-16T15:43:02Z", "updated_at": "2020-11-16T15:43:03Z"}},
    ),
    Sample(
        "GetDeviceCredential", {"InstanceId": INSTANCE, "ClientId": CLIENT}, {"instance_id": INSTANCE, "client_id": CLIENT, "reveal": True},
        {"DeviceCredential": CREDENTIAL}, {"credential": REVEALED}, "reveal", shows_secret=True,
    ),
    Sample(
        "RefreshDeviceCredential", {"InstanceId": INSTANCE, "ClientId": CLIENT}, {"instance_id": INSTANCE, "client_id": CLIENT},
        {"DeviceCredential": CREDENTIAL}, {"credential": REVEALED}, shows_secret=True,
    ),
    Sample(
        "RegisterDeviceCredential", {"InstanceId": INSTANCE, "ClientId": NEW_CLIENT},
        {"instance_id": INSTANCE, "client_id": NEW_CLIENT, "replace_existing": True},
        {"DeviceCredential": CREDENTIAL | {"ClientId": NEW_CLIENT}}, {"credential": REVEALED | {"client_id": NEW_CLIENT}}, shows_secret=True,
    ),
    Sample(
        "UnRegisterDeviceCredential", {"InstanceId": INSTANCE, "ClientId": CLIENT}, {"instance_id": INSTANCE, "client_id": CLIENT},
        {}, {},
    ),
    *(
        Sample(operation, {"InstanceId": INSTANCE, "GroupId": "GID_test"}, {"instance_id": INSTANCE, "group_id": "GID_test"}, {}, {})
        for operation in ("CreateGroupId", "DeleteGroupId")
    ),
]
