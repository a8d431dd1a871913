"""What commands print: `--json` is one JSON object on standard output and nothing else, for who reads it by program."""

import json

import pytest
from records_many import many_records

SOURCE = "eastmoney"


@pytest.mark.parametrize("command", ["ingest", "crawl"])
def test_a_run_as_json_is_its_report(job, replica, command) -> None:
    """What is printed is what the run report holds, but for the instant of its end."""
    replica.serve_records(many_records(3))
    done = job.run(command, SOURCE, "--json")
    assert done.returncode == 0, done.stderr
    told, (written,) = json.loads(done.stdout), job.reports()
    assert told == written
    assert told["sources"][SOURCE]["counts"]["new"] == 3
    assert told["command"].startswith(f"scrapy {command} {SOURCE} --json -s OUTPUT_DIR=")


def test_what_was_restored_as_json(job, replica) -> None:
    """A program sees how many posts came back, and what failed."""
    replica.serve_records(many_records(3))
    assert job.run("ingest", SOURCE).returncode == 0
    next((job.output / "_posts").iterdir()).unlink()
    assert json.loads(job.run("rebuild", "--json").stdout) == {"restored": 1, "failed": [], "errors": []}


def test_checked_seeds_as_json(job, replica, tmp_path) -> None:
    """Sources with their feeds, or all faults; the exit code is the same as without."""
    told = json.loads(job.run("check-seeds", SOURCE, "--json").stdout)
    (source,) = told["sources"]
    assert (source["source"], source["feeds"]["press"], told["faults"]) == (SOURCE, "json", [])
    (tmp_path / "one.yaml").write_text("title: x", encoding="utf-8")
    done = job.run("check-seeds", "--json", SEEDS_DIR=str(tmp_path))
    assert done.returncode == 2
    assert any(fault.startswith("one.yaml: zone") for fault in json.loads(done.stdout)["faults"])
    assert replica.requests == []


def test_an_article_and_the_runs_as_json(job, replica) -> None:
    """`explain` and `report` have their form too."""
    (row,) = many_records(1)
    replica.serve_records([row])
    job.run("ingest", SOURCE)
    assert json.loads(job.run("explain", row["code"], "--json").stdout)["fields"]["title"]["finished"] == row["title"]
    assert json.loads(job.run("report", "--json").stdout)["sources"][0]["source"] == SOURCE
