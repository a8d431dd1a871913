"""Headless Chromium over its DevTools protocol, for the tests that look at built sites as a browser does."""

import asyncio
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import aiohttp

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage --remote-debugging-port=0"
)
MARK = "sharepress-look"
LOOK = """(() => {
  const acting = 'script,iframe,frame,object,embed,form,base,meta[http-equiv],style,svg,math,input,button,video,audio';
  const text = (selector) => document.querySelector(selector)?.textContent ?? '';
  return {
    title: text('h1'), text: text('.text, .body'), meta: text('.meta'), stocks: text('.stocks, .symbols'),
    head: document.title, explained: text('aside'), wanted: document.querySelector('#q')?.value ?? '',
    place: location.pathname, overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    description: document.querySelector('meta[name=description]')?.content ?? '',
    alts: [...document.querySelectorAll('.text img, .body img')].map((image) => image.alt),
    links: [...document.querySelectorAll('a')].map((link) => link.protocol),
    acting: [...document.querySelectorAll(acting)].filter((element) => !element.closest('header.bar'))
      .map((element) => element.outerHTML),
    handlers: [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].filter((one) => /^on/i.test(one.name)).map((one) => element.outerHTML)),
    listed: [...document.querySelectorAll('ul.list a, .list h2 a')].map((link) => link.textContent),
  };
})()
//# sourceURL=""" + MARK  # fmt: skip


@dataclass
class Seen:
    """What a page showed, which scripts ran in it, and what it asked for elsewhere."""

    shown: dict[str, Any] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; the server's address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def look(pages: Sequence[str], site: str, profile: Path) -> list[Seen]:
    """Open pages of a site one after the other; whatever is not of the site is refused and noted."""
    assert CHROMIUM, "the caller skips without it"
    command = [CHROMIUM, *FLAGS.split(), f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(  # noqa: S603 - a program of the machine's own
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr
            port = next(line for line in process.stderr if "DevTools listening on" in line).split(":")[2].split("/")[0]
            drain = threading.Thread(target=process.stderr.read)
            drain.start()
            return asyncio.run(_look(pages, site, f"http://127.0.0.1:{port}"))
        finally:
            process.terminate()
            process.wait(30)
            drain.join()


async def _look(pages: Sequence[str], site: str, devtools: str) -> list[Seen]:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{devtools}/json/list") as answer:
            (tab,) = [one for one in await answer.json() if one["type"] == "page"]
        async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            page = _Page(socket, site)
            await page.start()
            return [await asyncio.wait_for(page.visit(address), 60) for address in pages]


class _Page:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse, site: str) -> None:
        self._socket = socket
        self._site = site
        self._sent = 0
        self._loaded = False
        self._seen = Seen()

    async def start(self) -> None:
        for domain in ("Page", "Runtime", "Debugger"):
            await self._call(f"{domain}.enable")
        await self._call("Fetch.enable")
        # A phone's width, on which nothing may stand out.
        await self._call("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=False)

    async def visit(self, address: str) -> Seen:
        self._seen, self._loaded = Seen(), False
        await self._call("Page.navigate", url=self._site + address)
        while not self._loaded:
            await self._take(await self._socket.receive_json())
        told = await self._call("Runtime.evaluate", expression=LOOK, returnByValue=True)
        self._seen.shown = told["result"]["value"]
        return self._seen

    async def _send(self, method: str, **params: Any) -> int:
        self._sent += 1
        await self._socket.send_str(json.dumps({"id": self._sent, "method": method, "params": params}))
        return self._sent

    async def _call(self, method: str, **params: Any) -> dict[str, Any]:
        number = await self._send(method, **params)
        while (message := await self._socket.receive_json()).get("id") != number:
            await self._take(message)
        assert "error" not in message, message
        result: dict[str, Any] = message["result"]
        return result

    async def _take(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        match message.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Page.javascriptDialogOpening":
                self._seen.scripts.append(f"dialog: {params['message']}")
                await self._send("Page.handleJavaScriptDialog", accept=False)
            case "Page.frameRequestedNavigation":
                self._seen.scripts.append(f"navigation: {params['url']}")
            case "Debugger.scriptParsed" if params["url"] != MARK:
                self._seen.scripts.append(params["url"] or "inline")
            case "Fetch.requestPaused":
                url = params["request"]["url"]
                if url.startswith(f"{self._site}/"):
                    await self._send("Fetch.continueRequest", requestId=params["requestId"])
                    return
                self._seen.requests.append(f"{params['resourceType']} {url}")
                await self._send("Fetch.failRequest", requestId=params["requestId"], errorReason="BlockedByClient")
