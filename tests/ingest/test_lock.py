"""The lock: one run at a time in an output folder and in a state folder, and none left behind by the dead."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.errors import LockHeldError, UsageError
from ingest.job.lock import Lock, command_line

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from ingest.job.lock import Lock, command_line
lock = Lock(Path(sys.argv[1]), Path(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


Hold = Callable[[Path, Path], "subprocess.Popen[str]"]


@pytest.fixture
def hold() -> Iterator[Hold]:
    """Return a function that starts another process which holds the lock until its input ends."""
    started = []

    def start(output: Path, state: Path) -> "subprocess.Popen[str]":
        holder = subprocess.Popen(  # noqa: S603  # our own text
            [sys.executable, "-c", HOLD, str(output), str(state)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        started.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        return holder

    yield start
    for holder in started:
        holder.kill()
        holder.communicate()


def test_second_process_is_refused_and_told_who(tmp_path: Path, hold: Hold) -> None:
    """The second run fails at once, with exit code 3, and names the holder's process and command."""
    holder = hold(tmp_path / "site", tmp_path / "site" / ".ingest")
    with pytest.raises(LockHeldError) as caught:
        Lock(tmp_path / "site", tmp_path / "site" / ".ingest")
    assert caught.value.exit_code == 3
    assert f"pid {holder.pid} on " in str(caught.value)
    assert str(tmp_path / "site") in str(caught.value)
    assert " since 20" in str(caught.value)


def test_killed_holder_leaves_no_lock(tmp_path: Path, hold: Hold) -> None:
    """After SIGKILL of the holder the folder is free, though its `lock` file is still there."""
    holder = hold(tmp_path / "site", tmp_path / "state")
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (tmp_path / "state" / "lock").exists()
    Lock(tmp_path / "site", tmp_path / "state").release()


def test_holder_that_ends_frees_the_lock(tmp_path: Path, hold: Hold) -> None:
    """A run that ends in order frees the folder for the next one."""
    holder = hold(tmp_path / "site", tmp_path / "state")
    holder.communicate()
    lock = Lock(tmp_path / "site", tmp_path / "state")
    with pytest.raises(LockHeldError, match=f"pid {os.getpid()} on "):
        Lock(tmp_path / "site", tmp_path / "state")
    lock.release()


def test_same_output_with_another_state(tmp_path: Path, hold: Hold) -> None:
    """Two runs into one site are refused though each keeps its own state; no stale name is shown for the holder."""
    Lock(tmp_path / "site", tmp_path / "mine").release()
    hold(tmp_path / "site", tmp_path / "other")
    with pytest.raises(LockHeldError, match="a run with another STATE_DIR"):
        Lock(tmp_path / "site", tmp_path / "mine")


def test_same_state_with_another_output(tmp_path: Path, hold: Hold) -> None:
    """Two runs over one ledger are refused though each writes its own site."""
    holder = hold(tmp_path / "one", tmp_path / "state")
    with pytest.raises(LockHeldError, match=f"pid {holder.pid} on "):
        Lock(tmp_path / "two", tmp_path / "state")


def test_refusal_holds_nothing(tmp_path: Path, hold: Hold) -> None:
    """A refused run keeps no part of the lock: the folder that was free is free for others."""
    hold(tmp_path / "site", tmp_path / "other")
    with pytest.raises(LockHeldError):
        Lock(tmp_path / "site", tmp_path / "mine")
    Lock(tmp_path / "elsewhere", tmp_path / "mine").release()


def test_folders_apart_do_not_meet(tmp_path: Path) -> None:
    """Runs with nothing in common work beside each other."""
    one = Lock(tmp_path / "one", tmp_path / "one" / ".ingest")
    two = Lock(tmp_path / "two", tmp_path / "two" / ".ingest")
    one.release()
    two.release()


def test_release_twice(tmp_path: Path) -> None:
    """Letting go again does nothing, and does not free the next holder."""
    lock = Lock(tmp_path / "site", tmp_path / "state")
    lock.release()
    with_lock = Lock(tmp_path / "site", tmp_path / "state")
    lock.release()
    with pytest.raises(LockHeldError):
        Lock(tmp_path / "site", tmp_path / "state")
    with_lock.release()


def test_child_process_inherits_nothing(tmp_path: Path) -> None:
    """A program started by the run and outliving it does not go on holding the folder."""
    lock = Lock(tmp_path / "site", tmp_path / "state")
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, close_fds=False) as child:  # noqa: S603  # our own text
        lock.release()
        Lock(tmp_path / "site", tmp_path / "state").release()
        child.communicate(b"\n")


@pytest.mark.parametrize("content", ["", "not JSON", "[]", "{}", '{"pid": 1}', "\udcff"])
def test_unreadable_holder_is_unknown(tmp_path: Path, content: str) -> None:
    """A holder whose file says nothing useful is still refused, as unknown."""
    lock = Lock(tmp_path / "site", tmp_path / "state")
    (tmp_path / "state" / "lock").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(LockHeldError, match="unknown holder"):
        Lock(tmp_path / "site", tmp_path / "state")
    lock.release()


def test_former_holder_is_overwritten(tmp_path: Path) -> None:
    """A longer text of an earlier holder leaves no rest behind."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "lock").write_text("x" * 5000, encoding="utf-8")
    lock = Lock(tmp_path / "site", tmp_path / "state")
    with pytest.raises(LockHeldError, match=f"pid {os.getpid()} on "):
        Lock(tmp_path / "site", tmp_path / "state")
    lock.release()


def test_folder_that_cannot_be_used(tmp_path: Path) -> None:
    """A file in a folder's place is a wrong setting, told as the system tells it."""
    (tmp_path / "site").write_text("in the way", encoding="utf-8")
    with pytest.raises(UsageError, match=r"no folder to work in \(File exists\): .*site; mend OUTPUT_DIR"):
        Lock(tmp_path / "site", tmp_path / "state")
    (tmp_path / "state" / "lock").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"no folder to work in \(Is a directory\): .*lock"):
        Lock(tmp_path / "other", tmp_path / "state")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder(tmp_path: Path) -> None:
    """A folder that may not be written is told with its path."""
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="Permission denied"):
        Lock(tmp_path / "site", tmp_path / "state")


def test_the_command_line_keeps_a_password_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lock and report name the command as it was given, its own name included, but no password."""
    given = ["python", "/srv/bin/scrapy", "ingest", "lake", "-s", "LEDGER_URL=redis://:secret@host:6379/0"]
    monkeypatch.setattr("sys.orig_argv", given)
    assert command_line() == "scrapy ingest lake -s LEDGER_URL=redis://…@host:6379/0"
