"""An author as a source gives it in a field of its own: a name, a byline, a list, an organisation, or nobody.

Data fields hold names as they stand (`Jane Doe, Political Correspondent`, `Jane Doe and John Roe`), which no word
introduces; so an English one is read once more as if `By` stood before it.
"""

import re
from functools import lru_cache
from html import unescape
from typing import Final

from ingest.article import Author
from pipelines.bylines.lines import read_bylines
from pipelines.bylines.outlets import is_body, is_placeholder
from pipelines.bylines.reading import BylineReading

_LONGEST_NAME: Final = 40  # characters of a name that nothing but its field vouches for
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_CREDENTIALS: Final = re.compile(r"(?:,\s*(?:[A-Z][A-Za-z]{0,2}\.?){1,4}[A-Z]?\.?)+$|\s*\((?:he|she|they)/\w+\)$")
_NO_NAME: Final = re.compile(r"[>|｜<@#=…_、]|https?:|www\.|\.\w{2,4}/|[。！？]|[:：]|\d{2}[^\d]*\d{4}|^[\W\d_]*$")
_NOTE: Final = re.compile(r"[(（\[]微博[)）\]]")  # portals link a name's account behind it
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


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
    text = _CREDENTIALS.sub("", text) if latin else text
    reading = read_bylines([text], "meta")
    if latin and field and not reading.authors:
        listed = read_bylines([f"By {text}"], "meta")
        reading = listed if listed.authors else reading
    if reading.authors or reading.outlet or not field:
        return reading
    if len(text) > _LONGEST_NAME or _NO_NAME.search(text):
        return BylineReading()
    return BylineReading(outlet=text) if is_body(text) else BylineReading((Author(text, "author"),))
