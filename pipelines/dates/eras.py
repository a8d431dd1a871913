"""Years that are counted otherwise: the Republic's, the Japanese and the Buddhist eras', three and two digits alone."""

from pipelines.dates.orders import full_year
from pipelines.dates.reading import Setting
from pipelines.dates.resolve import Day

TAIPEI = ("Asia/Taipei", "ROC")
TOKYO = ("Asia/Tokyo", "Japan")
# The year before the era's first, and its first and last day (Era Name Act and its ordinances).
_ERAS = {
    "令和": (2018, (2019, 5, 1), (9999, 12, 31)),
    "平成": (1988, (1989, 1, 8), (2019, 4, 30)),
    "昭和": (1925, (1926, 12, 25), (1989, 1, 7)),
    "大正": (1911, (1912, 7, 30), (1926, 12, 24)),
    "明治": (1867, (1868, 1, 25), (1912, 7, 29)),
}
LETTERS = {"R": "令和", "H": "平成", "S": "昭和"}
REPUBLIC = 1911  # year 0 of the Republic's calendar
_BUDDHIST = 543  # Thai years are ahead by so many (since 1941)
_FIRST_BUDDHIST = 2484


def era_day(era: str, year: int, month: int, day: int) -> Day | None:
    """Return the day of a Japanese era (None outside of it) or, for any other name, of the Republic's calendar."""
    if era not in _ERAS:
        return Day(year + REPUBLIC, month, day)
    before, first, last = _ERAS[era]
    found = (before + year, month, day)
    return Day(*found) if year and first <= found <= last else None


def plain_year(written: str, year: int, month: int, day: int, *, setting: Setting) -> Day | None:
    """Read a year of four digits, of three (the Republic's, in its zone) or of two (where no era is meant)."""
    if len(written) == 4:
        return Day(year, month, day)
    if len(written) == 3 and setting.zone in TAIPEI and 100 <= year < 200:
        return Day(year + REPUBLIC, month, day)
    if len(written) == 2 and written.isascii() and setting.zone not in (*TAIPEI, *TOKYO):
        return Day(full_year(year), month, day)
    return None


def common_year(year: int) -> int:
    """Return a year of the common era: one that lies centuries ahead is the Buddhist era's, as Thailand counts.

    >>> common_year(2562), common_year(2019)
    (2019, 2019)
    """
    return year - _BUDDHIST if _FIRST_BUDDHIST <= year < _FIRST_BUDDHIST + 200 else year


def thai_year(two_digits: int) -> int:
    """Return the year that two digits stand for beside a Thai month: of the Buddhist era's 26th century."""
    return 2500 + two_digits - _BUDDHIST
