"""What programs read of a site: manifest and feeds after each run, whatever happened in between."""

import hashlib
import json
import os
import random
import shutil
import sqlite3
from pathlib import Path

import feedparser
import jsonschema
import pytest
from records_many import many_records

from ingest.demo.faults import Fault
from ingest.ledger import Ledger

SOURCE = "eastmoney"
KILLS = int(os.environ.get("KILLS", "5"))
ROOT = Path(__file__).parents[2]
LINE = json.loads((ROOT / "docs" / "manifest.schema.json").read_text("utf-8"))
JSON_FEED = json.loads((ROOT / "tests" / "output" / "json-feed-1.1.schema.json").read_text("utf-8"))


class Follower:
    """A program downstream, as docs/manifest.md tells it to be."""

    def __init__(self, index):
        self.index, self.last, self.seen, self.posts = index, 0, [], {}

    def follow(self):
        """Take what is new, and return it as (id, state)."""
        new = []
        for line in self.index.read_bytes().splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            change = json.loads(line)
            jsonschema.validate(change, LINE)
            if change["seq"] > self.last:
                self.last = change["seq"]
                self.posts[change["id"]] = change
                new.append((change["id"], change["state"]))
        self.seen += new
        return new

    def agrees(self, job):
        """Whether what it knows is what stands, file by file."""
        known = {c["file"]: c["hash"] for c in self.posts.values() if c["state"] != "removed"}
        return known == {
            name: hashlib.sha256(content).hexdigest() for name, content in job.tree().items() if name.endswith(".md")
        }


def feeds(job):
    """Return the feeds by their names."""
    return {name: text for name, text in job.tree().items() if name.endswith((".xml", ".json"))}


