r"""The ledger's listings in Redis: the same calls as `ingest/ledger/listings.py`.

Workers change listings while the one run that writes the manifest reads them, so what is settled is settled only as it
was when it was read: a change that came meanwhile stays pending.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from ingest.cluster.scripts import NUMBER, PUT, SETTLE, TOUCH
from ingest.cluster.server import Server, Value, text
from ingest.ledger.listings import Change, Listing, line_of

AT_ONCE: Final = 500  # lines in one script, which Redis does before anything else


class RedisListings:
    """See `ingest.ledger.listings.Listings`; raises WriteError as the server does."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._seen_pending: dict[str, tuple[bytes, bytes]] = {}  # id -> tick, member
        self._seen_stale: dict[bytes, bytes] = {}

    def put(self, article_id: str, slug: str, published: str, facts: Mapping[str, Any], *, shown: bool = True) -> None:
        """Take in an article as it stands; its feed, the feed it was in before, and the site's become stale."""
        self._server.run_later(PUT, article_id, slug, published, json.dumps(facts), int(shown))

    def touch(self, article_id: str) -> None:
        """Note that an article's file was moved or rewritten."""
        self._server.run_later(TOUCH, article_id, 0)

    def hide(self, article_id: str) -> None:
        """Note that an article's file is removed."""
        self._server.run_later(TOUCH, article_id, 1)

    def get(self, article_id: str) -> Listing | None:
        """Return an article as it is listed."""
        found = self._rows([article_id])
        return found[0] if found else None

    def waiting(self) -> bool:
        """Whether there is anything to write."""
        return any(self._server.ask_all([("HLEN", self._key("stale")), ("ZCARD", self._key("pending"))]))

    def pending(self, page: int = 1000) -> Iterator[list[Listing]]:
        """Yield what the manifest has not looked at, a page at a time, in order of publication."""
        last = b"-"
        while members := self._server.ask("ZRANGEBYLEX", self._key("pending"), last, "+", "LIMIT", 0, page):
            names = [_id_of(member) for member in members]
            ticks = self._server.ask("HMGET", self._key("pending-as"), *names)
            for name, tick, member in zip(names, ticks, members, strict=True):
                self._seen_pending[name] = (tick or b"", member)
            yield self._rows(names)
            last = b"(" + members[-1]

    def newest(self, slug: str, most: int) -> list[Listing]:
        """Return the newest articles of a feed ('' is the site's), newest first."""
        return self._back_from(self._key("newest", slug) if slug else self._key("shown"), b"+", most)

    def older(self, than: tuple[str, str] | None, most: int) -> list[Listing]:
        """Return the next articles after one, named by (published, id), in the order from newest to oldest."""
        return self._back_from(self._key("shown"), b"(" + "\t".join(than).encode() if than else b"+", most)

    def number(self, bodies: Sequence[tuple[str, str]]) -> int:
        """Give each (id, body) the next number unless it says what that article's last line says; how many got one."""
        return self._append([("", article_id, body) for article_id, body in bodies])

    def adopt(self, changes: Sequence[tuple[int, str, str]]) -> None:
        """Take over the lines (seq, id, body) of a manifest whose ledger is lost, so that their numbers go on."""
        self._append(changes)

    def has_changes(self) -> bool:
        """Whether any number was given yet."""
        return bool(self._server.ask("ZCARD", self._key("changes")))

    def changes(self, after: int = 0) -> Iterator[Change]:
        """Yield the manifest's lines behind a number, in their order."""
        key = self._key("changes")
        while found := self._server.ask("ZRANGEBYSCORE", key, f"({after}", "+inf", "LIMIT", 0, 1000):
            for one in map(_change, found):
                after = one.seq
                yield one

    def change_within(self, size: int) -> Change | None:
        """Return the last line that a file of this many bytes has whole."""
        found = self._server.ask("ZREVRANGEBYSCORE", self._key("stops"), size, "-inf", "LIMIT", 0, 1)
        if not found:
            return None
        lines = self._server.ask("ZRANGEBYSCORE", self._key("changes"), found[0], found[0])
        return _change(lines[0])

    def stale(self) -> list[str]:
        """Return the slugs of the feeds that are to be written."""
        found = self._server.ask("HGETALL", self._key("stale"))
        self._seen_stale = found if isinstance(found, dict) else dict(zip(found[::2], found[1::2], strict=True))
        return sorted(map(text, self._seen_stale))

    def stale_all(self) -> None:
        """Make every feed stale and every article pending."""
        last = b"-"
        while members := self._server.ask("ZRANGEBYLEX", self._key("shown"), last, "+", "LIMIT", 0, 1000):
            with self._server.gathered():
                for member in members:
                    self.touch(_id_of(member))
            last = b"(" + members[-1]

    def settle(self, unsettled: Sequence[str]) -> None:
        """Note that all that was read here is written but the articles named, which stay pending."""
        left = set(unsettled)
        written = [(name, *known) for name, known in self._seen_pending.items() if name not in left]
        self._settle("pending-as", written)
        self._settle("stale", [(slug, tick, b"") for slug, tick in self._seen_stale.items()])
        self._seen_pending, self._seen_stale = {}, {}

    def _settle(self, name: str, written: Sequence[tuple[Value, bytes, bytes]]) -> None:
        for start in range(0, len(written), AT_ONCE):
            self._server.run(SETTLE, name, *chain.from_iterable(written[start : start + AT_ONCE]))

    def _key(self, *parts: str) -> bytes:
        return self._server.key(*parts)

    def _append(self, lines: Sequence[tuple[int | str, str, str]]) -> int:
        given = 0
        for start in range(0, len(lines), AT_ONCE):
            words: list[Value] = []
            for seq, article_id, body in lines[start : start + AT_ONCE]:
                # the number's own digits are counted where it is given
                words += [article_id, body, len(line_of(0, body)) - 1, seq]
            given += int(self._server.run(NUMBER, *words))
        return given

    def _back_from(self, key: bytes, start: bytes, most: int) -> list[Listing]:
        return self._rows([_id_of(m) for m in self._server.ask("ZREVRANGEBYLEX", key, start, "-", "LIMIT", 0, most)])

    def _rows(self, names: Sequence[str]) -> list[Listing]:
        asked: list[tuple[Value, ...]] = []
        for name in names:
            asked.append(("HMGET", self._key("listing", name), "slug", "published", "facts", "shown"))
            asked.append(("HMGET", self._key("article", name), "file"))
        answers = self._server.ask_all(asked)
        found = []
        for name, listing, article in zip(names, answers[::2], answers[1::2], strict=True):
            if listing[1] is not None and article[0] is not None:
                slug, published, facts, shown = map(text, listing)
                known = json.loads(facts) if facts else {}
                found.append(Listing(name, slug, published, known, shown == "1", text(article[0])))
        return found


def _id_of(member: bytes) -> str:
    return member.decode().partition("\t")[2]


def _change(member: bytes) -> Change:
    head, _, body = member.decode().partition("\n")
    seq, stop, _ = head.split(" ", 2)
    return Change(int(seq), body, int(stop))
