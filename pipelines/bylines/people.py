"""People in a credit: the words that stand where names stand, read as names or refused.

A word is a run of Chinese names, one name of another script, a pen name where a role word vouches for it, or
an organisation. Text is folded (see `folding`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pipelines.bylines.names import Reading, Token, foreign_cost, name_cost, read_run
from pipelines.bylines.outlets import is_body, is_outlet, is_placeholder, outlet_cost
from pipelines.bylines.places import PLACES, place_ends
from pipelines.bylines.roles import STOP_WORDS

# nats per character: what a run may cost where a role word vouches for names, and where nothing does
VOUCHED_NATS: Final = 9.2
PLAIN_NATS: Final = 7.6
_KNOWN_SHARE: Final = 0.65  # of a list without a role word, how many must be plain names
_COMMON_NAME: Final = 26.0  # nats of a name with a usual surname and one unusual character
_WORD_NATS: Final = 8.0  # per character of a word that is no name by the tables
_STRAY_NATS: Final = 30.0  # a single character that belongs to no name
_OUTLET_NATS: Final = 9.0
_PLAIN_OUTLET: Final = 4.5  # what an outlet of known words costs at most
_BODY_NATS: Final = 10.0  # an organisation before names (市教育局王强), and each of its characters
_BODY_LETTER: Final = 4.2
_STATION_NATS: Final = 8.0  # a station of a known place between names
_BODY_LIMIT: Final = 5.6  # nats per character up to which what ends like an office is still people
_PLACE_NATS: Final = 5.0
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_DOTTED: Final = re.compile(r"[\u3400-\u9fffA-Z][\u3400-\u9fffA-Za-z.]*(?:·[\u3400-\u9fffA-Za-z.]+)+")
_LATIN: Final = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ.'-]*(?: (?:de |van |von |del |der |la )*[A-ZÀ-Þ][A-Za-zÀ-ɏ.'\"-]*){0,4}")
_KANA: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fffー]{2,12}")
_PEN: Final = re.compile(r"[\u3400-\u9fffA-Za-z0-9_-]{2,10}")
# words of running text that no pen name holds
_RUNNING: Final = re.compile("[的了是在从都且但及把让就还很更最不没吗呢吧啊着过说称据悉获其该此那哪您你我他她它们什怎谁因所若这为]")
_CALLINGS: Final = frozenset("教授 副教授 研究员 院长 主任 博士 硕士 律师 讲师 主席 会长 作家 学者 记者 编辑 院士 老师 同学 先生 女士 等 整理".split())
_ABOUT: Final = re.compile(
    r"(?:教授|研究员|院长|主任|作家|学者|评论员|博士|硕士|律师|负责人|成员|教师|老师|会员|董事长|总裁|总经理|经济学家|分析师"
    r"|书记|校长|局长|处长|部长|主席|会长|秘书长|工程师|医师|医生|博士生|研究生|学生|专家|委员|代表|秘书|馆长|所长|员|长|师|者|家)$"
)


class Item(NamedTuple):
    """A word of a credit: its place, its text, and the mark before it (`gap`, `comma`, `slash` or nothing)."""

    start: int
    end: int
    text: str
    mark: str
    at: tuple[int, ...] = ()  # where each character stands, when gaps were taken out

    @property
    def places(self) -> tuple[int, ...]:
        """Where each character of the text stands in the stretch."""
        return self.at or tuple(range(self.start, self.end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters `start` to `end` of the text stand in the stretch."""
        places = self.places
        return places[start], places[end - 1] + 1


@dataclass(slots=True)
class People:
    """Names as places of the folded text, what was an outlet or a place instead, and doubts."""

    names: list[tuple[int, int]] = field(default_factory=list)
    bodies: list[tuple[int, int]] = field(default_factory=list)
    outlet: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    notes: list[str] = field(default_factory=list)


