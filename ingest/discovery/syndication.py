"""RSS, RDF, Atom (all by feedparser) and JSON Feed: formats that say themselves which element is which field."""

import io
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from ingest.discovery.found import Found, Record
from ingest.errors import ReadError
from ingest.extract.api import load_json, read_items
from ingest.seeds import SyndicationFeed
from pipelines.overfull import is_overfull

# JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/
JSON_FIELDS = {
    "title": "title",
    "published": "date_published || date_modified",
    "modified": "date_modified",
    "authors": "authors[].name || author.name",
    "digest": "summary",
    "link": "url || external_url",
    "body": "content_html || content_text",
}
_HEADERS = {"content-type": "application/xml"}  # the encoding is then the XML declaration's


def read(feed: SyndicationFeed, body: bytes, url: str) -> Found:
    """Return the feed's entries; links are made whole. The text counts as body only where `full_text` says so.

    Raises ReadError for what is no feed.
    """
    records = _from_json(body) if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _from_xml(body)
    for record in records:
        record["link"] = urljoin(url, record["link"]) if record["link"] else ""
        if not feed.full_text:
            del record["body"]
    return Found([record for record in records if feed.takes(record["link"])])


def _from_json(body: bytes) -> list[Record]:
    answer = load_json(body)
    if not isinstance(answer, dict) or "jsonfeed.org" not in str(answer.get("version")):
        raise ReadError("JSON came that is no JSON Feed", fix="for any other list write `kind: json`")
    return read_items(body, items="items", fields=JSON_FIELDS)


def _from_xml(body: bytes) -> list[Record]:
    import feedparser  # noqa: PLC0415  # costs a run whose feeds are all JSON

    if is_overfull(body.decode("latin-1")):  # its marks are ASCII, whatever the letters are
        raise ReadError("a feed came whose tags hold too many attributes to be read", fix="look at the address")
    # a stream, as feedparser takes text for an address or a file name first
    parsed: Any = feedparser.parse(io.BytesIO(body), response_headers=_HEADERS)
    if not parsed.get("version") and not parsed.entries:
        raise ReadError("no feed came", raw=body[:200].decode("utf-8", "replace"), fix="look at the address")
    if parsed.bozo and not parsed.entries:
        raise ReadError("the feed is broken XML", raw=str(parsed.bozo_exception), fix="try again later")
    return [_entry(entry) for entry in parsed.entries]


def _entry(entry: Any) -> Record:
    content = next((part.value for part in entry.get("content", ()) if part.get("value")), "")
    people = [person.get("name", "") for person in entry.get("authors", ())] or [entry.get("author", "")]
    updated = entry["updated"] if "updated" in entry else ""  # noqa: SIM401  # its get() takes `published` for it
    return {
        "title": _plain(entry.get("title", "")),
        "published": entry.get("published") or updated,
        "modified": updated,
        "outlet": _plain(entry.get("source", {}).get("title", "")),
        "authors": "\n".join(filter(None, people)),
        "digest": _plain(entry.get("summary", "")),
        "link": entry.get("link") or "",
        "body": content or entry.get("summary", ""),
    }


def _plain(text: str) -> str:
    """Return a title or summary without its mark-up."""
    if "<" not in text and "&" not in text:
        return text.strip()
    try:
        words = html.fromstring(f"<div>{text}</div>").itertext()
    except (ValueError, etree.ParserError):
        return text.strip()
    return " ".join("".join(map(str, words)).split())
