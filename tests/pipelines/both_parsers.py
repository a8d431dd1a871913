"""Reading a body in every way, for tests that hold for each."""

from typing import Any

from ingest.article import Block, Heading, Image, Listing, Paragraph, Quotation, Runs, Table
from pipelines.conservation import added_characters, missing_characters
from pipelines.paragraphs.reading import ParagraphReading, read_paragraphs


def read(html: str, **facts: str) -> ParagraphReading:
    """Read with lxml, with BeautifulSoup and as chosen, demand one answer, and that no character went astray."""
    by_lxml = read_paragraphs(html, parser="lxml", **facts)
    by_bs4 = read_paragraphs(html, parser="bs4", **facts)
    chosen = read_paragraphs(html, **facts)
    for name in ("blocks", "dropped", "mentions", "source_line", "editors"):
        assert getattr(by_lxml, name) == getattr(by_bs4, name), name
        assert getattr(by_lxml, name) == getattr(chosen, name), name
    assert missing_characters(html, by_lxml.blocks, by_lxml.dropped) == ""
    assert added_characters(html, by_lxml.blocks, by_lxml.dropped) == ""
    return by_lxml


def plain(runs: Runs) -> str:
    """The text of runs."""
    return "".join(run.text for run in runs)


def shape(html: str, **facts: str) -> list[Any]:
    """The blocks of a body in short: text for a paragraph, (kind, …) for the rest."""
    return [_short(block) for block in read(html, **facts).blocks]


def _short(block: Block) -> Any:  # noqa: PLR0911  # one line for each kind of block
    match block:
        case Paragraph(runs):
            return plain(runs)
        case Heading(runs, level):
            return (f"h{level}", plain(runs))
        case Image(src, _, caption):
            return ("img", src, plain(caption))
        case Table(rows, caption):
            return ("table", [[plain(cell.runs) for cell in row] for row in rows], plain(caption))
        case Listing(items, ordered):
            return ("ol" if ordered else "ul", [[_short(inner) for inner in item] for item in items])
        case Quotation(blocks):
            return ("quote", [_short(inner) for inner in blocks])
        case _:
            return ("pre", block.text)


def drops(html: str, **facts: str) -> list[tuple[str, str]]:
    """What was dropped, as (rule, text)."""
    return [(one.rule, one.text) for one in read(html, **facts).dropped]
