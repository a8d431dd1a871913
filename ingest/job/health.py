"""How each source is: when it last answered, when it last had something new, and whether that is usual."""

import itertools
import json
import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.job.books import AnyLedger

MOST_RUNS = 50
LATE_FACTOR = 8
DEAD_AFTER_RUNS = 3
LEAST_PAUSES = 5  # fewer are no rhythm
LEAST_FAILED = 3  # articles of a source with feeds: one alone may be at fault itself


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
    """Return the newest run reports, newest first; what cannot be read, or is no report, is left out."""
    runs = []
    for path in sorted(folder.glob("*.json"), reverse=True)[:most]:
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            continue
        if _is_report(told):
            runs.append(told)
    return runs


def _is_report(told: Any) -> bool:
    """Whether JSON has what is judged here: a run of another version, or a file of another kind, may not."""
    match told:
        case {
            "started": str(),
            "finished": str(),
            "duration_s": int() | float(),
            "exit_code": int(),
            "sources": dict(),
        }:
            return all(map(_is_part, told["sources"].values()))
    return False


def _is_part(told: Any) -> bool:
    match told:
        case {"counts": {"failed": int()} as counts, "feeds": dict(feeds), "articles": list(articles)}:
            numbers = all(isinstance(number, int) for number in counts.values())
            named = all(isinstance(one, dict) and "outcome" in one and "id" in one for one in articles)
            return numbers and named and all(isinstance(feed, dict) and "error" in feed for feed in feeds.values())
    return False


def health_of(source: str, runs: list[dict[str, Any]], ledger: AnyLedger, now: datetime) -> Health:
    """Judge one source by its newest runs and by the rhythm in which it used to bring new articles.

    dead: its last three runs or more had nothing but errors; wrong: the last one had some; thin: fewer articles
    than its seed expects; late: nothing new for eight times its usual pause, and for longer than it keeps silent
    now and then, such as at night (the third longest pause known, so that one breakdown is no habit).
    """
    told = [(run["finished"], run["sources"][source]) for run in runs if source in run["sources"]]
    errors = [_errors(part) for _, part in told]
    health = Health(source, "ok")
    health.last_success = next((at for (at, _), wrong in zip(told, errors, strict=True) if not wrong), "")
    seen = ledger.arrivals(source)
    if seen:
        health.last_new = datetime.fromtimestamp(seen[0], UTC).isoformat(timespec="seconds")
    pauses = sorted(later - earlier for later, earlier in itertools.pairwise(seen))
    if len(pauses) >= LEAST_PAUSES:
        health.rhythm_s = statistics.median(pauses)
        silence = now.timestamp() - seen[0]
        if silence > max(LATE_FACTOR * health.rhythm_s, pauses[-3]):
            health.state = "late"
            health.reason = f"nothing new for {_span(silence)}, usual are {_span(health.rhythm_s)}"
    if errors and errors[0]:
        nothing = next((n for n, (_, part) in enumerate(told) if not _is_fruitless(part)), len(told))
        thin = all(wrong.startswith("expected at least") for wrong in errors[0])
        health.state = "dead" if nothing >= DEAD_AFTER_RUNS else "thin" if thin else "wrong"
        health.reason = errors[0][0]
    return health


def names_of(runs: list[dict[str, Any]], known: Iterable[str], ledger: AnyLedger) -> list[str]:
    """Return the sources in the runs, and those of the known that the ledger has articles of: reports may be lost."""
    return sorted({*(name for run in runs for name in run["sources"]), *filter(ledger.arrivals, known)})


def as_json(runs: list[dict[str, Any]], sources: list[Health]) -> dict[str, Any]:
    """Return runs and health as plain data."""
    return {"sources": [asdict(health) for health in sources], "runs": runs}


def _errors(part: dict[str, Any]) -> list[str]:
    """Return what went wrong with a source in one run: its feeds, or else all its articles."""
    wrong = [feed["error"] for feed in part["feeds"].values() if feed["error"]]
    failed = part["counts"]["failed"]
    if not wrong and failed >= (LEAST_FAILED if part["feeds"] else 1) and not _read(part):
        wrong = [f"no article could be read, {failed} failed: {_first_reason(part)}"]
    return wrong


def _is_fruitless(part: dict[str, Any]) -> bool:
    """Whether a run got nothing from a source: each feed broken, or each article failed."""
    feeds = part["feeds"].values()
    return bool(_errors(part)) and (all(feed["error"] for feed in feeds) or not any(feed["error"] for feed in feeds))


def _read(part: dict[str, Any]) -> int:
    return sum(part["counts"][name] for name in ("new", "changed", "unchanged", "quarantined"))


def _first_reason(part: dict[str, Any]) -> str:
    return next((told["reason"] for told in part["articles"] if told["outcome"] == "failed"), "")


def _span(seconds: float) -> str:
    """Word a span of time in its largest fitting unit.

    >>> _span(90), _span(5400), _span(200_000)
    ('2 min', '1.5 h', '2.3 d')
    """
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 86_400 else f"{seconds / 86_400:.1f} d"
