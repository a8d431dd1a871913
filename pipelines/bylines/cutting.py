"""Finished blocks as lines of text, and the cutting of characters out of their runs.

Only paragraphs and headings are lines, those of quotations included; a line break inside one begins a new line.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Final, NamedTuple

from ingest.article import Block, Blocks, Heading, Paragraph, Quotation, Run, Runs


class Line(NamedTuple):
    """A line of a text block: its text, the block's number among the text blocks, and where in it the line begins."""

    text: str
    block: int
    start: int


class Cut(NamedTuple):
    """Characters `start` to `end` of a text block that are to go."""

    block: int
    start: int
    end: int


def text_lines(blocks: Blocks, most: int = sys.maxsize) -> list[Line]:
    """Return the lines of the text blocks in order; the first `most`, or a few more, are enough if it says so."""
    lines: list[Line] = []
    for number, block in enumerate(_text_blocks(blocks)):
        if len(lines) >= most:
            break
        whole = block.runs[0].text if len(block.runs) == 1 else "".join([run.text for run in block.runs])
        start = 0
        for text in whole.split("\n"):
            lines.append(Line(text, number, start))
            start += len(text) + 1
    return lines


_TEXT: Final = (Paragraph, Heading)


def _text_blocks(blocks: Blocks) -> Iterator[Paragraph | Heading]:
    for block in blocks:
        if isinstance(block, _TEXT):
            yield block
        elif isinstance(block, Quotation):
            yield from _text_blocks(block.blocks)


def cut_blocks(blocks: Blocks, cuts: Iterable[Cut]) -> Blocks:
    """Return the blocks without the cut characters; blocks of which only blanks are left are gone."""
    by_block: dict[int, list[Cut]] = {}
    for cut in cuts:
        by_block.setdefault(cut.block, []).append(cut)
    numbers = count()
    return tuple(_rebuilt(blocks, numbers, by_block))


def _rebuilt(blocks: Blocks, numbers: Iterator[int], cuts: dict[int, list[Cut]]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, _TEXT):
            mine = cuts.get(next(numbers))
            kept = block if mine is None else replace(block, runs=cut_runs(block.runs, mine))
            if mine is None or "".join(run.text for run in kept.runs).strip():
                yield kept
        elif isinstance(block, Quotation):
            inner = tuple(_rebuilt(block.blocks, numbers, cuts))
            if inner or not block.blocks:
                yield replace(block, blocks=inner)
        else:
            yield block


def cut_runs(runs: Runs, cuts: Sequence[Cut]) -> Runs:
    """Return the runs without the cut characters, and without blanks and line breaks left at their edges by a cut."""
    kept: list[Run] = []
    place = 0
    for run in runs:
        text, end = run.text, place + len(run.text)
        for cut in sorted(cuts, key=lambda cut: cut.start, reverse=True):  # from the end forwards
            if cut.start < end and cut.end > place:
                text = text[: max(0, cut.start - place)] + text[max(0, cut.end - place) :]
        place = end
        if text:
            kept.append(run if text == run.text else replace(run, text=text))
    if any(cut.start == 0 for cut in cuts):
        kept = _stripped(kept, left=True)
    if any(cut.end >= place for cut in cuts):
        kept = _stripped(kept, left=False)
    return tuple(kept)


def _stripped(runs: list[Run], *, left: bool) -> list[Run]:
    while runs:
        at = 0 if left else -1
        text = runs[at].text.lstrip() if left else runs[at].text.rstrip()
        if text:
            runs[at] = runs[at] if text == runs[at].text else replace(runs[at], text=text)
            break
        runs.pop(at)
    return runs
