"""The element that holds the article: where the worth of the lines below is greatest.

Each line has a worth: running text counts for it, links and furniture against it. The body is the
element whose lines sum up highest (Pasternack & Roth's maximum segment, on the tree instead of the
string), so that a text split by advertisements or wrapped in sections stays one. What a
well-kept library (trafilatura) takes for text counts as a second opinion on every line.
"""

import re
from collections.abc import Collection

from lxml import html

from ingest.extract.lines import Line, furniture_of
from ingest.extract.zones import holds_text

_LETTERS = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """Return a line's letters and digits alone, by which two readers' lines are compared."""
    return _LETTERS.sub("", text).casefold()


def find_body(lines: list[Line], voted: Collection[str] = ()) -> html.HtmlElement | None:
    """Return the element that holds the article's text, or None when nothing reads like one.

    `voted` are the `key_of` keys of the lines that another reader took for text.
    """
    worths = worths_of(lines, voted)
    sums: dict[html.HtmlElement, float] = {}
    own: dict[html.HtmlElement, float] = {}
    for line, worth in zip(lines, worths, strict=True):
        node: html.HtmlElement | None = line.node
        if worth > 0:
            own[line.node] = own.get(line.node, 0.0) + worth
        while node is not None:
            sums[node] = sums.get(node, 0.0) + worth
            node = node.getparent()
    if not own:
        return None
    best, most = None, 0.0
    for node, total in sums.items():
        bonus = 1.15 if holds_text(node) or node.tag == "article" else 1.0
        if total * bonus > most:
            best, most = node, total * bonus
    return best


def worths_of(lines: list[Line], voted: Collection[str]) -> list[float]:
    """Return what each line counts for or against its element being the article's."""
    furniture = furniture_of(lines, 0.5)
    return [_worth(line, voted, furniture=flag) for line, flag in zip(lines, furniture, strict=True)]


def _worth(line: Line, voted: Collection[str], *, furniture: bool) -> float:
    """Return one line's worth; a second opinion raises text and lowers what it left out."""
    if furniture:
        return -0.4 * min(line.weight, 60)
    if line.link_share > 0.6:
        return -min(line.weight, 25.0)
    if line.sentence:
        worth = line.weight * (1 - line.link_share)
        if voted:
            worth *= 1.3 if key_of(line.text) in voted else 0.6
        return worth
    return -1.0 if line.weight < 12 else 0.2 * line.weight
