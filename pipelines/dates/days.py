"""The table of written days: full dates first, yearless ones after, each row one form of writing.

A row finds its form in the folded text and reads it; the engine adds the clock, the zone and the place in
the text. `None` from a row means that the numbers make no such day (or could make two), which also keeps
weaker rows from reading a part of them.
"""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from pipelines.dates.eras import LETTERS, REPUBLIC, TAIPEI, TOKYO, era_day, plain_year
from pipelines.dates.numerals import FULL_NUMBER, HAN, NUMBER, number
from pipelines.dates.orders import day_month, full_year, two_digit_year
from pipelines.dates.reading import Setting
from pipelines.dates.resolve import Day
from pipelines.dates.words import CROATIAN_MONTHS, CROATIAN_ZONES, MONTHS, fold

Place = Literal["anywhere", "opened", "alone"]


class Around(NamedTuple):
    """What a row may ask for beside its own match."""

    text: str
    setting: Setting
    weekday: int | None


class DayRow(NamedTuple):
    """One form of writing a day.

    `hint` are characters one of which the text must have (none: it asks nothing). `place` says where the form is
    trusted without a clock beside it: anywhere, at an opening (the start, a label, a separator), or only
    when nothing but labels and sources stands around it.
    """

    name: str
    hint: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Around], Day | None]
    place: Place = "anywhere"


_NOT_A_MONTH = Day(0, 0, 0)

_WORD = r"(?P<mon>[^\W\d_]{3,30})"
_TAIL = r"(?:(?=[0-9]{1,2}:[0-9]{2})|(?![0-9]))"
_YEAR = rf"(?P<y>[0-9]{{4}}{_TAIL})"
_SHORT_YEAR = r"(?P<yy>'[0-9]{2}(?![0-9])|[0-9]{2}(?=$|\s?[,;)|]|\s-|\s?[0-9]{1,2}:[0-9]{2}|\sat\s))"
_LAST = r"(?P<d>[0-9]{2}(?=[0-9]{2}:[0-9]{2})|[0-9]{1,2}(?![0-9]))"
_OPEN = r"(?<![0-9])(?<![0-9][-./])(?<![vV])(?<![$¥€£#@])"
_ORDINAL = r"(?:(?:st|nd|rd|th|er|o|a|-?го|-?е)(?![^\W\d_])|\.)?"
_PAREN = r"(?:\([^()]{1,12}\)\s?)?"


def _month(word: str, setting: Setting) -> int | None:
    """Return the month's number; of glued words (`SmithDecember`) the last capitalised one counts."""
    names = CROATIAN_MONTHS if setting.zone in CROATIAN_ZONES else MONTHS
    if month := names.get(fold(word)):
        return month
    last = max((at for at, char in enumerate(word) if char.isupper()), default=0)
    return names.get(fold(word[last:])) if last else None


def _read_ymd(m: re.Match[str], _: Around) -> Day | None:
    return Day(int(m["y"]), int(m["m"]), int(m["d"]))


def _read_cjk(m: re.Match[str], around: Around) -> Day | None:
    year, month, day = number(m["y"]), number(m["m"]), number(m["d"])
    if year is None or month is None or day is None:
        return None
    return (
        era_day(m["era"], year, month, day)
        if m["era"]
        else plain_year(m["y"], year, month, day, setting=around.setting)
    )


def _read_era(m: re.Match[str], around: Around) -> Day | None:
    if m["letter"] and around.setting.zone not in TOKYO:
        return _NOT_A_MONTH
    year, month, day = number(m["y"]), number(m["m"]), number(m["d"])
    if year is None or month is None or day is None:
        return None
    return era_day(LETTERS[m["letter"]] if m["letter"] else m["era"], year, month, day)


def _read_roc(m: re.Match[str], around: Around) -> Day | None:
    if around.setting.zone not in TAIPEI:
        return _NOT_A_MONTH
    return Day(int(m["y"]) + REPUBLIC, int(m["m"]), int(m["d"]))


def _read_named(m: re.Match[str], around: Around) -> Day | None:
    month = _month(m["mon"], around.setting)
    if month is None:
        return _NOT_A_MONTH
    parts = m.groupdict()
    if parts.get("y"):
        year: int | None = int(m["y"])
    else:
        year = full_year(int(parts["yy"].strip("'"))) if parts.get("yy") else None
    return Day(year, month, int(m["d"]), around.weekday)


def _read_numbers(m: re.Match[str], around: Around) -> Day | None:
    numbers = int(m["a"]), int(m["d"])
    return day_month(numbers, int(m["y"]), m["sep"], **around._asdict())


def _read_short(m: re.Match[str], around: Around) -> Day | None:
    return two_digit_year((m["a"], m["b"], m["d"]), m["sep"], around.text, around.setting)


def _read_month_day(m: re.Match[str], around: Around) -> Day | None:
    month, day = number(m["m"]), number(m["d"] or m["bare"])
    return Day(None, month, day, around.weekday) if month and day else None


def _read_pair(m: re.Match[str], around: Around) -> Day | None:
    numbers = int(m["a"]), int(m["d"])
    day = day_month(numbers, None, m["sep"], **around._asdict())
    return day._replace(weekday=around.weekday) if day else None


def _row(
    name: str, hint: str, pattern: str, read: Callable[[re.Match[str], Around], Day | None], place: Place = "anywhere"
) -> DayRow:
    return DayRow(name, frozenset(hint), re.compile(pattern), read, place)


