"""`scrapy ingest` on a machine that nobody watches: every fault, every kill, every exit code."""

import json
import os
import random
import shutil
import signal
import sqlite3

import pytest
from records_many import many_records

from ingest.demo.faults import FAULTS, Fault
from ingest.demo.replica import CLOCK

SOURCE = "eastmoney"
KILLS = int(os.environ.get("KILLS", "15"))  # .ci/run asks for 50


def test_nothing_new_costs_one_request_per_feed_and_touches_no_file(job, replica):
    """A second run asks each feed once, nothing else, and changes no byte and no time."""
    assert job.run("ingest", SOURCE).returncode in (0, 4)
    before, times = job.tree(), job.times()
    replica.requests.clear()
    done = job.run("ingest", SOURCE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(replica.requests) == 5
    assert len({path for _, path in replica.requests}) == 5
    assert job.tree() == before
    assert job.times() == times


def test_quarantine_is_left_when_the_whole_record_comes(job, replica):
    """The record without title, time and link waits, and is published when it comes whole."""
    done = job.run("ingest", SOURCE)
    assert done.returncode == 4, done.stdout + done.stderr
    held = {path.stem for path in (job.state / "quarantine" / SOURCE).glob("*.json")}
    replica.serve_articles(CLOCK.replace(hour=20))
    assert job.run("ingest", SOURCE).returncode == 0
    left = {path.stem for path in (job.state / "quarantine" / SOURCE).glob("*.json")}
    (freed,) = held - left
    assert any(freed in name for name in job.tree())


@pytest.mark.parametrize("first_by", ["ingest", "crawl"])
def test_second_run_at_once_exits_3_and_names_the_holder(job, replica, first_by):
    """While one works, another run and a spider started by hand end at once, without a request."""
    replica.serve_records(many_records(20))
    replica.faults["GetNewsText"] = [Fault(hang=True)] * 20
    first = job.start(first_by, SOURCE)
    try:
        assert replica.wait_for(lambda: any("GetNewsText" in path for _, path in replica.requests))
        asked = len(replica.requests)
        for words in (("ingest", SOURCE), ("crawl", SOURCE)):
            second = job.run(*words)
            assert second.returncode == 3
            assert f"pid {first.pid}" in second.stdout + second.stderr
        assert len(replica.requests) <= asked + 20
    finally:
        first.kill()
        first.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_run_in_order(job, replica, number):
    """With requests under way the run ends by itself, writes its report, and the next one finishes the work."""
    rows = many_records(12)
    replica.serve_records(rows)
    replica.faults["GetNewsText"] = [Fault()] * 4 + [Fault(hang=True)] * 8
    process = job.start("ingest", SOURCE)
    assert replica.wait_for(lambda: sum("GetNewsText" in path for _, path in replica.requests) > 5)
    process.send_signal(number)
    told = "".join(text or "" for text in process.communicate(timeout=15))
    assert process.returncode == 4
    assert f"stopped by {number.name}" in told
    assert job.reports()[-1]["stopped_by"] == number.name
    assert not (job.state / "ledger.sqlite-wal").exists()  # it was closed
    replica.faults.clear()
    assert job.run("ingest", SOURCE).returncode == 0
    assert sum(name.startswith("_posts/") for name in job.tree()) == len(rows)


def test_kills_at_random_instants_change_nothing_in_the_end(job, replica):
    """However often a crawl is killed, the tree ends equal to an undisturbed one's, byte for byte."""
    rows = many_records(300)
    replica.serve_records(rows, least=300)
    undisturbed = type(job)(job.output.with_name("undisturbed"), job.server)
    assert undisturbed.run("ingest", SOURCE).returncode == 0
    assert sum(name.startswith("_posts/") for name in undisturbed.tree()) == len(rows)
    chance = random.Random(7)  # noqa: S311  # a reproducible choice of instants
    for _ in range(KILLS):
        replica.requests.clear()
        process = job.start("ingest", SOURCE)
        enough = chance.randrange(0, 24)
        while process.poll() is None:  # a run with little left to do ends by itself
            if replica.wait_for(lambda enough=enough: len(replica.requests) > enough, timeout_s=0.3):
                replica.wait_for(lambda: False, timeout_s=chance.random() / 8)  # and somewhere between two requests
                break
        process.kill()
        process.communicate()
    done = job.run("ingest", SOURCE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert job.tree() == undisturbed.tree()


def test_all_faults_mixed_lose_nothing(job, replica):
    """Every article's first answer is spoilt, each fault in turn; afterwards each is published once."""
    rows = many_records(6 * len(FAULTS))
    replica.serve_records(rows)
    for row, name in zip(rows, sorted(FAULTS) * 6, strict=True):
        replica.faults[f"id={row['code']}"] = [FAULTS[name]]
    code, peak_mib, said = job.measure("ingest", SOURCE, RETRY_AFTER_MAX_S="0.05", DOWNLOAD_TIMEOUT="3")
    assert code == 0, said
    assert peak_mib < 250
    assert [name for name, waiting in replica.faults.items() if waiting] == []  # each fault was met
    assert not any(host.startswith("10.") for host, _ in replica.requests)
    assert sum(name.startswith("_posts/") for name in job.tree()) == len(rows)
    again = job.run("ingest", SOURCE)
    assert again.returncode == 0
    for row in rows:
        (text,) = (content for name, content in job.tree().items() if row["code"] in name)
        assert row["title"] in text.decode()


def test_what_cannot_be_had_is_named(job, replica):
    """An article that fails on every try is in the report with its reason; the others are published."""
    rows = many_records(5)
    replica.serve_records(rows)
    spoilt = rows[2]["code"]
    replica.faults[spoilt] = [Fault(status=500)] * 50
    replica.faults[spoilt.removeprefix("NW")] = [Fault(status=500)] * 50
    done = job.run("ingest", SOURCE)
    assert done.returncode == 4
    (told,) = job.reports()[-1]["sources"][SOURCE]["articles"]
    assert (told["id"], told["outcome"]) == (spoilt, "failed")
    assert "500" in told["reason"]
    replica.faults.clear()
    assert job.run("ingest", SOURCE).returncode == 0
    assert sum(name.startswith("_posts/") for name in job.tree()) == len(rows)


def test_a_listed_article_without_a_text_is_told_until_it_is_there_or_gone(job, replica):
    """404 from the start: failed (4) for three runs, then waiting (0, named) between looks, gone after two hours."""
    rows = many_records(3)
    replica.serve_records(rows)
    lost = rows[1]["code"]
    replica.faults[lost] = [Fault(status=404)] * 99
    replica.faults[lost.removeprefix("NW")] = [Fault(status=404)] * 99
    told = []
    for _ in range(5):
        done = job.run("ingest", SOURCE)
        (row,) = job.reports()[-1]["sources"][SOURCE]["articles"]
        told.append((done.returncode, row["id"], row["outcome"]))
        assert f"{row['outcome']} {lost}" in done.stdout
    assert told == [(4, lost, "failed")] * 4 + [(0, lost, "waiting")]
    assert "not found; tried again at 20" in row["reason"]
    make_due(job, missing_since=1)
    done = job.run("ingest", SOURCE)
    assert (done.returncode, "1 gone" in done.stdout) == (0, True), done.stdout
    assert job.run("ingest", SOURCE).stdout.startswith(f"{SOURCE}: nothing new")
    assert sum(name.startswith("_posts/") for name in job.tree()) == 2


def test_a_text_that_comes_after_its_list_is_published_by_the_next_run(job, replica):
    """A list may run ahead of its texts: what answered 404 is read as soon as it is there."""
    replica.serve_records(many_records(2))
    replica.faults["/NewsData/"] = [Fault(status=404)] * 2
    replica.faults["/a/"] = [Fault(status=404)] * 2
    assert job.run("ingest", SOURCE).returncode == 4
    assert job.run("ingest", SOURCE).returncode == 0
    assert sum(name.startswith("_posts/") for name in job.tree()) == 2


def test_the_log_of_a_scheduled_job_is_plain_lines(job):
    """Neither Scrapy's configuration nor its counters nor whole articles are printed; trouble is, a line each."""
    done = job.run("ingest", SOURCE, LOG_LEVEL="INFO")
    lines = done.stderr.splitlines()
    assert all(line[:4].isdigit() and len(line) < 300 for line in lines), done.stderr
    assert any("quarantined: no title" in line for line in lines)
    assert len(lines) < 12


def make_due(job, **columns):
    """Let every unfinished article want to be read again now, as if its pause were over."""
    with sqlite3.connect(job.state / "ledger.sqlite") as ledger:
        changes = ", ".join(f"{name} = {value}" for name, value in {"due": 1, **columns}.items())
        ledger.execute(f"UPDATE article SET {changes} WHERE state = 'seen'")  # noqa: S608  # the test's own words
    ledger.close()


def test_an_unfinished_article_is_taken_up_after_it_left_the_feed(job, replica):
    """What a killed or failing run had only seen is read later, though no feed names it any more."""
    rows = many_records(4)
    replica.serve_records(rows)
    replica.faults["/NewsData/"] = [Fault(status=500)] * 100
    replica.faults["/a/"] = [Fault(status=500)] * 100
    assert job.run("ingest", SOURCE).returncode == 4
    replica.faults.clear()
    faulty = dict.fromkeys(("type=45", "type=102", "marketType"), None)
    for part in faulty:
        replica.faults[part] = [Fault(body=b'{"nodeList":[],"records":[],"record":[]}')] * 5
    assert job.run("ingest", SOURCE).returncode == 0
    assert sum(name.startswith("_posts/") for name in job.tree()) == len(rows)


def test_a_broken_feed_exits_5(job, replica):
    """A feed that is unreachable after its retries is a broken source; the other feeds are read."""
    replica.faults["type=102"] = [Fault(status=503)] * 20
    done = job.run("ingest", SOURCE, RETRY_AFTER_MAX_S="0.01")
    assert done.returncode == 5
    feeds = job.reports()[-1]["sources"][SOURCE]["feeds"]
    assert "503" in feeds["rolling"]["error"]
    assert feeds["press"]["items"] > 0
    assert "BROKEN" in done.stdout


def test_a_bad_seed_exits_2_and_nothing_is_requested(job, replica, tmp_path):
    """All faults are printed, and not one request is made."""
    seeds = tmp_path / "seeds"
    shutil.copytree("seeds", seeds)
    (seeds / "bad.yaml").write_text("title: x\nlanguage: no\nzone: 12:30\n", encoding="utf-8")
    done = job.run("ingest", SOURCE, SEEDS_DIR=str(seeds))
    assert done.returncode == 2
    assert "bad.yaml: zone" in done.stderr
    assert "bad.yaml: article" in done.stderr
    assert replica.requests == []


@pytest.mark.parametrize(
    ("words", "settings"),
    [
        (("ingest", "nowhere"), {}),
        (("ingest", SOURCE), {"PROFILE": "nothing"}),
        (("ingest", SOURCE), {"HOST_OVERRIDES": "{"}),
        (("crawl", SOURCE, "-a", "url=https://news.example/a"), {}),
        (("crawl", "nowhere"), {}),
    ],
)
def test_wrong_usage_exits_2(job, replica, words, settings):
    """An unknown source, profile or link, and a setting that cannot be read, stop before any request."""
    done = job.run(*words, **settings)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert replica.requests == []


def test_a_folder_that_cannot_be_written_is_said(job, replica):
    """A plain file where the posts belong gives a clear error, damages nothing, and is recovered from."""
    replica.serve_records(many_records(3))
    job.output.mkdir()
    (job.output / "_posts").write_text("in the way", encoding="utf-8")
    done = job.run("ingest", SOURCE)
    assert done.returncode == 4
    assert "_posts" in done.stdout + done.stderr
    assert (job.output / "_posts").read_text("utf-8") == "in the way"
    (job.output / "_posts").unlink()
    assert job.run("ingest", SOURCE).returncode == 0
    assert sum(name.startswith("_posts/") for name in job.tree()) == 3


def test_keep_days_moves_old_posts_by_the_ledger(job, replica):
    """Posts past KEEP_DAYS stand in the archive folder after a run, unchanged in name, and stay there."""
    replica.serve_records(many_records(3))
    assert job.run("ingest", SOURCE, KEEP_DAYS="30").returncode == 0
    names = sorted(name for name in job.tree() if name.endswith(".md"))
    assert [name.split("/")[0] for name in names] == ["old_post"] * 3
    before = job.times()
    assert job.run("ingest", SOURCE, KEEP_DAYS="30").returncode == 0
    assert job.times() == before


def test_keep_days_with_posts_that_are_withdrawn_or_deleted(job, replica):
    """A withdrawn post that stays is archived too; one that somebody has deleted is no error, in this run or a later."""
    rows = many_records(3)
    replica.serve_records(rows)
    assert job.run("ingest", SOURCE).returncode == 0
    with sqlite3.connect(job.state / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE article SET state = 'gone', due = NULL WHERE id = ?", (rows[0]["code"],))
    ledger.close()
    (deleted,) = (name for name in job.tree() if rows[1]["code"] in name)
    (job.output / deleted).unlink()
    done = job.run("ingest", SOURCE, KEEP_DAYS="30")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 older than KEEP_DAYS moved to old_post" in done.stdout
    posts = sorted(name for name in job.tree() if name.endswith(".md"))
    assert [name.split("/")[0] for name in posts] == ["old_post"] * 2
    assert job.run("ingest", SOURCE, KEEP_DAYS="30").returncode == 0
    assert job.run("rebuild").stdout.startswith("1 restored")
    assert (job.output / "old_post" / deleted.rpartition("/")[2]).exists()


def test_the_report_of_the_last_runs(job, replica):
    """`scrapy report` names runs and sources, as tables and as data."""
    replica.serve_records(many_records(3))
    job.run("ingest", SOURCE)
    told = json.loads(job.run("report", "--json").stdout)
    assert told["runs"][0]["sources"][SOURCE]["counts"]["new"] == 3
    assert told["sources"][0]["state"] == "ok"
    assert SOURCE in job.run("report").stdout
