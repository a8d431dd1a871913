"""Puts three or two bare numbers in order, or refuses where two orders are possible."""

import re
from collections.abc import Iterable

from pipelines.dates.reading import Setting
from pipelines.dates.resolve import Day, calendar_day
from pipelines.dates.words import DAY_FIRST_WORDS, choice

_DAY_FIRST = re.compile(rf"(?<![^\W_])(?:{choice(DAY_FIRST_WORDS)})(?![^\W_])", re.IGNORECASE)
_PIVOT = 50  # two-digit years below it are of this century
_LEAP = 2000  # a year that has every day, to test a yearless one


def full_year(two_digits: int) -> int:
    """Return the year that two digits stand for."""
    return two_digits + (2000 if two_digits < _PIVOT else 1900)


def _one(days: Iterable[Day], weekday: int | None = None) -> Day | None:
    """Return the only day among the possible ones, with the weekday's help; None when there is no one."""
    real = {day: calendar_day(day.year or _LEAP, day.month, day.day) for day in days}
    possible = [day for day, date in real.items() if date]
    if len(possible) > 1 and weekday:
        possible = [day for day in possible if (date := real[day]) and date.isoweekday() == weekday]
    return possible[0] if len(possible) == 1 else None


def _surely_day_first(sep: str, text: str, setting: Setting) -> bool:
    """Tell whether the text's language, or the dots of its continent (DIN 5008 and its like), decide."""
    return (sep == "." and setting.zone.startswith("Europe/")) or _DAY_FIRST.search(text) is not None


def day_month(
    numbers: tuple[int, int], year: int | None, sep: str, *, text: str, setting: Setting, weekday: int | None
) -> Day | None:
    """Order day and month before a four-digit year, or without one.

    In turn: the seed's word; the only order that the calendar allows; the weekday that the text names; a
    language or continent that always writes the day first. What could be either is refused.
    """
    first, second = numbers
    day_first, month_first = Day(year, second, first), Day(year, first, second)
    if setting.day_first is not None:
        return _one([day_first if setting.day_first else month_first])
    if year is None and setting.east:
        return _one([month_first])
    if found := _one([day_first, month_first], weekday if year else None):
        return found
    return _one([day_first]) if _surely_day_first(sep, text, setting) else None


def two_digit_year(parts: tuple[str, str, str], sep: str, text: str, setting: Setting) -> Day | None:
    """Order three numbers of two digits: year first in the East; elsewhere what only one order allows."""
    a, b, c = map(int, parts)
    year_first, day_first, month_first = Day(full_year(a), b, c), Day(full_year(c), b, a), Day(full_year(c), a, b)
    if setting.day_first is not None:
        return _one([day_first if setting.day_first else month_first])
    if setting.east:
        return _one([year_first]) if len(parts[0]) == 2 else None
    if _surely_day_first(sep, text, setting):
        return _one([day_first])
    return _one([day_first, month_first, *([year_first] if sep == "-" or setting.zone.startswith("Asia/") else [])])
