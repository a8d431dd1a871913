"""The adapters by which the labelled samples are scored: thin functions over the real code."""

import html
import re
from datetime import datetime
from typing import Any

from pipelines import dates
from pipelines.bylines import read_bylines

_BREAK = re.compile(r"<br\s*/?>|</p>|\n", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


def read_byline(lines: list[str], where: str) -> dict[str, Any]:
    """Return what the lines say about people, outlet and place, and what stays of them as body."""
    plain = [html.unescape(_TAG.sub("", part)) for line in lines for part in _BREAK.split(line)]
    reading = read_bylines(plain, where)
    dateline = reading.dateline
    return {
        "authors": [{"name": author.name, "role": author.role} for author in reading.authors],
        "outlet": reading.outlet,
        "dateline": {"place": dateline.place, "date_text": dateline.date_text} if dateline else None,
        "body_rest": "\n".join(reading.rest(plain)),
    }


def read_date(text: str, ref: str | None, tz: str) -> str | None:
    """Return the instant as ISO 8601 with its offset, the day as YYYY-MM-DD, or None for no certain date."""
    reading = dates.read_date(text, zone=tz, reference=datetime.fromisoformat(ref) if ref else None)
    return reading.value.isoformat() if reading else None
