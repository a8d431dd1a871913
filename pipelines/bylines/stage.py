"""The bylines stage: people, dateline and the outlet of last resort out of finished blocks and raw author lines.

The body's first lines are read as lead, its last as tail, the captions' credits as photographers; what was read
leaves the body (captions keep it) and goes to `dropped`, so that no character is lost.
"""

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from ingest.article import Article, Author, Dropped, Image, Provenance
from pipelines.bylines.cutting import Cut, Line, cut_blocks, text_lines
from pipelines.bylines.given import read_given
from pipelines.bylines.lines import Where, may_open, read_bylines
from pipelines.bylines.reading import BylineReading, Span

_NOTHING: Final = BylineReading()
_LEAD_LINES: Final = 8
_TAIL_LINES: Final = 16
_WRITERS: Final = frozenset({"reporter", "correspondent", "intern", "author", "translator"})
_SIGNED: Final = re.compile("[记記]者|通[讯訊][员員]|作者|撰|[采採][写寫]|文[/／|｜丨]|[执執][笔筆]")
_LONGEST_SIGNED: Final = 40  # characters of a line that signs between the paragraphs
_MOST_LINES: Final = 300  # of a body in which such a line is looked for
_OPENING_PARAGRAPHS: Final = 3  # a dispatch head may stand behind a summary


class _Read(NamedTuple):
    """A reading, where its lines stood, and the text that was read."""

    place: str
    reading: BylineReading
    raw: str


def finish_bylines(article: Article) -> None:
    """Set `authors` and `dateline` of the article and cut their words out of its blocks.

    Each cut is noted under `dropped` as `field:authors`, `field:outlet` or `field:dateline`; `provenance` tells
    under `authors`, `dateline` and `byline_outlet` what was read where. The outlet itself is another stage's to set:
    it finds the one named by the byline in `provenance["byline_outlet"].raw`.
    """
    fields = [_Read("meta", read_given(raw), raw) for raw in article.authors_raw if raw.strip()]
    only_edited = [read for read in fields if {author.role for author in read.reading.authors} == {"editor"}]
    reads = [read for read in fields if read not in only_edited]
    body = _Body(text_lines(article.blocks))
    reads += _read_lead(body)
    reads += [_read_caption(block) for block in article.blocks if isinstance(block, Image) and block.caption]
    reads += [body.read(max(0, len(body.lines) - _TAIL_LINES), len(body.lines), "tail")]
    if not any(author.role in _WRITERS for read in reads for author in read.reading.authors):
        reads += _read_within(body)
    reads += [*only_edited, *_read_editors(article)]  # a page names its editors last, wherever their line stands
    if body.cuts:
        article.blocks = cut_blocks(article.blocks, body.cuts)
        article.dropped += tuple(body.dropped)
    reads = [read for read in reads if read.reading != _NOTHING]
    article.authors = _people(reads)
    if article.authors:
        article.provenance["authors"] = _provenance(read for read in reads if read.reading.authors)
    dated = [read for read in reads if read.reading.dateline]
    if dated:
        article.dateline = dated[0].reading.dateline
        article.provenance["dateline"] = _provenance(dated[:1])
    named = sorted((read for read in reads if read.reading.outlet), key=lambda read: read.place == "meta")
    if named:
        outlet = named[0].reading.outlet or ""
        article.provenance["byline_outlet"] = Provenance(outlet, f"bylines:{named[0].place}", {"text": named[0].raw})


