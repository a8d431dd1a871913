"""What tests of a ledger share: a clock that stands, and an article's way through the rows."""

from ingest.ledger import Ledger
from ingest.ledger.entry import Entry


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def time(self) -> float:
        """Return seconds since the epoch, as `time.time` does."""
        return self.now


def record(rank: int = 10, **fields: str) -> dict[str, str]:
    """Return a feed's record."""
    return {"title": "题", "rank": str(rank), **fields}


def published(ledger: Ledger, name: str = "A1", rank: int = 10, due: float | None = None, content: str = "h1") -> None:
    """Take an article from its record to its file."""
    ledger.note(name, "shanyu", "shanyu/news", record(rank))
    ledger.assign(name, "shanyu", f"_posts/{name}.md")
    ledger.publish(name, {"rank": rank, "content_hash": content, "published": "2022-03-04T01:00:00+00:00", "due": due})


def entry(ledger: Ledger, name: str = "A1") -> Entry:
    """Return an article that must be known."""
    found = ledger.get(name)
    assert found
    return found


def due(ledger: Ledger, at: float, source: str = "shanyu", page: int = 200) -> list[str]:
    """Return the ids that want to be read."""
    return [one.id for one in ledger.due(source, at, page)]
