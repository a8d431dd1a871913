"""Tells by the words around a date what it is the date of, and whether it stands by itself."""

import re
from collections.abc import Sequence

from pipelines.dates.weekdays import weekday_before
from pipelines.dates.words import NEUTRAL, PUBLISHED, UPDATED, choice

PUBLICATION, PLAIN, UPDATE = 0, 1, 2  # the order of preference among several dates

_JOIN = (
    r"(?:[\s:=\"'|>_-]|时间|時間|日期|日時|日|于|於|自|の|일시|일|on|at|in|le|la|el|em|il|am|den|the|date|time|um|po|в"
    r"|في|بتاريخ|la data de|στις|ngày|lúc|tarihi|op|på|pe|dne|w dniu)"
)
_UNLATIN = r"(?:(?<![A-Za-zÀ-ɏ])|(?-i:(?=[A-Z][a-z])))"
_PUBLISHED = re.compile(rf"{_UNLATIN}(?:{choice(PUBLISHED)}){_JOIN}{{0,8}}$", re.IGNORECASE)
_UPDATED = re.compile(rf"{_UNLATIN}(?:{choice(UPDATED)}){_JOIN}{{0,8}}$", re.IGNORECASE)
_NEUTRAL = re.compile(rf"(?:^|[\s\"'|,_]|(?<=[^\x00-\x7f]))(?:{choice(NEUTRAL)}){_JOIN}{{0,8}}$", re.IGNORECASE)
_BEHIND = r"(?!\s?(?:时间|時間|日期|日時|日|于|於|[:=]|at|on|[0-9]))"
_UPDATED_BEHIND = re.compile(rf"[\s,)(\[]{{0,3}}(?:に|日)?(?:{choice(UPDATED)}){_BEHIND}", re.IGNORECASE)
_PUBLISHED_BEHIND = re.compile(rf"[\s,)(\[]{{0,3}}(?:に)?(?:{choice(PUBLISHED)}){_BEHIND}", re.IGNORECASE)
# A comma separates only where it is no clause's: behind a Latin word or a number.
_SEPARATED = re.compile(r"(?:[|·•()\[\]<>;:/~-]|(?<=[A-Za-z0-9.]),)\s?$")
_CREDITED = re.compile(r"^(?:by|von|par|por|di|da|文|记者|記者|作者)\b[^,.!?]{0,40}\s$", re.IGNORECASE)
_OUTLET = re.compile(r"^(?=[^\x00-\x7f]|\w{1,8}[^\x00-\x7f])[^,.!?;:]{1,24}\s$|^(?:[A-Z][\w'-]{0,14}\s){1,4}$")
_CLOSED = re.compile(
    r"\s?(?:$|[|·•)\]>;]|-(?!\s?[0-9])|来源|來源|来自|來自|作者|记者|記者|编辑|編輯|责编|[0-9]*\s?(?:阅读|閱讀|浏览|瀏覽|点击|评论|評論|跟贴)|出处"
    r"|电\b|电\(|電|讯\b|讯\(|訊|付|(?:by|from|via|source|[0-9]{1,2} min(?:ute)?s? read)\b"
    rf"|(?:に)?(?:{choice(PUBLISHED)})|(?:に)?(?:{choice(UPDATED)}))|\s[^\x00-\x7f,!?]{{1,12}}$",
    re.IGNORECASE,
)
# What stands in front of numbers that only look like dates, and of days of another calendar.
_DENIED = re.compile(
    r"(?:农历|農曆|农历年|阴历|陰曆|旧历|舊曆|旧暦|陰暦|음력|\(음\)|夏历|âm lịch"
    r"|版本|版本号|version|ver|release|build|电话|電話|热线|熱線|传真|傳真|手机|手機|邮编|邮箱|微信|备案号?|许可证号?|证号|编号|編號|代码|代碼|单号|批号"
    r"|tel|phone|fax|isbn|issn|qq群?号?|icp|每|距|截至|截止|比分)[\s:.#(-]{0,4}$",
    re.IGNORECASE,
)
_PART = re.compile(r"\s?(?:上午|早上|凌晨|清晨|中午|下午|傍晚|晚上|晚间|晚|夜|午前|午後|未明|付)")
_LUNAR_BEHIND = re.compile(r"\s?\(?(?:农历|農曆|阴历|陰曆|旧历|旧暦|음력)\)?(?=$|[\s,;])")
_SLICE = 48


def label_before(text: str, start: int) -> int | None:
    """Return what the label in front of `start` says: publication, update, or plain (时间：); None without one."""
    _, start = weekday_before(text, start)
    before = text[max(0, start - _SLICE) : start]
    if _UPDATED.search(before):
        return UPDATE
    if _PUBLISHED.search(before):
        return PUBLICATION
    return PLAIN if _NEUTRAL.search(before) else None


def label_behind(text: str, end: int) -> int | None:
    """Return what the label behind `end` says, when it does not begin the next date's."""
    if _UPDATED_BEHIND.match(text, end):
        return UPDATE
    return PUBLICATION if _PUBLISHED_BEHIND.match(text, end) else None


def ranks(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return what each of the dates of a text is of, by the labels in front of them or else behind them.

    A label between two dates belongs to the second, unless the first has none in front and the last has one
    behind (`… 发布 … 更新`).
    """
    if not spans:
        return []
    leading = [label_before(text, start) for start, _ in spans]
    trailing = [label_behind(text, end) for _, end in spans]
    chosen = trailing if leading[0] is None and trailing[-1] is not None else leading
    return [PLAIN if label is None else label for label in chosen]


def opened(text: str, start: int) -> bool:
    """Tell whether a date that begins at `start` begins a statement of its own: at a label or separator."""
    before = text[:start]
    if not before.strip() or _SEPARATED.search(before):
        return True
    return _CREDITED.match(before) is not None or label_before(text, start) is not None


def behind_outlet(text: str, start: int) -> bool:
    """Tell whether nothing but a short name stands in front of `start`, as in a list of headlines."""
    return _OUTLET.match(text[:start]) is not None


def behind_part(text: str, end: int) -> int:
    """Return where a part of the day without a clock (傍晚) ends that stands at `end`."""
    part = _PART.match(text, end)
    return part.end() if part else end


def glued(text: str, end: int) -> bool:
    """Tell whether the text runs on at `end` with a letter or digit that is no label and no source."""
    end = behind_part(text, end)
    return text[end : end + 1].isalnum() and not closed(text, end)


def closed(text: str, end: int) -> bool:
    """Tell whether what ends at `end` is followed by nothing, a separator, a label or a source."""
    return _CLOSED.match(text, end) is not None


def denied(text: str, start: int, end: int) -> bool:
    """Tell whether the words around say that this is no such date: lunar, a number, a version."""
    if _DENIED.search(text[max(0, start - _SLICE) : start]):
        return True
    return _LUNAR_BEHIND.match(text, end) is not None


_LEADING = re.compile(
    rf"(?:\s|[|\[(<>\"'·•*#-]|(?:(?:{choice(PUBLISHED)}|{choice(UPDATED)}|{choice(NEUTRAL)}){_JOIN}{{0,8}})){{1,6}}",
    re.IGNORECASE,
)
_TRAILING = " |·•)]>\"';,"


def bare(text: str) -> str:
    """Return the text without the labels in front and the separators around it."""
    lead = _LEADING.match(text)
    return text[lead.end() if lead else 0 :].rstrip(_TRAILING)
