"""The adapters by which the labelled samples are scored: thin functions over the real code."""

import html
import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ingest.article import Article, Image
from ingest.extract import page as pages
from pipelines import dates
from pipelines.bylines import Where, read_bylines, read_given
from pipelines.bylines.stage import finish_bylines
from pipelines.paragraphs import read_paragraphs
from pipelines.paragraphs.drafts import lines_of, text_of
from pipelines.paragraphs.stage import finish_paragraphs

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
    zone, day_first = page.reckoning
    when = dates.read_date(page.published, zone=zone, day_first=day_first)
    blocks = read_paragraphs(page.body, base_url=url).blocks
    lines = [text_of(runs) for runs in lines_of(tuple(block for block in blocks if not isinstance(block, Image)))]
    return {
        "title": page.title,
        "date": _written(when.value, zone) if when else None,
        "authors": _writers(page, url),
        "text": "\n".join(_printed(lines[:3], "lead") + lines[3:][:-4] + _printed(lines[3:][-4:], "tail")),
    }


def _printed(lines: list[str], where: Where) -> list[str]:
    """Return the lines that are more than a byline, as printed: a dispatch head is part of its paragraph there."""
    reading = read_bylines(lines, where)
    alone = [[line if at == number else "" for at in range(len(lines))] for number, line in enumerate(lines)]
    return [line for line, others in zip(lines, alone, strict=True) if any(reading.rest(others))]


_WRITERS = {"reporter", "correspondent", "intern", "author", "translator"}
_PICTURE_STORY = 300  # characters: what says more was written, whoever took its pictures
_STATED = {"json-ld", "microdata", "meta", "profile", "named", "account", "visible"}


def _written(value: datetime | date, zone: str) -> str:
    """Return an instant in UTC in the page's zone, as the dates stage writes it; what names its zone keeps it."""
    if not isinstance(value, datetime) or value.utcoffset() or not any(value.timetuple()[3:6]):
        return value.isoformat()
    return value.astimezone(ZoneInfo(zone)).isoformat()


def _writers(page: pages.PageReading, url: str) -> list[str]:
    """Return the names of those who wrote the article, else of who took its pictures, else the body it is from."""
    article = Article("article", url=url, language=page.language, authors_raw=page.authors, body_raw=page.body)
    finish_paragraphs(article)
    finish_bylines(article)
    given = {person.name for raw in page.authors for person in read_given(raw).authors}
    east = page.language.partition("-")[0] in {"zh", "ja", "ko"}
    # in Latin script who else contributed stands below the text
    people = [person for person in article.authors if east or not given or person.name in given]
    shown = sum(len(text_of(runs)) for runs in lines_of(article.blocks))
    for roles in (_WRITERS, {"photographer"} if shown < _PICTURE_STORY else set()):
        if names := [person.name for person in people if person.role in roles]:
            return names
    stated = page.authors if page.origins.get("authors") in _STATED else ()
    return [raw for raw in stated if not read_given(raw).authors]
