"""The element that holds the article: where the worth of the lines below is greatest.

Each line has a worth: running text counts for it, links and furniture against it. The body is the
element whose lines sum up highest (Pasternack & Roth's maximum segment, on the tree instead of the
string), so that a text split by advertisements or wrapped in sections stays one. What a
well-kept library (trafilatura) takes for text counts as a second opinion on every line.
"""

from lxml import html

from ingest.extract.lines import Line, furniture_of
from ingest.extract.notices import is_notice
from ingest.extract.votes import votes_of
from ingest.extract.zones import holds_text, kind_of

# Share of the text on which two readers must agree before the other's omissions count as evidence.
_AGREED = 0.7


def find_body(lines: list[Line], voted: str = "") -> html.HtmlElement | None:
    """Return the element that holds the article's text, or None when nothing reads like one.

    `voted` is the `votes.key_of` key of the text that another reader found. Where both readers agree on
    most of the text, what the other left out counts against an element; else it only counts less.
    """
    votes = votes_of([line.text for line in lines], voted)
    furniture = furniture_of(lines, 0.5)
    unsure = 0.6 if voted else 1.0
    best = _heaviest(lines, [_worth(*facts, unsure) for facts in zip(lines, furniture, votes, strict=True)])
    if best is None:  # a text of short lines alone: verse, a list of results
        plain = [not flag and line.link_share < 0.3 for line, flag in zip(lines, furniture, strict=True)]
        best = _heaviest(
            lines, [line.weight if flag else -line.weight for line, flag in zip(lines, plain, strict=True)]
        )
    if best is None or not voted:
        return best
    within = set(best.iter())
    text = [
        (line.weight, vote) for line, vote in zip(lines, votes, strict=True) if line.sentence and line.node in within
    ]
    if sum(weight for weight, vote in text if vote) < _AGREED * sum(weight for weight, _ in text):
        return best
    surer = _heaviest(lines, [_worth(*facts, -0.3) for facts in zip(lines, furniture, votes, strict=True)])
    return best if surer is None else surer


def _heaviest(lines: list[Line], worths: list[float]) -> html.HtmlElement | None:
    """Return the element whose lines sum up highest, None when no line counts for anything."""
    sums: dict[html.HtmlElement, float] = {}
    for line, worth in zip(lines, worths, strict=True):
        node: html.HtmlElement | None = line.node
        while node is not None:
            sums[node] = sums.get(node, 0.0) + worth
            node = node.getparent()
    best, most = None, 0.0
    for node, total in sums.items():
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
    if is_notice(line.text):
        return 0.0
    if line.sentence:
        return line.weight * (1 - line.link_share) * (1.3 if voted else unvoted)
    if voted:
        return 0.2 * line.weight
    return -1.0 if line.weight < 12 else 0.2 * line.weight
