"""Lines beside an English text: what stands under a byline, the pair of name and job, the note at the end.

Text is folded (see `folding`).
"""

import re
from typing import Final

from ingest.article import Author
from pipelines.bylines.agencies import is_agency
from pipelines.bylines.credit import Credit
from pipelines.bylines.english import read_english
from pipelines.bylines.english_people import is_name, read_list, read_picture
from pipelines.bylines.english_terms import CAPITALS, FOR_OUTLET, JOB, NOISE, NOTE, PICTURE
from pipelines.bylines.expressions import expression
from pipelines.bylines.folding import fold

_LONGEST: Final = 60  # characters of a line under a byline
_LONGEST_NAME: Final = 80
_CLOSED: Final = expression(
    r"\(([^()]*(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Bb]y|[Pp]hoto|[A-Z]{2,})[\s:/][^()]*)\)\s*$"
)
_LATIN_STOP: Final = expression(r"[.!?\"']\s+(?=(?:[^.!?]|\.(?! ))*$)")


def read_below(line: str, following: str) -> Credit | None:
    """Read the line under an English byline: an agency, a job, a place in capitals, or a date, which says nothing.

    `following` is the line behind it, which may hold the day of a dispatch.
    """
    if is_agency(fold(line[:_LONGEST_NAME])):
        return Credit(outlet=line, outlet_rank=1)
    if len(line) > _LONGEST:
        return None
    position = _read_position(line, line) if line.isascii() else None
    if position is not None:
        return position
    if NOISE.fullmatch(line):
        return Credit()
    if CAPITALS.fullmatch(line):
        dated = len(following) <= _LONGEST and re.search(r"\d", following) and NOISE.fullmatch(following)
        return Credit(place=line, date_text=following if dated else None, wire=True)
    return None


def read_pair(first: str, second: str) -> Credit | None:
    """Read an English name and the line under it that says `Staff Writer` or names an agency."""
    if max(len(first), len(second)) > _LONGEST_NAME or not (first.isascii() and second.isascii()):
        return None
    credit = read_english(f"{first}, {second}", f"{first}, {second}") if first[:1].isupper() else None
    return credit if credit and [author.name for author in credit.authors] == [first] else None


def read_end(folded: str, source: str) -> tuple[int, Credit] | None:
    """Read an agency's credits in brackets, or a picture's, behind the last sentence, and tell where they begin."""
    bracket = _CLOSED.search(folded)
    begin, end = bracket.span(1) if bracket else (0, 0)
    credit = read_english(folded[begin:end], source[begin:end]) if bracket else None
    if bracket is not None and credit is not None and (credit.authors or credit.outlet):
        return bracket.start(), credit
    stop = _LATIN_STOP.search(folded)
    picture = PICTURE.fullmatch(folded.rstrip(), stop.end()) if stop else None
    taken = read_picture(picture, source) if picture else None
    return (picture.start(), taken) if picture is not None and taken is not None else None


def _read_position(folded: str, source: str) -> Credit | None:
    """Read the line under an English byline that says what its person is: `Business reporter, BBC News`."""
    handed = FOR_OUTLET.fullmatch(folded)
    if handed:
        return Credit(outlet=source[slice(*handed.span("outlet"))], outlet_rank=1)
    listed = read_list(folded, source) if JOB.search(folded) else None
    if listed is None or listed.names or not listed.job:
        return None
    return Credit(outlet=listed.outlet, outlet_rank=1)


def read_note(folded: str, source: str) -> Credit | None:
    """Read the note at a text's end that says who its author is (`Jane Doe is a reporter at the Star`)."""
    match = NOTE.fullmatch(folded.strip())
    if match is None or not is_name(match["name"]) or " " not in match["name"]:
        return None
    start = folded.index(match["name"])
    outlet = source[slice(start + match.start("outlet"), start + match.end("outlet"))] if match["outlet"] else None
    return Credit([Author(match["name"], "reporter")], outlet, outlet_rank=1)
