"""Article, the one record that travels from the spider to the file.

Each raw value stands beside its finished one. A spider fills only what ends in `_raw` (and the
origin); each finished value is set by the one stage named in its comment, which also notes under
`provenance` how it came about. Text is `str`, instants are timezone-aware `datetime`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

Role: TypeAlias = Literal[
    "reporter",
    "correspondent",
    "intern",
    "photographer",
    "editor",
    "author",
    "proofreader",
    "translator",
    "other",
]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look; a line break is a run whose text is a single newline."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body; `level` is 2 to 6, as 1 is the article's title."""

    runs: Runs
    level: int = 2


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its absolute address, alternative text and caption."""

    src: str
    alt: str = ""
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; spans are 1 unless the source merges cells."""

    runs: Runs
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as the source has them, header rows first where there are any."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is a sequence of blocks, so that lists nest."""

    items: tuple["Blocks", ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of one or more blocks."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose blanks and line ends carry meaning."""

    text: str


Block: TypeAlias = Paragraph | Heading | Image | Table | Listing | Quotation | Preformatted
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Author:
    """A person credited with the article; `role_text` is the source's own word for the role."""

    name: str
    role: Role
    role_text: str = ""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and the date words of a dispatch head, as written."""

    place: str | None = None
    date_text: str | None = None


@dataclass(frozen=True, slots=True)
class Security:
    """A security named by the article: exchange-qualified symbol and the name as written."""

    symbol: str
    name: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Visible text that is in no block, and the rule that took it out.

    A rule that begins with `field:` moved the text into that field (`field:outlet`, `field:authors`).
    """

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a finished value came about: the raw text, the rule that read it, and further facts.

    Dates note `zone`, `precision` and `reference`; a value from a page notes its `origin`.
    """

    raw: str
    rule: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Article:
    """One article on its way; see the module's text for who fills what."""

    # origin, by the spider
    source: str
    feed: str = ""  # the feed's name in the seed; "" when it came by a link
    url: str = ""  # where its text was read
    rank: int = 0  # of several records of one article the lowest rank wins
    language: str = "zh-CN"
    zone: str = "Asia/Shanghai"
    fetched_at: datetime | None = None
    # raw, by the spider
    id_raw: str = ""
    title_raw: str = ""
    published_raw: str = ""
    modified_raw: str = ""
    outlet_raw: str = ""
    authors_raw: tuple[str, ...] = ()
    digest_raw: str = ""
    link_raw: str = ""
    body_raw: str = ""
    day_first_raw: str = ""  # of a page of no source: whether it writes the day before the month ("yes", "no")
    validator: str = ""  # the text's ETag, or else Last-Modified, for a conditional request
    # finished, each by one stage
    id: str = ""  # identity
    source_url: str = ""  # identity
    title: str = ""  # identity
    published: datetime | None = None  # dates
    modified: datetime | None = None  # dates
    blocks: Blocks = ()  # paragraphs; bylines cut their words out of it
    mentions: tuple[tuple[str, str], ...] = ()  # paragraphs: (raw security code, name) in order
    description: str = ""  # paragraphs
    authors: tuple[Author, ...] = ()  # bylines
    dateline: Dateline | None = None  # bylines
    outlet: str = ""  # outlet
    category: str = ""  # outlet: the fixed category slug of the feed, if it has one
    securities: tuple[Security, ...] = ()  # securities
    boards: tuple[Security, ...] = ()  # securities: sector boards, which are no securities
    # kept for the reader
    dropped: tuple[Dropped, ...] = ()
    provenance: dict[str, Provenance] = field(default_factory=dict)
    withdrawn: bool = False  # the source has taken it back, and WITHDRAWN says to mark it
    file: str = ""  # exporter: path below OUTPUT_DIR
    outcome: str = ""  # exporter: "new", "changed" or "unchanged"
    difference: str = ""  # exporter: what a correction changed in the file


RAW = (
    "source",
    "feed",
    "url",
    "rank",
    "language",
    "zone",
    "validator",
    *(name for name in Article.__dataclass_fields__ if name.endswith("_raw")),
)


def pack(article: Article) -> dict[str, object]:
    """Return what the spider filled, as JSON knows it: all that is needed to finish the article again."""
    raw: dict[str, object] = {name: getattr(article, name) for name in RAW if getattr(article, name)}
    if article.fetched_at:
        raw["fetched_at"] = article.fetched_at.isoformat()
    return raw


def unpack(raw: Mapping[str, Any]) -> Article:
    """Return the raw article that `pack` has packed."""
    fields = dict(raw)
    if "fetched_at" in fields:
        fields["fetched_at"] = datetime.fromisoformat(fields["fetched_at"])
    if "authors_raw" in fields:
        fields["authors_raw"] = tuple(fields["authors_raw"])
    return Article(**fields)
