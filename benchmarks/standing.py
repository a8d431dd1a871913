"""What a run costs before the first article and whatever is stored: idle, start, memory, size."""

import subprocess
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
    """Compare what one run holds in memory when the FEWth article is written and the most it holds until its end."""
    found: dict[str, list[Cost]] = {}
    with measure.server(many) as address, measure.folder() as place:
        posts = place / "site" / "_posts"
        command = measure.ingest(place / "site", address, LOG_LEVEL="WARNING")
        with subprocess.Popen(command, cwd=measure.ROOT, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                written, resident = sum(1 for _ in posts.iterdir()) if posts.exists() else 0, _resident_mib(process.pid)
                if resident and few <= written:
                    found.setdefault(str(few), [Cost(0, 0, resident)])
                    most = max(resident, found.get(str(many), [Cost(0, 0, 0)])[0].rss_mib)
                    found[str(many)] = [Cost(0, 0, most)]
                time.sleep(1)
        if process.returncode or sum(1 for _ in posts.iterdir()) != many:
            raise RuntimeError(f"the run ended with {process.returncode} before {many} articles were written")
    print("  " + ", ".join(f"{name}: {costs[0].rss_mib:.0f} MiB" for name, costs in found.items()), flush=True)
    return found


def _resident_mib(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    # without the pages of libraries' files, which a kernel may take away and give back as it likes
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)


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
