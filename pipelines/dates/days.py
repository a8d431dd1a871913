"""The table of written days: full dates first, yearless ones after, each row one form of writing.

A row finds its form in the folded text, `matched` reads it; the engine adds the clock, the zone and the place in
the text.
"""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from pipelines.dates.matched import (
    Around,
    read_cjk,
    read_era,
    read_month_day,
    read_named,
    read_numbers,
    read_pair,
    read_roc,
    read_short,
    read_ymd,
)
from pipelines.dates.numerals import FULL_NUMBER, HAN, NUMBER
from pipelines.dates.resolve import Day

Place = Literal["anywhere", "opened", "alone"]


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


# Scripts from Hebrew to Thai write vowels as marks, short month names, and Thai ones with dots within.
_WORD = r"(?P<mon>[^\W\d_]{3,30}|[\u0590-\u0d7f]{2,30}|[\u0e00-\u0e4e](?:\.?[\u0e00-\u0e4e]){1,14})"
_TAIL = r"(?:(?=[0-9]{1,2}:[0-9]{2})|(?![0-9]))"
_YEAR = rf"(?:พ\.ศ\.\s?)?(?P<y>[0-9]{{4}}{_TAIL})"
_SHORT_YEAR = r"(?P<yy>'[0-9]{2}(?![0-9])|[0-9]{2}(?=$|\s?[,;)|]|\s-|\s?[0-9]{1,2}:[0-9]{2}|\sat\s))"
_LAST = r"(?P<d>[0-9]{2}(?=[0-9]{2}:[0-9]{2})|[0-9]{1,2}(?![0-9]))"
_OPEN = r"(?<![0-9])(?<![0-9][-./])(?<![vV])(?<![$¥€£#@])"
_ORDINAL = r"(?:(?:st|nd|rd|th|er|o|a|-?го|-?е)(?![^\W\d_])|\.)?"
_PAREN = r"(?:\([^()]{1,12}\)\s?)?"


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
        read_ymd,
    ),
    _row(
        "年月日",
        "年년",
        rf"(?:(?P<era>民國|民国|令和|平成|昭和|大正|明治)\s?)?(?<![0-9.{HAN}])"
        rf"(?P<y>[0-9]{{1,4}}|元|[〇零○◯oO一二三四五六七八九]{{2,4}}|[{HAN}百]{{1,6}})\s?{_PAREN}[年년]\s?{_PAREN}"
        rf"(?P<m>{FULL_NUMBER})\s?[月월]\s?(?P<d>{FULL_NUMBER})(?:\s?[日号號일]|(?=$|[\s,)\]|]))",
        read_cjk,
    ),
    _row(
        "era with separators",
        "民令平昭RHS",
        r"(?:(?P<era>民國?|民国|令和|平成|昭和)\s?|(?<![^\W_])(?P<letter>[RHS])\.?)(?P<y>[0-9]{1,3})(?P<sep>[-/.])"
        rf"(?P<m>[0-9]{{1,2}})(?P=sep){_LAST}(?!(?P=sep)[0-9])",
        read_era,
    ),
    _row(
        "year of the Republic",
        "-/.",
        rf"{_OPEN}(?<![國国民])(?P<y>1[0-9]{{2}})(?P<sep>[-/.])(?P<m>[0-9]{{1,2}})(?P=sep){_LAST}(?!(?P=sep)[0-9])",
        read_roc,
    ),
    _row(
        "day month-name year",
        "",
        rf"{_OPEN}(?P<d>[0-9]{{1,2}}){_ORDINAL}\s?(?:[-/]\s?|(?:of|de)\s|d')?{_WORD}[.,]{{0,2}}\s?"
        rf"(?:[-/]\s?|(?:of|de|del)\s)?(?:{_YEAR}|{_SHORT_YEAR})",
        read_named,
    ),
    _row(
        "month-name day year",
        "",
        rf"(?<![^\W\d_]){_WORD}\.?[\s/-]?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s?[,./-]?\s?(?:of\s|de\s)?"
        r"(?:(?P<y>[0-9]{4}(?:(?=[0-9]{1,2}:[0-9]{2})|(?![0-9:])))|(?P<yy>'[0-9]{2}(?![0-9])))",
        read_named,
    ),
    _row(
        "year month-name day",
        "",
        rf"{_OPEN}(?P<y>[0-9]{{4}})(?:\s?m\.)?[-/.,]?\s?{_WORD}\.?[\s/-]?{_LAST}",
        read_named,
    ),
    _row(
        "year gada day month-name",
        "g",
        rf"{_OPEN}(?P<y>[0-9]{{4}})\.\s?gada\s(?P<d>[0-9]{{1,2}})\.?\s{_WORD}",
        read_named,
    ),
    _row(
        "day tháng month",
        "t",
        r"(?<![0-9])(?P<d>[0-9]{1,2})\s(?:tháng|thg)\s(?P<m>[0-9]{1,2})\s?,?\s?(?:năm\s)?(?P<y>[0-9]{4})(?![0-9])",
        read_ymd,
    ),
    _row(
        "numbers before a year",
        "-/.",
        rf"{_OPEN}(?P<a>[0-9]{{1,2}})\s?(?P<sep>[-/.])\s?(?P<d>[0-9]{{1,2}})\s?(?P=sep)\s?{_YEAR}(?!:)(?!\s?(?P=sep)[0-9])",
        read_numbers,
    ),
    _row(
        "two-digit year",
        "-/.",
        rf"{_OPEN}'?(?P<a>[0-9]{{1,2}})(?P<sep>[-/.])(?P<b>[0-9]{{1,2}})(?P=sep)(?P<d>[0-9]{{2}}(?=[0-9]{{2}}:[0-9]{{2}})"
        r"|[0-9]{2}(?![0-9]))(?!\s?(?P=sep)[0-9]|[0-9.]*[%元万亿])",
        read_short,
        "alone",
    ),
    _row(
        "two-digit year with blanks",
        ".",
        r"(?<![0-9])(?P<a>[0-9]{2})(?P<sep>\.)\s(?P<b>[0-9]{1,2})\.\s(?P<d>[0-9]{1,2})(?![0-9])\.?",
        read_short,
        "alone",
    ),
    _row(
        "compact day",
        "12",
        r"(?<![^\W_])(?<![0-9][-./])(?<![#@])(?P<y>[12][0-9]{3})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9A-Za-z]|[-./][0-9])",
        read_ymd,
        "opened",
    ),
)

