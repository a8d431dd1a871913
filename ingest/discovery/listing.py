"""A page that lists articles: CSS selectors say which elements are items, and what in them is which field."""

from functools import lru_cache
from typing import Any, cast
from urllib.parse import urljoin

from lxml import etree
from parsel import Selector
from parsel.csstranslator import HTMLTranslator
from w3lib.html import get_base_url

from ingest.discovery.found import Found
from ingest.errors import ReadError
from ingest.extract.decoding import decode
from ingest.seeds import ListingFeed
from pipelines.overfull import is_overfull

_CSS = HTMLTranslator()
_TEXT = etree.XPath("string()")


def read(feed: ListingFeed, body: bytes, url: str) -> Found:
    """Return the page's items, links made whole; `next` may select the link to the next page.

    Raises ReadError when no element is an item: a list page without a list has been redesigned.
    """
    text = decode(body)
    if is_overfull(text):
        raise ReadError("markup whose tags hold too many attributes to be read")
    page = Selector(text=text or "<html/>", type="html").root
    here = get_base_url(text, url)
    items = _all(page, feed.items)
    if not items:
        raise ReadError("no element is an item", field=feed.items, fix="the layout has changed; correct `items`")
    records = []
    for item in items:
        record = {name: _first(item, selectors) for name, selectors in feed.fields.items()}
        record["link"] = urljoin(here, record["link"]) if record.get("link") else ""
        if record["link"] and feed.takes(record["link"]):
            records.append(record)
    onward = _first(page, (feed.next,)) if feed.next else ""
    return Found(records, (urljoin(here, onward),) if onward else ())


def _first(part: etree._Element, selectors: tuple[str, ...]) -> str:
    """Return the first text that any of the selectors finds in a part, blanks folded."""
    for selector in selectors:
        for match in _all(part, selector):
            found = match if isinstance(match, str) else str(_TEXT(match))
            if text := " ".join(found.split()):
                return text
    return ""


def _all(part: etree._Element, selector: str) -> list[Any]:
    """Return the elements, or the texts and values, that a selector finds in a part."""
    return cast("list[Any]", _compiled(selector)(part))


@lru_cache(maxsize=256)
def _compiled(selector: str) -> etree.XPath:
    """Compile a selector once; a page may have as many items as its bytes allow."""
    return etree.XPath(_CSS.css_to_xpath(selector), smart_strings=False)
