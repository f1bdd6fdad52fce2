"""An HTTP server that keeps every request as it came, and answers with the JSON given for its action."""

import contextlib
import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Recorded:
    method: str
    target: str
    headers: tuple
    body: bytes

    def all(self, name):
        return [value.strip() for key, value in self.headers if key.lower() == name.lower()]

    def header(self, name):
        values = self.all(name)
        assert len(values) < 2, f"{name} came {len(values)} times"
        return values[0] if values else None

    def header_names(self):
        return {key.lower() for key, _ in self.headers}

    @property
    def action(self):
        return self.header("x-acs-action")

    @property
    def path(self):
        return urlsplit(self.target).path

    @property
    def query(self):
        return sorted(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def form(self):
        return sorted(parse_qsl(self.body.decode(), keep_blank_values=True))


class Recorder:
    def __init__(self, address, answers):
        self.address = address
        self.url = f"http://{address}"
        self._answers = answers
        self._seen = []
        self._lock = threading.Lock()

    def answer(self, recorded):
        with self._lock:
            self._seen.append(recorded)
        return self._answers[recorded.action]

    def take(self, action):
        """The requests for `action` since the last call."""
        with self._lock:
            taken = [request for request in self._seen if request.action == action]
            self._seen = [request for request in self._seen if request.action != action]
        return taken

    def take_one(self, action):
        taken = self.take(action)
        assert len(taken) == 1, f"{len(taken)} requests for {action}, expected one"
        return taken[0]


@contextlib.contextmanager
def recorder(answers):
    """Runs until the block ends; `answers` maps an action to the JSON that it gets."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            request = Recorded(self.command, self.path, tuple(self.headers.items()), body)
            answer = json.dumps(self.server.recorder.answer(request)).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json;charset=utf-8")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = handle_any

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.recorder = Recorder(f"127.0.0.1:{server.server_address[1]}", answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.recorder
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
