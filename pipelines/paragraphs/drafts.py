"""Drafts, the blocks while the passes still work on them.

A draft keeps beside its text what a pass needs to judge it and a finished block no longer shows:
how it was set, which element it stood in, what was taken out of it, what it mentions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ingest.article import (
    Block,
    Blocks,
    Dropped,
    Heading,
    Image,
    Listing,
    Paragraph,
    Preformatted,
    Quotation,
    Run,
    Runs,
    Table,
)

Mentions = list[tuple[str, str]]
LINE_BREAK = Run("\n")


class Setting(NamedTuple):
    """How a block stands on its page."""

    level: int = 0  # of a heading, 0 for none
    centred: bool = False
    classes: str = ""  # of the block element
    figure: int = 0  # number of the surrounding figure, 0 for none
    is_caption: bool = False  # marked up as such


NO_SETTING = Setting()


@dataclass(slots=True)
class Draft:
    """One line of running text (`runs`), or one other block, or only what was dropped there."""

    runs: Runs = ()
    text: str = ""  # of the runs; "" when this is no line
    block: Block | None = None
    setting: Setting = NO_SETTING
    level: int = 0  # of a heading, marked up or found
    drops: list[Dropped] = field(default_factory=list)
    mentions: Mentions = field(default_factory=list)

    @property
    def image(self) -> Image | None:
        """The image that this draft is, if it is one."""
        return self.block if isinstance(self.block, Image) else None

    def drop(self, rule: str) -> None:
        """Take the whole line out; what it mentions goes with it."""
        self.drops.append(Dropped(rule, self.text))
        self.runs, self.text, self.mentions = (), "", []

    def set_runs(self, runs: Runs) -> None:
        """Give the line other text."""
        self.runs = runs
        self.text = text_of(runs)

    def cut(self, at: int) -> None:
        """Cut the line off at this character, and the blanks and breaks before."""
        kept: list[Run] = []
        for run in self.runs:
            if at <= 0:
                break
            kept.append(replace(run, text=run.text[:at]))
            at -= len(run.text)
        while kept and not kept[-1].text.strip():
            kept.pop()
        if kept:
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
        self.set_runs(tuple(kept))

    def caption_with(self, other: "Draft") -> None:
        """Make another line the caption of this image, below the one that it has."""
        image = self.image
        if image is not None:
            joint = (LINE_BREAK,) if image.caption else ()
            self.block = replace(image, caption=image.caption + joint + other.runs)
            self.drops += other.drops
            self.mentions += other.mentions
            other.runs, other.text, other.drops, other.mentions = (), "", [], []


class Finished(NamedTuple):
    """Drafts brought to an end: the blocks, and in document order what left and what was named."""

    blocks: Blocks
    drops: list[Dropped]
    mentions: Mentions


def text_of(runs: Sequence[Run]) -> str:
    """Return the text of runs without their look."""
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def finish(drafts: Iterable[Draft]) -> Finished:
    """Turn drafts into blocks; a draft that lost its text leaves only its drops."""
    blocks: list[Block] = []
    drops: list[Dropped] = []
    mentions: Mentions = []
    for draft in drafts:
        if draft.block is not None:
            blocks.append(draft.block)
        elif draft.runs:
            blocks.append(Heading(draft.runs, draft.level) if draft.level else Paragraph(draft.runs))
        drops += draft.drops
        mentions += draft.mentions
    return Finished(tuple(blocks), drops, mentions)


def lines_of(blocks: Blocks) -> list[Runs]:
    """Flatten blocks into lines of text, for a place that holds nothing else (a table cell)."""
    lines: list[Runs] = []
    for block in blocks:
        match block:
            case Paragraph(runs) | Heading(runs):
                lines.append(runs)
            case Image(caption=runs):
                lines.append(runs)
            case Table(rows, caption):
                lines.append(caption)
                lines += [cell.runs for row in rows for cell in row]
            case Listing(items):
                for item in items:
                    lines += lines_of(item)
            case Quotation(inner):
                lines += lines_of(inner)
            case Preformatted(text):
                lines += [(Run(line),) for line in text.split("\n") if line.strip()]
    return [line for line in lines if line]


def joined(lines: Iterable[Runs]) -> Runs:
    """Join lines by line breaks."""
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs.append(LINE_BREAK)
        runs += line
    return tuple(runs)
