"""What a run costs before the first article and whatever is stored: idle, start, memory, size."""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import measure
from benchmarks.measure import Cost


def idle(rounds: int) -> dict[str, list[Cost]]:
    """Compare a run with nothing new, a command that only starts, and a spider that asks for nothing."""
    with measure.server(100) as address, measure.folder() as place:
        measure.run(measure.ingest(place / "site", address))
        return measure.alternate(
            {
                "idle run": lambda: measure.run(measure.ingest(place / "site", address)),
                "scrapy list": lambda: measure.run([*measure.ingest(place, address)[:3], "list"]),
                "empty spider": lambda: measure.run(measure.runspider("empty_spider"), cwd=place),
            },
            rounds,
        )


def memory(many: int, few: int) -> dict[str, list[Cost]]:
    """Compare one run over many articles with one over few."""
    found = {}
    for number in (few, many):
        with measure.server(number) as address, measure.folder() as place:
            found[str(number)] = [measure.run(measure.ingest(place / "site", address))]
            print(f"  {number} articles: {found[str(number)][0].rss_mib:.0f} MiB", flush=True)
    return found


def size(many: int, few: int, rounds: int) -> dict[str, list[Cost]]:
    """Compare runs with nothing new beside many stored articles and beside few."""
    with measure.server(100) as address, measure.folder() as place:
        peers: dict[str, Callable[[], Cost]] = {}
        for number in (few, many):
            output = place / str(number)
            measure.run(measure.ingest(output, address))
            _prefill(output, number)
            command = measure.ingest(output, address)
            measure.run(command)
            peers[str(number)] = lambda command=command: measure.run(command)  # type: ignore[misc]  # bound now
        return measure.alternate(peers, rounds)


def _prefill(output: Path, number: int) -> None:
    """Store published articles of earlier days, with a small file each."""
    from ingest.ledger import Ledger  # noqa: PLC0415  # the other parts need no project

    ledger = Ledger(output / ".ingest" / "ledger.sqlite")
    now = time.time() - 30 * 86_400
    # in one transaction, below the ledger's own calls: each of these is one, and 200,000 take minutes
    database = ledger._db
    with database.transaction():
        for serial in range(number):
            name, file = f"NW20260101{serial:010}", f"_posts/2026-01-01-NW20260101{serial:010}.md"
            database.execute(
                "INSERT INTO article (id, source, state, records, rank, file, content_hash, published, first_seen,"
                " changed) VALUES (?,'eastmoney','published','{}',10,?,'x','2026-01-01T00:00:00+00:00',?,?)",
                (name, file, now + serial, now + serial),
            )
            (output / file).write_bytes(b"---\nlayout: post\ntitle: x\n---\n")
    ledger.close()
