"""The head of a text: dispatch heads, bracketed credits and named reporters before the first sentence.

`read_head` returns how much of a line is head. It goes on as long as the next words are a credit as a whole:
`新华社北京12月17日电`, `（记者 …）`, `本报讯`, `【…】`, `记者 … 报道：`, and after a dispatch also a
name glued to the sentence (`…电记者王强今日下午，…`). Text is folded (see `folding`).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from pipelines.bylines.brackets import CREDITED, NEWS_NATS, is_team, read_bracket
from pipelines.bylines.credit import Credit, Setting
from pipelines.bylines.credits import read_credit
from pipelines.bylines.expressions import expression
from pipelines.bylines.folding import fold
from pipelines.bylines.glued import read_glued
from pipelines.bylines.outlets import SELF, is_outlet, outlet_cost, split_outlet_place
from pipelines.bylines.places import DAY, PLACES, is_place
from pipelines.bylines.roles import TITLE
from pipelines.bylines.signs import WIRE_WORD

HEAD_WINDOW: Final = 200  # characters at the start of a line in which a head ends
_BLANK: Final = expression(r"[\s>*#]*")
_BULLETS: Final = expression(r"[\s□■◆◇⊙○◎●▲△▼★☆>*#]*")
_BRACKET: Final = expression(
    r"\(([^()]{2,120}(?:\([^()]{1,24}\)[^()]{0,60}){0,3})\)|\[([^\[\]]{2,120})\]|\(([^()\[\]]{2,120})\]|\[([^()\[\]]{2,120})\)"
)
_WIRE: Final = expression(
    rf"据?(?:[\u4e00-\u9fff]{{2,10}}《[^《》]{{2,12}}》)?[^。!?？,;:()\[\]\"'《》据]{{0,40}}?(?:\((?:[\u4e00-\u9fff]{{2,6}}|[A-Za-z][\w:/-]*\.[\w./-]+)\))?\s?{DAY}\s?(?:\([^()]{{1,12}}\))?\s?"
    rf"(?:[\u4e00-\u9fff]{{2,8}}?)??(?:凌晨|上午|下午|中午|傍晚|[早午晚]间|盘[前后中]|晚|深夜|综合|外电)*(?:{WIRE_WORD}|报道(?![了称说的])|报导(?![了称说的])|[|])"
)
_NEWS: Final = expression(
    rf"(?P<drawn>据)?(?P<who>{SELF}|[\u4e00-\u9fffA-Za-z0-9+·/-]{{2,20}}?)\s?(?P<slash>/?)\s?"
    r"(?P<word>专讯|特讯|专电|(?:供本报)?(?:专稿|特稿|专特稿|微特稿)|消息(?!人士|面|灵通|称|来源|显示|说|指|透露|传|公布)|快讯|讯(?!息|号|问|飞|中|社|网|速)|电讯|综合报道|综合报导|报道|报导|电(?=[\s(:,])|(?<=社)电(?!台|视|话|影|子|报|讯|商|力|脑|动|梯|网|信|器|邮|池|站|厂|缆|文|机|[一-龥]{0,3}[台站厂]))"
    r"(?P<then>\s*[(\[:|,]|\s|$|[-—]|本报|记者|通讯员)?"
)
# 财联社(北京,记者 王强)讯: the credit stands before the 讯
_NEWS_AROUND: Final = expression(
    r"(?P<who>[\u4e00-\u9fffA-Za-z0-9]{2,12})\s?\((?P<inner>[^()]{4,60})\)\s?(?:(?:讯|电)(?=[\s,:])|-+)"
)
# 综合某某社驻巴黎、东京记者报道：a dispatch drawn from the outlet's own people
_DRAWN: Final = expression(
    rf"综合(?:{SELF}|(?P<who>[\u4e00-\u9fffA-Za-z0-9]{{2,12}}?))(?:{TITLE})(?:综合)?(?:报道|报导|消息|电)\s?(?=[:,])"
)
_BEFORE_NEWS: Final = expression(rf"[^。!?？;()\[\]\"']{{4,60}}?(?={SELF}\s?(?:讯|消息|专讯|[^\s。,]{{0,8}}?{DAY}))")
_APART: Final = expression(r"\s[\u4e00-\u9fff]{2,4}$")  # a name apart from its role word
_SENT: Final = expression(r"[^。!?？,;]{2,60}?发自\s?")
_OWN: Final = expression(SELF)
_DATED: Final = expression(r"\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*")
_REPORT: Final = expression(r"(?:报道|报导)(?![了称过说的指显])")
_NAMED_WINDOW: Final = 90  # characters in which people and their 报道 stand
_AFTER: Final = expression(r"\s*[)\]]?(?:\s*(?:题)?\s*[:,|/]\s*|\s*-+\s*|\s*)")
_AGENCY_NATS: Final = 3.0  # what an agency before 电 costs at most
_WIDE_GAP: Final = expression(r"\s+")
_DAY_STARTER: Final = expression(r"[今昨前明][日天晨晚年]|近[日期年来]|日前|当[日天地]|\d{1,2}[月日]|据|随着|\"")


class Head(NamedTuple):
    """How many characters of a line are head, and what they say."""

    end: int
    credits: tuple[Credit, ...]


def read_head(folded: str, source: str) -> Head:
    """Read the head of a line; `end` is 0 when the line begins with its first sentence."""
    folded, source = folded[:HEAD_WINDOW], source[:HEAD_WINDOW]
    place = _skip(_BULLETS, folded, 0)
    end, found = 0, list[Credit]()
    while place < len(folded):
        wired = any(credit.wire for credit in found)
        step = _step(folded, source, place, wired=wired)
        if step is None:
            break
        stop, credit = step
        found.append(credit)
        if stop == place:  # the sentence keeps the name
            break
        after = _AFTER.match(folded, stop)
        end = place = after.end() if after else stop
        place = _skip(_BLANK, folded, place)
    return Head(end, tuple(found))


def _step(folded: str, source: str, place: int, *, wired: bool) -> tuple[int, Credit] | None:
    """Read one more part of the head at `place`: where it ends and what it says."""
    bracket = _BRACKET.match(folded, place)
    if bracket:
        start, end = bracket.start() + 1, bracket.end() - 1
        setting = Setting(plain=wired, vouched=wired, role="reporter")
        credit = read_credit(folded[start:end], source[start:end], setting)
        credit = credit or read_bracket(folded[start:end], source[start:end], folded[bracket.end() :][:12])
        if credit is None and wired and is_team(folded[start:end]):
            credit = Credit()
        return None if credit is None else (bracket.end(), credit)
    for read in _AFTER_WIRE if wired else _FIRST:
        step = read(folded, source, place)
        if step is not None:
            return step
    return None


def _skip(pattern: re.Pattern[str], folded: str, place: int) -> int:
    match = pattern.match(folded, place)
    return match.end() if match else place


def _read_wire(folded: str, source: str, place: int, *, wired: bool = False) -> tuple[int, Credit] | None:
    match = _WIRE.match(folded, place)
    if match is None:
        return None
    credit = read_credit(match[0], source[match.start() : match.end()])
    if wired and folded[match.end() :][:1] == "," and not _OWN.match(match[0]):
        return None  # 商务部网站29日消息，…
    drawn = match[0].endswith(("报道", "报导")) and folded[match.end() :][:1] == ","
    drawn = drawn and (match[0][0] == "据" or (credit is not None and not credit.outlet and not _OWN.match(match[0])))
    if credit is None or drawn or (match[0][0] == "据" and credit.outlet is None):
        return None  # 据某某社3日报道，… and 据某某厅30日消息，… are the sentence's own
    return match.end(), credit


def _read_around(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 某某社(北京,记者 王强)讯: the credit stands before the 讯."""
    around = _NEWS_AROUND.match(folded, place)
    if around is None or outlet_cost(around["who"]) > NEWS_NATS:
        return None
    start, end = around.span("inner")
    title = CREDITED.search(folded, start, end)
    begin = title.start() if title else start
    credit = read_credit(folded[begin:end], source[begin:end])
    if credit is None or not credit.authors:
        return None
    outlet, lead = source[slice(*around.span("who"))], source[start:begin].strip(" ,，、\u3000")
    known = lead if is_place(fold(lead)) else None
    return around.end(), replace(credit, outlet=outlet, outlet_rank=0, wire=True, place=known)


