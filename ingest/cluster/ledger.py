"""The ledger in Redis: the same calls as `ingest/ledger/sqlite.py`, for workers on any number of machines.

An article that is due is leased to the worker that asks: until the lease ends nobody else gets it, after that it is
due again, so that a dead worker's work comes back. Whoever stores an outcome ends the lease. A lease that ended too
soon makes an article read twice and written once: the file's name is kept here, equal content changes nothing.
"""

import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

from ingest.cluster.listings import RedisListings
from ingest.cluster.rows import Change, Rows
from ingest.cluster.scripts import CLAIM, LET_GO
from ingest.cluster.server import Server, Value, pairs
from ingest.cluster.site import Site
from ingest.errors import WriteError
from ingest.ledger import policy
from ingest.ledger.entry import Entry, Record

PAGE = 32  # articles leased at once


class RedisLedger:
    """The articles of one prefix. `lease_s`: how long a worker may take for an article; 0 leases nothing.

    Every call raises WriteError when Redis cannot be used; what was stored before stays whole. An article is leased
    to one instance once: what it left unfinished is another's, or the next run's. Clocks of all machines must agree
    within seconds, as those of one site do.

    With a `site`, work is taken and files are named only while the run that led last writes that site; UsageError
    tells what differs.
    """

    def __init__(self, server: Server, lease_s: float, site: Site | None = None) -> None:
        self.server = server
        self.lease_s = lease_s
        self.listings = RedisListings(server)
        self._site = site
        self._rows = Rows(server, self._ended, self._agreed)
        self._leased: dict[str, tuple[str, float]] = {}  # id -> source and end of its lease
        self._had: set[str] = set()

    def close(self) -> None:
        """Give unfinished articles back; the connection is its owner's."""
        held: list[Value] = []
        for article_id, (source, stop) in self._leased.items():
            held += [source, article_id, repr(stop)]
        self._leased.clear()
        self._rows.forget()
        if held:
            self.server.run(LET_GO, *held)

    def get(self, article_id: str) -> Entry | None:
        """Return what is known of an article."""
        return self._rows.read(article_id)

    def note(self, article_id: str, source: str, feed: str, record: Record) -> bool:
        """Take in one feed's record of an article (`rank` among its fields); True when it must be read (again)."""
        change = Change(article_id, lambda known: policy.noted(known, source, feed, record, time.time()))
        return bool(self._rows.change(change, is_new=True))

    def due(self, source: str, at: float, page: int = PAGE) -> Iterator[Entry]:
        """Yield a source's articles that want to be read at a time, oldest wish first, each leased to this worker."""
        last, limit = (0.0, ""), page
        while True:
            found = self.server.ask(
                *("ZRANGEBYSCORE", self.server.key("due", source), repr(last[0]), repr(at)),
                *("WITHSCORES", "LIMIT", 0, limit),
            )
            wishes = [(float(score), name.decode()) for name, score in pairs(found)]
            fresh = [wish for wish in wishes if wish > last]
            yield from self._rows.read_all(self._lease(source, fresh), hold=True)
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
        """Remember the file's name before it is written, so that no later run can choose another.

        Raises WriteError where another worker has given it another name meanwhile: the next reading takes that.
        """

        def assigned(known: Entry | None) -> tuple[policy.Columns, None]:
            if known and known.file not in ("", file):
                raise WriteError("another worker has named the file", field=article_id, raw=known.file, fix="wait")
            return policy.assigned(known, source, file, time.time()), None

        self._rows.change_later(Change(article_id, assigned, site=self._digest))

    def publish(self, article_id: str, fields: Mapping[str, object], original: bytes = b"") -> None:
        """Note a file as written. `fields`: rank, content_hash, published, modified, due, and etag if there is one."""

        def published(known: Entry | None) -> tuple[policy.Columns, tuple[float, str] | None]:
            return policy.published(known, fields, time.time())

        self._rows.change_later(Change(article_id, published, original, revises=True))

    def quarantine(self, article_id: str, source: str, reasons: str, original: bytes = b"") -> bool:
        """Note an article as unfit; True when it was not so before, or for other reasons."""

        def quarantined(known: Entry | None) -> tuple[policy.Columns, bool]:
            return policy.quarantined(known, source, reasons, time.time())

        return bool(self._rows.change(Change(article_id, quarantined, original, spares=True)))

    def fail(self, article_id: str, error: str) -> None:
        """Note a failed reading; the article stays due, after some failures at growing intervals."""
        self._rows.change(Change(article_id, lambda known: (policy.failed(known, error, time.time()), None)))

    def miss(self, article_id: str) -> bool:
        """Note that the source says there is no such article; True when that makes it gone."""
        return bool(self._rows.change(Change(article_id, lambda known: policy.missed(known, time.time()))))

    def together(self) -> AbstractContextManager[None]:
        """Send what is assigned, listed and published inside in one journey; not atomic, but in its order."""
        return self.server.gathered()

    def rename(self, article_id: str, other: str) -> None:
        """Note that an article is another one by a further link."""
        self._rows.change(Change(article_id, lambda known: (policy.named_otherwise(known, other), None)))

    def waiting(self, source: str, at: float) -> list[Entry]:
        """Return a source's unfinished articles that are looked for again only after a time, the next one first."""
        found = self.server.ask("ZRANGEBYSCORE", self.server.key("due", source), f"({at!r}", "+inf")
        rows = self._rows.read_all([name.decode() for name in found])
        # a leased one stands at its lease's end there; its own wish is older
        return [one for one in rows if one.state in ("seen", "fetched") and (one.due or 0) > at]

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
        self._rows.change(Change(article_id, lambda known: ({"file": file, "archived": 1} if known else {}, None)))
        self.listings.touch(article_id)

    def written(self, page: int = 500) -> Iterator[Entry]:
        """Yield every article that has a file of its own or had one, by id."""
        last = b"-"
        while names := self.server.ask("ZRANGEBYLEX", self.server.key("written"), last, "+", "LIMIT", 0, page):
            yield from self._rows.read_all([name.decode() for name in names])
            last = b"(" + names[-1]

    def older_than(self, instant: str) -> list[Entry]:
        """Return what was published before an instant (ISO 8601, UTC) and is not in the archive yet."""
        found = self.server.ask("ZRANGEBYLEX", self.server.key("live"), "-", f"({instant}")
        return list(self._rows.read_all([member.decode().partition("\t")[2] for member in found]))

    def arrivals(self, source: str, most: int = 2000) -> list[float]:
        """Return the minutes in which a source last had something new, newest first, as seconds since the epoch."""
        found = self.server.ask("ZREVRANGE", self.server.key("seen", source), 0, most - 1, "WITHSCORES")
        return sorted({float(score) // 60 * 60.0 for _, score in pairs(found)}, reverse=True)

    def counts(self) -> dict[str, int]:
        """Return the number of articles by state."""
        found = self.server.ask("HGETALL", self.server.key("counts"))
        return {state.decode(): int(number) for state, number in pairs(found)}

    def _lease(self, source: str, wishes: Sequence[tuple[float, str]]) -> Sequence[str]:
        """Return those of the ids that nobody has leased meanwhile; they are this worker's now."""
        if not self.lease_s:
            return [name for _, name in wishes]
        wanted = [part for due, name in wishes if name not in self._had for part in (name, repr(due))]
        stop = time.time() + self.lease_s
        if not wanted:
            self._agreed()  # so that a worker with nothing to do notices too that another site's run leads
        found = self._claim(source, stop, wanted) if wanted else []
        names = [name.decode() for name in found]
        self._leased.update(dict.fromkeys(names, (source, stop)))
        self._had.update(names)
        return names

    def _claim(self, source: str, stop: float, wanted: Sequence[str]) -> Sequence[bytes]:
        """Return the ids that are leased now; none before a run of this site has led."""
        if not self._digest:
            self._agreed()
        while (found := self.server.run(CLAIM, self._digest, source, repr(stop), *wanted)) is None:
            if not self._agreed():
                return []
        return list(found)

    @property
    def _digest(self) -> str:
        return self._site.digest if self._site else ""

    def _agreed(self) -> bool:
        return self._site is None or self._site.agree()

    def _ended(self, article_id: str) -> None:
        self._leased.pop(article_id, None)
