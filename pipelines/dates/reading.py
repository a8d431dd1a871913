"""What the reader is told beside the text, and what it answers."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

Precision = Literal["second", "minute", "hour", "day"]


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as read, with all that explains it.

    `value` is an aware datetime, or a date when only the day is known. `rule` names the rows of the tables
    that read it, `raw` is the text given, `zone` the zone that applied (a tz database name or an offset
    such as `UTC+08:00`), `reference` the ISO form of the reference clock, or "" when none was needed.
    """

    value: datetime | date
    precision: Precision
    rule: str
    raw: str
    zone: str
    reference: str


class Setting(NamedTuple):
    """What stands beside the text: the source's zone, the reference clock, the seed's day/month order.

    `east` says that numeric dates without other evidence run from the year down to the day.
    """

    zone: str
    info: ZoneInfo
    reference: datetime | None
    day_first: bool | None
    east: bool


class Found(NamedTuple):
    """A value before the answer is dressed: `zone` is "" when the source's own applied."""

    value: datetime | date
    precision: Precision
    rule: str
    zone: str = ""
    relative: bool = False


class Zone(NamedTuple):
    """A zone that the text names.

    `season` is the zone that must have this offset at that time: `EST` in July contradicts itself. It is
    None where the name says all (`+08:00`, `JST`). An `unknown` zone is named and cannot be placed.
    """

    name: str
    info: tzinfo
    season: ZoneInfo | None = None
    unknown: bool = False


class Clock(NamedTuple):
    """A wall-clock time; `hour` is 24 at the end of a day, `end` is where it ends in the text."""

    hour: int
    minute: int
    second: int
    precision: Precision
    rule: str = ""
    start: int = 0
    end: int = 0
    meridiem: bool = False


class Refused(NamedTuple):
    """A text that has the shape of a date and is none: nothing weaker may be read from it."""

    reason: str
