"""Furniture inside the body: what stands in the text's element and is not the text.

A flat list of passes over the body's lines, each saying which lines go; an element goes as a whole
when all its lines do. Bylines, source lines and editors' lines stay: the later stages read them.
"""

import re
from collections.abc import Collection, Sequence
from itertools import islice

from lxml import html

from ingest.extract.head import above_text
from ingest.extract.lines import Line, furniture_of
from ingest.extract.notices import ends_text, is_control, is_teaser, opens_list
from ingest.extract.tail import below_text, beyond_votes, last_of_flow
from ingest.extract.votes import votes_of

_DEAD = ("script", "style", "noscript", "iframe", "object", "embed", "form", "button", "select", "input", "textarea")
# A line that opens a list of other things: it and what follows in its part go.
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])", re.IGNORECASE)
# The share of the text that the other reader must know before it has a say.
_KNOWN = 0.25
# A line that weighs less is short; the links of one that are looked at.
_SHORT, _FEW = 40, 20
# Elements of lines that may lead to another article, and how much of such a line is linked.
_LEADING, _LINKED, _ALONE = frozenset(("p", "div", "section", "blockquote")), 0.3, 0.9


def trim(
    node: html.HtmlElement,
    title: str,
    lines: Sequence[Line],
    voted: str = "",
    *,
    writers: Collection[str] = (),
    sites: Collection[str] = (),
    beside: Collection[int] = (),
) -> float:
    """Take the furniture out of the body's element, in place, and return what the rest weighs.

    `lines` are those of the page, read before anything was cut. `voted` is the `votes.key_of` key of
    what another reader takes for the text, "" when it has no say; `writers` and `sites` are the names that the
    page gives of them, `beside` numbers of lines that are no text. Elements that hold no text of
    their own (scripts, forms) stay for `bare`, as pictures may still be found in them.
    """
    alive = {node}
    alive.update(part for part in node.iterdescendants() if part.getparent() in alive and part.tag not in _DEAD)
    numbers = [number for number, line in enumerate(lines) if line.node in alive]
    own = [lines[number] for number in numbers]
    gone = {index for index, number in enumerate(numbers) if number in beside} | _in_zones(own)
    votes = votes_of([line.text for line in own], voted) if voted else None
    gone |= above_text(own, title, votes, [*writers, *sites])
    votes = votes if votes and _knows(own, gone, votes) else None
    gone |= _after_opener(own, votes) | _link_lists(own, votes) | _between(own, gone, votes)
    gone |= below_text(own, gone, votes, writers) | beyond_votes(own, gone, votes)
    _take_out(node, own, gone)
    _cut_controls(own)
    return sum(line.weight for index, line in enumerate(own) if index not in gone)


def _knows(lines: list[Line], gone: set[int], votes: list[bool]) -> bool:
    """Tell whether the other reader knows enough of the text to have a say."""
    text = [index for index, line in enumerate(lines) if line.sentence and index not in gone]
    known = sum(lines[index].weight for index in text if votes[index])
    return known > 0 and known >= _KNOWN * sum(lines[index].weight for index in text)


def bare(node: html.HtmlElement) -> None:
    """Take out of a trimmed body what is no text and no picture, and the hiding off what is kept.

    A script would have shown it, and later stages drop what is hidden.
    """
    for dead in list(node.iter(*_DEAD)):
        if dead is not node:
            dead.drop_tree()
    for kept in node.iter():
        if isinstance(kept.tag, str) and (kept.get("hidden") is not None or _HIDING.search(kept.get("style") or "")):
            kept.attrib.pop("hidden", None)
            kept.attrib.pop("style", None)


def _in_zones(lines: list[Line]) -> set[int]:
    """Return the lines inside elements whose mark-up names them furniture."""
    return {index for index, flag in enumerate(furniture_of(lines, 0.4)) if flag}


def _after_opener(lines: list[Line], votes: list[bool] | None) -> set[int]:
    """Return the lines from one that opens a list of other things to the end, or to the next text."""
    text = sum(line.weight for line in lines if line.sentence) or 1.0
    flow = last_of_flow(lines, votes)
    gone: set[int] = set()
    seen = 0.0
    for index, line in enumerate(lines):
        if opens_list(line.text):
            if seen > 0 and text - seen < 0.25 * text and (index > flow or ends_text(line.text)):
                return gone | set(range(index, len(lines)))
            follows = range(index + 1, len(lines)) if index not in gone else ()  # else what follows was looked at
            gone.add(index)
            for later in follows:
                if lines[later].link_share < 0.6 or _heads_text(lines, later):
                    break
                gone.add(later)
        seen += line.weight if line.sentence else 0
    return gone


def _heads_text(lines: list[Line], index: int) -> bool:
    """Tell a linked heading of text from one of a list of links."""
    below = lines[index + 1 : index + 2]
    return lines[index].node.tag in {"h2", "h3", "h4"} and bool(below) and below[0].sentence


def _link_lists(lines: list[Line], votes: list[bool] | None) -> set[int]:
    """Return unvoted linked lines of which two or more stand in a row, and those at the very end."""
    linked = [
        line.link_share > 0.8 and line.weight > 0 and not (votes and votes[index]) for index, line in enumerate(lines)
    ]
    last = max((index for index, line in enumerate(lines) if line.sentence), default=-1)
    return {
        index
        for index, flag in enumerate(linked)
        if flag and (index > last or linked[index - 1 : index] == [True] or linked[index + 1 : index + 2] == [True])
    }


def _between(lines: list[Line], gone: set[int], votes: list[bool] | None) -> set[int]:
    """Return the lines that lead to another article, each alone between two of the text."""
    left = [index for index in range(len(lines)) if index not in gone]
    return {
        index
        for before, index, behind in zip(left, left[1:], left[2:], strict=False)
        if lines[index].node.tag in _LEADING
        and lines[index].link_share > _LINKED
        and lines[before].link_share < 0.5
        and lines[behind].sentence
        and _leads_on(lines[index], voted=bool(votes and votes[index]))
    }


def _leads_on(line: Line, *, voted: bool) -> bool:
    """Tell a line that leads to another article by its first words, its capitals, or the other reader's silence."""
    return is_teaser(line.text) or (line.link_share > _ALONE and (not voted or line.text.isupper()))


def _cut_controls(lines: Sequence[Line]) -> None:
    """Cut linked controls out of short lines that say more, such as one beside the editor's name."""
    for line in lines:
        if line.linked and not line.sentence and line.weight < _SHORT and line.node.getparent() is not None:
            for link in list(islice(line.node.iter("a"), _FEW)):
                if is_control("".join(islice(link.itertext(), _FEW))):
                    link.drop_tree()


def _take_out(node: html.HtmlElement, lines: list[Line], gone: set[int]) -> None:
    """Remove the elements all of whose lines go; of a line among kept ones the words are cut."""
    kept: set[html.HtmlElement] = set()
    for index, line in enumerate(lines):
        if index not in gone:
            up: html.HtmlElement | None = line.node
            while up is not None and up not in kept:
                kept.add(up)
                up = up.getparent()
    for index in gone:
        if lines[index].node in kept:
            for holder, part in lines[index].parts:
                setattr(holder, part, " ")
    for index in gone:
        target = lines[index].node
        while (parent := target.getparent()) is not None and parent not in kept and target is not node:
            target = parent
        if target is not node and target not in kept and target.getparent() is not None:
            target.drop_tree()
