"""The adapters by which the labelled samples are scored: thin functions over the real code."""

import html
import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ingest.article import Author, Image
from ingest.extract import page as pages
from pipelines import dates
from pipelines.bylines import read_bylines
from pipelines.paragraphs import read_paragraphs
from pipelines.paragraphs.drafts import lines_of, text_of

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


def read_page(html: bytes, url: str) -> dict[str, Any]:
    """Return title, date, authors and text of any article page, its paragraphs one a line."""
    page = pages.read_page(html, url)
    language = page.language.partition("-")[0].lower()
    zone, day_first = page.reckoning
    when = dates.read_date(page.published, zone=zone, day_first=day_first)
    blocks = read_paragraphs(page.body, base_url=url).blocks
    lines = [text_of(runs) for runs in lines_of(tuple(block for block in blocks if not isinstance(block, Image)))]
    head, tail = read_bylines(lines[:3], "lead"), read_bylines(lines[3:][-4:], "tail")
    as_data = page.origins.get("authors") in {"json-ld", "microdata", "meta", "profile"}
    named = [person for raw in page.authors for person in _people(raw, as_data=as_data)]
    shown = [*head.authors, *tail.authors]
    people = [*named, *shown] if language == "zh" else named or shown
    names = [person.name for person in people if person.role != "editor"]
    return {
        "title": page.title,
        "date": _written(when.value, zone) if when else None,
        "authors": list(dict.fromkeys(names)),
        "text": "\n".join(head.rest(lines[:3]) + lines[3:][:-4] + tail.rest(lines[3:][-4:])),
    }


def _written(value: datetime | date, zone: str) -> str:
    """Return an instant in UTC in the page's zone, as the dates stage writes it; what names its zone keeps it."""
    if not isinstance(value, datetime) or value.utcoffset() or not any(value.timetuple()[3:6]):
        return value.isoformat()
    return value.astimezone(ZoneInfo(zone)).isoformat()


def _people(raw: str, *, as_data: bool) -> list[Author]:
    """Return the people of one author text; what a page gives as data is a name as it stands."""
    for text in (raw, f"By {raw}"):
        if as_data and raw.isascii():
            break
        reading = read_bylines([text], "meta")
        if reading.authors:
            return list(reading.authors)
    return [] if len(raw) > 60 else [Author(raw, "author")]
