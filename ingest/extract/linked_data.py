"""Linked data: what the page says about itself to machines, as JSON-LD or as microdata.

Vocabulary: schema.org's Article and its kin. Real blocks are often broken (raw line ends in
strings, commas too many, HTML comments around, two objects in a row); those are mended here, and a
block that stays unreadable is left out rather than guessed at.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TypeAlias

from lxml import html

from ingest.extract.document import squeeze, text_of
from ingest.extract.findings import Field, Finding
from ingest.extract.zones import kind_of

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

# The page's subject first; a page is only asked when no article is described.
ARTICLES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
    "article", "blogposting", "socialmediaposting", "liveblogposting", "techarticle", "scholarlyarticle", "report",
    "advertisercontentarticle", "satiricalarticle", "posting", "medicalscholarlyarticle", "reviewnewsarticle",
)  # fmt: skip
PAGES = ("webpage", "itempage", "creativework", "medicalwebpage", "videoobject", "recipe", "howto", "review")
_PROPERTIES: tuple[tuple[str, Field], ...] = (
    ("headline", "title"),
    ("pubDate", "published"),
    ("datePublished", "published"),
    ("dateCreated", "published"),
    ("uploadDate", "published"),
    ("dateModified", "modified"),
    ("inLanguage", "language"),
    ("articleBody", "body"),
)
_MENDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$"), ""),
    (re.compile(r"^\s*//[^\n]*$", re.MULTILINE), ""),
    (re.compile(r",(\s*[}\]])"), r"\1"),
    (re.compile(r"\\(?![\"\\/bfnrtu])"), r"\\\\"),
    (re.compile(r";\s*$"), ""),
)
_MAX_NODES = 4000
_URL = re.compile(r"^https?://", re.IGNORECASE)


def by_json_ld(tree: html.HtmlElement) -> list[Finding]:
    """Return what the page's JSON-LD says of its article; the first described article counts."""
    nodes = [node for block in _blocks(tree) for node in _walk(block)]
    by_id = {key: node for node in nodes if isinstance(key := node.get("@id"), str) and len(node) > 1}
    # Baidu's form for pages (cambrian.jsonld) has no type
    article = _first(nodes, ARTICLES) or next((node for node in nodes if "pubDate" in node and not _types(node)), None)
    found = _of_node(article, by_id, "json-ld") if article else []
    page = _first(nodes, PAGES)
    if page is not None:
        have = {finding.field for finding in found}
        found += [
            finding
            for finding in _of_node(page, by_id, "json-ld page")
            if finding.field not in have and (article is None or finding.field not in {"title", "authors"})
        ]
    return found


