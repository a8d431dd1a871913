"""What a reader of a page hands over, so that all readers have one shape."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Field: TypeAlias = Literal[
    "title", "published", "modified", "outlet", "authors", "body", "canonical", "amp", "next_page", "language", "site"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One raw value of one field, and the reader that found it.

    `reader` is "selector", "json-ld", "microdata", "meta", "visible", "headline", "trafilatura", …
    """

    field: Field
    value: str
    reader: str
