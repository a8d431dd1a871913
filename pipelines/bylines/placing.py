"""Places in a credit: which of the words before 报道 or 电 is a place, and which is one more name.

Text is folded (see `folding`).
"""

from typing import Final, NamedTuple

from pipelines.bylines.items import Item, Standing
from pipelines.bylines.names import name_cost
from pipelines.bylines.outlets import is_outlet, split_outlet_place
from pipelines.bylines.people import read_people
from pipelines.bylines.places import PLACES, is_place, place_cost, place_ends

_PLACE_NATS: Final = 6.0  # per character, what a name glued to 报道 costs at most
_LONG_NAME_NATS: Final = 1.5  # more of these when it has the length of a usual name
_UNLIKELY: Final = 8.0  # what an unlikely place costs


class Peeled(NamedTuple):
    """The words that are left, and where in the stretch the place stood behind them, if any."""

    items: list[Item]
    place: tuple[int, int] | None


def peel_place(items: list[Item], folded: str, *, wire: bool, role: bool) -> Peeled:
    """Take the place off the end of words before 报道 (or 电, when `wire`); `role` says that they have a role word."""
    kept = list(items)
    places: list[Item] = []
    lone = wire and len(kept) > 1 and not (role and _person_and_place(kept[-1]))
    while kept and (_is_place(kept[-1]) or (lone and len(kept) > 1 and not places and _may_be(kept[-1]))):
        if places and places[0].mark != "comma":
            break
        places.insert(0, kept.pop())
    if not places and not wire and _is_glued(kept, folded):
        places = [kept.pop()]
    if not places and kept and kept[-1].mark == "slash" and (len(kept) > 1 or not role):
        text = kept[-1].text
        if _may_be(kept[-1]) and name_cost(text) > _PLACE_NATS * len(text):
            places = [kept.pop()]
    if not places:
        return Peeled(kept, None)
    start, end = places[0].start, places[-1].end
    if places[0].mark == "comma" and kept:
        kept, start = _split_last(kept, folded, start)
    return Peeled(kept, (start, end))


def _may_be(item: Item) -> bool:
    return place_cost(item.text) < _UNLIKELY


def _is_place(item: Item) -> bool:
    """Say whether a word is a place and not people with a place behind them (王强香港)."""
    return item.text in PLACES or (
        is_place(item.text) and read_people([item], Standing(vouched=True, pen=False, place_tail=True)) is None
    )


def _person_and_place(item: Item) -> tuple[int, int] | None:
    """Return where in the stretch the place stands behind the person in one word (王强台北), if it does."""
    people = read_people([item], Standing(vouched=True, pen=False, place_tail=True))
    return people.place if people is not None and people.names else None


def _is_glued(items: list[Item], folded: str) -> bool:
    """Say whether the last of several words, glued to 报道, is rather a place than one more name."""
    if len(items) < 2 or items[-1].mark != "gap" or folded[items[-1].end :][:1].isspace():
        return False
    text = items[-1].text
    if any(start >= 2 for start in place_ends(text)) or is_outlet(text):
        return False
    limit = _PLACE_NATS + (_LONG_NAME_NATS if len(text) == 3 else 0.0)
    return 2 <= len(text) <= 6 and name_cost(text) > limit * len(text) and _may_be(items[-1])


def _split_last(items: list[Item], folded: str, start: int) -> tuple[list[Item], int]:
    """Read 王强南宁、福州报道, where the first of several places is glued to the last name."""
    last = items[-1]
    place = _person_and_place(last)
    if place is None:
        return items, start
    cut = place[0]
    return [*items[:-1], Item(last.start, cut, folded[last.start : cut], last.mark)], cut


def outlet_and_place(folded: str, source: str) -> tuple[str, str] | None:
    """Cut the words before a dispatch's day into the source's spelling of outlet and place; None for neither.

    >>> outlet_and_place("某某社 / 台北", "某某社 / 台北")
    ('某某社', '台北')
    """
    first = int(folded.startswith("据"))
    kept = [place for place in range(first, len(folded)) if folded[place] not in " /|"]
    parts = split_outlet_place("".join(folded[place] for place in kept))
    if parts is None:
        return None
    outlet, place = parts
    spelt_outlet = source[first : kept[len(outlet) - 1] + 1] if outlet else ""
    spelt_place = source[kept[-len(place)] :] if place and not place.endswith("时间") else ""  # 北京时间: a clock
    return "".join(spelt_outlet.split()), "".join(spelt_place.split())
