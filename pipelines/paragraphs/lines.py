"""The line in the making: text gathers into pieces, pieces into lines, lines into drafts."""

from collections.abc import Callable
from typing import TypeAlias

from ingest.article import Preformatted

from .containers import Frame
from .drafts import NO_SETTING, Draft, Setting
from .runs import LAYOUT, PLAIN, Break, Look, Mentioned, Piece, Taken, make_line, part_lines, plain_line, without_unseen

Closer: TypeAlias = Callable[[], None]


class LineMaker:
    """Knows at any point of the walk how text is set and where it goes.

    Openers return the method that closes what they opened, to be called when the element ends.
    """

    def __init__(self, base_url: str = "") -> None:
        self.base_url = base_url
        self.frames: list[Frame] = [Frame()]  # what holds drafts, innermost last
        self.texts: list[str] = []  # of the piece in the making
        self.setting = NO_SETTING  # of the drafts to come
        self.in_pre = False
        self.in_chart = False
        self.in_keyword = 0
        self.figures = 0
        self._pieces: list[Piece] = []  # of the line in the making
        self._pre: list[str] = []
        self._look = PLAIN
        self._looks: list[Look] = []
        self._settings: list[Setting] = []
        self._keyword = ""
        self._keyword_start = 0
        self._quote_start = 0

    def drain(self) -> None:
        """End the piece in the making, as the look changes."""
        if not self.texts:
            return
        text = "".join(self.texts)
        self.texts.clear()
        if self.in_pre:
            self._pre.append(text)
        elif text.strip(LAYOUT):
            self._pieces.append((text, self._look))
            self.in_chart = False  # a chart holds no text, so its end mark is missing
        elif self._pieces:
            self._pieces.append((text, self._look))

    def flush(self) -> None:
        """End the line in the making, as a block begins or ends."""
        if self.texts:
            if not self._pieces and not self.in_pre and self._end_plain_line():
                return
            self.drain()
        if not self._pieces:
            return
        pieces, self._pieces = self._pieces, []
        self._keyword_start = 0
        for segments in part_lines(pieces):
            made = make_line(segments)
            if made.runs or made.drops or made.mentions:
                self.add(made)

    def _end_plain_line(self) -> bool:
        """End the line as the one text that most lines are, or as the blank between two blocks, if it is one."""
        texts = self.texts
        text = texts[0] if len(texts) == 1 else "".join(texts)
        if text.strip(LAYOUT):
            made = plain_line(text, self._look)
            if not made:
                return False
            self.in_chart = False
            self._keyword_start = 0
            self.add(made)
        texts.clear()
        return True

    def add(self, draft: Draft) -> None:
        """Put a draft where it stands, set as its surroundings are."""
        draft.setting = self.setting
        draft.level = self.setting.level
        self.frames[-1].drafts.append(draft)

    def open_frame(self, frame: Frame, settle: Callable[[], None] | None = None) -> Closer:
        """Begin an element that holds blocks; `settle` says where it goes, else it goes around."""
        self.flush()
        self.frames.append(frame)

        def close() -> None:
            self.flush()
            self.frames.pop()
            if settle:
                settle()
            else:
                self.frames[-1].drafts += frame.close()

        return close

    def break_line(self) -> None:
        """Add a line break."""
        if self.in_pre:
            self.texts.append("\n")
        else:
            self.drain()
            self._pieces.append(("", Break()))

    def take(self, rule: str) -> None:
        """End a stretch that is dropped: all text since the last drain."""
        text = " ".join("".join(self.texts).split())
        self.texts.clear()
        self._pieces.append((text, Taken(rule)))

    def mention(self, code: str, name: str) -> None:
        """Note that a security is named here."""
        self._pieces.append((name, Mentioned(code)))

    def open_look(self, *, strong: bool = False, emphasis: bool = False, href: str = "") -> Closer:
        """Begin text of another look, on top of the look around it."""
        self.drain()
        self._looks.append(self._look)
        now = self._look
        self._look = Look(now.strong or strong, now.emphasis or emphasis, href or now.href)
        return self._close_look

    def _close_look(self) -> None:
        self.drain()
        self._look = self._looks.pop()

    def open_setting(self, setting: Setting) -> Closer:
        """Begin a block that stands in its own way."""
        self.flush()
        self._settings.append(self.setting)
        self.setting = setting
        return self._close_setting

    def _close_setting(self) -> None:
        self.flush()
        self.setting = self._settings.pop()

    def open_keyword(self, code: str) -> Closer:
        """Begin an automatic keyword; of nested ones the innermost code counts."""
        self.drain()
        if not self.in_keyword:
            self._keyword, self._keyword_start = "", len(self._pieces)
        self._keyword = code or self._keyword
        self.in_keyword += 1
        return self._close_keyword

    def _close_keyword(self) -> None:
        self.drain()
        self.in_keyword -= 1
        if not self.in_keyword and self._keyword:
            words = [text for text, look in self._pieces[self._keyword_start :] if type(look) is Look]
            self.mention(self._keyword, "".join(words))

    def open_quote_span(self) -> Closer:
        """Begin a span that a script fills with a quote; as served it is empty."""
        self.drain()
        self._quote_start = len(self._pieces)
        return self._close_quote_span

    def _close_quote_span(self) -> None:
        self.drain()
        if len(self._pieces) == self._quote_start:
            self._pieces.append(("", Taken("empty_quote_span")))

    def open_pre(self) -> Closer:
        """Begin text whose blanks and line ends carry meaning."""
        self.flush()
        self.in_pre = True
        return self._close_pre

    def _close_pre(self) -> None:
        self.drain()
        self.in_pre = False
        made = Draft()
        text = without_unseen("".join(self._pre), made.drops)
        self._pre.clear()
        text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\n").rstrip()
        if text:
            made.block = Preformatted(text)
        self.add(made)
        self.flush()
