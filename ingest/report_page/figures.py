"""What the page shows, gathered from run reports, ledger and quarantine; nothing is requested."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
LINE = 300  # characters of a name or reason
TEXT = 4000  # of a record, difference or error: whatever a source sends, the page stays within some megabytes
WORST = ("dead", "wrong", "thin", "late")  # sources in this order, then those that are well
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
    sources: list[Health]  # the worst first
    hours: list[Bar]
    outlets: list[Bar]
    runs: list[dict[str, Any]]
    durations: list[Bar]
    causes: list[tuple[str, int, str]]  # cause, how often, an article
    quarantine: list[Held]  # the newest
    corrections: list[dict[str, str]]
    totals: dict[str, int]  # of the lists that are cut


def gather(runs: list[dict[str, Any]], sources: list[Health], ledger: AnyLedger, state: Path, now: datetime) -> Figures:
    """Return what the page shows; `runs` are the newest reports, newest first."""
    listed = ledger.listings.newest("", MOST_LISTED)
    outlets = Counter(str(listing.facts.get("outlet", "")) for listing in listed)
    del outlets[""]
    told = [(run, name, one) for run in runs for name, part in run["sources"].items() for one in part["articles"]]
    why = causes(one for _, _, one in told if one["outcome"] in TROUBLE)
    corrected = [
        {"at": run["finished"], "source": name, "file": short(one["file"]), "text": short(one["difference"], TEXT)}
        for run, name, one in told
        if one.get("difference")
    ]
    waiting = list((state / "quarantine").glob("*/*.json"))
    return Figures(
        now=now.astimezone(UTC).isoformat(timespec="seconds"),
        sources=sorted(map(_shortened, sources), key=lambda one: (_badness(one), one.source)),
        hours=by_hour((listing.published for listing in listed), now),
        outlets=[Bar(short(name, 60), number) for name, number in outlets.most_common(OUTLETS)],
        runs=[{**run, "counts": _counts(run), "errors": _errors(run)} for run in runs],
        durations=[
            Bar(run["started"][:16].replace("T", " "), run["duration_s"], "bad" if run["exit_code"] else "")
            for run in reversed(runs)
        ],
        causes=why[:MOST_NAMED],
        quarantine=held(waiting),
        corrections=corrected[:MOST_NAMED],
        totals={"causes": len(why), "quarantine": len(waiting), "corrections": len(corrected)},
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
        articles.setdefault(short(cause or one["outcome"]), []).append(short(one["id"]))
    ranked = sorted(articles.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(cause, len(ids), ids[0]) for cause, ids in ranked]


def held(paths: Iterable[Path]) -> list[Held]:
    """Return what waits in quarantine, the newest first, as far as it can be read."""
    found = []
    for path in sorted(paths, key=_age)[:MOST_NAMED]:
        try:
            known = json.loads(path.read_text("utf-8"))
            record = short(json.dumps(known["record"], ensure_ascii=False, indent=1), TEXT)
            reasons = [short(reason) for reason in known["reasons"][:10]]
            found.append(Held(short(known["id"], 80), path.parent.name, short(known["link"]), reasons, record))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
    return found


def short(text: str, most: int = LINE) -> str:
    """Return a text as the page shows it: its beginning, and how much of it is left out."""
    return text if len(text) <= most else f"{text[:most]}… ({len(text) - most:,} more characters)"


def _age(path: Path) -> tuple[float, str]:
    try:
        return -path.stat().st_mtime, str(path)
    except OSError:
        return 0.0, str(path)


def _badness(one: Health) -> int:
    return WORST.index(one.state) if one.state in WORST else len(WORST)


def _shortened(one: Health) -> Health:
    return replace(one, reason=short(one.reason))


def _errors(run: Mapping[str, Any]) -> list[str]:
    return [short(str(error), TEXT) for error in run.get("errors", ())][:10]


def _counts(run: Mapping[str, Any]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for part in run["sources"].values():
        total.update(part["counts"])
    return dict(total)
