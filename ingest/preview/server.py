"""The preview's pages over HTTP, for this machine alone.

Everything is escaped but a post's body, which `output.reading` has cleaned. The policy in each answer forbids
scripts, frames and requests to elsewhere, but for an article's images; a request under another host's name is
refused, so that no page of a stranger can read this server by a name that leads here.
"""

import asyncio
import json
import signal
from collections.abc import Callable
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from ingest.preview.library import Library
from output.safety import clean_scalar, show_invisible

HOST = "127.0.0.1"
NAMES = ("127.0.0.1", "localhost")
POLICY = (
    "default-src 'none'; img-src 'self'{images}; style-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
FILES = {
    "feed.json": "application/feed+json",
    "atom.xml": "application/atom+xml",
    "index.ndjson": "application/x-ndjson",
}
LONGEST_ADDRESS = 1 << 16  # bytes; an article's outlet, however long, is a search
LIBRARY: web.AppKey[Library] = web.AppKey("library", Library)
_pages = Environment(
    loader=PackageLoader("ingest.preview", "pages"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def application(library: Library) -> web.Application:
    """Return the preview as an aiohttp application over a library."""
    app = web.Application(middlewares=[_guarded])
    app[LIBRARY] = library
    app.router.add_get("/", _list)
    app.router.add_get("/article/{id:[^/]+}", _article)
    app.router.add_get("/explain/{id:[^/]+}", _explain)
    app.router.add_get("/style.css", _style)
    app.router.add_get("/favicon.ico", _nothing)
    app.router.add_get("/{name}", _file)
    return app


async def serve(library: Library, port: int, tell: Callable[[str], None]) -> None:
    """Serve on loopback until a signal comes; `tell` gets the address. Raises OSError when the port is taken."""
    runner = web.AppRunner(application(library), access_log=None, max_line_size=LONGEST_ADDRESS)
    await runner.setup()
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    try:
        await web.TCPSite(runner, HOST, port).start()
        tell(f"http://{HOST}:{runner.addresses[0][1]}/")
        await ended.wait()
    finally:
        await runner.cleanup()


@web.middleware
async def _guarded(request: web.Request, handler: Callable[[web.Request], Any]) -> web.StreamResponse:
    if request.url.host not in NAMES:
        response: web.StreamResponse = web.Response(status=403, text="this server answers to its own name alone")
    else:
        try:
            response = await handler(request)
        except web.HTTPNotFound:
            response = _page("missing.html", 404, title="没有这一页 · Not found")
    response.headers.setdefault("Content-Security-Policy", POLICY.format(images=""))
    response.headers.update(HEADERS)
    return response


async def _list(request: web.Request) -> web.Response:
    wanted = clean_scalar(request.query.get("q", ""))
    found = request.app[LIBRARY].search(wanted, request.query.get("after", ""))
    return _page("list.html", title="文章 · Articles", wanted=wanted, found=found)


async def _article(request: web.Request) -> web.Response:
    library, article_id = request.app[LIBRARY], request.match_info["id"]
    listing, told = library.ledger.listings.get(article_id), library.explain(article_id)
    if listing is None and told is None:
        raise web.HTTPNotFound
    body = library.html(listing.file) if listing else None
    facts = dict(listing.facts) if listing else {}
    response = _page(
        "article.html",
        title=facts.get("title") or article_id,
        id=article_id,
        facts=facts,
        file=listing.file if listing else "",
        body=None if body is None else Markup(body),  # noqa: S704  # nh3 has cleaned it
        told=told,
    )
    response.headers["Content-Security-Policy"] = POLICY.format(images=" http: https:")
    return response


async def _explain(request: web.Request) -> web.Response:
    told = request.app[LIBRARY].explain(request.match_info["id"])
    if told is None:
        raise web.HTTPNotFound
    return web.json_response(text=json.dumps(told, indent=1))  # in ASCII, which shows what else has no form


async def _file(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    content = request.app[LIBRARY].file(name) if name in FILES else None
    if content is None:
        raise web.HTTPNotFound
    return web.Response(body=content, content_type=FILES[name], charset="utf-8")


async def _style(_request: web.Request) -> web.Response:
    source, _, _ = _pages.loader.get_source(_pages, "style.css")  # type: ignore[union-attr]  # set above
    return web.Response(text=source, content_type="text/css")


async def _nothing(_request: web.Request) -> web.Response:
    return web.Response(status=204)


def _page(template: str, status: int = 200, **values: Any) -> web.Response:
    text = _pages.get_template(template).render(**values)
    return web.Response(status=status, text=text, content_type="text/html")


def shown(value: Any) -> str:
    """Return a finished value for people: one line for each part of a list, its facts with dots between."""
    if isinstance(value, list):
        return "\n".join(map(shown, value))
    if isinstance(value, dict):
        return " · ".join(shown(part) for part in value.values() if part)
    return "" if value is None else show_invisible(str(value))


def moment(text: str) -> str:
    """Return an ISO 8601 instant for people: to the minute, with its offset."""
    return f"{text[:10]} {text[11:16]} {text[-6:]}" if len(text) >= 22 else text


_pages.filters.update(shown=shown, moment=moment, told=show_invisible)
_pages.tests["words"] = lambda text: bool(text.strip())
