"""Reads what machines write: the text as a whole has one of these shapes, or none of them.

ISO 8601, RFC 822 and ctime go through python-dateutil once the shape is known to hold every part, so that
it has nothing to fill in; epochs and packed digits are arithmetic. The first row whose shape fits decides,
also when it refuses.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from dateutil import parser

from pipelines.dates.reading import Clock, Found, Precision, Refused, Setting, Zone
from pipelines.dates.resolve import FILLER, IMPOSSIBLE, Day, dated, plausible
from pipelines.dates.zones import machine_zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_EPOCH = datetime(1990, 1, 1, tzinfo=UTC)  # no web page is older; smaller numbers are not times
_DEFAULTS = (datetime(2001, 1, 1), datetime(2004, 5, 31))  # noqa: DTZ001  # the zone is read apart
_UNKNOWN = Refused("a zone of no known offset")


class _Row(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Setting, str], Found | Refused | None]


def _whole(value: datetime, zone: Zone | None, setting: Setting, rule: str, precision: Precision) -> Found | Refused:
    clock = Clock(value.hour, value.minute, value.second, precision)
    return dated(Day(value.year, value.month, value.day), clock, zone, setting, rule)


def _parts(m: re.Match[str], setting: Setting, rule: str) -> Found | Refused:
    """Read year, month, day and clock by arithmetic, for the forms that stand on most pages."""
    year, month, day, hour, minute, second = m.group("y", "m", "d", "H", "M", "S")
    clock = Clock(int(hour), int(minute), int(second or 0), "second" if second else "minute")
    if clock.hour > 24 or clock.minute > 59 or clock.second > 59 or (clock.hour == 24 and clock[1:3] != (0, 0)):
        return IMPOSSIBLE
    return dated(Day(int(year), int(month), int(day)), clock, None, setting, rule)


def _day(m: re.Match[str], setting: Setting, rule: str) -> Found | Refused:
    return dated(Day(int(m["y"]), int(m["m"]), int(m["d"])), None, None, setting, rule)


def _iso(m: re.Match[str], setting: Setting, rule: str) -> Found | Refused:
    zone = machine_zone(m["zone"], setting) if m["zone"] else None
    if m["zone"] and zone is None:
        return _UNKNOWN
    try:
        value = parser.isoparse(m["main"].replace(" ", "T").replace("t", "T").replace("_", "T"))
    except ValueError:
        return IMPOSSIBLE
    precision: Precision = ("hour", "minute", "second")[(len(re.sub("[^0-9]", "", m["main"])) - 10) // 2]
    return _whole(value, zone, setting, rule, precision)


def _week(m: re.Match[str], setting: Setting, rule: str) -> Found | Refused:
    try:
        day = parser.isoparse(m.group()).date()
    except ValueError:
        return IMPOSSIBLE
    return Found(day, "day", rule) if plausible(day, setting) else FILLER


def _mail(m: re.Match[str], setting: Setting, rule: str) -> Found | Refused | None:
    """Read RFC 822 and ctime; what dateutil would take from its default day must not move the answer.

    What it does not understand (another language, a wrong day) is left to the grammar.
    """
    zone = machine_zone(m["zone"], setting) if m["zone"] else None
    if m["zone"] and zone is None:
        return None
    written = m.group(0).replace(m["zone"], " ") if m["zone"] else m.group(0)
    try:
        readings = {parser.parse(written, default=start) for start in _DEFAULTS}
    except (ValueError, OverflowError):
        return None
    if len(readings) != 1:
        return None
    return _whole(readings.pop(), zone, setting, rule, "second" if m["S"] else "minute")


def _epoch(m: re.Match[str], setting: Setting, rule: str) -> Found | Refused:
    """Read seconds, milli-, micro- or nanoseconds since 1970 by the number of digits."""
    digits = m["digits"]
    zone = machine_zone(m["zone"], setting) if m.groupdict().get("zone") else None
    value = _EPOCH + timedelta(seconds=int(digits[:10]))
    if value < _FIRST_EPOCH or not plausible(value.date(), setting):
        return FILLER
    return Found(value.astimezone(zone.info if zone else setting.info), "second", rule)


def _packed(m: re.Match[str], setting: Setting, rule: str) -> Found | Refused | None:
    day = date.min
    try:
        day = date(int(m["y"]), int(m["m"]), int(m["d"]))
    except ValueError:
        return IMPOSSIBLE
    if m["H"] is None:
        return Found(day, "day", rule) if plausible(day, setting) else FILLER
    if m["M"] is None:
        return IMPOSSIBLE
    return _parts(m, setting, rule)


def _row(
    name: str, pattern: str, read: Callable[[re.Match[str], Setting, str], Found | Refused | None], flags: int = 0
) -> _Row:
    return _Row(name, re.compile(pattern, flags | re.ASCII), read)


_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,2})?"
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_ZONE = r"(?P<zone>Z|z|[+-][0-9]{2}(?::?[0-9]{2})?|(?-i:(?!AM|PM)[A-Z]{2,5}))"
ROWS = (
    _row(
        "date and clock",
        r"(?P<y>[0-9]{4})(?P<sep>[-/. ])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})[ T](?P<H>[0-9]{1,2}):(?P<M>[0-9]{2})"
        r"(?::(?P<S>[0-9]{2}))?",
        _parts,
    ),
    _row(
        "年月日 and clock",
        r"(?P<y>[0-9]{4})年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日 ?"
        r"(?P<H>[0-9]{1,2}):(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2}))?",
        _parts,
    ),
    _row("date", r"(?P<y>[0-9]{4})(?P<sep>[-/. ])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})", _day),
    _row(
        "iso 8601",
        r"(?P<main>(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}(?=[Tt]))[Tt _]"
        r"(?:[0-9]{2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{6}|[0-9]{4}|(?<=[Tt])[0-9]{2}(?![0-9:])))"
        rf"(?:[.,:][0-9]{{1,9}})?\s?(?:{_ZONE})?(?:\[[\w/+-]{{1,40}}\])?",
        _iso,
    ),
    _row("iso week", r"[0-9]{4}-?W[0-9]{2}-?[1-7]", _week),
    _row(
        "rfc 822",
        rf"{_WEEKDAY}[0-9]{{1,2}}[\s-]{_MONTH}[a-z]{{0,6}}[\s-][0-9]{{4}}\s{{1,2}}"
        rf"[0-9]{{1,2}}:[0-9]{{2}}(?::(?P<S>[0-9]{{2}}))?\s?{_ZONE}",
        _mail,
        re.IGNORECASE,
    ),
    _row(
        "ctime",
        rf"(?:mon|tue|wed|thu|fri|sat|sun),?\s{{1,2}}{_MONTH}\s{{1,2}}[0-9]{{1,2}}\s{{1,2}}"
        rf"[0-9]{{1,2}}:[0-9]{{2}}:(?P<S>[0-9]{{2}})\s{{1,2}}(?:{_ZONE}\s{{1,2}})?[0-9]{{4}}",
        _mail,
        re.IGNORECASE,
    ),
    _row("epoch", r"(?P<digits>[1-9][0-9]{9}(?:[0-9]{3}|[0-9]{6}|[0-9]{9})?)(?:\.[0-9]{1,9})?", _epoch),
    _row(
        "json date",
        r"\"?\\?/?(?:new )?Date\((?P<digits>[0-9]{13}|[0-9]{10})(?P<zone>[+-][0-9]{4})?\)\\?/?\"?",
        _epoch,
    ),
    _row(
        "packed digits",
        r"(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"
        r"(?:[ T_-]?(?P<H>[0-9]{2})(?P<M>[0-9]{2})?(?P<S>[0-9]{2})?(?:[0-9]{3})?)?",
        _packed,
    ),
    _row("bare number", r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?", lambda *_: FILLER),
)
_KEYED = re.compile(
    r"(?:time|date|publish\w*|created|modified|ts)\"?\]?\s?[:=]\s?\"?(?P<digits>1[0-9]{9}(?:[0-9]{3})?)(?:\.[0-9]+)?(?![0-9])",
    re.IGNORECASE,
)


def read_machine(text: str, setting: Setting) -> Found | Refused | None:
    """Return what the first shape that the whole text has reads, or None when it has none of them."""
    for row in ROWS:
        if found := row.pattern.fullmatch(text):
            return row.read(found, setting, row.name)
    return None


def read_keyed_epoch(text: str, setting: Setting) -> Found | Refused | None:
    """Read an epoch behind a key that speaks of a time, as in a scrap of JSON."""
    found = _KEYED.search(text)
    return _epoch(found, setting, "keyed epoch") if found else None
