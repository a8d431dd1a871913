"""Reads a time of day that stands at a given place: a table of forms, and what the words around it mean."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.dates.numerals import HAN, NUMBER, number
from pipelines.dates.reading import Clock, Precision, Refused
from pipelines.dates.words import listed

# What a part of the day says of an hour from 1 to 12: the hours it may go with, and what to add.
# Midnight and noon under other names (晚上12点 is the day's end) are handled below.
_MORNING = {hour: hour for hour in range(12)}
_DAWN = {hour: hour for hour in range(8)} | {12: 0}
_NOON = {11: 11, 12: 12, 1: 13, 2: 14, 13: 13, 14: 14}
_AFTERNOON = {0: 12, 12: 12} | {hour: hour + 12 for hour in range(1, 12)} | {hour: hour for hour in range(13, 24)}
_EVENING = {hour: hour + 12 for hour in range(5, 12)} | {hour: hour for hour in range(17, 24)} | {12: 24, 24: 24}
_NIGHT = {hour: hour + 12 for hour in range(9, 12)} | {hour: hour for hour in range(21, 24)}
_ANTE = _MORNING | {12: 0}
PARTS: dict[str, dict[int, int]] = {
    **dict.fromkeys(listed("上午 早上 早晨 清晨 清早 早间 早間 今晨 午前 오전 아침 早 晨 朝"), _MORNING),
    **dict.fromkeys(listed("am π.μ. pg sa öö"), _ANTE),
    **dict.fromkeys(listed("凌晨 未明 새벽"), _DAWN),
    **dict.fromkeys(listed("中午 正午 낮 昼"), _NOON),
    **dict.fromkeys(listed("下午 午后 午後 傍晚 黄昏 黃昏 오후 pm μ.μ. ptg ch ös"), _AFTERNOON),
    **dict.fromkeys(listed("晚上 晚间 晚間 夜晚 夜间 夜間 晚 夜 저녁"), _EVENING),
    **dict.fromkeys(listed("深夜 半夜 夜里 夜裡 밤"), _NIGHT),
}
# Greek, Malay, Vietnamese and Turkish write theirs behind the clock.
_BEHIND = r"[πμ]\.\s?μ\.|(?:PG|PTG|SA|CH|ÖÖ|ÖS)\b"
_PARTS = "|".join(sorted((p for p in PARTS if ord(p[0]) > 0x2E7F), key=len, reverse=True))
_MERIDIEM = r"[AaPp]\.?\s?[Mm](?:\.|\b|(?=[A-Z]))"
_PART = rf"(?:(?P<part>{_PARTS}|{_MERIDIEM})\s?)?"
_TAIL = rf"(?:\s?(?P<ampm>{_MERIDIEM}|{_BEHIND})(?![a-z]))?"
_HALVES = {"半": 30, "반": 30, "一刻": 15, "三刻": 45}


class _Row(NamedTuple):
    name: str
    pattern: re.Pattern[str]


def _row(name: str, pattern: str) -> _Row:
    return _Row(name, re.compile(pattern))


# Tried in this order at one place; the first that fits is the clock.
_ROWS = (
    _row(
        "colon clock",
        rf"{_PART}(?P<h>[0-9]{{1,2}})\s?:\s?(?P<m>[0-9]{{2}})"
        rf"(?:\s?:\s?(?P<s>[0-9]{{2}})(?:[.,:][0-9]{{1,9}})?)?(?![0-9:]|\.[0-9]){_TAIL}",
    ),
    _row(
        "cjk clock",
        rf"{_PART}(?P<h>{NUMBER})\s?(?:时(?!间)|時(?!間)|点钟|點鐘|点(?!建|意|看|说|关|理|启)|點(?!建|意|看|說|關|理|啟)|시(?!간))\s?"
        rf"(?:(?P<half>半|반|一刻|三刻)|整|正|(?P<m>{NUMBER})\s?(?:分钟|分鐘|分|분|(?![0-9{HAN}个個月日年年%.])))?"
        rf"(?:\s?(?P<s>{NUMBER})\s?(?:秒|초))?(?![0-9{HAN}])",
    ),
    _row("hour and half of day", rf"(?P<h>[0-9]{{1,2}})\s?(?P<ampm>{_MERIDIEM})(?![a-z])"),
    _row(
        "h clock",
        r"(?P<h>[0-9]{1,2})\s?[hH]\s?(?P<m>[0-9]{2})?(?:\s?min|m)?(?:\s?(?P<s>[0-9]{2})\s?s)?(?![^\W_])",
    ),
    _row(
        "dotted clock",
        rf"(?P<h>[0-9]{{1,2}})\.(?P<m>[0-9]{{2}})(?:\.(?P<s>[0-9]{{2}}))?(?![0-9.%元万亿]| (?:m|b)illion){_TAIL}",
    ),
    _row("four-digit clock", r"(?P<h>[0-9]{2})(?P<m>[0-9]{2})(?=\s?(?:hrs?|hours|GMT|UTC|Uhr)\b)"),
    _row("hour", r"(?P<h>[0-9]{1,2})\s?(?:Uhr|uur|o'clock)\b"),
    _row("named noon", r"(?P<noon>正午|정오|(?:12\s)?noon\b)(?!\s?[0-9])"),
    _row("named midnight", r"(?P<zero>零时|零時|자정)(?!\s?[0-9])"),
)
_UNIT = re.compile(r"\s?(?:Uhr|uur|hrs?|hours|[hH]|час\w?|น\.|許|许)(?![^\W_])")
# Followed by a second clock it is a span; `-05:00` behind a clock is one only when it is the later time.
_SPAN = re.compile(
    r"\s?(?:-|~|至|到|から|to|bis|until|부터)\s?(?:上午|下午|午前|午後|오전|오후)?(?P<h>[0-9]{1,2})\s?"
    r"(?::(?P<m>[0-9]{2})|[时時点點시]|\.[0-9]{2}(?![0-9.])|[ap]\.?m|uhr)",
    re.IGNORECASE,
)
# An offset whose plus sign a web form has made a blank, or a second clock.
_SECOND = re.compile(r"\s[0-9]{2}:[0-9]{2}(?![0-9:])")
REFUSED = Refused("a clock that no clock shows")
_LOOKS = re.compile(r"[0-9]{1,2}\s?:\s?[0-9]|[0-9]{1,2}\s?(?:时|時|点|點|시)\s?[0-9]|(?:[0-9]{1,2}|[0-9]{4,6}Z?)$")


def _hour(found: re.Match[str], parts: dict[str, str | None]) -> int | None:
    """Return the hour from 0 to 24 in the sense of the part of the day, or None for a contradiction."""
    hour = number(found["h"])
    word = parts.get("ampm") or parts.get("part")
    if hour is None or not word:
        return hour
    word = word.lower().replace(" ", "")
    if word[0] in "ap" and word.endswith(("m", "m.")):
        word = f"{word[0]}m"
    minute = number(parts.get("m") or "0")
    if word in ("上午", "오전", "午前") and hour == 12 and ":" in found.group():
        return 0  # locale software writes 上午12:30 for half past midnight
    shifted = PARTS[word].get(hour)
    return None if shifted == 24 and minute else shifted


def _is_offset(span: re.Match[str]) -> bool:
    """Tell whether what follows a clock may also be an offset, glued and with two digits each."""
    return span["m"] is not None and len(span.group()) == 6 and span.group()[0] == "-"


def _clock(span: re.Match[str]) -> tuple[int, int]:
    return int(span["h"]), int(span["m"])


def clock_at(text: str, pos: int, *, implied: str = "") -> Clock | Refused | None:
    """Return the clock at `pos`, None when there is none, Refused when what stands there cannot be one.

    `implied` is the part of the day that the word in front has said (昨晚 8点). A span of time (9:00-18:00)
    is refused: it tells when something is open or takes place.
    """
    for name, pattern in _ROWS:
        found = pattern.match(text, pos)
        if not found:
            continue
        parts = found.groupdict()
        if implied and not parts.get("part") and "h" in parts:
            parts["part"] = implied
        hour = 12 if parts.get("noon") else 0 if parts.get("zero") else _hour(found, parts)
        minute = _HALVES.get(parts.get("half") or "") or number(parts.get("m") or "0")
        second = number(parts.get("s") or "0")
        if hour is None or minute is None or second is None or minute > 59 or second > 59:
            return REFUSED
        if hour > 24 or (hour == 24 and (minute or second)):
            return REFUSED
        precise: Precision = "second" if parts.get("s") else "hour"
        if precise == "hour" and (parts.get("m") or parts.get("half") or parts.get("noon")):
            precise = "minute"
        unit = _UNIT.match(text, found.end())
        end = unit.end() if unit else found.end()
        if _SECOND.match(text, end):
            return REFUSED
        span = _SPAN.match(text, end)
        if span and not (_is_offset(span) and (precise == "second" or (hour, minute) >= _clock(span))):
            return REFUSED
        return Clock(hour, minute, second, precise, name, pos, end, bool(parts.get("ampm") or parts.get("part")))
    return REFUSED if _LOOKS.match(text, pos) else None


_START = re.compile(
    rf"(?<![0-9:.\-~/])(?:{_PART}[0-9]{{1,2}}\s?[:.时時点點시hH]|[0-9]{{1,2}}\s?{_MERIDIEM}|[0-9]{{4}}(?=\s?(?:GMT|UTC)))"
)
_WINDOW = 60


def clocks_before(text: str, end: int) -> Iterator[Clock]:
    """Yield the clocks that stand in the stretch in front of `end`, from left to right."""
    for start in _START.finditer(text, max(0, end - _WINDOW), end):
        clock = clock_at(text, start.start())
        if isinstance(clock, Clock) and clock.end <= end:
            yield clock
