"""The run report: what is counted, what is named, and the exit code that follows."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ingest.errors import WriteError
from ingest.job.report import OUTCOMES, ArticleReport, FeedReport, RunReport

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "run-report.schema.json").read_text(encoding="utf-8"))


def told(outcome: str, *, newly: bool = True) -> ArticleReport:
    """Return one article's outcome."""
    return ArticleReport("A1", "https://a.example/1", outcome, reason="why", newly=newly)


def report(*outcomes: ArticleReport, feed_error: str = "", bug: str = "", stopped_by: str = "") -> RunReport:
    """Return a run with these outcomes in one source and a good feed in another."""
    run = RunReport("scrapy ingest", "jekyll", stopped_by=stopped_by)
    run.source("other").feeds["list"] = FeedReport("https://b.example/list", items=3)
    run.source("shanyu").feeds["news"] = FeedReport("https://a.example/list", error=feed_error)
    for one in outcomes:
        run.note("shanyu", one)
    if bug:
        run.bug(bug)
    return run


@pytest.mark.parametrize(
    ("run", "code"),
    [
        pytest.param(RunReport("scrapy ingest", "jekyll"), 0, id="nothing done"),
        pytest.param(report(), 0, id="nothing new"),
        pytest.param(report(told("new"), told("changed"), told("unchanged")), 0, id="published"),
        pytest.param(report(told("gone")), 0, id="withdrawn"),
        pytest.param(report(told("quarantined", newly=False)), 0, id="known quarantine"),
        pytest.param(report(told("quarantined")), 4, id="new quarantine"),
        pytest.param(report(told("quarantined", newly=False), told("quarantined")), 4, id="one of two is new"),
        pytest.param(report(told("failed"), told("new")), 4, id="failed"),
        pytest.param(report(stopped_by="SIGTERM"), 4, id="stopped"),
        pytest.param(report(feed_error="status 503"), 5, id="broken feed"),
        pytest.param(report(told("failed"), feed_error="status 503"), 5, id="5 before 4"),
        pytest.param(report(feed_error="status 503", stopped_by="SIGTERM"), 5, id="5 before a stop"),
        pytest.param(report(bug="KeyError"), 1, id="bug"),
        pytest.param(report(told("failed"), feed_error="x", bug="KeyError", stopped_by="SIGINT"), 1, id="1 over all"),
    ],
)
def test_exit_code(run: RunReport, code: int) -> None:
    """The exit code follows from what was counted: 1 over all, then 5, then 4; what was known before is no news."""
    assert run.exit_code == code
    assert run.as_json()["exit_code"] == code


def test_counts_and_names() -> None:
    """Each outcome is counted; what went as expected is not named, so that a long run's report stays short."""
    run = report(*(told(outcome) for outcome in OUTCOMES for _ in range(2)))
    run.note("shanyu", told("new"), named=True)
    part = run.source("shanyu")
    assert part.counts == {**dict.fromkeys(OUTCOMES, 2), "new": 3}
    assert [one.outcome for one in part.articles] == [
        *(outcome for outcome in ("changed", "quarantined", "failed", "gone") for _ in range(2)),
        "new",
    ]


def test_newly_may_be_told_later() -> None:
    """Whether a quarantine is new is known only after it is counted; the report takes the later word."""
    article = told("quarantined")
    run = report(article)
    article.newly = False
    assert run.exit_code == 0


def errors_of(content: Any) -> list[str]:
    """Return what the schema has against a report."""
    validator = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(content)]


def test_schema_is_a_schema() -> None:
    """The published schema is one of its own draft, and says of every key what it means."""
    Draft202012Validator.check_schema(SCHEMA)
    for part in (SCHEMA, *SCHEMA["$defs"].values()):
        assert set(part["required"]) == set(part["properties"])
        for name, one in part["properties"].items():
            assert one.get("description") or "$ref" in one, name


@pytest.mark.parametrize(
    "run", [RunReport("", ""), report(*(told(outcome) for outcome in OUTCOMES), feed_error="x", bug="y")]
)
def test_report_fits_its_schema(run: RunReport, tmp_path: Path) -> None:
    """An empty run and a full one, as they are and as they are read back, fit the published schema."""
    assert errors_of(run.as_json()) == []
    assert errors_of(json.loads(run.write(tmp_path).read_text(encoding="utf-8"))) == []


def test_schema_refuses_what_is_no_report() -> None:
    """A key too many, one too few, another outcome or another exit code do not pass."""
    good = report(told("failed")).as_json()
    assert errors_of({**good, "extra": 1})
    assert errors_of({name: value for name, value in good.items() if name != "errors"})
    assert errors_of({**good, "exit_code": 2})
    part = good["sources"]["shanyu"]
    article = {**part["articles"][0], "outcome": "lost"}
    assert errors_of({**good, "sources": {"shanyu": {**part, "articles": [article]}}})


def test_file_is_named_after_the_start(tmp_path: Path) -> None:
    """Reports sort by name as they sort by time, and two of one second do not meet."""
    run = RunReport("scrapy ingest", "jekyll", started=datetime(2022, 3, 4, 5, 6, 7, 89, tzinfo=UTC))
    path = run.write(tmp_path / "state" / "runs")
    assert path.name == "20220304T050607.000089Z.json"
    assert re.search(r"\n$", path.read_text(encoding="utf-8"))


def test_times_of_the_report(tmp_path: Path) -> None:
    """Start, end and duration agree, in UTC; writing fixes the end."""
    run = RunReport("scrapy ingest", "jekyll", started=datetime(2022, 3, 4, 5, 6, 7, tzinfo=UTC))
    run.finished = datetime(2022, 3, 4, 5, 6, 9, 500_000, tzinfo=UTC)
    run.write(tmp_path)
    content = run.as_json()
    assert (content["started"], content["finished"]) == (
        "2022-03-04T05:06:07.000+00:00",
        "2022-03-04T05:06:09.500+00:00",
    )
    assert content["duration_s"] == 2.5


def test_hostile_texts_are_written(tmp_path: Path) -> None:
    """Half characters and control signs of a source do not keep the report from being written and read."""
    run = report(ArticleReport("\ud800", "\x00", "failed", reason="\udfff'\"\\\n"), feed_error="\ud83d", bug="\ud800")
    content = json.loads(run.write(tmp_path).read_text(encoding="utf-8"))
    assert content["sources"]["shanyu"]["articles"][0]["reason"] == "\udfff'\"\\\n"
    assert content["errors"] == ["\ud800"]


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A report that has no place is an expected error."""
    (tmp_path / "runs").write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError):
        report().write(tmp_path / "runs")
