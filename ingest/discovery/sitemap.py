"""A sitemap (sitemaps.org), plain or gzipped: ordinary, of news (Google's extension), or an index of others.

An ordinary entry tells its link and when it last changed; a news entry also title, time and outlet. The
day of change is no publication, so it goes to `modified` and the page has to say the rest.
"""

import gzip
import io
import zlib
from collections.abc import Iterator

from lxml import etree

from ingest.discovery.found import Found, Record
from ingest.errors import ReadError
from ingest.seeds import SitemapFeed

MOST_BYTES = 50 * 1024 * 1024  # sitemaps.org: a sitemap unpacked is no larger
GZIP = b"\x1f\x8b"
ENTRY = {
    "loc": "link",
    "lastmod": "modified",
    "news/title": "title",
    "news/publication_date": "published",
    "news/publication/name": "outlet",
}


def read(feed: SitemapFeed, body: bytes, url: str) -> Found:
    """Return a sitemap's newest articles, or an index's newest sitemaps as further addresses.

    Of more than `most` entries those with the latest time are taken. Raises ReadError for what is no
    sitemap, and for what unpacks to more than a sitemap may have.
    """
    root = _parsed(_unpacked(body), url)
    kind = etree.QName(root).localname.lower() if isinstance(root.tag, str) else ""
    entries = [record for node in root if (record := _entry(node)).get("link")]
    entries.sort(key=lambda record: record.get("published") or record.get("modified") or "", reverse=True)
    if kind == "sitemapindex":
        return Found([], tuple(entry["link"] for entry in entries if feed.follows(entry["link"])))
    if kind != "urlset":
        raise ReadError("no sitemap came", raw=kind, fix="look at the address; it may be a page or a feed")
    return Found([entry for entry in entries if feed.takes(entry["link"])][: feed.most])


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(GZIP):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as file:
            unpacked = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError("a broken gzip file came instead of a sitemap", fix="try again later") from error
    if len(unpacked) > MOST_BYTES:
        raise ReadError("the sitemap unpacks to more than sitemaps.org allows", fix="use one of its parts")
    return unpacked


def _parsed(body: bytes, url: str) -> etree._Element:
    # no entities and no network: a sitemap is somebody else's text
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("the sitemap cannot be parsed", url=url, raw=str(error), fix="try again later") from error
    if root is None:
        raise ReadError("the sitemap is empty", url=url, fix="try again later")
    return root


def _entry(node: etree._Element) -> Record:
    record: Record = {}
    for way, text in _texts(node, ""):
        if (name := ENTRY.get(way)) and text:
            record.setdefault(name, text)
    return record


def _texts(node: etree._Element, way: str) -> Iterator[tuple[str, str]]:
    """Yield what stands below a node, each with the local names that lead there."""
    for child in node:
        if isinstance(child.tag, str):
            here = f"{way}/{etree.QName(child).localname}".strip("/").lower()
            yield here, " ".join((child.text or "").split())
            yield from _texts(child, here)
