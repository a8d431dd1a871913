"""How a source is: judged by run reports and the ledger's history, at a given time."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from records_many import many_records

from ingest.demo.faults import Fault
from ingest.job.health import DEAD_AFTER_RUNS, health_of, names_of, read_runs
from ingest.job.report import ArticleReport, FeedReport, RunReport
from ingest.ledger import Ledger
from ingest.ledger import sqlite as sqlite_module

SOURCE = "eastmoney"
NOW = datetime(2026, 9, 8, 12, 0, tzinfo=UTC)
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "run-report.schema.json").read_text(encoding="utf-8"))


class Clock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = NOW.timestamp()

    def time(self) -> float:
        """Return seconds since the epoch."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that the ledger reads."""
    clock = Clock()
    monkeypatch.setattr(sqlite_module, "time", clock)
    return clock


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Return an empty ledger."""
    return Ledger(tmp_path / "ledger.sqlite")


def arrive(ledger: Ledger, clock: Clock, *minutes_ago: float) -> None:
    """Let an article of the source be seen so many minutes before NOW, each."""
    for number, minutes in enumerate(minutes_ago):
        clock.now = (NOW - timedelta(minutes=minutes)).timestamp()
        ledger.note(f"A{number}", "shanyu", "shanyu/news", {"title": "题", "rank": "10"})


def run(error: str = "", other: str | None = None, *, minutes_ago: float = 0, failed: int = 0, new: int = 0) -> Any:
    """Return a run's report: one feed of the source with this error, another where `other` is given."""
    report = RunReport("scrapy ingest", "jekyll", started=NOW - timedelta(minutes=minutes_ago + 1))
    report.finished = NOW - timedelta(minutes=minutes_ago)
    part = report.source("shanyu")
    part.feeds["news"] = FeedReport("https://a.example/list", error=error)
    if other is not None:
        part.feeds["more"] = FeedReport("https://a.example/more", error=other)
    for outcome, count in (("failed", failed), ("new", new)):
        for number in range(count):
            report.note("shanyu", ArticleReport(f"{outcome}{number}", "", outcome, reason="status 500"))
    return report.as_json()


def state(runs: list[Any], ledger: Ledger) -> tuple[str, str]:
    """Return the source's state and its reason."""
    health = health_of("shanyu", runs, ledger, NOW)
    return health.state, health.reason


def test_nothing_known_is_no_fault(ledger: Ledger) -> None:
    """A source that never had anything new is ok as long as its feeds answer."""
    health = health_of("shanyu", [run()], ledger, NOW)
    assert (health.state, health.last_success, health.last_new, health.rhythm_s) == ("ok", run()["finished"], "", 0.0)


def test_rhythm_and_last_new_come_from_the_ledger(ledger: Ledger, clock: Clock) -> None:
    """The usual pause is the median of those between arrivals; last_new is the newest one's minute."""
    arrive(ledger, clock, 300, 280, 260, 200, 180, 160, 140)
    health = health_of("shanyu", [run()], ledger, NOW)
    assert (health.rhythm_s, health.last_new) == (1200.0, "2026-09-08T09:40:00+00:00")
    assert health.state == "ok"


def test_late_is_longer_than_usual(ledger: Ledger, clock: Clock) -> None:
    """Silence for more than eight usual pauses is late; a rhythm of too few arrivals says nothing."""
    arrive(ledger, clock, *range(300, 140, -20))
    assert state([run()], ledger) == ("ok", "")
    arrive(ledger, clock, *range(400, 170, -20))
    clock.now = NOW.timestamp()
    late = health_of("shanyu", [run()], ledger, NOW + timedelta(minutes=60))
    assert (late.state, late.reason) == ("late", "nothing new for 3.7 h, usual are 20 min")


def test_few_arrivals_are_no_rhythm(ledger: Ledger, clock: Clock) -> None:
    """With fewer than six arrivals nothing is called late."""
    arrive(ledger, clock, 9000, 8990, 8980, 8970, 8960)
    assert health_of("shanyu", [run()], ledger, NOW).rhythm_s == 0.0
    assert state([run()], ledger) == ("ok", "")


def test_nights_are_usual(ledger: Ledger, clock: Clock) -> None:
    """A source that is silent every night is not late at night; one breakdown is no habit."""
    day = [minute for start in (0, 1440, 2880, 4320) for minute in range(start + 600, start + 1440, 10)]
    arrive(ledger, clock, *sorted(day, reverse=True))
    assert state([run()], ledger) == ("ok", "")
    silent = health_of("shanyu", [run()], ledger, NOW + timedelta(hours=3))
    assert silent.state == "late"


def test_late_is_known_without_any_run(ledger: Ledger, clock: Clock) -> None:
    """The ledger alone tells a source and its lateness; lost reports hide nothing."""
    arrive(ledger, clock, *range(900, 700, -20))
    assert names_of([], ["shanyu", "never"], ledger) == ["shanyu"]
    assert state([], ledger)[0] == "late"


