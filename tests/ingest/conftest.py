"""A ledger of each kind, for the tests that hold both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger_rows import Clock

from ingest.cluster import ledger as redis_module
from ingest.cluster.ledger import RedisLedger
from ingest.cluster.server import Server
from ingest.ledger import Ledger
from ingest.ledger import sqlite as sqlite_module


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that the ledgers read."""
    clock = Clock()
    monkeypatch.setattr(sqlite_module, "time", clock)
    monkeypatch.setattr(redis_module, "time", clock)
    return clock


@pytest.fixture(params=["sqlite", "redis"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Callable[[], Ledger]]:  # noqa: ARG001  # the ledgers read it
    """Return what opens one and the same ledger, as each process does."""
    ledgers: list[Ledger] = []

    def open_it() -> Ledger:
        if request.param == "sqlite":
            ledgers.append(Ledger(tmp_path / "state" / "ledger.sqlite"))
        else:
            server = Server(request.getfixturevalue("redis_url"), tmp_path.name)
            ledgers.append(RedisLedger(server, lease_s=0))
        return ledgers[-1]

    yield open_it
    for ledger in ledgers:
        ledger.close()


@pytest.fixture
def ledger(opened: Callable[[], Ledger]) -> Ledger:
    """Return a new ledger."""
    return opened()
