"""Pieces of text as the parser gives them, to the runs of a line.

The passes over one line, in order: what a reader cannot see goes (zero-width, control and direction
characters), HTML's white space collapses to one blank, of repeated typographic blanks the first
stays, the indent goes, and markup never begins or ends with a blank. A single typographic blank
stays as the source has it.
"""

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ingest.article import Dropped, Run

from .drafts import LINE_BREAK, NO_SETTING, Draft, Mentions, text_of


class Look(NamedTuple):
    """How text is set; the fields of a Run."""

    strong: bool = False
    emphasis: bool = False
    href: str = ""


class Taken(NamedTuple):
    """Marks a piece that was taken out of the line, by this rule."""

    rule: str


class Mentioned(NamedTuple):
    """Marks a piece that only notes the name of a security with this code."""

    code: str


class Break(NamedTuple):
    """Marks a line break."""


Piece: TypeAlias = tuple[str, Look | Taken | Mentioned | Break]
Segment: TypeAlias = list[Piece]  # without a break

PLAIN = Look()
LAYOUT = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"  # blanks that carry no width of their own
BLANKS = LAYOUT + "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
UNSEEN = (
    ("bidi_marks", "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"),
    ("control_characters", "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"),
    ("zero_width", "\u00ad\u034f\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"),
)
# Joiners between two emoji, or two letters of a joining script, carry meaning and stay.
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u2190-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINERS = f"(?<![{_JOINING}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINING}\u200c\u200d])"
_UNSEEN = re.compile("|".join(f"(?P<{rule}>[{kind}]+)" for rule, kind in UNSEEN) + f"|{_JOINERS}")
_UNEVEN = re.compile(f"[{BLANKS}]{{2,}}|[{LAYOUT[1:]}]")
_INDENT = re.compile(f"[{LAYOUT}]*(?:\u3000[{LAYOUT}]*[\u3000\u00a0]|\u00a0[{LAYOUT}]*\u00a0[{LAYOUT}]*\u00a0)")
_NO_WIDTH = str.maketrans("", "", LAYOUT)
_SHORT = 16  # characters of a blank that is remembered


def part_lines(pieces: list[Piece]) -> list[list[Segment]]:
    """Part pieces into lines, at two breaks in a row or at one that an indent follows.

    Each line is a list of segments; between two segments stands a single break.
    """
    if len(pieces) == 1:
        return [[pieces]]
    lines: list[list[Segment]] = [[[]]]
    breaks = 0
    for piece in pieces:
        text, look = piece
        if type(look) is Break:
            breaks += 1
        elif type(look) is Look and breaks and text.strip(LAYOUT):
            if breaks > 1 or _INDENT.match(text):
                lines.append([[piece]])
            else:
                lines[-1].append([piece])
            breaks = 0
        else:
            lines[-1][-1].append(piece)
    return lines


def make_line(segments: list[Segment]) -> Draft:
    """Make the draft of one line, reporting all that was taken out of it; without runs when nothing is left."""
    if len(segments) == 1 and len(segments[0]) == 2 and (line := _indented_line(*segments[0])):
        return line
    drops: list[Dropped] = []
    mentions: Mentions = []
    runs: list[Run] = []
    for segment in segments:
        made = _segment_runs(_texts(segment, drops, mentions), drops)
        if made and runs:
            runs.append(LINE_BREAK)
        runs += made
    return Draft(tuple(runs), text_of(runs), None, NO_SETTING, 0, drops, mentions)


def plain_line(text: str, look: Look) -> Draft | None:
    """Make the line that most paragraphs are: one text of one look, even inside; None for any other."""
    core = text.strip(BLANKS)
    if not core.isprintable() or "  " in core or not core:
        return None
    drops: list[Dropped] = []
    if len(core) < len(text):
        at = text.index(core[0])
        if at:
            _drop_blank("indent", text[:at], drops)
        if at + len(core) < len(text):
            _drop_blank("blanks", text[at + len(core) :], drops)
    return Draft((Run(core, *look),), core, None, NO_SETTING, 0, drops, [])


def _indented_line(blank: Piece, piece: Piece) -> Draft | None:
    """Make the line that most headings are: an indent, and then one text of another look."""
    if type(blank[1]) is Look and type(piece[1]) is Look and not blank[0].strip(BLANKS):
        return plain_line(blank[0] + piece[0], piece[1])
    return None


def without_unseen(text: str, drops: list[Dropped]) -> str:
    """Take out what a reader cannot see, adding it to `drops` by the rule for its kind."""
    if text.strip(BLANKS).isprintable() or not _UNSEEN.search(text):
        return text

    def take(match: re.Match[str]) -> str:
        drops.append(Dropped(match.lastgroup or "zero_width", match[0]))
        return ""

    return _UNSEEN.sub(take, text)


def _texts(segment: Segment, drops: list[Dropped], mentions: Mentions) -> list[tuple[str, Look]]:
    """Join neighbours of one look; a blank has none of its own. What is no text goes its own way."""
    texts: list[list[str]] = []
    looks: list[Look] = []
    for text, look in segment:
        if type(look) is Look:
            seen = without_unseen(text, drops)
            if texts and (look == looks[-1] or not seen.strip(BLANKS)):
                texts[-1].append(seen)
            elif seen:
                texts.append([seen])
                looks.append(look)
        elif type(look) is Taken:
            drops.append(Dropped(look.rule, text))
        elif type(look) is Mentioned:
            mentions.append((look.code, " ".join(without_unseen(text, []).split())))
    return [("".join(parts), look) for parts, look in zip(texts, looks, strict=True)]


def _segment_runs(texts: list[tuple[str, Look]], drops: list[Dropped]) -> list[Run]:
    """Set each text between its neighbours; a blank between two looks belongs to the plain one."""
    runs: list[Run] = []
    blank = ""
    before = PLAIN
    for text, look in texts:
        rest = text.lstrip(BLANKS)
        blank += text[: len(text) - len(rest)]
        core = rest.rstrip(BLANKS)
        if not core:
            continue
        tail = rest[len(core) :]
        if not core.isprintable() or "  " in core:
            core = _UNEVEN.sub(lambda match: _reduced(match[0], drops), core)
        if not blank:
            pass
        elif not runs:
            _drop_blank("indent", blank, drops)
        else:
            between = _reduced(blank, drops)
            if look == PLAIN:
                core = between + core
            elif before == PLAIN:
                runs[-1] = Run(runs[-1].text + between)
            else:
                runs.append(Run(between))
        runs.append(Run(core, *look))
        before = look
        blank = tail
    if blank:
        _drop_blank("blanks" if runs else "indent", blank, drops)
    return runs


def _reduced(blank: str, drops: list[Dropped]) -> str:
    """Reduce blanks to one: the first typographic one if there is any, else a plain one."""
    wide = blank.translate(_NO_WIDTH)
    if len(wide) > 1:
        drops.append(Dropped("blanks", wide[1:]))
    return wide[:1] or " "


def _drop_blank(rule: str, blank: str, drops: list[Dropped]) -> None:
    if blank and (dropped := (_dropped if len(blank) < _SHORT else _dropped.__wrapped__)(rule, blank)):
        drops.append(dropped)


@lru_cache(maxsize=256)
def _dropped(rule: str, blank: str) -> Dropped | None:
    """Word a drop; an article's indents are all the same."""
    wide = blank.translate(_NO_WIDTH)
    return Dropped(rule, wide) if wide else None
