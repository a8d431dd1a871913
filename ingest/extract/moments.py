"""Which of the times that a page gives is its publication.

Every answer is read by the dates stage, so that days and instants are compared and not spellings. The first
readable answer by rank wins, with four exceptions, as pages lie about times in known ways: a day gives way to
the same day with a clock; a stamp that every save renews to an older day that the page shows; a machine's
time to another one shown on the same day where the page's zone is known; and an instant in UTC to the local
time shown for it, whose day is the one meant.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ingest.extract.choosing import ranked
from ingest.extract.datemarks import day_in
from ingest.extract.findings import Finding
from ingest.extract.languages import UNKNOWN, Reckoning
from pipelines.dates import read_date

_SHOWN = frozenset({"visible", "time", "above"})
_LENT = frozenset({"url", "meta", "json-ld", "microdata", "json-ld page", "visible", "time", "labelled", "script"})
_URL_MONTH = re.compile(r"(?<!\d)(20\d{2})[-/_]?(0[1-9]|1[0-2])(?=[-/_]|\d{2}(?!\d))")


class _Moment(NamedTuple):
    """An answer as read: the day and, when a clock was given, the instant, both in the page's zone."""

    found: Finding
    day: date
    instant: datetime | None

    @property
    def shown(self) -> bool:
        return self.found.reader in _SHOWN


def choose_published(findings: Sequence[Finding], reckoning: Reckoning = UNKNOWN, url: str = "") -> Finding | None:
    """Return the publication time as raw text with its reader, or None when the page gives no time.

    A selector's answer stands as it is. A time whose year is not written is joined with the page's own evidence
    (another reader's day, or year and month in `url`); its reader then names both.
    """
    answers = ranked(findings, "published")
    if answers and answers[0].reader == "selector":
        return answers[0]
    moments = [moment for item in answers if (moment := _read(item, reckoning))]
    changes = [moment for item in ranked(findings, "modified") if (moment := _read(item, reckoning))]
    if not moments:
        last = _last_change(changes) or (answers[0] if answers else None)
        return _dated(answers, None, reckoning, url) or _bare(answers, reckoning) or last
    best = moments[0]
    if not best.shown and any(_is_renewed(best, change) for change in changes):
        best = next((one for one in moments[1:] if one.shown and one.day < best.day), best)
    if best.instant is None:
        timed = next((one for one in moments if one.instant and _same_day(one, best)), None)
        return timed.found if timed else _dated(answers, best, reckoning, url) or best.found
    if best.shown or (best.found.reader == "url"):
        return best.found
    for other in moments:
        if other.shown and other.instant and _is_local(best, other, reckoning):
            return other.found
    return best.found


def _read(item: Finding, reckoning: Reckoning) -> _Moment | None:
    """Read one answer; midnight sharp is no clock, as it is what software writes for none."""
    reading = read_date(item.value, zone=reckoning.zone, day_first=reckoning.day_first)
    if reading is None:
        return None
    value = reading.value
    if not isinstance(value, datetime):
        return _Moment(item, value, None)
    if value.time() == time():
        return _Moment(item, value.date(), None)
    return _Moment(item, value.astimezone(ZoneInfo(reckoning.zone)).date(), value)


def _is_renewed(published: _Moment, change: _Moment) -> bool:
    """Tell whether a time of publication is no earlier than a change of the text: every save renews it."""
    if published.found.value == change.found.value:
        return True
    if published.instant and change.instant:
        return published.instant >= change.instant
    return published.day > change.day


def _bare(answers: Sequence[Finding], reckoning: Reckoning) -> Finding | None:
    """Return the day of a time that cannot be placed, as its zone has another offset by then (`EST` in July)."""
    days = (Finding("published", day, item.reader) for item in answers if (day := day_in(item.value)))
    return next((item for item in days if _read(item, reckoning)), None)


def _last_change(changes: Sequence[_Moment]) -> Finding | None:
    """Return the page's last change as its date of last resort: nothing else on it is dated."""
    return Finding("published", changes[0].found.value, "update") if changes else None


def _same_day(timed: _Moment, day: _Moment) -> bool:
    """Tell whether a time is on a day, in the page's zone or in its own."""
    return timed.instant is not None and day.day in {timed.day, timed.instant.date()}


def _is_local(machine: _Moment, shown: _Moment, reckoning: Reckoning) -> bool:
    """Tell whether a shown time says better what a machine's says.

    It does when both are one instant. Where the page's zone is known, also when it differs within the same
    day: the time shown is the publication's, and a local time that calls itself UTC is no other instant.
    """
    if machine.instant is None or shown.instant is None:
        return False
    if abs(machine.instant - shown.instant) < timedelta(minutes=1):
        return True
    return reckoning.zone != "UTC" and shown.day in {machine.day, machine.instant.date()}


def _dated(answers: Sequence[Finding], best: _Moment | None, reckoning: Reckoning, url: str) -> Finding | None:
    """Return a time without a year joined with the page's own evidence of the day, or None."""
    month = _URL_MONTH.search(url)
    for item in answers:
        if item.reader != "yearless":
            continue
        if best is not None and best.found.reader in _LENT:
            last, origin = best.day, best.found.reader
        elif best is None and month:
            first = date(int(month[1]), int(month[2]), 1)
            last, origin = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), "url"
        else:
            continue
        reference = datetime.combine(last, time(23, 59, 59), tzinfo=ZoneInfo(reckoning.zone))
        reading = read_date(item.value, zone=reckoning.zone, day_first=reckoning.day_first, reference=reference)
        if reading is None:
            continue
        timed = isinstance(reading.value, datetime)
        day = reading.value.date() if isinstance(reading.value, datetime) else reading.value
        if (timed and day == last) or (best is None and (day.year, day.month) == (last.year, last.month)):
            written = f"{reading.value:%Y-%m-%d %H:%M:%S}" if timed else day.isoformat()
            return Finding("published", written, f"{origin}+visible")
    return None