class _Body:
    """The lines of a body that are left to read, and what is to be cut out of it."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.cuts: list[Cut] = []
        self.dropped: list[Dropped] = []

    def read(self, first: int, last: int, where: Where) -> _Read:
        """Read the lines `first` to `last` and take away what they say."""
        return self.take(first, last, read_bylines([line.text for line in self.lines[first:last]], where), where)

    def take(self, first: int, last: int, reading: BylineReading, where: Where) -> _Read:
        """Take away what a reading of the lines `first` to `last` has taken."""
        lines: list[Line | None] = list(self.lines[first:last])
        said: list[str] = []
        for span in sorted(reading.taken, key=lambda span: (span.line, span.start)):
            line = self.lines[first + span.line]
            whole = span.start == 0 and span.end == len(line.text)
            # the line break behind a whole line goes with it
            self.cuts.append(Cut(line.block, line.start + span.start, line.start + span.end + whole))
            text = line.text[span.start : span.end]
            if text.strip():
                self.dropped.append(Dropped(span.rule, text))
                said.append(text)
            lines[span.line] = _left_of(line, lines[span.line], span)
        if reading.taken:
            self.lines[first:last] = [line for line in lines if line is not None and line.text.strip()]
        return _Read(where, reading, "\n".join(said))


def _left_of(line: Line, left: Line | None, span: Span) -> Line | None:
    """Return what is left of a line without the start or the end that a reading took; None for nothing."""
    if left is None:
        return None
    shift = left.start - line.start
    if span.start <= shift:
        return Line(left.text[span.end - shift :], left.block, line.start + span.end)
    return Line(left.text[: span.start - shift], left.block, left.start)


def _read_editors(article: Article) -> list[_Read]:
    """Read the editor lines that the paragraphs stage has taken out of the body already."""
    told = article.provenance.get("editors")
    return [_Read("editors", read_bylines([line], "tail"), line) for line in told.raw.splitlines()] if told else []


def _read_lead(body: _Body) -> list[_Read]:
    reads = [body.read(0, _LEAD_LINES, "lead")]
    for number in range(1, min(len(body.lines), _OPENING_PARAGRAPHS)):
        if any(read.reading.dateline for read in reads):
            break
        if may_open(body.lines[number].text):
            reads += _read_opening(body, number)
    return reads


def _read_opening(body: _Body, number: int) -> list[_Read]:
    """Read what opens a paragraph; people who sign under a dispatch's own headline stand on the line after that."""
    line = body.lines[number].text
    reading = read_bylines([line], "inline")
    if not any(span.start == 0 for span in reading.taken):
        return []
    found = [body.take(number, number + 1, reading, "inline")]
    for below in body.lines[number : number + 2] if reading.dateline and not reading.authors else []:
        signed = read_bylines([below.text], "inline")
        if any(span.start == 0 and span.end == len(below.text) for span in signed.taken):
            at = body.lines.index(below)
            return [*found, body.take(at, at + 1, signed, "inline")]
    return found


def _read_within(body: _Body) -> list[_Read]:
    """Read the first line between the paragraphs that is nothing but a credit: where a text has several parts."""
    for number, line in enumerate(body.lines[:_MOST_LINES]):
        if len(line.text) > _LONGEST_SIGNED or not _SIGNED.search(line.text):
            continue
        reading = read_bylines([line.text], "inline")
        whole = any(span.start == 0 and span.end == len(line.text) for span in reading.taken)
        if whole and any(author.role in _WRITERS and author.role_text for author in reading.authors):
            return [body.take(number, number + 1, reading, "inline")]
    return []


def _read_caption(image: Image) -> _Read:
    """Read who took a picture; the credit stays with the caption, and an outlet named there is not the article's."""
    text = "".join(run.text for run in image.caption)
    reading = read_bylines(text.split("\n"), "tail")
    people = tuple(author for author in reading.authors if author.role == "photographer")
    return _Read("caption", BylineReading(people), text if people else "")


def _people(reads: Iterable[_Read]) -> tuple[Author, ...]:
    """Return each person once, in order of appearance; a role word in the body says more than a bare author line.

    Who wrote the text may have taken its pictures too, so a caption changes nobody's role.
    """
    people: dict[str, Author] = {}
    for read in reads:
        for author in read.reading.authors:
            key = "".join(author.name.split()).casefold()
            known = people.get(key)
            if known is None or (not known.role_text and author.role_text and read.place != "caption"):
                people[key] = author
    return tuple(people.values())


def _provenance(reads: Iterable[_Read]) -> Provenance:
    reads = list(reads)
    notes = "; ".join(note for read in reads for note in read.reading.notes)
    places = "+".join(dict.fromkeys(read.place for read in reads))
    return Provenance("\n".join(read.raw for read in reads), f"bylines:{places}", {"notes": notes} if notes else {})


class BylinesStage:
    """Joins `finish_bylines` to Scrapy."""

    def process_item(self, item: Any) -> Any:
        """Finish the people and the dateline of an article."""
        finish_bylines(item)
        return item
