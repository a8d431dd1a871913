"""One row of the ledger: its columns in SQL, and the same row as Python sees it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Self, TypeAlias

State: TypeAlias = Literal["seen", "fetched", "published", "quarantined", "gone"]
Record: TypeAlias = dict[str, str]

SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  state TEXT NOT NULL,
  records TEXT NOT NULL,            -- JSON: source/feed -> raw record with its rank
  rank INTEGER NOT NULL DEFAULT 99, -- of the record its file was made of
  file TEXT NOT NULL DEFAULT '',
  content_hash TEXT NOT NULL DEFAULT '',
  published TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  first_seen REAL NOT NULL,
  changed REAL NOT NULL,
  due REAL,
  attempts INTEGER NOT NULL DEFAULT 0,
  missing_since REAL,
  error TEXT NOT NULL DEFAULT '',
  etag TEXT NOT NULL DEFAULT '',
  archived INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_due ON article (source, due, id) WHERE due IS NOT NULL;
DROP INDEX IF EXISTS article_published;
CREATE INDEX IF NOT EXISTS article_standing ON article (published)
  WHERE state IN ('published', 'gone') AND archived = 0 AND file <> '';
CREATE INDEX IF NOT EXISTS article_seen ON article (source, first_seen);
CREATE TABLE IF NOT EXISTS original (id TEXT PRIMARY KEY, article BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS revision (
  id TEXT NOT NULL, at REAL NOT NULL, content_hash TEXT NOT NULL, PRIMARY KEY (id, at)
) WITHOUT ROWID;
"""
VERSION = 3  # 2: the tables of ingest/ledger/listings.py; 3: the index of what stands
LAST_RANK = 99


def rank_of(record: Mapping[str, str]) -> int:
    """Return a record's rank, the lower the better; one that says nothing comes last."""
    return int(record.get("rank", LAST_RANK))


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as the ledger knows it; times are seconds since the epoch."""

    id: str
    source: str
    state: State
    records: Mapping[str, Record]
    rank: int
    file: str
    content_hash: str
    published: str
    modified: str
    first_seen: float
    changed: float
    due: float | None
    attempts: int
    missing_since: float | None
    error: str
    etag: str
    archived: int

    @classmethod
    def of(cls, row: sqlite3.Row) -> Self:
        """Return a row of the table `article` as an entry; ValueError for one that somebody has spoilt."""
        entry = cls(**{**dict(row), "records": json.loads(row["records"])})
        if not (all(isinstance(getattr(entry, name), kind) for name, kind in KINDS) and _are_records(entry.records)):
            raise ValueError("a value of another type")
        return entry


KINDS: Final[tuple[tuple[str, Any], ...]] = (
    *((name, str) for name in ("id", "source", "state", "file", "content_hash", "published", "modified")),
    *((name, str) for name in ("error", "etag")),
    *((name, int) for name in ("rank", "attempts", "archived")),
    *((name, int | float) for name in ("first_seen", "changed")),
    *((name, int | float | None) for name in ("due", "missing_since")),
)


def _are_records(found: Any) -> bool:
    """Whether JSON is raw records by feed, all of texts, as `note` has stored them."""
    return isinstance(found, dict) and all(
        isinstance(record, dict) and all(isinstance(text, str) for text in record.values()) for record in found.values()
    )
