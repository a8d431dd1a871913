"""Joins a day with the clock and the zone that stand beside it, behind it or in front of it."""

import re
from typing import NamedTuple

from pipelines.dates.clock import clock_at, clocks_before
from pipelines.dates.labels import UPDATE, label_behind
from pipelines.dates.reading import Clock, Refused, Setting, Zone
from pipelines.dates.weekdays import weekday_at, weekday_before
from pipelines.dates.zones import zone_after, zone_before

_YEAR_WORD = re.compile(r"\s?(?:года|году|год|г|року|р|r|m|d)\b\.?")
_LUNAR = re.compile(r"[\s,(]{0,2}(?:农历|農曆|阴历|陰曆)[^\s0-9,)]{2,14}(?:[,)]|(?=\s))")
_GAP = re.compile(r"[\s,;.|·•@_()\[\]/~-]{0,6}(?::(?=[0-9]{2}:[0-9]{2}))?(?:T(?=[0-9]{2}:))?")
_AT = re.compile(
    r"(?:时间|時間|시간|posted at|at|um|à|a las|a la|às|as|alle ore|alle|ore|om|klo|kl|o godz|godz|o|в|о|об|u|v|ve"
    r"|la ora|la|เวลา|saat|pukul|jam|lúc|den|time|stand)\b[\s.:]{0,3}|(?:时间|時間)[\s:]{0,2}",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:\s?\([^()]{1,14}\))?[\s,|·•()\[\]/-]{0,5}(?:(?:on|am|le|el|il|den|ngày|del|the|de|thứ \w+,|chủ nhật,)\s)?",
    re.IGNORECASE,
)


class Join(NamedTuple):
    """What stands with a day: its clock and zone, and the stretch of text that all of it takes."""

    clock: Clock | Refused | None
    zone: Zone | None
    start: int
    end: int


def _behind(text: str, start: int, end: int, setting: Setting) -> Join | None:
    tail = _YEAR_WORD.match(text, end)
    pos = tail.end() if tail else end
    gap = _GAP.match(text, pos)
    _, pos = weekday_at(text, gap.end() if gap else pos)
    lunar = _LUNAR.match(text, pos)
    gap = _GAP.match(text, lunar.end() if lunar else pos)
    pos = gap.end() if gap else pos
    between, after = zone_after(text, pos, setting)
    if between:
        gap = _GAP.match(text, after)
        pos = gap.end() if gap else after
    word = _AT.match(text, pos)
    clock = clock_at(text, word.end() if word else pos)
    if clock is None:
        return None
    if isinstance(clock, Refused):
        return Join(clock, None, start, pos)
    zone, last = zone_after(text, clock.end, setting, meridiem=clock.meridiem)
    if "(" in text[end:pos] and label_behind(text, last) == UPDATE:
        return Join(None, None, start, end)  # in brackets, the update has a clock and the day has none
    return Join(clock, zone or between or zone_before(text, start, setting), start, last)


def _in_front(text: str, start: int, end: int, setting: Setting) -> Join | None:
    _, first = weekday_before(text, start)
    for clock in clocks_before(text, start):
        zone, last = zone_after(text, clock.end, setting, meridiem=clock.meridiem)
        if last <= first and _ON.fullmatch(text, last, first):
            return Join(clock, zone or zone_before(text, clock.start, setting), clock.start, end)
    return None


def join(text: str, start: int, end: int, setting: Setting) -> Join:
    """Return the clock and zone of the day that stands between `start` and `end`."""
    found = _behind(text, start, end, setting) or _in_front(text, start, end, setting)
    return found or Join(None, zone_before(text, start, setting), start, end)
