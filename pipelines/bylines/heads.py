"""The head of a text: dispatch heads, bracketed credits and named reporters before the first sentence.

`read_head` returns how much of a line is head. It goes on as long as the next words are a credit as a whole:
`新华社北京12月17日电`, `（记者 …）`, `本报讯`, `【…】`, `记者 … 报道：`, and after a dispatch also a
name glued to the sentence (`…电记者王强今日下午，…`). Text is folded (see `folding`).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from pipelines.bylines.credit import Credit, Setting
from pipelines.bylines.credits import read_credit
from pipelines.bylines.folding import fold
from pipelines.bylines.glued import read_glued
from pipelines.bylines.outlets import KNOWN, SELF, is_outlet, outlet_cost, split_outlet_place
from pipelines.bylines.places import DAY, is_place
from pipelines.bylines.roles import LABEL, TITLE
from pipelines.bylines.signs import WIRE_WORD

HEAD_WINDOW: Final = 200  # characters at the start of a line in which a head ends
_BLANK: Final = re.compile(r"[\s>*#]*")
_BULLETS: Final = re.compile(r"[\s□■◆◇⊙○◎●▲△▼★☆>*#]*")
_BRACKET: Final = re.compile(
    r"\(([^()]{2,120}(?:\([^()]{1,24}\)[^()]{0,60}){0,3})\)|\[([^\[\]]{2,120})\]|\(([^()\[\]]{2,120})\]|\[([^()\[\]]{2,120})\)"
)
_WIRE: Final = re.compile(
    rf"据?[^。!?？,;:()\[\]\"'《》据]{{0,40}}?(?:\((?:[\u4e00-\u9fff]{{2,6}}|[A-Za-z][\w:/-]*\.[\w./-]+)\))?\s?{DAY}\s?(?:\([^()]{{1,12}}\))?\s?"
    rf"(?:[\u4e00-\u9fff]{{2,8}}?)??(?:凌晨|上午|下午|中午|傍晚|[早午晚]间|盘[前后中]|晚|深夜|综合|外电)*(?:{WIRE_WORD}|报道(?![了称说的])|报导(?![了称说的])|[|])"
)
_NEWS: Final = re.compile(
    rf"(?P<drawn>据)?(?P<who>{SELF}|[\u4e00-\u9fffA-Za-z0-9+·/-]{{2,20}}?)\s?"
    r"(?P<word>专讯|特讯|专电|(?:供本报)?(?:专稿|特稿|专特稿|微特稿)|消息(?!人士|面|灵通|称|来源)|快讯|讯(?!息|号|问|飞|中|社|网|速)|电讯|综合报道|综合报导|报道|报导|电(?=[\s(:,]))"
    r"(?P<then>\s*[(\[:|,]|\s|$|[-—]|本报|记者|通讯员)?"
)
# 财联社(北京,记者 王强)讯: the credit stands before the 讯
_NEWS_AROUND: Final = re.compile(
    r"(?P<who>[\u4e00-\u9fffA-Za-z0-9]{2,12})\s?\((?P<inner>[^()]{4,60})\)\s?(?:(?:讯|电)(?=[\s,:])|-+)"
)
_NEWS_INSIDE: Final = re.compile(
    r"《?(?P<who>[\u4e00-\u9fffA-Za-z0-9-]{2,16}?)》?\s?"
    rf"(?:{TITLE}|(?:综合|独家)?(?:报道|报导|专讯|专稿|特讯|消息|讯|电))"
)
# 综合某某社驻巴黎、东京记者报道：a dispatch drawn from the outlet's own people
_DRAWN: Final = re.compile(
    rf"综合(?:{SELF}|(?P<who>[\u4e00-\u9fffA-Za-z0-9]{{2,12}}?))(?:{TITLE})(?:综合)?(?:报道|报导|消息|电)\s?(?=[:,])"
)
_BEFORE_NEWS: Final = re.compile(rf"[^。!?？;()\[\]\"']{{4,60}}?(?={SELF}\s?(?:讯|消息|专讯|[^\s。,]{{0,8}}?{DAY}))")
_REPORT: Final = re.compile(r"(?:报道|报导)(?![了称过说的指显])")
_CREDITED: Final = re.compile(f"{TITLE}|{LABEL}")
_NAMED_WINDOW: Final = 90  # characters in which people and their 报道 stand
_AFTER: Final = re.compile(r"\s*[)\]]?(?:\s*(?:题)?\s*[:,|/]\s*|\s*-+\s*|\s*)")
_SURE_NATS: Final = 8.0  # what an outlet before a credit in brackets costs at most
_AGENCY_NATS: Final = 3.0  # what an agency before 电 costs at most
_NEWS_NATS: Final = 14.0  # what an outlet before 讯 costs at most
_WIDE_GAP: Final = re.compile(r"\s+")
_DAY_STARTER: Final = re.compile(r"[今昨前明][日天晨晚年]|近[日期年来]|日前|当[日天地]|\d{1,2}[月日]|据|随着|\"")


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
        credit = (
            read_credit(folded[start:end], source[start:end], setting)
            or _news_inside(folded[start:end], source[start:end])
            or _signed_inside(folded[start:end], source[start:end])
            or _agency_inside(folded[start:end], source[start:end])
        )
        if credit is None and wired and _is_team(folded[start:end]):
            credit = Credit()
        return None if credit is None else (bracket.end(), credit)
    for read in _AFTER_WIRE if wired else _FIRST:
        step = read(folded, source, place)
        if step is not None:
            return step
    return None


def _news_inside(folded: str, source: str) -> Credit | None:
    """Read 【某某商报报道】: an outlet and 报道 or 讯 in brackets."""
    match = _NEWS_INSIDE.fullmatch(folded.strip())
    if match is None or outlet_cost(match["who"]) > (_NEWS_NATS if _CREDITED.search(folded) else _SURE_NATS):
        return None
    start = folded.index(match["who"])
    return Credit(outlet=source[start : start + len(match["who"])], outlet_rank=0, wire=True)


def _signed_inside(folded: str, source: str) -> Credit | None:
    """Read 【某某网 王强】: an outlet and people without a role word."""
    credit = read_credit(folded, source, Setting(plain=True))
    return credit if credit is not None and credit.outlet and credit.authors else None


def _agency_inside(folded: str, source: str) -> Credit | None:
    """Read 〔中央社〕: a known agency or paper alone in brackets before the text."""
    known = folded.strip() in KNOWN and folded.strip().endswith(("社", "网", "报"))
    return Credit(outlet=source.strip(), outlet_rank=0, wire=True) if known else None


def _skip(pattern: re.Pattern[str], folded: str, place: int) -> int:
    match = pattern.match(folded, place)
    return match.end() if match else place


def _is_team(text: str) -> bool:
    return bool(re.search(r"(?:报道组|采访组|采访团|报道团|报道小组|评论员|编辑部|采访小组|记者团)$", text))


def _read_wire(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    match = _WIRE.match(folded, place)
    if match is None:
        return None
    credit = read_credit(match[0], source[match.start() : match.end()])
    drawn = match[0][0] == "据" and match[0].endswith(("报道", "报导")) and folded[match.end() :][:1] == ","
    if credit is None or drawn or (match[0][0] == "据" and credit.outlet is None):
        return None  # 据某某社3日报道，… and 据某某厅30日消息，… are the sentence's own
    return match.end(), credit


def _read_around(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 某某社(北京,记者 王强)讯: the credit stands before the 讯."""
    around = _NEWS_AROUND.match(folded, place)
    if around is None or outlet_cost(around["who"]) > _NEWS_NATS:
        return None
    start, end = around.span("inner")
    title = _CREDITED.search(folded, start, end)
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
        return False
    known_place = not where or is_place(where)
    if own:
        return known_place or bool(then.strip())
    return bool(then) and known_place and outlet_cost(outlet) <= _NEWS_NATS


