"""Reads the day that many news addresses carry in their path."""

import re

from pipelines.dates.months import MONTHS
from pipelines.dates.reading import Found, Refused, Setting
from pipelines.dates.resolve import calendar_day, plausible

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,9}:)?//[^\s]+|/[^\s]*[0-9][^\s]*|www\.[^\s]+", re.IGNORECASE)
_HOST = re.compile(r"^(?:[a-z0-9+.-]+:)?//[^/?#]*|^www\.[^/?#]*", re.IGNORECASE)
# The forms of a day in a path, the most explicit first.
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})[-/_.](?P<m>[0-9]{1,2})[-/_.](?P<d>[0-9]{1,2})(?![0-9])",
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})[-/](?P<mon>[a-z]{3,9})[-/](?P<d>[0-9]{1,2})(?![0-9])",
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})[-/](?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])",
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})/(?P<d>[0-9]{2})(?![0-9])",
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])",
        r"(?<![0-9])(?P<y>20[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})[0-9]{4,12}(?![0-9])",
    )
)
_FIRST_YEAR = 1995  # the web's first newspapers
_UNSURE = Refused("an address with several days or none")


def read_address(text: str, setting: Setting) -> Found | Refused | None:
    """Return the one day that the address names; several that differ are refused. None for other texts."""
    if not _ADDRESS.fullmatch(text):
        return None
    path = _HOST.sub("", text)
    for form in _FORMS:
        days = set()
        for found in form.finditer(path):
            parts = found.groupdict()
            month = MONTHS.get(parts["mon"].lower(), 0) if parts.get("mon") else int(parts["m"])
            day = calendar_day(int(parts["y"]), month, int(parts["d"]))
            if day and day.year >= _FIRST_YEAR and plausible(day, setting):
                days.add(day)
        if days:
            return Found(days.pop(), "day", "address") if len(days) == 1 else _UNSURE
    return _UNSURE
