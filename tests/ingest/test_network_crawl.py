import json
import re
import socket
import ssl
import struct
import subprocess
import sys
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

PROBE = Path(__file__).with_name("network_probe.py")
ROOT = PROBE.parents[2]


class Answer(BaseHTTPRequestHandler):
    """One loopback server that answers by path; `/first-<fault>/…` has the fault in its first answer only."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        """Note the request and answer it."""
        with self.server.lock:
            self.server.asked.append((self.headers.get_all("Host", []), self.path))
            self.server.tries[self.path] += 1
            nth = self.server.tries[self.path]
        word = self.path.split("/")[1].partition("?")[0]
        fault: Callable[[], None] | None = getattr(self, re.sub("[-.]", "_", word.removeprefix("first-")), None)
        if fault is None or (word.startswith("first-") and nth > 1):
            self.send(200, f"good {self.path}".encode())
        else:
            fault()

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send one whole answer."""
        self.send_response(status)
        headers = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))} | headers
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def robots_txt(self) -> None:
        """Forbid one folder."""
        self.send(200, b"User-agent: *\nDisallow: /forbidden/\n")

    def busy(self) -> None:
        """Ask for a moment."""
        self.send(503, b"busy", Retry_After="0")

    def many(self) -> None:
        """Complain about the pace, with a date of long ago."""
        self.send(429, b"slow down", Retry_After="Wed, 01 Jan 2020 00:00:00 GMT")

    def tomorrow(self) -> None:
        """Ask for a day."""
        self.send(503, b"busy", Retry_After="86400")

    def cloud(self) -> None:
        """Answer as a proxy does whose origin is gone."""
        self.send(522, b"origin")

    def gone(self) -> None:
        """Answer that the page is withdrawn."""
        self.send(410, b"gone")

    def reset(self) -> None:
        """Reset the connection."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def short(self) -> None:
        """Close before the promised length."""
        self.send(200, b"half", Content_Length="4000")
        self.close_connection = True

    def page_of_errors(self) -> None:
        """Show an error with status 200."""
        self.send(200, b"sorry")

    def bomb(self) -> None:
        """Send 80 MB of nothing, packed."""
        self.send(200, self.server.bomb, Content_Encoding="gzip")

    def wide(self) -> None:
        """Send a header longer than most clients read, in bytes that are no text."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX-Policy: " + b"\xd6\xd0" * 15_000 + b"\r\n\r\ngood")

    def unpackable(self) -> None:
        """Promise gzip and send none."""
        self.send(200, b"no gzip at all", Content_Encoding="gzip")

    def long(self) -> None:
        """Announce more than is taken."""
        self.send(200, b"x", Content_Length="900000000")
        self.close_connection = True

    def endless(self) -> None:
        """Send for ever."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        with suppress(OSError):
            while True:
                self.wfile.write(b"x" * 65536)

    def stuck(self) -> None:
        """Begin an answer and wait until the test is over."""
        self.send(200, b"begun", Content_Length="4000")
        self.server.over.wait(30)
        self.close_connection = True

    def moved(self) -> None:
        """Redirect within the host."""
        self.send(302, Location="/page?from=moved")

    def moved_absolute(self) -> None:
        """Redirect to another overridden host."""
        self.send(301, Location="http://other.example/page?from=absolute")

    def moved_real(self) -> None:
        """Redirect by the server's own address."""
        self.send(302, Location=f"http://127.0.0.1:{self.server.server_address[1]}/page?from=real")

    def moved_private(self) -> None:
        """Redirect to a private address."""
        self.send(302, Location="http://127.0.0.1:9/secret")

    def moved_file(self) -> None:
        """Redirect to a file."""
        self.send(302, Location="file:///etc/passwd")

    def loop(self) -> None:
        """Redirect to itself."""
        self.send(302, Location=self.path)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


class Server(ThreadingHTTPServer):
    """The server and what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.lock = threading.Lock()
        self.asked: list[tuple[list[str], str]] = []
        self.tries: Counter[str] = Counter()
        self.over = threading.Event()
        packer = zlib.compressobj(wbits=31)
        self.bomb = b"".join([*(packer.compress(bytes(2**20)) for _ in range(80)), packer.flush()])
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent about connections that the crawl has cut."""


