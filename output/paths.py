"""File names that can't leave their folder and can't meet another's, on any disk."""

import hashlib
import re
import unicodedata
from datetime import date
from functools import lru_cache

from ingest.errors import WriteError
from output.safety import strip_invisible

LONGEST_BYTES = 150  # with the day, a suffix and a temporary name's share below the 255 of every file system
# Two dots in a row are taken out of addresses by site generators, wherever they stand.
_UNSAFE = re.compile(r"(?:[^\w.-]|\.{2,})+")
# Names of devices on Windows, whatever ending follows.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
# The one shape that keeps its capitals: the contract wants Eastmoney's `NW` and 18 digits as they are.
_PREFIXED_CODE = re.compile(r"[A-Z]{2}[0-9]{12,}")
_ITS_SHADOW = re.compile(r"[a-z]{2}[0-9]{12,}")
_ALREADY_MARKED = re.compile(r"-[0-9a-f]{10}$")


def post_name(article_id: str, day: date) -> str:
    """File name of a post, as Jekyll wants it: `YYYY-MM-DD-<id>.md`.

    >>> post_name("NW202112172217019011", date(2021, 12, 17))
    '2021-12-17-NW202112172217019011.md'
    """
    return f"{day:%Y-%m-%d}-{safe_id(article_id)}.md"


@lru_cache(1000)  # an article's is asked for at each of its steps
def safe_id(text: str) -> str:
    """Identity as part of a file name: NFC, at most 150 bytes, one segment, no device, no leading dot.

    Where the name can't be the identity itself, it ends in ten hex digits of the identity's SHA-256, so
    that two identities never share a name, not even where the disk makes no difference between capitals
    and small letters. Raises WriteError for an empty identity.

    >>> safe_id("../../etc/passwd")
    'etc-passwd-3754d6cb3a'
    """
    if not text:
        raise WriteError("article without an identity", field="id", raw=text)
    name = _UNSAFE.sub("-", strip_invisible(unicodedata.normalize("NFC", text))).strip("-.")
    if name == text and _stands_alone(name):
        return name
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    short = name.encode()[: LONGEST_BYTES - 11].decode(errors="ignore").strip("-.")
    return f"{short or 'id'}-{digest}"


def _stands_alone(name: str) -> bool:
    own_case = _PREFIXED_CODE.fullmatch(name) or (name == name.casefold() and not _ITS_SHADOW.fullmatch(name))
    short = len(name.encode()) <= LONGEST_BYTES
    return bool(own_case and short) and not _DEVICE.match(name) and not _ALREADY_MARKED.search(name)
