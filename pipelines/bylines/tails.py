"""The end of a text: credits in brackets or glued behind its last sentence.

`read_tail` returns where the credits of a line begin. Text is folded (see `folding`).
"""

import re
from typing import Final, NamedTuple

from ingest.article import Author
from pipelines.bylines.credit import Credit, Setting
from pipelines.bylines.credits import read_credit
from pipelines.bylines.expressions import expression
from pipelines.bylines.folding import fold
from pipelines.bylines.names import name_cost
from pipelines.bylines.outlets import KNOWN, is_body, is_outlet, is_placeholder, outlet_cost
from pipelines.bylines.places import PLACES
from pipelines.bylines.roles import CHANNELS, NOTES, ROLE_WORDS, STOP_WORDS

TAIL_WINDOW: Final = 240  # characters at the end of a line in which its credits begin
_END: Final = expression(r"[\s■□◆▲●]*(?:[(\[]?完[)\]]?|[(\[]记者注[)\]])?[\s■□◆▲●]*(?:\d{5,8})?\s*$")
_CLOSED: Final = expression(r"([(\[])([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?)[)\]]\s*$")
_OPEN: Final = expression(r"[(\[]([^()\[\]]{3,100})$")
_STOP: Final = expression(r"[。!?？…\"”’')\]】」』](?=[^。!?？…\"”’]*$)")
_SENT: Final = expression(
    r"(?:^|(?<=[。!?？\s)]))(?P<who>[\u4e00-\u9fff]{2,8})(?:发|传真|供图|图)\s*$"
)  # 新华社发（王强摄）
_DRAWN: Final = expression(
    r"(?:综合|据)(?:自)?\s?(?P<who>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)"
    r"(?:[、 ][\u4e00-\u9fffA-Za-z0-9、 ]{2,60}?)?(?:等)?(?:媒体)?(?:电|讯|消息|综合报道|报道|整理)?"
)
_ISSUE_BEGINS: Final = 8  # characters before 《
_ISSUE: Final = expression(
    r"\s*(?:来源:)?\s*《\s*(?P<outlet>[^《》]{2,20}?)\s*》\s*\(?\s*\d{4}\s?[-年.]\s?\d{1,2}\s?[-月.]\s?\d{1,2}\s?日?\s*,?"
    r"\s*(?:第?\s*\w{1,6}\s*版[^()]{0,12})?\s*\)?\s*"
)
_STAGE: Final = expression("(?:[笑哭叹]|掌声|鼓掌|点头|摇头)$")  # what somebody does in an interview: (某人笑)
_PEN: Final = expression("[\u4e00-\u9fff]{2}")
_WORDS: Final = (STOP_WORDS, CHANNELS, NOTES, ROLE_WORDS, PLACES)
_MANY: Final = 3
_SURE_NATS: Final = 6.0  # per character of a name that nothing but its place vouches for
_SIGNED: Final = expression(r"(?P<gap>\s*)(?P<names>[\u4e00-\u9fff]{2,4}(?:[\s、,]+[\u4e00-\u9fff]{2,4}){0,7})\s*")
_GAP: Final = expression(r"(?<=\S)\s+(?=\S)")
_CREDITED: Final = expression(
    r"记者|通讯员|实习生|特派员|作者|撰文|[文图摄]|摄影|编辑|责编|来源|整理|供稿|报道|报导|校对"
)


class Tail(NamedTuple):
    """Where the credits at the end of a line begin and end, and what each says, in order."""

    start: int
    end: int
    credits: tuple[Credit, ...]


def read_tail(folded: str, source: str, *, last: bool = False) -> Tail | None:
    """Read the credits at the end of a line, or None when it ends with its last sentence.

    `last` says that the text ends with the line, where editors and translators sign with a pen name alone.
    """
    offset = max(0, len(folded) - TAIL_WINDOW)
    finish = _END.search(folded, offset)
    stop = len(folded) if finish is None or not finish[0].strip() else finish.start()
    end = len(folded) if finish is not None and finish[0].strip().isdigit() else stop
    found: list[Credit] = []
    while True:
        step = _bracketed(folded, source, offset, stop, last=last) or _glued(folded, source, offset, stop)
        if step is None:
            break
        stop, credit = step
        found.insert(0, credit)
    if not found:
        return None
    sent = _SENT.search(folded, offset, stop)
    if (
        sent is not None
        and outlet_cost(sent["who"]) <= 8
        and any(author.role == "photographer" for author in found[0].authors)
    ):
        found.insert(0, Credit(outlet=source[slice(*sent.span("who"))], outlet_rank=0))
        stop = sent.start("who")
    return Tail(stop, end, tuple(found))


