"""The ledger's file: each failure of a disk or a file is told, and no question scans a table."""

import sqlite3
from pathlib import Path

import pytest
from ledger_rows import entry, published, record

from ingest.errors import WriteError
from ingest.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Return a new ledger."""
    return Ledger(tmp_path / "state" / "ledger.sqlite")


def note_all(ledger: Ledger, number: int, title: str) -> None:
    """Take in that many articles."""
    for one in range(number):
        ledger.note(f"N{one}", "shanyu", "shanyu/news", record(title=title))


def test_newer_ledger_is_refused(ledger: Ledger) -> None:
    """A ledger of a later program is not touched by this one."""
    ledger.close()
    with sqlite3.connect(ledger.path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(WriteError, match=r"newer program: .*; update this program"):
        Ledger(ledger.path)


def test_each_question_is_answered_by_an_index(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """No call of a run scans a table or sorts it, so that its cost does not grow with what is stored."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    execute = ledger._db.execute

    def listen(statement: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        asked.append((statement, values))
        return execute(statement, values)

    monkeypatch.setattr(ledger._db, "execute", listen)
    published(ledger)
    ledger.note("A1", "shanyu", "shanyu/news", record(title="新题"))
    ledger.publish("A1", {"rank": 10, "content_hash": "h2", "due": 0.0}, b"raw")
    ledger.quarantine("A2", "shanyu", "no title", b"raw")
    ledger.fail("A1", "x")
    ledger.miss("A1")
    ledger.original("A1")
    ledger.archive("A1", "old_post/A1.md")
    ledger.older_than("2999")
    ledger.arrivals("shanyu")
    list(ledger.due("shanyu", 1e12, page=1))
    asked = [(statement, values) for statement, values in asked if not statement.startswith(("BEGIN", "COMMIT"))]
    assert len({statement for statement, _ in asked}) >= 12
    for statement, values in asked:
        for step in execute(f"EXPLAIN QUERY PLAN {statement}", values):
            assert "SCAN" not in step["detail"], (statement, step["detail"])
            assert "TEMP B-TREE" not in step["detail"], (statement, step["detail"])


def test_full_disk(ledger: Ledger) -> None:
    """A disk that is full is told with the file's name; what was stored stays, and writing goes on when there is room."""
    published(ledger)
    pages = ledger._db.execute("PRAGMA page_count")[0][0]
    ledger._db.execute(f"PRAGMA max_page_count={pages}")
    big = bytes(range(256)) * 400
    with pytest.raises(
        WriteError, match=r"cannot use the ledger \(database or disk is full\).*ledger.sqlite; free space"
    ):
        ledger.publish("A1", {"rank": 10, "content_hash": "h2", "due": None}, big + bytes(reversed(big)))
    with pytest.raises(WriteError, match="full"):
        note_all(ledger, 1000, "长" * 4000)
    assert entry(ledger).content_hash == "h1"
    assert ledger.former("A1") == []
    ledger._db.execute("PRAGMA max_page_count=1000000")
    ledger.publish("A1", {"rank": 10, "content_hash": "h2", "due": None}, big)
    assert ledger.original("A1") == big


def test_failure_inside_a_transaction_undoes_it(ledger: Ledger) -> None:
    """When one statement of an outcome fails, none of it is stored, and the next outcome is."""
    published(ledger)
    with pytest.raises(WriteError, match="no such column"):
        ledger.publish("A1", {"content_hash": "h2", "nonsense": 1})
    assert ledger.former("A1") == []
    ledger.publish("A1", {"content_hash": "h2", "due": None})
    assert entry(ledger).content_hash == "h2"


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_damaged_file(tmp_path: Path, content: bytes) -> None:
    """A file that is no ledger is told, left as it is, and the error says what to do."""
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(content)
    with pytest.raises(WriteError, match=r"cannot use the ledger \(file is not a database\).*move the file away"):
        Ledger(path)
    assert path.read_bytes() == content


def test_damage_met_while_reading(ledger: Ledger) -> None:
    """Damage inside the file is an expected error too, wherever it is met."""
    note_all(ledger, 300, "长" * 100)
    ledger.close()
    content = bytearray(ledger.path.read_bytes())
    content[8192:-4096] = b"\xa5" * (len(content) - 12288)
    ledger.path.write_bytes(content)
    again = Ledger(ledger.path)
    with pytest.raises(WriteError, match=r"malformed.*move the file away"):
        [again.get(f"N{number}") for number in range(300)]
    with pytest.raises(WriteError, match="malformed"):
        list(again.due("shanyu", 1e12))


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A state folder whose place is taken by a file is told as the system tells it."""
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError, match=r"cannot open the ledger \(File exists\)"):
        Ledger(tmp_path / "state" / "ledger.sqlite")
    (tmp_path / "ledger.sqlite").mkdir()
    with pytest.raises(WriteError, match=r"cannot open the ledger \(unable to open database file\)"):
        Ledger(tmp_path / "ledger.sqlite")


def test_another_writer_for_too_long(ledger: Ledger) -> None:
    """A file that another process keeps locked is an error, and no endless wait."""
    other = sqlite3.connect(ledger.path, isolation_level=None)
    ledger._db.execute("PRAGMA busy_timeout=0")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WriteError, match="database is locked"):
        ledger.note("A1", "shanyu", "shanyu/news", record())
    other.execute("COMMIT")
    other.close()
    assert ledger.note("A1", "shanyu", "shanyu/news", record())
