"""The official SDKs behind one function: an operation by its name, parameters by their names on the wire."""

import re
from dataclasses import dataclass

from alibabacloud_iot20180120 import models as iot_models
from alibabacloud_iot20180120.client import Client as IotClient
from alibabacloud_onsmqtt20200420 import models as mqtt_models
from alibabacloud_onsmqtt20200420.client import Client as MqttClient
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params
from alibabacloud_tea_util.models import ExtendsParameters, RuntimeOptions

IOT = {
    "QueryClientIds", "DeleteClientIds", "TransformClientId", "QueryDevice", "QueryDeviceDetail", "BatchGetDeviceState", "DisableThing", "EnableThing",
}


@dataclass
class Answer:
    status: int
    code: str | None
    """The cloud's error code; None where the call worked."""
    body: dict

    def __str__(self):
        return f"{self.status} {self.code or 'worked'} {self.body}"


class Sdk:
    """Calls one endpoint with one key."""

    def __init__(self, address, key_id, secret, token=None, algorithm=None):
        config = dict(
            access_key_id=key_id,
            access_key_secret=secret,
            security_token=token,
            endpoint=address,
            protocol="http",
            region_id="cn-hangzhou",
            signature_algorithm=algorithm,
            read_timeout=20_000,
            connect_timeout=5_000,
        )
        self._mqtt = MqttClient(Config(**config))
        self._iot = IotClient(Config(**config))

    def call(self, operation, parameters=None, headers=None, queries=None):
        """`headers` and `queries` replace those that the SDK makes itself, before it signs."""
        client, models = (self._iot, iot_models) if operation in IOT else (self._mqtt, mqtt_models)
        method = getattr(client, f"{snake_case(operation)}_with_options")
        request = getattr(models, f"{operation}Request")().from_map(parameters or {})
        return run(lambda: method(request, options(headers, queries)), lambda answer: answer.body.to_map())

    def call_unknown(self, action, parameters=None, method="POST", version="2020-04-20"):
        """An action that the SDK has no function for, or with another method."""
        params = Params(
            action=action, version=version, protocol="HTTP", pathname="/", method=method, auth_type="AK",
            style="RPC", req_body_type="formData", body_type="json",
        )
        request = OpenApiRequest(query=parameters or {})
        return run(lambda: self._mqtt.call_api(params, request, options(None, None)), lambda answer: answer["body"])


def run(send, read_body):
    try:
        answer = send()
    except AlibabaCloudException as refusal:
        return Answer(refusal.status_code, refusal.code, refusal.data)
    body = read_body(answer)
    status = answer["statusCode"] if isinstance(answer, dict) else answer.status_code
    refused = body.get("Success") is False
    return Answer(status, body.get("Code") if refused else None, body)


def options(headers, queries):
    return RuntimeOptions(autoretry=False, extends_parameters=ExtendsParameters(headers=headers, queries=queries))


def snake_case(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
