"""First answer by rank, with its origin, and what the other readers said otherwise."""

from collections.abc import Iterable, Sequence

from ingest.extract.findings import Field, Finding
from ingest.extract.titles import fold

# Readers in rank order; "json-ld page" describes the page and not the article.
RANKS = (
    "selector", "json-ld", "microdata", "meta", "link", "profile", "visible", "time", "named", "titled", "ending",
    "script", "json-ld page", "box", "labelled", "url", "above", "lang", "account", "update", "yearless",
)  # fmt: skip


def ranked(findings: Iterable[Finding], field: Field) -> list[Finding]:
    """Return a field's findings in rank order, equal ones kept once."""
    rank = {reader: number for number, reader in enumerate(RANKS)}
    own = sorted((item for item in findings if item.field == field), key=lambda item: rank.get(item.reader, 99))
    return list({(item.reader, item.value): item for item in own}.values())


def others_of(findings: Iterable[Finding], field: Field, chosen: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the other readers' answers that differ from the chosen ones, as (reader, value)."""
    have = {fold(value) for value in chosen}
    differing: dict[tuple[str, str], None] = {}
    for item in ranked(findings, field):
        if fold(item.value) not in have:
            differing.setdefault((item.reader, item.value[:500]), None)
    return tuple(differing)
