"""What manifest and feeds say of each published article, and the numbered sequence of its changes.

A row of `listing` is an article as it stands; `pending` says that the manifest has not looked at it since it
was written. `change` is the manifest itself: one row is one line, its number never changes, `stop` is the byte
of the file at which its line ends. `stale` names feeds that are to be written anew ('' is the site's own).
Numbers are given at the end of a run, in order of publication, so that neither the order in which answers came
nor a kill before the end leaves a trace in them.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.ledger.database import Database

SCHEMA = """
CREATE TABLE IF NOT EXISTS listing (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL,               -- of its outlet's feed, '' for none
  published TEXT NOT NULL,          -- UTC, for order
  facts TEXT NOT NULL,              -- JSON, '' in a ledger of version 1 until its original is read again
  shown INTEGER NOT NULL DEFAULT 1, -- 0 when its file was removed
  pending INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS listing_newest ON listing (published, id) WHERE shown = 1;
CREATE INDEX IF NOT EXISTS listing_outlet ON listing (slug, published, id) WHERE shown = 1;
CREATE INDEX IF NOT EXISTS listing_pending ON listing (published, id) WHERE pending = 1;
CREATE TABLE IF NOT EXISTS change (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL, stop INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS change_of ON change (id, seq);
CREATE INDEX IF NOT EXISTS change_stop ON change (stop);
CREATE TABLE IF NOT EXISTS stale (slug TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT OR IGNORE INTO listing (id, slug, published, facts)
  SELECT id, '', published, '' FROM article WHERE state = 'published';
"""


@dataclass(frozen=True, slots=True)
class Listing:
    """One article as manifest and feeds show it; `file` is below OUTPUT_DIR."""

    id: str
    slug: str
    published: str
    facts: Mapping[str, Any]
    shown: bool
    file: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the manifest; `stop` is where it ends in the file, in bytes."""

    seq: int
    body: str
    stop: int

    @property
    def line(self) -> bytes:
        """The line as the file has it."""
        return line_of(self.seq, self.body)


def line_of(seq: int, body: str) -> bytes:
    """Return a manifest's line: the number as first key of the JSON object `body`."""
    return f'{{"seq":{seq},{body[1:]}\n'.encode()


class Listings:
    """The tables above, in the ledger's file; raises WriteError as the ledger does."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, article_id: str, slug: str, published: str, facts: Mapping[str, Any], *, shown: bool = True) -> None:
        """Take in an article as it stands; its feed, the feed it was in before, and the site's become stale."""
        told = json.dumps(facts, ensure_ascii=False)
        with self._db.transaction():
            self._db.execute(
                "INSERT OR IGNORE INTO stale SELECT slug FROM listing WHERE id = ? UNION VALUES (?), ('')",
                (article_id, slug),
            )
            self._db.execute(
                "INSERT OR REPLACE INTO listing (id, slug, published, facts, shown) VALUES (?,?,?,?,?)",
                (article_id, slug, published, told, int(shown)),
            )

    def touch(self, article_id: str) -> None:
        """Note that an article's file was moved or rewritten. Works inside a transaction of the ledger too."""
        self._db.execute("UPDATE listing SET pending = 1 WHERE id = ?", (article_id,))
        self._stale_of(article_id)

    def hide(self, article_id: str) -> None:
        """Note that an article's file is removed."""
        with self._db.transaction():
            self._stale_of(article_id)
            self._db.execute("UPDATE listing SET shown = 0, pending = 1 WHERE id = ?", (article_id,))

    def get(self, article_id: str) -> Listing | None:
        """Return an article as it is listed."""
        rows = self._rows("listing.id = ?", (article_id,), "LIMIT 1")
        return rows[0] if rows else None

    def waiting(self) -> bool:
        """Whether there is anything to write; two looks into indexes."""
        statement = "SELECT EXISTS (SELECT 1 FROM stale) OR EXISTS (SELECT 1 FROM listing WHERE pending = 1)"
        return bool(self._db.execute(statement)[0][0])

    def pending(self, page: int = 1000) -> Iterator[list[Listing]]:
        """Yield what the manifest has not looked at, a page at a time, in order of publication."""
        last = ("", "")
        while rows := self._rows(
            "pending = 1 AND (listing.published, listing.id) > (?, ?)",
            last,
            f"ORDER BY listing.published, listing.id LIMIT {page}",
        ):
            yield rows
            last = (rows[-1].published, rows[-1].id)

    def newest(self, slug: str, most: int) -> list[Listing]:
        """Return the newest articles of a feed ('' is the site's), newest first."""
        where, values = ("listing.slug = ? AND", (slug,)) if slug else ("", ())
        order = "ORDER BY listing.published DESC, listing.id DESC LIMIT ?"
        return self._rows(f"{where} shown = 1", (*values, most), order)

    def older(self, than: tuple[str, str] | None, most: int) -> list[Listing]:
        """Return the next articles after one, named by (published, id), in the order from newest to oldest."""
        order = "ORDER BY listing.published DESC, listing.id DESC LIMIT ?"
        return self._rows(
            "shown = 1 AND (listing.published, listing.id) < (?, ?)", (*(than or ("~", "~")), most), order
        )

    def number(self, bodies: Sequence[tuple[str, str]]) -> int:
        """Give each (id, body) the next number unless it says what that article's last line says; how many got one.

        The numbers last before any reader sees them, whatever happens to the machine.
        """
        given = 0
        with self._db.transaction(lasting=True):
            last = self._last()
            for article_id, body in bodies:
                rows = self._db.execute("SELECT body FROM change WHERE id = ? ORDER BY seq DESC LIMIT 1", (article_id,))
                if not rows or rows[0]["body"] != body:
                    last = self._append(last.seq + 1, article_id, body, last.stop)
                    given += 1
        return given

    def adopt(self, changes: Sequence[tuple[int, str, str]]) -> None:
        """Take over the lines (seq, id, body) of a manifest whose ledger is lost, so that their numbers go on."""
        with self._db.transaction():
            stop = 0
            for seq, article_id, body in changes:
                stop = self._append(seq, article_id, body, stop).stop

    def has_changes(self) -> bool:
        """Whether any number was given yet."""
        return self._last().seq > 0

    def changes(self, after: int = 0) -> Iterator[Change]:
        """Yield the manifest's lines behind a number, in their order."""
        while rows := self._db.execute(
            "SELECT seq, body, stop FROM change WHERE seq > ? ORDER BY seq LIMIT 1000", (after,)
        ):
            yield from (Change(*row) for row in rows)
            after = rows[-1]["seq"]

    def change_within(self, size: int) -> Change | None:
        """Return the last line that a file of this many bytes has whole."""
        rows = self._db.execute(
            "SELECT seq, body, stop FROM change WHERE stop <= ? ORDER BY stop DESC LIMIT 1", (size,)
        )
        return Change(*rows[0]) if rows else None

    def stale(self) -> list[str]:
        """Return the slugs of the feeds that are to be written."""
        return [slug for (slug,) in self._db.execute("SELECT slug FROM stale ORDER BY slug")]

    def stale_all(self) -> None:
        """Make every feed stale and every article pending."""
        with self._db.transaction():
            self._db.execute("INSERT OR IGNORE INTO stale SELECT DISTINCT slug FROM listing UNION SELECT ''")
            self._db.execute("UPDATE listing SET pending = 1")

    def settle(self, unsettled: Sequence[str]) -> None:
        """Note that all is written but the articles named, which stay pending."""
        with self._db.transaction():
            self._db.execute("DELETE FROM stale")
            self._db.execute("UPDATE listing SET pending = 0 WHERE pending = 1")
            for article_id in unsettled:
                self._db.execute("UPDATE listing SET pending = 1 WHERE id = ?", (article_id,))

    def _stale_of(self, article_id: str) -> None:
        self._db.execute("INSERT OR IGNORE INTO stale SELECT slug FROM listing WHERE id = ?", (article_id,))
        self._db.execute("INSERT OR IGNORE INTO stale VALUES ('')")

    def _last(self) -> Change:
        rows = self._db.execute("SELECT seq, body, stop FROM change ORDER BY seq DESC LIMIT 1")
        return Change(*rows[0]) if rows else Change(0, "", 0)

    def _append(self, seq: int, article_id: str, body: str, start: int) -> Change:
        change = Change(seq, body, start + len(line_of(seq, body)))
        self._db.execute("INSERT INTO change VALUES (?,?,?,?)", (seq, article_id, body, change.stop))
        return change

    def _rows(self, where: str, values: Sequence[object], rest: str) -> list[Listing]:
        what = "listing.id, slug, listing.published, facts, shown, file"
        tables = "listing JOIN article ON article.id = listing.id"
        rows = self._db.execute(f"SELECT {what} FROM {tables} WHERE {where} {rest}", values)  # noqa: S608  # words are ours
        return list(map(self._listing, rows))

    def _listing(self, row: sqlite3.Row) -> Listing:
        article_id, slug, published, told, shown, file = row
        try:
            facts = json.loads(told) if told else {}
        except (TypeError, ValueError) as error:
            raise self._db.spoilt(f"listing {article_id}") from error
        known = isinstance(facts, dict) and (not facts or isinstance(facts.get("published"), str))
        if not known or not all(isinstance(text, str) for text in (slug, published, file)):
            raise self._db.spoilt(f"listing {article_id}")
        return Listing(article_id, slug, published, facts, bool(shown), file)