def _read_news(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 本报讯, 某某网消息: an outlet and 讯 without a day."""
    match = _NEWS.match(folded, place)
    if match is None:
        return None
    outlet, where = split_outlet_place(match["who"]) or ("", match["who"])
    own = re.fullmatch(SELF, outlet) is not None and len(where) <= 4
    bracket = "(" in (match["then"] or "") and _credit_behind(folded, source, match.end("word"))
    if not bracket and not _is_news(match, outlet, where, own=own):
        return None
    start, end = match.span("who")
    if own:
        return match.end("word"), Credit(wire=True, place=source[end - len(where) : end] or None)
    cut = end - len(where) if is_outlet(outlet) and is_place(where) else end
    credit = Credit(outlet=source[start:cut], outlet_rank=0, place=source[cut:end] or None, wire=True)
    return match.end("word"), credit


def _is_news(match: re.Match[str], outlet: str, where: str, *, own: bool) -> bool:
    """Say whether an outlet and 讯 are a head although no credit in brackets follows."""
    then, word = (match["then"] or ""), match["word"]
    if match["drawn"] or (word == "电" and outlet_cost(match["who"]) > _AGENCY_NATS):
        return False
    if word.endswith(("报道", "报导")) and then.strip() in {"", ","}:
        return bool(match["slash"]) and outlet_cost(outlet) <= NEWS_NATS
    known_place = not where or is_place(where)
    if own:
        return known_place or bool(then.strip())
    return (bool(then) or word == "电") and known_place and outlet_cost(outlet) <= NEWS_NATS


def _read_parted(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 本报记者 王强　　昨日…: a credit that a wide gap parts from a sentence that begins with a day."""
    gap = _WIDE_GAP.search(folded, place, place + 60)
    while gap is not None:
        wide = len(gap[0]) > 1 or source[gap.start()] in "\u3000\t" or _APART.search(folded, place, gap.start())
        if wide and _DAY_STARTER.match(folded, gap.end()):
            credit = read_credit(folded[place : gap.start()], source[place : gap.start()])
            if credit is not None and credit.authors:
                return gap.end(), credit
        gap = _WIDE_GAP.search(folded, gap.end(), place + 60)
    return None


def _read_drawn(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 综合某某社驻巴黎记者报道：, which names no person."""
    match = _DRAWN.match(folded, place)
    if match is None or (match["who"] and outlet_cost(match["who"]) > NEWS_NATS):
        return None
    return match.end(), Credit(outlet=source[slice(*match.span("who"))] or None, outlet_rank=0, wire=True)


def _credit_behind(folded: str, source: str, place: int) -> bool:
    bracket = _BRACKET.match(folded, _skip(_BLANK, folded, place))
    if bracket is None:
        return False
    inner = slice(bracket.start() + 1, bracket.end() - 1)
    return read_credit(folded[inner], source[inner], Setting(plain=True, vouched=True)) is not None


def _read_named(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 某报记者王强、李明报道(:): people that a 报道 closes, or a credit before 本报讯."""
    before = _BEFORE_NEWS.match(folded, place)
    if before is not None:
        credit = read_credit(before[0], source[place : before.end()])
        dated = _DATED.match(folded, place, before.end())
        start = dated.end() if dated else before.end()
        if credit is not None and (credit.authors or credit.outlet):
            return before.end(), credit
        if dated and outlet_cost(folded[start : before.end()].strip()) <= NEWS_NATS:
            return before.end(), Credit(outlet=source[start : before.end()].strip(), outlet_rank=1)
    if folded.startswith(("据", "有", "另"), place):
        return None
    for report in _REPORT.finditer(folded, place, place + _NAMED_WINDOW):
        credit = read_credit(folded[place : report.end()], source[place : report.end()], Setting(role="reporter"))
        if credit is not None and credit.authors:
            return report.end(), credit
    return None


def _read_sent(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 某报记者王强 发自北京 before a sentence: people, and the known places they wrote from."""
    sent = _SENT.match(folded, place)
    if sent is None:
        return None
    stop = end = sent.end()
    while width := next((width for width in range(6, 1, -1) if folded[end : end + width] in PLACES), 0):
        stop = end + width
        end = stop + (folded[stop : stop + 1] in ("、", "/"))
    credit = read_credit(folded[place:stop], source[place:stop]) if stop > sent.end() else None
    return (stop, credit) if credit is not None and credit.authors else None


_Reader: TypeAlias = Callable[[str, str, int], tuple[int, Credit] | None]
_FIRST: Final[tuple[_Reader, ...]] = (
    _read_wire,
    _read_drawn,
    _read_sent,
    _read_named,
    _read_around,
    _read_news,
    _read_parted,
)
_AFTER_WIRE: Final[tuple[_Reader, ...]] = (
    partial(_read_wire, wired=True),
    _read_drawn,
    _read_sent,
    _read_named,
    read_glued,
)
