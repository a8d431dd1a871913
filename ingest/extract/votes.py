"""Which lines of the page another reader takes for text: its answer is laid along the page's lines.

A line is voted for where it stands in the other's text *in its turn*: a teaser that repeats the
first paragraph further down, or a label of two letters that any text contains, is no vote.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

_LETTERS = re.compile(r"[\W_]+")
# A line's places that are tried, and the characters searched for one page: the work stays bounded.
_MOST_PLACES = 6
_MOST_SEARCHED = 300_000_000
# A line shorter than this is found in any text: it counts only beside one that was found.
_SHORT = 6


def key_of(text: str) -> str:
    """Return a line's letters and digits alone, by which two readers' lines are compared."""
    return _LETTERS.sub("", text).casefold()


def votes_of(texts: Sequence[str], voted: str) -> list[bool]:
    """Tell for each line of a page whether it stands in `voted`, the `key_of` key of another's text.

    Of all ways to find the lines one behind the other, the one that explains most letters counts.
    """
    keys = [key_of(text) for text in texts] if voted else []
    chain = _longest(_places(keys, voted))
    flags = [False] * len(texts)
    starts, ends = {start for _, start, _ in chain}, {end for _, _, end in chain}
    for line, start, end in chain:
        flags[line] = end - start >= _SHORT or start in ends or end in starts
    return flags


def _places(keys: Sequence[str], voted: str) -> list[tuple[int, int, int]]:
    """Return (line, start, end) of the places where lines stand in the other's text."""
    found: list[tuple[int, int, int]] = []
    searched = 0
    for line, key in enumerate(keys):
        at, tries = -1 if not key or searched > _MOST_SEARCHED else voted.find(key), 0
        searched += len(voted) if at < 0 else at
        while at >= 0 and tries < _MOST_PLACES:
            found.append((line, at, at + len(key)))
            at, tries = voted.find(key, at + len(key)), tries + 1
    return found


def _longest(places: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the places that follow one another in both texts and explain most letters."""
    ends, most, last = [0], [0], [-1]  # the best chain that ends at or before each end: both grow
    before: list[int] = []
    totals: list[int] = []
    waiting: list[int] = []
    for number, (line, start, end) in enumerate(places):
        if waiting and places[waiting[0]][0] != line:
            _enter(waiting, places, totals, (ends, most, last))
            waiting = []
        spot = bisect_right(ends, start) - 1
        before.append(last[spot])
        totals.append(most[spot] + end - start)
        waiting.append(number)
    _enter(waiting, places, totals, (ends, most, last))
    chain: list[tuple[int, int, int]] = []
    at = last[-1]
    while at >= 0:
        chain.append(places[at])
        at = before[at]
    return chain[::-1]


def _enter(
    waiting: Sequence[int],
    places: Sequence[tuple[int, int, int]],
    totals: Sequence[int],
    front: tuple[list[int], list[int], list[int]],
) -> None:
    """Enter the chains that end with one line; worse ones that end later fall out."""
    ends, most, last = front
    for number in waiting:
        end, total = places[number][2], totals[number]
        spot = bisect_right(ends, end) - 1
        if most[spot] >= total:
            continue
        low = spot if ends[spot] == end else spot + 1
        high = low
        while high < len(ends) and most[high] <= total:
            high += 1
        ends[low:high], most[low:high], last[low:high] = [end], [total], [number]
