"""A well-kept library's opinion of what is text: trafilatura, asked only when a body is searched for.

Its answer is a vote for lines and never the text itself, since it flattens mark-up that the later
stages read (links, tables, captions) and returns all or nothing on very short pages.
"""

import logging

from lxml import etree

from ingest.extract.votes import key_of

# Above this size its own passes take seconds; the page's lines are then judged without it.
MAX_CHARS = 600_000


def library_text(text: str) -> str:
    """Return the key (`votes.key_of`) of the text that trafilatura takes for the article's.

    Empty when the page is too large for it, or when it finds nothing or fails.
    """
    if len(text) > MAX_CHARS:
        return ""
    import trafilatura  # noqa: PLC0415 - costs 0.3 s, and most seeds never need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        answer = trafilatura.extract(text, include_comments=False, include_tables=True, deduplicate=False)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, etree.LxmlError, AssertionError):
        return ""
    return key_of(answer or "")
