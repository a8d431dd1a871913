"""Dates as people write them: finds the days of a text, joins clock and zone to each, and picks the publication."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pipelines.dates.days import FULL_ROWS, YEARLESS_ROWS, DayRow
from pipelines.dates.joins import Join, join
from pipelines.dates.labels import (
    UPDATE,
    bare,
    behind_outlet,
    closed,
    denied,
    glued,
    label_before,
    label_behind,
    opened,
    ranks,
)
from pipelines.dates.machine import read_keyed_epoch, read_machine
from pipelines.dates.matched import NOT_THIS, Around
from pipelines.dates.plain import CUT_MARGIN, plain
from pipelines.dates.reading import Clock, Found, Refused, Setting
from pipelines.dates.relative import read_clock_alone, read_relative
from pipelines.dates.resolve import IMPOSSIBLE, Day, dated
from pipelines.dates.weekdays import weekday_at, weekday_before
from pipelines.dates.words import listed

# Zones whose press uses both orders of day and month.
_MIXED = frozenset(listed("Asia/Hong_Kong Hongkong Asia/Macau Asia/Macao Asia/Singapore Singapore Asia/Kuala_Lumpur"))
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TO = re.compile(r"\s?(?:-|~|至|到|から|to|bis|au|al|a|до|부터)\s?")
_TO_DAY = re.compile(
    r"\s?(?:至|到|~|-|から|부터)\s?(?:[0-9]{4}[年/.-])?[0-9]{1,2}\s?(?:[日号號일月월]|[-/.][0-9]{1,2}(?![0-9:]))"
)
_ELLIPSIS = "…"  # what the cut took is there, so that nothing before it is the text's end
_SHORTEST = 5  # characters of a numeric day with both numbers in full
_LOOSE_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_COUNTED = re.compile(r"[\s|,·]*(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|人气|views?|次)")
_STRAY_CLOCK = re.compile(r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}(?![0-9])")


class _Candidate(NamedTuple):
    row: DayRow
    day: Day | None
    weekday: int | None
    start: int
    end: int


class _Placed(NamedTuple):
    rank: int
    start: int
    end: int
    answer: Found | Refused


def _shapes(text: str, rows: Sequence[DayRow], setting: Setting) -> list[_Candidate]:
    """Return all days that the rows find, from left to right, none overlapping; a real day before a false one."""
    found: list[_Candidate] = []
    chars = set(text)
    for row in rows:
        if row.hint and chars.isdisjoint(row.hint):
            continue
        for match in row.pattern.finditer(text):
            start, end = match.span()
            if denied(text, start, end):
                continue
            weekday = weekday_at(text, end)[0] or weekday_before(text, start)[0]
            day = row.read(match, Around(text, setting, weekday))
            if day is not NOT_THIS:
                found.append(_Candidate(row, day, weekday, start, end))
    found.sort(key=lambda one: (one.start, one.day is None, -one.end))
    apart: list[_Candidate] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _begins(text: str, start: int) -> bool:
    return opened(text, start) or behind_outlet(text, start)


def _trusted(text: str, one: _Candidate, joined: Join) -> bool:
    """Tell whether the form may be read where it stands: `3-2` needs a label or a weekday, `11-05` a clock."""
    if one.row.place == "anywhere":
        return True
    short = one.end - one.start < _SHORTEST
    if isinstance(joined.clock, Clock):
        return one.row.place == "opened" or not short or opened(text, joined.start)
    if one.row.place == "opened":
        return closed(text, one.end) or (not glued(text, one.end) and _begins(text, one.start))
    if short and one.weekday is None and label_before(text, one.start) is None:
        return False
    if not _begins(text, one.start) or (text[one.start] != "0" and behind_outlet(text, one.start)):
        return False
    return closed(text, one.end) or weekday_at(text, one.end)[0] is not None


def _placed(text: str, rows: Sequence[DayRow], setting: Setting, *, cut: bool) -> list[_Placed]:
    """Return the trusted dates of the text with their clocks; spans of days and what a cut may have cut are refused."""
    joined = [(one, join(text, one.start, one.end, setting)) for one in _shapes(text, rows, setting)]
    starts = [one.start for one, _ in joined[1:]] + [None] * bool(joined)
    kept: list[tuple[Join, Found | Refused]] = []
    for (one, beside), following in zip(joined, starts, strict=True):
        if not _trusted(text, one, beside):
            continue
        span = following is not None and _TO.fullmatch(text, beside.end, following)
        span = span or (beside.clock is None and _TO_DAY.match(text, one.end))
        answer: Found | Refused = IMPOSSIBLE
        if one.day and not isinstance(beside.clock, Refused) and not span:
            answer = dated(one.day, beside.clock, beside.zone, setting, one.row.name)
        kept.append((beside, IMPOSSIBLE if cut and beside.end > len(text) - CUT_MARGIN else answer))
    labelled = ranks(text, [(beside.start, beside.end) for beside, _ in kept])
    return [
        _Placed(rank, beside.start, beside.end, answer) for rank, (beside, answer) in zip(labelled, kept, strict=True)
    ]


def _best(text: str, rows: Sequence[DayRow], setting: Setting, *, cut: bool) -> _Placed | None:
    """Return the publication among the dates found: by its label, else the first that is no update."""
    placed = _placed(text, rows, setting, cut=cut)
    if not placed:
        return None
    best = min(placed, key=lambda one: (one.rank, one.start))
    if not (isinstance(best.answer, Found) and best.answer.precision == "day"):
        return best
    for one in placed:
        if one.rank != UPDATE and isinstance(one.answer, Found) and _same_day(one.answer, best.answer):
            return one
    return best._replace(answer=Refused("a clock stands apart")) if _stray_clock(text, placed) else best


def _same_day(timed: Found, day: Found) -> bool:
    """Tell whether the one is a time on the other's day."""
    return isinstance(timed.value, datetime) and timed.value.date() == day.value


