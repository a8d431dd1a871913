"""Makes a day of what a row of `days` has matched.

None says that the numbers make no such day (or could make two), which also keeps weaker rows from reading a part of
them; `NOT_THIS` that the match is no date at all, so that other rows may read there.
"""

import re
from typing import NamedTuple

from pipelines.dates.eras import LETTERS, REPUBLIC, TAIPEI, TOKYO, common_year, era_day, plain_year, thai_year
from pipelines.dates.months import CROATIAN_MONTHS, CROATIAN_ZONES, MONTHS
from pipelines.dates.numerals import number
from pipelines.dates.orders import day_month, full_year, two_digit_year
from pipelines.dates.reading import Setting
from pipelines.dates.resolve import Day
from pipelines.dates.words import fold

NOT_THIS = Day(0, 0, 0)
_THAI = re.compile("[\u0e00-\u0e7f]")


class Around(NamedTuple):
    """What a row may ask for beside its own match."""

    text: str
    setting: Setting
    weekday: int | None


def _month(word: str, setting: Setting) -> int | None:
    """Return the month's number; of glued words (`SmithDecember`) the last capitalised one counts."""
    names = CROATIAN_MONTHS if setting.zone in CROATIAN_ZONES else MONTHS
    if month := names.get(fold(word)):
        return month
    last = max((at for at, char in enumerate(word) if char.isupper()), default=0)
    return names.get(fold(word[last:])) if last else None


def read_ymd(m: re.Match[str], _: Around) -> Day | None:
    """Read year, month and day in numbers."""
    return Day(common_year(int(m["y"])), int(m["m"]), int(m["d"]))


def read_cjk(m: re.Match[str], around: Around) -> Day | None:
    """Read `2021年5月13日` and its kin, also in an era."""
    year, month, day = number(m["y"]), number(m["m"]), number(m["d"])
    if year is None or month is None or day is None:
        return None
    return (
        era_day(m["era"], year, month, day)
        if m["era"]
        else plain_year(m["y"], year, month, day, setting=around.setting)
    )


def read_era(m: re.Match[str], around: Around) -> Day | None:
    """Read numbers behind an era or its letter."""
    if m["letter"] and around.setting.zone not in TOKYO:
        return NOT_THIS
    year, month, day = number(m["y"]), number(m["m"]), number(m["d"])
    if year is None or month is None or day is None:
        return None
    return era_day(LETTERS[m["letter"]] if m["letter"] else m["era"], year, month, day)


def read_roc(m: re.Match[str], around: Around) -> Day | None:
    """Read a year of the Republic's calendar, in its own zone."""
    if around.setting.zone not in TAIPEI:
        return NOT_THIS
    return Day(int(m["y"]) + REPUBLIC, int(m["m"]), int(m["d"]))


def read_named(m: re.Match[str], around: Around) -> Day | None:
    """Read a day beside the name of a month; Thai years are the Buddhist era's, also in two digits."""
    month = _month(m["mon"], around.setting)
    if month is None:
        return NOT_THIS
    parts = m.groupdict()
    if parts.get("y"):
        year: int | None = common_year(int(m["y"]))
    elif parts.get("yy"):
        short = int(parts["yy"].strip("'"))
        year = thai_year(short) if _THAI.match(m["mon"]) else full_year(short)
    else:
        year = None
    return Day(year, month, int(m["d"]), around.weekday)


def read_numbers(m: re.Match[str], around: Around) -> Day | None:
    """Read two numbers before a year, in the order that is certain."""
    numbers = int(m["a"]), int(m["d"])
    return day_month(numbers, common_year(int(m["y"])), m["sep"], **around._asdict())


def read_short(m: re.Match[str], around: Around) -> Day | None:
    """Read three numbers of two digits."""
    return two_digit_year((m["a"], m["b"], m["d"]), m["sep"], around.text, around.setting)


def read_month_day(m: re.Match[str], around: Around) -> Day | None:
    """Read `5月13日` without a year."""
    month, day = number(m["m"]), number(m["d"] or m["bare"])
    return Day(None, month, day, around.weekday) if month and day else None


def read_pair(m: re.Match[str], around: Around) -> Day | None:
    """Read two numbers without a year."""
    numbers = int(m["a"]), int(m["d"])
    day = day_month(numbers, None, m["sep"], **around._asdict())
    return day._replace(weekday=around.weekday) if day else None
