"""The proxy before the emulator, and the SDK beside it."""

import contextlib

from support.children import signet
from support.emulated import DEFAULT_SEED, KEY_ID, KEY_SECRET, discover_with_device, emulator, sdk_of


@contextlib.contextmanager
def chain(*faults, secret=KEY_SECRET, rules=()):
    """The proxy, the SDK that asks the emulator itself, and what lives there."""
    with emulator(*(word for fault in faults for word in ("--fault", fault)), *rules, seed=DEFAULT_SEED) as cloud:
        environment = {"ALIBABA_CLOUD_ACCESS_KEY_ID": KEY_ID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": secret}
        with signet("serve", "--onsmqtt-endpoint", cloud.url, "--iot-endpoint", cloud.url, environment=environment) as child:
            sdk = sdk_of(cloud)
            yield child, sdk, discover_with_device(sdk)
