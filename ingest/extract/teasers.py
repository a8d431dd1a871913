"""Parts that repeat beside a text and are none of it: teasers of other articles, and readers' comments.

Templates name such parts in ways without number, so their shape tells them: three or more parts of one make, side by
side, each with a link into the site and a sentence or two; whatever stands below a heading of comments; and what is
above the headline and of other kinds than the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlsplit

from lxml import html

from ingest.extract.head import flow_of
from ingest.extract.lines import Line
from ingest.extract.notices import opens_comments
from ingest.extract.zones import holds_text, kind_of

# Fewer parts are no list; a part that says more, or has more lines, is no teaser.
_LEAST, _MOST, _SENTENCES, _LINES = 3, 80.0, 2, 6
# How far above a line its part is looked for, and an element of text.
_LEVELS, _ABOVE = 6, 40
# How much of a line of a link is linked, and what a headline weighs at least; a time is none.
_LINKED, _TITLED = 0.6, 4.0
# What is left at least of the text where parts are no text.
_LEFT = 15.0


@dataclass(slots=True)
class _Part:
    """What an element holds."""

    lines: list[int] = field(default_factory=list)
    weight: float = 0.0
    sentences: int = 0
    linked: bool = False


def beside_text(lines: Sequence[Line], url: str, first: int = -1) -> set[int]:
    """Return the numbers of the lines in teasers and comments; `first` is that of the headline, -1 for none.

    `url` is the page's address: links to other hosts are what an article itself may list.
    """
    return _in_teasers(lines, url) | _in_comments(lines, first) | _above(lines, first)


def _above(lines: Sequence[Line], first: int) -> set[int]:
    """Return the text above the headline where more, and of other kinds, is below: a notice of cookies, a motto."""
    above = {number for number, line in enumerate(lines[: max(first, 0)]) if line.sentence}
    below = [line for line in lines[first + 1 :] if line.sentence] if above else []
    if sum(lines[number].weight for number in above) > sum(line.weight for line in below):
        return set()
    kinds = set(map(flow_of, below))
    return {number for number in above if flow_of(lines[number]) not in kinds}


def _in_teasers(lines: Sequence[Line], url: str) -> set[int]:
    """Return the lines in parts that repeat, each a link into the site with little text."""
    parts: dict[html.HtmlElement, _Part] = {}
    for number, line in enumerate(lines):
        node: html.HtmlElement | None = line.node
        linked = line.link_share > _LINKED and line.weight >= _TITLED and _leads_inside(line.node, url)
        for _ in range(_LEVELS):
            if node is None or node.tag == "body":
                break
            part = parts.setdefault(node, _Part())
            part.lines.append(number)
            part.linked = part.linked or linked
            part.weight += line.weight
            part.sentences += line.sentence
            node = node.getparent()
    rows: dict[object, list[_Part]] = {}
    for node, part in parts.items():
        rows.setdefault((node.getparent(), node.tag, node.get("class")), []).append(part)
    found: set[int] = set()
    for row in rows.values():
        fits = [part for part in row if part.linked and _is_small(part)]
        if len(fits) >= _LEAST and 2 * len(fits) > len(row) and all(part.weight <= _MOST for part in row):
            found.update(number for part in fits for number in part.lines)
    if (
        sum(
            line.weight for number, line in enumerate(lines) if line.sentence and number not in found and not line.zones
        )
        < _LEFT
    ):
        return set()
    found -= _of_text(lines, found)
    return _with_headings(lines, found) if found else found


def _of_text(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Return the lines found in an element of text that holds little else: a list of links is what that page tells."""
    named: dict[html.HtmlElement, bool] = {}
    held: dict[html.HtmlElement, float] = {}  # by elements of text: what is found in them less what is not
    holders: dict[int, list[html.HtmlElement]] = {}
    for number, line in enumerate(lines if found else ()):
        if not (line.sentence or number in found):
            continue
        above = list(islice(line.node.iterancestors(), _ABOVE))
        named.update((up, up.tag != "body" and holds_text(up)) for up in above if up not in named)
        holders[number] = [up for up in above if named[up]]
        for up in holders[number] if line.sentence else ():
            held[up] = held.get(up, 0.0) + (line.weight if number in found else -2 * line.weight)
    return {number for number in found if any(held.get(up, 0.0) > 0 for up in holders[number])}


def _is_small(part: _Part) -> bool:
    """Tell whether a part says no more than a teaser does."""
    return 0 < part.sentences <= _SENTENCES and part.weight <= _MOST and len(part.lines) <= _LINES


def _with_headings(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Return the lines found with those that stand in a part with them, where no text is."""
    around = _around(line for number, line in enumerate(lines) if line.sentence and number not in found)
    within: set[html.HtmlElement] = set()
    for number in found:
        if lines[number].node not in within:
            within.update(_part_of(lines[number].node, around).iter())
    return found | {number for number, line in enumerate(lines) if line.node in within}


def _part_of(node: html.HtmlElement, around: set[html.HtmlElement]) -> html.HtmlElement:
    """Return the largest element around one that is not in `around`."""
    while (above := node.getparent()) is not None and above not in around:
        node = above
    return node


def _around(lines: Iterable[Line]) -> set[html.HtmlElement]:
    """Return the elements that lines stand in."""
    around: set[html.HtmlElement] = set()
    for line in lines:
        _add_around(line.node, around)
    return around


def _add_around(node: html.HtmlElement | None, around: set[html.HtmlElement]) -> None:
    """Add an element and all around it."""
    while node is not None and node not in around:
        around.add(node)
        node = node.getparent()


def _leads_inside(node: html.HtmlElement, url: str) -> bool:
    """Tell whether an element's first link leads to the page's own site."""
    above = node.getparent()
    link = node if node.tag == "a" else next(node.iter("a"), None)
    while link is None and above is not None and above.tag != "body":
        link = above if above.tag == "a" else None
        above = above.getparent()
    target = "" if link is None else (link.get("href") or "")
    if target.lower().startswith(("#", "javascript:", "mailto:")):
        return False
    try:
        host = urlsplit(target).netloc.lower()
        return not host or host.split(".")[-2:] == urlsplit(url).netloc.lower().split(".")[-2:]
    except ValueError:
        return False


def _in_comments(lines: Sequence[Line], first: int) -> set[int]:
    """Return the lines of the largest part that begins with a heading of comments and holds no text before it.

    Parts that are named comments and hold many small ones are such too.
    """
    named = _named_comments(lines)
    around: set[html.HtmlElement] = set()  # the elements around the text so far
    within: set[html.HtmlElement] = set()  # the elements of comments
    for number, line in enumerate(lines):
        if line.node in within:
            continue
        part = next((zone for zone in line.zones if zone in named), None)
        if around and part is not None and part not in around:
            within.update(part.iter())
        elif around and line.link_share < _LINKED and opens_comments(line.text):
            within.update(_part_of(line.node, around).iter())
        elif line.sentence and number > first:
            _add_around(line.node, around)
    return {number for number, line in enumerate(lines) if line.node in within} if within else set()


def _named_comments(lines: Sequence[Line]) -> set[html.HtmlElement]:
    """Return the elements that are named comments and whose sentences stand in many parts: a column is one text."""
    held: dict[html.HtmlElement, list[html.HtmlElement]] = {}
    for line in lines:
        above = line.node.getparent()
        for zone in line.zones if line.sentence and above is not None else ():
            held.setdefault(zone, []).append(above)
    return {
        zone
        for zone, parts in held.items()
        if len(set(parts)) >= _LEAST and 2 * len(set(parts)) >= len(parts) and kind_of(zone) == "comments"
    }