def read_issue(source: str) -> Credit | None:
    """Read 《某某日报》（2021年12月17日 01版）: the issue of a paper in which a text stood."""
    match = _ISSUE.fullmatch(fold(source)) if "《" in source[:_ISSUE_BEGINS] else None
    if match is None or not is_outlet(match["outlet"]):
        return None
    return Credit(outlet=source[slice(*match.span("outlet"))], outlet_rank=1)


def _bracketed(folded: str, source: str, offset: int, end: int, *, last: bool) -> tuple[int, Credit] | None:
    match = _CLOSED.search(folded, offset, end) or _OPEN.search(folded, offset, end)
    if match is None or _STAGE.search(match[match.lastindex or 0]):
        return None
    start, stop = match.span(match.lastindex or 0)
    plain = (
        bool(re.search(r"[。!?？…\"”.」]\s*$", folded[offset : match.start()]))
        or not folded[offset : match.start()].strip()
    )
    folded, source = folded[start:stop], source[start:stop]
    credit = read_credit(folded, source, Setting(plain=plain)) or _drawn(folded, source)
    if credit is None and plain and last and _is_pen(folded):
        credit = Credit([Author(source.strip(), "author")])
    if credit is None and not plain:  # many names are a credit behind any word
        credit = read_credit(folded, source, Setting(plain=True))
        credit = credit if credit is not None and len(credit.authors) >= _MANY else None
    return None if credit is None else (match.start(), credit)


def _is_pen(text: str) -> bool:
    """Say whether two characters in a text's last bracket can be a pen name: no word that is known for anything."""
    word = text.strip()
    if _PEN.fullmatch(word) is None or word[-1] in "图摄" or word + "社" in KNOWN:
        return False
    return not (any(word in known for known in _WORDS) or is_body(word) or is_placeholder(word))


def _all_names(text: str, *, parted: bool) -> bool:
    """Say whether words behind the last sentence are common names: one behind a gap, or several."""
    words = [word for part in re.split(r"[、,]", text) for word in part.split()]
    sure = all(name_cost(word) <= _SURE_NATS * len(word) for word in words)
    return sure and (parted or len(words) > 1)


def _drawn(folded: str, source: str) -> Credit | None:
    """Read （据新华社、某某日报）: where a text was drawn from."""
    match = _DRAWN.fullmatch(folded.strip())
    if match is None or outlet_cost(match["who"]) > 14:
        return None
    start = folded.index(match["who"])
    return Credit(outlet=source[start : start + len(match["who"])], outlet_rank=1)


def _glued(folded: str, source: str, offset: int, end: int) -> tuple[int, Credit] | None:
    """Read what stands behind the last full stop, or behind a gap, without brackets."""
    window = folded[offset:end]
    if not window.strip():
        return None
    stop = _STOP.search(window)
    if stop is not None and _CREDITED.search(window, stop.end()):
        begin = stop.end()
        while begin < len(window) and window[begin] in ")]\"' ":
            begin += 1
        credit = read_credit(window[begin:], source[offset + begin : end])
        if credit is not None and begin < len(window):
            return offset + begin, credit
    behind = stop.end() if stop is not None else 0
    signed = _SIGNED.fullmatch(window, behind) if stop is not None else None
    if signed is not None and _all_names(signed["names"], parted=bool(signed["gap"])):
        start = offset + signed.start("names")
        return start, read_credit(folded[start:end], source[start:end], Setting(plain=True)) or Credit()
    for gap in _GAP.finditer(window, behind):
        if len(window) - gap.end() <= 60 and _CREDITED.search(window, gap.end()):
            credit = read_credit(window[gap.end() :], source[offset + gap.end() : end])
            if credit is not None and credit.authors:
                return offset + gap.start(), credit
    return None
