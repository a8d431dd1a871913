"""`scrapy ingest` on a disk that is full, read-only or damaged: a clear error, nothing broken, all made up for later."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from records_many import many_records

SOURCE = "eastmoney"
Remount = Callable[[str], None]


@pytest.fixture
def remount(job) -> Iterator[Remount]:
    """Put a disk of its own under the output folder; the returned function changes its options."""
    job.output.mkdir()

    def mount(*options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", *options, "tmpfs", str(job.output)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own command

    try:
        mount("size=50m")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the right to mount")
    yield lambda options: mount(f"remount,{options}")
    subprocess.run(["umount", "-l", str(job.output)], check=True)  # noqa: S603, S607  # the same


def undisturbed(job) -> dict[str, bytes]:
    """Return the tree of a run that nothing disturbs."""
    other = type(job)(job.output.with_name("undisturbed"), job.server)
    assert other.run("ingest", SOURCE).returncode == 0
    return other.tree()


def test_a_full_disk_damages_nothing(job, replica, remount) -> None:
    """The run ends with 1 and says what is full; what stands is whole, and the next run with space makes up for all."""
    replica.serve_records(many_records(100))
    remount("size=700k")
    for _ in range(2):
        done = job.run("ingest", SOURCE)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "disk is full" in done.stdout + done.stderr or "No space left" in done.stdout + done.stderr
    assert len(done.stdout) < 4000  # the same error is told once
    wanted = undisturbed(job)
    posts = {name: content for name, content in job.tree().items() if name.startswith("_posts/")}
    assert posts.items() <= wanted.items()
    assert [path for path in job.output.rglob("*") if path.name.startswith(".sharepress-")] == []
    remount("size=50m")
    done = job.run("ingest", SOURCE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert job.tree() == wanted


def test_a_read_only_disk_is_said_before_anything_is_requested(job, replica, remount) -> None:
    """The run ends with 1 and names the folder; with the disk writable again the next run goes on."""
    replica.serve_records(many_records(4))
    assert job.run("ingest", SOURCE).returncode == 0
    before = job.tree()
    replica.serve_records(many_records(5))
    replica.requests.clear()
    remount("ro")
    done = job.run("ingest", SOURCE)
    assert (done.returncode, replica.requests) == (1, [])
    assert "Read-only file system" in done.stderr
    assert "Traceback" not in done.stderr
    assert job.tree() == before
    remount("rw")
    assert job.run("ingest", SOURCE).returncode == 0
    assert sum(name.startswith("_posts/") for name in job.tree()) == 5


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission_is_said(job, replica) -> None:
    """A folder that may not be written is a wrong setting: exit code 2, and nothing requested."""
    job.output.mkdir(mode=0o500)
    done = job.run("ingest", SOURCE)
    assert (done.returncode, replica.requests) == (2, [])
    assert str(job.output) in done.stderr


def test_posts_that_may_not_be_written_are_failed_articles(job, replica) -> None:
    """With the ledger elsewhere, a posts folder that cannot take files fails its articles (4); they come later."""
    replica.serve_records(many_records(3))
    state = job.output.with_name("state")
    job.output.mkdir()
    (job.output / "_posts").write_text("in the way", encoding="utf-8")
    assert job.run("ingest", SOURCE, STATE_DIR=str(state)).returncode == 4
    (job.output / "_posts").unlink()
    assert job.run("ingest", SOURCE, STATE_DIR=str(state)).returncode == 0
    assert sum(name.startswith("_posts/") for name in job.tree()) == 3


def test_a_damaged_ledger_is_said_with_what_mends_it(job, replica) -> None:
    """Garbage in the ledger's place ends the run with 1; moved away, all is found again and no file changes."""
    replica.serve_records(many_records(3))
    assert job.run("ingest", SOURCE).returncode == 0
    before, times = job.tree(), job.times()
    ledger: Path = job.state / "ledger.sqlite"
    ledger.write_bytes(b"garbage" * 1000)
    done = job.run("ingest", SOURCE)
    assert done.returncode == 1
    assert "move the file away" in done.stderr
    ledger.unlink()
    assert job.run("ingest", SOURCE).returncode == 0
    assert job.tree() == before
    posts = [name for name in times if name.startswith("_posts/")]
    assert {name: job.times()[name] for name in posts} == {name: times[name] for name in posts}
