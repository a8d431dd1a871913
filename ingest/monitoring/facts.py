"""What a source's part of a run says, as numbers."""

from datetime import UTC, datetime
from pathlib import Path

from ingest.job.health import Health, health_of, read_runs
from ingest.job.run import Run

PREFIX = "sharepress/"


def facts_of(run: Run, source: str) -> dict[str, int]:
    """Return a source's numbers by name, as they stand when its spider closes.

    `articles/<outcome>`, `feeds` and `feeds_broken` (unreachable, unreadable, thinner than the seed expects),
    `quarantined_newly`, `quarantine` (articles in it now), `late` (1 when nothing new came for far longer than
    usual), `errors` (bugs of the whole run).
    """
    part = run.report.source(source)
    newly = [told for told in part.articles if told.outcome == "quarantined" and told.newly]
    return {
        **{f"articles/{outcome}": number for outcome, number in part.counts.items()},
        "feeds": len(part.feeds),
        "feeds_broken": sum(bool(feed.error) for feed in part.feeds.values()),
        "quarantined_newly": len(newly),
        "quarantine": in_quarantine(run.state, source),
        "late": int(health(run, source).state == "late"),
        "errors": len(run.report.errors),
    }


def health(run: Run, source: str) -> Health:
    """Return how the source was up to this run."""
    return health_of(source, read_runs(run.state / "runs"), run.ledger, datetime.now(UTC))


def in_quarantine(state: Path, source: str) -> int:
    """Return how many of the source's articles wait in quarantine."""
    folder = state / "quarantine" / source
    return sum(1 for _ in folder.glob("*.json")) if folder.is_dir() else 0
