"""The newest articles as JSON Feed 1.1 (jsonfeed.org/version/1.1) and Atom (RFC 4287): articles in, bytes out.

An item's id is `urn:sharepress:<article id>` in both forms and for ever, whatever address the site has. Its link
is the article's page when the site's address is known, else its source.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from lxml import etree

from output.manifest import MANIFEST
from output.paths import safe_id

NEVER = "1970-01-01T00:00:00+00:00"
ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
GENERATOR = "sharepress"


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed: its title, the slug of its outlet ("" for the site's own), and where the site stands.

    `site` is the site's address without a slash at its end, "" when unknown; `permalink` the way of an article
    below it, with {id}, {category}, {year}, {month} and {day}.
    """

    title: str
    slug: str = ""
    site: str = ""
    permalink: str = ""

    @property
    def json_path(self) -> str:
        """Place of the JSON Feed below OUTPUT_DIR."""
        return f"feeds/{self.slug}.json" if self.slug else "feed.json"

    @property
    def atom_path(self) -> str:
        """Place of the Atom feed below OUTPUT_DIR."""
        return f"feeds/{self.slug}.atom.xml" if self.slug else "atom.xml"

    def address(self, path: str) -> str:
        """Return the address of a file of the site; "" when the site's is unknown."""
        return f"{self.site}/{quote(path)}" if self.site else ""


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a feed: what the manifest says of it, and its body as clean HTML."""

    id: str
    facts: Mapping[str, Any]
    html: str

    @property
    def urn(self) -> str:
        """The item's lasting id."""
        return f"urn:sharepress:{quote(self.id, safe='')}"

    @property
    def title(self) -> str:
        """The article's title, never empty."""
        return str(self.facts.get("title") or self.id)

    @property
    def updated(self) -> str:
        """When it was last changed, or else published."""
        return str(self.facts.get("modified") or self.facts["published"])

    def url(self, channel: Channel) -> str:
        """Return the address of the article's page, or of its source when the site's is unknown."""
        if not channel.site or not channel.permalink:
            return str(self.facts.get("source_url", ""))
        day = datetime.fromisoformat(self.facts["published"])
        parts = {"id": safe_id(self.id), "category": self.facts.get("category", "")}
        times = {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"}
        path = channel.permalink.lstrip("/")
        for name, value in {**parts, **times}.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        return f"{channel.site}/{path}"


def json_feed(channel: Channel, items: Sequence[Item]) -> bytes:
    """Return the feed as JSON Feed 1.1."""
    feed = {
        "version": JSON_FEED,
        "title": channel.title,
        "home_page_url": f"{channel.site}/" if channel.site else "",
        "feed_url": channel.address(channel.json_path),
        "language": _language(items),
        "_sharepress": {"manifest": channel.address(MANIFEST) or MANIFEST},
    }
    told = {**_present(feed), "items": [_json_item(channel, item) for item in items]}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def atom(channel: Channel, items: Sequence[Item]) -> bytes:
    """Return the feed as Atom."""
    feed = etree.fromstring(f'<feed xmlns="{ATOM}"/>')
    if language := _language(items):
        feed.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    own = channel.address(channel.atom_path)
    _add(feed, "id", own or ":".join(filter(None, ("urn:sharepress:feed", channel.slug))))
    _add(feed, "title", channel.title)
    # times of one form compare as times only; the text stays the newest one's own
    _add(feed, "updated", max((item.updated for item in items), key=datetime.fromisoformat, default=NEVER))
    _add(_add(feed, "author"), "name", channel.title)
    _add(feed, "generator", GENERATOR)
    if own:
        _add(feed, "link", rel="self", type="application/atom+xml", href=own)
        _add(feed, "link", rel="alternate", type="text/html", href=f"{channel.site}/")
    for item in items:
        _atom_entry(feed, channel, item)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _json_item(channel: Channel, item: Item) -> dict[str, Any]:
    url, source = item.url(channel), item.facts.get("source_url", "")
    fields = {
        "id": item.urn,
        "url": url,
        "external_url": source if source != url else "",
        "title": item.title,
        "summary": item.facts.get("description", ""),
        "date_published": item.facts["published"],
        "date_modified": item.facts.get("modified", ""),
        "authors": [{"name": name} for name in item.facts.get("authors", [])],
        "tags": [item.facts["outlet"]] if item.facts.get("outlet") else [],
        "language": item.facts.get("language", ""),
        "_sharepress": _present({"id": item.id, "securities": item.facts.get("securities", [])}),
    }
    return {**_present(fields), "content_html": item.html}


def _atom_entry(feed: etree._Element, channel: Channel, item: Item) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", item.urn)
    _add(entry, "title", item.title)
    _add(entry, "published", item.facts["published"])
    _add(entry, "updated", item.updated)
    for name in item.facts.get("authors", []) or filter(None, [item.facts.get("outlet")]):
        _add(_add(entry, "author"), "name", name)
    url, source = item.url(channel), item.facts.get("source_url", "")
    for rel, address in (("alternate", url), ("via", source if source != url else "")):
        if address:
            _add(entry, "link", rel=rel, href=address)
    if item.facts.get("outlet"):
        _add(entry, "category", term=item.facts["outlet"])
    if item.facts.get("description"):
        _add(entry, "summary", item.facts["description"])
    _add(entry, "content", item.html, type="html")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _language(items: Sequence[Item]) -> str:
    """Language that all items share, or none."""
    languages = {item.facts.get("language", "") for item in items}
    return languages.pop() if len(languages) == 1 else ""


def _present(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}
