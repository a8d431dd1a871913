"""The values that front matter can hold, each under one name, and the forms that generators want them in.

A new value is a line in VALUES, a new form a line in FORMS; profiles name them in their declarations.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from ingest.article import Article
from ingest.errors import WriteError
from output.frontmatter import Plain
from output.paths import safe_id

LONGEST_TERM = 60
Words = Callable[[str], str]
"""How a profile writes text that layouts print: as it stands, or safe for layouts that don't escape."""


class Value(NamedTuple):
    """One value: how it is read of an article (with its category's slug), and its type in a zod schema."""

    read: Callable[[Article, str, Words], object]
    zod: str = "z.string()"


VALUES: Mapping[str, Value] = {
    "authors": Value(
        lambda article, _, words: [{"name": words(one.name), "role": one.role} for one in article.authors],
        "z.array(z.object({ name: z.string(), role: z.string() }))",
    ),
    "category": Value(lambda _article, slug, _words: slug),
    "dateline": Value(
        lambda article, _, words: _dateline(article, words),
        "z.object({ place: z.string().optional(), date: z.string().optional() })",
    ),
    "description": Value(lambda article, _, words: words(article.description)),
    "file_id": Value(lambda article, *_: safe_id(article.id)),
    "id": Value(lambda article, *_: article.id),
    "modified": Value(lambda article, *_: article.modified, "z.coerce.date()"),
    "outlet": Value(lambda article, _, words: words(article.outlet)),
    "published": Value(lambda article, *_: _published(article), "z.coerce.date()"),
    "securities": Value(
        lambda article, _, words: [{"symbol": one.symbol, "name": words(one.name)} for one in article.securities],
        "z.array(z.object({ symbol: z.string(), name: z.string() }))",
    ),
    "source_url": Value(lambda article, *_: article.source_url),
    "tag": Value(lambda article, _, words: words(tag(article))),
    "title": Value(lambda article, _, words: words(article.title)),
    "withdrawn": Value(lambda article, *_: article.withdrawn, "z.boolean()"),
}
ALWAYS = frozenset({"id", "file_id", "published", "source_url", "title"})
"""Values that no published article lacks."""

FORMS: Mapping[str, Callable[[object], object]] = {
    "iso": lambda value: _instant(value).isoformat(),
    "list": lambda value: [value],
    "spaced": lambda value: Plain(f"{_instant(value):%Y-%m-%d %H:%M:%S %z}"),
    "terms": lambda value: [_term(str(value))],
    "whole": lambda value: [value] if " " in str(value) else value,
}
_STRINGS = "z.array(z.string())"
ZOD_OF_FORM = {"list": _STRINGS, "terms": _STRINGS, "whole": f"z.union([z.string(), {_STRINGS}])"}
INSTANTS = frozenset({"published", "modified"})
INSTANT_FORMS = frozenset({"iso", "spaced"})


def tag(article: Article) -> str:
    """Name of the article's category for readers: the outlet's news, or the title of its feed's category."""
    if article.outlet:
        return f"{article.outlet}新闻"
    read = article.provenance.get("category")
    return read.raw if read and read.raw else article.category


def _published(article: Article) -> datetime:
    if article.published is None:
        raise WriteError("article without an instant", source=article.source, field="published")
    return article.published


def _dateline(article: Article, words: Words) -> dict[str, str]:
    line = article.dateline
    parts = {"place": line.place, "date": line.date_text} if line else {}
    return {key: words(part) for key, part in parts.items() if part}


def _instant(value: object) -> datetime:
    assert isinstance(value, datetime), "declarations are checked for this"  # noqa: S101 - said to the type checker
    return value


def _term(text: str) -> str:
    """Name that a generator may make a folder of: no separators, no dots in front, not over-long."""
    return re.sub(r"[^\w .·-]+", "-", text).strip(" .-")[:LONGEST_TERM].strip(" .-") or "-"