def _read_parted(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 本报记者 王强　　昨日…: a credit that a wide gap parts from a sentence that begins with a day."""
    gap = _WIDE_GAP.search(folded, place, place + 60)
    while gap is not None:
        wide = len(gap[0]) > 1 or source[gap.start()] in "\u3000\t"
        if wide and _DAY_STARTER.match(folded, gap.end()):
            credit = read_credit(folded[place : gap.start()], source[place : gap.start()])
            if credit is not None and credit.authors:
                return gap.end(), credit
        gap = _WIDE_GAP.search(folded, gap.end(), place + 60)
    return None


def _read_drawn(folded: str, source: str, place: int) -> tuple[int, Credit] | None:
    """Read 综合某某社驻巴黎记者报道：, which names no person."""
    match = _DRAWN.match(folded, place)
    if match is None or (match["who"] and outlet_cost(match["who"]) > _NEWS_NATS):
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
        if credit is not None and credit.authors:
            return before.end(), credit
    if folded.startswith(("据", "有", "另"), place):
        return None
    for report in _REPORT.finditer(folded, place, place + _NAMED_WINDOW):
        credit = read_credit(folded[place : report.end()], source[place : report.end()], Setting(role="reporter"))
        if credit is not None and credit.authors:
            return report.end(), credit
    return None


_Reader: TypeAlias = Callable[[str, str, int], tuple[int, Credit] | None]
_FIRST: Final[tuple[_Reader, ...]] = (_read_wire, _read_drawn, _read_named, _read_around, _read_news, _read_parted)
_AFTER_WIRE: Final[tuple[_Reader, ...]] = (_read_wire, _read_drawn, _read_named, read_glued)