def _blocks(tree: html.HtmlElement) -> Iterator[Json]:
    """Yield the parsed JSON-LD blocks of the page."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from parse_json(script.text or "")


def parse_json(text: str) -> list[Json]:
    """Return the JSON values in a text, mended where a known slip can be mended; [] when none."""
    decoder = json.JSONDecoder(strict=False)
    for mended in _mended(text):
        values: list[Json] = []
        rest = mended.strip()
        try:
            while rest:
                value, end = decoder.raw_decode(rest)
                values.append(value)
                rest = rest[end:].lstrip(" \t\r\n,;")
        except (ValueError, RecursionError):
            if not values:
                continue
        return values
    return []


def _mended(text: str) -> Iterator[str]:
    """Yield the text as it is, then with all mends, then with HTML entities read."""
    yield text
    for pattern, instead in _MENDS:
        text = pattern.sub(instead, text)
    yield text
    yield re.sub(r'(?<=[^\\:\[{,\s])"(?=[^:\]},\s"])', r"\"", text)
    if "&quot;" in text:
        yield unescape(text)


def _walk(value: Json) -> Iterator[dict[str, Json]]:
    """Yield every object within a JSON value, outer before inner, without recursion."""
    queue: list[Json] = [value]
    seen = 0
    while queue and seen < _MAX_NODES:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, list):
            queue[:0] = item
        elif isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            inner = [item[key] for key in ("mainEntity", "mainEntityOfPage", "hasPart") if key in item]
            queue += graph if isinstance(graph, list) else [graph] if graph else []
            queue += [part for part in inner if isinstance(part, dict)]
            queue += [part for key, part in item.items() if key in {"author", "publisher"} and isinstance(part, dict)]


def _types(node: dict[str, Json]) -> set[str]:
    """Return the lower-case schema.org types of a node."""
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return {name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in listed if isinstance(name, str)}


def _first(nodes: list[dict[str, Json]], wanted: tuple[str, ...]) -> dict[str, Json] | None:
    """Return the first node of a wanted type that says something about the article."""
    fitting = [node for node in nodes if _types(node) & set(wanted)]
    useful = [
        node for node in fitting if {"headline", "datePublished", "uploadDate", "author", "articleBody"} & set(node)
    ]
    return useful[0] if useful else None


def _of_node(node: dict[str, Json], by_id: dict[str, dict[str, Json]], reader: str) -> list[Finding]:
    """Return the findings of one described article."""
    found = []
    for key, field in _PROPERTIES:
        text = _text(node.get(key))
        if text and not _URL.match(text):
            found.append(Finding(field, text, reader))
    if not any(finding.field == "title" for finding in found) and (name := _text(node.get("name"))):
        found.append(Finding("title", name, reader))
    names = _names(node.get("author"), by_id, people=True) or _names(node.get("creator"), by_id, people=True)
    found += [Finding("authors", name, reader) for name in names]
    for key in ("publisher", "sourceOrganization", "provider"):
        found += [Finding("outlet", name, reader) for name in _names(node.get(key), by_id, people=False)]
    address = node.get("mainEntityOfPage") or node.get("url")
    if isinstance(address, dict):
        address = address.get("@id")
    if isinstance(address, str) and _URL.match(address):
        found.append(Finding("canonical", address.strip(), reader))
    return found


def _names(value: Json, by_id: dict[str, dict[str, Json]], *, people: bool) -> list[str]:
    """Return the names of persons or organisations; people go before organisations when wanted."""
    names: list[tuple[bool, str]] = []
    for item in value if isinstance(value, list) else [value]:
        node = item
        if isinstance(node, dict) and isinstance(key := node.get("@id"), str) and not node.get("name"):
            node = by_id.get(key, node)
        if isinstance(node, dict):
            organised = bool(_types(node) & {"organization", "newsmediaorganization", "corporation"})
            listed = node.get("name")
            names += [(organised, _text(name)) for name in (listed if isinstance(listed, list) else [listed])]
        else:
            names.append((False, _text(node)))
    named = [(organised, name) for organised, name in names if name and not _URL.match(name)]
    if people and any(not organised for organised, _ in named):
        named = [(organised, name) for organised, name in named if not organised]
    return list(dict.fromkeys(name for _, name in named))


def _text(value: Json) -> str:
    """Return a JSON scalar as text; entities that a template left in it are read."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value", value.get("name"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return text.strip() if "\n" in text.strip() else squeeze(unescape(text))


def by_microdata(tree: html.HtmlElement) -> list[Finding]:
    """Return what `itemprop` attributes say of the article; nested items (comments) are left out."""
    found: list[Finding] = []
    fields: dict[str, Field] = {key.lower(): field for key, field in _PROPERTIES if field != "body"}
    fields |= {"author": "authors", "publisher": "outlet"}
    for node in tree.iterfind(".//*[@itemprop]"):
        for prop in node.get("itemprop", "").lower().split():
            if prop in fields and _of_article(node, own=node.get("itemscope") is not None):
                text = _item_text(node)
                if text and not _URL.match(text):
                    found.append(Finding(fields[prop], text, "microdata"))
    return found


def _of_article(node: html.HtmlElement, *, own: bool) -> bool:
    """Tell whether a property belongs to the article's item and not to a comment or a teaser."""
    for up in node.iterancestors():
        if kind_of(up) in {"comments", "related"}:
            return False
        if up.get("itemscope") is not None:
            kind = (up.get("itemtype") or "").rsplit("/", 1)[-1].lower()
            return kind in ARTICLES or kind in PAGES or not kind
    return own or node.tag != "meta"


def _item_text(node: html.HtmlElement) -> str:
    """Return a property's value by the element's kind (HTML, microdata 5.2.4)."""
    name = node.find(".//*[@itemprop='name']")
    if name is not None:
        return _item_text(name)
    kept = node.get("content") or node.get("datetime") or (node.get("title") if node.tag == "abbr" else "")
    return squeeze(kept) or text_of(node)[:300]