def join_spaced(items: Sequence[Item]) -> list[Item]:
    """Put names back together that a gap parts: 王 强 李 小 明 → 王强, 李小明; so too the words of a Latin name.

    >>> words = [Item(0, 1, "王", ""), Item(2, 3, "强", "gap"), Item(4, 5, "李", "gap"), Item(6, 7, "明", "gap")]
    >>> [item.text for item in join_spaced(words)]
    ['王强', '李明']
    """
    joined: list[Item] = []
    row: list[Item] = []
    for item in items:
        if row and not (item.mark == "gap" and _HAN.fullmatch(item.text)):
            joined += _join_row(row)
            row = []
        if row or _HAN.fullmatch(item.text):
            row.append(item)
        elif joined and item.mark == "gap" and _latin(joined[-1].text) and _latin(item.text):
            joined[-1] = _glue([joined[-1], item], " ")
        else:
            joined.append(item)
    return joined + _join_row(row)


def _join_row(row: list[Item]) -> list[Item]:
    """Join the Chinese words of a row, gaps between them, where single characters say that gaps part names."""
    if not any(len(item.text) == 1 for item in row) or len(row) > 60:
        return row
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(row)
    for end in range(1, len(row) + 1):
        for start in range(max(0, end - 4), end):
            text = "".join(item.text for item in row[start:end])
            alone = end - start == 1
            if alone:
                cost = min(name_cost(text), _WORD_NATS * len(text)) if len(text) > 1 else _STRAY_NATS
            else:
                cost = name_cost(text) + (0 if len(row[start].text) == 1 or len(text) == 3 else 4)
            best[end] = min(best[end], (best[start][0] + cost, start))
    joined: list[Item] = []
    end = len(row)
    while end:
        start = best[end][1]
        joined.insert(0, _glue(row[start:end], ""))
        end = start
    return joined


def _glue(items: Sequence[Item], between: str) -> Item:
    places = tuple(place for item in items for place in item.places)
    text = between.join(item.text for item in items)
    if between:
        places = tuple(range(items[0].start, items[-1].end))
        text = items[0].text + between * (items[1].start - items[0].end) + items[1].text
    return Item(items[0].start, items[-1].end, text, items[0].mark, places)


