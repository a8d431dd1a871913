"""First answer by rank, with its origin, and what the other readers said otherwise."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ingest.extract.findings import Field, Finding
from ingest.extract.titles import fold

# Readers in rank order; "json-ld page" describes the page and not the article.
RANKS = (
    "selector", "json-ld", "microdata", "meta", "link", "profile", "visible", "time", "named", "script",
    "json-ld page", "url", "lang", "account", "update",
)  # fmt: skip
_NUMERIC_DAY = re.compile(r"((?:19|20)\d{2})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_DAY = re.compile(r"\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})", re.IGNORECASE)
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?([a-z]{3})[a-z]*\.?,?[\s-]+((?:19|20)\d{2})", re.IGNORECASE
)
_ZULU = re.compile(r"(?:Z|[+-]00:?00)$")
_NOBODY = re.compile(
    r"^\W*(?:admin\w*|administrator|editor|root|user|guest|webmaster|staff|null|none|undefined|n/a|佚名|匿名|未知|本站|管理员|编辑|小编|作者|记者|author|by)\W*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2})\s*[:：时時點点]\s*(\d{2})(?:\s*[:：分]\s*(\d{2}))?")


def ranked(findings: Iterable[Finding], field: Field) -> list[Finding]:
    """Return a field's findings in rank order, equal ones kept once."""
    rank = {reader: number for number, reader in enumerate(RANKS)}
    own = sorted((item for item in findings if item.field == field), key=lambda item: rank.get(item.reader, 99))
    return list({(item.reader, item.value): item for item in own}.values())


def day_of(text: str) -> tuple[int, int, int] | None:
    """Return (year, month, day) where a date's day is written beyond doubt, else None.

    Only for telling whether two readers mean the same day; the dates stage reads dates.
    """
    if match := _NUMERIC_DAY.search(text):
        year, month, day = (int(part) for part in match.groups())
    elif (match := _MONTH_DAY.search(text)) and match.group(1).lower() in _MONTHS:
        year, month, day = int(match.group(3)), _MONTHS.index(match.group(1).lower()) + 1, int(match.group(2))
    elif (match := _DAY_MONTH.search(text)) and match.group(2).lower() in _MONTHS:
        year, month, day = int(match.group(3)), _MONTHS.index(match.group(2).lower()) + 1, int(match.group(1))
    else:
        return None
    try:
        date(year, month, day)
    except ValueError:
        return None
    return year, month, day


def clock_of(text: str) -> str:
    """Return the clock time's digits (`0919`), or "" when there is none; midnight sharp is none."""
    match = _CLOCK.search(text)
    if not match:
        return ""
    clock = f"{int(match.group(1)):02d}{match.group(2)}"
    return "" if clock == "0000" and match.group(3) in {None, "00"} else clock


def choose_published(findings: Sequence[Finding]) -> Finding | None:
    """Return the publication time by rank; a bare day gives way to the same day with a clock time."""
    answers = ranked(findings, "published")
    if not answers:
        return None
    best = answers[0]
    day = day_of(best.value)
    if best.reader == "selector" or day is None:
        return best
    restamped = any(item.field == "modified" and item.value == best.value for item in findings)
    for other in answers[1:]:
        if restamped and other.reader in {"visible", "time"} and (day_of(other.value) or day) < day:
            return other  # a stamp that moves with every save is no publication; the page shows an older day
        if not clock_of(other.value):
            continue
        if not clock_of(best.value) and day_of(other.value) == day:
            return other
        if _ZULU.search(best.value) and other.reader in {"visible", "time"} and _one_instant(best.value, other.value):
            return other
    return best


def _one_instant(zulu: str, local: str) -> bool:
    """Tell whether a local time shows the instant of one in UTC: the minutes agree, the hours are near.

    A page that also shows its own zone's time is read by that, as its day is the day meant; it
    also undoes the stamps that call a local time UTC.
    """
    ours, theirs = (clock_of(text) for text in (zulu, local))
    days = [day_of(text) for text in (zulu, local)]
    if not theirs or ours[2:] != theirs[2:] or None in days:
        return False
    near = [date(*day) for day in days if day]
    return abs((near[0] - near[1]).days) <= 1


def choose_authors(findings: Sequence[Finding]) -> list[Finding]:
    """Return the first reader's authors that are people, all of them; the site's own name is none."""
    site = {fold(item.value) for item in findings if item.field in {"site", "outlet"}}
    answers = [item for item in ranked(findings, "authors") if len(item.value) < 300 and not _NOBODY.match(item.value)]
    people = [item for item in answers if fold(item.value) not in site] or answers
    return [item for item in people if item.reader == people[0].reader]


def others_of(findings: Iterable[Finding], field: Field, chosen: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the other readers' answers that differ from the chosen ones, as (reader, value)."""
    have = {fold(value) for value in chosen}
    differing: dict[tuple[str, str], None] = {}
    for item in ranked(findings, field):
        if fold(item.value) not in have:
            differing.setdefault((item.reader, item.value[:500]), None)
    return tuple(differing)
