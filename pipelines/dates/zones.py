"""Zones named in the text: offsets, abbreviations, and names in Chinese and English.

Abbreviations follow RFC 822 (section 5.1) and the tz database; where one is used in several parts of the
world, the source's own zone decides, and where it does not, nothing is read.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipelines.dates.reading import Setting, Zone

# abbreviation, hours from UTC, zone that has it in season ("" = all year), source zones it is meant for
# when it has several meanings ("" = also everywhere else).
_ABBREVIATIONS = (
    ("EST", -5, "America/New_York", ""),
    ("EDT", -4, "America/New_York", ""),
    ("CST", -6, "America/Chicago", "America/ US/ Canada/"),
    ("CST", 8, "", "Asia/Shanghai Asia/Taipei Asia/Hong_Kong Asia/Macau Asia/Chongqing Asia/Urumqi PRC ROC"),
    ("CDT", -5, "America/Chicago", ""),
    ("MST", -7, "America/Denver", ""),
    ("MDT", -6, "America/Denver", ""),
    ("PST", -8, "America/Los_Angeles", ""),
    ("PDT", -7, "America/Los_Angeles", ""),
    ("AKST", -9, "America/Anchorage", ""),
    ("AKDT", -8, "America/Anchorage", ""),
    ("HST", -10, "", ""),
    ("AST", -4, "America/Halifax", "America/ Atlantic/ Canada/"),
    ("AST", 3, "", "Asia/Riyadh Asia/Qatar Asia/Kuwait Asia/Bahrain Asia/Aden Asia/Baghdad"),
    ("ADT", -3, "America/Halifax", ""),
    ("NST", -3.5, "America/St_Johns", ""),
    ("NDT", -2.5, "America/St_Johns", ""),
    ("BRT", -3, "", ""),
    ("ART", -3, "", ""),
    ("COT", -5, "", ""),
    ("PET", -5, "", ""),
    ("BST", 6, "", "Asia/Dhaka"),
    ("BST", 1, "Europe/London", ""),
    ("WET", 0, "Europe/Lisbon", ""),
    ("WEST", 1, "Europe/Lisbon", ""),
    ("CET", 1, "Europe/Berlin", ""),
    ("CEST", 2, "Europe/Berlin", ""),
    ("MEZ", 1, "Europe/Berlin", ""),
    ("MESZ", 2, "Europe/Berlin", ""),
    ("EET", 2, "Europe/Athens", ""),
    ("EEST", 3, "Europe/Athens", ""),
    ("MSK", 3, "", ""),
    ("МСК", 3, "", ""),
    ("TRT", 3, "", ""),
    ("SAST", 2, "", ""),
    ("CAT", 2, "", ""),
    ("EAT", 3, "", ""),
    ("WAT", 1, "", ""),
    ("IDT", 3, "Asia/Jerusalem", ""),
    ("IST", 2, "Asia/Jerusalem", "Asia/Jerusalem Asia/Tel_Aviv Israel"),
    ("IST", 1, "Europe/Dublin", "Europe/Dublin Eire"),
    ("IST", 5.5, "", ""),
    ("GST", 4, "", ""),
    ("PKT", 5, "", ""),
    ("NPT", 5.75, "", ""),
    ("ICT", 7, "", ""),
    ("WIB", 7, "", ""),
    ("WITA", 8, "", ""),
    ("WIT", 9, "", ""),
    ("HKT", 8, "", ""),
    ("SGT", 8, "", ""),
    ("MYT", 8, "", ""),
    ("PHT", 8, "", ""),
    ("BJT", 8, "", ""),
    ("AWST", 8, "", ""),
    ("JST", 9, "", ""),
    ("KST", 9, "", ""),
    ("ACST", 9.5, "Australia/Adelaide", ""),
    ("ACDT", 10.5, "Australia/Adelaide", ""),
    ("AEST", 10, "Australia/Sydney", ""),
    ("AEDT", 11, "Australia/Sydney", ""),
    ("NZST", 12, "Pacific/Auckland", ""),
    ("NZDT", 13, "Pacific/Auckland", ""),
    ("GMT", 0, "", ""),
    ("UTC", 0, "", ""),
    ("UT", 0, "", ""),
    ("Z", 0, "", ""),
)
# EST is also what eastern Australia says; there the American meaning is not certain.
_NOT_MEANT = {"EST": "Australia/", "CST": "Australia/", "MST": "Asia/", "PST": "Asia/"}

# tz database name: the names of places whose clocks it tells, as news writes them; the season follows the zone
_PLACES = {
    "America/New_York": "ET Eastern 美东 美東 美国东部 美國東部 美国东岸 美東岸 纽约 紐約 华盛顿 華盛頓 미동부",
    "America/Chicago": "CT Central 美中 美国中部 美國中部 芝加哥",
    "America/Denver": "MT Mountain 美国山区 美國山區 山地",
    "America/Los_Angeles": "PT Pacific 美西 美国西部 美國西部 太平洋 洛杉矶 洛杉磯 旧金山 舊金山 西雅图",
    "Asia/Shanghai": "Beijing China 北京 京 中国 中國 中国标准 中國標準 上海",
    "Asia/Taipei": "Taipei Taiwan 台北 臺北 台湾 台灣 臺灣",
    "Asia/Hong_Kong": "Hong_Kong 香港 本港",
    "Asia/Tokyo": "Tokyo Japan 东京 東京 日本 日本标准 日本標準",
    "Asia/Seoul": "Seoul Korea 首尔 首爾 韩国 韓國 한국 서울",
    "Asia/Singapore": "Singapore 新加坡",
    "Asia/Kolkata": "India 印度 新德里",
    "Asia/Dubai": "Dubai Gulf 迪拜 杜拜",
    "Europe/London": "London UK 伦敦 倫敦 英国 英國",
    "Europe/Paris": "Paris 巴黎 法国 法國",
    "Europe/Berlin": "Berlin Central_European 柏林 德国 德國 欧洲中部 歐洲中部 中欧 中歐",
    "Europe/Moscow": "Moscow 莫斯科 俄罗斯",
    "Australia/Sydney": "Sydney 悉尼 雪梨 澳洲东部 澳洲東部",
    "UTC": "Greenwich_Mean Universal 格林尼治 格林威治 格林尼治标准 世界 世界标准 协调世界 世界协调 国际标准 國際標準",
}
_PLACE_OF = {word.replace("_", " ").casefold(): key for key, words in _PLACES.items() for word in words.split()}
_SHORT = ("ET", "CT", "MT", "PT")
_LOCAL = ("当地", "當地", "现地", "現地", "현지", "local")

_latin = "|".join(sorted((w for w in _PLACE_OF if w.isascii() and len(w) > 2), key=len, reverse=True))
_han = "|".join(sorted((*(w for w in _PLACE_OF if not w.isascii()), *_LOCAL[:-1]), key=len, reverse=True))
_NAMED = (
    rf"(?P<han>{_han})\s?(?:(?:夏令|冬令|标准|標準|夏季|冬季)?(?:时间|時間|时区|時區|시간|시각)"
    r"|夏令时|夏令時)"
    rf"|(?P<latin>{_latin}|local)(?:\s(?:standard|daylight|summer|european))?\s(?:time)\b"
    rf"|(?P<key>(?-i:[A-Z][a-z]{{2,9}}/[A-Z][A-Za-z_]{{2,20}}))(?![\w/])"
    rf"|(?P<coast>eastern|pacific)(?:\s(?:standard|daylight))?\b"
)
_OFFSET = (
    r"(?P<utc>utc|gmt)\s?(?P<usign>[+-])\s?(?P<uh>[0-9]{1,2})(?::?(?P<um>[0-9]{2}))?(?![0-9:])"
    r"|(?P<sign>[+-])(?P<h>[0-9]{2}):?(?P<m>[0-9]{2})(?![0-9:])"
    r"|(?P<utcword>utc|gmt|世界标准时间)(?![a-z0-9])(?:时间|時間)?"
)
_LETTERS = r"(?P<token>[A-ZМСК]{1,5})(?:(?![^\W_])|(?=[A-Z][a-z]))"
_LOOSE = r"(?P<token>[A-Za-z]{2,4})\b"
_AFTER = re.compile(rf"[\s,]?[(\[]?\s?(?:(?i:{_OFFSET}|{_NAMED})|{_LETTERS})")
_AFTER_MERIDIEM = re.compile(rf"[\s,]?[(\[]?\s?{_LOOSE}")
_BEFORE = re.compile(rf"(?i:{_OFFSET}|{_NAMED})[\s,:)\]]{{0,3}}$")
_SHIFT = re.compile(r"[+-](?P<h>[0-9]{2})(?::?(?P<m>[0-9]{2}))?")
_FURTHEST = timedelta(hours=14)


@lru_cache(maxsize=512)
def offset(sign: str, hours: int, minutes: int) -> Zone | None:
    """Return the fixed zone, or None beyond the ±14 hours that any clock on earth has."""
    shift = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    if minutes > 59 or abs(shift) > _FURTHEST:
        return None
    name = f"UTC{sign}{hours:02}:{minutes:02}" if shift else "UTC"
    return Zone(name, timezone(shift) if shift else UTC)


def abbreviation(token: str, setting: Setting) -> Zone | None:
    """Return what the abbreviation means to this source, or None when it is unknown or could mean two."""
    if token.upper() in _SHORT:
        key = _PLACE_OF[token.casefold()]
        return Zone(key, ZoneInfo(key))
    if setting.zone.startswith(_NOT_MEANT.get(token, "\0")):
        return None
    for name, hours, season, meant in _ABBREVIATIONS:
        if name == token and setting.zone.startswith(tuple(meant.split() or ("",))):
            info = timezone(timedelta(hours=hours), name) if hours else UTC
            return Zone(name if hours else "UTC", info, ZoneInfo(season) if season else None)
    return None


@lru_cache(maxsize=128)
def _of_key(key: str) -> Zone | None:
    """Return the zone of a tz database name, or None when there is none."""
    if key == "UTC":
        return Zone(key, UTC)
    try:
        return Zone(key, ZoneInfo(key))
    except (KeyError, ValueError, OSError):
        return None


_KNOWN = {row[0] for row in _ABBREVIATIONS} | set(_SHORT)
_NOWHERE = Zone("", UTC, unknown=True)


def _zone(found: re.Match[str], setting: Setting) -> Zone | None:
    """Return the zone of a match; one that is named but cannot be placed is `unknown`."""
    part = found.groupdict()
    if part.get("utc"):
        return offset(part["usign"], int(part["uh"]), int(part["um"] or 0)) or _NOWHERE
    if part.get("sign"):
        return offset(part["sign"], int(part["h"]), int(part["m"])) or _NOWHERE
    if token := part.get("token"):
        return (abbreviation(token, setting) or _NOWHERE) if token in _KNOWN else None
    name = (part.get("han") or part.get("latin") or part.get("coast") or "").casefold()
    if name in _LOCAL:
        return _NOWHERE
    return _of_key("UTC" if part.get("utcword") else part.get("key") or _PLACE_OF.get(name, ""))


def zone_after(text: str, pos: int, setting: Setting, *, meridiem: bool = False) -> tuple[Zone | None, int]:
    """Return the zone that stands at `pos` (behind a clock) and where it ends."""
    found = _AFTER.match(text, pos)
    zone = _zone(found, setting) if found else None
    if found and zone:
        return zone, found.end()
    loose = _AFTER_MERIDIEM.match(text, pos) if meridiem else None
    if loose and loose["token"].upper() in _KNOWN:
        return abbreviation(loose["token"].upper(), setting) or _NOWHERE, loose.end()
    return None, pos


def zone_before(text: str, pos: int, setting: Setting) -> Zone | None:
    """Return the zone whose name ends at `pos` (in front of a date or a clock)."""
    found = _BEFORE.search(text[max(0, pos - 40) : pos])
    return _zone(found, setting) if found else None


def machine_zone(text: str, setting: Setting) -> Zone | None:
    """Return the zone of a machine-written time: Z, an offset, or an abbreviation taken at its word."""
    if shift := _SHIFT.fullmatch(text):
        return offset(text[0], int(shift["h"]), int(shift["m"] or 0))
    zone = abbreviation(text.upper(), setting)
    return zone._replace(season=None) if zone else None


def in_season(moment: datetime, zone: Zone, setting: Setting) -> bool:
    """Tell whether the named zone, or the source's own, has its offset at that wall-clock time."""
    if zone.season is None:
        return True
    naive, shift = moment.replace(tzinfo=None), moment.utcoffset()
    places = (zone.season, setting.info)
    return any(shift == naive.replace(tzinfo=place, fold=fold).utcoffset() for place in places for fold in (0, 1))