def ledger(job, *statements):
    """Change the ledger as the test wants it."""
    connection = sqlite3.connect(job.state / "ledger.sqlite", isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_follower_sees_every_change_once(job, replica):
    """New articles, a correction of text, one of the outlet, a move to the archive: one line each, none twice."""
    rows = many_records(6)
    follower = Follower(job.output / "index.ndjson")
    replica.serve_records(rows[:4])
    assert job.run("ingest", SOURCE).returncode == 0
    codes = [row["code"] for row in rows]
    assert follower.follow() == [(code, "published") for code in codes[:4]]
    assert follower.agrees(job)
    rows[1] = {**rows[1], "title": "更正后的标题"}
    rows[2] = {**rows[2], "from": "望舒周报", "text": rows[2]["text"].replace(rows[2]["from"], "望舒周报")}
    replica.serve_records(rows)
    assert job.run("ingest", SOURCE).returncode == 0
    assert follower.follow() == [(code, "published") for code in [*codes[1:3], *codes[4:]]]
    assert follower.posts[codes[1]]["modified"]
    assert follower.agrees(job)
    old = json.loads((job.output / "feeds" / "qilancaijing.json").read_text("utf-8"))
    assert [item["_sharepress"]["id"] for item in old["items"]] == []
    times = job.times()
    assert job.run("ingest", SOURCE).returncode == 0
    assert job.times() == times
    assert follower.follow() == []
    assert job.run("ingest", SOURCE, KEEP_DAYS="30").returncode == 0
    assert follower.follow() == [(code, "published") for code in codes]
    assert follower.agrees(job)
    assert len(follower.seen) == 14


def test_feeds_are_valid_and_hold_the_newest(job, replica):
    """The site's feeds hold the newest FEED_SIZE, an outlet's its own, all valid, newest first, with their text."""
    rows = many_records(12)
    replica.serve_records(rows)
    job.run("ingest", SOURCE, FEED_SIZE="5", SITE_URL="https://site.example/news/", SITE_TITLE="海屿要闻")
    found = feeds(job)
    assert len(found) == 2 + 2 * 4
    for name, text in found.items():
        if name.endswith(".json"):
            jsonschema.validate(json.loads(text), JSON_FEED)
        else:
            assert not feedparser.parse(text).bozo
    told = json.loads(found["feed.json"])
    assert told["title"] == "海屿要闻"
    assert told["feed_url"] == "https://site.example/news/feed.json"
    assert [item["_sharepress"]["id"] for item in told["items"]] == [row["code"] for row in rows[:-6:-1]]
    first = told["items"][0]
    assert first["url"] == f"https://site.example/news/posts/{rows[-1]['code']}.html"
    assert first["date_published"].endswith("+08:00")
    assert "<p>第11期" in first["content_html"]
    outlet = json.loads(found["feeds/haiyuribao.json"])
    assert outlet["title"] == "海屿日报 · 海屿要闻"
    assert len(outlet["items"]) == 3


def test_a_run_without_news_asks_the_ledger_alone(job, replica):
    """With nothing to write, not even lost feeds are looked for; that is what `scrapy rebuild` is for."""
    replica.serve_records(many_records(2))
    job.run("ingest", SOURCE)
    (job.output / "feed.json").unlink()
    assert job.run("ingest", SOURCE).returncode == 0
    assert not (job.output / "feed.json").exists()
    assert job.run("rebuild").returncode == 0
    assert (job.output / "feed.json").exists()


def test_rebuild_restores_a_lost_output_folder(job, replica, tmp_path):
    """All files come back with their bytes and numbers, corrections with their time; a second rebuild does nothing."""
    job.settings["STATE_DIR"] = str(tmp_path / "state")
    rows = many_records(5)
    replica.serve_records(rows)
    job.run("ingest", SOURCE)
    replica.serve_records([{**rows[0], "title": "更正后的标题"}, *rows[1:]])
    job.run("ingest", SOURCE)
    before = job.tree()
    assert "last_modified_at" in "".join(text.decode() for text in before.values())
    shutil.rmtree(job.output)
    replica.requests.clear()
    done = job.run("rebuild")
    assert done.returncode == 0, done.stdout + done.stderr
    assert job.tree() == before
    assert replica.requests == []
    times = job.times()
    assert "0 restored" in job.run("rebuild").stdout
    assert job.times() == times


@pytest.mark.parametrize("profile", ["jekyll", "astro", "finews"])
def test_rebuild_restores_what_stands_beside_the_posts(job, replica, profile):
    """Feeds, manifest, category pages and a generator's schema come back with their bytes while the posts stand."""
    replica.serve_records(many_records(5))
    job.run("ingest", SOURCE, PROFILE=profile)
    before, times = job.tree(), job.times()
    beside = [name for name in before if not name.endswith(".md")]
    for name in beside:
        (job.output / name).unlink()
    done = job.run("rebuild", PROFILE=profile)
    assert done.returncode == 0, done.stdout + done.stderr
    assert job.tree() == before
    assert {name: job.times()[name] for name in times if name not in beside}.items() <= times.items()


@pytest.mark.parametrize("wanted", ["mark", "remove"])
def test_a_withdrawn_article_is_told(job, replica, wanted):
    """A marked post is told as withdrawn, a removed one as removed and leaves the feeds; rebuild keeps it so."""
    replica.serve_records(many_records(1))
    job.run("ingest", SOURCE)
    follower = Follower(job.output / "index.ndjson")
    follower.follow()
    for part in ("/NewsData/", "/a/", "/news/"):
        replica.faults[part] = [Fault(status=404)] * 9
    ledger(job, "UPDATE article SET due = 1, missing_since = 1")
    assert "1 gone" in job.run("ingest", SOURCE, WITHDRAWN=wanted).stdout
    ((_, state),) = follower.follow()
    assert state == {"mark": "withdrawn", "remove": "removed"}[wanted]
    assert follower.agrees(job)
    assert len(json.loads((job.output / "feed.json").read_text("utf-8"))["items"]) == (wanted == "mark")
    before = job.tree()
    for name in before:
        (job.output / name).unlink()
    assert job.run("rebuild", WITHDRAWN=wanted).returncode == 0
    posts = {name for name in job.tree() if name.endswith(".md")}
    assert {name: job.tree()[name] for name in posts} == {n: t for n, t in before.items() if n.endswith(".md")}
    assert follower.follow() == []


def test_a_torn_manifest_is_mended(job, replica):
    """A half line at the end, as a killed run or a full disk leaves it, is cut off by the next run that writes."""
    rows = many_records(4)
    replica.serve_records(rows[:3])
    job.run("ingest", SOURCE)
    index = job.output / "index.ndjson"
    whole = index.read_bytes()
    index.write_bytes(whole[:-20])
    replica.serve_records(rows)
    job.run("ingest", SOURCE)
    assert index.read_bytes()[: len(whole)] == whole
    assert index.read_bytes().count(b"\n") == 4
    index.write_bytes(b"x" * len(whole))
    replica.serve_records([*rows, *many_records(1, day="2026-09-02")])
    job.run("ingest", SOURCE)
    assert index.read_bytes()[: len(whole)] == whole


def test_a_lost_ledger_goes_on_with_the_numbers(job, replica):
    """After the loss of STATE_DIR what is the same gets no new line, and what is new the next numbers."""
    rows = many_records(4)
    replica.serve_records(rows[:3])
    job.run("ingest", SOURCE)
    follower = Follower(job.output / "index.ndjson")
    follower.follow()
    shutil.rmtree(job.state)
    replica.serve_records(rows)
    assert job.run("ingest", SOURCE).returncode == 0
    assert follower.follow() == [(rows[3]["code"], "published")]
    assert follower.last == 4


def test_a_ledger_of_version_1_gets_manifest_and_feeds(job, replica):
    """What an older program published is in manifest and feeds after the next run, as if this one had written it."""
    replica.serve_records(many_records(5))
    job.run("ingest", SOURCE)
    before = job.tree()
    for name in [*feeds(job), "index.ndjson"]:
        (job.output / name).unlink()
    ledger(job, "DROP TABLE listing", "DROP TABLE change", "DROP TABLE stale", "PRAGMA user_version=1")
    done = job.run("ingest", SOURCE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert job.tree() == before


def test_kills_leave_no_trace_in_manifest_and_feeds(job, replica):
    """However often a run is killed, manifest and feeds end equal to an undisturbed run's, each change seen once."""
    replica.serve_records(many_records(60))
    undisturbed = type(job)(job.output.with_name("undisturbed"), job.server)
    assert undisturbed.run("ingest", SOURCE).returncode == 0
    chance = random.Random(11)  # noqa: S311  # a reproducible choice of instants
    follower = Follower(job.output / "index.ndjson")
    for _ in range(KILLS):
        replica.requests.clear()
        process = job.start("ingest", SOURCE)
        enough = chance.randrange(4, 40)
        while process.poll() is None:  # a run with little left to do ends by itself
            if replica.wait_for(lambda enough=enough: len(replica.requests) > enough, timeout_s=0.3):
                break
        process.kill()
        process.communicate()
        if follower.index.exists():
            follower.follow()
    assert job.run("ingest", SOURCE).returncode == 0
    assert job.tree() == undisturbed.tree()
    follower.follow()
    assert sorted(follower.seen) == sorted((change["id"], "published") for change in follower.posts.values())
    assert len(follower.seen) == 60
    assert follower.agrees(job)


@pytest.mark.parametrize("written", ["numbered", "appended", "fed"])
def test_a_kill_at_the_end_is_made_up_for(job, replica, written):
    """Killed after the numbers were given, after the manifest, or after the feeds: the next run ends the work."""
    replica.serve_records(many_records(5))
    job.run("ingest", SOURCE)
    before = job.tree()
    ledger(job, "UPDATE listing SET pending = 1", "INSERT INTO stale SELECT DISTINCT slug FROM listing UNION SELECT ''")
    follower = Follower(job.output / "index.ndjson")
    if written == "numbered":
        (job.output / "index.ndjson").write_bytes(before["index.ndjson"][:300])
    follower.follow()
    if written != "fed":
        for name in feeds(job):
            (job.output / name).unlink()
    assert job.run("ingest", SOURCE).returncode == 0
    assert job.tree() == before
    follower.follow()
    assert len(follower.seen) == 5
    assert follower.agrees(job)


def test_the_old_sites_tree_gets_no_file_more(job, replica):
    """Profile finews writes posts and category pages alone."""
    replica.serve_records(many_records(3))
    assert job.run("ingest", SOURCE, PROFILE="finews").returncode == 0
    assert {name.split("/")[0] for name in job.tree()} == {"_posts", "category"}


def test_what_is_asked_is_answered_by_an_index(tmp_path):
    """No question of a run about manifest and feeds reads a whole table."""
    book = Ledger(tmp_path / "ledger.sqlite")
    asked = []
    real = book._db.execute
    book._db.execute = lambda statement, values=(): (asked.append((statement, values)), real(statement, values))[1]
    listings = book.listings
    listings.put("a", "s", "2026", {})
    listings.touch("a")
    listings.waiting()
    list(listings.pending())
    listings.newest("", 5)
    listings.newest("s", 5)
    listings.number([("a", "{}")])
    listings.change_within(5)
    list(listings.changes(0))
    list(listings.stale())
    listings.settle(["a"])
    for statement, values in asked:
        if statement.startswith(("SELECT", "UPDATE", "INSERT")):
            plan = [row["detail"] for row in real("EXPLAIN QUERY PLAN " + statement, values)]
            scans = [
                step for step in plan if step.startswith("SCAN") and "INDEX" not in step and "CONSTANT" not in step
            ]
            few = ("SCAN stale", "SCAN change", "SCAN (subquery")  # the last is how SQLite before 3.41 tells of a union
            assert [step for step in scans if not step.startswith(few)] == [], statement
            assert not any("TEMP B-TREE" in step and "UNION" not in step and "ORDER" in step for step in plan), (
                statement
            )
    book.close()


def test_a_link_in_a_posts_place_is_not_followed(job, replica, tmp_path):
    """Whoever puts a symbolic link in a post's place does not get the file behind it into the feeds."""
    rows = many_records(3)
    replica.serve_records(rows[:2])
    job.run("ingest", SOURCE)
    secret = tmp_path / "secret.md"
    secret.write_text("geheim", encoding="utf-8")
    (post,) = (name for name in job.tree() if rows[0]["code"] in name)
    (job.output / post).unlink()
    (job.output / post).symlink_to(secret)
    replica.serve_records(rows)
    assert job.run("ingest", SOURCE).returncode == 0
    assert not any(b"geheim" in text for text in feeds(job).values())
