"""Whatever comes over the socket, the emulator answers or hangs up, and goes on serving."""

import random
import socket

import pytest

from support.emulated import emulator, sdk_of, worked

ACS3 = b"authorization: ACS3-HMAC-SHA256 "
REQUESTS = {
    "nothing": b"",
    "not HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "no key": b"POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\n\r\n",
    "another path": b"GET /../../etc/passwd HTTP/1.1\r\nhost: h\r\n\r\n",
    "another method": b"DELETE / HTTP/1.1\r\nhost: h\r\n\r\n",
    "broken percent": b"POST /?InstanceId=%zz%&%%&=&&a HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\n\r\n",
    "not UTF-8": b"POST /?InstanceId=%ff%fe HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\n\r\n",
    "empty authorization": b"POST / HTTP/1.1\r\nhost: h\r\nauthorization:\r\ncontent-length: 0\r\n\r\n",
    "half an authorization": b"POST / HTTP/1.1\r\nhost: h\r\n" + ACS3 + b"Credential=,SignedHeaders=;;;,Signature=\r\ncontent-length: 0\r\n\r\n",
    "bytes in headers": b"POST / HTTP/1.1\r\nhost: h\r\nx-acs-action: \xff\xfe\r\n" + ACS3 + b"Credential=\xff\r\ncontent-length: 0\r\n\r\n",
    "a body that lies about its length": b"POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 99999999\r\n\r\nshort",
    "a chunk that is none": b"POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    "a long line": b"POST /?" + b"a" * 200_000 + b" HTTP/1.1\r\nhost: h\r\n\r\n",
    "many headers": b"POST / HTTP/1.1\r\nhost: h\r\n" + b"".join(b"x-%d: y\r\n" % number for number in range(5000)) + b"\r\n",
    "older signature, empty": b"GET /?Action=ListInstances&Signature=&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0 HTTP/1.1\r\nhost: h\r\n\r\n",
}


@pytest.fixture(scope="module")
def cloud():
    with emulator() as child:
        yield child


@pytest.mark.parametrize("sent", REQUESTS.values(), ids=REQUESTS)
def test_broken_requests_get_an_error_or_the_door(cloud, sent):
    answer = exchange(cloud, sent)
    assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), answer[:300]
    assert_serves(cloud)


def test_random_bytes(cloud):
    dice = random.Random(20)
    for _ in range(200):
        noise = dice.randbytes(dice.randrange(1, 600))
        exchange(cloud, dice.choice([b"", b"POST /?", b"POST / HTTP/1.1\r\nhost: h\r\nauthorization: "]) + noise + dice.choice([b"", b"\r\n\r\n"]))
    assert_serves(cloud)


def exchange(cloud, sent):
    """What comes back until the other side hangs up, or stops answering once we said that no more will come."""
    host, port = cloud.address.split(":")
    received = b""
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                received += piece
        except OSError as hung_up:
            assert not isinstance(hung_up, TimeoutError), "neither an answer nor the door"
    return received


def assert_serves(cloud):
    assert cloud.process.poll() is None, cloud.output()
    worked(sdk_of(cloud).call("ListInstances"))
