"""Starts `signet` as a child process on a loopback port, and stops it."""

import contextlib
import os
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass
class Child:
    address: str
    """`127.0.0.1:PORT`, as the SDKs want an endpoint."""
    log: Path
    process: subprocess.Popen

    @property
    def url(self):
        return f"http://{self.address}"

    def output(self):
        return self.log.read_text(errors="replace")


def binary():
    """What `SIGNET_BINARY` names, else whichever build is newest."""
    named = os.environ.get("SIGNET_BINARY")
    built = [path for kind in ("release", "debug") if (path := REPOSITORY / "target" / kind / "signet").is_file()]
    if not named and not built:
        raise FileNotFoundError("no signet to test: build it (`cargo build --release -p signet-proxy`) or name it in SIGNET_BINARY")
    return str(Path(named).resolve() if named else max(built, key=lambda path: path.stat().st_mtime))


@contextlib.contextmanager
def signet(command, *arguments, environment=None):
    """Runs `signet COMMAND --listen 127.0.0.1:PORT ARGUMENTS…` until the block ends.

    No key, profile or state of the person who runs the tests reaches it: every `ALIBABA_CLOUD_*` variable is removed and its home is empty.
    """
    address = f"127.0.0.1:{free_port()}"
    with tempfile.TemporaryDirectory(prefix="signet-conformance-") as home:
        log = Path(home) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [binary(), command, "--listen", address, *map(str, arguments)],
                env=clean_environment(home) | (environment or {}),
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        child = Child(address, log, process)
        try:
            wait_until_ready(child)
            yield child
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def clean_environment(home):
    foreign = ("ALIBABA_CLOUD_", "XDG_", "SIGNET_", "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"HOME": home}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(child):
    attempts = START_SECONDS * 10
    for _ in range(attempts):
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            with urllib.request.urlopen(f"{child.url}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        with contextlib.suppress(subprocess.TimeoutExpired):
            # Waiting for its end doubles as the pause between two attempts.
            code = child.process.wait(timeout=0.1)
            raise RuntimeError(f"signet ended with {code} before it was ready:\n{child.output()}")
    raise RuntimeError(f"signet was not ready after {START_SECONDS} s:\n{child.output()}")
