"""Reads the formats that a seed adds for its source, in the notation of `strptime`."""

from collections.abc import Sequence
from datetime import datetime, timezone

from pipelines.dates.reading import Clock, Found, Precision, Refused, Setting, Zone
from pipelines.dates.resolve import Day, dated

# Directives that hold a part of a date; `%c` and `%x` are whole ones, `%X` and `%c` whole clocks.
_YEARS, _DAYS = ("%Y", "%y", "%x", "%c"), ("%d", "%j", "%x", "%c")
_MONTHS = ("%m", "%b", "%B", "%j", "%x", "%c")
_HOURS, _MINUTES, _SECONDS = ("%H", "%I", "%X", "%c"), ("%M", "%X", "%c"), ("%S", "%X", "%c")


def _has(pattern: str, directives: tuple[str, ...]) -> bool:
    plain = pattern.replace("%%", "").replace("%-", "%")
    return any(directive in plain for directive in directives)


def read_formats(text: str, formats: Sequence[str], setting: Setting) -> Found | Refused | None:
    """Return what the first fitting pattern reads, or None.

    A pattern without a year reads a yearless date (against the reference); one without an hour, a day.
    One that leaves out month or day reads nothing, as no part of a date is invented.
    """
    for pattern in formats:
        yearless = not _has(pattern, _YEARS)
        if not (_has(pattern, _MONTHS) and _has(pattern, _DAYS)):
            continue
        try:
            # A leap year beside the text gives strptime a year that has every day.
            value = datetime.strptime(f"{text} 2000", f"{pattern} %Y") if yearless else datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is joined below
        except ValueError:
            continue
        rule = f"format {pattern}"
        shift = value.utcoffset()
        zone = Zone(value.strftime("UTC%z"), timezone(shift)) if shift is not None else None
        clock = None
        if _has(pattern, _HOURS):
            precision: Precision = (
                "second" if _has(pattern, _SECONDS) else "minute" if _has(pattern, _MINUTES) else "hour"
            )
            clock = Clock(value.hour, value.minute, value.second, precision)
        return dated(Day(None if yearless else value.year, value.month, value.day), clock, zone, setting, rule)
    return None