def crawl(order: dict[str, Any]) -> dict[str, Any]:
    """Run the probe in a process of its own."""
    done = subprocess.run(  # noqa: S603  # our own file
        [sys.executable, "-W", "ignore", str(PROBE)],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        timeout=100,
        check=True,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    result["log"] = done.stderr
    return result


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Serve on loopback while the module's tests run."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    thread.join()
    server.server_close()


NEWS = "http://news.example"
FIRST = ("busy", "many", "cloud", "reset", "short", "bomb", "unpackable", "long", "endless", "moved-private")
LAST = ("busy", "reset", "short", "bomb", "unpackable", "long", "gone", "missing-host", "loop", "moved-private")
UNREADABLE = (f"http://{'a' * 64}.example/", "http://a..example/", "http:///page")
MOVED = ("moved", "moved-absolute", "moved-real", "moved-file")
REFUSED = (
    "http://127.0.0.1:9/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://[::ffff:10.0.0.1]/",
    "http://１２７.1/",
    "http://localhost:9/",
    "file:///etc/passwd",
    "ftp://news.example/",
)


@pytest.fixture(scope="module")
def result(server: Server) -> dict[str, Any]:
    """Make one crawl with every fault in it."""
    overrides = {
        "news.example": server.origin,
        "other.example": server.origin,
        "secure.example": server.origin,
        "新闻.example": server.origin,
        "port.example:8080": server.origin,
    }
    urls = [
        f"{NEWS}/page?a=1&b=%E4%B8%AD&c=",
        "https://secure.example/page",
        "http://新闻.example/page",
        "http://port.example:8080/page",
        f"{server.origin}/direct",
        f"{NEWS}/forbidden/page",
        f"{NEWS}/first-page-of-errors/1",
        f"{NEWS}/page-of-errors/1",
        *(f"{NEWS}/first-{fault}/1" for fault in FIRST),
        *(f"{NEWS}/{fault}/1" for fault in (*LAST, *MOVED)),
        *REFUSED,
        *UNREADABLE,
    ]
    settings = {"HOST_OVERRIDES": json.dumps(overrides), "ROBOTSTXT_OBEY": True}
    return crawl({"settings": settings, "urls": urls, "bad_texts": ["sorry"]})


def test_nothing_is_lost(result: dict[str, Any]) -> None:
    """Every request ends in its callback or its errback."""
    assert len(result["seen"]) == 8 + len(FIRST) + len(LAST) + len(MOVED) + len(REFUSED) + len(UNREADABLE)


def test_override_keeps_path_query_and_host(server: Server, result: dict[str, Any]) -> None:
    """The real server is asked with the path, query and Host header of the original."""
    assert (["news.example"], "/page?a=1&b=%E4%B8%AD&c=") in server.asked
    assert (["port.example:8080"], "/page") in server.asked
    assert (["secure.example"], "/page") in server.asked
    assert (["新闻.example".encode("idna").decode()], "/page") in server.asked
    assert result["seen"]["https://secure.example/page"]["text"] == "good /page"


def test_override_never_shows(server: Server, result: dict[str, Any]) -> None:
    """Callbacks, slots and errors show the original address and never the real server's."""
    shown = {url: seen for url, seen in result["seen"].items() if not url.startswith(server.origin)}
    assert server.origin not in json.dumps(shown)
    page = result["seen"][f"{NEWS}/page?a=1&b=%E4%B8%AD&c="]
    assert page["url"] == page["request"] == f"{NEWS}/page?a=1&b=%E4%B8%AD&c="
    assert page["meta"] == []
    assert page["slot"] == "news.example"


@pytest.mark.parametrize(
    ("word", "landed"),
    [
        ("moved", f"{NEWS}/page?from=moved"),
        ("moved-absolute", "http://other.example/page?from=absolute"),
        ("moved-real", f"{NEWS}/page?from=real"),
    ],
)
def test_redirects_stay_overridden(word: str, landed: str, result: dict[str, Any]) -> None:
    """A redirect is followed through the overrides, whatever way its target is written."""
    seen = result["seen"][f"{NEWS}/{word}/1"]
    assert (seen["url"], seen["text"]) == (landed, "good " + landed.partition("example")[2])


def test_override_target_is_allowed(server: Server, result: dict[str, Any]) -> None:
    """A target of HOST_OVERRIDES may be asked by its own address."""
    assert result["seen"][f"{server.origin}/direct"]["text"] == "good /direct"


def test_robots_are_asked_through_the_override(server: Server, result: dict[str, Any]) -> None:
    """The rules of robots.txt come from the real server and refuse with a GuardError."""
    assert (["news.example"], "/robots.txt") in server.asked
    assert (["secure.example"], "/robots.txt") in server.asked
    refusal = result["seen"][f"{NEWS}/forbidden/page"]
    assert "GuardError" in refusal["kinds"]
    assert "robots.txt" in refusal["error"]
    assert not any(path.startswith("/forbidden") for _, path in server.asked)


@pytest.mark.parametrize("fault", [*FIRST, "page-of-errors"])
def test_passing_faults_pass(fault: str, result: dict[str, Any]) -> None:
    """A fault in the first answer alone costs a try and no article."""
    assert result["seen"][f"{NEWS}/first-{fault}/1"]["text"] == f"good /first-{fault}/1"


@pytest.mark.parametrize(
    ("fault", "kind", "text"),
    [
        ("busy", "StatusError", "the server answered 503 Service Unavailable after 3 tries"),
        ("gone", "StatusError", "the server answered 410 Gone"),
        ("moved-file", "StatusError", "the server answered 302 Found"),
        ("reset", "FetchError", "the connection broke off after 3 tries"),
        ("short", "FetchError", "the answer broke off before its end after 3 tries"),
        ("unpackable", "FetchError", "the answer could not be unpacked after 3 tries"),
        ("bomb", "GuardError", "the answer is too big when unpacked after 3 tries"),
        ("long", "GuardError", "the answer is too big after 3 tries"),
        ("loop", "GuardError", "more redirects than REDIRECT_MAX_TIMES allows"),
    ],
)
def test_lasting_faults_say_what_failed(fault: str, kind: str, text: str, result: dict[str, Any]) -> None:
    """What stays bad reaches the errback as a FetchError that tells the fault, the tries and the address."""
    seen = result["seen"][f"{NEWS}/{fault}/1"]
    assert {kind, "FetchError"} <= set(seen["kinds"])
    assert seen["error"].startswith(f"{text}: {NEWS}/{fault}/1")


def test_withdrawn_pages_are_asked_once(server: Server, result: dict[str, Any]) -> None:
    """A 410 reaches the errback at once, with its response."""
    assert server.tries["/gone/1"] == 1
    assert result["seen"][f"{NEWS}/gone/1"]["status"] == 410


def test_content_faults_are_counted_like_others(server: Server, result: dict[str, Any]) -> None:
    """A callback that finds a bad text gets RETRY_TIMES further tries, then the answer as it is."""
    assert server.tries["/page-of-errors/1"] == 3
    assert result["seen"][f"{NEWS}/page-of-errors/1"]["text"] == "sorry"


def test_stats_keep_their_names(result: dict[str, Any]) -> None:
    """The stats are those that Scrapy's own retries write."""
    stats = result["stats"]
    assert stats["retry/reason_count/503 Service Unavailable"] == 3
    assert stats["retry/reason_count/scrapy.exceptions.ResponseDataLossError"] == 3
    assert stats["retry/reason_count/bad text"] == 3
    assert stats["retry/max_reached"] == 8
    assert stats["retry/count"] == sum(n for key, n in stats.items() if key.startswith("retry/reason"))


@pytest.mark.parametrize("url", REFUSED)
def test_refused_requests_are_not_made(url: str, result: dict[str, Any]) -> None:
    """Other schemes and private addresses, in any spelling, end in a GuardError without a retry."""
    seen = result["seen"][url]
    assert "RequestRefusedError" in seen["kinds"]
    assert re.match(r"the address \S+ is not public|only http and https", seen["error"])


@pytest.mark.parametrize("url", UNREADABLE)
def test_unreadable_hosts_are_failures(url: str, result: dict[str, Any]) -> None:
    """A host that can be no host ends in a FetchError like any other fault."""
    assert "FetchError" in result["seen"][url]["kinds"]


def test_redirects_to_private_addresses_are_refused(server: Server, result: dict[str, Any]) -> None:
    """The refusal names the address and the page that led to it; the page itself was tried again."""
    seen = result["seen"][f"{NEWS}/moved-private/1"]
    assert "GuardError" in seen["kinds"]
    assert seen["error"].startswith(f"the address 127.0.0.1 is not public, where {NEWS}/moved-private/1 redirects")
    assert server.tries["/moved-private/1"] == 3


def test_bombs_and_endless_bodies_cost_little_memory(result: dict[str, Any]) -> None:
    """Unpacking and reading stop at the cap: the process stays under 250 MB."""
    assert result["peak_mb"] < 250


def test_nothing_is_logged_as_a_bug(result: dict[str, Any]) -> None:
    """Expected failures leave no trace of a Python error in the log."""
    assert "Traceback" not in result["log"]


def test_bodies_that_never_end_are_cut(server: Server) -> None:
    """DOWNLOAD_TIMEOUT counts to the last byte, so an answer that only begins ends there."""
    settings = {
        "HOST_OVERRIDES": {"news.example": server.origin},
        "DOWNLOAD_TIMEOUT": 0.3,
        "RETRY_TIMES": 1,
    }
    url = f"{NEWS}/stuck/1"
    seen = crawl({"settings": settings, "urls": [url]})["seen"][url]
    assert seen["error"] == f"no complete answer within DOWNLOAD_TIMEOUT after 2 tries: {url}"


def test_every_host_can_be_overridden(server: Server) -> None:
    """`*` sends every host to the target, and still refuses a private address that a page names."""
    urls = ["http://any.example/page", "https://93.184.216.34/page", "http://10.0.0.1/page"]
    seen = crawl({"settings": {"HOST_OVERRIDES": {"*": server.origin}}, "urls": urls})["seen"]
    assert [seen[url].get("text") for url in urls] == ["good /page", "good /page", None]


def test_allowed_hosts_are_asked(server: Server) -> None:
    """ALLOW_HOSTS opens a host that resolves to this machine, and no other."""
    port = server.server_address[1]
    urls = [f"http://localhost:{port}/page", f"http://127.0.0.1:{port}/page"]
    seen = crawl({"settings": {"ALLOW_HOSTS": "localhost"}, "urls": urls})["seen"]
    assert seen[urls[0]]["text"] == "good /page"
    assert "GuardError" in seen[urls[1]]["kinds"]


def test_unguarded_processes_ask_nothing(server: Server) -> None:
    """Without the guard's handler no request is made, and the setting that is missing is named."""
    handler = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
    settings = {"HOST_OVERRIDES": {"news.example": server.origin}, "DOWNLOAD_HANDLERS": {"http": handler}}
    result = crawl({"settings": settings, "urls": [f"{NEWS}/page?unguarded"]})
    assert "DOWNLOAD_HANDLERS http" in result["log"]
    assert not result["seen"]
    assert not any(path == "/page?unguarded" for _, path in server.asked)


def test_retry_after_has_a_ceiling(server: Server) -> None:
    """A host that asks for a day's patience is slowed, and asked again after RETRY_AFTER_MAX_S."""
    settings = {"HOST_OVERRIDES": {"news.example": server.origin}, "RETRY_AFTER_MAX_S": 0.05}
    urls = [f"{NEWS}/first-tomorrow/{number}" for number in range(3)]
    result = crawl({"settings": settings, "urls": urls})
    assert [result["seen"][url].get("text") for url in urls] == [f"good /first-tomorrow/{n}" for n in range(3)]
    assert result["stats"]["retry/count"] == result["stats"]["backoff/host_paused"] == 3


def test_long_headers_in_any_bytes_are_read(server: Server) -> None:
    """A header of 30 kB that is no UTF-8 costs no article."""
    url = f"{NEWS}/wide"
    result = crawl({"settings": {"HOST_OVERRIDES": {"news.example": server.origin}}, "urls": [url]})
    assert result["seen"][url]["text"] == "good"


def test_untrusted_servers_are_named_so(tmp_path: Path) -> None:
    """A certificate that nobody vouches for is refused with words that say so, and read where that is allowed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "secure.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain, pem = serialization.NoEncryption(), serialization.Encoding.PEM
    chain = tmp_path / "server.pem"
    chain.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    with Server() as secure:
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        threading.Thread(target=secure.serve_forever, kwargs={"poll_interval": 0.01}).start()
        url = f"https://localhost:{secure.server_port}/page"
        settings = {"ALLOW_HOSTS": ["localhost"], "RETRY_TIMES": 0}
        refused, read = (
            crawl({"settings": {**settings, "DOWNLOAD_VERIFY_CERTIFICATES": strict}, "urls": [url]})["seen"][url]
            for strict in (True, False)
        )
        secure.shutdown()
    assert refused["error"].startswith("no encrypted connection that can be trusted")
    assert "text" in read
