"""A body's markup to its blocks, and to the list of all that is in none of them."""

from dataclasses import dataclass

from ingest.article import Blocks, Dropped

from .credits import Found
from .drafts import finish
from .parsing import Parser, parse
from .passes import PASSES
from .walking import Walk


@dataclass(frozen=True, slots=True)
class ParagraphReading:
    """What a body says: each visible character of it is in `blocks` or in `dropped`."""

    blocks: Blocks
    dropped: tuple[Dropped, ...]  # in document order, each with the rule that took it
    mentions: tuple[tuple[str, str], ...]  # raw security code and name as written, in order
    source_line: str  # the outlet that the source line names, or ""
    editors: tuple[str, ...]  # lines of responsible editors, as written
    parser: Parser = "lxml"  # that read it


def read_paragraphs(
    html: str, *, base_url: str = "", digest: str = "", parser: Parser | None = None
) -> ParagraphReading:
    """Read the HTML of a body into blocks that say what it says, and nothing that its page adds.

    `base_url` makes relative links and images absolute; without it such links are unwrapped and such
    images dropped. `digest` is the feed's summary: a bold line that it holds is the lead, no heading.
    `parser` names one that shall read it, for comparing them. The work is linear in the length of the
    source. Raises ReadError for a body too tangled to read.
    """
    walk = Walk(base_url)
    parser = parse(html, walk, parser)
    found = Found(digest)
    drafts = walk.drafts
    for apply in PASSES:
        apply(drafts, found)
    blocks, drops, mentions = finish(drafts)
    return ParagraphReading(blocks, tuple(drops), tuple(mentions), found.source_line, tuple(found.editors), parser)
