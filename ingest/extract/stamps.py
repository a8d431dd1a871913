"""Times that elements keep for machines: `<time datetime>`, `<abbr title>`, attributes beside words like "3 days ago".

Sources: HTML 4.5.14 (`time`), the hAtom microformat (`abbr class="published" title`), and the habits of templates
(`data-date`, `data-timestamp`, `data-utime`).
"""

import re

from lxml.html import HtmlElement

from ingest.extract.datemarks import has_date

_KEEPS = re.compile(r"data-(?:[a-z]+[-_])*(?:date|datetime|timestamp|published|created(?:[-_]?at)?|utime)")
_MAY_KEEP = re.compile(r"data-(?:[a-z]+[-_])*(?:time|val|value)")
_NAMED = re.compile(r"(?:^|[\s_-])(?:date|time|published|posted|created|pubdate|timestamp|dateline)", re.IGNORECASE)
# A number is a time only in the shape of an epoch's seconds or milliseconds.
_STAMP = re.compile(r"\s*(?:(?:19|20)\d{2}-?\d{2}-?\d{2}(?!\d)\D{0,2}.{0,24}|1\d{9}(?:\d{3})?)\s*")
_LONGEST = 60  # characters of a time that is written out


def stamp_of(node: HtmlElement) -> str:
    """Return the time that an element keeps in its attributes, as written there, or "".

    >>> from lxml.html import fromstring
    >>> stamp_of(fromstring('<abbr class="published" title="2019-03-05T08:30">Tuesday</abbr>'))
    '2019-03-05T08:30'
    """
    if node.tag == "time" and node.get("datetime"):
        return str(node.get("datetime", ""))
    if not node.keys():
        return ""
    named = node.tag in {"time", "abbr"} or _NAMED.search(f"{node.get('class') or ''} {node.get('id') or ''}")
    for name, value in node.items():
        if (_KEEPS.fullmatch(name) or (named and _MAY_KEEP.fullmatch(name))) and _STAMP.fullmatch(value):
            return str(value).strip()
    if not named:
        return ""
    title = node.get("title") or ""
    return title.strip() if len(title) < _LONGEST and (_STAMP.fullmatch(title) or has_date(title)) else ""
