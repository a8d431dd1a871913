"""People in a credit: the words that stand where names stand, read as names or refused.

A word is a run of Chinese names, one name of another script, a pen name where a role word vouches for it, or
an organisation. Text is folded (see `folding`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from pipelines.bylines.expressions import expression
from pipelines.bylines.items import JOINTS, Item, Standing
from pipelines.bylines.names import Reading, foreign_cost, name_cost, read_run
from pipelines.bylines.offers import offered_tokens
from pipelines.bylines.outlets import is_body, is_desk, is_outlet, is_placeholder, outlet_cost
from pipelines.bylines.places import PLACES, place_cost, place_ends
from pipelines.bylines.roles import CALLINGS, CHANNELS, STOP_WORDS, is_about

# nats per character: what a run may cost where a role word vouches for names, and where nothing does
VOUCHED_NATS: Final = 9.2
PLAIN_NATS: Final = 7.6
_KNOWN_SHARE: Final = 0.65  # of a list without a role word, how many must be plain names
_COMMON_NAME: Final = 26.0  # nats of a name with a usual surname and one unusual character
_PLAIN_OUTLET: Final = 4.5  # what an outlet of known words costs at most
_BODY_LIMIT: Final = 5.6  # nats per character up to which what ends like an office is still people
_GLUED_LIMIT: Final = 7.0  # the same where the last of them has an outlet behind it (王小强某某网记者)
_SHORTEST_GLUED: Final = 5  # characters of a name with an outlet behind it
_GLUED_OUTLET: Final = 8.0  # what a word costs at least as an outlet that may be names and an outlet
_KNOWN_OUTLET: Final = 12.5  # what that outlet costs at most
_SURE_NATS: Final = 5.8  # per character of the name before it
_FOREIGN_LEAD: Final = 4.0  # nats by which a foreign name must be cheaper than Chinese ones
_SURE_PLACE: Final = 1.0
_SPOKEN_PEN: Final = 5  # characters from which a pen name behind a mark may hold 的
_LONGEST_BODY: Final = 16  # characters of an organisation with foreign letters
_HAN: Final = expression(r"[\u3400-\u9fff]+")
_DOTTED: Final = expression(r"[\u3400-\u9fffA-Z][\u3400-\u9fffA-Za-z.-]*(?:·[\u3400-\u9fffA-Za-z.-]+)+")
_LATIN: Final = expression(
    r"[A-ZÀ-Þ][A-Za-zÀ-ɏ.'-]*(?: (?:de |van |von |del |der |la )*[A-ZÀ-Þ][A-Za-zÀ-ɏ.'\"-]*){0,4}"
)
_KANA: Final = expression(r"[\u3040-\u30ff\u3400-\u9fffー]{2,12}")
_PEN: Final = expression(r"[\u3400-\u9fffA-Za-z0-9_-]{2,10}")
# words of running text that no pen name holds
_RUNNING: Final = expression(
    "[的了是在从都且但及把让就还很更最不没吗呢吧啊着过说称据悉获其该此那哪您你我他她它们什怎谁因所若这为]|\\d[月日年]"
)


@dataclass(slots=True)
class People:
    """Names as places of the folded text, what was an outlet or a place instead, and doubts."""

    names: list[tuple[int, int]] = field(default_factory=list)
    bodies: list[tuple[int, int]] = field(default_factory=list)
    outlet: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    notes: list[str] = field(default_factory=list)


def read_people(items: Iterable[Item], standing: Standing) -> People | None:
    """Read words as people; None when one of them is neither name nor organisation."""
    people = People()
    listed = list(items)
    if not standing.vouched and len(listed) > 2:
        known = sum(name_cost(item.text) <= PLAIN_NATS * len(item.text) for item in listed)
        # a list of names vouches for its rare ones
        standing = replace(standing, vouched=known >= _KNOWN_SHARE * len(listed))
    for item in listed:
        last = item is listed[-1]
        here = replace(
            standing,
            outlet_head=standing.outlet_head and item is listed[0],
            outlet_tail=standing.outlet_tail and last,
            place_tail=standing.place_tail and last,
            several=len(listed) > 1,
        )
        answers = (read(people, item, here) for read in _READERS)
        if not next((answer for answer in answers if answer is not None), False):
            return None
    return people


def _read_quoted(people: People, item: Item, _: Standing) -> bool | None:
    """Read 《某某周刊》."""
    if item.text[0] != "《" or item.text[-1] != "》":
        return None
    people.bodies.append((item.start, item.end))
    return True


def _read_nobody(people: People, item: Item, _: Standing) -> bool | None:
    known = is_placeholder(item.text) or item.text in JOINTS or is_desk(item.text)
    if people.names:  # behind a name: what it does, or where it is
        placed = item.mark == "gap" and place_cost(item.text) <= _SURE_PLACE
        known = known or item.text in CALLINGS or placed or (len(item.text) > 4 and is_about(item.text))
        people.place = (item.start, item.end) if placed else people.place
    return known or None


def _read_script(people: People, item: Item, at: Standing) -> bool | None:
    """Read a name of another script, or one with a dot."""
    text = item.text
    if _DOTTED.fullmatch(text) or _LATIN.fullmatch(text):
        if is_outlet(text) and at.outlet_head:
            people.outlet = (item.start, item.end)
        else:
            (people.bodies if is_outlet(text) else people.names).append((item.start, item.end))
        return is_outlet(text) or at.pen or (at.vouched and not (text.isascii() and text.isalpha()))
    if _HAN.fullmatch(text):
        return None
    if is_body(text) and "《" not in text and len(text) < _LONGEST_BODY:
        people.bodies.append((item.start, item.end))
        return True
    return bool(_read_pen(people, item, replace(at, vouched=at.vouched and at.pen)))


def _read_outlet(people: People, item: Item, at: Standing) -> bool | None:
    """Read a word that is an outlet as a whole, where one may stand."""
    cost = outlet_cost(item.text)
    plain = cost <= _PLAIN_OUTLET and (len(item.text) > 3 or cost == 0)
    apart = at.outlet_head and at.several and cost < float("inf")
    if not apart and not (plain and (at.outlet_head or at.outlet_tail)):
        return None
    people.outlet = (item.start, item.end)
    return True


def _read_run(people: People, item: Item, at: Standing) -> bool | None:
    """Read a run of names, of which a role word may vouch for rare ones."""
    text = item.text
    tokens = [token for token in offered_tokens(text, at) if token.cost < float("inf")]
    reading = read_run(text, tokens, strangers=at.vouched and at.strangers and not _RUNNING.search(text))
    if is_body(text) and _long_enough(text) and not _are_people(reading, at):
        people.bodies.append((item.start, item.end))
        return at.vouched
    limit = (VOUCHED_NATS if at.vouched else PLAIN_NATS) * len(text)
    placed = not at.vouched and (text in PLACES or text in CHANNELS)
    if reading is None or reading.cost > limit or placed or _is_doubtful(text, reading):
        return None
    if reading.even or (at.vouched and foreign_cost(text) < reading.cost - _FOREIGN_LEAD):
        if reading.even:
            people.notes.append(f"two readings equally likely: kept whole: {text}")
        people.names.append((item.start, item.end))
        return True
    for piece in reading.pieces:
        found = item.span(piece.start, piece.end)
        if piece.kind in {"name", "body"}:
            (people.names if piece.kind == "name" else people.bodies).append(found)
        elif piece.kind == "outlet":
            people.outlet = found
        elif piece.kind == "place":
            people.place = found
    return True


def _are_people(reading: Reading | None, at: Standing) -> bool:
    """Say whether what ends like an office is still a run of common names."""
    if reading is None or not at.vouched:
        return False
    if at.outlet_tail and reading.pieces[-1].kind == "outlet" and reading.pieces[0].kind == "name":
        return reading.cost <= _GLUED_LIMIT * reading.pieces[-1].end
    return reading.cost <= _BODY_LIMIT * reading.pieces[-1].end


def _read_pen_place(people: People, item: Item, at: Standing) -> bool | None:
    """Read a pen name glued to a place: 晓风深圳报道."""
    if not at.place_tail or not at.vouched:
        return None
    for start in place_ends(item.text):
        if 2 <= start <= 3 and _read_pen(people, Item(*item.span(0, start), item.text[:start], ""), at):
            people.place = item.span(start, len(item.text))
            return True
    return None


def _read_body(people: People, item: Item, _: Standing) -> bool | None:
    if len(item.text) < 3 or not is_body(item.text):
        return None
    people.bodies.append((item.start, item.end))
    return True


def _read_foreign(people: People, item: Item, at: Standing) -> bool | None:
    if not at.vouched or foreign_cost(item.text) == float("inf"):
        return None
    people.names.append((item.start, item.end))
    return True


def _read_pen(people: People, item: Item, at: Standing) -> bool | None:
    """Take a whole word as one name when its role word vouches for it and it holds no running text."""
    text = item.text
    if not at.vouched or text in PLACES or not (_PEN.fullmatch(text) or _KANA.fullmatch(text)):
        return None
    kept = text.replace("的", "") if at.marked and len(text) >= _SPOKEN_PEN else text
    if _RUNNING.search(kept) or any(word in text for word in STOP_WORDS) or text.isdigit():
        return None
    if not at.marked and not (_HAN.fullmatch(text) or text.isascii() or _KANA.fullmatch(text)):
        return None
    if _HAN.fullmatch(text) and not 2 <= len(text) <= (8 if at.marked else 4 if item.mark else 3):
        return None
    people.names.append((item.start, item.end))
    return True


_READERS: Final = (
    _read_quoted,
    _read_nobody,
    _read_script,
    _read_outlet,
    _read_run,
    _read_pen_place,
    _read_body,
    _read_foreign,
    _read_pen,
)


def _long_enough(text: str) -> bool:
    """Say whether what ends like an office is no person's name (曹国厂 is one)."""
    return len(text) > 3 or (len(text) == 3 and (text[-1] in "台网报社" or name_cost(text) > _COMMON_NAME))


