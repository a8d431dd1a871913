"""A feed's bytes -> the records in it, and the addresses where it goes on: one function for all kinds of feeds."""

from collections.abc import Callable, Mapping
from typing import Any

from ingest.discovery import json_list, listing, sitemap, syndication
from ingest.discovery.found import Found
from ingest.seeds import Feed

KINDS: Mapping[str, Callable[[Any, bytes, str], Found]] = {
    "json": json_list.read,
    "feed": syndication.read,
    "sitemap": sitemap.read,
    "listing": listing.read,
}


def discover(feed: Feed, body: bytes, url: str, page: int = 1) -> Found:
    """Return a feed's records as raw text by field name, in the feed's order, and where to ask next.

    `url` is where the bytes were read, `page` the how-manieth of the feed's addresses that is. An empty
    feed has no records. Raises ReadError when the bytes are no such feed.
    """
    found = KINDS[feed.kind](feed, body, url)
    if "{page}" in feed.url and found.records:
        return Found(found.records, (feed.url.replace("{page}", str(page + 1)),))
    return found
