"""The language that a text is really in, and how pages of a language and a country write their times."""

import re
from collections.abc import Collection, Iterable, Sequence
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
# Words that stand in every text of a language; those of one family share many, so that the most tell.
_COMMON = {
    name: frozenset(words.split())
    for name, words in {
        "de": "der die und das ist nicht mit den von ein eine auf für im dem zu sich auch als wird",
        "fr": "le la les des et est une un du dans que pour qui sur pas au ce il par avec",
        "es": "el los las del que y en una un por con se para es como la no su al más",
        "it": "il di che e la per un una della del con non sono le si è dei alla nel anche",
        "pt": "o os as que e do da em um uma para com não é na no dos por mais ao",
        "nl": "de het een en van is dat op te voor met niet zijn die ook aan er bij",
        "pl": "w i na z się nie do że jest to o od za przez po ale jak oraz",
        "cs": "a v na je se že s z do pro to by jako ale jsou který podle také",
        "sk": "a v na je sa že s z do pre to by ako ale sú ktorý podľa aj",
        "sv": "och att det i som en på är av för den med till inte har de om ett",
        "da": "og at det i er en af på til den med for ikke som har de et fra",
        "nb": "og at det i er en av på til som den med for ikke har de et fra",
        "fi": "ja on ei se että oli mutta myös ovat kun hän sen tai joka kuin",
        "hu": "a az és hogy nem is egy van ez meg de ha csak mint már",
        "ro": "și şi de la în a că pe nu cu care o este din un mai pentru sunt",
        "hr": "je i u se na da su za od koji kao ne što s iz o to bi",
        "tr": "ve bir bu için ile da de çok olarak daha olan gibi ne kadar ama",
        "id": "yang dan di itu dengan untuk dari pada ini tidak dalam akan ke adalah juga",
        "vi": "của và là các có được cho trong với không một những đã này người từ",
    }.items()
}
# The languages of scripts of their own, and letters that only some of them have.
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(f"[{letters}]"))
    for name, letters in (
        ("el", "\u0370-\u03ff"), ("he", "\u0590-\u05ff"), ("th", "\u0e00-\u0e7f"), ("hi", "\u0900-\u097f"),
        ("bn", "\u0980-\u09ff"), ("ar", "\u0600-\u06ff"), ("ru", "\u0400-\u04ff"),
    )
)  # fmt: skip
_WITHIN = {"ru": (("uk", "іїєґ"),), "ar": (("fa", "پچژگ"),)}

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
    "de": "Europe/Berlin", "fr": "Europe/Paris", "it": "Europe/Rome", "nl": "Europe/Amsterdam", "pl": "Europe/Warsaw",
    "se": "Europe/Stockholm", "dk": "Europe/Copenhagen", "no": "Europe/Oslo", "fi": "Europe/Helsinki",
    "cz": "Europe/Prague", "sk": "Europe/Bratislava", "hu": "Europe/Budapest", "ro": "Europe/Bucharest",
    "bg": "Europe/Sofia", "gr": "Europe/Athens", "hr": "Europe/Zagreb", "rs": "Europe/Belgrade",
    "si": "Europe/Ljubljana", "pt": "Europe/Lisbon", "ua": "Europe/Kyiv", "tr": "Europe/Istanbul",
    "il": "Asia/Jerusalem", "ae": "Asia/Dubai", "sa": "Asia/Riyadh", "eg": "Africa/Cairo", "th": "Asia/Bangkok",
    "vn": "Asia/Ho_Chi_Minh", "mx": "America/Mexico_City", "cl": "America/Santiago",
}  # fmt: skip
# The ends of hosts that stand for a country; `.co` and the like are used by everyone.
_AMERICAN = frozenset({"gov", "edu", "mil"})  # the United States keep these for themselves
_ENDS = frozenset(REGIONS) - {"co", "ar", "ch", "cn"} | {"au", "us", "ca"} | _AMERICAN
_MONTH_FIRST = frozenset({"us", "ph"}) | _AMERICAN
_BOTH_ORDERS = frozenset({"ca", ""})
_WIDE = frozenset({"en", "es", "pt", "zh", "ar", ""})  # spoken in many countries, or unknown: the host tells which
_EAST = frozenset({"zh", "ja", "ko"})  # they write the year first; the grammar of dates knows
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)\d{2}(?![\d/.-])")
_OFFSET = re.compile(r"T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?([+-])(0\d|1[0-2]):?00$")
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
    if not seen and declared[:2].lower() in {"", "en"}:
        seen = _by_script(plain, letters)
    if seen:
        return seen if not declared.lower().startswith(seen) else declared.replace("_", "-")
    words = _WORD.findall(plain.lower())
    share = sum(word in _ENGLISH for word in words) / len(words) if len(words) >= _ENOUGH else None
    english = declared.lower().startswith("en")
    if share is not None and ((english and share < _FEW) or (not english and share > _MANY)):
        return _by_words(words) if english else "en"
    return declared.replace("_", "-") or (_by_words(words) if len(words) >= _ENOUGH else "")


