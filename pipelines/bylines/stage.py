"""The bylines stage: people, dateline and the outlet of last resort out of finished blocks and raw author lines.

The body's first lines are read as lead, its last as tail, the captions' credits as photographers; what was read
leaves the body (captions keep it) and goes to `dropped`, so that no character is lost.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from ingest.article import Article, Author, Dropped, Image, Provenance
from pipelines.bylines.cutting import Cut, Line, cut_blocks, text_lines
from pipelines.bylines.given import read_given
from pipelines.bylines.lines import Where, read_bylines
from pipelines.bylines.reading import BylineReading

_LEAD_LINES: Final = 8
_TAIL_LINES: Final = 16
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
    reads = [_Read("meta", read_given(raw), raw) for raw in article.authors_raw if raw.strip()]
    reads += _read_lead(article)
    reads += [_read_caption(block) for block in article.blocks if isinstance(block, Image) and block.caption]
    reads += [_read_lines(article, text_lines(article.blocks)[-_TAIL_LINES:], "tail")]
    reads += _read_editors(article)
    reads = [read for read in reads if read.reading != BylineReading()]
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


def _read_editors(article: Article) -> list[_Read]:
    """Read the editor lines that the paragraphs stage has taken out of the body already."""
    told = article.provenance.get("editors")
    return [_Read("editors", read_bylines([line], "tail"), line) for line in told.raw.splitlines()] if told else []


def _read_lead(article: Article) -> list[_Read]:
    reads = [_read_lines(article, text_lines(article.blocks, _LEAD_LINES)[:_LEAD_LINES], "lead")]
    for number in range(1, _OPENING_PARAGRAPHS):
        lines = text_lines(article.blocks, _OPENING_PARAGRAPHS)
        if any(read.reading.dateline for read in reads) or number >= len(lines):
            break
        if any(span.start == 0 for span in read_bylines([lines[number].text], "inline").taken):
            reads.append(_read_lines(article, lines[number : number + 1], "inline"))
    return reads


def _read_caption(image: Image) -> _Read:
    """Read who took a picture; the credit stays with the caption, and an outlet named there is not the article's."""
    text = "".join(run.text for run in image.caption)
    reading = read_bylines(text.split("\n"), "tail")
    people = tuple(author for author in reading.authors if author.role == "photographer")
    return _Read("caption", BylineReading(people), text if people else "")


def _read_lines(article: Article, lines: Sequence[Line], where: Where) -> _Read:
    """Read lines of the body and cut out what they say."""
    reading = read_bylines([line.text for line in lines], where)
    cuts: list[Cut] = []
    dropped: list[Dropped] = []
    for span in reading.taken:
        line = lines[span.line]
        whole = span.start == 0 and span.end == len(line.text)
        # the line break behind a whole line goes with it
        cuts.append(Cut(line.block, line.start + span.start, line.start + span.end + whole))
        text = line.text[span.start : span.end]
        if text.strip():
            dropped.append(Dropped(span.rule, text))
    if cuts:
        article.blocks = cut_blocks(article.blocks, cuts)
        article.dropped += tuple(dropped)
    return _Read(where, reading, "\n".join(drop.text for drop in dropped))


def _people(reads: Iterable[_Read]) -> tuple[Author, ...]:
    """Return each person once, in order of appearance; a role word in the body says more than a bare author line."""
    people: dict[str, Author] = {}
    for read in reads:
        for author in read.reading.authors:
            key = "".join(author.name.split()).casefold()
            known = people.get(key)
            if known is None or (not known.role_text and author.role_text):
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
