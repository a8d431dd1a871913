"""An author as a source gives it in a field of its own: a name, a byline, a list, an organisation, or nobody.

Data fields hold names as they stand (`Jane Doe, Political Correspondent`, `Jane Doe and John Roe`), which no word
introduces; so one in Latin script is read once more as if `By` stood before it, and then its clear beginning alone.
"""

import re
from dataclasses import replace
from functools import lru_cache
from html import unescape
from typing import Final

from ingest.article import Author
from pipelines.bylines.english_people import is_name
from pipelines.bylines.english_terms import JOB, OUTLET_END
from pipelines.bylines.lines import read_bylines
from pipelines.bylines.outlets import is_body, is_placeholder
from pipelines.bylines.reading import BylineReading
from pipelines.bylines.tongues import in_english

_LONGEST_NAME: Final = 40  # characters of a name that nothing but its field vouches for
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_CREDENTIALS: Final = re.compile(r"(?:,\s*(?:[A-Z][A-Za-z]{0,2}\.?){1,4}[A-Z]?\.?)+$|\s*\((?:he|she|they)/\w+\)$")
_NO_NAME: Final = re.compile(
    r"[>|｜<@#=…_、]|https?:|www\.|\.\w{2,4}/|[。！？]|[:：]|\d{2}[^\d]*\d{4}|(?<!\d)(?:19|20)\d\d(?!\d)|^[\W\d_]*$"
)
_NOTE: Final = re.compile(r"[(（\[]微博[)）\]]")  # portals link a name's account behind it
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OTHER_LIST: Final = re.compile(r"\s*[,;،؛、/]\s*|\s+(?:и|і|та|και)\s+")  # between names of other scripts
_OTHER_OPENER: Final = re.compile(r"^(?:автор|текст|от|από|του|κείμενο)\s*:?\s+", re.IGNORECASE)
_KOREAN: Final = re.compile(
    r"(?<![\uac00-\ud7af])([\uac00-\ud7af]{2,4}?)\s*(?:선임|수석|인턴|객원|전문)?(?:기자|특파원|논설위원|앵커)(?![\uac00-\ud7af])"
)
# what a weblog's system writes around a name: Posted by Ann on March 3; Mar 6 Written By Ann
_POSTED: Final = re.compile(
    r"(?:posted|written|published|submitted)\s+by\s+(?P<who>\w\S*(?:\s[A-Z]\S*){0,3})\s+(?:on|at|in)\s.*", re.IGNORECASE
)
_DAY_BEFORE: Final = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\W+(?=(?:written|posted|by)\b)", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?:(?:posted|written|article|text)\s+)?by:?\s+(?P<who>\w[\w.-]{1,20})", re.IGNORECASE)
_ASIDE: Final = re.compile(
    r"(?<=\w )\((?:[a-zäöüß]{2,6}|[^()]*[a-z][^()]*)\)$"
)  # Jane Doe (Staff Writer), Jane Doe (jd)
_PICTURE: Final = re.compile(r"photo|pictur|image|video", re.IGNORECASE)
_BEHIND_NAME: Final = re.compile(r"\s*[,(|\[•]|\s[-–—]\s|\sis\s(?:an?|the)\s")
_GLUED_BY: Final = re.compile(r"[Bb]y(?=[A-Z][a-z]+ [A-Z])")


@lru_cache(maxsize=512)
def read_given(raw: str, *, field: bool = True) -> BylineReading:
    """Return the people, and the outlet, that an author field names; an empty reading when it names nobody.

    Of a line that is no field (`field` is False) a text of which no word is known names nobody.

    >>> [author.name for author in read_given("Ada Rivers and Bo Hill").authors]
    ['Ada Rivers', 'Bo Hill']
    """
    text = " ".join(_NOTE.sub("", unescape(_TAG.sub(" ", raw))).split())
    if not text or is_placeholder(text):
        return BylineReading()
    latin = bool(_LATIN.search(text)) and not _HAN.search(text)
    if latin:
        text = in_english(_CREDENTIALS.sub("", _DAY_BEFORE.sub("", text)))
        text = "By " + text[2:] if _GLUED_BY.match(text) else text
        aside = _ASIDE.search(text)
        if aside and (aside[0][1].islower() or JOB.search(aside[0])):
            text = text[: aside.start()].strip()
    if korean := _KOREAN.findall(text):
        return BylineReading(tuple(Author(name, "reporter", "기자") for name in korean))
    reading = read_bylines([text], "meta")
    if latin and not reading.authors and (handle := _POSTED.fullmatch(text) or _HANDLE.fullmatch(text)):
        return BylineReading() if is_placeholder(handle["who"]) else BylineReading((Author(handle["who"], "author"),))
    if latin and field and not reading.authors:
        listed = read_bylines([f"By {text.removeprefix('By ')}"], "meta")
        reading = listed if listed.authors else reading
    if latin and field and not _PICTURE.search(text):  # an agency and a name, which below a picture is its maker
        reading = replace(reading, authors=tuple(map(_as_author, reading.authors)))
    if reading.authors or reading.outlet or not field:
        return reading
    return _clear_name(text) if latin else _unread(text)


def _as_author(person: Author) -> Author:
    return replace(person, role="author") if person.role == "photographer" else person


def _clear_name(text: str) -> BylineReading:
    """Return the person with whom a text in Latin script begins when a mark or a job follows, else the whole as one."""
    job = JOB.search(text)
    ends = [match.start() for match in [_BEHIND_NAME.search(text)] if match]
    ends += [job.start()] if job and job.end() == len(text) else []
    head = text[: min(ends)].strip() if ends else ""
    if 2 <= len(head.split()) <= 4 and is_name(head) and not OUTLET_END.search(head):
        return BylineReading((Author(head, "author"),))
    return _unread(text)


def _unread(text: str) -> BylineReading:
    """Return what a field names of which no word is known: one name, names of other scripts, an organisation."""
    if not (_LATIN.search(text) or _HAN.search(text)):
        names = [name for name in _OTHER_LIST.split(_OTHER_OPENER.sub("", text)) if name]
    else:
        names = [text]
    if any(len(name) > _LONGEST_NAME or _NO_NAME.search(name) for name in names):
        return BylineReading()
    return (
        BylineReading(outlet=text) if is_body(text) else BylineReading(tuple(Author(name, "author") for name in names))
    )
