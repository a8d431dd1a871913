"""An article's row in Redis: read, and changed by a rule, again when another worker has changed it meanwhile.

A change costs one journey where the row was read before, as it is when an article is leased: the script that stores
it refuses a row that is not the one the rule has seen, and answers with the row as it is.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeAlias

from ingest.cluster.scripts import WRITE
from ingest.cluster.server import Server, Value, pairs, text
from ingest.ledger import policy
from ingest.ledger.entry import LAST_RANK, Entry

Rule: TypeAlias = Callable[[Entry | None], tuple[policy.Columns, Any]]

ABSENT: Final[dict[str, Any]] = {
    "records": {},
    "rank": LAST_RANK,
    "due": None,
    "attempts": 0,
    "missing_since": None,
    "archived": 0,
}
READ: Final[dict[str, Callable[[str], object]]] = {
    "rank": int,
    "attempts": int,
    "archived": int,
    "first_seen": float,
    "changed": float,
    "due": float,
    "missing_since": float,
    "records": json.loads,
}
COLUMNS: Final = tuple(field.name for field in fields(Entry) if field.name != "id")
NOT_OURS: Final = -1  # WRITE's answer where another site's run leads


@dataclass(frozen=True, slots=True)
class Change:
    """One article's change: the rule that makes it, and what goes with it."""

    id: str
    rule: Rule
    original: bytes = b""
    spares: bool = False  # the original of a published article stays its file's own
    revises: bool = False  # what the rule says besides is the former content
    site: str = ""  # refused when another site's run leads


class Rows:
    """The rows of one prefix, for one worker. `ended` is called with the id of each article whose work is done.

    Every call raises WriteError when Redis cannot be used; `refused` raises what a change of another site is.
    """

    def __init__(self, server: Server, ended: Callable[[str], None], refused: Callable[[], object]) -> None:
        self._server, self._ended, self._refused = server, ended, refused
        self._held: dict[str, tuple[Entry, str]] = {}  # what is leased, as it was read last, and its number

    def read(self, article_id: str) -> Entry | None:
        """Return a row as it is."""
        return self._fresh(article_id)[0]

    def read_all(self, names: Sequence[str], *, hold: bool = False) -> Iterator[Entry]:
        """Yield rows, in one journey; `hold` keeps them for the changes that will come."""
        key = self._server.key
        answers = self._server.ask_all([("HGETALL", key("article", name)) for name in names])
        for name, answer in zip(names, answers, strict=True):
            entry, rev = _row(name, answer)
            if entry:
                yield entry
                if hold:
                    self._held[name] = entry, rev

    def change(self, change: Change, *, is_new: bool = False) -> Any:
        """Store what a rule makes of an article and return what else it says; `is_new` is a guess that saves a look."""
        known, rev = self._start(change.id, is_new=is_new)
        while True:
            columns, said = change.rule(known)
            if not _is_storable(columns, known):
                return said
            answer = self._server.run(WRITE, *_words(change, rev, columns, _kept(change, known, said)))
            if answer == 1:
                self._note(change.id, known, rev, columns)
                return said
            known, rev = self._other(change.id, answer)

    def change_later(self, change: Change) -> None:
        """Do the same with all others of a `gathered` journey, as nobody waits for what the rule says."""
        known, rev = self._start(change.id)
        columns, said = change.rule(known)

        def stored(answer: Any) -> None:
            if answer == 1:
                self._note(change.id, known, rev, columns)
            else:
                self._other(change.id, answer)
                self.change(change)

        if _is_storable(columns, known):
            words = _words(change, rev, columns, _kept(change, known, said))
            self._server.run_later(WRITE, *words, then=stored)

    def forget(self) -> None:
        """Hold nothing any more."""
        self._held.clear()

    def _start(self, article_id: str, *, is_new: bool = False) -> tuple[Entry | None, str]:
        held = self._held.pop(article_id, None)
        return held or ((None, "") if is_new else self._fresh(article_id))

    def _fresh(self, article_id: str) -> tuple[Entry | None, str]:
        return _row(article_id, self._server.ask("HGETALL", self._server.key("article", article_id)))

    def _other(self, article_id: str, answer: Any) -> tuple[Entry | None, str]:
        """Return the row that stood in a change's way."""
        if answer == NOT_OURS:
            self._refused()
            return self._fresh(article_id)
        return _row(article_id, answer)

    def _note(self, article_id: str, known: Entry | None, rev: str, columns: policy.Columns) -> None:
        if "due" in columns:
            self._ended(article_id)
        elif known:
            changed: Any = columns
            self._held[article_id] = replace(known, **changed), str(int(rev or 0) + 1)


def _is_storable(columns: policy.Columns, known: Entry | None) -> bool:
    return bool(columns) and (known is not None or "source" in columns)


def _kept(change: Change, known: Entry | None, said: Any) -> tuple[bytes, str]:
    """Return the original, packed, and the former content as it is noted; empty for none."""
    spared = change.spares and known is not None and known.state == "published"
    original = b"" if spared else change.original
    former = f"{said[0]!r} {said[1]}" if change.revises and said else ""
    return zlib.compress(original, 1) if original else b"", former


def _words(change: Change, rev: str, columns: policy.Columns, kept: tuple[bytes, str]) -> list[Value]:
    """Return what WRITE is told."""
    gone = [name for name, value in columns.items() if value is None]
    words: list[Value] = [change.id, rev, change.site, int("due" in columns), *kept, len(gone), *gone]
    for name, value in columns.items():
        if value is not None:
            words += [name, json.dumps(value) if name == "records" else str(value)]
    return words


def _row(article_id: str, answer: Any) -> tuple[Entry | None, str]:
    """Return an article and the number of its changes, as HGETALL tells them."""
    found = {name.decode(): text(value) for name, value in pairs(answer)}
    if not found:
        return None, ""
    values: dict[str, Any] = {
        name: READ.get(name, str)(found[name]) if name in found else ABSENT.get(name, "") for name in COLUMNS
    }
    return Entry(id=article_id, **values), found.get("rev", "")
