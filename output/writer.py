"""Files that are either whole or untouched, and never outside the folder they belong to.

A file is written beside its place under a name of its own, synced, and then renamed into place, so that
a power cut finds the old content or the new one whole: `write_atomic` does that for one file. Many files
in a row cost less when they are `stage`d first, then all synced, then all put in place with one `sync_folders`.
"""

import fcntl
import os
import secrets
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.errors import WriteError

Outcome = Literal["new", "changed", "unchanged"]

_TEMPORARY = ".sharepress-"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def write_atomic(path: Path, content: bytes, *, root: Path) -> Outcome:
    """Write a file below `root`, so that a reader or a power cut finds the old one or the new one.

    Equal bytes are left alone, modification time included. Missing folders are made. Neither the
    file nor a folder between it and `root` may be a symbolic link: whoever may write into the output
    tree could else direct a write to anywhere. Raises WriteError; what stood there is untouched then
    and no temporary file is left.
    """
    staged = stage(path, content, root=root)
    if staged is None:
        return "unchanged"
    try:
        staged.sync()
        staged.place()
    finally:
        staged.drop()
    sync_folders([path.parent])
    return staged.outcome


@dataclass(slots=True)
class Staged:
    """A file's new content, written but not in its place yet. Each call raises WriteError; `drop` ends it anyhow."""

    path: Path
    outcome: Outcome
    temporary: str
    descriptor: int

    def sync(self) -> None:
        """Bring the content to the disk; it may be called in a thread."""
        try:
            os.fsync(self.descriptor)
        except OSError as error:
            raise _worded("file that can't be written", self.path, error) from error

    def place(self) -> None:
        """Put it where it belongs; what stood there is gone."""
        try:
            try:
                os.replace(self.temporary, self.path)  # noqa: PTH105 - names, as paths cost more than the call
            except FileNotFoundError:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                os.replace(self.temporary, self.path)  # noqa: PTH105 - the same
        except OSError as error:
            raise _worded("file that can't be written", self.path, error) from error
        self.temporary = ""

    def drop(self) -> None:
        """Close it, and take it away if it was not put in place; a second call does nothing."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1
        if self.temporary:
            Path(self.temporary).unlink(missing_ok=True)
            self.temporary = ""


def stage(path: Path, content: bytes, *, root: Path) -> Staged | None:
    """Write a file's content beside its place; None when it stands there already. Refuses what `write_atomic` does."""
    try:
        before = _before(path, root)
        if before == content:
            return None
        # In the root, where what a killed run left is found without listing all posts; the dot lets site
        # generators skip it.
        temporary = f"{root}{os.sep}{_TEMPORARY}{secrets.token_hex(8)}.tmp"
        try:
            descriptor = os.open(temporary, _NEW, 0o644)
        except FileNotFoundError:
            root.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(temporary, _NEW, 0o644)
        staged = Staged(path, "new" if before is None else "changed", temporary, descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # while we live: who clears leftovers looks for it
            with open(descriptor, "wb", closefd=False) as file:
                file.write(content)
        except BaseException:
            staged.drop()
            raise
    except OSError as error:
        raise _worded("file that can't be written", path, error) from error
    return staged


def sync_folders(folders: Iterable[Path]) -> None:
    """Make new names in these folders survive a power cut. Raises WriteError."""
    for folder in folders:
        try:
            _sync_folder(folder)
        except OSError as error:
            raise _worded("folder that can't be written", folder, error) from error


def append(path: Path, lines: Iterable[bytes], *, start: int, root: Path) -> None:
    """Write lines behind the first `start` bytes of a file below `root`; what a killed run wrote there goes.

    Not atomic: a reader may see the beginning of these bytes, never others. The lines are never all in memory.
    A file that is not there is made. Raises WriteError.
    """
    try:
        new = not _lead(path, root)
        descriptor = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CREAT, 0o644)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            if os.fstat(descriptor).st_size > start:
                file.truncate(start)
            file.seek(start)
            file.writelines(lines)
            file.flush()
            os.fsync(descriptor)
        if new:
            _sync_folder(path.parent)
    except OSError as error:
        raise _worded("file that can't be written", path, error) from error


def read(path: Path, *, root: Path) -> bytes | None:
    """Return the content of a file below `root`, None when there is none; links are not followed. Raises WriteError."""
    try:
        return _before(path, root)
    except OSError as error:
        raise _worded("file that can't be read", path, error) from error


def remove(path: Path, *, root: Path) -> bool:
    """Remove a file below `root` with the same care; False when there was none. Raises WriteError."""
    try:
        if _before(path, root) is None:
            return False
        path.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise _worded("file that can't be removed", path, error) from error
    return True


def move(path: Path, target: Path, *, root: Path) -> bool:
    """Move a file to another place below `root` with the same care; False when there was none. Raises WriteError."""
    try:
        if _before(path, root) is None:
            return False
        _before(target, root)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        _sync_folder(target.parent)
        _sync_folder(path.parent)
    except OSError as error:
        raise _worded("file that can't be moved", path, error) from error
    return True


def clear_leftovers(folder: Path, age_s: float = 0) -> int:
    """Remove temporary files that a killed run left in this folder (not below it); how many there were.

    What a living process writes stays. Where others write too, `age_s` is the time that they have from making a
    file to locking it.
    """
    before, gone = time.time() - age_s, 0
    try:
        for entry in [entry for entry in os.scandir(folder) if entry.name.startswith(_TEMPORARY)]:
            aged = not age_s or entry.stat(follow_symlinks=False).st_mtime < before
            if aged and not _is_written(entry.path):
                Path(entry.path).unlink(missing_ok=True)
                gone += 1
    except FileNotFoundError:
        return gone
    except OSError as error:
        raise _worded("temporary file that can't be removed", folder, error) from error
    return gone


def _is_written(path: str) -> bool:
    """Whether a living process holds a temporary file."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:  # a link, or a file of a kind that no writer of ours makes
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _before(path: Path, root: Path) -> bytes | None:
    """Content of the file, None when there is none; raises WriteError for a way that leads elsewhere."""
    return path.read_bytes() if _lead(path, root) else None


def _lead(path: Path, root: Path) -> bool:
    """Whether there is such a file; raises WriteError for a way that leads elsewhere."""
    base = os.fspath(root).rstrip(os.sep)
    step, below, rest = base, f"{base}{os.sep}", os.fspath(path)
    parts = rest[len(below) :].split(os.sep) if rest.startswith(below) else []  # noqa: PTH206 - of a text, as above
    if not parts or ".." in parts:
        raise WriteError("file outside its folder", url=str(path), raw=str(root), fix="write below that folder")
    for part in parts:
        step = f"{step}{os.sep}{part}"
        try:
            mode = os.lstat(step).st_mode
        except FileNotFoundError:
            return False
        if stat.S_ISLNK(mode):
            raise WriteError("symbolic link in the output", url=step, fix="remove it; links are not followed")
    return True


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _worded(what: str, path: Path, error: OSError) -> WriteError:
    return WriteError(what, url=str(path), raw=error.strerror or str(error), fix="check space and permissions")
