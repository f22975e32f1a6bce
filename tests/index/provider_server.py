"""A provider of embeddings on this machine, as OpenAI's interface has it, that goes dark after some requests."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Provider(ThreadingHTTPServer):
    """State that tests set and look at: `left`, the requests that are still answered; `dark`, the status of those after
    them, or None to let them wait until `over`; `texts`, what was embedded so far.
    """

    daemon_threads = True

    def __init__(self, left: int, dark: int | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.left, self.dark = left, dark
        self.over = threading.Event()
        self.texts: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        self.server.left -= 1
        if self.server.left < 0:
            if self.server.dark is None:
                self.server.over.wait()
                return
            self._answer(self.server.dark, {"error": {"message": "sk-secret is not welcome"}})
            return
        self.server.texts += asked
        data = [{"object": "embedding", "index": n, "embedding": [1.0, len(text)]} for n, text in enumerate(asked)]
        self._answer(
            200, {"object": "list", "data": data, "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}}
        )

    def log_message(self, *_: object) -> None:
        """Nothing: tests look at what was asked."""

    def _answer(self, status: int, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def provider(left: int, dark: int | None) -> Iterator[Provider]:
    """A provider that answers for as long as the block lasts."""
    with Provider(left, dark) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
