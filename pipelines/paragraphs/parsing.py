"""Markup to events: one parse per body, by the fastest reader that can be trusted with it.

What is plain needs no parser at all (`plain`). Both parsers stand on libxml2's tokenizer. lxml hands
its events straight to the target, with no tree, so that neither depth nor size loses text (a tree
would silently stop at 2,048 levels).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from threading import local
from typing import Any, Literal, Protocol, TypeAlias

from lxml import etree

from ingest.errors import ReadError
from pipelines.overfull import is_overfull

from .plain import Event, plain_events

Parser: TypeAlias = Literal["plain", "lxml", "bs4"]

MOST_TAGS = 30_000  # of an article; a whole page of half a megabyte has a third of it
BS4_TAGS = 3_000  # beyond, bs4 needs more than a tenth of a second
CHECKED_TAGS = 10_000  # fewer cannot take long, however they are nested
MOST_STEPS = 50_000_000  # of libxml2's stack, about 0.2 s

_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^<>]*>)")
_VOID = frozenset(
    {"area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input"}
    | {"isindex", "link", "meta", "param", "source", "track", "wbr"}
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r")
# What XML cannot hold travels as one of Unicode's noncharacters and is dropped by name further on.
_STAND_INS = {code: 0xFDD0 + code for code in _CONTROLS} | {0xFFFE: 0xFDDC, 0xFFFF: 0xFDDD}
_SURROGATE = re.compile("[\ud800-\udfff]")


class Target(Protocol):
    """What receives the events; starts and ends always balance."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag; names are lower case."""

    def end(self, tag: str) -> None:
        """Take the end of the innermost open element."""

    def data(self, text: str) -> None:
        """Take text, entities resolved, possibly in several pieces."""

    def comment(self, text: str) -> None:
        """Take a comment."""

    def close(self) -> None:
        """Take the end of the source."""


def choose_parser(html: str) -> Parser:
    """Say who reads a body that is not plain; with `parse` the one place that decides.

    lxml reads the ordinary fragment: every `<` begins a complete tag or a comment, and each element
    is closed as often as it is opened. BeautifulSoup reads what is broken, up to 3,000 tags.
    """
    marks = html.count("<")
    if marks > BS4_TAGS:
        return "lxml"
    tags = _TAG.findall(html)
    if marks != len(tags):
        return "bs4"
    balance: dict[str, int] = {}
    for slash, name in tags:
        balance[name] = balance.get(name, 0) + (-1 if slash else 1)
    return "lxml" if not any(n and name and name.lower() not in _VOID for name, n in balance.items()) else "bs4"


def parse(html: str, target: Target, parser: Parser | None = None) -> Parser:
    """Read a body, feed the target, and say who has read it: the plain way if it can, else `choose_parser`'s.

    A named parser reads it whatever it is. Text without a single tag is taken line by line, each a
    paragraph. Raises ReadError where the nesting would take seconds to unravel (tens of thousands of
    misplaced tags).
    """
    if parser is None or parser == "plain":
        events = plain_events(html) if html.count("<") <= MOST_TAGS else None
        if events is not None:
            _tell(events, target)
            return "plain"
        parser = choose_parser(html)
    if "<" not in html:
        html = html.strip().replace("\n", "<p>")
    _refuse_knots(html)
    raw = b"<body>" + _readable(html)
    if parser == "bs4":
        from .soup import walk_soup  # noqa: PLC0415  # a tenth of a second, for broken bodies only

        walk_soup(raw.decode(), target)
        target.close()
    else:
        relay = _own.relay
        relay.target = target
        etree.fromstring(raw, relay.parser)
    return parser


def _tell(events: Iterable[Event], target: Target) -> None:
    start, end, data = target.start, target.end, target.data
    for name, attributes, text in events:
        if attributes is not None:
            start(name, attributes)
        elif name:
            end(name)
        if text:
            data(text)
    target.close()


class _Relay:
    """Passes lxml's events on, as making a parser for each body would cost more than parsing it."""

    target: Target

    def __init__(self) -> None:
        self.parser = etree.HTMLParser(target=self, encoding="utf-8", huge_tree=True)

    def start(self, tag: Any, attributes: Mapping[Any, Any]) -> None:
        self.target.start(tag, attributes)

    def end(self, tag: Any) -> None:
        self.target.end(tag)

    def data(self, text: Any) -> None:
        self.target.data(text)

    def comment(self, text: Any) -> None:
        self.target.comment(text)

    def close(self) -> None:
        self.target.close()


class _Own(local):
    """Each thread's own relay."""

    def __init__(self) -> None:
        self.relay = _Relay()


_own = _Own()


def _readable(html: str) -> bytes:
    """Encode, replacing what no parser accepts (NUL, other controls, lone surrogates) by its stand-in."""
    try:
        raw = html.encode()
    except UnicodeEncodeError:
        return _readable(_SURROGATE.sub("\ufdd9", html))
    clean = len(raw.translate(None, _CONTROLS)) == len(raw) and b"\xef\xbf\xbe" not in raw
    return raw if clean and b"\xef\xbf\xbf" not in raw else html.translate(_STAND_INS).encode()


def _refuse_knots(html: str) -> None:
    """Refuse what would take seconds: too many tags, too many misplaced ones, or too many attributes.

    Each end tag that closes nothing makes libxml2 walk the whole stack of open elements.
    """
    if is_overfull(html):
        raise ReadError("markup whose tags hold too many attributes to be read", field="body")
    marks = html.count("<")
    opened: Counter[str] = Counter()
    depth = steps = 0
    for slash, written in _TAG.findall(html) if CHECKED_TAGS < marks <= MOST_TAGS else ():
        name = written.lower()
        if not name or name in _VOID:
            continue
        if not slash:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        else:
            steps += depth
    if marks > MOST_TAGS or steps > MOST_STEPS:
        raise ReadError(
            "body too tangled to read",
            field="body",
            raw=html[:80],
            fix=f"look at the source: it has {marks} tags, or closes them in another order than it opens them",
        )