def _is_doubtful(text: str, reading: Reading) -> bool:
    """Say whether a reading is rather a word or a sentence than names."""
    names = [text[piece.start : piece.end] for piece in reading.pieces if piece.kind == "name"]
    running = sum(bool(_RUNNING.search(name[1:])) for name in names)
    return (
        text in STOP_WORDS
        or running > 1
        or any(name in STOP_WORDS for name in names)
        or (running == 1 and len(names) < 2 and reading.cost > 8 * len(text))
    )


def names_before_outlet(items: list[Item]) -> People | None:
    """Read names of which the last is common and glued to the outlet of the next reporter: 王强李敏某某日报."""
    last = items[-1]
    if len(last.text) < _SHORTEST_GLUED or not _GLUED_OUTLET <= outlet_cost(last.text) < float("inf"):
        return None
    at = Standing(vouched=True, strangers=False, outlet_tail=True)
    people = read_people(items[:-1], at)
    if people is None or not _read_run(people, last, at) or not people.outlet or not people.names:
        return None
    (start, end), outlet = people.names[-1], last.text[people.outlet[0] - last.start :]
    if people.outlet[0] <= last.start or start < last.start:
        return None
    cost = outlet_cost(outlet)
    limit = (_SURE_NATS if cost > _PLAIN_OUTLET else VOUCHED_NATS) * (end - start)
    name = last.text[start - last.start : end - last.start]
    return people if cost <= _KNOWN_OUTLET and name_cost(name) <= limit else None
