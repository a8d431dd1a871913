"""Lines that say where an article comes from and who edited it: patterns, and the passes for them.

The vocabulary is that of Chinese news pages at large, simplified and traditional.
"""

import re
from dataclasses import dataclass, field

from ingest.article import Dropped

from .drafts import Draft

_SOURCE = r"(?:来源|來源)\s*[：:]\s*"
_MARKED = rf"[（(【\[]\s*(?:文章|本文|稿件|原文){_SOURCE}(?P<outlet>[^。；;！？!?\n]{{1,40}}?)\s*[）)】\]]"
_MARKED_LINE = re.compile(rf"{_MARKED}。?")
_MARKED_END = re.compile(rf"{_MARKED}$")
_PLAIN_LINE = re.compile(
    rf"(?P<bracket>[（(【\[]\s*)?(?:文章|本文|稿件|原文|新闻|新聞)?{_SOURCE}"
    r"(?P<outlet>[^：:。；;！？!?，,、\n]{1,40}?)\s*(?(bracket)[）)】\]])。?"
)
# A source line that says more is a byline, and is not decided here.
_MORE = re.compile(r"记者|記者|作者|编辑|編輯|责编|責編|通讯员|通訊員|摄影|攝影|日期|时间|時間|\d{4}[-/.年]\d")
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
    marked: list[tuple[Draft, str]] = []
    plain: list[tuple[Draft, str]] = []
    for rank, (at, draft) in enumerate(lines):
        match = _read_source(draft.text) if len(draft.text) < _LONGEST else None
        if not match:
            continue
        if match.re is _MARKED_LINE or "em_media" in draft.setting.classes:
            marked.append((draft, match["outlet"]))
        elif min(rank, len(lines) - 1 - rank) < _EDGE and not (at and drafts[at - 1].block):
            plain.append((draft, match["outlet"]))
    for draft, outlet in reversed(marked or plain[-1:]):
        draft.drop("source_line" if found.source_line else "field:outlet")
        found.source_line = found.source_line or outlet
    match = _MARKED_END.search(lines[-1][1].text) if lines and not found.source_line else None
    if match and not _MORE.search(match["outlet"]):
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
    if "来源" not in text and "來源" not in text:
        return None
    match = _MARKED_LINE.fullmatch(text) or _PLAIN_LINE.fullmatch(text)
    return match if match and not _MORE.search(match["outlet"]) else None
