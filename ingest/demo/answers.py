"""Path and query to the answer: a table of routes, one pure function each.

Which host answers which path is as the real hosts have it; a host that is none of theirs is
answered by path alone.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ingest.demo.holdings import Holdings
from ingest.demo.pages import Page, article_page, share_page
from ingest.demo.records import Record

Query: TypeAlias = Mapping[str, str]

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"
SCRIPT = "application/javascript; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer before it goes out, and before a fault may spoil it."""

    body: bytes
    content_type: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint: the hosts that have it, its path as a pattern, its function."""

    hosts: frozenset[str]
    path: re.Pattern[str]
    answer: Callable[[Holdings, re.Match[str], Query], Answer]


def answer_request(held: Holdings, host: str, path: str, query: Query) -> Answer:
    """Answer as `host` would; `host` may carry a port, `path` is decoded and without its query."""
    name = host if host in _HOSTS else host.partition(":")[0]
    for route in ROUTES:
        found = route.path.fullmatch(path)
        if found and (name in route.hosts or name not in _HOSTS):
            return route.answer(held, found, query)
    return _missing("no such path on this host")


def _web_lists(held: Holdings, _: re.Match[str], query: Query) -> Answer:
    """Give the rolling list (type 102) or the press list (type 45)."""
    if query.get("type") not in _WEB_LISTS:
        return _json({})
    feed, wrapper = _WEB_LISTS[query["type"]]
    return _json({wrapper: held.lists.get(feed, [])[: _length(held, query)]})


def _market_lists(held: Holdings, _: re.Match[str], query: Query) -> Answer:
    """Give one or several market lists, an article in two of them once."""
    found: list[Record] = []
    for market in query.get("marketType", "").split(","):
        found += [item for item in held.lists.get(f"market-{market}", []) if item not in found]
    found.sort(key=lambda item: str(item.get("datetime")), reverse=True)
    return _json({"record": found[: _length(held, query)]})


def _news_text(held: Holdings, _: re.Match[str], query: Query) -> Answer:
    """Give the text of an article; no answer for an unknown code is on record, so a 404 says it plainly."""
    found = held.texts.get(query.get("id", ""))
    return _json(found) if found is not None else _missing("no such id")


def _share_shell(held: Holdings, _: re.Match[str], query: Query) -> Answer:
    asked = query.get("infoCode") or query.get("infocode") or ""
    return _paged(held, asked, lambda page: share_page(asked, page))


def _article(held: Holdings, found: re.Match[str], _: Query) -> Answer:
    return _paged(held, found["code"], article_page)


def _kuaixun(held: Holdings, found: re.Match[str], _: Query) -> Answer:
    """Give one page of a channel as a script; `zhiboall` is all channels, an article once."""
    channel, size, page = found["channel"], int(found["size"]), int(found["page"])
    lists = [items for feed, items in held.lists.items() if feed.startswith("kuaixun-")]
    items = held.lists.get(f"kuaixun-{channel}", [])
    if channel == "zhiboall":
        every = {item["url_unique"]: item for items in lists for item in items}
        items = sorted(every.values(), key=lambda item: str(item["showtime"]), reverse=True)
    shown = items[(page - 1) * size : page * size]
    form = _FORMS.get(channel, Form())
    answer: dict[str, Any] = {"rc": form.rc, "me": "", "LivesList": shown}
    if form.bare_single and len(shown) == 1:
        answer["LivesList"] = shown[0]
    if form.pages:
        answer["PageCount"] = -(-len(items) // size)
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Answer(f"var ajaxResult={text}{form.tail}".encode(), SCRIPT)


def _columns(held: Holdings, _: re.Match[str], query: Query) -> Answer:
    """Give one page of a column; without `req_trace` the error that the real one gives, with status 200."""
    if "req_trace" not in query:
        return _json({"code": 0, "message": "Required String parameter 'req_trace' is not present"})
    items = held.lists.get(f"column-{query.get('column', '')}", [])
    index, size = _number(query, "page_index", 1), _number(query, "page_size", 20)
    data = {
        "page_index": index,
        "page_size": size,
        "totle_hits": len(items),
        "list": items[(index - 1) * size : index * size],
    }
    return _json({"req_trace": query["req_trace"], "code": 1, "message": "success", "data": data})


def _robots(_held: Holdings, _found: re.Match[str], _query: Query) -> Answer:
    return Answer(b"User-agent: *\nDisallow: /admin/\n", TEXT)


@dataclass(frozen=True, slots=True)
class Form:
    """How a kuaixun channel words its answer: `rc` says nothing, ends and wrappers vary."""

    rc: int = 1
    tail: str = ""
    pages: bool = False
    bare_single: bool = False  # a list of one item is given as that item


_WEB_LISTS = {"102": ("rolling", "records"), "45": ("press", "nodeList")}

_FORMS: Mapping[str, Form] = {
    "101": Form(rc=0, tail=";\n"),
    "102": Form(pages=True),
    "103": Form(tail=";"),
    "118": Form(tail="\n", bare_single=True),
}

_PAGE_HOSTS = frozenset(
    f"{name}.eastmoney.com" for name in ("finance", "wap", "stock", "hk", "forex", "futures", "fund", "biz")
)
_SHARE_HOSTS = frozenset(("choicewzp1.eastmoney.com", "choicew2z.eastmoney.com"))
_LISTS, _MARKETS = frozenset(("183.136.162.242",)), frozenset(("43.240.125.15:1818",))
_EXPRESS, _COLUMNS = frozenset(("newsapi.eastmoney.com",)), frozenset(("np-listapi.eastmoney.com",))
_COMMUNITY = frozenset(("caifuhao.eastmoney.com",))
_HOSTS = _PAGE_HOSTS | _SHARE_HOSTS | _LISTS | _MARKETS | _EXPRESS | _COLUMNS | _COMMUNITY

ROUTES: tuple[Route, ...] = (
    Route(_HOSTS, re.compile(r"/robots\.txt"), _robots),
    Route(_LISTS, re.compile(r"/web/webapi"), _web_lists),
    Route(_MARKETS, re.compile(r"/information/newmarket/web/webapi"), _market_lists),
    Route(_SHARE_HOSTS, re.compile(r"/NewsData/GetNewsText\.do"), _news_text),
    Route(_SHARE_HOSTS, re.compile(r"/html_News/NewsShare\.html|/info/information/detail\.html"), _share_shell),
    Route(
        _EXPRESS,
        re.compile(r"/kuaixun/v1/getlist_(?P<channel>\w+?)_ajaxResult_(?P<size>[1-9]\d*)_(?P<page>[1-9]\d*)_\.html"),
        _kuaixun,
    ),
    Route(_COLUMNS, re.compile(r"/comm/web/getNewsByColumns"), _columns),
    Route(_PAGE_HOSTS, re.compile(r"/a/(?P<code>\d{18})\.html"), _article),
    Route(_PAGE_HOSTS, re.compile(r"/news/\d{3,5},(?P<code>\d{18})\.html"), _article),
    Route(_COMMUNITY, re.compile(r"/news/(?P<code>\d{18,23})"), _article),
)
"""Every endpoint of the replica; the order does not matter, as no two paths meet."""


def _paged(held: Holdings, code: str, show: Callable[[Page], str]) -> Answer:
    page = held.pages.get(code.removeprefix("NW"))
    return Answer(show(page).encode(), HTML) if page else _missing("no such article")


def _json(answer: Mapping[str, Any]) -> Answer:
    return Answer(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode(), JSON)


def _missing(what: str) -> Answer:
    return Answer(what.encode(), TEXT, 404)


def _length(held: Holdings, query: Query) -> int:
    return max(_number(query, "count", 100), held.least)


def _number(query: Query, name: str, usual: int) -> int:
    value = query.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else usual
