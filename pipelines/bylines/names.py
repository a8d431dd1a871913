"""Names of people in running Chinese text: how likely a stretch is a name, and where a run of names is to be cut.

A run such as 陈雨晴郝知远 has no delimiter; its reading is the cheapest path through it. A name costs the
negative logarithms of its surname's share, of the length of its given name, and of each given-name character
in its position (tables: `surnames.tsv`, `given.tsv`); names of minorities are built of parts (`minority.tsv`).
The text must be folded (see `folding`), so the tables hold simplified characters alone.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from math import log
from typing import Final, NamedTuple

from pipelines.bylines.folding import table_rows

LONGEST_RUN: Final = 80  # characters; a longer run is no list of names
EVEN_ODDS: Final = 0.12  # nats between two readings that count as equally likely
_UNKNOWN_SHARE: Final = 20.0  # parts per million of a character that no table holds
_GIVEN_LENGTH: Final = {1: -log(0.27), 2: -log(0.72), 3: -log(0.01)}
_LONG_GIVEN: Final = 6.0  # nats for a given name of three characters behind a surname of one, besides its length
_MINORITY_NAME: Final = 9.0  # nats for choosing such a name at all, and for each part of it
_MINORITY_PART: Final = 3.2
_SECOND_SURNAME: Final = 5.0  # nats for a second surname before the given name (陈方安生)
_FOREIGN_NAME: Final = 13.0  # nats for a name spelt with characters that spell foreign sounds
_FOREIGN_LETTER: Final = 4.2
_STRANGE_SURNAME: Final = 16.5  # nats for a surname that no table holds
_USUAL_GIVEN: Final = 7.6  # nats that a usual given-name character costs at most
_DOUBLED: Final = 4.0  # nats for a doubled given name (冉冉)
_MILLION: Final = 1e6


class Piece(NamedTuple):
    """A part of a run: what it is (`name`, or the kind of a token given by the caller), and where."""

    kind: str
    start: int
    end: int


class Token(NamedTuple):
    """A part that the caller offers for the path, with its cost in nats."""

    kind: str
    start: int
    end: int
    cost: float


class Reading(NamedTuple):
    """The cheapest way through a run: its pieces, its cost in nats, and how much the next one costs more."""

    pieces: tuple[Piece, ...]
    cost: float
    margin: float

    @property
    def even(self) -> bool:
        """Whether another reading is equally likely, so that the run is to be kept whole."""
        return self.margin < EVEN_ODDS


class _Model(NamedTuple):
    surnames: dict[str, float]
    japanese: frozenset[str]
    given: dict[str, tuple[float, float, float]]
    parts: dict[str, tuple[str, ...]]
    spelling: frozenset[str]
    running: frozenset[str]  # characters of running text, which begin no name


@cache
def _model() -> _Model:
    surnames: dict[str, float] = {}
    japanese: set[str] = set()
    for share, names in table_rows("surnames.tsv"):
        for name in names.split():
            surnames.setdefault(name, -log(float(share) / _MILLION))
            if share == _JAPANESE_SHARE:
                japanese.add(name)
    shares: dict[str, dict[str, float]] = {}
    for position, share, characters in table_rows("given.tsv"):
        for character in characters:
            shares.setdefault(character, {}).setdefault(position, float(share))
    running = frozenset(character for character, known in shares.items() if len(known) == 1 and "any" in known)
    given = {character: _position_costs(known) for character, known in shares.items()}
    parts: dict[str, list[str]] = {}
    spelling: frozenset[str] = frozenset()
    for language, words in table_rows("minority.tsv"):
        if language == "spelling":
            spelling = frozenset(words)
            continue
        for word in dict.fromkeys(words.split()):
            parts.setdefault(word[0], []).append(word)
    return _Model(surnames, frozenset(japanese), given, {k: tuple(v) for k, v in parts.items()}, spelling, running)


def _position_costs(known: dict[str, float]) -> tuple[float, float, float]:
    if "any" in known and len(known) == 1:
        known = dict.fromkeys(("sole", "first", "second"), known["any"])
    fallback = max(share for position, share in known.items()) / 4
    sole, first, second = (-log(known.get(position, fallback) / _MILLION) for position in ("sole", "first", "second"))
    return sole, first, second


_JAPANESE_SHARE: Final = "40"

_UNKNOWN: Final = (-log(_UNKNOWN_SHARE / _MILLION),) * 3


def _given_cost(given: str) -> float:
    costs = _model().given
    if len(given) == 1:
        return _GIVEN_LENGTH[1] + costs.get(given, _UNKNOWN)[0]
    if len(given) == 2 and given[0] == given[1]:
        return _GIVEN_LENGTH[2] + _DOUBLED + costs.get(given[0], _UNKNOWN)[1]
    total = _GIVEN_LENGTH[len(given)] + costs.get(given[0], _UNKNOWN)[1]
    return total + sum(costs.get(character, _UNKNOWN)[2] for character in given[1:])


@lru_cache(maxsize=8192)
def name_cost(text: str) -> float:
    """Return what `text` costs as one person's name, in nats; infinite when it has no surname to begin with.

    Common names cost 9 to 16, rare ones up to 25.

    >>> name_cost("王晓明") < name_cost("亓志远") < name_cost("从市统")
    True
    """
    best = float("inf")
    for width in (1, 2, 3):
        surname, given = text[:width], text[width:]
        price = _model().surnames.get(surname)
        if price is None or not 1 <= len(given) <= (3 if surname in _model().japanese else 2):
            continue
        best = min(best, price + _given_cost(given))
    if len(text) == 4 and text[0] in _model().surnames and text[1] in _model().surnames:
        price = _model().surnames[text[0]] + _model().surnames[text[1]] + _SECOND_SURNAME
        best = min(best, price + _given_cost(text[2:]))
    if len(text) == 4 and text[0] in _model().surnames and text[1:] and text[:2] not in _model().surnames:
        best = min(best, _model().surnames[text[0]] + _LONG_GIVEN + _given_cost(text[1:]))
    return best


def _is_stranger(text: str) -> bool:
    """Say whether `text` may be a name with a surname unknown here: given names as they are usual behind it."""
    return text[0] not in _model().running and all(
        min(_model().given.get(character, _UNKNOWN)) < _USUAL_GIVEN for character in text[1:]
    )


def stranger_cost(text: str) -> float:
    """Return what `text` costs as a name whose surname no table holds, in nats; infinite when it is hardly one."""
    if not 2 <= len(text) <= 3 or not _is_stranger(text):
        return float("inf")
    return _STRANGE_SURNAME + _given_cost(text[1:])


def _minority_ends(text: str, start: int) -> dict[int, float]:
    """Return where a name built of parts may end that begins at `start`, with its cost."""
    ends: dict[int, float] = {}
    front = [(start, _MINORITY_NAME)]
    for count in range(1, 5):
        following: list[tuple[int, float]] = []
        for place, cost in front:
            parts = _model().parts.get(text[place : place + 1], ())
            following += [(place + len(part), cost + _MINORITY_PART) for part in parts if text.startswith(part, place)]
        for end, cost in following:
            if end - start >= (3 if count == 1 else 2) and cost < ends.get(end, float("inf")):
                ends[end] = cost
        front = following
    return ends


def foreign_cost(text: str) -> float:
    """Return what `text` costs as a foreign name spelt by sound (卡尔维诺), in nats."""
    if 2 <= len(text) <= 8 and all(character in _model().spelling for character in text):
        return _FOREIGN_NAME + _FOREIGN_LETTER * len(text)
    return float("inf")


def read_run(text: str, tokens: Iterable[Token] = (), *, strangers: bool = False) -> Reading | None:
    """Cut a run of names: the cheapest path over names and the caller's `tokens`, or None when there is none.

    `strangers` admits, at a price, names whose surname no table holds.

    >>> [piece[1:] for piece in read_run("陈雨晴郝知远").pieces]
    [(0, 3), (3, 6)]
    """
    size = len(text)
    if not 2 <= size <= LONGEST_RUN:
        return None
    offered: dict[int, list[Token]] = {}
    for token in tokens:
        offered.setdefault(token.start, []).append(token)
    # per place the two cheapest ways to it: (cost, kind, start of the last piece, rank of the way before it)
    ways: list[list[tuple[float, str, int, int]]] = [[] for _ in range(size + 1)]
    ways[0].append((0.0, "", 0, 0))
    for start in range(size):
        if not ways[start]:
            continue
        steps = [(token.end, token.cost, token.kind) for token in offered.get(start, ())]
        steps += _name_steps(text, start, strangers=strangers)
        for end, cost, kind in steps:
            ways[end] += [(way[0] + cost, kind, start, rank) for rank, way in enumerate(ways[start])]
        for end in {end for end, _, _ in steps}:
            ways[end] = sorted(ways[end])[:2]
    if not ways[size]:
        return None
    margin = ways[size][1][0] - ways[size][0][0] if len(ways[size]) > 1 else float("inf")
    pieces: list[Piece] = []
    place, rank = size, 0
    while place:
        _, kind, start, before = ways[place][rank]
        pieces.append(Piece(kind, start, place))
        place, rank = start, before
    return Reading(tuple(reversed(pieces)), ways[size][0][0], margin)


def _name_steps(text: str, start: int, *, strangers: bool) -> list[tuple[int, float, str]]:
    """Return the names that may begin at `start`: where each ends, its cost, and its kind."""
    steps = [(end, cost, "name") for end, cost in _minority_ends(text, start).items()]
    for end in range(start + 2, min(start + 6, len(text)) + 1):
        cost = name_cost(text[start:end])
        if strangers:
            cost = min(cost, stranger_cost(text[start:end]))
        if cost < float("inf"):
            steps.append((end, cost, "name"))
    return steps
