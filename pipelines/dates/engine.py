"""The engine: what a seed or a machine wrote is read first, then, by `human`, what people write."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipelines.dates.address import read_address
from pipelines.dates.formats import read_formats
from pipelines.dates.machine import read_machine
from pipelines.dates.plain import RAW_LIMIT
from pipelines.dates.reading import DateReading, Found, Refused, Setting
from pipelines.dates.words import listed

# Zones whose press writes numeric dates from the year down.
_EAST = frozenset(
    listed(
        "Asia/Shanghai Asia/Chongqing Asia/Harbin Asia/Urumqi Asia/Kashgar PRC Asia/Taipei ROC Asia/Tokyo Japan"
        " Asia/Seoul ROK Asia/Pyongyang"
    )
)


@lru_cache(maxsize=128)
def source_zone(name: str) -> ZoneInfo:
    """Return the zone of that tz database name; ValueError when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as fault:
        raise ValueError(f"no zone of the tz database: {name!r}") from fault


def _find(text: str, formats: Sequence[str], setting: Setting) -> Found | Refused | None:
    head = text[: 8 * RAW_LIMIT].strip()
    short = head[:RAW_LIMIT]
    answer = read_formats(short, formats, setting) if formats else None
    answer = answer or read_machine(short, setting) or read_address(short, setting)
    if answer:
        return answer
    from pipelines.dates.human import read_human  # noqa: PLC0415  # its tables, for what no machine wrote only

    return read_human(head, setting, cut=len(text) > 8 * RAW_LIMIT)


def read_date(
    text: str,
    *,
    zone: str,
    reference: datetime | None = None,
    day_first: bool | None = None,
    formats: Sequence[str] = (),
) -> DateReading | None:
    """Return when the text says something was published, or None when it does not say so for certain.

    `zone` is the source's tz database name, which a zone in the text overrides. Relative and yearless forms
    need the aware `reference`, the clock at which the text was seen, and never land after it. `day_first`
    says how the source orders day and month in numbers; without it only orders that are certain are read.
    `formats` are `strptime` patterns of the source, tried first. Never raises for a text, whatever it holds;
    raises ValueError for an unknown zone or a reference without an offset.
    """
    if reference is not None and reference.utcoffset() is None:
        raise ValueError("the reference clock needs an offset")
    setting = Setting(zone, source_zone(zone), reference, day_first, zone in _EAST)
    try:
        answer = _find(text, formats, setting)
    except OverflowError:  # a clock at either end of what datetime holds
        return None
    if not isinstance(answer, Found):
        return None
    used = reference.isoformat() if reference is not None and answer.relative else ""
    return DateReading(answer.value, answer.precision, answer.rule, text, answer.zone or zone, used)
