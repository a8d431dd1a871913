"""The source on loopback, lean: answers are made before the first request, so that peers measure themselves.

    python -m benchmarks.server COUNT LATENCY_S

prints its port. The press list holds COUNT articles whatever count is asked for (the replica of the demo cuts
at the hundred that the seed asks for); the other lists are empty.
"""

import asyncio
import json
import sys

from aiohttp import web

from benchmarks.corpus import records

try:
    import uvloop
except ImportError:  # it is optional: the server is slower, the peers are not
    uvloop = None

JSON = {"Content-Type": "application/json; charset=utf-8"}


def answers(count: int) -> tuple[dict[str, bytes], bytes]:
    """Return the texts by infocode, and the press list."""
    texts, listed = {}, []
    for record in records(count):
        texts[record["infocode"]] = _bytes({"text": record.pop("text")})
        listed.append(record)
    return texts, _bytes({"nodeList": listed})


def _bytes(answer: object) -> bytes:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


async def serve(count: int, latency_s: float) -> None:
    """Answer until the process is ended."""
    texts, press = answers(count)
    empty = {"45": press, "102": b'{"records":[]}'}

    async def answer(request: web.BaseRequest) -> web.Response:
        if latency_s:
            await asyncio.sleep(latency_s)
        if request.path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow: /admin/\n")
        if request.path.startswith("/NewsData"):
            body = texts.get(request.query.get("id", ""))
            return web.Response(body=body, headers=JSON) if body else web.Response(status=404)
        body = empty.get(request.query.get("type", "")) if "/web/webapi" in request.path else None
        return web.Response(body=body or b'{"record":[]}', headers=JSON)

    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    run = uvloop.run if uvloop else asyncio.run
    run(serve(int(sys.argv[1]), float(sys.argv[2])))
