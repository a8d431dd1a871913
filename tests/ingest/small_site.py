"""A small web site on a loopback port: what lies in `pages` by its path is served, with an ETag where given."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


class SmallSite:
    """Serves `pages` (path with query to bytes); `etags` answers 304 to who knows them, `asked` lists requests."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages = pages
        self.etags: dict[str, str] = {}
        self.redirects: dict[str, str] = {}
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def url(self) -> str:
        """Where it listens, without a final slash."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                body = site.pages.get(self.path, site.pages.get(self.path.partition("?")[0]))
                known = site.etags.get(self.path)
                if self.path in site.redirects:
                    self.send_response(302)
                    self.send_header("Location", site.redirects[self.path])
                    body = b""
                elif known and self.headers.get("If-None-Match") == known:
                    self.send_response(304)
                    body = b""
                else:
                    self.send_response(404 if body is None else 200)
                if known:
                    self.send_header("ETag", known)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_: object) -> None:
                pass

        return Handler
