"""What happens after an article was published: corrections, withdrawals, better records."""

import sqlite3

import pytest
import yaml
from records_many import many_records

from ingest.demo.faults import Fault

SOURCE = "eastmoney"
GONE = ("/NewsData/", "/a/", "/news/")


def make_due(job, **columns):
    """Let every article want to be read again now, as if its pause were over."""
    with sqlite3.connect(job.state / "ledger.sqlite") as ledger:
        changes = ", ".join(f"{name} = {value}" for name, value in {"due": 1, **columns}.items())
        ledger.execute(f"UPDATE article SET {changes}")  # noqa: S608  # the test's own words
    ledger.close()


def front_matter(job):
    """Return the front matter of the one post."""
    (text,) = (content for name, content in job.tree().items() if name.endswith(".md"))
    return yaml.safe_load(text.decode().split("---\n")[1])


def test_a_correction_rewrites_the_one_file_and_says_when(job, replica):
    """A changed text, title and day give the same file a new content, a time of change, and no second file."""
    (row,) = many_records(1)
    replica.serve_records([row])
    assert job.run("ingest", SOURCE).returncode == 0
    (before,) = (name for name in job.tree() if name.endswith(".md"))
    assert "last_modified_at" not in front_matter(job)
    corrected = {
        **row,
        "title": "更正后的标题",
        "showtime": "2026-09-02 09:00:00",
        "text": row["text"] + "<p>更正。</p>",
    }
    replica.serve_records([corrected])
    done = job.run("ingest", SOURCE)
    assert done.returncode == 0, done.stdout + done.stderr
    (after,) = (name for name in job.tree() if name.endswith(".md"))
    assert after == before
    told = front_matter(job)
    assert told["title"] == "更正后的标题"
    assert "last_modified_at" in told
    times = job.times()
    assert job.run("ingest", SOURCE).returncode == 0
    assert job.times() == times


def test_a_reread_text_without_change_touches_nothing(job, replica):
    """An article that is read again and is the same keeps its bytes and its time."""
    replica.serve_records(many_records(2))
    job.run("ingest", SOURCE)
    times = job.times()
    make_due(job)
    done = job.run("ingest", SOURCE)
    assert "2 unchanged" in done.stdout
    assert job.times() == times


def test_a_conditional_request_spares_the_text(job, replica):
    """A text whose answer had an ETag is asked for with it, and «not modified» changes nothing."""
    replica.serve_records(many_records(1))
    replica.faults["/NewsData/"] = [Fault(headers={"ETag": '"v1"'}), Fault(status=304, body=b"")]
    job.run("ingest", SOURCE)
    times = job.times()
    make_due(job)
    done = job.run("ingest", SOURCE)
    assert done.returncode == 0
    assert "1 unchanged" in done.stdout
    assert job.times() == times


def test_an_unasked_not_modified_is_a_failure(job, replica):
    """A server that says «not modified» of a text that was never read has failed; that is no bug of ours."""
    replica.serve_records(many_records(1))
    replica.faults["/NewsData/"] = [Fault(status=304, body=b"")]
    done = job.run("ingest", SOURCE)
    assert done.returncode in {0, 4}, done.stderr  # another step may still have the text
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("wanted", ["keep", "mark", "remove"])
def test_a_withdrawn_article_is_treated_as_wanted(job, replica, wanted):
    """Twice not found, hours apart, makes an article gone; its file is kept, marked or removed."""
    replica.serve_records(many_records(1))
    job.run("ingest", SOURCE)
    before = job.tree()
    for part in GONE:
        replica.faults[part] = [Fault(status=404)] * 9
    make_due(job)
    assert job.run("ingest", SOURCE, WITHDRAWN=wanted).returncode == 4
    assert job.tree() == before
    make_due(job, missing_since=1)
    done = job.run("ingest", SOURCE, WITHDRAWN=wanted)
    assert "1 gone" in done.stdout
    posts = [name for name in job.tree() if name.endswith(".md")]
    if wanted == "keep":
        assert job.tree() == before
    elif wanted == "mark":
        assert front_matter(job)["withdrawn"] is True
    else:
        assert posts == []
    assert job.run("ingest", SOURCE, WITHDRAWN=wanted).returncode == 0


def test_the_order_of_feeds_leaves_no_trace(job, replica):
    """A press record that comes after the rolling one gives the tree that it gives when it comes first."""
    (press,) = many_records(1)
    rolling = {
        "feed": "rolling",
        "code": press["code"].removeprefix("NW"),
        "title": press["title"],
        "showtime": press["showtime"],
        "link": f"http://finance.eastmoney.com/news/1350,{press['code'].removeprefix('NW')}.html",
        "digest": "【港区】简报。",
        "content": press["text"],
    }
    replica.serve_records([rolling])
    job.run("ingest", SOURCE)
    assert sum(name.startswith("_posts/") for name in job.tree()) == 1
    replica.serve_records([rolling, press])
    job.run("ingest", SOURCE)
    other = type(job)(job.output.with_name("other"), job.server)
    replica.serve_records([press])
    other.run("ingest", SOURCE)
    replica.serve_records([rolling, press])
    other.run("ingest", SOURCE)
    posts = {name: text for name, text in job.tree().items() if name.startswith("_posts/")}
    assert posts == {name: text for name, text in other.tree().items() if name.startswith("_posts/")}
