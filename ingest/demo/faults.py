"""How an answer can go wrong, and a named set of the ways that real sources know."""

import asyncio
import socket
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from aiohttp import web

from ingest.demo.answers import Answer

_BOMB_BYTES = 80 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """One spoilt answer; what is not said here stays as the true answer has it.

    `body` replaces the body, or makes one from the true body. `close` resets the connection without
    an answer, `truncate` announces the whole body and sends half of it, `hang` never answers, and
    `endless` sends the body again and again for as long as somebody listens.
    """

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Callable[[bytes], bytes] | None = None
    delay_s: float = 0.0
    close: bool = False
    truncate: bool = False
    hang: bool = False
    endless: bool = False


async def send(request: web.BaseRequest, answer: Answer, fault: Fault) -> web.StreamResponse:
    """Send `answer` as `fault` spoils it."""
    if fault.delay_s:
        await asyncio.sleep(fault.delay_s)
    if fault.hang:
        await asyncio.Event().wait()
    if fault.close:
        return _reset(request)
    body = answer.body
    if fault.body is not None:
        body = fault.body if isinstance(fault.body, bytes) else fault.body(answer.body)
    headers = {"Content-Type": answer.content_type, **fault.headers}
    status = answer.status if fault.status is None else fault.status
    if not (fault.truncate or fault.endless):
        return web.Response(status=status, headers=headers, body=body)
    response = web.StreamResponse(status=status, headers=headers)
    if fault.truncate:
        response.content_length = len(body)
    await response.prepare(request)
    while fault.endless:
        await response.write(body or b" ")
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


def _reset(request: web.BaseRequest) -> web.Response:
    """Break the connection off with a reset, which a plain close would not send."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()


@lru_cache(maxsize=1)
def _bomb() -> bytes:
    """Pack 80 MB of blanks piece by piece, so that the sender never holds them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [packer.compress(b" " * (1024 * 1024)) for _ in range(_BOMB_BYTES // (1024 * 1024))]
    return b"".join(pieces) + packer.flush()


FAULTS: Mapping[str, Fault] = {
    "unavailable": Fault(status=503, headers={"Retry-After": "1"}, body=b"busy"),
    "too-many": Fault(status=429, headers={"Retry-After": "1"}, body=b"slow down"),
    "reset": Fault(close=True),
    "truncated": Fault(truncate=True),
    "half-json": Fault(body=lambda body: body[: len(body) // 2]),
    "html": Fault(headers={"Content-Type": "text/html; charset=utf-8"}, body="<html>系统维护</html>".encode()),
    "empty": Fault(body=b""),
    "empty-text": Fault(body=b'{"text":"","content":""}'),
    "redirect-private": Fault(status=302, headers={"Location": "http://10.0.0.1/"}, body=b""),
    "gzip-bomb": Fault(headers={"Content-Encoding": "gzip"}, body=lambda _: _bomb()),
    "endless": Fault(endless=True, body=b" " * 65536),
    "gbk-as-utf8": Fault(body=lambda body: body.decode().encode("gb18030")),
    "utf8-as-gbk": Fault(headers={"Content-Type": "text/html; charset=gbk"}),
    "hang": Fault(hang=True),
}
"""The faults of an unattended year, by name; a test takes one as it is or writes its own."""
