"""The lines of an article read for their bylines: who, for which outlet, from where.

Where the lines stood decides what is looked for: at the start whole credit lines and a dispatch head, at the
end credit lines upwards and the closing bracket, inside a paragraph its head and end, under the headline
the fields of a header. A line is taken whole or its credit is cut off its start or end; all else is body.
"""

from collections.abc import Callable, Sequence
from typing import Final, Literal, TypeAlias

from pipelines.bylines.agencies import read_dateline
from pipelines.bylines.credit import PLAIN_READING, Credit, Setting
from pipelines.bylines.credits import LONGEST_CREDIT, read_credit
from pipelines.bylines.english import read_english
from pipelines.bylines.english_lines import read_below, read_end, read_note, read_pair
from pipelines.bylines.expressions import expression
from pipelines.bylines.folding import fold
from pipelines.bylines.header import read_header
from pipelines.bylines.heads import HEAD_WINDOW, read_head
from pipelines.bylines.joining import join_broken
from pipelines.bylines.reading import BylineReading, Finding, Span, join_findings
from pipelines.bylines.tails import TAIL_WINDOW, read_issue, read_tail

Where: TypeAlias = Literal["lead", "tail", "inline", "meta"]

_HEADLINE: Final = 60  # characters: a line without a full stop that is longer is a sentence, not a headline
_NAME_LINE: Final = 12  # characters of a line that may be names and nothing else
_LONGEST_STOPPED: Final = 16
_LEAD_LINES: Final = 8
_TAIL_LINES: Final = 16
_SENTENCE: Final = expression(r"[。…]|\.\s|, [a-z]|[,，;；](?=.{12})")
_HAN: Final = expression(r"[\u3400-\u9fff\u3040-\u30ff]")
_FULL_STOP: Final = expression("[。！？…]")
# words without which a line has no head, or no credits at its end: they save the reading of ordinary sentences
_HEAD_HINT: Final = expression(
    r"[^。！？…；，,]{0,80}?(?:[讯訊电電]|消息|专稿|專稿|特稿|[报報][道导導]|[记記]者(?![在从從对對向们們了走看问問获獲发發来來采採注])|通[讯訊]员|月\s?\d{1,2}\s?日\s?[|｜丨])"
    r"|\W{0,12}[(（\[【〔［]|.{2,14}[(（][^()（）]{4,60}[)）]\s?[-—讯訊电電]|\W*[A-Z][A-Za-z]{2}"
)
_TAIL_HINT: Final = expression(
    r"[)）\]】〕］]\W*\d{0,8}\s*$|[记記]者|[通讯訊]员|[員员生師师]|[摄攝文图圖编編译譯校审審影报報撰]|作者|[来來]源|整理|供稿|[bB]y\b|[A-Z]{2,}/[A-Z]|[Pp]hoto|[\s。！？”][\u4e00-\u9fff]{2,4}(?:[\s、，][\u4e00-\u9fff]{2,4})*\s*$"
)
_STOPS: Final = ("。", "！", "？", "…", "”", "’", "」", "』", "；", "，")
_TAIL_HINT_WINDOW: Final = 120
_SHORT_MARKS: Final = 20  # characters of a line of nothing but marks
_WRAP: Final = " >*#\\_~-"
_BLANK: Final = _WRAP + "\t\u3000\xa0"
_PLAIN: Final = Setting(plain=True)
_CLOSING: Final = expression(r"^[\s(\[]*(?:(?:完|end|END|本文完|全文完)[\s)\]]*$|作者(?:单位|简介|介绍)\s?:)")


