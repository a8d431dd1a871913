"""Outlets and organisations: which words name a medium, and which name a body that is no person.

An outlet is known (general vocabulary of agencies, portals and papers) or ends like one (…日报, …网, …通讯社);
the table is `outlets.tsv`. All text is folded (see `folding`); 本报 and its like name no outlet.
"""

import re
from functools import lru_cache
from typing import Final

from pipelines.bylines.folding import fold, table_rows
from pipelines.bylines.places import PLACES, place_cost

_TABLE: Final = {kind: words for kind, words in table_rows("outlets.tsv")}
KNOWN: Final = frozenset(fold(_TABLE["known"]).split())
ENGLISH: Final = tuple(sorted(_TABLE["english"].split("|"), key=len, reverse=True))
_ENDINGS: Final = frozenset(_TABLE["ending"].split())
_STEMS: Final = frozenset(_TABLE["stem"].split())
_BODIES: Final = frozenset(_TABLE["body"].split())
_LONGEST_ENDING: Final = max(map(len, _ENDINGS))
_LONGEST_BODY: Final = max(map(len, _BODIES))
SELF: Final = r"(?:本报|本刊|本社|本台|本网站|本网|本站|本版稿件|本版|本专题|本组稿件|本版稿件|本组|本期|本栏目|本系列|本文由|本文|本稿|此文|本号|本公众号|我报|我台|我网|我社|本周刊|本杂志|本端)"
# what a source line names when it names nobody
_PLACEHOLDERS: Final = frozenset(
    [
        "未知",
        "佚名",
        "不详",
        "网络",
        "互联网",
        "网上",
        "网友",
        "本站",
        "本网",
        "原创",
        "本站原创",
        "原创稿件",
        "转载",
        "网络转载",
        "综合",
        "网络综合",
        "综合整理",
        "admin",
        "administrator",
        "系统管理员",
        "管理员",
        "匿名",
        "无",
        "暂无",
        "其他",
        "其它",
        "未注明",
        "editor",
        "root",
        "user",
        "test",
        "null",
        "none",
        "unknown",
        "anonymous",
        "staff",
        "newsroom",
        "小编",
        "本站编辑",
        "网站管理员",
        "超级管理员",
        "本报",
        "本刊",
        "本社",
        "本台",
        "本地",
        "自编",
        "自采",
        "站长",
        "网络来源",
        "来源网络",
        "guest",
        "webmaster",
    ]
)
_DESKS: Final = frozenset(
    (
        "staff report",
        "staff reports",
        "editorial board",
        "web desk",
        "news desk",
        "our correspondent",
        "staff reporter",
        "staff writer",
        "staff writers",
        "editors",
        "editorial team",
        "news staff",
        "wire reports",
        "from staff reports",
        "site admin",
    )
)
_MARKS: Final = " \"'()[]《》<>「」『』|/:;,-·"


def is_placeholder(text: str) -> bool:
    """Say whether `text` stands where a name belongs but names nobody (佚名, admin)."""
    text = text.strip(_MARKS).casefold()
    return text in _PLACEHOLDERS or text.removeprefix("the ") in _DESKS


_JOINTS: Final = re.compile("[-·]")


def _ending(text: str, endings: frozenset[str], longest: int) -> str:
    for width in range(min(longest, len(text)), 0, -1):
        if text[-width:] in endings:
            return text[-width:]
    return ""


@lru_cache(maxsize=4096)
def outlet_cost(text: str) -> float:
    """Return how little `text` looks like an outlet: 0 for a known one, infinite when nothing says so.

    >>> outlet_cost("北京晚报") < outlet_cost("杨某北京晚报")
    True
    """
    if text in KNOWN:
        return 0.0
    if not text or len(text) > 24:
        return float("inf")
    for width in range(len(text) - 1, 1, -1):
        if text[:width] in KNOWN and text[width:] in _STEMS:  # 新浪科技: a portal's channel
            return 1.0
    parts = _JOINTS.split(text)
    if len(parts) > 1:
        return max(outlet_cost(part) for part in parts)
    ending = _ending(text, _ENDINGS, _LONGEST_ENDING)
    stem = text[: len(text) - len(ending)]
    if not ending:
        return float("inf")
    if not stem:
        return 6.0 if len(ending) > 1 and ending[-1] == "报" else float("inf")
    return 1.0 + (0.0 if len(ending) > 1 else 2.0) + _stem_cost(stem)


def _stem_cost(stem: str) -> float:
    if stem in PLACES or stem in _STEMS or stem in KNOWN or _STEM_WORDS.fullmatch(stem):
        return 1.0
    if len(stem) > 3 and (within := outlet_cost(stem)) < 8:  # 中国青年报客户端
        return within + 1.0
    for width in range(len(stem) - 1, 0, -1):
        if stem[:width] in PLACES or stem[:width] in _STEMS or stem[:width] in KNOWN:
            return 2.0 + 4.5 * (len(stem) - width)
    return 2.0 + 4.5 * len(stem)


_STEM_WORDS: Final = re.compile("(?:%s)+" % "|".join(sorted(PLACES | _STEMS, key=len, reverse=True)))


def is_outlet(text: str) -> bool:
    """Say whether `text` ends like an outlet or is a known one."""
    return outlet_cost(text) < float("inf")


@lru_cache(maxsize=4096)
def is_body(text: str) -> bool:
    """Say whether `text` names an organisation: an outlet, or something that ends like an office or a company."""
    text = text.strip(_MARKS)
    return is_outlet(text) or bool(_ending(text, _BODIES, _LONGEST_BODY)) or text.startswith("中共")


@lru_cache(maxsize=512)
def split_outlet_place(text: str) -> tuple[str, str] | None:
    """Cut what stands before a dispatch's day into outlet and place, either of which may be empty.

    None when the text can be neither.

    >>> split_outlet_place("经济日报-中国经济网北京")
    ('经济日报-中国经济网', '北京')
    """
    best: tuple[float, int] | None = None
    for cut in range(len(text) + 1):
        outlet, place = text[:cut].strip(" -"), text[cut:].strip(" -")
        cost = _outlet_part(outlet) + _place_part(place)
        if best is None or cost < best[0]:
            best = (cost, cut)
    if best is None or best[0] == float("inf"):
        return None
    return text[: best[1]].strip(" -"), text[best[1] :].strip(" -")


_MEDIUM: Final = re.compile("[报网社刊](?=.)|客户端|记者|通讯")


def _place_part(text: str) -> float:
    if not text:
        return 0.5
    if text in PLACES:
        return 0.0
    return place_cost(text) + (8.0 if is_outlet(text) or _MEDIUM.search(text) else 0.0)


def _outlet_part(text: str) -> float:
    if not text:
        return 2.0
    if re.fullmatch(SELF, text):
        return -1.0
    return outlet_cost(text) * 0.5
