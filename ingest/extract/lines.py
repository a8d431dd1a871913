"""The page as a reader sees it: visible lines in order, each with what it weighs as text.

Chinese is not counted in words: a CJK character weighs 1, a word of other scripts 1.6, which is
about how much either says. Every reader that judges text uses these weights.
"""

import re
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree, html

from ingest.extract.document import SKIPPED, squeeze
from ingest.extract.zones import kind_of

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "label", "li", "main", "menu", "nav", "noscript", "ol", "option", "p", "pre", "section",
        "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
# Elements that may hold single words of a sentence.
_WORDS = frozenset(("a", "span", "b", "i", "u", "font", "mark", "abbr", "cite", "q", "sup", "sub", "small"))
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
_ASCII_WORD = re.compile(r"\w+", re.ASCII)
_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
_SENTENCE = re.compile(r"[。！？；，、：!?;,:…]|\.(?=\s|$|[”\"’)])")
# So many signs weigh 1 at least.
_SIGNS = 40
# A page with more lines than this is read so far: no article has them.
_MOST_LINES = 50_000
# Running text has at least this weight.
_LONG = 12
# A link with more characters was left open, and furniture nested deeper says nothing new.
_MOST_LINKED, _MOST_ZONES = 300, 40


@dataclass(slots=True)
class Line:
    """One visible line: the block element it stands in, its text, and how much of it is linked.

    `sentence` tells running text: long enough, punctuated, hardly linked.
    """

    node: html.HtmlElement
    text: str
    weight: float
    linked: float
    sentence: bool
    zones: tuple[html.HtmlElement, ...]  # the furniture elements around it, outermost first
    parts: tuple[tuple[html.HtmlElement, str], ...]  # where its words stand: an element, and "text" or "tail"

    @property
    def link_share(self) -> float:
        """The share of the line's weight that stands inside links, 0 to 1."""
        return self.linked / self.weight if self.weight else 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page opened once: its text, its tree, its address and its visible lines."""

    text: str
    tree: html.HtmlElement
    url: str
    lines: list[Line]


def weigh(text: str) -> float:
    """Return how much a text says: 1 for a CJK character, 1.6 for a word of other scripts.

    What is no word weighs by its length, so that a megabyte of signs is no short line.
    """
    if text.isascii():
        said = 1.6 * len(_ASCII_WORD.findall(text))
    else:
        said = sum(map(len, _CJK.findall(text))) + 1.6 * len(_WORD.findall(text))
    return max(said, len(text) / _SIGNS)


def lines_of(root: html.HtmlElement) -> list[Line]:
    """Return the visible lines of an element in reading order; blocks and `<br>` end a line."""
    reader = _Reader(root)
    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "start":
            if len(reader.lines) >= _MOST_LINES:
                break
            reader.enter(node)
        elif event == "end":
            reader.leave(node)
        else:
            reader.add(node, "tail")
    reader.flush()
    return reader.lines


class _Reader:
    """The walk's state: the open blocks, the words of the line so far, links and furniture open."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.lines: list[Line] = []
        self._root = root
        self._blocks: list[html.HtmlElement] = [root]
        self._text: list[str] = []
        self._parts: list[tuple[html.HtmlElement, str]] = []
        self._linked: list[str] = []
        self._links: list[html.HtmlElement] = []
        self._skipped = 0
        self._zones: tuple[html.HtmlElement, ...] = ()

    def enter(self, node: html.HtmlElement) -> None:
        tag = node.tag
        if tag in SKIPPED:
            self._skipped += 1
            return
        if tag in BLOCKS or tag == "br":
            self.flush()
            if tag in BLOCKS:
                self._blocks.append(node)
        if len(self._zones) < _MOST_ZONES and node is not self._root and kind_of(node) and not self._is_within(node):
            self.flush()
            self._zones = (*self._zones, node)
        if tag == "a" and _is_link(node):
            self._links.append(node)
        self.add(node, "text")

    def _is_within(self, node: html.HtmlElement) -> bool:
        """Tell words of a running sentence, which are part of it whatever their class, from a part of the page."""
        if node.tag not in _WORDS or not (tail := (node.tail or "").lstrip()):
            return False
        return any(text.strip() for text in self._text) or not (tail[0].isalnum() or tail[0] in "|·•>»/-")

    def leave(self, node: html.HtmlElement) -> None:
        tag = node.tag
        if tag in SKIPPED:
            self._skipped -= 1
        else:
            if tag in BLOCKS:
                self.flush()
                self._blocks.pop()
            if self._links and self._links[-1] is node:
                self._links.pop()
            if self._zones and self._zones[-1] is node:
                self.flush()
                self._zones = self._zones[:-1]
        if node is not self._root:
            self.add(node, "tail")

    def add(self, node: html.HtmlElement, part: str) -> None:
        text = "" if self._skipped else node.text if part == "text" else node.tail
        if text:
            self._text.append(text)
            self._parts.append((node, part))
            if self._links:
                self._linked.append(text)

    def flush(self) -> None:
        if self._text:
            text = squeeze("".join(self._text))
            if text:
                weight = weigh(text)
                linked = weigh("".join(self._linked)) if self._linked else 0.0
                sentence = weight >= _LONG and 2 * linked < weight and _SENTENCE.search(text) is not None
                parts = tuple(self._parts)
                self.lines.append(Line(self._blocks[-1], text, weight, linked, sentence, self._zones, parts))
            self._text.clear()
            self._parts.clear()
            self._linked.clear()


def _is_link(node: html.HtmlElement) -> bool:
    """Tell a link from a mere anchor, and from one left open that runs over the whole text."""
    if not node.get("href"):
        return False
    return len(node) == 0 or all(length < _MOST_LINKED for length in accumulate(map(len, node.itertext())))


def furniture_of(lines: list[Line], share: float) -> list[bool]:
    """Tell for each line whether it stands in furniture; a part that holds `share` of all text is none."""
    text = sum(line.weight for line in lines if line.sentence)
    held: dict[object, float] = {}
    for line in lines:
        if line.sentence:
            for name in {_name(zone) for zone in line.zones}:
                held[name] = held.get(name, 0.0) + line.weight
    known: dict[int, bool] = {}  # lines of one part share its tuple
    for line in lines:
        if id(line.zones) not in known:
            known[id(line.zones)] = any(held.get(_name(zone), 0.0) <= share * text for zone in line.zones)
    return [known[id(line.zones)] for line in lines]


def _name(zone: html.HtmlElement) -> object:
    """Return what parts of one make have in common, as a text may be cut into many; comments are many by nature."""
    if kind_of(zone) in {"comments", "related"}:
        return zone
    return zone.tag, zone.get("class") or "", zone.get("role") or ""
