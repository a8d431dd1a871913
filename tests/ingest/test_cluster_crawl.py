"""Workers that share one Redis and one output folder write the tree that a lone run writes."""

import random
import socket
import subprocess
import time
from collections.abc import Callable

import pytest
from records_many import many_records

from ingest.cluster.lock import LeaderLock
from ingest.cluster.server import Server
from ingest.job.lock import Lock

SOURCE = "eastmoney"
ARTICLES = 60


@pytest.fixture
def cluster(job, redis_url, tmp_path):
    """The job, with its ledger in a Redis of its own."""
    job.settings |= {"LEDGER_URL": redis_url, "LEDGER_PREFIX": tmp_path.name, "WORKER_WAIT_S": "20"}
    return job


@pytest.fixture
def undisturbed(job, replica, tmp_path):
    """The tree that one run alone writes of the same articles, its ledger a file."""
    replica.serve_records(many_records(ARTICLES))
    output, job.output = job.output, tmp_path / "alone"
    assert job.run("ingest", SOURCE).returncode == 0
    tree, job.output = job.tree(), output
    return tree


def ended(*processes: "subprocess.Popen[str]") -> list[int]:
    """Wait for processes and return their exit codes."""
    for process in processes:
        process.communicate(timeout=120)
    return [process.returncode for process in processes]


def until(holds: Callable[[], object]) -> None:
    """Look again and again, not for ever."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it never came"


def told(job, outcome: str) -> int:
    """How many articles the reports of all runs say came out so."""
    return sum(part["counts"][outcome] for run in job.reports() for part in run["sources"].values())


def test_workers_share_the_work(undisturbed, cluster):
    """A run that leads and two workers write each article once, and the tree is a lone run's."""
    workers = [cluster.start("ingest", "--worker", SOURCE) for _ in range(2)]
    leader = cluster.start("ingest", SOURCE)
    assert ended(leader, *workers) == [0, 0, 0]
    assert cluster.run("ingest", SOURCE).returncode == 0  # what workers finished last is in the manifest now
    assert cluster.tree() == undisturbed
    assert told(cluster, "new") == ARTICLES
    assert len(cluster.reports()) == 4


def test_a_killed_workers_articles_are_written(undisturbed, cluster, replica):
    """Workers that die at any instant leave nothing behind: what they held is written by others, once."""
    cluster.settings |= {"LEASE_S": "3", "DOWNLOAD_DELAY": "0.02"}
    leader = cluster.start("ingest", SOURCE)
    worker = cluster.start("ingest", "--worker", SOURCE)
    chance = random.Random(7)  # noqa: S311  # no secret
    for _ in range(2):
        reached = len(replica.requests) + chance.randrange(3, 12)
        until(lambda reached=reached: len(replica.requests) >= reached or leader.poll() is not None)
        worker.kill()
        worker.communicate()
        worker = cluster.start("ingest", "--worker", SOURCE)
    assert ended(leader, worker) == [0, 0]
    assert cluster.run("ingest", SOURCE).returncode == 0
    assert cluster.tree() == undisturbed


def test_one_leads_and_lone_runs_keep_out(cluster, replica, tmp_path):
    """A second run that would lead exits 3 and asks nothing; so does a run with a ledger of its own."""
    replica.serve_records(many_records(3))
    server = Server(cluster.settings["LEDGER_URL"], tmp_path.name)
    folders, lead = Lock(cluster.output, cluster.state, shared=True), LeaderLock(server)
    second = cluster.run("ingest", SOURCE)
    assert (second.returncode, "another run leads" in second.stderr) == (3, True)
    lone = cluster.run("ingest", SOURCE, LEDGER_URL="")
    assert (lone.returncode, "another run works here" in lone.stderr) == (3, True)
    assert replica.requests == []
    lead.release()
    folders.release()
    server.close()
    assert cluster.run("ingest", SOURCE).returncode == 0


def test_a_worker_of_no_queue(job):
    """`--worker` without LEDGER_URL is a wrong call."""
    result = job.run("ingest", "--worker", SOURCE)
    assert (result.returncode, "a worker of no queue: LEDGER_URL" in result.stderr) == (2, True)


def test_a_redis_that_is_away(job, replica):
    """Without its Redis a run fails before it asks anything, and says so; the next one does all the work."""
    replica.serve_records(many_records(3))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    result = job.run("ingest", SOURCE, LEDGER_URL=f"redis://127.0.0.1:{port}/0")
    assert (result.returncode, "cannot use the ledger in Redis" in result.stderr) == (1, True)
    assert replica.requests == []
    assert job.run("ingest", SOURCE).returncode == 0
    assert len([name for name in job.tree() if name.startswith("_posts/")]) == 3


def test_rebuild_report_and_explain_know_the_shared_ledger(cluster, replica):
    """The commands that read a ledger read the one in Redis."""
    replica.serve_records(rows := many_records(3))
    assert cluster.run("ingest", SOURCE).returncode == 0
    before = cluster.tree()
    for name in before:
        (cluster.output / name).unlink()
    assert cluster.run("rebuild").returncode == 0
    assert cluster.tree() == before
    assert SOURCE in cluster.run("report").stdout
    asked = len(replica.requests)
    assert rows[0]["title"] in cluster.run("explain", rows[0]["code"]).stdout
    assert len(replica.requests) == asked
