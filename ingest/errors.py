"""The error tree: every failure that a run expects, drawn at the top.

    IngestError                 the root; carries its facts, words them once
    ├── UsageError              a setting, argument or link that cannot be meant so   → exit 2
    ├── SeedError               a source definition with faults                       → exit 2
    ├── LockHeldError           another run works on the same folder                  → exit 3
    ├── FetchError              a request that failed after its retries
    │   ├── GuardError          a request that may not be made at all
    │   └── FeedError           a feed unreachable, unreadable or thinner than expected → exit 5
    ├── ReadError               bytes that cannot be read as what they should be
    ├── QuarantineError         an article that must not be published as it stands    → exit 4
    └── WriteError              a file that could not be written

Anything that is not an IngestError is a bug and travels up (exit 1).
"""

import re
from collections.abc import Sequence

from scrapy.exceptions import DropItem

LONGEST_URL = 500
_USER = re.compile(r"(?<=:)//[^/@\s]*@")


class IngestError(Exception):
    """Root of all expected failures: *what: where: value; what would fix it*.

    Every fact is an attribute, so that a report or a test reads it without parsing the message.
    """

    exit_code = 1

    def __init__(
        self,
        what: str,
        *,
        source: str = "",
        url: str = "",
        field: str = "",
        raw: object = None,
        fix: str = "",
    ) -> None:
        super().__init__(what)
        self.what = what
        self.source = source
        self.url = url
        self.field = field
        self.raw = raw
        self.fix = fix

    def __str__(self) -> str:
        where = " ".join(part for part in (self.source, self.field, _told(self.url)) if part)
        text = ": ".join(part for part in (self.what, where) if part)
        if self.raw is not None:
            shown = repr(self.raw)
            text += f": {shown if len(shown) <= 200 else shown[:200] + '…'}"
        return f"{text}; {self.fix}" if self.fix else text


def _told(url: str) -> str:
    """Return an address as a message shows it: no password, and not for ever."""
    shown = _USER.sub("//…@", url)
    return shown if len(shown) <= LONGEST_URL else shown[:LONGEST_URL] + "…"


class UsageError(IngestError):
    """A setting, argument or link that cannot be meant so; nothing was requested."""

    exit_code = 2


class SeedError(IngestError):
    """All faults of one or more seed files at once; nothing was requested."""

    exit_code = 2

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class LockHeldError(IngestError):
    """Another run holds the lock of the same output folder."""

    exit_code = 3


class FetchError(IngestError):
    """A request that failed after its retries."""

    exit_code = 4


class GuardError(FetchError):
    """A request that may not be made: scheme, address, size or time."""


class FeedError(FetchError):
    """A feed unreachable, unreadable, or thinner than its seed expects."""

    exit_code = 5


class ReadError(IngestError):
    """Bytes that cannot be read as what they should be."""

    exit_code = 4


class QuarantineError(IngestError, DropItem):
    """An article that must not be published as it stands; `reasons` says why, one each.

    It is Scrapy's DropItem too, so that a stage raises it and Scrapy counts it as it should.
    """

    exit_code = 4

    def __init__(self, reasons: Sequence[str], **facts: str) -> None:
        super().__init__("; ".join(reasons), **facts)
        self.reasons = tuple(reasons)


class WriteError(IngestError):
    """A file that could not be written; what stood there before is untouched."""
