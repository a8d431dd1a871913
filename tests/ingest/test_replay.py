"""The old system's records come out as the old system's files, byte for byte."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
RECORDS = SHARED / "posts" / "records.jsonl"
SHARE = "/html_News/NewsShare.html?infoCode={id}"

needs_samples = pytest.mark.skipif(not RECORDS.exists(), reason="the shared samples are not here")


@needs_samples
def test_records_give_the_old_files(job, replica):
    """Every recorded answer gives, in profile finews, the file that the old system wrote."""
    rows = [json.loads(line) for line in RECORDS.read_text("utf-8").splitlines()]
    replica.serve_records(rows)
    for host in sorted({row["link"].split("/html_News")[0] for row in rows if row["feed"] == "press"}):
        here = [row for row in rows if row["feed"] == "rolling" or row["link"].startswith(host)]
        job.output = job.output.parent / host.rsplit("/", 1)[-1]
        options = json.dumps({"share_link": host + SHARE})
        done = job.run("ingest", "eastmoney", PROFILE="finews", PROFILE_OPTIONS=options)
        assert done.returncode == 0, done.stdout + done.stderr
        for row in here:
            wanted = next(path for path in (SHARED / "posts", SHARED / "seed") if (path / row["file"]).exists())
            assert (job.output / "_posts" / row["file"]).read_bytes() == (wanted / row["file"]).read_bytes()


@needs_samples
def test_share_link_alone_gives_the_article(job, replica):
    """A shared Choice link becomes one post with its people, its outlet, and its text alone."""
    rows = [json.loads(line) for line in RECORDS.read_text("utf-8").splitlines()]
    replica.serve_records(rows)
    link = next(row["link"] for row in rows if "choicewzp1" in row["link"])
    done = job.run("crawl", "eastmoney", "-a", f"url={link}")
    assert done.returncode == 0, done.stdout + done.stderr
    (name,) = (name for name in job.tree() if name.startswith("_posts/"))
    assert name == "_posts/2021-12-17-NW202112172217019011.md"
    told = json.loads(job.run("explain", "NW202112172217019011", "--json").stdout)
    people = {(author["name"], author["role"]) for author in told["fields"]["authors"]["finished"]}
    roles = {role for _, role in people}
    assert len(people) == 4
    assert roles == {"reporter", "correspondent"}
    assert len(told["body"]) == 12
    assert {block["kind"] for block in told["body"]} == {"paragraph"}
