"""Old posts move to the profile's archive folder, under their old names."""

from pathlib import Path, PurePosixPath

from ingest.errors import WriteError
from output.profiles import Profile
from output.writer import move


def archive(root: Path, file: str, profile: Profile) -> str:
    """Move one post below the root into the archive folder; return its new place.

    A file that has already been moved (by a run that was killed right after) counts as moved.
    Raises WriteError; the file is then where it was.
    """
    target = str(PurePosixPath(profile.archive_dir) / PurePosixPath(file).name)
    if file != target and not move(root / file, root / target, root=root) and not (root / target).exists():
        raise WriteError("the post is not where it was written", url=str(root / file))
    return target
