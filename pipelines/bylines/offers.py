"""What may stand in a run of names besides names: outlets, offices, stations, places, and joints.

Each is offered to the cheapest path (see `names`) with its cost in nats. Text is folded (see `folding`).
"""

from collections.abc import Iterator
from typing import Final

from pipelines.bylines.items import JOINTS, Standing
from pipelines.bylines.names import Token
from pipelines.bylines.outlets import is_body, outlet_cost
from pipelines.bylines.places import PLACES, is_place, place_ends
from pipelines.bylines.roles import is_about

_OUTLET_NATS: Final = 9.0
_BODY_NATS: Final = 10.0  # an organisation before names (市教育局王强), and each of its characters
_BODY_LETTER: Final = 4.2
_JOINT_NATS: Final = 3.0  # 和 between names
_STATION_NATS: Final = 8.0  # a station of a known place between names
_OFFICE_NATS: Final = 21.0  # the signature of an office's press desk (川林宣): where it is, what it does, 宣
_REGIONS: Final = frozenset("京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼穗深莞佛蓉杭甬厦省市县区")
_WRITTEN_NATS: Final = 10.0  # 文 behind a name (记者王小强文)
_PLACE_NATS: Final = 5.0
_TOWN_NATS: Final = 9.0  # a place by its ending alone (某某县)


def offered_tokens(text: str, at: Standing) -> Iterator[Token]:
    """Offer what may stand in a run besides names."""
    size = len(text)
    inner = range(2, size - 1)
    if at.outlet_head:
        yield from (Token("outlet", 0, end, _OUTLET_NATS + outlet_cost(text[:end])) for end in inner)
    if at.outlet_tail:
        yield from (Token("outlet", start, size, _OUTLET_NATS + outlet_cost(text[start:])) for start in inner)
    if at.place_tail:
        yield from (Token("place", start, size, _PLACE_NATS) for start in place_ends(text) if start >= 2)
        yield from (
            Token("place", size - width, size, _PLACE_NATS if text[-width:-1] in PLACES else _TOWN_NATS)
            for width in (3, 4)
            if _is_town(text[-width:]) and size - width > 1
        )
    yield from (Token("joint", place, place + 1, _JOINT_NATS) for place in inner if text[place] in JOINTS)
    if at.vouched and size > 4:
        for end in range(3, size - 1):
            if (end > 3 or text[2] == "台") and (is_body(text[:end]) or is_about(text[:end])):
                yield Token("body" if is_body(text[:end]) else "about", 0, end, _BODY_NATS + _BODY_LETTER * end)
    if at.vouched and "宣" in text:
        yield from (
            Token("name", end - 3, end, _OFFICE_NATS)
            for end in range(3, size + 1)
            if text[end - 1] == "宣" and text[end - 3] in _REGIONS
        )
    if at.vouched and size > 3 and text[-1] == "文":
        yield Token("role", size - 1, size, _WRITTEN_NATS)
    if at.vouched and "台" in text:
        yield from _stations(text)


def _is_town(text: str) -> bool:
    return text[-1:] in "县市区镇乡" and text[:1] not in "县市区" and is_place(text)


def _stations(text: str) -> list[Token]:
    """Offer the broadcasting stations within a run: 王强江西台李明."""
    return [
        Token("station", end - width, end + 1, _STATION_NATS)
        for end, character in enumerate(text)
        if character == "台"
        for width in (2, 3, 4)
        if end >= width and text[end - width : end] in PLACES
    ]
