"""Decides whether a day may be an article's, finds the year that is not written, joins day, clock and zone."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from pipelines.dates.reading import Clock, Found, Refused, Setting, Zone
from pipelines.dates.zones import in_season

# A page may be read a little before the second it shows.
SKEW = timedelta(minutes=5)
# Nothing is published further ahead of its fetch; without a fetch time, nothing beyond this century's half.
AHEAD = timedelta(days=731)
FIRST_YEAR, LAST_YEAR = 1850, 2050
# What software writes for "no date": epochs, zero dates and the ends of database types
# (Unix ±32 bit, OLE/Excel, Mac OS, SQL Server, MySQL, Java, PHP).
FILLERS = frozenset(
    {
        date(1970, 1, 1),
        date(1969, 12, 31),
        date(1900, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1901, 12, 13),
        date(1901, 12, 14),
        date(2038, 1, 19),
        date(2037, 12, 31),
        date(1904, 1, 1),
    }
)
_FILLER_YEARS = frozenset(day.year + shift for day in FILLERS for shift in (-1, 0, 1))
_REACH = 8  # years: the longest way from one 29 February to the one before it

FILLER = Refused("a filler or a day beyond any article's reach")
IMPOSSIBLE = Refused("a day or time that does not exist")
UNKNOWN = Refused("a zone that the text names and that cannot be placed")
AHEAD_OF_REFERENCE = Refused("a time after the reference clock")
WITHOUT_REFERENCE = Refused("a relative or yearless form without a reference clock")


class Day(NamedTuple):
    """A day as written; `year` is None when the text has none, `weekday` (1 is Monday) when it names none."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None


def calendar_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plausible(day: date, setting: Setting) -> bool:
    """Tell whether an article may be dated so: no filler, no far past, not far beyond the reference."""
    if day in FILLERS or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return False
    return setting.reference is None or day <= setting.reference.date() + AHEAD


def now(setting: Setting, info: tzinfo | None = None) -> datetime | None:
    """Return the reference clock in the zone given, else in the source's."""
    return setting.reference.astimezone(info or setting.info) if setting.reference else None


def moment(day: date, clock: Clock, zone: Zone | None, setting: Setting) -> datetime | Refused:
    """Return the instant; a filler, or a wall-clock time that the zone skips or its season forbids, is refused.

    Of a time that occurs twice at the end of summer time it is the first (PEP 495, `fold=0`).
    """
    if clock.hour == 24:
        day += timedelta(days=1)
    info = zone.info if zone else setting.info
    value = datetime(day.year, day.month, day.day, clock.hour % 24, clock.minute, clock.second, tzinfo=info)
    before, after = value.utcoffset(), value.replace(fold=1).utcoffset()
    if before is None or after is None or before < after or not (zone is None or in_season(value, zone, setting)):
        return IMPOSSIBLE
    return FILLER if value.year in _FILLER_YEARS and value.astimezone(UTC).date() in FILLERS else value


def finish(
    day: date, clock: Clock | None, zone: Zone | None, setting: Setting, rule: str, *, relative: bool = False
) -> Found | Refused:
    """Join what was read to a value, or say why it is none."""
    if not plausible(day, setting):
        return FILLER
    name = zone.name if zone else ""
    if clock is None:
        return Found(day, "day", rule, name, relative)
    if zone and zone.unknown:
        return UNKNOWN
    value = moment(day, clock, zone, setting)
    if isinstance(value, Refused):
        return value
    if relative and setting.reference and value > setting.reference + SKEW:
        return AHEAD_OF_REFERENCE
    return Found(value, clock.precision, f"{rule} + {clock.rule}" if clock.rule else rule, name, relative)


def dated(day: Day, clock: Clock | None, zone: Zone | None, setting: Setting, rule: str) -> Found | Refused:
    """Read a full date, or a yearless one as the latest such day that is not after the reference."""
    if day.year is not None:
        full = calendar_day(day.year, day.month, day.day)
        return finish(full, clock, zone, setting, rule) if full else IMPOSSIBLE
    if zone and zone.unknown and clock:
        return UNKNOWN
    reference = now(setting, zone.info if zone else None)
    if reference is None:
        return WITHOUT_REFERENCE
    for year in range(reference.year + 1, reference.year - _REACH - 1, -1):
        found = calendar_day(year, day.month, day.day)
        if found is None or found > (reference + SKEW).date():
            continue
        answer = finish(found, clock, zone, setting, rule, relative=True)
        if answer is AHEAD_OF_REFERENCE:
            continue
        if day.weekday not in (None, found.isoweekday()):
            return Refused("a weekday that is not that of the day")
        return answer
    return IMPOSSIBLE
