"""A page that lists articles: CSS selectors say which elements are items, and what in them is which field."""

from urllib.parse import urljoin

from parsel import Selector
from w3lib.html import get_base_url

from ingest.discovery.found import Found
from ingest.errors import ReadError
from ingest.extract.decoding import decode
from ingest.seeds import ListingFeed
from pipelines.overfull import is_overfull


def read(feed: ListingFeed, body: bytes, url: str) -> Found:
    """Return the page's items, links made whole; `next` may select the link to the next page.

    Raises ReadError when no element is an item: a list page without a list has been redesigned.
    """
    text = decode(body)
    if is_overfull(text):
        raise ReadError("markup whose tags hold too many attributes to be read")
    page = Selector(text=text or "<html/>", type="html")
    here = get_base_url(text, url)
    items = page.css(feed.items)
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


def _first(part: Selector, selectors: tuple[str, ...]) -> str:
    """Return the first text that any of the selectors finds in a part, blanks folded."""
    for selector in selectors:
        for match in part.css(selector):
            found = match.root if isinstance(match.root, str) else match.xpath("string()").get("")
            if text := " ".join(found.split()):
                return text
    return ""
