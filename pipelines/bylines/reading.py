"""What was read of an article's lines: the people, the outlet, the dateline, and which characters said so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.article import Author, Dateline
from pipelines.bylines.credit import Credit
from pipelines.bylines.joining import Joined


class Span(NamedTuple):
    """Characters `start` to `end` of line number `line` that were read as byline, and the rule that read them."""

    line: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class BylineReading:
    """What the lines say: people in order of appearance, outlet, dateline, the places of all that, and doubts."""

    authors: tuple[Author, ...] = ()
    outlet: str | None = None
    dateline: Dateline | None = None
    taken: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    def rest(self, lines: Sequence[str]) -> list[str]:
        """Return the lines without what was taken; a line of which only blanks are left is gone."""
        cuts: dict[int, list[Span]] = {}
        for span in self.taken:
            cuts.setdefault(span.line, []).append(span)
        kept: list[str] = []
        for number, line in enumerate(lines):
            if number not in cuts:
                kept.append(line)
                continue
            for span in sorted(cuts[number], key=lambda span: span.start, reverse=True):
                line = line[: span.start] + line[span.end :]  # noqa: PLW2901 - cut from the end forwards
            if line.strip():
                kept.append(line)
        return kept


class Finding(NamedTuple):
    """A credit, and where it was read: line and place in it."""

    line: int
    start: int
    credit: Credit


def join_findings(found: Iterable[Finding], taken: Iterable[Span], lines: Sequence[Joined]) -> BylineReading:
    """Join what was found in the order of the lines; spans of joined lines become spans of the source's lines.

    A person named twice is one entry, the first one. Names on a line of their own below a role word have its role.
    The outlet beside a reporter comes before a source line, that before an organisation in a person's place.
    """
    authors: dict[str, Author] = {}
    outlet, rank = None, 99
    dateline: Dateline | None = None
    notes: list[str] = []
    above: Author | None = None
    for _, _, credit in sorted(found, key=lambda finding: finding[:2]):
        for author in credit.authors:
            if above is not None and not author.role_text and author.role == "author" and not credit.outlet:
                author = Author(author.name, above.role, above.role_text)  # noqa: PLW2901 - carried role
            else:
                above = author
            authors.setdefault("".join(author.name.split()), author)
        if credit.outlet and credit.outlet_rank < rank:
            outlet, rank = credit.outlet, credit.outlet_rank
        if dateline is None or (dateline.place is None and credit.place and not credit.date_text):
            dateline = Dateline(credit.place, dateline.date_text) if dateline else credit.dateline
        notes += credit.notes
    spans = sorted(
        (
            Span(line, start, end, span.rule)
            for span in taken
            for line, start, end in lines[span.line].spans(span.start, span.end)
        ),
        key=lambda span: (span.line, span.start),
    )
    return BylineReading(tuple(authors.values()), outlet, dateline, tuple(spans), tuple(notes))
