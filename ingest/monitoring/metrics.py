"""A run as Prometheus text, in a file that node_exporter's textfile collector reads."""

from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

from ingest.errors import WriteError
from ingest.job.run import Run
from ingest.monitoring.facts import health, in_quarantine

# metric: its help, its labels
METRICS = {
    "run_timestamp_seconds": ("When the last run ended.", ()),
    "run_duration_seconds": ("How long the last run took.", ()),
    "run_exit_code": ("The last run's exit code; docs/scheduling.md tells what each means.", ()),
    "run_articles": ("Articles of the last run by outcome.", ("source", "outcome")),
    "run_requests": ("Requests of the last run.", ("source",)),
    "run_bytes": ("Bytes received in the last run.", ("source",)),
    "feed_up": ("1 when the feed was read in the last run and was what its seed expects.", ("source", "feed")),
    "quarantine_articles": ("Articles in quarantine.", ("source",)),
    "source_late": ("1 when nothing new has come for far longer than usual.", ("source",)),
    "source_usual_pause_seconds": ("The source's usual pause between new articles; 0 when unknown.", ("source",)),
}


def write_metrics(run: Run, path: Path) -> None:
    """Write the run's metrics, whole or not at all; raises WriteError."""
    registry = CollectorRegistry()
    gauges = {name: Gauge(f"sharepress_{name}", *told, registry=registry) for name, told in METRICS.items()}
    report = run.report.as_json()
    gauges["run_timestamp_seconds"].set_to_current_time()
    gauges["run_duration_seconds"].set(report["duration_s"])
    gauges["run_exit_code"].set(report["exit_code"])
    for source, part in run.report.sources.items():
        for outcome, number in part.counts.items():
            gauges["run_articles"].labels(source, outcome).set(number)
        gauges["run_requests"].labels(source).set(part.requests)
        gauges["run_bytes"].labels(source).set(part.bytes)
        for feed, told in part.feeds.items():
            gauges["feed_up"].labels(source, feed).set(not told.error)
        known = health(run, source)
        gauges["quarantine_articles"].labels(source).set(in_quarantine(run.state, source))
        gauges["source_late"].labels(source).set(known.state == "late")
        gauges["source_usual_pause_seconds"].labels(source).set(known.rhythm_s)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_to_textfile(str(path), registry)
    except OSError as error:
        raise WriteError("metrics that can't be written", url=str(path), raw=error.strerror) from error
