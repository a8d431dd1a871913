"""Finds the name of a weekday beside a date, in any of the known languages."""

import re

from pipelines.dates.words import CJK_WEEKDAYS, WEEKDAYS, fold

_CJK = (
    r"(?:星期|周|週|礼拜|禮拜)(?P<zh>[一二三四五六日天])|(?P<ja>[月火水木金土日])曜日?|(?P<ko>[월화수목금토일])요일"
    r"|\(?(?P<bare>[一二三四五六日月火水木金土월화수목금토일])(?:[^\w\s]?祝)?\)"
)
_LATIN = r"(?P<latin>[A-Za-zÀ-ɏͰ-ϿЀ-ӿ'-]{2,13})"
_AT = re.compile(rf"[\s,(\[|/]{{0,3}}(?:{_CJK}|{_LATIN}\.?)[)\]]?")
_BEFORE = re.compile(rf"(?:{_CJK}|(?<![A-Za-zÀ-ɏͰ-ϿЀ-ӿ]){_LATIN}\.?)[)\]]?[\s,|·-]{{0,3}}(?:the |den |le |el |il )?$")


def _number(found: re.Match[str]) -> int | None:
    if latin := found["latin"]:
        return WEEKDAYS.get(fold(latin)) or WEEKDAYS.get(fold(latin[-3:]) if latin[-3:].istitle() else "")
    return CJK_WEEKDAYS[found["zh"] or found["ja"] or found["ko"] or found["bare"]]


def weekday_at(text: str, pos: int) -> tuple[int | None, int]:
    """Return the weekday (1 is Monday) that stands at `pos` and where it ends, else None and `pos`."""
    found = _AT.match(text, pos)
    number = _number(found) if found else None
    return (number, found.end()) if found and number else (None, pos)


def weekday_before(text: str, pos: int) -> tuple[int | None, int]:
    """Return the weekday whose name ends at `pos`, and where it begins, else None and `pos`."""
    first = max(0, pos - 24)
    found = _BEFORE.search(text[first:pos])
    number = _number(found) if found else None
    return (number, first + found.start()) if found and number else (None, pos)