YEARLESS_ROWS = (
    _row(
        "月日",
        "月월",
        rf"(?<![0-9{HAN}年년.至到~-])(?<![年년]\s)(?P<m>{NUMBER})\s?[月월]\s?(?:(?P<d>{NUMBER})\s?[日号號일]|(?P<bare>[0-9]{{1,2}})(?=$|[\s,)\]|]))",
        read_month_day,
        "opened",
    ),
    _row(
        "day month-name",
        "",
        rf"{_OPEN}(?P<d>[0-9]{{1,2}}){_ORDINAL}\s?(?:-|(?:of|de)\s|d')?{_WORD}\.?(?!\s?,?\s?[0-9]{{4}}(?!\s?(?:hrs|GMT|UTC)))",
        read_named,
        "alone",
    ),
    _row(
        "month-name day",
        "",
        rf"(?<![^\W\d_]){_WORD}\.?\s?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9:]|\.[0-9]|\s?,?\s?[0-9]{{4}})",
        read_named,
        "alone",
    ),
    _row(
        "month and day",
        "-/.",
        rf"{_OPEN}(?<![0-9]:)(?<!~)(?P<a>[0-9]{{1,2}})(?P<sep>[-/.]){_LAST}(?!\s?:|\s?[-/.~][0-9]+(?![0-9]*:)|[%元万亿])",
        read_pair,
        "alone",
    ),
)
