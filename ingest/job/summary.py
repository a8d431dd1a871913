"""A run told on one screen, for people."""

from ingest.job.report import OUTCOMES
from ingest.job.run import Run

MOST_NAMED = 8
WRITTEN = ("new", "unchanged")  # named when they came by a link


def summary(run: Run) -> str:
    """Return what was read, written and refused, source by source, and where to look closer."""
    lines = []
    for name, part in run.report.sources.items():
        counted = ", ".join(f"{part.counts[outcome]} {outcome}" for outcome in OUTCOMES if part.counts[outcome])
        lines.append(f"{name}: {counted or 'nothing new'} ({part.requests} requests)")
        lines += [f"  feed {feed} BROKEN: {told.error}" for feed, told in part.feeds.items() if told.error]
        lines += [f"  {told.outcome} {run.output / told.file}" for told in part.articles if told.outcome in WRITTEN]
        trouble = [told for told in part.articles if told.outcome in ("quarantined", "failed", "gone", "waiting")]
        lines += [f"  {told.outcome} {told.id}: {_short(told.reason)}" for told in trouble[:MOST_NAMED]]
        if len(trouble) > MOST_NAMED:
            lines.append(f"  … and {len(trouble) - MOST_NAMED} more, all named in the run report")
    if run.report.archived:
        lines.append(f"{run.report.archived} older than KEEP_DAYS moved to {run.profile.archive_dir}")
    if run.report.stopped_by:
        lines.append(f"stopped by {run.report.stopped_by}; the next run goes on")
    lines += [f"ERROR {_short(error)}" for error in run.report.errors[:MOST_NAMED]]
    lines.append(f"exit code {run.report.exit_code}; run report in {run.state / 'runs'}")
    return "\n".join(lines)


def _short(text: str, most: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
