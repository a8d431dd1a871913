"""The demo's articles: one YAML file each, read into `DemoArticle`.

A file holds what the source would know (`code`, `title`, `shown`, `outlet`, `digest`, `body`, the
`feeds` that list it), what is irregular about its answers (`records`, `absent`, `joint`, `indent`,
`noise`, `whole_from`), the irregularities that it stands for (`covers`), and under `expect`, worked
out by hand and not by this project's code, what a reader must find in it.

The body has one block a line, in the notation of `ingest.demo.markup`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from ingest.article import Role


@dataclass(frozen=True, slots=True)
class Expect:
    """What is true of a demo article, for the tests.

    `published` is ISO 8601 with offset. `paragraphs` counts running-text paragraphs alone: byline
    and source lines, headings, images with their captions, tables and lists are not among them.
    A ● stands for a list where at least two such paragraphs follow each other. `securities` and
    `boards` are None where they depend on the feed (link spans are missing from the press feed).
    `quarantine` names the field for whose sake the article must not be published; "" if it must.
    """

    title: str = ""
    published: str = ""
    outlet: str = ""
    authors: tuple[tuple[str, Role], ...] = ()
    dateline: tuple[str | None, str | None] | None = None  # place, date words
    paragraphs: int = 0
    headings: int = 0
    images: int = 0
    tables: int = 0
    lists: int = 0
    securities: tuple[str, ...] | None = None
    boards: tuple[str, ...] | None = None
    quarantine: str = ""


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """One invented article as the source holds it; times are Beijing time, as the lists write them."""

    name: str  # the file's name
    code: str  # 18 digits, 23 for some community articles
    title: str
    shown: str  # YYYY-MM-DD HH:MM:SS, as the lists give it, possible or not
    outlet: str
    body: str  # see ingest.demo.markup
    feeds: tuple[str, ...]  # press, rolling, market-37, kuaixun-102, column-344 …
    covers: tuple[str, ...]
    expect: Expect
    digest: str = ""
    lead: str | None = None  # the digest's 【…】, None for the title, "" for none
    source_line: str | None = None  # the body's last line, None for the usual one, "" for none
    host: str = "finance"  # of the /news/ address
    column: str = "1354"  # of the /news/ address
    joint: str = "importer"  # see ingest.demo.markup.JOINTS
    indent: int = 2  # U+3000 before each paragraph
    noise: tuple[str, ...] = ()  # see ingest.demo.pages.NOISE
    listed: str = ""  # when it entered the lists, where `shown` cannot say so
    whole_from: str = ""  # until then its rolling record has no title, time and address, and no page
    community: bool = False  # a community article (CFH), not an editorial one
    share_title: bool = True  # whether the share page's shell has the title
    records: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # list -> field -> odd value
    absent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # list -> fields left out

    @property
    def listed_at(self) -> str:
        """When the lists began to show it, comparable as text."""
        return self.listed or self.shown


def parse_article(name: str, text: str) -> DemoArticle:
    """Read one article file; a key that no field has is a TypeError, as it is our own file."""
    fields: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    truth = fields.pop("expect")
    authors = tuple((person["name"], person["role"]) for person in truth.pop("authors", ()))
    dateline = truth.pop("dateline", None)
    expect = Expect(
        authors=authors,
        dateline=(dateline.get("place"), dateline.get("date_text")) if dateline else None,
        **{key: _frozen(value) for key, value in truth.items()},
    )
    return DemoArticle(name=name, expect=expect, **{key: _frozen(value) for key, value in fields.items()})


@lru_cache(maxsize=1)
def read_articles() -> tuple[DemoArticle, ...]:
    """All demo articles in the order of their file names."""
    found = [file for file in files(__name__).iterdir() if file.name.endswith(".yaml")]
    return tuple(
        parse_article(file.name.removesuffix(".yaml"), file.read_text("utf-8"))
        for file in sorted(found, key=lambda file: file.name)
    )


def _frozen(value: Any) -> Any:
    """Turn lists into tuples, as the records are shared by all who read them."""
    return tuple(value) if isinstance(value, list) else value
