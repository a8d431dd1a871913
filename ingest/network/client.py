"""HTTP/1.1 on asyncio, as far as reading needs it (RFC 9112): one request at a time on a kept connection.

A fifth of the work that Twisted's client takes for the same, and a second less to import. What it cannot
read for certain it refuses: the connection is then closed, and the request fails with one of Scrapy's errors.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, ResponseDataLossError

MOST_HEAD: Final = 64 * 1024
MOST_LINE: Final = 4096  # of a chunk's size, and of the lines behind the last chunk
_STATUS: Final = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9]{2})(?: .*)?")
_BLANK_LINE: Final = re.compile(rb"\r?\n\r?\n")
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?")
_NO_BODY: Final = frozenset({204, 304})
_TO_THE_END: Final = -1  # the body ends with the connection


@dataclass(slots=True)
class Answer:
    """What the server said; headers in their order, `body` as it was sent."""

    status: int
    headers: list[tuple[bytes, bytes]]
    minor: int  # of the version: 0 or 1
    body: bytes = b""

    def all(self, name: bytes) -> list[bytes]:
        """Return all values of a header, by its name in small letters; those in one line are split."""
        return [part.strip() for key, value in self.headers if key.lower() == name for part in value.split(b",")]


@dataclass(slots=True, eq=False)
class Connection(asyncio.Protocol):
    """One connection. `ask` sends a request and its future gives the answer; `free` says whether it can be used again.

    The future fails with ResponseDataLossError for an answer that breaks off, DownloadCancelledError for one
    that is larger than allowed, DownloadFailedError for every other fault.
    """

    used: int = 0  # requests sent
    begun: bool = False  # whether any of the current answer has come
    transport: Any = None  # asyncio's
    _waiter: "asyncio.Future[Answer] | None" = None
    _read: Callable[[], bool] | None = None
    _buffer: bytearray = field(default_factory=bytearray)
    _body: bytearray = field(default_factory=bytearray)
    _answer: Answer | None = None
    _method: str = "GET"
    _limit: int = 0
    _searched: int = 0
    _left: int = 0
    _keep: bool = True
    _on_head: Callable[[], None] = lambda: None  # replaced by each request's own

    @property
    def free(self) -> bool:
        """Whether another request can be sent."""
        return self._keep and self._waiter is None and not self.transport.is_closing()

    def ask(self, request: bytes, method: str, limit: int, on_head: Callable[[], None]) -> "asyncio.Future[Answer]":
        """Send a request; `limit` is the most bytes of a body, 0 for any; `on_head` is called when it begins."""
        self.used += 1
        self.begun, self._method, self._limit, self._on_head = False, method, limit, on_head
        self._read, self._answer, self._body = self._read_head, None, bytearray()
        self._waiter = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self._waiter

    def close(self) -> None:
        """Close it at once, whatever is under way."""
        self._keep = False
        if self.transport:
            self.transport.abort()

    def connection_made(self, transport: Any) -> None:
        """Asyncio's hook."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Asyncio's hook."""
        if self._waiter is None:  # nobody has asked: what comes cannot be an answer
            self.close()
            return
        self.begun = True
        self._buffer += data
        try:
            while self._read and self._read():
                pass
        except (DownloadCancelledError, DownloadFailedError) as error:
            self._end(error)

    def connection_lost(self, exc: Exception | None) -> None:
        """Asyncio's hook."""
        self._keep = False
        if self._waiter is None:
            return
        if self._left == _TO_THE_END and self._answer and exc is None:
            self._end()
        elif self._answer:
            self._end(ResponseDataLossError(str(exc or "")))
        else:
            self._end(DownloadFailedError(str(exc or "closed without an answer")))

    def _end(self, error: Exception | None = None) -> None:
        waiter, answer = self._waiter, self._answer
        self._waiter = self._read = self._answer = None
        self._left = self._searched = 0
        if error or self._buffer:  # more than the answer: the next one could not be told from it
            self._keep = False
        if not self._keep:
            self.close()
        if waiter is None or waiter.done():
            return
        if error or answer is None:
            waiter.set_exception(error or DownloadFailedError("no answer"))
            return
        answer.body, self._body = bytes(self._body), bytearray()
        waiter.set_result(answer)

    # Each reader takes what it can from the buffer, and says whether the next one may go on at once.

    def _read_head(self) -> bool:
        end = _BLANK_LINE.search(self._buffer, max(0, self._searched - 3))
        self._searched = 0 if end else len(self._buffer)
        if end is None or end.start() > MOST_HEAD:
            if len(self._buffer) > MOST_HEAD:
                raise DownloadFailedError("the answer's head is too long")
            return False
        answer = _head(bytes(self._buffer[: end.start()]))
        del self._buffer[: end.end()]
        if answer.status < 200:  # "go on", of no interest
            if answer.status == 101:
                raise DownloadFailedError("the server speaks another protocol")
            return True
        self._answer = answer
        self._on_head()
        self._keep = answer.minor == 1 and b"close" not in map(bytes.lower, answer.all(b"connection"))
        self._left = self._length(answer)
        if self._left == 0 and self._read == self._read_head:
            self._end()
            return False
        return True

    def _length(self, answer: Answer) -> int:
        """Return the body's length (RFC 9112, 6.3) and set its reader."""
        if self._method == "HEAD" or answer.status in _NO_BODY:
            return 0
        lengths, coding = set(answer.all(b"content-length")), answer.all(b"transfer-encoding")
        self._read = self._read_body
        if coding:
            if [name.lower() for name in coding] != [b"chunked"]:
                raise DownloadFailedError("the answer has an unknown transfer coding")
            self._keep = self._keep and not lengths
            self._read = self._read_chunk_size
            return 0
        if not lengths:
            self._keep = False
            return _TO_THE_END
        length = lengths.pop()
        if lengths or not length.isdigit() or len(length) > 15:
            raise DownloadFailedError("the answer has no clear length")
        self._check_size(int(length))
        if not int(length):
            self._read = self._read_head
        return int(length)

    def _read_body(self) -> bool:
        if self._left == _TO_THE_END:
            self._take(len(self._buffer))
            return False
        self._left -= self._take(min(self._left, len(self._buffer)))
        if not self._left:
            self._end()
        return False

    def _read_chunk_size(self) -> bool:
        line = self._line()
        if line is None:
            return False
        match = _CHUNK.fullmatch(line)
        if match is None:
            raise DownloadFailedError("a chunk of the answer has no clear length")
        self._left = int(match[1], 16)
        self._check_size(len(self._body) + self._left)
        self._read = self._read_chunk if self._left else self._read_trailer
        return True

    def _read_chunk(self) -> bool:
        self._left -= self._take(min(self._left, len(self._buffer)))
        if self._left:
            return False
        self._read = self._read_chunk_end
        return True

    def _read_chunk_end(self) -> bool:
        line = self._line()
        if line:
            raise DownloadFailedError("a chunk of the answer is longer than it says")
        if line is not None:
            self._read = self._read_chunk_size
        return line is not None

    def _read_trailer(self) -> bool:
        line = self._line()
        if line == b"":
            self._end()
        return bool(line)

    def _line(self) -> bytes | None:
        end = self._buffer.find(b"\n", 0, MOST_LINE)
        if end < 0:
            if len(self._buffer) >= MOST_LINE:
                raise DownloadFailedError("a line of the answer is too long")
            return None
        line = bytes(self._buffer[:end]).removesuffix(b"\r")
        del self._buffer[: end + 1]
        return line

    def _take(self, count: int) -> int:
        self._check_size(len(self._body) + count)
        self._body += self._buffer[:count] if count < len(self._buffer) else self._buffer
        del self._buffer[:count]
        return count

    def _check_size(self, size: int) -> None:
        if self._limit and size > self._limit:
            raise DownloadCancelledError(f"{size} bytes are more than {self._limit}")


def _head(text: bytes) -> Answer:
    first, *lines = text.replace(b"\r\n", b"\n").split(b"\n")
    status = _STATUS.fullmatch(first)
    if status is None:
        raise DownloadFailedError("the answer is no HTTP/1")
    headers: list[tuple[bytes, bytes]] = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if line[:1] in b" \t" and headers:  # RFC 9112, 5.2: a value of several lines
            headers[-1] = (headers[-1][0], headers[-1][1] + b" " + line.strip())
        elif colon and name and name == name.strip():
            headers.append((name, value.strip()))
        else:
            raise DownloadFailedError("the answer's head cannot be read")
    return Answer(int(status[2]), headers, int(status[1]))
