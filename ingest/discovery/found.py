"""What one answer of a feed gives, whatever kind it is of."""

from dataclasses import dataclass
from typing import TypeAlias

Record: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Records by field name, in the feed's order, and further addresses of the same feed, the best first."""

    records: list[Record]
    further: tuple[str, ...] = ()
