"""The HTTP client: what it reads for an answer, however it is cut, and what it refuses."""

import asyncio
from collections.abc import Callable

import pytest
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, ResponseDataLossError

from ingest.network.client import Answer, Connection

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
WHOLE = {
    "of a length": (OK + b"Content-Length: 5\r\n\r\nhello", b"hello"),
    "empty": (OK + b"Content-Length: 0\r\n\r\n", b""),
    "in chunks": (CHUNKED + b"3\r\nhel\r\n2 ;a=b\r\nlo\r\n0\r\nX-End: 1\r\n\r\n", b"hello"),
    "behind a go-on": (
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK + b"Content-Length: 5\r\n\r\nhello",
        b"hello",
    ),
    "with bare line feeds": (b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", b"hello"),
    "without a body": (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", b""),
    "of equal lengths": (OK + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", b"hello"),
}
BROKEN = {
    "no HTTP": b"SSH-2.0-x\r\n\r\n",
    "another protocol": b"HTTP/1.1 101 Switching\r\n\r\n",
    "two lengths": OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "a negative length": OK + b"Content-Length: -5\r\n\r\n",
    "a head that has no end": OK + b"X: y\r\n" * 20_000,
    "a line without a name": OK + b"no colon\r\n\r\n",
    "a name with a blank": OK + b"Content-Length : 5\r\n\r\nhello",
    "an unknown coding": OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
    "no chunk's length": CHUNKED + b"-3\r\nhel\r\n",
    "a chunk that is too long": CHUNKED + b"3\r\nhello\r\n0\r\n\r\n",
    "a line of a chunk that has no end": CHUNKED + b"3;" + b"x" * 5000,
}


class Wire(asyncio.Transport):
    """What is sent, and whether it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.closed = False

    def write(self, data: bytes) -> None:  # type: ignore[override]  # one kind of bytes is enough
        self.sent += data

    def is_closing(self) -> bool:
        return self.closed

    def abort(self) -> None:
        self.closed = True


def ask(
    pieces: list[bytes], method: str = "GET", limit: int = 0, lost: Exception | None = None
) -> tuple[Answer, Connection]:
    """Send a request, feed the answer in pieces, and close the connection if it is still waited for."""

    async def asked() -> tuple[Answer, Connection]:
        connection = Connection()
        connection.connection_made(Wire())
        waiter = connection.ask(b"GET / HTTP/1.1\r\n\r\n", method, limit, lambda: None)
        for piece in pieces:
            if not waiter.done():
                connection.data_received(piece)
        if not waiter.done():
            connection.connection_lost(lost)
        return await waiter, connection

    return asyncio.run(asked())


def _bytewise(raw: bytes) -> list[bytes]:
    return [raw[place : place + 1] for place in range(len(raw))]


@pytest.mark.parametrize("cut", [lambda raw: [raw], _bytewise], ids=["at once", "byte by byte"])
@pytest.mark.parametrize(("raw", "body"), WHOLE.values(), ids=WHOLE)
def test_reads_an_answer_however_it_is_cut(raw: bytes, body: bytes, cut: Callable[[bytes], list[bytes]]) -> None:
    """Each form of a body is read whole, and its connection can be used again."""
    answer, connection = ask(cut(raw))
    assert answer.body == body
    assert connection.free


@pytest.mark.parametrize("cut", [lambda raw: [raw], _bytewise], ids=["at once", "byte by byte"])
@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_refuses_what_it_cannot_read_for_certain(raw: bytes, cut: Callable[[bytes], list[bytes]]) -> None:
    """An answer that could be read in two ways is none."""
    with pytest.raises(DownloadFailedError):
        ask(cut(raw))


@pytest.mark.parametrize(
    "raw", [OK + b"Content-Length: 9\r\n\r\nhello", CHUNKED + b"9\r\nhello", CHUNKED + b"5\r\nhello\r\n"]
)
def test_an_answer_that_breaks_off_is_lost(raw: bytes) -> None:
    """A part is not taken for the whole."""
    with pytest.raises(ResponseDataLossError):
        ask([raw])


def test_a_body_may_end_with_the_connection() -> None:
    """Without a length the end of the connection is that of the body; the connection is not used again."""
    answer, connection = ask([OK + b"\r\nhello"])
    assert answer.body == b"hello"
    assert not connection.free
    with pytest.raises(ResponseDataLossError):
        ask([OK + b"\r\nhello"], lost=ConnectionResetError())


@pytest.mark.parametrize(
    "raw",
    [OK + b"Content-Length: 9\r\n\r\n", CHUNKED + b"9\r\n", OK + b"\r\n123456789"],
    ids=["announced", "in a chunk", "to the end"],
)
def test_more_than_the_limit_is_not_taken(raw: bytes) -> None:
    """The limit holds for what is announced as for what comes."""
    with pytest.raises(DownloadCancelledError):
        ask([raw], limit=8)


@pytest.mark.parametrize(
    "raw",
    [
        OK + b"Connection: Close\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        OK + b"Content-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK",
        OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ],
    ids=["said so", "old version", "more than the answer", "length and chunks"],
)
def test_a_connection_that_is_not_clean_is_not_used_again(raw: bytes) -> None:
    """No answer can be taken for that of another request."""
    answer, connection = ask([raw])
    assert answer.body == b"hello"
    assert not connection.free


def test_a_head_alone_has_no_body() -> None:
    """What a HEAD is answered with announces a body that does not come."""
    answer, _ = ask([OK + b"Content-Length: 5\r\nX-Long: a\r\n b\r\n\r\n"], method="HEAD")
    assert answer.body == b""
    assert answer.headers[1] == (b"X-Long", b"a b")


def test_what_nobody_asked_for_ends_the_connection() -> None:
    """Bytes between two answers are no beginning of the next one."""
    _, connection = ask([OK + b"Content-Length: 0\r\n\r\n"])
    connection.data_received(b"HTTP/1.1 200 OK\r\n\r\n")
    assert not connection.free
