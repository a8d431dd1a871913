"""Proves that no visible character was lost, and none invented.

The reader of paragraphs is not asked: what a body shows is worked out here a second time, from the
source alone, by the tokenizer rules of the HTML standard (WHATWG HTML, 13.2.5). So a parser that
loses text, a pass that forgets to report, and a stage that cuts too much all show up as missing
characters. White space is layout and is not counted, nor are control characters, which no reader
sees and which parsers treat each in their own way.

Both functions count the characters (a multiset), as captions and fields move text around. The
ordinary article is proved by one comparison instead, which costs a few microseconds.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape

from ingest.article import (
    Blocks,
    Dropped,
    Heading,
    Image,
    Listing,
    Paragraph,
    Preformatted,
    Quotation,
    Runs,
    Table,
)

SHOWN = 200  # characters of a loss that a report shows
MOST_RETURNS = 20  # to the beginning of the text, looking for what was dropped; then counting is cheaper

# Each pattern below ends at the end of the source at the latest, so that none ever backtracks.
_ATTRIBUTES = r"""(?:
    (?P<gap>[ \t\n\f\r/]+)
  | (?:=[^ \t\n\f\r/>=]*|[^ \t\n\f\r/>=]+)
    (?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^ \t\n\f\r>]*))?
  )*"""
_TAG = rf"<(?P<close>/?)(?P<name>[a-zA-Z][^ \t\n\f\r/>]*){_ATTRIBUTES}(?:>|\Z)"
_OTHER = r"""
    <!--(?:-?>|.*?(?:--!?>|\Z))  # a comment
  | <[!?][^>]*(?:>|\Z)           # a declaration, which is a comment to HTML
  | </(?!\Z)[^>]*(?:>|\Z)        # an end tag without a name, likewise
