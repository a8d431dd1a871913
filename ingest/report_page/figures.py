"""What the page shows, gathered from run reports, ledger and quarantine; nothing is requested."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ingest.job.books import AnyLedger
from ingest.job.health import Health
from ingest.report_page.plots import Bar

HOURS = 48
MOST_LISTED = 5000  # newest articles that the plots count
MOST_NAMED = 100  # rows of a table
OUTLETS = 12
TROUBLE = ("failed", "quarantined", "gone", "waiting")


@dataclass(frozen=True, slots=True)
class Held:
    """One article in quarantine."""

    id: str
    source: str
    link: str
    reasons: list[str]
    record: str  # as the source gave it, JSON


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the page shows; times are ISO 8601 in UTC."""

    now: str
    sources: list[Health]
    hours: list[Bar]
    outlets: list[Bar]
    runs: list[dict[str, Any]]
    durations: list[Bar]
    causes: list[tuple[str, int, str]]  # cause, how often, an article
    quarantine: list[Held]
    corrections: list[dict[str, str]]


def gather(runs: list[dict[str, Any]], sources: list[Health], ledger: AnyLedger, state: Path, now: datetime) -> Figures:
    """Return what the page shows; `runs` are the newest reports, newest first."""
    listed = ledger.listings.newest("", MOST_LISTED)
    outlets = Counter(str(listing.facts.get("outlet", "")) for listing in listed)
    del outlets[""]
    told = [(run, name, one) for run in runs for name, part in run["sources"].items() for one in part["articles"]]
    return Figures(
        now=now.astimezone(UTC).isoformat(timespec="seconds"),
        sources=sources,
        hours=by_hour((listing.published for listing in listed), now),
        outlets=[Bar(name, number) for name, number in outlets.most_common(OUTLETS)],
        runs=[{**run, "counts": _counts(run)} for run in runs],
        durations=[
            Bar(run["started"][:16].replace("T", " "), run["duration_s"], "bad" if run["exit_code"] else "")
            for run in reversed(runs)
        ],
        causes=causes(one for _, _, one in told if one["outcome"] in TROUBLE),
        quarantine=held(state / "quarantine"),
        corrections=[
            {"at": run["finished"], "source": name, "id": one["id"], "file": one["file"], "text": one["difference"]}
            for run, name, one in told
            if one.get("difference")
        ][:MOST_NAMED],
    )


def by_hour(published: Iterable[str], now: datetime) -> list[Bar]:
    """Return the number of articles published in each of the last hours, oldest first, hours without any included."""
    last = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    counted = Counter(text[:13] for text in published)
    hours = [last - timedelta(hours=back) for back in reversed(range(HOURS))]
    return [Bar(f"{hour:%m-%d %H}:00", counted[f"{hour:%Y-%m-%dT%H}"]) for hour in hours]


def causes(told: Iterable[Mapping[str, str]]) -> list[tuple[str, int, str]]:
    """Return each cause of trouble with how often it came and one article, most frequent first.

    What differs from article to article (addresses, numbers) is no part of a cause.
    """
    articles: dict[str, list[str]] = {}
    for one in told:
        cause = re.sub(r"https?://\S+", "…", one["reason"].partition("; tried again at")[0])
        cause = re.sub(r"\d+", "#", cause)
        articles.setdefault(cause or one["outcome"], []).append(one["id"])
    ranked = sorted(articles.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(cause, len(ids), ids[0]) for cause, ids in ranked][:MOST_NAMED]


def held(folder: Path) -> list[Held]:
    """Return what waits in quarantine, as far as it can be read."""
    found = []
    for path in sorted(folder.glob("*/*.json"))[:MOST_NAMED]:
        try:
            known = json.loads(path.read_text("utf-8"))
            record = json.dumps(known["record"], ensure_ascii=False, indent=1)
            found.append(Held(known["id"], path.parent.name, known["link"], known["reasons"], record))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def _counts(run: Mapping[str, Any]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for part in run["sources"].values():
        total.update(part["counts"])
    return dict(total)
