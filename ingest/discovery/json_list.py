"""A list in a JSON answer: JMESPath says where it is, and which key is which field."""

from urllib.parse import urljoin

from ingest.discovery.found import Found
from ingest.extract.api import read_answer, read_items
from ingest.seeds import JsonFeed


def read(feed: JsonFeed, body: bytes, url: str) -> Found:
    """Return the list's records; `next` may name the address of the next page. Raises ReadError."""
    records = read_items(body, items=feed.items, fields=feed.fields)
    onward = read_answer(body, fields={"next": feed.next})["next"] if feed.next and records else ""
    return Found(records, (urljoin(url, onward),) if onward else ())
