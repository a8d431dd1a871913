"""The language that a text is really in, and how pages of a language and a country write their times."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE_CHARS = 5000
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset({"the", "and", "of", "to", "a", "in", "is", "for", "that", "with"})
_FEW, _MANY = 0.06, 0.12  # shares of English function words below which a text is none, above which it is English
_ENOUGH = 80  # words that such a share needs

# The zone in which a language's press, or the press of a country (by the tag's region or the host's last part),
# writes its times. Languages and countries of several zones are left out: there a time without a zone stays in UTC.
# Source: the tz database's zone.tab; for Russian the practice of the country's media (Moscow time).
ZONES = {
    "zh": "Asia/Shanghai", "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "vi": "Asia/Ho_Chi_Minh", "th": "Asia/Bangkok",
    "de": "Europe/Berlin", "fr": "Europe/Paris", "it": "Europe/Rome", "nl": "Europe/Amsterdam", "pl": "Europe/Warsaw",
    "sv": "Europe/Stockholm", "da": "Europe/Copenhagen", "nb": "Europe/Oslo", "no": "Europe/Oslo",
    "nn": "Europe/Oslo", "fi": "Europe/Helsinki", "cs": "Europe/Prague", "sk": "Europe/Bratislava",
    "hu": "Europe/Budapest", "ro": "Europe/Bucharest", "bg": "Europe/Sofia", "el": "Europe/Athens",
    "hr": "Europe/Zagreb", "sr": "Europe/Belgrade", "sl": "Europe/Ljubljana", "et": "Europe/Tallinn",
    "lv": "Europe/Riga", "lt": "Europe/Vilnius", "uk": "Europe/Kyiv", "ru": "Europe/Moscow", "tr": "Europe/Istanbul",
    "he": "Asia/Jerusalem", "fa": "Asia/Tehran", "id": "Asia/Jakarta", "hi": "Asia/Kolkata", "ca": "Europe/Madrid",
}  # fmt: skip
REGIONS = {
    "cn": "Asia/Shanghai", "tw": "Asia/Taipei", "hk": "Asia/Hong_Kong", "mo": "Asia/Macau", "sg": "Asia/Singapore",
    "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "gb": "Europe/London", "uk": "Europe/London", "ie": "Europe/Dublin",
    "in": "Asia/Kolkata", "nz": "Pacific/Auckland", "za": "Africa/Johannesburg", "ng": "Africa/Lagos",
    "ke": "Africa/Nairobi", "my": "Asia/Kuala_Lumpur", "pk": "Asia/Karachi", "bd": "Asia/Dhaka", "lk": "Asia/Colombo",
    "ph": "Asia/Manila", "es": "Europe/Madrid", "ar": "America/Argentina/Buenos_Aires", "co": "America/Bogota",
    "pe": "America/Lima", "ve": "America/Caracas", "uy": "America/Montevideo", "br": "America/Sao_Paulo",
    "at": "Europe/Vienna", "ch": "Europe/Zurich", "be": "Europe/Brussels", "lu": "Europe/Luxembourg",
}  # fmt: skip
# The ends of hosts that stand for a country; `.co` and the like are used by everyone.
_ENDS = frozenset(REGIONS) - {"co", "ar", "ch", "cn"} | {"au", "us", "ca"}
_MONTH_FIRST = frozenset({"us", "ph"})
_BOTH_ORDERS = frozenset({"ca", ""})
_EAST = frozenset({"zh", "ja", "ko"})  # they write the year first; the grammar of dates knows
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)\d{2}(?![\d/.-])")
_LATE = 12  # a number above it is no month


class Reckoning(NamedTuple):
    """How the times of a page are read that say too little: their tz name, and whether the day stands first."""

    zone: str = "UTC"
    day_first: bool | None = None


UNKNOWN = Reckoning()
"""What is known of a page that says nothing of its language and country."""


def language_of(text: str, declared: str) -> str:
    """Return the declared language, or what the text shows where that contradicts it.

    Templates often declare English over other text. Scripts tell `ja`, `ko` and `zh`, function words tell `en`;
    a text that is declared English and is not has no known language (""). `text` may hold mark-up.
    """
    plain = re.sub(r"<[^>]*>", "", text[: 4 * _SAMPLE_CHARS])[:_SAMPLE_CHARS]
    letters = len(_LETTER.findall(plain)) or 1
    kana, han, hangul = (len(script.findall(plain)) for script in (_KANA, _HAN, _HANGUL))
    seen = ""
    if (kana + han + hangul) * 3 > letters:
        seen = "ja" if kana * 8 > han else "ko" if hangul > han else "zh"
    if seen:
        return seen if not declared.lower().startswith(seen) else declared.replace("_", "-")
    words = _WORD.findall(plain.lower())
    share = sum(word in _ENGLISH for word in words) / len(words) if len(words) >= _ENOUGH else None
    english = declared.lower().startswith("en")
    if share is not None and ((english and share < _FEW) or (not english and share > _MANY)):
        return "" if english else "en"
    return declared.replace("_", "-")


def reckoning_of(language: str, url: str, lines: Iterable[str] = ()) -> Reckoning:
    """Return how a page's times are to be read, by its language, its country and its own unambiguous dates.

    >>> reckoning_of("en", "https://news.example.co.uk/1", ["Seen on 25/12/2025"])
    Reckoning(zone='Europe/London', day_first=True)
    """
    name, _, rest = language.lower().partition("-")
    host = _host(url).rpartition(".")[2]
    tagged = rest.rpartition("-")[2]
    region = host if host in _ENDS and (name in {"en", "es", "pt", "zh"} or host in _ENDS & {tagged}) else tagged
    zone = REGIONS.get(region) or ZONES.get(name) or "UTC"
    if name in _EAST:
        return Reckoning(zone)
    if name == "en":
        told = {_order_of(part) for part in (host if host in _ENDS else "", tagged)} - {None}
        order = told.pop() if len(told) == 1 else None
    else:
        order = True
    seen = {day_first for line in lines for day_first in _orders(line)}
    return Reckoning(zone, seen.pop() if len(seen) == 1 else order)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _order_of(region: str) -> bool | None:
    """Tell whether English of a country writes the day first; None where both are usual."""
    return None if region in _BOTH_ORDERS else region not in _MONTH_FIRST


def _orders(line: str) -> Iterable[bool]:
    """Yield for each numeric date that has only one reading whether its day stands first."""
    for match in _NUMBERS.finditer(line):
        first, second = int(match.group(1)), int(match.group(3))
        if (first > _LATE) != (second > _LATE):
            yield first > _LATE
