r"""The ledger's listings in Redis: the same calls as `ingest/ledger/listings.py`.

Keys: `listing:<id>` (hash), `newest:<slug>` and `pending` (sorted sets of `<published>\t<id>`), `shown` (the same for
the whole site), `pending-as` and `stale` (hash: what -> the number of the change that asked for it), `changes` (sorted
set of `<seq> <stop> <id>\n<body>` by number), `stops` (number by the byte at which its line ends), `last-line` (hash:
id -> body of its last line), `tick` (a counter).

Workers change listings while the one run that writes the manifest reads them, so what is settled is settled only as it
was when it was read: a change that came meanwhile stays pending.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.cluster.server import Server, Value, text
from ingest.ledger.listings import Change, Listing, line_of

PUT = """
local P, id, slug, published, facts, shown = unpack(ARGV, 1, 6)
local row = P .. 'listing:' .. id
local tick = redis.call('INCR', P .. 'tick')
local was = redis.call('HMGET', row, 'slug', 'published')
local member = published .. '\\t' .. id
local function stale(of) redis.call('HSET', P .. 'stale', of, tick) end
if was[1] then
  redis.call('ZREM', P .. 'shown', was[2] .. '\\t' .. id)
  redis.call('ZREM', P .. 'newest:' .. was[1], was[2] .. '\\t' .. id)
  redis.call('ZREM', P .. 'pending', was[2] .. '\\t' .. id)
  stale(was[1])
end
redis.call('HSET', row, 'slug', slug, 'published', published, 'facts', facts, 'shown', shown)
if shown == '1' then
  redis.call('ZADD', P .. 'shown', 0, member)
  redis.call('ZADD', P .. 'newest:' .. slug, 0, member)
end
redis.call('ZADD', P .. 'pending', 0, member)
redis.call('HSET', P .. 'pending-as', id, tick)
stale(slug)
stale('')
return 1
"""

TOUCH = """
local P, id, hide = unpack(ARGV, 1, 3)
local row = P .. 'listing:' .. id
local was = redis.call('HMGET', row, 'slug', 'published')
local tick = redis.call('INCR', P .. 'tick')
redis.call('HSET', P .. 'stale', '', tick)
if not was[1] then return 0 end
local member = was[2] .. '\\t' .. id
if hide == '1' then
  redis.call('HSET', row, 'shown', '0')
  redis.call('ZREM', P .. 'shown', member)
  redis.call('ZREM', P .. 'newest:' .. was[1], member)
end
redis.call('ZADD', P .. 'pending', 0, member)
redis.call('HSET', P .. 'pending-as', id, tick)
redis.call('HSET', P .. 'stale', was[1], tick)
return 1
"""

NUMBER = """
local P, id, body, length = unpack(ARGV, 1, 4)
if redis.call('HGET', P .. 'last-line', id) == body then return 0 end
local last = redis.call('ZREVRANGE', P .. 'stops', 0, 0, 'WITHSCORES')
local seq = ARGV[5] ~= '' and tonumber(ARGV[5]) or (last[1] and tonumber(last[1]) or 0) + 1
local stop = (last[2] and tonumber(last[2]) or 0) + tonumber(length) + #tostring(seq)
redis.call('ZADD', P .. 'stops', stop, seq)
redis.call('ZADD', P .. 'changes', seq, string.format('%d %d ', seq, stop) .. id .. '\\n' .. body)
redis.call('HSET', P .. 'last-line', id, body)
return 1
"""

SETTLE = """
local P, name = unpack(ARGV, 1, 2)
for i = 3, #ARGV, 3 do
  if redis.call('HGET', P .. name, ARGV[i]) == ARGV[i + 1] then
    redis.call('HDEL', P .. name, ARGV[i])
    if ARGV[i + 2] ~= '' then redis.call('ZREM', P .. 'pending', ARGV[i + 2]) end
  end
end
return 1
"""


class RedisListings:
    """See `ingest.ledger.listings.Listings`; raises WriteError as the server does."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._seen_pending: dict[str, tuple[bytes, bytes]] = {}  # id -> tick, member
        self._seen_stale: dict[bytes, bytes] = {}

    def put(self, article_id: str, slug: str, published: str, facts: Mapping[str, Any], *, shown: bool = True) -> None:
        """Take in an article as it stands; its feed, the feed it was in before, and the site's become stale."""
        self._server.run(PUT, article_id, slug, published, json.dumps(facts), int(shown))

    def touch(self, article_id: str) -> None:
        """Note that an article's file was moved or rewritten."""
        self._server.run(TOUCH, article_id, 0)

    def hide(self, article_id: str) -> None:
        """Note that an article's file is removed."""
        self._server.run(TOUCH, article_id, 1)

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
        return sum(self._append(article_id, body) for article_id, body in bodies)

    def adopt(self, changes: Sequence[tuple[int, str, str]]) -> None:
        """Take over the lines (seq, id, body) of a manifest whose ledger is lost, so that their numbers go on."""
        for seq, article_id, body in changes:
            self._append(article_id, body, seq)

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
            for member in members:
                self.touch(_id_of(member))
            last = b"(" + members[-1]

    def settle(self, unsettled: Sequence[str]) -> None:
        """Note that all that was read here is written but the articles named, which stay pending."""
        left = set(unsettled)
        for name, (tick, member) in self._seen_pending.items():
            if name not in left:
                self._server.run(SETTLE, "pending-as", name, tick, member)
        for slug, tick in self._seen_stale.items():
            self._server.run(SETTLE, "stale", slug, tick, "")
        self._seen_pending, self._seen_stale = {}, {}

    def _key(self, *parts: str) -> bytes:
        return self._server.key(*parts)

    def _append(self, article_id: str, body: str, seq: int | str = "") -> int:
        # the number's own digits are counted where it is given
        return int(self._server.run(NUMBER, article_id, body, len(line_of(0, body)) - 1, seq))

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
