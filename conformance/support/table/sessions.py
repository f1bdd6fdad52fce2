"""Who is connected, and cutting a connection."""

from support.rows import with_missing, wrong_instances

ONE = {"InstanceId": "{instance}", "ClientId": "{client}"}
CLOSING = {"InstanceId": "{closing}", "ClientId": "{closing_client}"}
SEVERAL = {"InstanceId": "{instance}", "ClientIdList": ["{clients[0]}", "{clients[1]}", "{group}@@@nobody"]}

GOOD = [
    ("QuerySessionByClientId", ONE, {"OnlineStatus": bool}),
    ("BatchQuerySessionByClientIds", SEVERAL, {"OnlineStatusList": [{"ClientId": str, "OnlineStatus": bool}]}),
    ("CloseConnection", CLOSING, {"Success": True, "Code": 200}),
]


def bad():
    for operation, parameters in (("QuerySessionByClientId", ONE), ("CloseConnection", CLOSING), ("BatchQuerySessionByClientIds", SEVERAL)):
        yield from with_missing(operation, parameters)
        yield from wrong_instances(operation, parameters)
    eleven = SEVERAL | {"ClientIdList": [f"{{group}}@@@{number}" for number in range(11)]}
    yield "BatchQuerySessionByClientIds", "eleven ids", eleven, {400}, {"ParameterCheckFailed"}
    yield "BatchQuerySessionByClientIds", "an empty id", SEVERAL | {"ClientIdList": ["{client}", ""]}, {400}, {"ParameterCheckFailed"}
    for edition in ("instance", "basic"):
        yield "CloseConnection", f"not where it is offered ({edition})", ONE | {"InstanceId": f"{{{edition}}}"}, {404}, {"ApiNotSupport"}