def _by_script(text: str, letters: int) -> str:
    """Return the language of a script of its own in which the text is written, or ""."""
    for name, script in _SCRIPTS:
        if len(script.findall(text)) * 2 > letters:
            return next(
                (other for other, own in _WITHIN.get(name, ()) if sum(map(text.count, own)) * 50 > letters), name
            )
    return ""


def _by_words(words: Sequence[str]) -> str:
    """Return the language whose common words the text has most of; "" where they are few."""
    shares = {name: sum(word in common for word in words) / len(words) for name, common in _COMMON.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > _MANY else ""


def reckoning_of(language: str, url: str, lines: Iterable[str] = (), days: Collection[str] = ()) -> Reckoning:
    """Return how a page's times are to be read, by its language, its country and its own unambiguous dates.

    `days` are the days that the page tells machines (`2025-12-25`): what it shows for one of them tells the order.

    >>> reckoning_of("en", "https://news.example.co.uk/1", ["Seen on 25/12/2025"])
    Reckoning(zone='Europe/London', day_first=True)
    """
    name, _, rest = language.lower().partition("-")
    host = _host(url).rpartition(".")[2]
    tagged = rest.rpartition("-")[2]
    region = host if host in _ENDS and (name in _WIDE or host in _ENDS & {tagged}) else tagged
    zone = REGIONS.get(region) or ZONES.get(name) or "UTC"
    if name in _EAST:
        return Reckoning(zone)
    if name == "en":
        told = {_order_of(part) for part in (host if host in _ENDS else "", tagged)} - {None}
        order = told.pop() if len(told) == 1 else None
    else:
        order = True
    seen = {day_first for line in lines for day_first in _orders(line, days)}
    return Reckoning(zone, seen.pop() if len(seen) == 1 else order)


def with_own_offset(reckoning: Reckoning, published: str) -> Reckoning:
    """Return a reckoning of no known zone with the offset that the page's own time of publication names.

    >>> with_own_offset(UNKNOWN, "2026-03-01T22:19:00-05:00").zone
    'Etc/GMT+5'
    """
    match = _OFFSET.search(published) if reckoning.zone == UNKNOWN.zone else None
    if match is None or not int(match.group(2)):
        return reckoning
    # the tz database counts these zones the other way round
    return reckoning._replace(zone=f"Etc/GMT{'+' if match.group(1) == '-' else '-'}{int(match.group(2))}")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _order_of(region: str) -> bool | None:
    """Tell whether English of a country writes the day first; None where both are usual."""
    return None if region in _BOTH_ORDERS else region not in _MONTH_FIRST


def _orders(line: str, days: Collection[str]) -> Iterable[bool]:
    """Yield for each numeric date that has only one reading, or one of the `days`, whether its day stands first."""
    for match in _NUMBERS.finditer(line):
        first, second = int(match.group(1)), int(match.group(3))
        year = match.group()[-4:]
        known = [day for day in (True, False) if _iso(year, first, second, day_first=day) in days]
        if (first > _LATE) != (second > _LATE):
            yield first > _LATE
        elif len(known) == 1:
            yield known[0]


def _iso(year: str, first: int, second: int, *, day_first: bool) -> str:
    return f"{year}-{second:02}-{first:02}" if day_first else f"{year}-{first:02}-{second:02}"
