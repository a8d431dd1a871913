"""One SQLite file whose every failure is a WriteError that names it: full disk, read-only folder, damage."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import WriteError

WAIT_S = 5.0  # for another process that is writing
MOVE = "move the file away; what it knew is read again"


class Database:
    """A file in WAL mode, made by `schema` when it is new; each statement is a transaction of its own.

    Raises WriteError when it cannot be opened, or was made by a program whose `version` is newer.
    """

    def __init__(self, path: Path, schema: str, version: int) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=WAIT_S)
        except (sqlite3.Error, OSError) as error:
            raise self._failed("cannot open the ledger", error) from error
        try:
            self._begin(schema, version)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file; the WAL is folded in. A second call does nothing."""
        self._connection.close()

    def execute(self, statement: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        r"""Run one statement and return its rows.

        Half characters (lone surrogates) in a text are stored as their escapes, `\ud83d`, which JSON reads back.
        """
        try:
            try:
                return self._connection.execute(statement, values).fetchall()
            except UnicodeEncodeError:
                return self._connection.execute(statement, tuple(map(_storable, values))).fetchall()
        except sqlite3.Error as error:
            raise self._failed("cannot use the ledger", error) from error

    @contextmanager
    def transaction(self, *, lasting: bool = False) -> Iterator[None]:
        """Make the statements inside one: all of them are stored, or none. One inside of another is part of it.

        A power cut may take back the last ones, but none before a `lasting` one, and not that either.
        """
        if self._connection.in_transaction:
            yield
            return
        self.execute(f"PRAGMA synchronous={'FULL' if lasting else 'NORMAL'}")
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # SQLite itself has rolled back after some failures
                self._connection.rollback()
            raise

    def spoilt(self, what: str) -> WriteError:
        """Return the error for a row that can be read and makes no sense: somebody has edited the file."""
        return WriteError("the ledger has a row that makes no sense", url=str(self.path), raw=what, fix=MOVE)

    def _begin(self, schema: str, version: int) -> None:
        self._connection.row_factory = sqlite3.Row
        self.execute("PRAGMA journal_mode=WAL")
        self.execute("PRAGMA synchronous=NORMAL")
        found = self.execute("PRAGMA user_version")[0][0]
        if found > version:
            raise WriteError("the ledger is of a newer program", url=str(self.path), fix="update this program")
        if found < version:
            for statement in filter(str.strip, schema.split(";")):
                self.execute(statement)
            self.execute(f"PRAGMA user_version={version}")

    def _failed(self, what: str, error: Exception) -> WriteError:
        why = error.strerror if isinstance(error, OSError) else str(error)
        fix = MOVE if _is_damaged(error) else "free space, or mend the folder"
        return WriteError(f"{what} ({why})", url=str(self.path), fix=fix)


def _is_damaged(error: Exception) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _storable(value: object) -> object:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
