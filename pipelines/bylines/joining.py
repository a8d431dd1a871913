"""Lines that a layout broke in the middle of a credit, put together for reading.

`来源：` and its value, `By` and its name, `（记者` and the closing bracket may stand on lines of their own. The
joined line remembers where its parts came from, so that what is taken is taken from the source's lines.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pipelines.bylines.expressions import expression
from pipelines.bylines.folding import fold
from pipelines.bylines.roles import LABEL, ROLE_WORDS, TITLE
from pipelines.bylines.signs import SOURCE

_SHORT: Final = 60  # characters of a line that may be only the beginning of a credit
_LABEL: Final = 14  # characters of a label without a mark
_JOINED_LINES: Final = 3
_OUTER_LINES: Final = 40  # lines at either end of a text in which credits stand
_UNFINISHED: Final = expression(
    rf"[\s>*#|【\[(]*(?:(?:{TITLE}|{LABEL}|{SOURCE}|[文图])\s*[】\])]?\s*[:|/]*\s*"
    r"|(?:[Ww]ritten |[Rr]eporting |[Ss]tory )?[Bb][Yy]:?\s*|[Aa]uthors?:?\s*)"
)
_WINDOW: Final = 200  # characters of a line in which a bracket opens or closes
_STOPS: Final = frozenset("。！？…”")
_LAST: Final = frozenset(word[-1] for word in ROLE_WORDS) | frozenset("源处自于])yYsSr")  # last characters of a label
_LAST_BRACKET: Final = expression("[][()（）【】〔〕［］](?=[^][()（）【】〔〕［］]*$)")
_CLOSE: Final = expression(r"[^()\[\]]{0,160}[)\]]")
_OPEN: Final = expression(rf"[(\[][^()\[\]]*(?:{TITLE}|{LABEL})[^()\[\]]*$")


class Joined(NamedTuple):
    """A line for reading: its text, and for each source line in it where that one begins."""

    text: str
    parts: tuple[tuple[int, int, int], ...]  # (start in the text, number of the source line, its length)

    def spans(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the characters `start` to `end` as (source line, start, end)."""
        for begin, number, length in self.parts:
            first, last = max(start, begin), min(end, begin + length)
            if first < last:
                yield number, first - begin, last - begin


def join_broken(lines: Sequence[str]) -> list[Joined]:
    r"""Return the lines with broken credits put together, all others as they are.

    >>> [line.text for line in join_broken(["来源：", "某某网", "正文。"])]
    ['来源：\n某某网', '正文。']
    """
    joined: list[Joined] = []
    number, count = 0, len(lines)
    while number < count:
        text = lines[number]
        parts: tuple[tuple[int, int, int], ...] = ((0, number, len(text)),)
        finished = text[-1:] in _STOPS and len(text) > _SHORT
        if not finished and (number < _OUTER_LINES or number >= count - _OUTER_LINES):
            while number + 1 < count and len(parts) < _JOINED_LINES and _is_unfinished(text, lines[number + 1]):
                number += 1
                parts += ((len(text) + 1, number, len(lines[number])),)
                text += "\n" + lines[number]
        joined.append(Joined(text, parts))
        number += 1
    return joined


def _is_unfinished(text: str, following: str) -> bool:
    if len(text) <= _SHORT:
        bare = text.strip()
        if not bare or not following[:_WINDOW].strip():
            return False
        marked = bare[-1] in ":：/／|｜丨"
        if (marked or (len(bare) <= _LABEL and fold(bare[-1]) in _LAST)) and _UNFINISHED.fullmatch(fold(text)):
            return True
    end = text[-_WINDOW:]
    bracket = _LAST_BRACKET.search(end)
    if bracket is None or bracket[0] in ")]）】〕］":
        return False
    return _OPEN.search(fold(end)) is not None and _CLOSE.match(fold(following[:_WINDOW])) is not None
