"""The proxy's requests beside those of the official SDK, for the same call, recorded while the test runs.

Whatever the SDK sends that the cloud may look at, the proxy sends alike. Signatures differ by their nonce and time, so each is
checked on its own.
"""

import re

import pytest

from support import acs3, proxy
from support.children import signet
from support.recorder import recorder
from support.sample import ANSWERS, REQUEST_ID, SAMPLES, SECRET
from support.sdk import Sdk
from support.shape import assert_shape
from support.table import OPERATIONS

KEY_ID, KEY_SECRET, TOKEN = "LTAIrecordedKey0001", "recordedSecretRecordedSecret01", "recordedToken/+=="

ALIKE = ["x-acs-action", "x-acs-version", "x-acs-content-sha256", "x-acs-accesskey-id", "x-acs-security-token",
         "accept", "content-type", "content-length", "transfer-encoding", "host"]
ONLY_SDK = {"x-acs-credentials-provider"}
"""Says which SDK class held the key; the cloud documents no use of it."""


@pytest.fixture(scope="module")
def cloud():
    with recorder(ANSWERS) as running:
        yield running


@pytest.fixture(scope="module")
def configuration(tmp_path_factory):
    """What one person may do in ten minutes is less than what is compared here."""
    file = tmp_path_factory.mktemp("configuration") / "signet.toml"
    file.write_text("[budgets]\ndestroy = 1000\nreveal = 1000\nsuspend = 1000\n")
    return file


@pytest.fixture(scope="module", params=["key", "key-with-token"])
def sides(cloud, configuration, request):
    token = TOKEN if request.param == "key-with-token" else None
    environment = {"ALIBABA_CLOUD_ACCESS_KEY_ID": KEY_ID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": KEY_SECRET}
    if token:
        environment["ALIBABA_CLOUD_SECURITY_TOKEN"] = token
    told = ("--config", str(configuration), "--onsmqtt-endpoint", cloud.url, "--iot-endpoint", cloud.url)
    with signet("serve", *told, environment=environment) as child:
        yield Sdk(cloud.address, KEY_ID, KEY_SECRET, token=token), child


@pytest.fixture(params=SAMPLES, ids=str)
def sample(request):
    return request.param


@pytest.fixture
def pair(sample, sides, cloud):
    """The SDK's request, the proxy's, and the proxy's answer."""
    sdk, child = sides
    cloud.take(sample.operation)
    worked = sdk.call(sample.operation, sample.wire)
    assert worked.code is None, worked
    theirs = cloud.take_one(sample.operation)
    answer = proxy.call(child, sample.operation, sample.asked)
    assert answer.status == 200, answer
    return theirs, cloud.take_one(sample.operation), answer


def test_no_operation_is_left_out():
    assert {sample.operation for sample in SAMPLES} == OPERATIONS


def test_the_request_is_the_same(pair):
    theirs, ours, _ = pair
    assert ours.method == theirs.method
    assert ours.path == theirs.path
    assert ours.query == theirs.query
    assert ours.body == theirs.body
    assert {name: ours.header(name) for name in ALIKE} == {name: theirs.header(name) for name in ALIKE}
    assert cloud_headers(ours) == cloud_headers(theirs) - ONLY_SDK


def test_both_signatures_hold(pair):
    for request in pair[:2]:
        assert acs3.is_valid(request, KEY_SECRET)
        assert not acs3.is_valid(request, KEY_SECRET + " ")
        assert acs3.access_key_id(request) == KEY_ID
        present = cloud_headers(request) | {"host"} | ({"content-type"} & request.header_names())
        assert present <= set(acs3.signed_headers(request)), "the cloud wants all of its headers signed"


def test_date_and_nonce_look_the_same(pair):
    for request in pair[:2]:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", request.header("x-acs-date"))
        assert re.fullmatch(r"[0-9a-f]{32}", request.header("x-acs-signature-nonce"))


def test_the_documented_answer_is_understood(pair, sample):
    answer = pair[2]
    assert_shape(answer.body, {"request_id": REQUEST_ID, **{name: exactly(value) for name, value in sample.shown.items()}})
    assert (SECRET in answer.text) == sample.shows_secret
    for secret in (KEY_SECRET, TOKEN):
        assert secret not in answer.text
    for secret in (SECRET, KEY_SECRET, TOKEN):
        assert secret not in str(answer.headers)


def test_no_nonce_is_used_twice(sides, cloud):
    _, child = sides
    sample = SAMPLES[1]
    for _ in range(3):
        assert proxy.call(child, sample.operation, sample.asked).status == 200
    nonces = [request.header("x-acs-signature-nonce") for request in cloud.take(sample.operation)]
    assert len(set(nonces)) == len(nonces) == 3


def test_no_secret_is_logged(sides, cloud):
    _, child = sides
    for sample in SAMPLES:
        proxy.call(child, sample.operation, sample.asked)
        cloud.take(sample.operation)
    log = child.output()
    for secret in (KEY_SECRET, TOKEN, SECRET, KEY_ID[:-4]):
        assert secret not in log


def cloud_headers(request):
    return {name for name in request.header_names() if name.startswith("x-acs-")}


def exactly(shown):
    """Lists as long as shown; objects may have more fields than shown."""
    if isinstance(shown, list):
        return lambda found: len(found) == len(shown) and all(assert_shape(*both) is None for both in zip(found, map(exactly, shown)))
    if isinstance(shown, dict):
        return {name: exactly(value) for name, value in shown.items()}
    return shown
