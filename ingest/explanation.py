"""Answers "why did this field come out so?": each field raw and finished with its rule, each dropped word."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ingest.article import (
    Article,
    Block,
    Heading,
    Image,
    Listing,
    Paragraph,
    Preformatted,
    Quotation,
    Runs,
)
from ingest.article import Table as TableBlock

FIELDS = (
    "id",
    "source_url",
    "title",
    "published",
    "modified",
    "outlet",
    "authors",
    "dateline",
    "description",
    "category",
    "securities",
    "boards",
)
RAW_OF = {"id": "id_raw", "source_url": "link_raw", "description": "digest_raw", "authors": "authors_raw"}


def as_json(article: Article, reasons: list[str]) -> dict[str, Any]:
    """Return the explanation as plain data: fields, body, dropped, reasons against publishing."""
    return {
        "id": article.id,
        "source": article.source,
        "feed": article.feed,
        "url": article.url,
        "fields": {name: _field(article, name) for name in FIELDS},
        "body": [{"kind": type(block).__name__.lower(), "text": text_of(block)} for block in article.blocks],
        "dropped": [asdict(part) for part in article.dropped],
        "provenance": {name: _provenance(article, name) for name in sorted(article.provenance)},
        "quarantine": reasons,
    }


def page(article: Article, reasons: list[str], state: str) -> RenderableType:
    """Return the explanation as a page for a terminal; piped, it is plain text."""
    fields = Table("field", "raw", "finished", "rule", title="Fields", title_justify="left", show_lines=True)
    for name in FIELDS:
        told = _field(article, name)
        if told["raw"] or told["finished"]:
            facts = " ".join(f"{key}={value}" for key, value in told["facts"].items() if value)
            finished = _shown(told["finished"])
            style = "green" if finished else "red"
            fields.add_row(
                Text(name, "bold"),
                Text(_cut(told["raw"])),
                Text(_cut(finished), style),
                Text(f"{told['rule']} {facts}"),
            )
    body = Table("#", "block", "text", title="Body", title_justify="left")
    for number, block in enumerate(article.blocks, 1):
        body.add_row(str(number), type(block).__name__.lower(), Text(text_of(block)))
    dropped = Table("rule", "text", title="Not in the body", title_justify="left")
    for part in article.dropped:
        dropped.add_row(Text(part.rule, "yellow"), Text(_cut(part.text)))
    head = Text(f"{article.id}  {article.source}/{article.feed or 'link'}  {state}\n{article.url}", "bold")
    verdict = Text("\n".join(f"QUARANTINE: {reason}" for reason in reasons) or "fit to be published")
    return Group(head, fields, body, dropped, verdict)


def show(rendered: RenderableType) -> None:
    """Print a page, in colour on a terminal, plain and unbroken when piped."""
    console = Console(soft_wrap=False)
    if not console.is_terminal:
        console = Console(width=200, color_system=None)
    console.print(rendered)


def text_of(block: Block) -> str:
    """Return a block's text on one or several lines, without its looks."""
    match block:
        case Paragraph(runs) | Heading(runs):
            return _text(runs)
        case Image(src, alt, caption):
            return f"{src} [{alt}] {_text(caption)}"
        case TableBlock(rows, caption):
            lines = [" | ".join(_text(cell.runs) for cell in row) for row in rows]
            return "\n".join([*lines, _text(caption)]).strip()
        case Listing(items):
            return "\n".join("- " + " ".join(map(text_of, item)) for item in items)
        case Quotation(blocks):
            return "\n".join("> " + text_of(inner) for inner in blocks)
        case Preformatted(text):
            return text


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _field(article: Article, name: str) -> dict[str, Any]:
    origin = article.provenance.get(name)
    raw = getattr(article, RAW_OF.get(name, f"{name}_raw"), "") or ""
    value = getattr(article, name)
    if isinstance(value, datetime):
        value = value.isoformat()
    elif isinstance(value, tuple):
        value = [asdict(part) for part in value]
    elif value is not None and not isinstance(value, str):
        value = asdict(value)
    return {
        "raw": origin.raw if origin and origin.raw else _shown(raw),
        "finished": value,
        "rule": origin.rule if origin else "",
        "facts": dict(origin.facts) if origin else {},
    }


def _provenance(article: Article, name: str) -> dict[str, Any]:
    origin = article.provenance[name]
    return {"raw": origin.raw, "rule": origin.rule, "facts": dict(origin.facts)}


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(map(_shown, value))
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part)
    return str(value or "")


def _cut(text: str, most: int = 300) -> str:
    return text if len(text) <= most else text[:most] + f"… ({len(text)} characters)"
