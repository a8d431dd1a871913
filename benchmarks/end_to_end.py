"""The whole job against a bare spider and against the old way, on the same texts from the same server."""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from benchmarks import measure
from benchmarks.measure import Cost

ADDRESSEES = ("job", "bare spider", "old way")


def compare(articles: int, rounds: int, latency_s: float) -> dict[str, list[Cost]]:
    """Run the three in turn, each into a folder of its own, and make sure that ours wrote every article."""
    with measure.server(articles, latency_s) as address, measure.folder() as place:
        return measure.alternate(_peers(articles, address, place), rounds)


def _peers(articles: int, address: str, place: Path) -> dict[str, Callable[[], Cost]]:
    numbers = count()

    def job() -> Cost:
        output = place / f"job-{next(numbers)}"
        cost = measure.run(measure.ingest(output, address))
        written = sum(1 for _ in (output / "_posts").iterdir())
        if written != articles:
            raise RuntimeError(f"{written} of {articles} articles written")
        return cost

    def bare() -> Cost:
        # its log says INFO, as ours: a line for each request would make it look dearer than it is
        return measure.run(
            measure.runspider("bare_spider", "-a", f"server={address}", "-s", "LOG_LEVEL=INFO"), cwd=place
        )

    def old() -> Cost:
        command = [sys.executable, str(measure.HERE / "old_way.py"), address, str(place / f"old-{next(numbers)}")]
        return measure.run(command, cwd=place)

    return dict(zip(ADDRESSEES, (job, bare, old), strict=True))
