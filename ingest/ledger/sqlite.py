"""What has been ingested, when, with which content: the memory that lets a run ask only for what is new.

One row is one article, found by its id; `due` says when it wants to be read (next). A feed's record goes
in by `note`, what a run must read comes out by `due`, and each outcome is one call. So an article that
was seen and not finished is taken up again by itself, and a run's cost does not grow with what is stored:
every question is answered by an index.

SQLite in WAL mode, each call one transaction, or all that are made inside `together`. A power cut may lose
the last calls, never consistency; what they lose is read again and gives the same file.
"""

import json
import sqlite3
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from ingest.ledger import policy
from ingest.ledger.database import Database
from ingest.ledger.entry import SCHEMA, VERSION, Entry, Record
from ingest.ledger.listings import SCHEMA as LISTINGS
from ingest.ledger.listings import Listings


class Ledger:
    """The articles of one STATE_DIR. One instance per folder and process; `close` when the last user is done.

    Every call raises WriteError when the file cannot be used; what was stored before stays whole.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = Database(path, SCHEMA + LISTINGS, VERSION)
        self.listings = Listings(self._db)

    def close(self) -> None:
        """Close the file; the WAL is folded in."""
        self._db.close()

    def together(self) -> AbstractContextManager[None]:
        """Store the calls made inside all at once, or none of them; for many calls in a row, as it costs less."""
        return self._db.transaction()

    def get(self, article_id: str) -> Entry | None:
        """Return what is known of an article."""
        rows = self._db.execute("SELECT * FROM article WHERE id = ?", (article_id,))
        return self._entry(rows[0]) if rows else None

    def note(self, article_id: str, source: str, feed: str, record: Record) -> bool:
        """Take in one feed's record of an article (`rank` among its fields); True when it must be read (again).

        It must be when the record is new or has changed, and is no worse than the one published.
        """
        known = self.get(article_id)
        columns, wanted = policy.noted(known, source, feed, record, time.time())
        self._store(article_id, columns, new=known is None)
        return wanted

    def due(self, source: str, at: float, page: int = 200) -> Iterator[Entry]:
        """Yield a source's articles that want to be read at a time, oldest wish first.

        Rows are fetched a page at a time; an outcome noted meanwhile moves its article out of the way.
        """
        last: tuple[float, str] = (0.0, "")
        while True:
            rows = self._db.execute(
                "SELECT * FROM article WHERE source = ? AND due <= ? AND (due, id) > (?, ?) ORDER BY due, id LIMIT ?",
                (source, at, *last, page),
            )
            yield from map(self._entry, rows)
            if len(rows) < page:
                return
            last = (rows[-1]["due"], rows[-1]["id"])

    def assign(self, article_id: str, source: str, file: str) -> None:
        """Remember the file's name before it is written, so that no later run can choose another."""
        now = time.time()
        self._db.execute(
            "INSERT INTO article (id, source, state, records, file, first_seen, changed, due)"
            " VALUES (?,?,'fetched','{}',?,?,?,?)"
            " ON CONFLICT (id) DO UPDATE SET file = excluded.file,"
            " state = CASE state WHEN 'published' THEN state ELSE 'fetched' END",
            (article_id, source, file, now, now, now),
        )

    def publish(self, article_id: str, fields: Mapping[str, object], original: bytes = b"") -> None:
        """Note a file as written. `fields`: rank, content_hash, published, modified, due, and etag if there is one."""
        with self._db.transaction():
            rows = self._db.execute("SELECT changed, content_hash FROM article WHERE id = ?", (article_id,))
            columns, former = policy.published(policy.Content(*rows[0]) if rows else None, fields, time.time())
            if former:
                self._db.execute("INSERT OR REPLACE INTO revision VALUES (?,?,?)", (article_id, *former))
            self._store(article_id, columns)
            self._keep(article_id, original)

    def quarantine(self, article_id: str, source: str, reasons: str, original: bytes = b"") -> bool:
        """Note an article as unfit; True when it was not so before, or for other reasons."""
        known = self.get(article_id)
        columns, new = policy.quarantined(known, source, reasons, time.time())
        with self._db.transaction():
            self._store(article_id, columns, new=known is None)
            if not (known and known.state == "published"):  # of that, the original stays the file's own
                self._keep(article_id, original)
        return new

    def fail(self, article_id: str, error: str) -> None:
        """Note a failed reading; the article stays due, after some failures at growing intervals."""
        self._store(article_id, policy.failed(self.get(article_id), error, time.time()))

    def miss(self, article_id: str) -> bool:
        """Note that the source says there is no such article; True when that makes it gone.

        It is gone when the source has said so twice, two hours or more apart.
        """
        columns, gone = policy.missed(self.get(article_id), time.time())
        self._store(article_id, columns)
        return gone

    def rename(self, article_id: str, other: str) -> None:
        """Note that an article is another one by a further link."""
        self._store(article_id, policy.named_otherwise(self.get(article_id), other))

    def waiting(self, source: str, at: float) -> list[Entry]:
        """Return a source's unfinished articles that are looked for again only after a time, the next one first."""
        wanted = "source = ? AND due > ? AND state IN ('seen', 'fetched')"
        return [
            self._entry(row)
            for row in self._db.execute(f"SELECT * FROM article WHERE {wanted} ORDER BY due, id", (source, at))  # noqa: S608  # words are ours
        ]

    def original(self, article_id: str) -> bytes | None:
        """Return the raw record of an article as it was last read, as it was given to `publish`."""
        rows = self._db.execute("SELECT article FROM original WHERE id = ?", (article_id,))
        try:
            return zlib.decompress(rows[0]["article"]) if rows else None
        except (TypeError, zlib.error) as error:
            raise self._db.spoilt(f"original {article_id}") from error

    def former(self, article_id: str) -> list[tuple[float, str]]:
        """Return time and hash of an article's former contents, oldest first."""
        rows = self._db.execute("SELECT at, content_hash FROM revision WHERE id = ? ORDER BY at", (article_id,))
        return [(row["at"], row["content_hash"]) for row in rows]

    def is_due(self, source: str, at: float) -> bool:
        """Whether anything of a source wants to be read."""
        return bool(self._db.execute("SELECT 1 FROM article WHERE source = ? AND due <= ? LIMIT 1", (source, at)))

    def leased(self, source: str) -> bool:  # noqa: ARG002  # the Redis ledger's question
        """Whether anybody else is at work on an article of the source; a file has one run alone."""
        return False

    def is_led(self) -> bool:
        """Whether another run leads, which may bring new work; a file has one run alone."""
        return False

    def archive(self, article_id: str, file: str) -> None:
        """Note that a file was moved to the archive, and where it is now."""
        with self._db.transaction():
            self._store(article_id, {"file": file, "archived": 1})
            self.listings.touch(article_id)

    def written(self, page: int = 500) -> Iterator[Entry]:
        """Yield every article that has a file of its own or had one, by id."""
        last = ""
        while rows := self._db.execute(
            "SELECT * FROM article WHERE id > ? AND file <> '' AND state IN ('published', 'gone') ORDER BY id LIMIT ?",
            (last, page),
        ):
            yield from map(self._entry, rows)
            last = rows[-1]["id"]

    def older_than(self, instant: str) -> list[Entry]:
        """Return what was published before an instant (ISO 8601, UTC) and is not in the archive yet, gone or not."""
        standing = "state IN ('published', 'gone') AND archived = 0 AND file <> ''"
        rows = self._db.execute(f"SELECT * FROM article WHERE {standing} AND published < ?", (instant,))  # noqa: S608  # words are ours
        return [self._entry(row) for row in rows]

    def arrivals(self, source: str, most: int = 2000) -> list[float]:
        """Return the minutes in which a source last had something new, newest first, as seconds since the epoch."""
        rows = self._db.execute(
            "SELECT first_seen FROM article WHERE source = ? ORDER BY first_seen DESC LIMIT ?", (source, most)
        )
        try:
            return sorted({seen // 60 * 60.0 for (seen,) in rows}, reverse=True)
        except TypeError as error:
            raise self._db.spoilt(f"first_seen of {source}") from error

    def counts(self) -> dict[str, int]:
        """Return the number of articles by state."""
        rows = self._db.execute("SELECT state, count(*) AS number FROM article GROUP BY state")
        return {row["state"]: row["number"] for row in rows}

    def _entry(self, row: sqlite3.Row) -> Entry:
        try:
            return Entry.of(row)
        except (TypeError, ValueError) as error:
            raise self._db.spoilt(f"article {row['id']}") from error

    def _store(self, article_id: str, columns: Mapping[str, object], *, new: bool = False) -> None:
        """Store what changes of a row, or a new row; nothing for no columns."""
        values = [
            json.dumps(value, ensure_ascii=False) if name == "records" else value for name, value in columns.items()
        ]
        if new and columns:
            places = ", ".join("?" * (len(columns) + 1))
            self._db.execute(f"INSERT INTO article (id, {', '.join(columns)}) VALUES ({places})", (article_id, *values))  # noqa: S608  # names are ours
        elif columns:
            assignments = ", ".join(f"{name} = ?" for name in columns)
            self._db.execute(f"UPDATE article SET {assignments} WHERE id = ?", (*values, article_id))  # noqa: S608  # as above

    def _keep(self, article_id: str, original: bytes) -> None:
        if original:
            self._db.execute("INSERT OR REPLACE INTO original VALUES (?,?)", (article_id, zlib.compress(original, 1)))