def _stray_clock(text: str, placed: Sequence[_Placed]) -> bool:
    """Tell whether a clock stands in the text that belongs to no date and is no update's."""
    return any(
        not any(one.start <= found.start() < one.end for one in placed)
        and UPDATE not in (label_before(text, found.start()), label_behind(text, found.end()))
        for found in _STRAY_CLOCK.finditer(text)
    )


def _year_beside(text: str, one: _Placed) -> bool:
    """Tell whether a year in a form that no row knows stands beside the date."""
    before, behind = text[max(0, one.start - 12) : one.start], text[one.end : one.end + 12]
    return bool(_LOOSE_YEAR.search(before) or (_LOOSE_YEAR.search(behind) and not _COUNTED.match(behind)))


def _read_days(text: str, setting: Setting, *, cut: bool) -> Found | Refused | None:
    full = _best(text, FULL_ROWS, setting, cut=cut)
    if full and full.rank != UPDATE:
        return full.answer
    yearless = _best(text, YEARLESS_ROWS, setting, cut=cut)
    if yearless and not full and _year_beside(text, yearless):
        return Refused("a year stands beside the yearless day")
    if full:
        return yearless.answer if yearless and yearless.rank != UPDATE else full.answer
    return yearless.answer if yearless else None


def read_human(head: str, setting: Setting, *, cut: bool) -> Found | Refused | None:
    """Return what a text of any form says, folded first; `cut` says that more text stood behind it."""
    folded, short = plain(head)
    cut = cut or short
    if setting.east is False and setting.zone not in _MIXED and _CJK.search(folded):
        setting = setting._replace(east=True)
    alone = bare(folded)
    answer = None if cut else read_machine(alone, setting)
    return (
        answer
        or _read_days(folded, setting, cut=cut)
        or read_keyed_epoch(folded, setting)
        or read_relative(folded + _ELLIPSIS * cut, setting)
        or read_clock_alone(alone, setting)
    )
