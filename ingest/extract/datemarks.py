"""The dates that stand in a visible line, each with what stands beside it: a clock, a zone, a label.

What is cut out here is raw text for the dates stage, which alone says what it means; so the shapes are
wide (any word may be a month's name), and a text that is no date falls away when it is read.
"""

import re
from collections.abc import Sequence

from ingest.extract.findings import Field, Finding
from pipelines.dates.labels import PUBLICATION, UPDATE, label_before, label_behind
from pipelines.dates.plain import plain, western

# Any word may be a month's name: the dates stage knows the names of many languages.
_MONTH = (
    r"(?:[^\W\d_]{3,12}\.?|[\u0e00-\u0e4e][\u0e00-\u0e4e.]{2,14}"
    r"|(?:[\u0621-\u065f]{2,10}\s?/\s?)?(?:(?:كانون|تشرين)\s)?[\u0590-\u0d7f]{2,14})"
)
_OF = r"(?:de\s+|del\s+|พ\.ศ\.\s*)?"
_YEAR = r"(?:(?:19|20)\d{2}|(?<=[\u0e00-\u0e7f.]\s)(?:25\d{2}|[56]\d))"  # a Thai year behind its month
_HOUR = (
    r"\d{1,2}\s*[:：时時點点h.]\s*\d{1,2}(?!\d)(?:\s*[:：分]\s*\d{1,2})?(?:[.:]\d{1,3})?秒?分?(?:\s*[ap]\.?m\b\.?)?"
    r"(?:\s*\(?(?:Z\b|[+-]\d{2}:?\d{2}\b|(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\b|[A-Z]{2,4}T\b|[ECP]T\b)\)?)?"
)
_WEEKDAY = (
    r"[(（]?(?:(?:星期|周|週|禮拜)[一二三四五六日天]|[月火水木金土日](?:曜日?)?(?=\s*[)）])|[월화수목금토일](?:요일)?"
    r"|[^\W\d_]{2,9}day|(?<=[(（])(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))[)）]?[\s,，|·•-]*"
)
_PART = (
    r"(?:(?:at|um|à|às|a\s+las?|alle|ore|om|klo|kl\.?|o|в|saat|pukul|lúc|[A-Z]{3,4}T?)\s+|오전|오후|上午|下午|晚上|凌晨"
    r"|(?:时间|時間)\s*[:：]|[AP]M\s?(?=\d)|中午|早上|傍晚|午前|午後)"
)
_CLOCK = rf"(?:[\s,，|/·•@T()（）-]*(?:{_WEEKDAY})?{_PART}?\s*{_HOUR})?"
_DAY = rf"""(?:
      (?<!\d)(?:19|20)\d{{2}}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*(?:\d{{2}}(?=\d{{2}}:\d{{2}})|\d{{1,2}}(?!\d))\.?\s*[日号號]?
    | (?<!\d)(?:19|20)\d{{2}}\s+\d{{1,2}}\s*[/-]\s*\d{{1,2}}(?=\s+\d{{1,2}}:\d{{2}})
    | (?:民國|民国)\s*\d{{2,3}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日
    | [二〇零一九]{{4}}年[一二三四五六七八九十]{{1,3}}月[一二三四五六七八九十]{{1,3}}日
    | (?:19|20)\d{{2}}년\s*\d{{1,2}}월\s*\d{{1,2}}일
    | (?:19|20)\d{{2}}(?:\.?\s+gada\s+\d{{1,2}}\.?\s+{_MONTH}|\s+m\.\s+{_MONTH}\s+\d{{1,2}}(?:\s+d\.)?)
    | \b\d{{1,2}}\s+(?:tháng|thg)\s+\d{{1,2}}\s?,?\s+(?:năm\s+)?(?:19|20)\d{{2}}(?!\d)
    | \b{_MONTH}[\s-]+\d{{1,2}}(?:st|nd|rd|th)?,?[\s-]+(?:19|20)\d{{2}}(?:(?!\d)|(?=\d{{1,2}}:\d{{2}}))
    | \b\d{{1,2}}(?:st|nd|rd|th|er|º|ª)?\.?[\s-]+(?:of\s+|de\s+)?{_MONTH},?[\s-]+{_OF}(?:{_YEAR}|'\d{{2}})(?!\d)
    | \b(?:19|20)\d{{2}}\.?\s+{_MONTH}\s+\d{{1,2}}\b\.?
    | \b\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?(?:19|20)\d{{2}}(?!\d)
    | (?<![\d./-])\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2}}(?=[\s,|-]+(?:à\s|um\s|às\s|alle\s)?\d{{1,2}}[:.h]\d{{2}})
    )"""
_DATE = re.compile(_DAY + _CLOCK, re.IGNORECASE | re.VERBOSE)
_BARE = re.compile(_DAY, re.IGNORECASE | re.VERBOSE)
_LEADING_CLOCK = re.compile(
    r"(?<![\d:])\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5})?[\s,，·•|-]*(?:on\s+)?"
    r"(?:[^\W\d_]{2,10}[.,]*\s+)?$",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"(?<![\d./:-])(?:\d{{1,2}}\s*[-/月]\s*\d{{1,2}}\s*日?|{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\.?\s+{_MONTH}),?\s+\d{{1,2}}:\d{{2}}"
    r"(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?(?!\d)",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\.?\s*{_MONTH})", re.IGNORECASE)
