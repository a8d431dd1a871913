"""Clean HTML for the few shapes that Markdown can't hold: merged cells, lists from another number, `pre`.

Whatever is written here has gone through nh3 with the allow-list below, and holds no brace and no
empty line: a template engine finds nothing in it, and CommonMark doesn't end the HTML block early.
"""

import re

import nh3

from ingest.article import Cell, Listing, Paragraph, Run, Runs
from output.safety import html_text, reference, safe_href, strip_invisible

TAGS = {"table", "thead", "tbody", "tr", "th", "td", "ol", "li", "strong", "em", "a", "br"}
ATTRIBUTES = {"th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "ol": {"start"}, "a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
_MARKER = re.compile(r"^( *)([-+*^:\t0-9])", re.MULTILINE)


def table_html(rows: tuple[tuple[Cell, ...], ...]) -> str:
    """Table with its spans; leading rows that are all header cells make the head."""
    head = next((i for i, row in enumerate(rows) if not all(cell.header for cell in row)), len(rows))
    parts = ["<table>"]
    for tag, section in (("thead", rows[:head]), ("tbody", rows[head:])):
        if section:
            parts += [f"<{tag}>", *("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in section), f"</{tag}>"]
    return _clean("\n".join([*parts, "</table>"]))


def numbered_html(listing: Listing) -> str:
    """List of single paragraphs that doesn't begin at 1: kramdown drops a Markdown list's number."""
    items = (
        f"<li>{_inline(block.runs)}</li>" for item in listing.items for block in item if isinstance(block, Paragraph)
    )
    return _clean("\n".join([f'<ol start="{listing.start}">', *items, "</ol>"]))


def pre_html(text: str) -> str:
    """Preformatted text, to the blank.

    A line end more stands in front where the text begins with one, as HTML drops the first. What would
    be a list's marker at a line's start is a reference, as kramdown looks for markers before it looks
    for tags; so is a tab there, which a list's indent would turn into blanks.
    """
    text = html_text(strip_invisible(text))
    return "<pre>" + ("\n" if text.startswith("\n") else "") + _MARKER.sub(_marked, text) + "</pre>"


def _marked(match: re.Match[str]) -> str:
    return match[1] + reference(match[2])


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    spans = (("colspan", cell.colspan), ("rowspan", cell.rowspan))
    attributes = "".join(f' {name}="{span}"' for name, span in spans if span > 1)
    return f"<{tag}{attributes}>{_inline(cell.runs)}</{tag}>"


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs)).strip("\n").replace("\n", "<br>")


def _run(run: Run) -> str:
    text = html_text(strip_invisible(run.text))
    for wanted, tag in ((run.emphasis, "em"), (run.strong, "strong")):
        text = f"<{tag}>{text}</{tag}>" if wanted and run.text.strip() else text
    href = safe_href(run.href) if run.href and run.text.strip() else ""
    return f'<a href="{html_text(href)}">{text}</a>' if href else text


def _clean(markup: str) -> str:
    cleaned = nh3.clean(markup, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return cleaned.replace("{", "&#123;").replace("}", "&#125;")
