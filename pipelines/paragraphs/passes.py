"""The passes over finished lines: a flat list, applied in order.

Each takes out, moves or marks one kind of line and leaves word of it in the draft's drops. Whatever
a pass does not recognise for certain stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.article import Dropped, Listing, Paragraph, Run, Runs

from .credits import Found, is_credit, take_editors, take_sources
from .drafts import LINE_BREAK, Draft, joined, text_of
from .noise import LINE_LENGTH, dropped_line
from .runs import BLANKS

HEADING_LENGTH = 40
CAPTION_LENGTH = 80
CENTRED_CAPTION_LENGTH = 60
LONGEST_CAPTION = 400  # of a line whose class says that it is one
MOST_CAPTIONS = 5  # lines below one image
TOPIC_LENGTH = 100

_BULLETS = frozenset("•●■◆▪◦○◇▶►▸‣∙·")
# Each alternative begins with a character of its own, so that the engine passes over all others at once.
_CREDIT_WORD = re.compile(
    r"记者|記者|通讯员|通訊員|作者|编辑|編輯|责编|責編|撰文|摄影|攝影|校对|校對|来源|來源|供稿"
    r"|文(?:(?<=^.)|(?<=\s.))[/／丨｜|：:\s]|图(?:(?<=^.)|(?<=\s.))[/／丨｜|：:\s]|圖(?:(?<=^.)|(?<=\s.))[/／丨｜|：:\s]"
    r"|□(?<=^.)|By\b(?<=^..)|Editing\b(?<=^.{7})|Photo(?<=^.{5})s?\b|Reporting\b(?<=^.{9})"
    r"|Writing\b(?<=^.{7})"
)
_SPEAKER = re.compile(r"(?:问|答|問|Q|A|主持人|嘉宾|嘉賓|网友|網友)\s*\d*\s*[：:]")
_CAPTION_START = re.compile(
    r"[▲△↑▼▽◀←]|(?:[上下左右]|附|配)?[图圖](?:片|表)?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})?"
    r"\s*(?:[为為：:说說注源/／丨｜|\s]|来源|來源)|(?:资料|資料|视频|視頻)?截[图圖](?:自|来自|來自|[：:（(]|$)"
    r"|(?:资料|資料|档案|檔案)[图圖]|供[图圖]|(?:数据|數據|资料|資料)?(?:来源|來源)\s*[：:]|(?:摄影|攝影)\s*[：:/／]"
)
_CAPTION_END = re.compile(
    r"(?:(?<!拍)[摄攝]|[绘繪]|摄影|攝影|翻拍|(?:供|制|製|资料|資料|示意|效果|截|/|／)[图圖])\s*[）)】\]]?。?$"
)
_CAPTION_CLASS = re.compile(
    r"caption|cutline|(?:^|[\s_-])(?:img|image|pic|picture|photo)[_-]?(?:desc|descr|note|explain|credit)(?![a-z])",
    re.IGNORECASE,
)
_CLOSING = "。．.；;，,、：:…"


def part_at_breaks(drafts: list[Draft], _found: Found) -> None:
    """Give credits, furniture and topics their own lines where only a line break parts them."""
    if not any("\n" in draft.text for draft in drafts):
        return
    parted: list[Draft] = []
    for draft in drafts:
        if "\n" not in draft.text:
            parted.append(draft)
            continue
        segments = _segments(draft.runs)
        starts = _line_starts([text_of(segment) for segment in segments])
        groups: list[list[Runs]] = [[]]
        for segment, start in zip(segments, starts, strict=True):
            if start and groups[-1]:
                groups.append([])
            groups[-1].append(segment)
        for group in groups:
            part = replace(draft, drops=[], mentions=[])
            part.set_runs(joined(group))
            parted.append(part)
        parts = parted[-len(groups) :]
        parts[0].drops = draft.drops
        max(parts, key=lambda part: len(part.text)).mentions = draft.mentions
    drafts[:] = parted


def take_furniture(drafts: list[Draft], _found: Found) -> None:
    """Take out whole paragraphs that are furniture of the page, by the table of patterns."""
    for draft in drafts:
        if 0 < len(draft.text) <= LINE_LENGTH and (rule := dropped_line(draft.text)):
            draft.drop(rule)


def join_captions(drafts: list[Draft], _found: Found) -> None:
    """Put captions to their images: those marked up as such, and lines below that look the part."""
    if not any(draft.image or draft.setting.is_caption for draft in drafts):
        return
    above: Draft | None = None  # the image right above, drops aside
    lines = 0  # below it that are its caption
    waiting: list[Draft] = []  # marked captions above their image
    for draft in drafts:
        if draft.image:
            above, lines = draft, 0
            for line in waiting:
                if line.setting.figure == draft.setting.figure:
                    draft.caption_with(line)
            waiting = []
        elif not draft.text and not draft.block:
            continue
        elif draft.setting.is_caption and draft.text and not (above and above.setting.figure == draft.setting.figure):
            waiting = [*waiting[-MOST_CAPTIONS:], draft]
            above = None
        elif above and draft.text and lines < MOST_CAPTIONS and _is_caption(draft, above):
            above.caption_with(draft)
            lines += 1
        else:
            above = None
            waiting = []
    _drop_captions(drafts)


def _drop_captions(drafts: list[Draft]) -> None:
    """Drop the captions of figures that hold nothing else which a post could show, such as a film."""
    shown = {draft.setting.figure for draft in drafts if draft.block or (draft.text and not draft.setting.is_caption)}
    left = [draft for draft in drafts if draft.text or draft.block]
    for before, draft, behind in zip([None, *left], left, [*left[1:], None], strict=False):
        beside = any(other is not None and other.block and not other.image for other in (before, behind))
        if draft.text and draft.setting.is_caption and draft.setting.figure not in shown | {0} and not beside:
            draft.drop("caption_alone")


def gather_topics(drafts: list[Draft], _found: Found) -> None:
    """Make a list of two or more short lines in a row that begin with the same bullet."""
    if not any(draft.text[:1] in _BULLETS for draft in drafts):
        return
    gathered: list[Draft] = []
    group: list[Draft] = []
    for draft in [*drafts, Draft()]:
        bullet = draft.text[0] if draft.text[:1] in _BULLETS and _is_topic(draft.text) else ""
        if group and bullet != group[0].text[0]:
            gathered += [_listing(group)] if len(group) > 1 else group
            group = []
        (group if bullet else gathered).append(draft)
    drafts[:] = gathered[:-1]


def mark_headings(drafts: list[Draft], found: Found) -> None:
    """Make headings of bold lines that stand as such: short, unstopped, text below, none beside.

    A bold line that the feed's digest holds is the lead, and one that names a speaker or a writer is
    a label. Marked-up headings lose a bold that says nothing more.
    """
    shown = [draft for draft in drafts if draft.text or draft.block]
    bold = [bool(draft.text) and draft.runs[0].strong and _is_bold(draft.runs) for draft in shown]
    if True not in bold:
        return
    for at, draft in enumerate(shown):
        if not bold[at]:
            continue
        beside = bold[max(0, at - 1) : at + 2].count(True) > 1
        if not draft.level and not beside and at + 1 < len(shown) and _is_heading(draft.text, found):
            draft.level = 2
        if draft.level:
            draft.runs = tuple([Run(run.text, emphasis=run.emphasis, href=run.href) for run in draft.runs])


PASSES: tuple[Callable[[list[Draft], Found], None], ...] = (
    part_at_breaks,
    take_furniture,
    take_sources,
    take_editors,
    join_captions,
    gather_topics,
    mark_headings,
)


def _segments(runs: Runs) -> list[Runs]:
    """Return the runs between line breaks."""
    segments: list[list[Run]] = [[]]
    for run in runs:
        if run == LINE_BREAK:
            segments.append([])
        else:
            segments[-1].append(run)
    return [tuple(segment) for segment in segments]


def _line_starts(texts: list[str]) -> list[bool]:
    """Say which segments begin a line of their own: topics, and what is around furniture."""
    alone = [bool(dropped_line(text)) or is_credit(text) for text in texts]
    starts = [now or before for now, before in zip(alone, [False, *alone], strict=False)]
    topics = [_is_topic(text) for text in texts]
    if topics.count(True) > 1 and all(topics[topics.index(True) :]):
        starts = [start or topic for start, topic in zip(starts, topics, strict=True)]
    return starts


def _is_caption(draft: Draft, image: Draft) -> bool:
    text = draft.text
    if draft.setting.is_caption and draft.setting.figure == image.setting.figure:
        return True
    if _CAPTION_CLASS.search(draft.setting.classes) and len(draft.text) <= LONGEST_CAPTION:
        return True
    if draft.level or len(text) > CAPTION_LENGTH:
        return False
    if _CAPTION_START.match(text) or _CAPTION_END.search(text):
        return True
    fits = len(text) <= CENTRED_CAPTION_LENGTH and text[-1] not in "：:"
    return draft.setting.centred and fits and not _is_bold(draft.runs)


def _is_bold(runs: Runs) -> bool:
    return all(run.strong or run == LINE_BREAK for run in runs)


def _is_topic(text: str) -> bool:
    """Tell whether a line is one of a list; a writer's line may begin with a square, too."""
    return 1 < len(text) <= TOPIC_LENGTH and text[0] in _BULLETS and not _CREDIT_WORD.search(text[:20])


def _listing(group: list[Draft]) -> Draft:
    made = Draft()
    items = []
    for draft in group:
        made.drops += [*draft.drops, Dropped("bullet", draft.text[0])]
        made.mentions += draft.mentions
        items.append((Paragraph(_after_bullet(draft.runs)),))
    made.block = Listing(tuple(items))
    return made


def _after_bullet(runs: Runs) -> Runs:
    first, *rest = runs
    text = first.text[1:].lstrip(BLANKS)
    while rest and not text:
        first, *rest = rest
        text = first.text.lstrip(BLANKS)
    return (replace(first, text=text), *rest)


def _is_heading(text: str, found: Found) -> bool:
    return (
        2 <= len(text) <= HEADING_LENGTH
        and text[-1] not in _CLOSING
        and "\n" not in text
        and any(character.isalnum() for character in text)
        and not (_SPEAKER.match(text) or _CREDIT_WORD.search(text))
        and not (text in found.digest and 2 * len(text) > len(found.digest))
    )
