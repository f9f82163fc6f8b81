"""A local server that plays the publisher, so that no test reaches the network."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from articles.fetch import FetchError

Answer = tuple[int, dict[str, str], bytes]


class Publisher:
    """A local server that plays the publisher; paths without an answer give 404."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://publisher.example:{self.port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    async def resolve(self, host: str, port: int) -> str:
        """Let only this server through; the guard is handed over in tests, no setting can choose it."""
        if (host, port) != ("publisher.example", self.port):
            raise FetchError(f"{host} liegt nicht im öffentlichen Internet.")
        return "127.0.0.1"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = dict(self.headers.items())
                publisher.requests.append((self.path, headers))
                answer = publisher.answers.get(self.path, (404, {}, b""))
                status, extra, body = answer(headers) if callable(answer) else answer
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **extra}.items():
                    if value:
                        self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        return Handler


HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = (200, HTML, "<h1>Gipfel in Zürich</h1>".encode())