def read_bylines(lines: Sequence[str], where: Where) -> BylineReading:
    """Read the people, the outlet and the dateline out of the lines; never raises, whatever they hold.

    >>> reading = read_bylines(["本报讯（记者 王强）今日开市。"], "inline")
    >>> reading.authors[0].name, reading.rest(["本报讯（记者 王强）今日开市。"])
    ('王强', ['今日开市。'])
    """
    whole = join_broken(lines)
    reader = _Reader([line.text for line in whole])
    passes: dict[Where, Callable[[_Reader], None]] = {
        "lead": _Reader.lead,
        "tail": _Reader.tail,
        "inline": _Reader.inline,
        "meta": _Reader.meta,
    }
    passes[where](reader)
    reader.marks()
    return join_findings(reader.found, reader.taken, whole)


def may_open(line: str) -> bool:
    """Say whether a line may be a credit or begin with one; False for most sentences, and told without reading them."""
    return len(line) <= _HEADLINE or _HEAD_HINT.match(line, 0, HEAD_WINDOW) is not None


class _Reader:
    """The lines, what was found in each, and what was taken of them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.found: list[Finding] = []
        self.taken: list[Span] = []

    def take(self, line: int, start: int, end: int, found: Sequence[Credit]) -> None:
        """Note that characters of a line were these credits."""
        rule = "field:authors"
        if not any(credit.authors for credit in found):
            rule = "field:outlet" if any(credit.outlet for credit in found) else rule
            rule = "field:dateline" if any(credit.dateline for credit in found) else rule
        self.taken.append(Span(line, start, end, rule))
        self.found += [Finding(line, start, credit) for credit in found]

    def whole(self, number: int, setting: Setting) -> bool:
        """Take a line that is nothing but credits."""
        line = self.lines[number]
        if len(line) > LONGEST_CREDIT * 2 or _FULL_STOP.search(line, 0, len(line) - 1):
            return False
        credit = _read_whole(line, setting)
        if credit is None:
            return False
        self.take(number, 0, len(line), [credit])
        return True

    def head(self, number: int) -> int:
        """Take the head of a line; return where its body begins."""
        line = self.lines[number]
        if not _HEAD_HINT.match(line, 0, HEAD_WINDOW):
            return 0
        folded = fold(line[:HEAD_WINDOW])
        if _HAN.search(folded):
            head = read_head(folded, line)
            if head.end:
                self.take(number, 0, head.end, head.credits)
            return head.end
        dateline = read_dateline(folded, line)
        if dateline is None:
            return 0
        self.take(number, 0, dateline[0], [dateline[1]])
        return dateline[0]

    def end(self, number: int, begin: int = 0, *, last: bool = False) -> None:
        """Take the credits at the end of a line, the text's `last` one; its first `begin` characters are taken."""
        line = self.lines[number]
        offset = max(begin, len(line) - TAIL_WINDOW)
        if line[offset:].rstrip().endswith(_STOPS):  # nothing stands behind the last sentence
            return
        if not _TAIL_HINT.search(line, max(offset, len(line) - _TAIL_HINT_WINDOW)):
            return
        folded = fold(line[offset:])
        tail = read_tail(folded, line[offset:], last=last)
        if tail is not None:
            self.take(number, offset + tail.start, offset + tail.end, tail.credits)
            return
        found = read_end(folded, line[offset:]) if _HAN.search(folded[-_TAIL_HINT_WINDOW:]) is None else None
        if found is not None:
            self.take(number, offset + found[0], len(line), [found[1]])

    # --- the four places -----------------------------------------------------------------------------------

    def lead(self) -> None:
        """Take credit lines from the start, and the head of the first sentence."""
        credited = False
        for number, line in enumerate(self.lines[:_LEAD_LINES]):
            if not line.strip(_BLANK) or any(span.line == number for span in self.taken):
                continue
            plain = (credited and not line.rstrip().endswith("。")) or len(line.strip()) <= _NAME_LINE
            if self.whole(number, _PLAIN if plain else PLAIN_READING):
                credited = True
                continue
            if self._english(number, credited=credited):
                credited = True
                continue
            begin = self.head(number)
            credited = credited or bool(begin)
            if len(line) - begin > _HEADLINE or _SENTENCE.search(line, begin):
                break

    def _english(self, number: int, *, credited: bool) -> bool:
        """Take a line under an English byline, or an English name and the line under it."""
        line = self.lines[number].strip()
        if not line[:1].isascii():
            return False
        following = self.lines[number + 1].strip() if number + 1 < len(self.lines) else ""
        below = read_below(line, following) if credited else None
        pair = read_pair(line, following) if below is None and following else None
        if below is None and pair is None:
            return False
        self.take(number, 0, len(self.lines[number]), [credit for credit in (below, pair) if credit])
        if pair is not None:
            self.take(number + 1, 0, len(self.lines[number + 1]), [])
        return True

    def tail(self) -> None:
        """Take credit lines from the end upwards, then the credits at the end of the last sentence."""
        number = len(self.lines) - 1
        lowest = max(-1, number - _TAIL_LINES)
        while number > lowest:
            line = self.lines[number]
            blank = not line.strip(_BLANK)
            taken = blank or _CLOSING.match(fold(line[:20])) or self.whole(number, self._plain(number))
            if not taken and not self._note(number):
                break
            number -= 1
        if number > lowest:
            self.end(number, last=True)
            if len(self.lines) == 1 and not self.taken:
                self.head(number)

    def _note(self, number: int) -> bool:
        """Take a line at the end that says who the author is, or which issue of a paper the text stood in."""
        line = self.lines[number]
        if len(line) > LONGEST_CREDIT:
            return False
        credit = read_note(line, line) if line.isascii() else read_issue(line)
        if credit is not None:
            self.take(number, 0, len(line), [credit])
        return credit is not None

    def _plain(self, number: int) -> Setting:
        above = self.lines[number - 1] if number else ""
        short = len(self.lines[number].strip()) <= _NAME_LINE
        ended = not above or above.rstrip().endswith(("。", "”", "！", "？", "）"))
        return _PLAIN if short and (self.taken or ended) else PLAIN_READING

    def inline(self) -> None:
        """Take the head and the closing credits of a paragraph."""
        for number in range(min(len(self.lines), _LEAD_LINES)):
            if self.lines[number].startswith("Source:"):  # of a chart
                continue
            if self.whole(number, PLAIN_READING):
                continue
            begin = self.head(number)
            self.end(number, begin)

    def meta(self) -> None:
        """Take the lines of a header, of which only sentences stay."""
        for number, line in enumerate(self.lines[:40]):
            if len(line) > LONGEST_CREDIT * 2:
                continue
            found = read_header(fold(line), line)
            if found is not None:
                self.take(number, 0, len(line), found)

    def marks(self) -> None:
        """Take lines of nothing but quotation or list marks that stand beside taken lines."""
        if not self.taken:
            return
        whole = {span.line for span in self.taken if span.start == 0 and span.end == len(self.lines[span.line])}
        beside = {near for number in whole for near in (number - 1, number + 1) if 0 <= near < len(self.lines)}
        for number in sorted(beside - whole):
            line = self.lines[number]
            if line.strip() and len(line) < _SHORT_MARKS and not line.strip(_WRAP + "\t"):
                self.taken.append(Span(number, 0, len(line), "field:marks"))


def _read_whole(line: str, setting: Setting) -> Credit | None:
    folded = fold(line)
    begin = len(folded) - len(folded.lstrip(_WRAP))
    end = len(folded.rstrip(" *_>\\"))
    if begin >= end:
        return None
    text, source = folded[begin:end], line[begin:end]
    if not _HAN.search(text):
        return read_english(text, source)
    if text[-1] in "。.":
        text, source = text[:-1], source[:-1]
        credit = read_credit(text, source, setting)
        # behind a dispatch a long line with a full stop is rather the sentence
        return None if credit is not None and credit.wire and len(text) > _LONGEST_STOPPED else credit
    return read_credit(text, source, setting)