FULL_ROWS = (
    _row(
        "year-month-day",
        "-/._",
        rf"{_OPEN}(?P<y>[0-9]{{4}})\s?(?P<sep>[-/._])\s?(?P<m>[0-9]{{1,2}})\s?(?P=sep)\s?{_LAST}"
        r"(?!\s?(?P=sep)[0-9]+(?![0-9]*:))",
        _read_ymd,
    ),
    _row(
        "年月日",
        "年년",
        rf"(?:(?P<era>民國|民国|令和|平成|昭和|大正|明治)\s?)?(?<![0-9.{HAN}])"
        rf"(?P<y>[0-9]{{1,4}}|元|[〇零○◯oO一二三四五六七八九]{{2,4}}|[{HAN}百]{{1,6}})\s?{_PAREN}[年년]\s?{_PAREN}"
        rf"(?P<m>{FULL_NUMBER})\s?[月월]\s?(?P<d>{FULL_NUMBER})(?:\s?[日号號일]|(?=$|[\s,)\]|]))",
        _read_cjk,
    ),
    _row(
        "era with separators",
        "民令平昭RHS",
        r"(?:(?P<era>民國?|民国|令和|平成|昭和)\s?|(?<![^\W_])(?P<letter>[RHS])\.?)(?P<y>[0-9]{1,3})(?P<sep>[-/.])"
        rf"(?P<m>[0-9]{{1,2}})(?P=sep){_LAST}(?!(?P=sep)[0-9])",
        _read_era,
    ),
    _row(
        "year of the Republic",
        "-/.",
        rf"{_OPEN}(?<![國国民])(?P<y>1[0-9]{{2}})(?P<sep>[-/.])(?P<m>[0-9]{{1,2}})(?P=sep){_LAST}(?!(?P=sep)[0-9])",
        _read_roc,
    ),
    _row(
        "day month-name year",
        "",
        rf"{_OPEN}(?P<d>[0-9]{{1,2}}){_ORDINAL}\s?(?:[-/]\s?|(?:of|de)\s|d')?{_WORD}[.,]{{0,2}}\s?"
        rf"(?:[-/]\s?|(?:of|de|del)\s)?(?:{_YEAR}|{_SHORT_YEAR})",
        _read_named,
    ),
    _row(
        "month-name day year",
        "",
        rf"(?<![^\W\d_]){_WORD}\.?[\s/-]?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s?[,./-]?\s?(?:of\s|de\s)?"
        r"(?:(?P<y>[0-9]{4}(?:(?=[0-9]{1,2}:[0-9]{2})|(?![0-9:])))|(?P<yy>'[0-9]{2}(?![0-9])))",
        _read_named,
    ),
    _row(
        "year month-name day",
        "",
        rf"{_OPEN}(?P<y>[0-9]{{4}})[-/.,]?\s?{_WORD}\.?[\s/-]?{_LAST}",
        _read_named,
    ),
    _row(
        "day tháng month",
        "t",
        r"(?<![0-9])(?P<d>[0-9]{1,2})\s(?:tháng|thg)\s(?P<m>[0-9]{1,2})\s?,?\s?(?:năm\s)?(?P<y>[0-9]{4})(?![0-9])",
        _read_ymd,
    ),
    _row(
        "numbers before a year",
        "-/.",
        rf"{_OPEN}(?P<a>[0-9]{{1,2}})\s?(?P<sep>[-/.])\s?(?P<d>[0-9]{{1,2}})\s?(?P=sep)\s?{_YEAR}(?!:)(?!\s?(?P=sep)[0-9])",
        _read_numbers,
    ),
    _row(
        "two-digit year",
        "-/.",
        rf"{_OPEN}'?(?P<a>[0-9]{{1,2}})(?P<sep>[-/.])(?P<b>[0-9]{{1,2}})(?P=sep)(?P<d>[0-9]{{2}}(?=[0-9]{{2}}:[0-9]{{2}})"
        r"|[0-9]{2}(?![0-9]))(?!\s?(?P=sep)[0-9]|[0-9.]*[%元万亿])",
        _read_short,
        "alone",
    ),
    _row(
        "two-digit year with blanks",
        ".",
        r"(?<![0-9])(?P<a>[0-9]{2})(?P<sep>\.)\s(?P<b>[0-9]{1,2})\.\s(?P<d>[0-9]{1,2})(?![0-9])\.?",
        _read_short,
        "alone",
    ),
    _row(
        "compact day",
        "12",
        r"(?<![^\W_])(?<![0-9][-./])(?<![#@])(?P<y>[12][0-9]{3})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9A-Za-z]|[-./][0-9])",
        _read_ymd,
        "opened",
    ),
)

YEARLESS_ROWS = (
    _row(
        "月日",
        "月월",
        rf"(?<![0-9{HAN}年년.至到~-])(?<![年년]\s)(?P<m>{NUMBER})\s?[月월]\s?(?:(?P<d>{NUMBER})\s?[日号號일]|(?P<bare>[0-9]{{1,2}})(?=$|[\s,)\]|]))",
        _read_month_day,
        "opened",
    ),
    _row(
        "day month-name",
        "",
        rf"{_OPEN}(?P<d>[0-9]{{1,2}}){_ORDINAL}\s?(?:-|(?:of|de)\s|d')?{_WORD}\.?(?!\s?,?\s?[0-9]{{4}}(?!\s?(?:hrs|GMT|UTC)))",
        _read_named,
        "alone",
    ),
    _row(
        "month-name day",
        "",
        rf"(?<![^\W\d_]){_WORD}\.?\s?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9:]|\.[0-9]|\s?,?\s?[0-9]{{4}})",
        _read_named,
        "alone",
    ),
    _row(
        "month and day",
        "-/.",
        rf"{_OPEN}(?<![0-9]:)(?<!~)(?P<a>[0-9]{{1,2}})(?P<sep>[-/.]){_LAST}(?!\s?:|\s?[-/.~][0-9]+(?![0-9]*:)|[%元万亿])",
        _read_pair,
        "alone",
    ),
)
NOT_THIS = _NOT_A_MONTH
