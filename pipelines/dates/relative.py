"""Reads what is said from the reader's now (the reference clock in the zone that applies); none of it may lie ahead."""

import re
from collections.abc import Callable
from datetime import UTC, date, timedelta
from typing import NamedTuple

from pipelines.dates.clock import clock_at
from pipelines.dates.joins import join
from pipelines.dates.labels import behind_outlet, behind_part, closed, opened
from pipelines.dates.months import MONTHS
from pipelines.dates.numerals import HAN, NUMBER, number
from pipelines.dates.reading import Clock, Found, Precision, Refused, Setting
from pipelines.dates.resolve import AHEAD_OF_REFERENCE, WITHOUT_REFERENCE, finish, now
from pipelines.dates.words import CJK_WEEKDAYS, DAY, DAY_WORDS, HOUR, MINUTE, UNITS, WEEKDAYS, fold, listed
from pipelines.dates.zones import zone_after

Answer = Found | Refused | None


class _Hit(NamedTuple):
    """A row's match, with all that reading it needs."""

    text: str
    match: re.Match[str]
    setting: Setting
    rule: str

    def closed(self) -> bool:
        return closed(self.text, self.match.end())


class _Row(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    read: Callable[[_Hit], Answer]


_COUNTS = {
    **dict.fromkeys(listed("a an one ein eine einer einem un une uno una um uma een en ett один одну"), 1),
    **dict.fromkeys(listed("two zwei deux dos due dois duas twee två to два две"), 2),
    **dict.fromkeys(listed("three drei trois tres tre três drie три"), 3),
}


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_COUNT = f"(?:[0-9]{{3}}|{NUMBER})(?![{HAN}两兩])"
_CJK_UNITS = _alternatives([word for word in UNITS if not fold(word[0]).isascii() and ord(word[0]) > 0x2E7F])
_LATIN_UNIT = r"[^\W\d_]{1,10}"
_LATIN_COUNT = rf"(?:[0-9]{{1,3}}|{_alternatives(list(_COUNTS))})"
_ABOUT = r"(?:约|大约|約|about\s|circa\s|ca\.\s|etwa\s|около\s|environ\s)?"


def _count(text: str) -> int | None:
    return _COUNTS.get(text.lower()) or number(text)


def _ago(hit: _Hit) -> Answer:
    """Take the span from the reference: hours and less give a time, days and weeks a day."""
    parts = hit.match.groupdict()
    size = UNITS.get(parts["unit"]) or UNITS.get(fold(parts["unit"]))
    count = 0 if parts.get("halved") else _count(parts["count"])
    if size is None or count is None:
        return None
    half = any(parts.get(group) for group in ("halved", "andhalf", "halfbehind"))
    seconds = count * size + (size // 2 if half else 0)
    if unit := parts.get("unit2"):
        size2, count2 = UNITS.get(unit) or UNITS.get(fold(unit)), _count(parts["count2"])
        if size2 is None or count2 is None or size2 >= size:
            return None
        seconds, size = seconds + count2 * size2, size2
    return None if half and size >= DAY else _span(hit, seconds, size)


def _span(hit: _Hit, seconds: int, size: int) -> Answer:
    """Take the seconds from the reference; the size of the unit says how finely they were counted."""
    reference = now(hit.setting)
    if reference is None:
        return WITHOUT_REFERENCE
    past = reference.astimezone(UTC) - timedelta(seconds=seconds)
    value = past.astimezone(hit.setting.info).replace(microsecond=0)
    if size < DAY:
        precision: Precision = "hour" if size == HOUR else "minute" if size == MINUTE else "second"
        return Found(value, precision, hit.rule, relative=True) if hit.closed() else None
    return _on_day(hit, value.date())


def _on_day(hit: _Hit, day: date, implied: str = "") -> Answer:
    """Give the day, or the time on it when a clock stands beside it."""
    text, end, setting = hit.text, hit.match.end(), hit.setting
    joined = join(text, hit.match.start(), end, setting)
    clock, zone = joined.clock, joined.zone
    if implied and not (isinstance(clock, Clock) and clock.meridiem):
        clock = clock_at(text, end + (text[end : end + 1] == " "), implied=implied)
    if isinstance(clock, Refused):
        return clock
    if clock is None and not closed(text, behind_part(text, end)):
        return None
    if zone and not zone.unknown and setting.reference:
        day += setting.reference.astimezone(zone.info).date() - setting.reference.astimezone(setting.info).date()
    return finish(day, clock, zone, setting, hit.rule, relative=True)


def _day_word(hit: _Hit) -> Answer:
    word = hit.match["word"]
    sense = DAY_WORDS.get(word.lower()) or DAY_WORDS.get(fold(word))
    reference = now(hit.setting)
    if sense is None:
        return None
    if reference is None:
        return WITHOUT_REFERENCE
    return _on_day(hit, reference.date() - timedelta(days=sense[0]), sense[1])


def _just_now(hit: _Hit) -> Answer:
    reference = now(hit.setting)
    if reference is None:
        return WITHOUT_REFERENCE
    return Found(reference.replace(microsecond=0), "minute", hit.rule, relative=True) if hit.closed() else None


_ENGLISH = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_WEEKS = {  # weeks before this one
    **dict.fromkeys(listed("本 本个 这 这个 這 這個 今 今週の 이번주"), 0),
    **dict.fromkeys(listed("上 上个 上個 先週 先週の 지난주"), 1),
    **dict.fromkeys(listed("上上 上上个 上上個 先々週の"), 2),
}


def _named_weekday(parts: dict[str, str | None]) -> int | None:
    """Return the weekday; short names that are also months or words (`mar`, `so`) are none when alone."""
    if cjk := parts.get("cjk"):
        return CJK_WEEKDAYS[cjk]
    name = fold(parts.get("latin") or "")
    return None if name in MONTHS or (len(name) < 4 and name not in _ENGLISH) else WEEKDAYS.get(name)


def _weekday(hit: _Hit) -> Answer:
    """Give the last such weekday up to the reference, or that of the week named (weeks begin on Monday)."""
    parts = hit.match.groupdict()
    weekday = _named_weekday(parts)
    reference = now(hit.setting)
    if weekday is None:
        return None
    if reference is None:
        return WITHOUT_REFERENCE
    today = reference.date()
    if week := re.sub(r"\s", "", parts.get("week") or ""):
        day = today + timedelta(days=weekday - today.isoweekday() - 7 * _WEEKS[week])
        return AHEAD_OF_REFERENCE if day > today else _on_day(hit, day)
    day = today - timedelta(days=(today.isoweekday() - weekday) % 7)
    if parts.get("last") and day == today:
        day -= timedelta(days=7)
    answer = _on_day(hit, day)
    return _on_day(hit, day - timedelta(days=7)) if answer is AHEAD_OF_REFERENCE else answer


def _row(name: str, pattern: str, read: Callable[[_Hit], Answer]) -> _Row:
    return _Row(name, re.compile(pattern, re.IGNORECASE), read)


_ROWS = (
    _row(
        "half a unit ago",
        rf"{_ABOUT}(?P<halved>半|half an?\s)(?:个|個)?(?P<unit>小时|小時|钟头|鐘頭|hour)(?:之|以)?(?:前|\sago)"
        r"(?![往后後进進来來夕])",
        _ago,
    ),
    _row(
        "quarters of an hour ago",
        r"(?<![0-9])(?P<quarters>[一三两二13])刻[钟鐘](?:之|以)?前(?![往后後进進])",
        lambda hit: _span(hit, 15 * MINUTE * (number(hit.match["quarters"]) or 0), MINUTE),
    ),
    _row(
        "some units ago, cjk",
        rf"(?<![0-9{HAN}两兩.月年第-])(?<![0-9][,~]){_ABOUT}(?P<count>{_COUNT})\s?(?:个|個)?(?P<andhalf>半)?\s?(?P<unit>{_CJK_UNITS})(?P<halfbehind>半)?"
        rf"(?:\s?(?P<count2>{_COUNT})\s?(?:个|個)?(?P<unit2>{_CJK_UNITS}))?\s?(?:之|以)?(?:前|전)(?![往后後进進来來夕])",
        _ago,
    ),
    _row(
        "some units ago",
        rf"(?<![\w.,+-])(?:for\s)?{_ABOUT}(?P<count>{_LATIN_COUNT})\s?(?P<unit>{_LATIN_UNIT})\.?"
        rf"(?:,?\s(?:and\s|und\s|et\s|y\s|e\s)?(?P<count2>{_LATIN_COUNT})\s?(?P<unit2>{_LATIN_UNIT})\.?)?"
        r"\s(?:ago|fa|geleden|sedan|siden|назад|тому|temu|önce|(?:yang\s)?lalu|trước|atrás|sitten)(?![\w])",
        _ago,
    ),
    _row(
        "ago some units",
        rf"(?<![\w])(?:vor|il y a|hace|há|för|pred|před|acum|πριν(?: από)?)\s{_ABOUT}(?P<count>{_LATIN_COUNT})\s?"
        rf"(?P<unit>{_LATIN_UNIT})(?![\w])\.?(?:\s(?:sedan|atrás))?",
        _ago,
    ),
    _row(
        "just now",
        r"刚刚|刚才|剛剛|剛才|[几幾数數]秒[钟鐘]?前|たった今|방금(?:\s?전)?|(?<![\w])(?:just now|moments ago"
        r"|a moment ago|(?:a few )?seconds ago|less than a minute ago|à l'instant|gerade eben"
        r"|ahora mismo|только что|hace un momento)(?![\w])",
        _just_now,
    ),
    _row(
        "day word",
        rf"(?<![\w])(?P<word>{_alternatives([w for w in DAY_WORDS if ord(w[0]) < 0x2E80])})(?![\w])",
        _day_word,
    ),
    _row("day word, cjk", rf"(?P<word>{_alternatives([w for w in DAY_WORDS if ord(w[0]) > 0x2E7F])})", _day_word),
    _row(
        "weekday, cjk",
        r"(?P<week>上上个?|上上個|上个?|上個|本|这个?|這個?|今)?(?:周|週|星期|礼拜|禮拜)(?P<cjk>[一二三四五六日天])(?![至到-])",
        _weekday,
    ),
    _row(
        "weekday, japanese and korean",
        r"(?P<week>先々週の|先週の?|今週の|지난\s?주\s?|이번\s?주\s?)?(?:(?P<cjk>[月火水木金土日](?=曜)|[월화수목금토일](?=요일))(?:曜日?|요일))",
        _weekday,
    ),
    _row("weekday", r"(?<![\w])(?:on\s)?(?P<last>last\s)?(?P<latin>[^\W\d_]{3,14}(?:-feira)?)\.?(?![\w])", _weekday),
)


def read_relative(text: str, setting: Setting) -> Answer:
    """Return what the first row that fits at an opening of the text reads, or None."""
    for row in _ROWS:
        for found in row.pattern.finditer(text):
            if not (opened(text, found.start()) or behind_outlet(text, found.start())):
                continue
            answer = row.read(_Hit(text, found, setting, row.name))
            if answer is not None:
                return answer
    return None


def read_clock_alone(text: str, setting: Setting) -> Answer:
    """Read a text that is a clock and no more as today's, unless that time is still to come."""
    clock = clock_at(text, 0)
    if not isinstance(clock, Clock):
        return clock
    zone, end = zone_after(text, clock.end, setting, meridiem=clock.meridiem)
    hour_in_full = clock.meridiem or text[1:2] != ":"
    midnight = (clock.hour % 24, clock.minute, clock.second) == (0, 0, 0)  # as good as no clock
    if end != len(text) or clock.precision == "hour" or not hour_in_full or midnight:
        return None
    reference = now(setting, zone.info if zone else None)
    if reference is None:
        return WITHOUT_REFERENCE
    return finish(reference.date(), clock, zone, setting, "clock alone", relative=True)
