"""First answer by rank, with its origin, and what the other readers said otherwise."""

import re
from collections.abc import Iterable, Sequence

from ingest.extract.findings import Field, Finding
from ingest.extract.titles import fold

# Readers in rank order; "json-ld page" describes the page and not the article.
RANKS = (
    "selector", "json-ld", "microdata", "meta", "link", "profile", "visible", "time", "named", "script",
    "json-ld page", "labelled", "url", "lang", "account", "update", "yearless",
)  # fmt: skip
_NOBODY = re.compile(
    r"^\W*(?:admin\w*|administrator|editor|root|user|guest|webmaster|staff|null|none|undefined|n/a|佚名|匿名|未知|本站|管理员|编辑|小编|作者|记者|author|by)\W*$",
    re.IGNORECASE,
)


def ranked(findings: Iterable[Finding], field: Field) -> list[Finding]:
    """Return a field's findings in rank order, equal ones kept once."""
    rank = {reader: number for number, reader in enumerate(RANKS)}
    own = sorted((item for item in findings if item.field == field), key=lambda item: rank.get(item.reader, 99))
    return list({(item.reader, item.value): item for item in own}.values())


def choose_authors(findings: Sequence[Finding]) -> list[Finding]:
    """Return the first reader's authors that are people, all of them; the site's own name is none."""
    site = {fold(item.value) for item in findings if item.field in {"site", "outlet"}}
    answers = [item for item in ranked(findings, "authors") if len(item.value) < 300 and not _NOBODY.match(item.value)]
    people = [item for item in answers if fold(item.value) not in site] or answers
    return [item for item in people if item.reader == people[0].reader]


def others_of(findings: Iterable[Finding], field: Field, chosen: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the other readers' answers that differ from the chosen ones, as (reader, value)."""
    have = {fold(value) for value in chosen}
    differing: dict[tuple[str, str], None] = {}
    for item in ranked(findings, field):
        if fold(item.value) not in have:
            differing.setdefault((item.reader, item.value[:500]), None)
    return tuple(differing)
