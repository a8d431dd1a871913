"""One run per output folder: a kernel lock, which a killed process cannot leave behind."""

import fcntl
import json
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import LockHeldError, WriteError


class Lock:
    """Holds the output folder and the state folder until `release`; `shared` with others that share it.

    Both are locked, as two runs may share either one. The state folder's `lock` file names the holder;
    the lock itself is the kernel's (flock), so the file may stay. Raises LockHeldError, which names the
    holder, or WriteError for a folder that cannot be used.
    """

    def __init__(self, output: Path, state: Path, *, shared: bool = False) -> None:
        self.file = state / "lock"
        self._held: list[int] = []
        try:
            output.mkdir(parents=True, exist_ok=True)
            state.mkdir(parents=True, exist_ok=True)
            for path, flags in ((self.file, os.O_RDWR | os.O_CREAT), (output, os.O_RDONLY)):
                handle = os.open(path, flags | os.O_CLOEXEC, 0o644)
                self._held.append(handle)
                fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            os.ftruncate(self._held[0], 0)
            os.pwrite(self._held[0], json.dumps(holder()).encode(), 0)
        except BlockingIOError as error:
            # our own state folder names the holder only where it is the state folder that is held
            named = self._named() if len(self._held) == 1 else "a run with another STATE_DIR"
            self.release()
            raise LockHeldError("another run works here", url=str(output), raw=named, fix="let it end") from error
        except OSError as error:
            self.release()
            raise WriteError(f"cannot lock the folder ({error.strerror})", url=str(error.filename or output)) from error

    def release(self) -> None:
        """Let go, also where a process started meanwhile has inherited the handle; a second call does nothing."""
        while self._held:
            handle = self._held.pop()
            fcntl.flock(handle, fcntl.LOCK_UN)
            os.close(handle)

    def _named(self) -> str:
        try:
            return told(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return told("")


def holder() -> dict[str, object]:
    """Return what names this process to others."""
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": " ".join(sys.argv),
    }


def told(named: str) -> str:
    """Return a holder's JSON in words."""
    try:
        return "pid {pid} on {host} since {since}: {command}".format(**json.loads(named))
    except (ValueError, KeyError, TypeError):
        return "unknown holder"