"""
_MARKUP = re.compile(f"{_TAG}|{_OTHER}", re.DOTALL | re.VERBOSE)
# The same where nobody asks what it is: the tag without quotes first, which is by far the most frequent.
_PASSED_OVER = re.compile(rf"</?[a-zA-Z][^>\"']*>|{_TAG}|{_OTHER}", re.DOTALL | re.VERBOSE)
_OPAQUE = frozenset({"script", "style"})  # their text is never shown
_ESCAPABLE = frozenset({"textarea", "title"})  # text with entities, but no tags
_LITERAL = frozenset({"iframe", "noembed", "noframes", "xmp"})  # text without either
_SPECIAL = re.compile(r"<(?:script|style|textarea|title|iframe|noembed|noframes|xmp|plaintext|template)", re.IGNORECASE)
_SCRIPT_STEP = re.compile(r"<!--|-->|<(/?)script(?=[ \t\n\f\r/>])", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def visible_text(html: str) -> str:
    """Return all that a reader could see in an HTML fragment, markup replaced by single blanks.

    The text of hidden elements counts, as a reader of the source sees it and as somebody must have
    decided to drop it; scripts, styles, templates and comments do not. Never raises.

    >>> visible_text("<p>甲&amp;<b hidden>乙</b><script>x()</script></p>").split()
    ['甲&', '乙']
    """
    return _text(html, with_templates=False)


def missing_characters(html: str, blocks: Blocks, dropped: Sequence[Dropped]) -> str:
    """Return the visible characters of the source that are neither in a block nor dropped.

    The answer is "" when the article is whole; otherwise the characters in the source's order, cut
    to 200. An article that misses any must not be published.
    """
    shown, texts = visible_text(html), _block_texts(blocks)
    if _is_woven(shown, texts, dropped):
        return ""
    return _surplus(_compact(shown), _compact("".join(texts + [one.text for one in dropped])))


def added_characters(html: str, blocks: Blocks, dropped: Sequence[Dropped]) -> str:
    """Return the characters in blocks or in the dropped that the source never showed, cut to 200.

    Text inside a template is no loss when absent and no invention when present: whether it is shown
    depends on scripts.
    """
    texts = _block_texts(blocks)
    if _is_woven(visible_text(html), texts, dropped):
        return ""
    kept = _compact("".join(texts + [one.text for one in dropped]))
    return _surplus(kept, _compact(_text(html, with_templates=True)))


def _text(html: str, *, with_templates: bool) -> str:
    if _SPECIAL.search(html):
        return "".join(_stretches(html, with_templates=with_templates))
    return unescape(_PASSED_OVER.sub(" ", html))


def _stretches(html: str, *, with_templates: bool) -> Iterator[str]:
    """Yield the shown text piece by piece, minding the elements whose text follows other rules."""
    at = 0
    templates = 0
    while tag := _MARKUP.search(html, at):
        if with_templates or not templates:
            yield unescape(html[at : tag.start()]) + " "
        at = tag.end()
        name = (tag["name"] or "").lower()
        if name == "template":
            templates = max(0, templates + (-1 if tag["close"] else 1))
        closed_itself = tag.end("gap") == at - 1 and html[at - 2] == "/"
        if tag["close"] or closed_itself or html[at - 1] != ">":
            continue
        if name == "plaintext":
            end = len(html)
        elif name in _OPAQUE or name in _ESCAPABLE or name in _LITERAL:
            end = _end_of(name, html, at)
        else:
            continue
        if name not in _OPAQUE and (with_templates or not templates):
            text = html[at:end]
            yield (unescape(text) if name in _ESCAPABLE else text) + " "
        at = end
    if with_templates or not templates:
        yield unescape(html[at:])


def _end_of(name: str, html: str, at: int) -> int:
    """Return where the end tag of a raw text element begins, or the end of the source."""
    if name != "script":
        end = re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE).search(html, at)
        return end.start() if end else len(html)
    # A script may hold a comment, and a comment in it another script (standard, 13.2.5.18 ff.).
    escaped = nested = False
    while step := _SCRIPT_STEP.search(html, at):
        at = step.end()
        mark = step[0]
        if mark == "<!--":
            if not escaped:
                escaped, at = True, at - 2
        elif mark == "-->":
            escaped = nested = False
        elif not step[1]:
            nested = escaped
        elif nested:
            nested = False
        else:
            return step.start()
    return len(html)


def _block_texts(blocks: Blocks) -> list[str]:
    """Return every text of the blocks in order; the reader caps how deep they nest."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, (Paragraph, Heading)):
            texts += [run.text for run in block.runs]
        elif isinstance(block, Listing):
            for item in block.items:
                texts += _block_texts(item)
        elif isinstance(block, Quotation):
            texts += _block_texts(block.blocks)
        elif isinstance(block, Preformatted):
            texts.append(block.text)
        else:
            texts += [run.text for runs in _block_runs(block) for run in runs]
    return texts


def _block_runs(block: Image | Table) -> Iterator[Runs]:
    yield block.caption
    if isinstance(block, Table):
        yield from (cell.runs for row in block.rows for cell in row)


def _compact(text: str) -> str:
    """Leave out what is not counted: white space and control characters."""
    return _UNSEEN.sub("", _unspaced(text))


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _is_woven(shown: str, texts: list[str], dropped: Sequence[Dropped]) -> bool:
    """Tell whether what is shown, with the dropped texts cut out in turn, is the kept text exactly.

    True proves conservation, also of control characters, which need not be told apart here. False
    proves nothing, as text may have moved.
    """
    source = _unspaced(shown)
    rest: list[str] = []
    at = returns = 0
    for one in dropped:
        text = _unspaced(one.text)
        if not text:
            continue
        found = source.find(text, at)
        if found < 0:  # a later stage notes its drops behind those of the paragraphs
            returns += 1
            source = "".join([*rest, source[at:]])
            rest, at = [], 0
            found = source.find(text)
        if found < 0 or returns > MOST_RETURNS:
            return False
        rest.append(source[at:found])
        at = found + len(text)
    return "".join([*rest, source[at:]]) == _unspaced("".join(texts))


def _surplus(wanted: str, given: str) -> str:
    """Return the characters of `wanted` beyond those of `given`, in order, cut short."""
    left, have = Counter(wanted), Counter(given)
    if dict.__eq__(left, have):  # as a Counter's own comparison walks through Python
        return ""
    left -= have
    missing = []
    for character in wanted:
        if left[character] > 0:
            left[character] -= 1
            missing.append(character)
            if len(missing) > SHOWN:
                return "".join(missing[:SHOWN]) + "…"
    return "".join(missing)
