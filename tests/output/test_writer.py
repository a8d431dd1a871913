"""Files are whole or untouched, and stay below their root."""

import os
import time
from pathlib import Path

import pytest

from ingest.errors import WriteError
from output import writer
from output.writer import clear_leftovers, remove, stage, write_atomic


def names(folder: Path) -> list[str]:
    """Return all that lies below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_new_changed_unchanged(tmp_path: Path) -> None:
    """The outcome says what happened; equal bytes keep the modification time."""
    path = tmp_path / "_posts/a.md"
    assert write_atomic(path, b"1", root=tmp_path) == "new"
    os.utime(path, ns=(1, 1))
    assert write_atomic(path, b"1", root=tmp_path) == "unchanged"
    assert path.stat().st_mtime_ns == 1
    assert write_atomic(path, b"2", root=tmp_path) == "changed"
    assert path.read_bytes() == b"2"
    assert names(tmp_path) == ["_posts", "_posts/a.md"]


def test_mode_follows_umask(tmp_path: Path) -> None:
    """A web server may read what is written."""
    before = os.umask(0o022)
    try:
        write_atomic(tmp_path / "a", b"", root=tmp_path)
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_missing_root_is_made(tmp_path: Path) -> None:
    """The first file of a site makes its folder."""
    assert write_atomic(tmp_path / "site/a", b"1", root=tmp_path / "site") == "new"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_failure_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """A full disk costs nothing that was there."""
    path = tmp_path / "a"
    write_atomic(path, b"old", root=tmp_path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer.os, call, fail)
    with pytest.raises(WriteError, match="No space left") as caught:
        write_atomic(path, b"new", root=tmp_path)
    assert isinstance(caught.value.__cause__, OSError)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_interrupt_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between two steps leaves nothing behind."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writer.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a", b"new", root=tmp_path)
    assert names(tmp_path) == []


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither a file nor a folder that is a symbolic link is written through, or removed through."""
    outside, site = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    site.mkdir()
    (outside / "a").write_bytes(b"theirs")
    (site / "_posts").symlink_to(outside)
    (site / "a").symlink_to(outside / "a")
    (site / "new").symlink_to(outside / "missing")
    for path in (site / "_posts/a", site / "_posts/b", site / "a", site / "new"):
        with pytest.raises(WriteError, match="symbolic link"):
            write_atomic(path, b"ours", root=site)
        with pytest.raises(WriteError, match="symbolic link"):
            remove(path, root=site)
    assert names(outside) == ["a"]
    assert (outside / "a").read_bytes() == b"theirs"


def test_root_itself_may_be_a_link(tmp_path: Path) -> None:
    """Where the site lies is its owner's business."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "disk")
    assert write_atomic(tmp_path / "site/a", b"1", root=tmp_path / "site") == "new"


@pytest.mark.parametrize("path", ["../a", "b/../../a", "."])
def test_outside_is_refused(tmp_path: Path, path: str) -> None:
    """No path leads out of the root."""
    with pytest.raises(WriteError, match="outside"):
        write_atomic(tmp_path / "site" / path, b"", root=tmp_path / "site")


def test_folder_in_the_way(tmp_path: Path) -> None:
    """A folder where the file should be is an error of the tree, not a bug."""
    (tmp_path / "a").mkdir()
    with pytest.raises(WriteError):
        write_atomic(tmp_path / "a", b"", root=tmp_path)


def test_remove(tmp_path: Path) -> None:
    """Removing says whether there was anything to remove."""
    write_atomic(tmp_path / "a", b"", root=tmp_path)
    assert remove(tmp_path / "a", root=tmp_path) is True
    assert remove(tmp_path / "a", root=tmp_path) is False


def test_leftovers_of_a_killed_run_go(tmp_path: Path) -> None:
    """Only this writer's temporary files are cleared, and a missing folder is none."""
    for name in (".sharepress-0.tmp", ".keep", "a.md"):
        (tmp_path / name).touch()
    assert clear_leftovers(tmp_path) == 1
    assert clear_leftovers(tmp_path / "missing") == 0
    assert names(tmp_path) == [".keep", "a.md"]


def test_what_a_living_process_writes_is_no_leftover(tmp_path: Path) -> None:
    """A file in the making stays, however old, while its writer lives; one that may not be locked yet stays a while."""
    staged = stage(tmp_path / "a.md", b"text", root=tmp_path)
    assert staged
    os.utime(staged.temporary, (0, 0))
    assert clear_leftovers(tmp_path, age_s=60) == 0
    staged.place()
    staged.drop()
    for name, age in ((".sharepress-old.tmp", 0), (".sharepress-new.tmp", time.time())):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (age, age))
    assert clear_leftovers(tmp_path, age_s=60) == 1
    assert names(tmp_path) == [".sharepress-new.tmp", "a.md"]