def test_thin_wrong_and_dead(ledger: Ledger) -> None:
    """Too few articles are thin, another error is wrong, errors alone in three runs are dead."""
    thin = "expected at least 5 articles, found 2"
    assert state([run(thin), run()], ledger) == ("thin", thin)
    assert state([run("status 503"), run()], ledger) == ("wrong", "status 503")
    assert state([run("expected title in at least 90% of the records, found it in 0% of 9")], ledger)[0] == "wrong"
    assert state([run("status 503")] * (DEAD_AFTER_RUNS - 1), ledger)[0] == "wrong"
    assert state([run("status 503")] * DEAD_AFTER_RUNS + [run()], ledger) == ("dead", "status 503")


def test_a_source_with_one_good_feed_is_not_dead(ledger: Ledger) -> None:
    """Dead is who gives nothing; one broken feed of two is wrong, however long."""
    assert state([run("status 503", "")] * 9, ledger)[0] == "wrong"
    assert state([run("status 503", "status 503")] * 9, ledger)[0] == "dead"


def test_last_success_is_the_last_run_without_error(ledger: Ledger) -> None:
    """Runs are judged newest first; one without the source says nothing of it."""
    without = run(minutes_ago=5)
    del without["sources"]["shanyu"]
    runs = [run("x", minutes_ago=1), without, run(minutes_ago=10), run(minutes_ago=15)]
    assert health_of("shanyu", runs, ledger, NOW).last_success == run(minutes_ago=10)["finished"]


def test_feeds_that_answer_and_texts_that_do_not(ledger: Ledger) -> None:
    """When not one article can be read the source is wrong, though its lists answer; a single one may fail."""
    assert state([run(failed=1)], ledger) == ("ok", "")
    assert state([run(failed=5, new=1)], ledger) == ("ok", "")
    assert state([run(failed=5)], ledger) == ("wrong", "no article could be read, 5 failed: status 500")
    assert state([run(failed=5)] * DEAD_AFTER_RUNS, ledger)[0] == "dead"


def test_links_that_fail_are_no_success(ledger: Ledger) -> None:
    """A source that is read by links alone has no feeds; its articles are what tells."""
    links = run(failed=1)
    links["sources"]["shanyu"]["feeds"] = {}
    assert state([links], ledger)[0] == "wrong"
    assert health_of("shanyu", [links], ledger, NOW).last_success == ""


def test_report_tells_it_as_data_that_fits_the_schema(job, replica) -> None:
    """`scrapy report --json`: each run fits the schema of run reports, each source that of health."""
    replica.serve_records(many_records(3))
    job.run("ingest", SOURCE)
    replica.faults["type=45"] = [Fault(status=503)] * 20
    link = "https://lost.example/a.html"
    job.run("crawl", "article", "-a", f"url={link}")
    job.run("crawl", SOURCE, "-a", f"url=http://finance.eastmoney.com/a/{many_records(1)[0]['code'][2:]}.html")
    assert job.run("ingest", SOURCE, RETRY_AFTER_MAX_S="0.01").returncode == 5
    told = json.loads(job.run("report", "--json").stdout)
    assert len(told["runs"]) == 4
    for report in told["runs"]:
        assert _errors_of(report, SCHEMA) == []
    health = {"$defs": SCHEMA["$defs"], "$ref": "#/$defs/health"}
    for source in told["sources"]:
        assert _errors_of(source, health) == []
    states = {source["source"]: source["state"] for source in told["sources"]}
    assert states == {"article": "wrong", SOURCE: "wrong"}


def test_report_of_nothing_exits_2(job) -> None:
    """Where nothing was ingested the command says so, and makes no ledger."""
    done = job.run("report")
    assert done.returncode == 2
    assert "nothing was ingested here" in done.stderr
    assert not job.output.exists()


def test_a_rebuild_is_no_run_among_the_others(job, replica) -> None:
    """`scrapy rebuild` reads no source, so it leaves no run of zeros."""
    replica.serve_records(many_records(2))
    job.run("ingest", SOURCE)
    assert job.run("rebuild").returncode == 0
    assert len(job.reports()) == 1


def _errors_of(content: Any, schema: Any) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(content)]


@pytest.mark.parametrize(
    "content",
    [b"null", b"[]", b"{}", b"[" * 100_000, b"\xff", b'{"sources": {"a": null}}', b'{"finished": 5, "sources": {}}'],
)
def test_what_is_no_report_is_left_out(tmp_path: Path, content: bytes) -> None:
    """A spoilt or foreign file among the reports hides none of the true ones."""
    report = RunReport("scrapy ingest", "jekyll")
    report.source(SOURCE).feeds["press"] = FeedReport("https://news.example/feed")
    report.note(SOURCE, ArticleReport("a", "https://news.example/a", "failed", reason="refused"))
    report.write(tmp_path)
    (tmp_path / "2030.json").write_bytes(content)
    assert [list(run["sources"]) for run in read_runs(tmp_path)] == [[SOURCE]]
