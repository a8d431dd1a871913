"""A name glued to the sentence behind a dispatch head (…电记者王强今日下午).

Text is folded (see `folding`).
"""

from typing import Final

from pipelines.bylines.credit import Credit
from pipelines.bylines.credits import read_credit
from pipelines.bylines.expressions import either, expression
from pipelines.bylines.folding import table_rows
from pipelines.bylines.names import name_cost, stranger_cost
from pipelines.bylines.outlets import SELF
from pipelines.bylines.places import DAY, PLACES
from pipelines.bylines.roles import TITLE

_COSTLIEST: Final = 38.0  # nats of a name and its distance to the sentence
_LONGEST_NAME: Final = 4
_BEHIND: Final = 8  # characters behind a name that are looked at
_BODY_NATS: Final = 6.3  # what a character of running text costs beside names
_TITLED: Final = expression(rf"[(\[]?\s?(?:{SELF})?\s?(?:{TITLE})[:\s]*")
_MORE: Final = expression(rf"、?\s?(?:{TITLE})\s?|、|\s")
_RUN: Final = expression(r"[\u4e00-\u9fff]{2,12}")
_TABLE: Final[dict[str, list[str]]] = {kind: words.split() for kind, words in table_rows("starters.tsv")}
_GIVEN: Final = frozenset("常特同正才用以跟当快要只均并")  # these begin sentences, but end names as well
_WORDS: Final = [word for words in _TABLE.values() for word in words if word not in _GIVEN]
_STARTER: Final = expression(
    r"今[日天年晨晚早]|昨[日天晚晨]|前[日天]|从|在|据|为|由|对|记者|本[月周报]|这|明[日天年]|[一二三四五六七八九十\d]{1,3}[月日年点时]|\d|“|《|第|自|于"
    rf"|因|将|被|向|与|和|按|省|市|\"|{TITLE}|{either(_WORDS)}"
)
_SENTENCE: Final = expression(either(word for words in _TABLE.values() for word in words))
_TITLE: Final = expression(TITLE)


_DAY_STARTER: Final = expression(r"\d|[昨今][日天]|近日|日前")
# 记者王强从…获悉: the name is the subject of the sentence, so the sentence keeps it
_SUBJECT_OF: Final = expression(
    rf"(?:{DAY}|[昨今][日天]|日前|近日)?(?:上午|下午|晚)?(?:从|在|获悉|了解到|采访|来到|走进|看到|发现|赶到|前往|赴)"
)


def read_glued(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 记者王强 before the sentence that follows a dispatch head without any mark.

    Where the sentence needs the name as its subject, the place behind it is the one given.
    """
    title = _TITLED.match(folded, place)
    if title is None:
        return None
    run = _RUN.match(folded, title.end())
    if run is None or _STARTER.match(folded, run.start()) or _SENTENCE.match(folded, run.start()):
        return None
    width = _name_width(folded, run.start())
    if not width:
        return None
    stop = run.start() + width
    while more := _MORE.match(folded, stop):
        width = _name_width(folded, more.end())
        # behind a mere blank a name is believed when the sentence begins with a day behind it
        if not width or (more[0].isspace() and not _DAY_STARTER.match(folded[more.end() + width :].lstrip())):
            break
        stop = more.end() + width
    credit = read_credit(folded[place:stop], source[place:stop])
    if credit is None:
        return None
    return (place if _SUBJECT_OF.match(folded, stop) else stop), credit


def _name_width(folded: str, start: int) -> int:
    """Return how many characters from `start` are a name, by what they cost and by what follows; 0 for none."""
    run = _RUN.match(folded, start)
    if run is None:
        return 0
    title = _TITLE.search(folded, start + 2, start + _BEHIND)  # 记者王强通讯员李明: the next title ends the name
    longest = min(len(run[0]), title.start() - start if title else _LONGEST_NAME)
    best = (_COSTLIEST, 0)
    for width in range(2, min(longest, _LONGEST_NAME) + 1):
        behind = folded[start + width : start + width + _BEHIND]
        place = any(behind[:size] in PLACES for size in (2, 3))
        starts = not behind or behind[0] in "、,: " or place or bool(_STARTER.match(behind))
        cost = name_cost(folded[start : start + width])
        if cost == float("inf") and starts:
            cost = stranger_cost(folded[start : start + width])
        cost += (4 - width) * (2.0 if starts else _BODY_NATS) - (3.0 if starts else 0.0)
        cost -= 6.0 if _DAY_STARTER.match(behind) and folded[start + width - 1] not in "从在于自" else 0.0
        best = min(best, (cost, width))
    return best[1]
