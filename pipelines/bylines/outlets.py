"""Outlets and organisations: which words name a medium, and which name a body that is no person.

An outlet is known (general vocabulary of agencies, portals and papers) or ends like one (…日报, …网, …通讯社);
the table is `outlets.tsv`. All text is folded (see `folding`); 本报 and its like name no outlet.
"""

import re
from functools import lru_cache
from typing import Final

from pipelines.bylines.expressions import either, expression
from pipelines.bylines.folding import fold, table_rows
from pipelines.bylines.places import PLACES, place_cost

_TABLE: Final[dict[str, str]] = {row[0]: row[1] for row in table_rows("outlets.tsv")}
KNOWN: Final = frozenset(fold(_TABLE["known"]).split())
ENGLISH: Final = tuple(sorted(_TABLE["english"].split("|"), key=len, reverse=True))
_ENDINGS: Final = frozenset(_TABLE["ending"].split())
_STEMS: Final = frozenset(_TABLE["stem"].split())
_BODIES: Final = frozenset(_TABLE["body"].split())
_DESKS: Final = frozenset(_TABLE["desk"].split())
_LONGEST_ENDING: Final = max(map(len, _ENDINGS))
_LONGEST_BODY: Final = max(map(len, _BODIES))
SELF: Final = either(_TABLE["own"].split())
_PLACEHOLDERS: Final = frozenset(_TABLE["nobody"].split("|"))  # what a source line names when it names nobody
_COMMON_NATS: Final = 1.0
_CHANNEL_NATS: Final = 2.0
_STRANGE_NATS: Final = 4.5  # for each character of a name that no table knows
_TWO_NATS: Final = 3.0  # for two outlets without a mark between them
_BARE_NATS: Final = 6.0  # for 日报 alone
_LONGEST: Final = 24  # characters of an outlet's name
_MARKS: Final = " \"'()[]《》<>「」『』|/:;,-·"


def is_placeholder(text: str) -> bool:
    """Say whether `text` stands where a name belongs but names nobody (佚名, admin)."""
    text = text.strip(_MARKS).casefold()
    return not text or text.removeprefix("the ") in _PLACEHOLDERS


_LATIN: Final = expression("[A-Za-z0-9]+")  # a word of foreign letters is one stranger, not many
_JOINTS: Final = expression("[-·]")


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
    if not text or len(text) > _LONGEST:
        return float("inf")
    if any(text[:width] in KNOWN and text[width:] in _STEMS for width in range(len(text) - 1, 1, -1)):
        return _COMMON_NATS  # 新浪科技: a portal's channel
    if text[:2] == "掌上" and (text[2:] in PLACES or text[2:] in _STEMS):
        return _COMMON_NATS  # 掌上长沙: a paper's application
    if any(text[width:] in KNOWN or text[width : width + 2] == "掌上" for width in range(3, len(text) - 2)) and any(
        max(outlet_cost(text[:width]), outlet_cost(text[width:])) <= _TWO_NATS for width in range(3, len(text) - 2)
    ):
        return _TWO_NATS  # 中国证券报中证网: a paper and its site
    parts = _JOINTS.split(text)
    return _titled_cost(text) if len(parts) == 1 else max(outlet_cost(part) for part in parts)


def _titled_cost(text: str) -> float:
    """Return the cost of a name by its ending and by what stands before it."""
    ending = _ending(text, _ENDINGS, _LONGEST_ENDING)
    stem = text[: len(text) - len(ending)]
    if not ending:
        return float("inf")
    if not stem:
        return _BARE_NATS if len(ending) > 1 and ending[-1] == "报" else float("inf")
    return _COMMON_NATS + (0.0 if len(ending) > 1 else _CHANNEL_NATS) + _stem_cost(stem)


def _is_built(stem: str) -> bool:
    """Say whether a stem is nothing but places and words that media names are built of."""
    ends = {0}
    for end in range(1, len(stem) + 1):
        if any(start in ends and stem[start:end] in _PARTS for start in range(max(0, end - _LONGEST_PART), end)):
            ends.add(end)
    return len(stem) in ends


def _stem_cost(stem: str) -> float:
    if stem in _PARTS or _is_built(stem):
        return _COMMON_NATS
    if len(stem) > 3 and (within := outlet_cost(stem)) < _WITHIN_NATS:  # 中国青年报客户端
        return within + _COMMON_NATS
    known = next((width for width in range(len(stem) - 1, 0, -1) if stem[:width] in _PARTS), 0)
    return _CHANNEL_NATS + _STRANGE_NATS * len(_LATIN.sub("A", stem[known:]))


_PARTS: Final = PLACES | _STEMS | KNOWN
_LONGEST_PART: Final = max(map(len, PLACES | _STEMS))
_WITHIN_NATS: Final = 8.0


def is_outlet(text: str) -> bool:
    """Say whether `text` ends like an outlet or is a known one."""
    return outlet_cost(text) < float("inf")


@lru_cache(maxsize=4096)
def is_body(text: str) -> bool:
    """Say whether `text` names an organisation: an outlet, or something that ends like an office or a company."""
    text = text.strip(_MARKS)
    return is_outlet(text) or bool(_ending(text, _BODIES, _LONGEST_BODY)) or text.startswith("中共")


def is_desk(text: str) -> bool:
    """Say whether `text` is a medium's own desk (国际中心), which is neither its name nor a person."""
    return text in _DESKS


@lru_cache(maxsize=512)
def split_outlet_place(text: str) -> tuple[str, str] | None:
    """Cut what stands before a dispatch's day into outlet and place, either of which may be empty.

    None when the text can be neither.

    >>> split_outlet_place("江州日报-江州新闻网北京")
    ('江州日报-江州新闻网', '北京')
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


_MEDIUM: Final = expression("[报网社刊](?=.)|客户端|记者|通讯")


_COLUMN: Final = expression("(?<=.)《[^《》]*》$")  # 中国之声《某某》: a station and its programme


def _place_part(text: str) -> float:
    if not text:
        return 0.5
    if text in PLACES:
        return 0.0
    return place_cost(text) + (8.0 if is_outlet(text) or _MEDIUM.search(text) else 0.0)


def _outlet_part(text: str) -> float:
    text = _COLUMN.sub("", text)
    if not text:
        return 2.0
    if re.fullmatch(SELF, text):
        return -1.0
    return outlet_cost(text) * 0.5
