"""Lines that say where an article comes from and who edited it: patterns, and the passes for them.

The vocabulary is that of Chinese news pages at large, simplified and traditional.
"""

import re
from dataclasses import dataclass, field

from ingest.article import Dropped

from .drafts import Draft

_LABEL = r"(?:(?P<sure>文章|本文|稿件|原文)|新闻|新聞)?(?:来源|來源)\s*[：:]\s*"
_OUTLET = r"[^：:。；;！？!?\n]{1,40}?"
_SOURCE = re.compile(rf"(?P<bracket>[（(【\[]\s*)?{_LABEL}(?P<outlet>{_OUTLET})\s*(?(bracket)[）)】\]])。?")
_SOURCE_AT_END = re.compile(rf"[（(]\s*(?:文章|本文|稿件|原文)(?:来源|來源)\s*[：:]\s*(?P<outlet>{_OUTLET})\s*[）)]$")
# A source line that says more is a byline, or the source of a chart; neither is decided here.
_MORE = re.compile(r"[、，,]|记者|記者|作者|编辑|編輯|责编|責編|通讯员|通訊員|摄影|攝影|日期|时间|時間|\d{4}[-/.年]\d")
_EDITORS = re.compile(
    r"[（(【\[]?\s*(?:责任编辑|責任編輯|责编|責編)(?:\s*[：:｜|丨/／]|\s+)[^。！？!?\n]{0,40}[）)】\]]?。?"
)
_LONGEST = 60  # characters of such a line
_EDGE = 3  # lines from either end, between which a source line needs no brackets


@dataclass(slots=True)
class Found:
    """What the passes read on their way; `digest` is the feed's summary, given beforehand."""

    digest: str = ""
    source_line: str = ""
    editors: list[str] = field(default_factory=list)


def is_credit(text: str) -> bool:
    """Tell whether a whole line is a source or an editor line."""
    return len(text) < _LONGEST and bool(_EDITORS.fullmatch(text) or _read_source(text))


def take_sources(drafts: list[Draft], found: Found) -> None:
    """Move the source line into the field `outlet`: the marked one, else one at an edge of the text.

    Its text counts, not its markup, as automatic links cut outlets' names. A line right below an
    image or a table is that one's own source and stays.
    """
    lines = [(at, draft) for at, draft in enumerate(drafts) if draft.text]
    sure: list[tuple[Draft, str]] = []
    plain: list[tuple[Draft, str]] = []
    for rank, (at, draft) in enumerate(lines):
        match = _read_source(draft.text) if len(draft.text) < _LONGEST else None
        if not match:
            continue
        if "em_media" in draft.setting.classes or (match["bracket"] and match["sure"]):
            sure.append((draft, match["outlet"]))
        elif min(rank, len(lines) - 1 - rank) < _EDGE and not (at and drafts[at - 1].block):
            plain.append((draft, match["outlet"]))
    for draft, outlet in reversed(sure or plain[-1:]):
        draft.drop("source_line" if found.source_line else "field:outlet")
        found.source_line = found.source_line or outlet
    if lines and not found.source_line and (match := _SOURCE_AT_END.search(lines[-1][1].text)):
        found.source_line = match["outlet"]
        lines[-1][1].drops.append(Dropped("field:outlet", match[0]))
        lines[-1][1].cut(match.start())


def take_editors(drafts: list[Draft], found: Found) -> None:
    """Move the lines of responsible editors into the field `editors`, as they are written."""
    for draft in drafts:
        if 0 < len(draft.text) < _LONGEST and ("res-edit" in draft.setting.classes or _EDITORS.fullmatch(draft.text)):
            found.editors.append(draft.text)
            draft.drop("field:editors")


def _read_source(text: str) -> re.Match[str] | None:
    match = _SOURCE.fullmatch(text)
    return match if match and not _MORE.search(match["outlet"]) else None
