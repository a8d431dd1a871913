"""Blocks to Markdown that shows exactly their text: CommonMark with GFM tables, good for kramdown too.

What Markdown can't hold is clean HTML (see rawhtml): tables with merged cells or with line breaks in
cells, lists that don't begin at 1, preformatted text. A site on Hugo lets it through with
`markup.goldmark.renderer.unsafe`; without that the words of a `pre` or of such a table are missing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.article import (
    Block,
    Blocks,
    Cell,
    Heading,
    Image,
    Listing,
    Paragraph,
    Preformatted,
    Quotation,
    Run,
    Runs,
    Table,
)
from output.inline import escape_alt, guard_start, lines, paragraph
from output.rawhtml import numbered_html, pre_html, table_html
from output.safety import safe_href

Rows = tuple[tuple[Cell, ...], ...]

# markdown-it's CommonMark preset shows nothing of what is nested deeper than 20 tokens; a list is two.
DEEPEST = 6


def to_markdown(blocks: Blocks) -> str:
    """Body of a post: blocks with an empty line between, one line end last; "" for no visible block.

    Quotations and lists nested deeper than six levels are written flat, their words in order.
    """
    body = _body(blocks, 0)
    return f"{body}\n" if body else ""


def _body(blocks: Blocks, depth: int) -> str:
    written: list[str] = []
    previous: Block | None = None
    for block in blocks if depth < DEEPEST else _flat(blocks):
        text = _block(block, depth)
        if not text:
            continue
        if isinstance(block, Listing) and isinstance(previous, Listing):
            written.append("<!-- -->")  # else two lists become one
        written.append(text)
        previous = block
    return "\n\n".join(written)


def _flat(blocks: Blocks) -> Iterator[Block]:
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Quotation):
            waiting.extend(reversed(block.blocks))
        elif isinstance(block, Listing):
            waiting.extend(inner for item in reversed(block.items) for inner in reversed(item))
        else:
            yield block


def _block(block: Block, depth: int) -> str:  # noqa: PLR0911 - one return for each kind of block
    match block:
        case Paragraph(runs):
            return paragraph(runs)
        case Heading(runs, level):
            text = "<br />".join(lines(runs))
            return f"{'#' * min(max(level, 2), 6)} {text}" if text else ""
        case Image():
            return _image(block)
        case Table():
            return _table(block)
        case Listing():
            return _listing(block, depth)
        case Quotation(inner):
            return _quoted(_body(inner, depth + 1))
        case Preformatted(text):
            return pre_html(text) if text.strip() else ""


def _image(image: Image) -> str:
    """Picture and caption as two paragraphs, the caption in emphasis.

    A `<figure>` would tie them closer, but its words are raw HTML, which Hugo leaves out unless told
    otherwise; the image's title is no place either, as only a mouse ever shows it. A picture whose
    address may not be linked leaves its alternative text, as browsers do when they can't show one.
    """
    src = safe_href(image.src)
    if src and not src.lower().startswith("mailto:"):
        shown = f"![{escape_alt(image.alt)}]({src.replace('&', '&amp;')})"
    else:
        shown = paragraph((Run(" ".join(image.alt.split())),))
    return "\n\n".join(part for part in (shown, _caption(image.caption)) if part)


def _caption(runs: Runs) -> str:
    return paragraph(tuple(replace(run, emphasis=True) for run in runs))


def _table(table: Table) -> str:
    rows = tuple(row for row in table.rows if row)
    written = (_gfm(rows) if _is_plain(rows) else table_html(rows)) if rows else ""
    return "\n\n".join(part for part in (_caption(table.caption), written) if part)


def _is_plain(rows: Rows) -> bool:
    """Whether GFM and kramdown hold it: one line a cell, nothing merged, a body, a head of one row at most."""
    return not (len(rows) == 1 and any(cell.header for cell in rows[0])) and not any(
        cell.colspan > 1
        or cell.rowspan > 1
        or (cell.header and row is not rows[0])
        or any("\n" in run.text for run in cell.runs)
        for row in rows
        for cell in row
    )


def _gfm(rows: Rows) -> str:
    """Pipe table; without a header row its head stays empty, as GFM wants one and none is invented."""
    width = max(map(len, rows))
    cells = [[guard_start("".join(lines(cell.runs))) for cell in row] + [""] * (width - len(row)) for row in rows]
    if not any(cell.header for cell in rows[0]):
        cells.insert(0, [""] * width)
    cells.insert(1, ["---"] * width)
    return "\n".join("| " + " | ".join(row) + " |" for row in cells)


def _listing(listing: Listing, depth: int) -> str:
    simple = all(len(item) == 1 and isinstance(item[0], Paragraph) for item in listing.items)
    if listing.ordered and listing.start != 1 and simple:
        return numbered_html(listing)
    bodies = [body for item in listing.items if (body := _item(item, depth))]
    numbers = range(max(listing.start, 0), max(listing.start, 0) + len(bodies))
    markers = [f"{number}. " for number in numbers] if listing.ordered else ["- "] * len(bodies)
    items = [marker + _indented(body, len(marker)) for marker, body in zip(markers, bodies, strict=True)]
    return ("\n\n" if any("\n\n" in body for body in bodies) else "\n").join(items)


def _item(blocks: Blocks, depth: int) -> str:
    """One item; a list right below its paragraph keeps the whole list tight, if it may interrupt one."""
    match blocks:
        case (Paragraph(runs), Listing(_, ordered, start) as inner) if depth + 1 < DEEPEST and (
            not ordered or start == 1
        ):
            return "\n".join(part for part in (paragraph(runs), _listing(inner, depth + 1)) if part)
    return _body(blocks, depth + 1)


def _indented(body: str, width: int) -> str:
    return re.sub(r"\n(?!\n)", "\n" + " " * width, body)


def _quoted(body: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in body.split("\n")) if body else ""
