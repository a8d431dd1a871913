"""Lines of an article read for their bylines: who, for which outlet, from where, and which characters said so.

Where the lines stood decides what is looked for: at the start whole credit lines and a dispatch head, at the
end credit lines upwards and the closing bracket, inside a paragraph its head and end, under the headline
the fields of a header. A line is taken whole or its credit is cut off its start or end; all else is body.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ingest.article import Author, Dateline
from pipelines.bylines.credits import LONGEST_CREDIT, Credit, Setting, read_credit
from pipelines.bylines.english import is_agency, read_dateline, read_english
from pipelines.bylines.folding import fold
from pipelines.bylines.heads import HEAD_WINDOW, read_head
from pipelines.bylines.header import read_header
from pipelines.bylines.tails import TAIL_WINDOW, read_tail

Where: TypeAlias = Literal["lead", "tail", "inline", "meta"]

_HEADLINE: Final = 60  # characters: a line without a full stop that is longer is a sentence, not a headline
_LEAD_LINES: Final = 8
_TAIL_LINES: Final = 16
_SENTENCE: Final = re.compile(r"[。!?…]|\.\s|, [a-z]|[,;](?=.{12})")
_HAN: Final = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")
_WRAP: Final = " >*#\\_~-"
_CLOSING: Final = re.compile(r"^[\s(\[]*(?:完|end|END|本文完|全文完)[\s)\]]*$")


@dataclass(frozen=True, slots=True)
class Span:
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


def read_bylines(lines: Sequence[str], where: Where) -> BylineReading:
    """Read the people, the outlet and the dateline out of the lines; never raises, whatever they hold.

    >>> reading = read_bylines(["本报讯（记者 王强）今日开市。"], "inline")
    >>> reading.authors[0].name, reading.rest(["本报讯（记者 王强）今日开市。"])
    ('王强', ['今日开市。'])
    """
    reader = _Reader(lines)
    passes: dict[Where, Callable[[_Reader], None]] = {
        "lead": _Reader.lead,
        "tail": _Reader.tail,
        "inline": _Reader.inline,
        "meta": _Reader.meta,
    }
    passes[where](reader)
    reader.marks()
    return reader.reading()


class _Reader:
    """The lines, what was found in each, and what was taken of them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.found: list[tuple[int, int, Credit]] = []  # line, place in it, credit
        self.taken: list[Span] = []

    def take(self, line: int, start: int, end: int, credits: Sequence[Credit]) -> None:
        """Note that characters of a line were these credits."""
        rule = "field:authors"
        if not any(credit.authors for credit in credits):
            rule = "field:outlet" if any(credit.outlet for credit in credits) else rule
            rule = "field:dateline" if any(credit.dateline for credit in credits) else rule
        self.taken.append(Span(line, start, end, rule))
        self.found += [(line, start, credit) for credit in credits]

    def whole(self, number: int, setting: Setting) -> bool:
        """Take a line that is nothing but credits."""
        line = self.lines[number]
        if len(line) > LONGEST_CREDIT * 2:
            return False
        credit = _read_whole(line, setting)
        if credit is None:
            return False
        self.take(number, 0, len(line), [credit])
        return True

    def head(self, number: int) -> int:
        """Take the head of a line; return where its body begins."""
        line = self.lines[number]
        folded = fold(line[:HEAD_WINDOW])
        if _HAN.search(folded):
            head = read_head(folded, line)
            if head.end:
                self.take(number, 0, head.end, head.credits)
            return head.end
        dateline = read_dateline(folded, line)
        if dateline is None:
            return 0
        self.take(number, 0, dateline[0], [dateline[1]])
        return dateline[0]

    def end(self, number: int, begin: int = 0) -> None:
        """Take the credits at the end of a line, of which the first `begin` characters are taken already."""
        line = self.lines[number]
        offset = max(begin, len(line) - TAIL_WINDOW)
        folded = fold(line[offset:])
        tail = read_tail(folded, line[offset:])
        if tail is not None:
            self.take(number, offset + tail.start, offset + tail.end, tail.credits)
            return
        bracket = re.search(r"\(((?:[A-Z]\w+\s+)*(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Bb]y)\s[^()]+)\)\s*$", folded)
        credit = read_english(bracket[1], line[offset + bracket.start(1) : offset + bracket.end(1)]) if bracket else None
        if bracket is not None and credit is not None:
            self.take(number, offset + bracket.start(), len(line), [credit])

    # --- the four places -----------------------------------------------------------------------------------

    def lead(self) -> None:
        """Take credit lines from the start, and the head of the first sentence."""
        credited = False
        for number, line in enumerate(self.lines[:_LEAD_LINES]):
            if not line.strip(_WRAP + "\t\u3000\xa0") or any(span.line == number for span in self.taken):
                continue
            if self.whole(number, Setting(plain=credited or len(line.strip()) <= 12)):
                credited = True
                continue
            if credited and self._agency_line(number):
                continue
            if self._signed_pair(number):
                credited = True
                continue
            begin = self.head(number)
            if begin and not line[begin:].strip():
                credited = True
                continue
            if begin or len(line) > _HEADLINE or _SENTENCE.search(fold(line)):
                break

    def _agency_line(self, number: int) -> bool:
        """Take a line under an English byline that is only an agency, or a place in capitals."""
        line = self.lines[number].strip()
        if is_agency(fold(line[:80])):
            self.take(number, 0, len(self.lines[number]), [Credit(outlet=line, outlet_rank=1)])
            return True
        if re.fullmatch(r"[A-Z][A-Z .,'-]{3,30}", line):
            self.take(number, 0, len(self.lines[number]), [Credit(place=line, wire=True)])
            return True
        return False

    def _signed_pair(self, number: int) -> bool:
        """Take an English name and the line under it that says `Staff Writer` or names an agency."""
        if number + 1 >= len(self.lines) or len(self.lines[number]) > 80 or len(self.lines[number + 1]) > 80:
            return False
        first, second = (self.lines[at].strip() for at in (number, number + 1))
        if not first.isascii() or not second.isascii() or not first[:1].isupper():
            return False
        credit = read_english(f"{first}, {second}", f"{first}, {second}")
        if credit is None or len(credit.authors) != 1 or credit.authors[0].name != first:
            return False
        self.take(number, 0, len(self.lines[number]), [credit])
        self.take(number + 1, 0, len(self.lines[number + 1]), [])
        return True

    def tail(self) -> None:
        """Take credit lines from the end upwards, then the credits at the end of the last sentence."""
        number = len(self.lines) - 1
        lowest = max(-1, number - _TAIL_LINES)
        while number > lowest:
            line = self.lines[number]
            blank = not line.strip(_WRAP + "\t\u3000\xa0")
            if not blank and not _CLOSING.match(fold(line[:20])) and not self.whole(number, self._plain(number)):
                break
            number -= 1
        if number > lowest:
            self.end(number)
            if len(self.lines) == 1 and not self.taken:
                self.head(number)

    def _plain(self, number: int) -> Setting:
        above = self.lines[number - 1] if number else ""
        short = len(self.lines[number].strip()) <= 12
        return Setting(plain=short and (bool(self.taken) or not above or above.rstrip().endswith(("。", "”", "！", "？", "）"))))

    def inline(self) -> None:
        """Take the head and the closing credits of a paragraph."""
        for number in range(min(len(self.lines), _LEAD_LINES)):
            if self.whole(number, Setting()):
                continue
            begin = self.head(number)
            self.end(number, begin)

    def meta(self) -> None:
        """Take the lines of a header, of which only sentences stay."""
        for number, line in enumerate(self.lines[:40]):
            if len(line) > LONGEST_CREDIT * 2:
                continue
            credits = read_header(fold(line), line)
            if credits is not None:
                self.take(number, 0, len(line), credits)

    def marks(self) -> None:
        """Take lines of nothing but quotation or list marks that stand beside taken lines."""
        whole = {span.line for span in self.taken if span.start == 0 and span.end == len(self.lines[span.line])}
        for number in sorted(whole):
            for near in (number - 1, number + 1):
                line = self.lines[near] if 0 <= near < len(self.lines) else ""
                if line.strip() and len(line) < 20 and near not in whole and not line.strip(_WRAP + "\t"):
                    self.taken.append(Span(near, 0, len(line), "field:marks"))

    # --- the answer ----------------------------------------------------------------------------------------

    def reading(self) -> BylineReading:
        """Join what was found, in the order of the lines."""
        authors: dict[str, Author] = {}
        outlet, rank = None, 99
        dateline: Dateline | None = None
        notes: list[str] = []
        role: Author | None = None
        for _, _, credit in sorted(self.found, key=lambda found: found[:2]):
            for author in credit.authors:
                carried = role is not None and not author.role_text and author.role == "author" and not credit.outlet
                if carried and role is not None:
                    author = Author(author.name, role.role, role.role_text)  # noqa: PLW2901 - carried role
                else:
                    role = author
                authors.setdefault("".join(author.name.split()), author)
            if credit.outlet and credit.outlet_rank < rank:
                outlet, rank = credit.outlet, credit.outlet_rank
            dateline = dateline or credit.dateline
            notes += credit.notes
        return BylineReading(tuple(authors.values()), outlet, dateline, tuple(sorted(self.taken, key=_place)), tuple(notes))


def _place(span: Span) -> tuple[int, int]:
    return span.line, span.start


def _read_whole(line: str, setting: Setting) -> Credit | None:
    folded = fold(line)
    begin = len(folded) - len(folded.lstrip(_WRAP))
    end = len(folded.rstrip(" *_>\\"))
    if begin >= end:
        return None
    text, source = folded[begin:end], line[begin:end]
    if not _HAN.search(text):
        return read_english(text, source)
    if text[-1] in "。.":
        text, source = text[:-1], source[:-1]
    return read_credit(text, source, setting)
