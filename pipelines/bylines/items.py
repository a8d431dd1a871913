"""Words of a credit, and the names among them that a layout stretched with blanks.

A blank inside a two-character name (王 强) is no separator; text is folded (see `folding`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipelines.bylines.expressions import expression
from pipelines.bylines.names import name_cost

JOINTS: Final = frozenset("和及与")
_WORD_NATS: Final = 8.0  # per character of a word that is no name by the tables
_STRAY_NATS: Final = 30.0  # a single character that belongs to no name
_LONGEST_ROW: Final = 60  # words
_STRETCHED_NATS: Final = 4.0  # for joining words of which none is a single surname
_HAN: Final = expression(r"[\u3400-\u9fff]+")


class Item(NamedTuple):
    """A word of a credit: its place, its text, and the mark before it (`gap`, `comma`, `slash` or nothing)."""

    start: int
    end: int
    text: str
    mark: str
    at: tuple[int, ...] = ()  # where each character stands, when gaps were taken out

    @property
    def places(self) -> tuple[int, ...]:
        """Where each character of the text stands in the stretch."""
        return self.at or tuple(range(self.start, self.end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters `start` to `end` of the text stand in the stretch."""
        places = self.places
        return places[start], places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Standing:
    """Where words stand, which decides what they may be.

    `vouched`: beside a role word; `pen`: where pen names may be believed; `marked`: behind a mark, which lets even
    long ones be; the others: where an outlet or a place may be glued to names.
    """

    vouched: bool = False
    pen: bool = False
    strangers: bool = True  # names whose surname no table holds may be believed
    marked: bool = False
    outlet_head: bool = False
    outlet_tail: bool = False
    place_tail: bool = False
    several: bool = False  # the word is one of several


def join_spaced(items: Sequence[Item]) -> list[Item]:
    """Put names back together that a gap parts: 王 强 李 小 明 → 王强, 李小明; so too the words of a Latin name.

    >>> words = [Item(0, 1, "王", ""), Item(2, 3, "强", "gap"), Item(4, 5, "李", "gap"), Item(6, 7, "明", "gap")]
    >>> [item.text for item in join_spaced(words)]
    ['王强', '李明']
    """
    joined: list[Item] = []
    row: list[Item] = []
    for item in items:
        if row and not (item.mark == "gap" and _HAN.fullmatch(item.text)):
            joined += _join_row(row)
            row = []
        if row or _HAN.fullmatch(item.text):
            row.append(item)
        elif joined and item.mark == "gap" and _latin(joined[-1].text) and _latin(item.text):
            joined[-1] = _glue([joined[-1], item], " ")
        else:
            joined.append(item)
    return joined + _join_row(row)


def _join_row(row: list[Item]) -> list[Item]:
    """Join the Chinese words of a row, gaps between them, where single characters say that gaps part names."""
    if not any(len(item.text) == 1 for item in row) or len(row) > _LONGEST_ROW:
        return row
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(row)
    for end in range(1, len(row) + 1):
        for start in range(max(0, end - 4), end):
            text = "".join(item.text for item in row[start:end])
            alone = end - start == 1
            if alone and text in JOINTS:
                cost = 0.0
            elif alone:
                cost = min(name_cost(text), _WORD_NATS * len(text)) if len(text) > 1 else _STRAY_NATS
            else:
                cost = name_cost(text) + (0 if len(row[start].text) == 1 or len(text) == 3 else _STRETCHED_NATS)
            best[end] = min(best[end], (best[start][0] + cost, start))
    joined: list[Item] = []
    end = len(row)
    while end:
        start = best[end][1]
        joined.insert(0, _glue(row[start:end], ""))
        end = start
    return joined


def _glue(items: Sequence[Item], between: str) -> Item:
    places = tuple(place for item in items for place in item.places)
    text = between.join(item.text for item in items)
    if between:
        places = tuple(range(items[0].start, items[-1].end))
        text = items[0].text + between * (items[1].start - items[0].end) + items[1].text
    return Item(items[0].start, items[-1].end, text, items[0].mark, places)


def _latin(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha()
