"""Who is connected, and who may not connect."""

from support.sample.kind import CLIENT, INSTANCE, NEW_CLIENT, Sample

ONE = {"InstanceId": INSTANCE, "ClientId": CLIENT}
ONE_ASKED = {"instance_id": INSTANCE, "client_id": CLIENT}
DONE = {"Code": 200, "Success": True, "Message": "operation success."}

SAMPLES = [
    Sample("QuerySessionByClientId", ONE, ONE_ASKED, {"OnlineStatus": True}, {"online": True}),
    Sample(
        "BatchQuerySessionByClientIds",
        {"InstanceId": INSTANCE, "ClientIdList": [CLIENT, NEW_CLIENT, *(f"GID_test@@@{number}" for number in range(8))]},
        {"instance_id": INSTANCE, "client_ids": [CLIENT, NEW_CLIENT, *(f"GID_test@@@{number}" for number in range(8))]},
        {"OnlineStatusList": [{"ClientId": CLIENT, "OnlineStatus": True}, {"ClientId": NEW_CLIENT, "OnlineStatus": False}]},
        {"sessions": [{"client_id": CLIENT, "online": True}, {"client_id": NEW_CLIENT, "online": False}]},
    ),
    Sample("CloseConnection", ONE, ONE_ASKED, DONE, {}),
    Sample("AddCustomAuthConnectBlack", ONE, ONE_ASKED | {"reason": "失窃: stolen on 2026-11-21"}, DONE, {}),
    Sample("DeleteCustomAuthConnectBlack", ONE, ONE_ASKED, DONE, {}),
    Sample(
        "QueryCustomAuthConnectBlack", {"InstanceId": INSTANCE, "Size": 100, "NextToken": "a+b/c=="},
        {"instance_id": INSTANCE, "page_size": 100, "next_token": "a+b/c=="},
        DONE | {"Data": {"NextToken": "634d", "Results": [
            {"ClientId": "GID_test@@@a", "Effect": "DENY", "PermitAction": "CONNECT"}, {"ClientId": "GID_test@@@b", "Effect": "ALLOW", "PermitAction": "CONNECT"}]}},
        {"next_token": "634d", "entries": [
            {"client_id": "GID_test@@@a", "effect": "DENY", "permit_action": "CONNECT", "blocked": True},
            {"client_id": "GID_test@@@b", "effect": "ALLOW", "permit_action": "CONNECT", "blocked": False}]},
    ),
]
