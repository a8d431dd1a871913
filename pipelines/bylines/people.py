"""People in a credit: the words that stand where names stand, read as names or refused.

A word is a run of Chinese names, one name of another script, a pen name where a role word vouches for it, or
an organisation. Text is folded (see `folding`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pipelines.bylines.names import Token, foreign_cost, is_surname, read_run
from pipelines.bylines.outlets import is_body, is_outlet, is_placeholder, outlet_cost
from pipelines.bylines.places import PLACES, place_ends
from pipelines.bylines.roles import STOP_WORDS

# nats per character: what a run may cost where a role word vouches for names, and where nothing does
VOUCHED_NATS: Final = 9.2
PLAIN_NATS: Final = 7.3
_OUTLET_NATS: Final = 9.0
_PLAIN_OUTLET: Final = 4.5  # what an outlet of known words costs at most
_PLACE_NATS: Final = 5.0
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_DOTTED: Final = re.compile(r"[\u3400-\u9fffA-Z][\u3400-\u9fffA-Za-z.]*(?:·[\u3400-\u9fffA-Za-z.]+)+")
_LATIN: Final = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ.'-]*(?: [A-Za-zÀ-ɏ.'\"-]+){0,4}")
_KANA: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fffー]{2,12}")
_PEN: Final = re.compile(r"[\u3400-\u9fffA-Za-z0-9_-]{2,10}")
# words of running text that no pen name holds
_RUNNING: Final = re.compile("[的了是在从也都且但及把让就还很更最不没吗呢吧啊着过说称据悉获其该此那哪您你我他她它们什怎谁因所若这为]")
_ABOUT: Final = re.compile(
    r"(?:教授|研究员|院长|主任|作家|学者|评论员|博士|硕士|律师|负责人|成员|教师|老师|会员|董事长|总裁|总经理|经济学家|分析师"
    r"|书记|校长|局长|处长|部长|主席|会长|秘书长|工程师|医师|医生|博士生|研究生|学生|专家|委员|代表|秘书|馆长|所长|员|长|师|者|家)$"
)


class Item(NamedTuple):
    """A word of a credit: its place, its text, and the mark before it (`gap`, `comma`, `slash` or nothing)."""

    start: int
    end: int
    text: str
    mark: str


@dataclass(slots=True)
class People:
    """Names as places of the folded text, what was an outlet or a place instead, and doubts."""

    names: list[tuple[int, int]] = field(default_factory=list)
    bodies: list[tuple[int, int]] = field(default_factory=list)
    outlet: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    notes: list[str] = field(default_factory=list)


def join_spaced(items: Sequence[Item]) -> list[Item]:
    """Put names back together that a gap parts: 王 强, 李 小 明, 欧阳 锋.

    >>> [item.text for item in join_spaced([Item(0, 1, "王", ""), Item(2, 3, "强", "gap")])]
    ['王强']
    """
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if last is not None and item.mark == "gap" and _one_name(last.text, item.text):
            joined[-1] = Item(last.start, item.end, last.text + item.text, last.mark)
        elif last is not None and item.mark == "gap" and _latin(last.text) and _latin(item.text):
            joined[-1] = Item(last.start, item.end, f"{last.text} {item.text}", last.mark)
        else:
            joined.append(item)
    return joined


def _one_name(left: str, right: str) -> bool:
    if not (_HAN.fullmatch(left) and _HAN.fullmatch(right)):
        return False
    if len(left) == 1:
        return len(right) <= 2
    return len(right) == 1 and (is_surname(left) or len(left) == 2)


def _latin(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha()


def read_people(
    items: Iterable[Item],
    *,
    vouched: bool,
    pen: bool,
    marked: bool = False,
    outlet_head: bool = False,
    outlet_tail: bool = False,
    place_tail: bool = False,
) -> People | None:
    """Read words as people; None when one of them is neither name nor organisation.

    `vouched` says that a role word stands before them, `pen` that pen names may be believed, `marked` even long
    ones, the others where an outlet or a place may be glued to the names.
    """
    people = People()
    listed = list(items)
    for index, item in enumerate(listed):
        head = outlet_head and index == 0
        last = index == len(listed) - 1
        if not _read_item(
            people, item, vouched, pen, marked, head, outlet_tail and last, place_tail and last
        ):
            return None
    return people


def _read_item(
    people: People, item: Item, vouched: bool, pen: bool, marked: bool, head: bool, tail: bool, place: bool
) -> bool:
    text = item.text
    if is_placeholder(text):
        return True
    if _DOTTED.fullmatch(text) or _LATIN.fullmatch(text):
        if is_outlet(text):
            people.bodies.append((item.start, item.end))
            return True
        people.names.append((item.start, item.end))
        return vouched or pen
    if not _HAN.fullmatch(text):
        return _add_pen(people, item, vouched and pen, marked)
    if (head or tail) and outlet_cost(text) <= _PLAIN_OUTLET and (len(text) > 3 or outlet_cost(text) == 0):
        people.outlet = (item.start, item.end)
        return True
    tokens: list[Token] = []
    if head:
        tokens += [Token("outlet", 0, end, _OUTLET_NATS + outlet_cost(text[:end])) for end in range(2, len(text) - 1)]
    if tail:
        tokens += [
            Token("outlet", start, len(text), _OUTLET_NATS + outlet_cost(text[start:])) for start in range(2, len(text) - 1)
        ]
    if place:
        tokens += [Token("place", start, len(text), _PLACE_NATS) for start in place_ends(text) if start >= 2]
    reading = read_run(text, [token for token in tokens if token.cost < float("inf")])
    limit = VOUCHED_NATS if vouched else PLAIN_NATS
    if reading is not None and reading.cost <= limit * len(text) and text not in STOP_WORDS:
        if foreign_cost(text) < reading.cost - 4 and vouched:
            people.names.append((item.start, item.end))
            return True
        if reading.even:
            people.notes.append(f"two readings equally likely: kept whole: {text}")
            people.names.append((item.start, item.end))
            return True
        if is_body(text) and len(text) > 3 and reading.cost > 6.5 * len(text):
            people.bodies.append((item.start, item.end))
            return True
        for piece in reading.pieces:
            found = (item.start + piece.start, item.start + piece.end)
            if piece.kind == "name":
                people.names.append(found)
            elif piece.kind == "outlet":
                people.outlet = found
            else:
                people.place = found
        return True
    if is_body(text) and len(text) > 2:
        people.bodies.append((item.start, item.end))
        return True
    if vouched and foreign_cost(text) < float("inf"):
        people.names.append((item.start, item.end))
        return True
    return _add_pen(people, item, vouched, marked)


def _add_pen(people: People, item: Item, believed: bool, marked: bool) -> bool:
    """Take a whole word as one name when its role word vouches for it and it holds no running text."""
    text = item.text
    if not believed or text in PLACES or not (_PEN.fullmatch(text) or _KANA.fullmatch(text)):
        return False
    if _RUNNING.search(text) or any(word in text for word in STOP_WORDS) or text.isdigit():
        return False
    if _HAN.fullmatch(text) and not 2 <= len(text) <= (8 if marked else 4):
        return False
    people.names.append((item.start, item.end))
    return True


def is_about(text: str) -> bool:
    """Say whether `text` tells what a person is (…大学教授), as it stands behind an author's name."""
    return len(text) > 2 and bool(_ABOUT.search(text))
