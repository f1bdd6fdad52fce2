"""Each operation, some in more than one way: how the SDK is asked, how the proxy is asked, what the cloud answers by its documentation
(`cloud-api.md` sections 1.1, 1.2 and 2), and what the proxy must make of that."""

from support.sample import certificates, credentials, devices, sessions
from support.sample.kind import SECRET, Sample

SAMPLES = [*credentials.SAMPLES, *certificates.SAMPLES, *sessions.SAMPLES, *devices.SAMPLES]
REQUEST_ID = "020F6A43-19E6-4B6E-B846-44EB31DF0000"
ANSWERS = {sample.operation: {"RequestId": REQUEST_ID, **sample.answer} for sample in SAMPLES}

__all__ = ["ANSWERS", "REQUEST_ID", "SAMPLES", "SECRET", "Sample"]
