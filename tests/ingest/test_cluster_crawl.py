"""Workers that share one Redis and one output folder write the tree that a lone run writes."""

import json
import random
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable

import pytest
import redis
from records_many import many_records

from ingest.cluster.lock import LeaderLock
from ingest.cluster.server import Server
from ingest.job.lock import Lock
from tests.conftest import ROOT

SOURCE = "eastmoney"
ARTICLES = 60


@pytest.fixture
def cluster(job, redis_url, tmp_path):
    """The job, with its ledger in a Redis of its own."""
    job.settings |= {"LEDGER_URL": redis_url, "LEDGER_PREFIX": tmp_path.name, "WORKER_WAIT_S": "20"}
    return job


@pytest.fixture
def queue(redis_url):
    """A client of the cluster's Redis."""
    with redis.Redis.from_url(redis_url) as client:
        yield client


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


OTHERWISE = {
    "PROFILE": lambda cluster, folder: {"PROFILE": "hugo"},  # noqa: ARG005  # one signature for all
    "RECHECK_HOURS": lambda cluster, folder: {"RECHECK_HOURS": "1"},  # noqa: ARG005
    "SEEDS_DIR": lambda cluster, folder: {"SEEDS_DIR": str(other_seeds(folder))},  # noqa: ARG005
    "OUTPUT_DIR": lambda cluster, folder: {"OUTPUT_DIR": str(folder / "other"), "STATE_DIR": str(cluster.state)},
    "STATE_DIR": lambda cluster, folder: {"STATE_DIR": str(folder / "state")},  # noqa: ARG005
}


def other_seeds(folder):
    """Copy the seeds and change one."""
    copy = shutil.copytree(ROOT / "seeds", folder / "seeds")
    seed = copy / f"{SOURCE}.yaml"
    seed.write_text(seed.read_text("utf-8") + "# changed\n", "utf-8")
    return copy


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_worker_that_would_write_another_tree(cluster, replica, tmp_path, name):
    """A worker with another profile, seed or folder than the run that led last is refused, with both values."""
    replica.serve_records(many_records(2))
    assert cluster.run("ingest", SOURCE).returncode == 0
    before, asked = cluster.tree(), len(replica.requests)
    worker = cluster.run("ingest", "--worker", SOURCE, **OTHERWISE[name](cluster, tmp_path))
    (line,) = worker.stderr.splitlines()
    assert worker.returncode == 2
    assert re.search(rf"not the tree of the run that leads \({name} is .+ here, .+ there\): redis://", line)
    assert (cluster.tree(), len(replica.requests)) == (before, asked)


def test_what_only_the_leading_run_reads_may_differ(cluster, replica):
    """A worker may have another number of days to keep, another feed size, and see the folder by another name."""
    replica.serve_records(many_records(2))
    assert cluster.run("ingest", SOURCE).returncode == 0
    other = cluster.output.with_name("other name")
    other.symlink_to(cluster.output)
    cluster.output = other
    worker = cluster.run("ingest", "--worker", SOURCE, KEEP_DAYS="9", FEED_SIZE="3", WORKER_WAIT_S="0")
    assert worker.returncode == 0


def test_a_worker_leaves_when_another_site_is_led(cluster, replica, queue):
    """When a run with another profile takes the lead, a worker takes nothing more, gives all back and exits 2."""
    replica.serve_records(many_records(2))
    assert cluster.run("ingest", SOURCE).returncode == 0
    queue.config_resetstat()
    worker = cluster.start("ingest", "--worker", SOURCE)
    until(lambda: "cmdstat_zcount" in queue.info("commandstats"))  # it looks whether anybody is at work
    replica.serve_records(many_records(3, day="2026-09-02"))
    assert cluster.run("ingest", SOURCE, PROFILE="hugo").returncode == 0
    said, _ = worker.communicate(timeout=120)
    assert (worker.returncode, "(PROFILE is jekyll here, hugo there)" in said) == (2, True)
    assert len([name for name in cluster.tree() if "20260902" in name]) == 3
    assert told(cluster, "failed") == 0


def test_a_stopped_worker_gives_back_and_tells_of_itself(undisturbed, cluster, queue):
    """SIGTERM ends a worker with 0 and nobody's articles in its report; what it held is read by others at once."""
    cluster.settings |= {"LEASE_S": "3600", "DOWNLOAD_DELAY": "0.05"}
    worker = cluster.start("ingest", "--worker", SOURCE)
    pid = worker.pid
    leader = cluster.start("ingest", SOURCE)
    leases = f"{cluster.settings['LEDGER_PREFIX']}:lease:{SOURCE}"
    until(lambda: len({end for _, end in queue.zrange(leases, 0, -1, withscores=True)}) > 1)  # both hold some
    worker.terminate()
    assert ended(worker, leader) == [0, 0]
    (report,) = [run for run in cluster.reports() if run["pid"] == pid]
    assert report["stopped_by"] == "SIGTERM"
    assert [part["articles"] for part in report["sources"].values()] in ([], [[]])
    assert cluster.run("ingest", SOURCE).returncode == 0
    assert cluster.tree() == undisturbed


def test_links_beside_a_run(undisturbed, cluster, replica):
    """`crawl` beside a run exits 3; as a worker it reads its links at once, and no article comes twice."""
    links = " ".join(row["link"] for row in many_records(ARTICLES)[::7])
    asked = len(replica.requests)
    leader = cluster.start("ingest", SOURCE, DOWNLOAD_DELAY="0.5")
    until(lambda: len(replica.requests) > asked + 5)
    second = cluster.run("crawl", SOURCE, "-a", f"url={links}")
    assert (second.returncode, "another run leads" in second.stderr) == (3, True)
    helping = [cluster.start("crawl", SOURCE, "-a", f"url={links}", WORKER="True") for _ in range(2)]
    assert ended(leader, *helping) == [0, 0, 0]
    assert cluster.run("ingest", SOURCE).returncode == 0
    assert cluster.tree() == undisturbed
    numbers = [json.loads(line)["seq"] for line in cluster.tree()["index.ndjson"].splitlines()]
    assert numbers == list(range(1, ARTICLES + 1))


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
