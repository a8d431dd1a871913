"""What a correction changed, in a form that people read."""

import difflib

MOST = 4000  # characters; a text that is another altogether need not be told twice


def difference(before: bytes, after: bytes) -> str:
    r"""Return a unified difference of two files' lines, without their names; "" for equal ones.

    >>> difference(b"a\nb\n", b"a\nc\n")
    '@@ -1,2 +1,2 @@\n a\n-b\n+c'
    """
    old, new = (content.decode("utf-8", "replace").splitlines() for content in (before, after))
    lines = list(difflib.unified_diff(old, new, n=1, lineterm=""))[2:]
    text = "\n".join(lines)
    return text if len(text) <= MOST else text[:MOST] + "…"
