"""A second opinion on ACS3-HMAC-SHA256, written from `cloud-api.md` section 3.2 and sharing nothing with the Rust code or the SDK."""

import hashlib
import hmac
import re
from urllib.parse import parse_qsl, quote, urlsplit

AUTHORIZATION = re.compile(r"ACS3-HMAC-SHA256 Credential=(?P<id>[^,\s]+),SignedHeaders=(?P<names>[^,\s]+),Signature=(?P<signature>[0-9a-f]{64})")


def signed_headers(request):
    return _authorization(request)["names"].split(";")


def access_key_id(request):
    return _authorization(request)["id"]


def is_valid(request, secret):
    """Whether the request, as it came over the wire, was signed with `secret`."""
    authorization = _authorization(request)
    names = authorization["names"].split(";")
    url = urlsplit(request.target)
    pairs = sorted(parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query)))
    canonical_request = "\n".join([
        request.method,
        url.path,
        "&".join(f"{quote(key, safe='-_.~')}={quote(value, safe='-_.~')}" for key, value in pairs),
        *(f"{name}:{','.join(sorted(request.all(name)))}" for name in names),
        "",
        ";".join(names),
        hashlib.sha256(request.body).hexdigest(),
    ])
    to_sign = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical_request.encode()).hexdigest()
    expected = hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    return names == sorted(names) and hmac.compare_digest(expected, authorization["signature"])


def _authorization(request):
    match = AUTHORIZATION.fullmatch(request.header("authorization") or "")
    assert match, f"not an ACS3 Authorization: {request.header('authorization')!r}"
    return match