_CLOCK_ALONE = re.compile(
    rf"(?:(?:at|um|à|kl\.?)\s+)?(?=\d{{1,2}}\s*[:：时時h.]\s*\d{{2}}){_HOUR}(?:\s*uhr)?", re.IGNORECASE
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}[年/.-]?")
_TWO_DIGITS = re.compile(r"(?:^|[:\s])(\d{1,2}[./-]\d{1,2}[./-]\d{2})\s*$")
_SPLIT_YEAR = re.compile(r"^((?:19|20)\d{2})\s+(?=\d{1,2}\s*[/-]\s*\d)")
_OPENS = re.compile(r"\W*[^\W\d]+\W*\d")  # a label with its own time behind it
_EDGES = " |·•-,"
_UPDATE = re.compile(
    r"(?:updat\w*|modif\w*|revis\w*|last\s+(?:edited|reviewed)|编辑于|編輯於)[\s\w]{0,12}[:：]?\s*$", re.IGNORECASE
)
_FILLER = re.compile(r"expires?|copyright|©|版权|有效期|截止|推荐文章", re.IGNORECASE)
# What takes place, and not what is published: the ends of a span of days, and a day that is only spoken of.
_SPAN_BEHIND = re.compile(
    r"\s*(?:至|到|[-–—~～]|to|bis|au|al|until)\s*(?:\d{1,2}(?!\d|:)|(?:19|20)\d{2}\D)", re.IGNORECASE
)
_SPOKEN = re.compile(
    r"(?:将于|将在|定于|拟于|计划于|截至|自|从|[日年月\d]\s*(?:至|到|[-–—~～])|between|since|until)\s*$", re.IGNORECASE
)
_DEEP, _GOES_ON = 30, 12  # characters before and behind a day within running text
_BRACKETED = re.compile(r"[【\[(（](\d{1,2}[:：]\d{2})[】\])）]\s*$")
_HAS_CLOCK = re.compile(r"\d\s*[:：时時點点h]\s*\d|\d\.\d{2}$")


def has_date(text: str) -> bool:
    """Tell whether a date seems to stand in the text."""
    return _DATE.search(western(text)) is not None


def clock_behind(headline: str) -> str:
    """Return the clock that a headline has in brackets at its end (`…【18:45】`), or ""."""
    match = _BRACKETED.search(headline)
    return match.group(1) if match else ""


def day_in(text: str) -> str:
    """Return the first day of a text without what stands beside it, or ""."""
    match = _BARE.search(western(text))
    return match.group() if match else ""


def dates_in(text: str, reader: str = "visible") -> list[Finding]:
    """Return the dates of one line as raw text, an update's as `modified`; those of rights and terms are none.

    A clock without a year beside its day is given to `yearless`, as only another date of the page can date it.
    """
    found: list[Finding] = []
    text = western(text)
    for match in _DATE.finditer(text):
        before, shown = text[: match.start()], match.group().strip()
        if _FILLER.search(before[-20:]) or _SPOKEN.search(before[-8:]) or _SPAN_BEHIND.match(text, match.end()):
            continue
        if not _HAS_CLOCK.search(shown) and len(before) > _DEEP and _is_prose(before, text[match.end() :]):
            continue
        leading = None if _HAS_CLOCK.search(shown) else _LEADING_CLOCK.search(before)
        if leading:
            shown, before = text[leading.start() : match.end()].strip(), before[: leading.start()]
        # a layout that sets the year apart (`2026 03/01 09:19`) parts one date
        found.append(Finding(_field(before, text[match.end() :]), _SPLIT_YEAR.sub(r"\1/", shown), reader))
    if not found and len(text) < _SHORT and (short := _TWO_DIGITS.search(text)):
        return [Finding(_field(text[: short.start(1)], ""), short.group(1), reader)]
    if not found and len(text) < _SHORT:
        alone = [day] if (day := _DAY_ALONE.fullmatch(text.strip(_EDGES))) else []
        told = [*_YEARLESS.finditer(text), *alone]
        found = [Finding("published", match.group().strip(), "yearless") for match in told][:1]
    return found


_SHORT = 60  # characters of a line in which a yearless time is the article's
_PART_CHARS = 12  # characters of a day, a month or a year that stands on a line of its own


def _is_prose(before: str, behind: str) -> bool:
    """Tell whether a day stands amid a sentence, where no label calls it the article's."""
    return len(behind) > _GOES_ON and _label(before) is None and behind[:1] not in "|·(（[【/"


def _field(before: str, behind: str) -> Field:
    """Tell by the labels around a date whether it is the update's."""
    if _UPDATE.search(before[-24:]) or _label(before) == UPDATE:
        return "modified"
    folded = plain(behind[:24])[0]
    closing = _label(before) is None and not _OPENS.match(folded)
    return "modified" if closing and label_behind(folded, 0) == UPDATE else "published"


def _label(before: str) -> int | None:
    folded = plain(before[-60:])[0]
    return label_before(folded, len(folded))


def is_labelled(text: str) -> bool:
    """Tell whether the line's first date has a label that says publication."""
    match = _DATE.search(western(text))
    return match is not None and _label(text[: match.start()]) == PUBLICATION


def with_lines_beside(texts: Sequence[str], at: int) -> str:
    """Return a day joined with a clock alone on the next line or the one before, a year alone with its day, or ""."""
    line = texts[at].strip()
    if _YEAR_ALONE.fullmatch(line):
        whole = " ".join([line.rstrip("年/-."), *texts[at + 1 : at + 3]])
        match = _DATE.match(whole)
        return match.group() if match else ""
    parts = [part.strip() for part in texts[at : at + 3]]
    if all(len(part) <= _PART_CHARS for part in parts) and _DATE.fullmatch(" ".join(parts)):
        return " ".join(parts)  # day, month and year each on its own
    match = _DATE.search(line)
    if match is None or _HAS_CLOCK.search(match.group()) or match.end() < len(line):
        return ""
    for beside in (at + 1, at - 1):
        if 0 <= beside < len(texts) and _CLOCK_ALONE.fullmatch(texts[beside].strip(_EDGES)):
            return f"{line} {texts[beside].strip(_EDGES)}"
    return ""
