"""What a run did, as it is counted while it happens and as the report tells it afterwards."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.statscollectors import StatsCollector

from output.writer import write_atomic

OUTCOMES = ("new", "changed", "unchanged", "quarantined", "failed", "gone", "waiting")
NAMED = ("changed", "quarantined", "failed", "gone")


@dataclass(slots=True)
class FeedReport:
    """One feed's answer; `new` counts the records that had to be read."""

    url: str
    items: int = 0
    new: int = 0
    error: str = ""


@dataclass(slots=True)
class ArticleReport:
    """One article that is worth naming: corrected, in trouble, or not to be had yet."""

    id: str
    url: str
    outcome: str
    feed: str = ""
    file: str = ""
    reason: str = ""
    newly: bool = True  # a quarantine or failure that was not known before
    difference: str = ""  # what a correction changed in the file


@dataclass(slots=True)
class SourceReport:
    """One source's part of a run."""

    feeds: dict[str, FeedReport] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    articles: list[ArticleReport] = field(default_factory=list)
    requests: int = 0
    bytes: int = 0

    def count_traffic(self, stats: StatsCollector) -> None:
        """Take over what Scrapy has counted of requests and bytes so far."""
        self.requests = int(stats.get_value("downloader/request_count", 0))
        self.bytes = int(stats.get_value("downloader/response_bytes", 0))


@dataclass(slots=True)
class RunReport:
    """One run; `exit_code` follows from what was counted (docs/scheduling.md tells what each means)."""

    command: str
    profile: str
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    finished: datetime | None = None
    stopped_by: str = ""
    sources: dict[str, SourceReport] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # those of the errors that are wrong settings
    archived: int = 0
    helps: bool = False  # a worker: what it leaves undone it has given back

    def source(self, name: str) -> SourceReport:
        """Return a source's part, begun at its first mention."""
        return self.sources.setdefault(name, SourceReport())

    def note(self, source: str, article: ArticleReport, *, named: bool = False) -> None:
        """Count an article's outcome; corrections and trouble are named (the rest would grow with the run)."""
        part = self.source(source)
        part.counts[article.outcome] += 1
        if named or article.outcome in NAMED:
            part.articles.append(article)

    def bug(self, text: str) -> None:
        """Note an unexpected error; the same one again, such as a full disk's at each article, is no news."""
        if text not in self.errors:
            self.errors.append(text)

    def refuse(self, text: str) -> None:
        """Note that the settings are not what this run may go on with."""
        self.bug(text)
        self.refused.append(text)

    @property
    def tells(self) -> bool:
        """Whether anything was read, or went wrong: a rebuild is no run that belongs among the others."""
        return bool(self.sources or self.errors or self.stopped_by)

    @property
    def exit_code(self) -> int:
        """1 for a bug, 2 for settings that came to be wrong; else 5 for a broken source, 4 for articles in new trouble.

        4 is also what a signal leaves undone, but for a worker, which gives it back.
        """
        if self.errors:
            return 2 if set(self.errors) <= set(self.refused) else 1
        parts = self.sources.values()
        if any(feed.error for part in parts for feed in part.feeds.values()):
            return 5
        trouble = ("quarantined", "failed")
        if self.stopped_by and not self.helps:
            return 4
        return 4 if any(a.outcome in trouble and a.newly for part in parts for a in part.articles) else 0

    def as_json(self) -> dict[str, Any]:
        """Return the report as its JSON Schema (docs/run-report.schema.json) describes it."""
        end = self.finished or datetime.now(UTC)
        return {
            "schema": 1,
            "command": self.command,
            "profile": self.profile,
            "host": platform.node(),
            "pid": os.getpid(),
            "started": self.started.isoformat(timespec="milliseconds"),
            "finished": end.isoformat(timespec="milliseconds"),
            "duration_s": round((end - self.started).total_seconds(), 3),
            "exit_code": self.exit_code,
            "stopped_by": self.stopped_by,
            "archived": self.archived,
            "sources": {name: asdict(part) for name, part in self.sources.items()},
            "errors": self.errors,
        }

    def write(self, folder: Path) -> Path:
        """Write `<start>.json` into the folder of run reports and return its path."""
        self.finished = self.finished or datetime.now(UTC)
        path = folder / f"{self.started:%Y%m%dT%H%M%S.%fZ}.json"
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
        # begun one folder higher, so that no run need look through all reports for what a killed one left
        write_atomic(path, text + b"\n", root=folder.parent)
        return path
