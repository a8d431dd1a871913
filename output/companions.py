"""Files beside the posts that a generator needs, ours until the user takes them over."""

from pathlib import Path

from ingest.errors import WriteError
from output.writer import write_atomic


def write_companion(path: Path, text: str, *, root: Path) -> bool:
    """Write the file unless one stands there without the first line of ours: then it is the user's.

    Whoever changes such a file removes that line, as it says. False when the user's file stays. Raises WriteError.
    """
    first = text.partition("\n")[0]
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            if file.readline().rstrip("\r\n") != first:
                return False
    except FileNotFoundError:
        pass
    except OSError as error:
        raise WriteError(
            "file that can't be read", url=str(path), raw=error.strerror, fix="check permissions"
        ) from error
    write_atomic(path, text.encode(), root=root)
    return True
