"""How each source is: when it last answered, when it last had something new, and whether that is usual."""

import itertools
import json
import statistics
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.job.books import AnyLedger

MOST_RUNS = 50
LATE_FACTOR = 8
DEAD_AFTER_RUNS = 3


@dataclass(slots=True)
class Health:
    """One source's state; times are ISO 8601 in UTC, the rhythm is in seconds."""

    source: str
    state: str  # ok, late, thin, wrong, dead
    last_success: str = ""
    last_new: str = ""
    rhythm_s: float = 0.0
    reason: str = ""


def read_runs(folder: Path, most: int = MOST_RUNS) -> list[dict[str, Any]]:
    """Return the newest run reports, newest first; what cannot be read is left out."""
    runs = []
    for path in sorted(folder.glob("*.json"), reverse=True)[:most]:
        try:
            runs.append(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            continue
    return runs


def health_of(source: str, runs: list[dict[str, Any]], ledger: AnyLedger, now: datetime) -> Health:
    """Judge one source by its newest runs and by the rhythm in which it used to bring new articles.

    dead: the last three runs or more failed on it; wrong: the last one did; thin: fewer articles than
    its seed expects; late: nothing new for eight times its usual pause.
    """
    told = [(run["finished"], run["sources"][source]) for run in runs if source in run["sources"]]
    errors = [_errors(part) for _, part in told]
    health = Health(source, "ok")
    health.last_success = next((at for (at, _), wrong in zip(told, errors, strict=True) if not wrong), "")
    seen = ledger.arrivals(source)
    if seen:
        health.last_new = datetime.fromtimestamp(seen[0], UTC).isoformat(timespec="seconds")
    pauses = [later - earlier for later, earlier in itertools.pairwise(seen)]
    if len(pauses) >= 5:
        health.rhythm_s = statistics.median(pauses)
        if now.timestamp() - seen[0] > LATE_FACTOR * health.rhythm_s:
            health.state = "late"
            health.reason = f"nothing new for more than {LATE_FACTOR} times its usual pause"
    if errors and errors[0]:
        failed = next((n for n, wrong in enumerate(errors) if not wrong), len(errors))
        thin = all(wrong.startswith("expected at least") for wrong in errors[0])
        health.state = "dead" if failed >= DEAD_AFTER_RUNS else "thin" if thin else "wrong"
        health.reason = errors[0][0]
    return health


def as_json(runs: list[dict[str, Any]], sources: list[Health]) -> dict[str, Any]:
    """Return runs and health as plain data."""
    return {"sources": [asdict(health) for health in sources], "runs": runs}


def _errors(part: dict[str, Any]) -> list[str]:
    return [feed["error"] for feed in part["feeds"].values() if feed["error"]]
