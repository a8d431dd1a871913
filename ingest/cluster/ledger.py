"""The ledger in Redis: the same calls as `ingest/ledger/sqlite.py`, for workers on any number of machines.

An article that is due is leased to the worker that asks: until the lease ends nobody else gets it, after that it is
due again, so that a dead worker's work comes back. Whoever stores an outcome ends the lease. A lease that ended too
soon makes an article read twice and written once: the file's name is kept here, equal content changes nothing.
"""

import json
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from typing import Any

from ingest.cluster.listings import RedisListings
from ingest.cluster.scripts import CLAIM, LET_GO, WRITE
from ingest.cluster.server import Server, Value, text
from ingest.ledger import policy
from ingest.ledger.entry import LAST_RANK, Entry, Record

PAGE = 32  # articles leased at once
_ABSENT: dict[str, Any] = {
    "records": {},
    "rank": LAST_RANK,
    "due": None,
    "attempts": 0,
    "missing_since": None,
    "archived": 0,
}
_NUMBERS: dict[str, Callable[[str], object]] = {
    "rank": int,
    "attempts": int,
    "archived": int,
    "first_seen": float,
    "changed": float,
    "due": float,
    "missing_since": float,
    "records": json.loads,
}
_COLUMNS = tuple(field.name for field in fields(Entry) if field.name != "id")


