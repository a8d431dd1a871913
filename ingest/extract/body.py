"""The element that holds the article: where the worth of the lines below is greatest.

Each line has a worth: running text counts for it, links and furniture against it. The body is the
element whose lines sum up highest (Pasternack & Roth's maximum segment, on the tree instead of the
string), so that a text split by advertisements or wrapped in sections stays one. What a
well-kept library (trafilatura) takes for text counts as a second opinion on every line.
"""

from collections.abc import Collection

from lxml import html

from ingest.extract.lines import Line, furniture_of
from ingest.extract.notices import opens_notice
from ingest.extract.votes import votes_of
from ingest.extract.zones import holds_text, kind_of

# Share of the text on which two readers must agree before the other's omissions count as evidence.
_AGREED = 0.7


def find_body(lines: list[Line], voted: str = "", beside: Collection[int] = ()) -> html.HtmlElement | None:
    """Return the element that holds the article's text, or None when nothing reads like one.

    `voted` is the `votes.key_of` key of the text that another reader found. Where both readers agree on
    most of the text, what the other left out counts against an element; else it only counts less. The lines whose
    numbers are in `beside` count as furniture.
    """
    votes = votes_of([line.text for line in lines], voted)
    furniture = [flag or number in beside for number, flag in enumerate(furniture_of(lines, 0.5))]
    unsure = 0.6 if voted else 1.0
    tree = _ascent(lines)
    best = _heaviest(tree, lines, [_worth(*facts, unsure) for facts in zip(lines, furniture, votes, strict=True)])
    if best is None:  # a text of short lines alone: verse, a list of results
        plain = [not flag and line.link_share < 0.3 for line, flag in zip(lines, furniture, strict=True)]
        best = _heaviest(
            tree, lines, [line.weight if flag else -line.weight for line, flag in zip(lines, plain, strict=True)]
        )
    if best is None or not voted:
        return best
    within = set(best.iter())
    text = [
        (line.weight, vote)
        for number, (line, vote) in enumerate(zip(lines, votes, strict=True))
        if line.sentence and line.node in within and number not in beside
    ]
    if sum(weight for weight, vote in text if vote) < _AGREED * sum(weight for weight, _ in text):
        return best
    surer = _heaviest(tree, lines, [_worth(*facts, -0.3) for facts in zip(lines, furniture, votes, strict=True)])
    return best if surer is None else surer


def _ascent(lines: list[Line]) -> list[tuple[html.HtmlElement, html.HtmlElement | None]]:
    """Return the elements around the lines, each with its parent, the deepest first."""
    depths: dict[html.HtmlElement | None, int] = {None: 0}
    above: dict[html.HtmlElement, html.HtmlElement | None] = {}
    for line in lines:
        way: list[html.HtmlElement] = []
        node: html.HtmlElement | None = line.node
        while node is not None and node not in depths:
            way.append(node)
            above[node] = node = node.getparent()
        depths |= {passed: depth for depth, passed in enumerate(reversed(way), depths[node] + 1)}
    return sorted(above.items(), key=lambda pair: -depths[pair[0]])


def _heaviest(
    tree: list[tuple[html.HtmlElement, html.HtmlElement | None]], lines: list[Line], worths: list[float]
) -> html.HtmlElement | None:
    """Return the element whose lines sum up highest, None when no line counts for anything."""
    sums: dict[html.HtmlElement | None, float] = {}
    for line, worth in zip(lines, worths, strict=True):
        sums[line.node] = sums.get(line.node, 0.0) + worth
    best, most = None, 0.0
    for node, parent in tree:
        total = sums[node]
        sums[parent] = sums.get(parent, 0.0) + total
        named = 1.15 if holds_text(node) or node.tag == "article" else 1.0
        if total * named > most:
            best, most = node, total * named
    return best


def _worth(line: Line, furniture: bool, voted: bool, unvoted: float) -> float:  # noqa: FBT001 - a row of facts
    """Return what a line counts for its element; running text that no one voted for is scaled by `unvoted`."""
    if furniture:
        return 0.0 if all(kind_of(zone) == "hidden" for zone in line.zones) else -0.4 * min(line.weight, 60)
    if line.link_share > 0.6:
        return -min(line.weight, 25.0)
    if line.sentence:
        return 0.0 if opens_notice(line.text) else line.weight * (1 - line.link_share) * (1.3 if voted else unvoted)
    if voted:
        return 0.2 * line.weight
    return -1.0 if line.weight < 12 else 0.2 * line.weight
