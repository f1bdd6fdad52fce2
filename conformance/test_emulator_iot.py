"""IoT Platform's operations on the emulator: business errors arrive as a good status with `Success: false`."""

import re

import pytest

from support.emulated import emulator, sdk_of, worked
from support.shape import assert_shape

NOT_FOUND = re.compile(r"iot\..*")


@pytest.fixture(scope="module")
def cloud():
    with emulator() as child:
        yield child


@pytest.fixture(scope="module")
def sdk(cloud):
    return sdk_of(cloud)
