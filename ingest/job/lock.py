"""One run per output folder: a kernel lock, which a killed process cannot leave behind."""

import errno
import fcntl
import json
import os
import re
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import IngestError, LockHeldError, UsageError, WriteError

OF_THE_DISK = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class Lock:
    """Holds the output folder and the state folder until `release`; `shared` with others that share it.

    Both are locked, as two runs may share either one. The state folder's `lock` file names the holder;
    the lock itself is the kernel's (flock), so the file may stay. Raises LockHeldError, which names the
    holder, UsageError for a folder that cannot be used, or WriteError where that is a fault of its disk.
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
        except (OSError, ValueError) as error:
            self.release()
            raise _unusable(output, error) from error

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


def _unusable(output: Path, error: OSError | ValueError) -> IngestError:
    """Word a folder that cannot be made or opened: a setting's fault, or that of the disk of a folder that stands."""
    if isinstance(error, OSError) and error.errno in OF_THE_DISK and output.is_dir():
        return WriteError(f"cannot lock the folder ({error.strerror})", url=str(error.filename or output))
    why = error.strerror if isinstance(error, OSError) else str(error)
    named = str(getattr(error, "filename", None) or output)
    return UsageError(f"no folder to work in ({why})", url=named, fix="mend OUTPUT_DIR, STATE_DIR or the rights")


def holder() -> dict[str, object]:
    """Return what names this process to others."""
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": command_line(),
    }


def command_line() -> str:
    """Return the command line as it was given, a password in an address left out.

    `sys.argv` is not: Scrapy takes the command's name out of it.
    """
    words = sys.orig_argv[1:] or sys.argv
    named = " ".join([Path(words[0]).name, *words[1:]]).removeprefix("-m ")
    return re.sub(r"(?<=:)//[^/@\s]*@", "//…@", named)


def told(named: str) -> str:
    """Return a holder's JSON in words."""
    try:
        return "pid {pid} on {host} since {since}: {command}".format(**json.loads(named))
    except (ValueError, KeyError, TypeError):
        return "unknown holder"
