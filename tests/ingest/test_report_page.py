"""The report's page: what it counts, that nothing in it acts, and how a browser on a phone's width shows it."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ledger_rows import published
from records_many import many_records

from ingest.job.health import Health
from ingest.ledger import Ledger
from ingest.report_page import render
from ingest.report_page.figures import by_hour, causes, gather, held
from ingest.report_page.plots import Bar, bars
from tests.output.browser import CHROMIUM, look, served

SOURCE = "eastmoney"
HOSTILE = "<script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)>\"'{{ 7*7 }}"
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def told(outcome: str, reason: str = "", name: str = "A1", **more: str) -> dict[str, str]:
    """Return an article as a run report names it."""
    return {
        "id": name,
        "url": "",
        "outcome": outcome,
        "feed": "",
        "file": "",
        "reason": reason,
        "difference": "",
    } | more


def a_run(
    *articles: dict[str, str], code: int = 0, started: str = "2026-03-04T05:00:00.000+00:00"
) -> dict[str, object]:
    """Return a run report as it is read back."""
    part = {"counts": {"new": 1, "failed": 2}, "articles": list(articles), "feeds": {}}
    return {
        "command": f"scrapy ingest {HOSTILE}",
        "started": started,
        "finished": started,
        "duration_s": 1.5,
        "exit_code": code,
        "errors": [HOSTILE] if code == 1 else [],
        "sources": {SOURCE: part},
    }


@pytest.fixture
def page(tmp_path: Path) -> str:
    """The page of a source that has sent the worst."""
    ledger = Ledger(tmp_path / "ledger.sqlite")
    published(ledger)
    at = "2026-03-04T04:00:00+00:00"
    ledger.listings.put("A1", "shan", at, {"title": HOSTILE, "outlet": HOSTILE, "published": at})
    folder = tmp_path / "quarantine" / SOURCE
    folder.mkdir(parents=True)
    (folder / "A2.json").write_text(
        json.dumps({"id": "A2", "link": HOSTILE, "reasons": [HOSTILE], "record": {"title_raw": HOSTILE}}), "utf-8"
    )
    (folder / "half.json").write_text('{"id": ', "utf-8")
    runs = [a_run(told("failed", HOSTILE), told("changed", difference=f"@@\n-{HOSTILE}\n+neu"), code=1)]
    figures = gather(runs, [Health(SOURCE, "late", reason=HOSTILE)], ledger, tmp_path, NOW)
    ledger.close()
    return render(figures)


def test_hours_without_articles_are_shown_too() -> None:
    """Each of the last hours has its number, the present one is the last."""
    told = by_hour(["2026-03-04T05:00:00+00:00", "2026-03-04T05:59:00+00:00", "2026-03-03T05:00:00+00:00", "1999"], NOW)
    assert len(told) == 48
    assert (told[-1], told[-2].value, told[-25].value) == (Bar("03-04 05:00", 2), 0, 1)
    assert sum(bar.value for bar in told) == 3


def test_causes_are_what_articles_have_in_common() -> None:
    """Addresses, numbers and times of the next try make no cause of their own; the most frequent comes first."""
    found = causes(
        [
            told("failed", "no answer in 30 s: https://news.example/1", "A1"),
            told("waiting", "no answer in 25 s: https://news.example/2; tried again at 2026-03-04", "A2"),
            told("quarantined", "no title", "A3"),
        ]
    )
    assert found == [("no answer in # s: …", 2, "A1"), ("no title", 1, "A3")]


def test_what_cannot_be_read_is_no_quarantine(tmp_path: Path) -> None:
    """A damaged file, or no folder at all, leaves the page to the others."""
    assert held((tmp_path / "nothing").glob("*/*.json")) == []


def test_bars_say_their_numbers_to_who_cannot_see(page: str) -> None:
    """A plot is an image with a name that tells what is in it; one without anything says so."""
    assert 'aria-label="Articles by hour: 03-04 04:00 1"' in page
    assert ">nothing</text>" in bars([Bar("a", 0), Bar("b", 0)], "Empty")
    assert "<rect" not in bars([], "None")


def test_nothing_a_source_sends_acts(page: str) -> None:
    """Whatever stands in titles, reasons, links and commands is text, and shown to the character."""
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 7
    assert "{{ 7*7 }}" in page


def test_endless_data_make_no_endless_page(tmp_path: Path) -> None:
    """Long texts are cut and long lists end, each saying how much is left out; the newest in quarantine are shown."""
    folder = tmp_path / "quarantine" / SOURCE
    folder.mkdir(parents=True)
    for number in range(130):
        path = folder / f"A{number}.json"
        path.write_text(
            json.dumps({"id": f"A{number}", "link": "x" * 9000, "reasons": ["y" * 9000], "record": {"z": "z" * 90_000}})
        )
        os.utime(path, (number, number))
    runs = [
        {**a_run(*(told("failed", f"{chr(0x4E00 + n)}" * 9000) for n in range(200)), code=1), "errors": ["e" * 90_000]}
    ]
    ledger = Ledger(tmp_path / "ledger.sqlite")
    text = render(gather(runs, [Health(SOURCE, "dead", reason="r" * 9000)], ledger, tmp_path, NOW))
    ledger.close()
    assert len(text) < 1_000_000
    assert text.count("<small>130, 100 of them here</small>") == 1
    assert text.count("<small>200, 100 of them here</small>") == 1
    assert f"<code>{SOURCE}/A129</code>" in text
    assert f"<code>{SOURCE}/A29</code>" not in text
    assert "(86,000 more characters)" in text


def test_the_worst_sources_come_first(tmp_path: Path) -> None:
    """Who looks for trouble among many sources sees it at once."""
    ledger = Ledger(tmp_path / "ledger.sqlite")
    sources = [Health(f"s-{state}", state) for state in ("ok", "late", "thin", "wrong", "dead")]
    shown = gather([], sources, ledger, tmp_path, NOW).sources
    ledger.close()
    assert [one.state for one in shown] == ["dead", "wrong", "thin", "late", "ok"]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_shows_it_and_asks_for_nothing(page: str, tmp_path: Path) -> None:
    """On a phone's width nothing stands out, no script runs, and no request leaves the page."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "report.html").write_text(page, "utf-8")
    with served(tmp_path / "site") as site:
        (seen,) = look(["/report.html"], site, tmp_path / "profile")
    assert (seen.scripts, seen.requests, seen.shown["handlers"]) == ([], [], [])
    assert seen.shown["overflow"] <= 0
    assert seen.shown["title"].startswith("Report")


def test_command_writes_the_page(job, replica, tmp_path) -> None:
    """`scrapy report --html` writes one file with runs, quarantine and what a correction changed."""
    rows = many_records(3, day=f"{datetime.now(UTC) - timedelta(hours=1):%Y-%m-%d}")
    replica.serve_records([rows[0], rows[1], {**rows[2], "showtime": "0000-00-00 00:00:00"}])
    assert job.run("ingest", SOURCE).returncode == 4
    replica.serve_records([{**rows[0], "title": "订正后的标题"}, *rows[1:2]])
    assert job.run("ingest", SOURCE).returncode == 0
    path = tmp_path / "pages" / "report.html"
    path.parent.mkdir()
    result = job.run("report", "--html", str(path))
    assert (result.returncode, result.stdout) == (0, f"written to {path}\n")
    text = path.read_text("utf-8")
    assert f'<span class="out">-title: &#34;{rows[0]["title"]}' in text or f"-title: {rows[0]['title']}" in text
    assert "订正后的标题" in text
    assert "no readable publication time" in text
    assert job.run("report", "--html", str(tmp_path)).returncode != 0
