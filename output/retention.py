"""Old posts move to the profile's archive folder; their links keep working."""

from pathlib import Path, PurePosixPath

from ingest.errors import WriteError
from output.profiles import Profile


def archive(root: Path, file: str, profile: Profile) -> str:
    """Move one post below the root into the archive folder; return its new place.

    A file that has already been moved (by a run that was killed right after) counts as moved.
    Raises WriteError; the file is then where it was.
    """
    target = str(PurePosixPath(profile.archive_dir) / PurePosixPath(file).name)
    source_path, target_path = root / file, root / target
    if source_path == target_path:
        return target
    try:
        target_path.parent.mkdir(parents=True, exist_ok=True)
        source_path.replace(target_path)
    except FileNotFoundError as error:
        if not target_path.exists():
            raise WriteError("the post is not where it was written", url=str(source_path)) from error
    except OSError as error:
        raise WriteError(f"the post cannot be moved ({error.strerror})", url=str(source_path)) from error
    return target
