"""Source labels: where the value of 来源：… ends, and which outlet it names.

Text is folded (see `folding`).
"""

import re
from collections.abc import Sequence
from typing import Final

from pipelines.bylines.expressions import expression
from pipelines.bylines.names import name_cost
from pipelines.bylines.outlets import is_outlet, is_placeholder
from pipelines.bylines.places import PLACES
from pipelines.bylines.signs import Sign

_LONGEST_VALUE: Final = 40  # characters
_NAME_NATS: Final = 6.0  # per character of a name behind the outlet
_LONGEST_NAME: Final = 4
_MARKS: Final = ':|/ ([《"='
_ACCOUNT: Final = expression(r"[(（]\s*(?:ID|id|微信号|公众号|微信|微信公众号)?\s*[:：]?\s*[\w-]+[)）]?$")
_QUOTED: Final = expression(r"《([^《》]+)》|“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」")
_SENTENCE: Final = expression(r"[,;，；。].{6}|(?:显示|表示|指出|认为|[称说])[,，:：]")
# a second outlet, a date, or the page furniture behind the value
_FIRST: Final = expression(
    r"、|\s{2,}|\s+(?:\d{4}[-年/.]|有\d|参与|发表|手机|我要|字号|点击|浏览|评论|分享|进入|查看|收藏|打印|复制|关注)"
)


def source_end(signs: Sequence[Sign], folded: str, place: int) -> int:
    """Return which sign comes behind the value of the source label at `place`."""
    end = place + 1
    while end < len(signs) and signs[end].kind in {"gap", "mark"}:
        end += 1
    begin = end - 1
    while end < len(signs) and not _ends(signs, folded, end, begin):
        end += 1
    return end


def _ends(signs: Sequence[Sign], folded: str, at: int, begin: int) -> bool:
    sign, first = signs[at], at == begin + 1
    text = folded[sign.start : sign.end]
    if sign.kind == "mark" and not first:
        closed = folded.count("(", 0, sign.start) == folded.count(")", 0, sign.start)
        return "|" in text or (":" in text and closed)
    if sign.kind in {"title", "role", "source", "bullet", "field"}:
        following = next((sign for sign in signs[at + 1 : at + 3] if sign.kind != "gap"), None)
        parted = signs[at - 1].kind in {"gap", "comma", "mark", "open", "close"} or text[0] == " "
        return (parted and not first) or (following is not None and following.kind == "mark")
    if sign.kind == "word" and signs[at - 1].kind == "gap" and not first:  # 来源：某某网 某某日报记者 …
        titled = [after.kind for after in signs[at + 1 : at + 2]] == ["title"] and is_outlet(text)
        before = folded[signs[at - 2].start : signs[at - 2].end]  # 来源：某某网 王强
        signed = is_outlet(before) and text not in PLACES and name_cost(text) <= _NAME_NATS * len(text)
        return titled or (signed and len(text) <= _LONGEST_NAME)
    return sign.kind == "gap" and len(text) > 2 and at > begin + 2


def source_outlet(folded: str, source: str) -> str | None:
    """Return the outlet that the value of a source label names, "" when it names nobody, None when it is no value.

    Of several outlets the first is the source. A label without a mark (来源某某网) is believed only before an outlet.

    >>> source_outlet(":《某某周刊》", "：《某某周刊》"), source_outlet(":佚名", "：佚名")
    ('某某周刊', '')
    """
    value = source.strip(" \t\u3000\xa0：:|｜丨/[]")
    marked = folded[:1] and folded[0] in _MARKS
    if (not marked and not is_outlet(value)) or _SENTENCE.search(value):
        return None
    value = _FIRST.split(value, maxsplit=1)[0].strip(" ,，;；")
    value = _ACCOUNT.sub("", value).strip()
    quoted = _QUOTED.fullmatch(value)
    if quoted:
        value = next(part for part in quoted.groups() if part)
    if len(value) > _LONGEST_VALUE:
        return None
    return "" if is_placeholder(value) or not re.search(r"\w", value) else value
