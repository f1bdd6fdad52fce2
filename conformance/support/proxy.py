"""Calls the proxy as its dashboard does."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass


@dataclass
class Answer:
    status: int
    headers: dict
    text: str

    @property
    def body(self):
        return json.loads(self.text)


def call(child, operation, fields):
    request = urllib.request.Request(
        f"{child.url}/api/operations/{operation}",
        data=json.dumps(fields).encode(),
        headers={"content-type": "application/json", "x-signet": "1"},
        method="POST",
    )
    try:
        answer = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        return Answer(answer.status, dict(answer.headers), answer.read().decode())
