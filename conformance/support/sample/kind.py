"""What a sample is, and the names in them."""

from dataclasses import dataclass

INSTANCE = "post-cn-0pp12gl0000"
CLIENT = "GID_test@@@dev 1/设备+*~"
NEW_CLIENT = "GID_test@@@dev-1_Z"
SECRET = "DC.BJMkn4eMQJK2vaApTS0000"


@dataclass(frozen=True)
class Sample:
    operation: str
    wire: dict
    """What the SDK is given, in the cloud's names."""
    asked: dict
    """The same for the proxy."""
    answer: dict
    """The cloud's answer, without its RequestId."""
    shown: dict
    """What the proxy must answer, at least."""
    way: str = ""
    """What sets this way of asking apart from others."""
    shows_secret: bool = False

    def __str__(self):
        return f"{self.operation} {self.way}".strip()
