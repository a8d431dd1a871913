"""What stands in the text's element below the text: notices, controls, what another reader leaves out.

Credits stay, wherever they stand: whose words these are is for the bylines stage.
"""

import re
from collections.abc import Collection, Iterable

from ingest.extract.lines import Line
from ingest.extract.notices import is_control, is_notice

# The share of the text that the other reader must know before its silence ends the text.
_TOLD = 0.5
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_CREDIT = re.compile(
    r"[\s\W]*(?:责任编辑|責任編輯|编辑|編輯|责编|记者|記者|作者|来源|來源|文章来源|通讯员|校对|审核|文|图|by|reporting|editing|writing).{0,60}",
    re.IGNORECASE,
)
# The share of the text behind which a writer is told of.
_LATE = 0.85
# "Ann Example is a reporter", "Ann Example (@ann) covers": what is told of a writer.
_ABOUT = re.compile(
    r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?: \([^()]{1,40}\))?,?"
    r" (?:is|was|has|writes|covers|reports|joined|started|works|lives|teaches)\b"
)


def below_text(lines: list[Line], gone: set[int], votes: list[bool] | None, writers: Collection[str] = ()) -> set[int]:
    """Return notices, controls, what is told of the writers, and unvoted lines below the text; credits stay.

    `writers` are their names, as the page gives them.
    """
    names = " ".join(writers)
    rest = sum(line.weight for index, line in enumerate(lines) if line.sentence and index not in gone)
    below: set[int] = set()
    closed: list[int] = []  # the lines since the last notice
    seen = 0.0
    for index, line in enumerate(lines):
        if index in gone:
            continue
        if seen >= _LATE * rest and _tells_of(line.text, names):
            below.add(index)
        elif seen >= 0.5 * rest and is_notice(line.text):
            below.update(closed)
            closed = [index]
        elif closed and not _CREDIT.fullmatch(line.text):
            told = votes is not None and votes[index]
            if line.sentence and rest - seen > (0.12 if told else 0.3) * rest:  # the text goes on, from its heading
                below.update(
                    number for number in closed if number == closed[0] or lines[number].node.tag not in _HEADINGS
                )
                closed = []
            else:
                closed.append(index)
        seen += line.weight if line.sentence else 0.0
    below.update(closed)
    flow = _makes(line for line, vote in zip(lines, votes or [], strict=False) if vote and line.sentence)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if index in gone or index in below or _CREDIT.fullmatch(line.text):
            continue
        unvoted = (
            votes is not None and line.weight > 3 and not votes[index] and not (line.sentence and _make(line) in flow)
        )
        if not (is_control(line.text) or unvoted or (line.sentence and is_notice(line.text))):
            break
        below.add(index)
    return below


def _tells_of(text: str, names: str) -> bool:
    """Tell a sentence about a writer of the article from one of the article."""
    told = _ABOUT.match(text)
    return told is not None and told.group(1) in names


def beyond_votes(lines: list[Line], gone: set[int], votes: list[bool] | None) -> set[int]:
    """Return the lines behind the point from which more text is unvoted, and of another make, than voted."""
    if votes is None:
        return set()
    flow = _makes(line for line, vote in zip(lines, votes, strict=True) if vote and line.sentence)
    total, most, end = 0.0, 0.0, len(lines)
    for index, line in enumerate(lines):
        if index in gone or not (line.sentence or (votes[index] and line.link_share < 0.5)):
            continue
        total += line.weight if votes[index] or _make(line) in flow else -line.weight
        if total >= most:
            most, end = total, index
    if most < _TOLD * sum(line.weight for index, line in enumerate(lines) if line.sentence and index not in gone):
        return set()
    end = max(end, last_of_flow(lines, votes))
    return {index for index in range(end + 1, len(lines)) if not _CREDIT.fullmatch(lines[index].text)}


def last_of_flow(lines: list[Line], votes: list[bool] | None) -> int:
    """Return the last line of the flow that holds most of the text, -1 where no one flow does.

    What stands before it cannot end the text, whatever it says.
    """
    held: dict[object, float] = {}
    last: dict[object, int] = {}
    for index, line in enumerate(lines):
        if line.sentence and (votes is None or votes[index]):
            held[_make(line)] = held.get(_make(line), 0.0) + line.weight
            last[_make(line)] = index
    most = max(held, key=lambda make: held[make], default=None)
    return last[most] if most is not None and 2 * held[most] > sum(held.values()) else -1


def _makes(lines: Iterable[Line]) -> set[object]:
    """Return the makes of lines."""
    return {_make(line) for line in lines}


def _make(line: Line) -> object:
    """Return what lines of one flow of text have in common: their element's kind and what it stands in."""
    return line.node.getparent(), line.node.tag, line.node.get("class")
