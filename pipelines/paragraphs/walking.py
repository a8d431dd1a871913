"""Events to drafts: one walk over the markup, without recursion and at any depth."""

from collections.abc import Mapping

from .drafts import Draft
from .elements import BLOCKS, IN_PRE, OPENERS, open_inline
from .lines import Closer, LineMaker
from .noise import DROPPED_TAGS, OPAQUE_TAGS, dropped_element

_CHART_MARKS = {"EM_StockImg_Start": True, "EM_StockImg_End": False}


class Walk:
    """Takes a parser's events; what is dropped whole goes here, the rest opens and closes by its tag."""

    def __init__(self, base_url: str = "") -> None:
        self._maker = LineMaker(base_url)
        self._write = self._maker.texts.append
        self._closers: list[Closer | None] = []  # one for each open element
        self._rule = ""  # that drops the open element
        self._rule_tag = ""
        self._is_opaque = False  # in a script or style sheet, whose text is never shown
        self._rule_depth = 0  # of open elements inside of it, itself included

    @property
    def drafts(self) -> list[Draft]:
        """The drafts of the body, in order; whole after `close`."""
        return self._maker.frames[0].drafts

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag."""
        if self._rule_depth:
            self._rule_depth += 1
            self._is_opaque = tag in OPAQUE_TAGS
            return
        rule = dropped_element(tag, attributes) if attributes else DROPPED_TAGS.get(tag)
        if rule and tag not in {"html", "body"}:
            (self._maker.flush if tag in BLOCKS else self._maker.drain)()
            self._rule, self._rule_tag, self._rule_depth = rule, tag, 1
            self._is_opaque = tag in OPAQUE_TAGS
        elif self._maker.in_pre and tag not in IN_PRE:
            self._closers.append(None)
        else:
            self._closers.append(OPENERS.get(tag, open_inline)(self._maker, tag, attributes))

    def end(self, _tag: str) -> None:
        """Take an end tag; as they balance, it ends the innermost element."""
        if self._rule_depth:
            self._is_opaque = False
            self._rule_depth -= 1
            if not self._rule_depth:
                self._maker.take(self._rule)
                if self._rule_tag in BLOCKS:
                    self._maker.flush()
        elif closer := self._closers.pop():
            closer()

    def data(self, text: str) -> None:
        """Take a stretch of text."""
        if not self._is_opaque:
            self._write(text)

    def comment(self, text: str) -> None:
        """Take a comment; two of them frame a chart."""
        mark = _CHART_MARKS.get(text.strip())
        if mark is not None:
            self._maker.drain()
            self._maker.in_chart = mark

    def close(self) -> None:
        """Take the end of the source."""
        self._maker.flush()
