"""Places and days of a dispatch: which words name a place, and where an outlet ends before its place.

A place is believed when the table (`places.tsv`) knows it, or when it ends like one (…市, …县); elsewhere only
its position between an outlet and a day makes it one. All text is folded (see `folding`).
"""

import re
from typing import Final

from pipelines.bylines.expressions import expression
from pipelines.bylines.folding import table_rows

PLACES: Final = frozenset(word for _, words in table_rows("places.tsv") for word in words.split())
_ENDINGS: Final = expression(
    r"[\u4e00-\u9fff]{2,7}(?:市|县|区|省|州|盟|旗|镇|乡|村|岛|港|湾|新区|自治区|自治州|开发区)$"
)
# 济州(韩国): a place may carry its country in brackets
_COUNTRY: Final = expression(r"\([\u4e00-\u9fff]{2,6}\)$")
_DIGITS: Final = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_YEAR: Final = r"(?:(?:\d{4}|[〇零○O一二三四五六七八九]{4})\s?年\s?)?"
DAY: Final = rf"(?:{_YEAR}{_DIGITS}\s?月\s?{_DIGITS}\s?日|{_YEAR}{_DIGITS}\s?日)"


def place_cost(text: str) -> float:
    """Return how little `text` looks like a place: 0 for a known one, infinite when it cannot be one.

    >>> place_cost("巴彦淖尔"), place_cost("某某县")
    (0.0, 2.0)
    """
    text = _COUNTRY.sub("", text.strip())
    if text in PLACES:
        return 0.0
    if not text or len(text) > 20 or not all("\u4e00" <= c <= "\u9fff" or c in "、·/ -" for c in text):
        return float("inf")
    parts = re.split(r"[、·/ -]+", text)
    if len(parts) > 1:
        return max(place_cost(part) for part in parts)
    for width in range(len(text) - 1, 1, -1):
        if text[:width] in PLACES and (text[width:] in PLACES or _ENDINGS.match(text)):
            return 1.0
    if _ENDINGS.match(text):
        return 2.0
    return 4.0 + max(0, len(text) - 4) if len(text) > 1 else float("inf")


def is_place(text: str) -> bool:
    """Say whether `text` is certainly a place: known, or ending like one."""
    return place_cost(text) <= 2.0


def place_ends(text: str) -> list[int]:
    """Return where a known place may begin that `text` ends with, longest first."""
    starts = range(max(0, len(text) - 10), len(text) - 1)
    return [start for start in starts if text[start:] in PLACES or _is_pair(text[start:])]


def _is_pair(text: str) -> bool:
    """Say whether `text` is two known places: 台湾新竹."""
    return any(text[:cut] in PLACES and text[cut:] in PLACES for cut in range(2, len(text) - 1))