class RedisLedger:
    """The articles of one prefix. `lease_s`: how long a worker may take for an article; 0 leases nothing.

    Every call raises WriteError when Redis cannot be used; what was stored before stays whole. An article is leased
    to one instance once: what it left unfinished is another's, or the next run's. Clocks of all machines must agree
    within seconds, as those of one site do.
    """

    def __init__(self, server: Server, lease_s: float) -> None:
        self.server = server
        self.lease_s = lease_s
        self.listings = RedisListings(server)
        self._leased: dict[str, tuple[str, float]] = {}  # id -> source and end of its lease
        self._had: set[str] = set()

    def close(self) -> None:
        """Give unfinished articles back; the connection is its owner's."""
        for article_id, (source, stop) in self._leased.items():
            self.server.run(LET_GO, source, article_id, repr(stop))
        self._leased.clear()

    def get(self, article_id: str) -> Entry | None:
        """Return what is known of an article."""
        return self._read(article_id)[0]

    def note(self, article_id: str, source: str, feed: str, record: Record) -> bool:
        """Take in one feed's record of an article (`rank` among its fields); True when it must be read (again)."""
        return bool(self._change(article_id, lambda known: policy.noted(known, source, feed, record, time.time())))

    def due(self, source: str, at: float, page: int = PAGE) -> Iterator[Entry]:
        """Yield a source's articles that want to be read at a time, oldest wish first, each leased to this worker."""
        last, limit = (0.0, ""), page
        while True:
            found = self.server.ask(
                *("ZRANGEBYSCORE", self.server.key("due", source), repr(last[0]), repr(at)),
                *("WITHSCORES", "LIMIT", 0, limit),
            )
            wishes = [(float(score), name.decode()) for name, score in _pairs(found)]
            fresh = [wish for wish in wishes if wish > last]
            yield from self._rows(self._lease(source, fresh))
            if len(wishes) < limit:
                return
            # a page may be full of one instant's articles that were read already
            last, limit = (fresh[-1], page) if fresh else (last, limit * 2)

    def is_due(self, source: str, at: float) -> bool:
        """Whether anything of a source wants to be read; leases nothing."""
        key = self.server.key("due", source)
        return bool(self.server.ask("ZRANGEBYSCORE", key, "-inf", repr(at), "LIMIT", 0, 1))

    def leased(self, source: str) -> bool:
        """Whether anybody is at work on an article of the source."""
        return bool(self.server.ask("ZCOUNT", self.server.key("lease", source), repr(time.time()), "+inf"))

    def is_led(self) -> bool:
        """Whether a run leads, which may bring new work."""
        return bool(self.server.ask("EXISTS", self.server.key("lock")))

    def assign(self, article_id: str, source: str, file: str) -> None:
        """Remember the file's name before it is written, so that no later run can choose another."""
        self._change(article_id, lambda known: (policy.assigned(known, source, file, time.time()), None))

    def publish(self, article_id: str, fields: Mapping[str, object], original: bytes = b"") -> None:
        """Note a file as written. `fields`: rank, content_hash, published, modified, due, and etag if there is one."""

        def published(known: Entry | None) -> tuple[policy.Columns, tuple[float, str] | None]:
            return policy.published(known, fields, time.time())

        self._change(article_id, published, original, revises=True)

    def quarantine(self, article_id: str, source: str, reasons: str, original: bytes = b"") -> bool:
        """Note an article as unfit; True when it was not so before, or for other reasons."""
        known = self.get(article_id)
        kept = b"" if known and known.state == "published" else original  # of that, the original stays the file's own
        return bool(
            self._change(article_id, lambda known: policy.quarantined(known, source, reasons, time.time()), kept)
        )

    def fail(self, article_id: str, error: str) -> None:
        """Note a failed reading; the article stays due, after some failures at growing intervals."""
        self._change(article_id, lambda known: (policy.failed(known, error, time.time()), None))

    def miss(self, article_id: str) -> bool:
        """Note that the source says there is no such article; True when that makes it gone."""
        return bool(self._change(article_id, lambda known: policy.missed(known, time.time())))

    def together(self) -> AbstractContextManager[None]:
        """Nothing to gain here: each call is one trip to the server."""
        return nullcontext()

    def rename(self, article_id: str, other: str) -> None:
        """Note that an article is another one by a further link."""
        self._change(article_id, lambda known: (policy.named_otherwise(known, other), None))

    def waiting(self, source: str, at: float) -> list[Entry]:
        """Return a source's unfinished articles that are looked for again only after a time, the next one first."""
        found = self.server.ask("ZRANGEBYSCORE", self.server.key("due", source), f"({at!r}", "+inf")
        return [one for one in self._rows([name.decode() for name in found]) if one.state in ("seen", "fetched")]

    def original(self, article_id: str) -> bytes | None:
        """Return the raw record of an article as it was last read, as it was given to `publish`."""
        found = self.server.ask("GET", self.server.key("original", article_id))
        return zlib.decompress(found) if found else None

    def former(self, article_id: str) -> list[tuple[float, str]]:
        """Return time and hash of an article's former contents, oldest first."""
        found = self.server.ask("LRANGE", self.server.key("revision", article_id), 0, -1)
        return [(float(at), content_hash.decode()) for at, _, content_hash in (one.partition(b" ") for one in found)]

    def archive(self, article_id: str, file: str) -> None:
        """Note that a file was moved to the archive, and where it is now."""
        self._change(article_id, lambda known: ({"file": file, "archived": 1} if known else {}, None))
        self.listings.touch(article_id)

    def written(self, page: int = 500) -> Iterator[Entry]:
        """Yield every article that has a file of its own or had one, by id."""
        last = b"-"
        while names := self.server.ask("ZRANGEBYLEX", self.server.key("written"), last, "+", "LIMIT", 0, page):
            yield from self._rows([name.decode() for name in names])
            last = b"(" + names[-1]

    def older_than(self, instant: str) -> list[Entry]:
        """Return what was published before an instant (ISO 8601, UTC) and is not in the archive yet."""
        found = self.server.ask("ZRANGEBYLEX", self.server.key("live"), "-", f"({instant}")
        return list(self._rows([member.decode().partition("\t")[2] for member in found]))

    def arrivals(self, source: str, most: int = 2000) -> list[float]:
        """Return the minutes in which a source last had something new, newest first, as seconds since the epoch."""
        found = self.server.ask("ZREVRANGE", self.server.key("seen", source), 0, most - 1, "WITHSCORES")
        return sorted({float(score) // 60 * 60.0 for _, score in _pairs(found)}, reverse=True)

    def counts(self) -> dict[str, int]:
        """Return the number of articles by state."""
        found = self.server.ask("HGETALL", self.server.key("counts"))
        return {state.decode(): int(number) for state, number in _pairs(found)}

    def _read(self, article_id: str) -> tuple[Entry | None, str]:
        found = _columns(self.server.ask("HGETALL", self.server.key("article", article_id)))
        return _entry(article_id, found), found.get("rev", "")

    def _rows(self, names: Sequence[str]) -> Iterator[Entry]:
        answers = self.server.ask_all([("HGETALL", self.server.key("article", name)) for name in names])
        for name, answer in zip(names, answers, strict=True):
            entry = _entry(name, _columns(answer))
            if entry:
                yield entry

    def _lease(self, source: str, wishes: Sequence[tuple[float, str]]) -> Sequence[str]:
        """Return those of the ids that nobody has leased meanwhile; they are this worker's now."""
        if not self.lease_s:
            return [name for _, name in wishes]
        wanted = [part for due, name in wishes if name not in self._had for part in (name, repr(due))]
        stop = time.time() + self.lease_s
        names = [name.decode() for name in self.server.run(CLAIM, source, repr(stop), *wanted)] if wanted else []
        self._leased.update(dict.fromkeys(names, (source, stop)))
        self._had.update(names)
        return names

    def _change(
        self,
        article_id: str,
        rule: Callable[[Entry | None], tuple[policy.Columns, Any]],
        original: bytes = b"",
        *,
        revises: bool = False,
    ) -> Any:
        """Store what a rule makes of an article, again when another worker has changed it meanwhile."""
        while True:
            known, rev = self._read(article_id)
            columns, said = rule(known)
            if not columns or (known is None and "source" not in columns):
                return said
            former = f"{said[0]!r} {said[1]}" if revises and said else ""
            gone = [name for name, value in columns.items() if value is None]
            given: list[Value] = []
            for name, value in columns.items():
                if value is not None:
                    given += [name, json.dumps(value) if name == "records" else str(value)]
            packed = zlib.compress(original, 1) if original else b""
            head: tuple[Value, ...] = (article_id, rev, int("due" in columns), packed, former, len(gone))
            if self.server.run(WRITE, *head, *gone, *given):
                if "due" in columns:
                    self._leased.pop(article_id, None)
                return said


def _pairs(flat: Any) -> list[tuple[bytes, bytes]]:
    """Return (name, value) pairs of an answer, whichever form the client gives it."""
    if isinstance(flat, dict):
        return list(flat.items())
    if flat and isinstance(flat[0], (list, tuple)):
        return [(name, value) for name, value in flat]
    return list(zip(flat[::2], flat[1::2], strict=True))


def _columns(answer: Any) -> dict[str, str]:
    return {name.decode(): text(value) for name, value in _pairs(answer)}


def _entry(article_id: str, found: Mapping[str, str]) -> Entry | None:
    if not found:
        return None
    values: dict[str, Any] = {
        name: _NUMBERS.get(name, str)(found[name]) if name in found else _ABSENT.get(name, "") for name in _COLUMNS
    }
    return Entry(id=article_id, **values)
