"""A feed's bytes -> the records in it: one function for all kinds of feeds."""

from ingest.extract.api import read_items
from ingest.seeds import JsonFeed


def discover(feed: JsonFeed, body: bytes) -> list[dict[str, str]]:
    """Return a feed's records as raw text by field name, in the feed's order.

    An empty feed is an empty list. Raises ReadError when the bytes are no such feed.
    """
    return read_items(body, items=feed.items, fields=feed.fields)