def _latin(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha()


def read_people(
    items: Iterable[Item],
    *,
    vouched: bool,
    pen: bool,
    marked: bool = False,
    outlet_head: bool = False,
    outlet_tail: bool = False,
    place_tail: bool = False,
) -> People | None:
    """Read words as people; None when one of them is neither name nor organisation.

    `vouched` says that a role word stands before them, `pen` that pen names may be believed, `marked` even long
    ones, the others where an outlet or a place may be glued to the names.
    """
    people = People()
    listed = list(items)
    if not vouched and len(listed) > 2:
        known = sum(name_cost(item.text) <= PLAIN_NATS * len(item.text) for item in listed)
        vouched = known >= _KNOWN_SHARE * len(listed)  # a list of names vouches for its rare ones
    for index, item in enumerate(listed):
        head = outlet_head and index == 0
        last = index == len(listed) - 1
        if not _read_item(
            people, item, vouched, pen, marked, head, outlet_tail and last, place_tail and last, len(listed) > 1
        ):
            return None
    return people


def _read_item(
    people: People, item: Item, vouched: bool, pen: bool, marked: bool, head: bool, tail: bool, place: bool, several: bool
) -> bool:
    text = item.text
    if text[0] == "《" and text[-1] == "》":
        people.bodies.append((item.start, item.end))
        return True
    if is_placeholder(text) or (people.names and text in _CALLINGS):
        return True
    if _DOTTED.fullmatch(text) or _LATIN.fullmatch(text):
        if is_outlet(text):
            people.bodies.append((item.start, item.end))
            return True
        people.names.append((item.start, item.end))
        return vouched or pen
    if not _HAN.fullmatch(text):
        if is_body(text) and "《" not in text and len(text) < 16:
            people.bodies.append((item.start, item.end))
            return True
        return _add_pen(people, item, vouched and pen, marked)
    if head and several and is_outlet(text):
        people.outlet = (item.start, item.end)
        return True
    if (head or tail) and outlet_cost(text) <= _PLAIN_OUTLET and (len(text) > 3 or outlet_cost(text) == 0):
        people.outlet = (item.start, item.end)
        return True
    tokens: list[Token] = []
    if head:
        tokens += [Token("outlet", 0, end, _OUTLET_NATS + outlet_cost(text[:end])) for end in range(2, len(text) - 1)]
    if tail:
        tokens += [
            Token("outlet", start, len(text), _OUTLET_NATS + outlet_cost(text[start:])) for start in range(2, len(text) - 1)
        ]
    if place:
        tokens += [Token("place", start, len(text), _PLACE_NATS) for start in place_ends(text) if start >= 2]
    if vouched and len(text) > 4:
        tokens += [Token("body", 0, end, _BODY_NATS + _BODY_LETTER * end) for end in range(3, len(text) - 1) if (end > 3 or text[2] == "台") and (is_body(text[:end]) or is_about(text[:end]))]
    if vouched and "台" in text:
        tokens += _stations(text)
    reading = read_run(text, [token for token in tokens if token.cost < float("inf")], strangers=vouched and not _RUNNING.search(text))
    if vouched and is_body(text) and _long_enough(text) and (reading is None or reading.cost > _BODY_LIMIT * len(text)):
        people.bodies.append((item.start, item.end))
        return True
    if not vouched and is_body(text) and _long_enough(text):
        return False
    limit = VOUCHED_NATS if vouched else PLAIN_NATS
    if reading is not None and reading.cost <= limit * len(text) and not _doubtful(text, reading):
        if foreign_cost(text) < reading.cost - 4 and vouched:
            people.names.append((item.start, item.end))
            return True
        if reading.even:
            people.notes.append(f"two readings equally likely: kept whole: {text}")
            people.names.append((item.start, item.end))
            return True
        for piece in reading.pieces:
            found = item.span(piece.start, piece.end)
            if piece.kind == "name":
                people.names.append(found)
            elif piece.kind == "outlet":
                people.outlet = found
            elif piece.kind == "body":
                people.bodies.append(found)
            elif piece.kind == "place":
                people.place = found
        return True
    if place and vouched:
        for start in place_ends(text):
            if 2 <= start <= 3 and _add_pen(people, Item(*item.span(0, start), text[:start], ""), True, marked):
                people.place = item.span(start, len(text))
                return True
    if is_body(text) and len(text) > 2:
        people.bodies.append((item.start, item.end))
        return True
    if vouched and foreign_cost(text) < float("inf"):
        people.names.append((item.start, item.end))
        return True
    return _add_pen(people, item, vouched, marked)


def _long_enough(text: str) -> bool:
    """Say whether what ends like an office is no person's name (曹国厂 is one)."""
    return len(text) > 3 or (len(text) == 3 and (text[-1] in "台网报社" or name_cost(text) > _COMMON_NAME))


def _stations(text: str) -> list[Token]:
    """Offer the broadcasting stations within a run: 王强湖北台李明."""
    return [
        Token("station", end - width, end + 1, _STATION_NATS)
        for end, character in enumerate(text)
        if character == "台"
        for width in (2, 3, 4)
        if end >= width and text[end - width : end] in PLACES
    ]


def _doubtful(text: str, reading: Reading) -> bool:
    """Say whether a reading is rather a word or a sentence than names."""
    if text in STOP_WORDS:
        return True
    names = [text[piece.start : piece.end] for piece in reading.pieces if piece.kind == "name"]
    running = sum(bool(_RUNNING.search(name[1:])) for name in names)
    return running > 1 or any(name in STOP_WORDS for name in names) or (running == 1 and len(names) < 2 and reading.cost > 8 * len(text))


def _add_pen(people: People, item: Item, believed: bool, marked: bool) -> bool:
    """Take a whole word as one name when its role word vouches for it and it holds no running text."""
    text = item.text
    if not believed or text in PLACES or not (_PEN.fullmatch(text) or _KANA.fullmatch(text)):
        return False
    if _RUNNING.search(text) or any(word in text for word in STOP_WORDS) or text.isdigit():
        return False
    if _HAN.fullmatch(text) and not 2 <= len(text) <= (8 if marked else 4 if item.mark else 3):
        return False
    people.names.append((item.start, item.end))
    return True


def is_about(text: str) -> bool:
    """Say whether `text` tells what a person is (…大学教授), as it stands behind an author's name."""
    return len(text) > 2 and bool(_ABOUT.search(text))
