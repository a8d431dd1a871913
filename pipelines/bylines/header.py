"""The line under a headline: date, outlet, people and page furniture, of which nothing is body but a sentence.

Text is folded (see `folding`).
"""

from typing import Final

from ingest.article import Author
from pipelines.bylines.agencies import is_agency
from pipelines.bylines.credit import Credit, Setting
from pipelines.bylines.credits import read_credit
from pipelines.bylines.english import read_english
from pipelines.bylines.english_terms import FURNITURE, JOB_END, NAME, NOISE, NOT_NAME, OUTLET_END
from pipelines.bylines.expressions import expression
from pipelines.bylines.names import name_cost
from pipelines.bylines.outlets import is_body, is_outlet, is_placeholder
from pipelines.bylines.people import VOUCHED_NATS
from pipelines.bylines.roles import LABEL, role_of

_SENTENCE: Final = expression(r"[。!?？]|[,;].{20}")
_LONGEST: Final = 120  # characters of a header's line
_PLAIN: Final = Setting(plain=True)
_FIELDS: Final = expression(r"(\s{2,}|[|;,]|\s+(?=\S{2,8}:))")
_PEN: Final = expression(
    rf"(?P<label>作者|{LABEL})\s?:\s?(?P<name>[\u4e00-\u9fffA-Za-z0-9_]{{2,8}})"
)  # a pen name as a field
_SIGNED: Final = expression(r"(?P<outlet>\S{3,16})\s(?P<name>[\u4e00-\u9fff]{2,4})")
_ACCOUNT: Final = expression(r"原创\s+(?P<name>[\u4e00-\u9fff·]{2,8})(?:\s+(?P<outlet>\S{2,20}))?")  # 原创 王强 某某号
_ENGLISH_SENTENCE: Final = expression(r"\.\s|[.!?]$")
_CLAUSE: Final = expression(r"[\u4e00-\u9fff]{4},.{8}")  # two clauses are no field of a header
_HAN: Final = expression(r"[\u3400-\u9fff\u3040-\u30ff]")
_ISSUE: Final = expression(r"《(?P<paper>[^《》]{2,20})》\s*\(\s*\d{4}年[^()]{0,30}\)")  # an issue of a paper
_CLOCK: Final = r"(?:[T,]?\s*(?:星期.|周.)?\s*(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?)"
_MOMENT: Final = expression(
    r"(?:(?:首次)?(?:发布|发表|更新|刊发|发稿|编辑|时间|日期|出版|最后更新)(?:于|时间|日期)?\s*:?\s*)?"
    rf"(?:(?:\d{{4}}\s?[-/.年]\s?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}\s?日?|\d{{1,2}}[-/月]\d{{1,2}}日?)\s*{_CLOCK}?|\d{{1,2}}:\d{{2}}(?::\d{{2}})?)"
)
_FURNITURE: Final = expression(
    r"(?:我要评论|我来说两句|参与互动|官方账号|字号|字体|大\s*中\s*小|打印|分享|收藏|评论(?!员)|点击|浏览|阅读|人气|点赞|举报|关闭|关注|听新闻|浏览量|阅读量|浏览次数|点击次数|访问次数|跟贴|参与(?!采|整理|报道)|次数|转发|手机看|放大|缩小|默认|版权声明|免责声明|版权所有|我要纠错|纠错|投诉|IP属地:?\s?[\u4e00-\u9fff]{2,3})"
    r"(?:次数|量|数|到.{0,8})?\s*[:(]?\s*\d*\s*(?:次|人|条)?\)?"
)


def read_header(folded: str, source: str) -> list[Credit] | None:
    """Read one line of a page header; None when it is a sentence, which stays."""
    if not folded.strip():
        return None
    if not _HAN.search(folded):
        return _read_english_header(folded, source)
    if _SENTENCE.search(folded) or len(folded.strip()) > _LONGEST:
        return None
    bare = _blank_out(folded)
    source = "".join(spelt if kept == was else " " for spelt, kept, was in zip(source, bare, folded, strict=True))
    if not bare.strip(" |/-:·"):
        return []
    credit = read_credit(bare, source, _PLAIN)
    if credit is not None:
        return [credit]
    found = _read_fields(bare, source)
    return None if not found and _CLAUSE.search(folded) else found


def _read_english_header(folded: str, source: str) -> list[Credit] | None:
    credit = read_english(folded, source)
    if credit is not None:
        return [credit]
    if NOISE.fullmatch(folded):
        return []
    if is_agency(folded):
        return [Credit(outlet=source.strip(), outlet_rank=1)]
    if _is_person(folded.strip()):
        return [Credit([Author(source.strip(), "author")])]
    return None if len(folded) > _LONGEST / 2 or _ENGLISH_SENTENCE.search(folded) else []


def _read_fields(bare: str, source: str) -> list[Credit]:
    """Read the fields of a header each by itself, and pass over those that say nothing of people and outlets."""
    found: list[Credit] = []
    place = 0
    for part in _FIELDS.split(bare):
        text = part.strip(" |/-·[]()")
        if text:
            start = place + part.index(text)
            spelt = source[start : start + len(text)]
            credit = read_credit(text, spelt, _PLAIN)
            if credit is not None:
                found.append(credit)
            elif (
                (pen := _PEN.fullmatch(text))
                and not (is_placeholder(pen["name"]) or is_body(pen["name"]))
                and (role := role_of(pen["label"]))
            ):
                found.append(Credit([Author(spelt[slice(*pen.span("name"))], role, pen["label"])]))
            elif (signed := _SIGNED.fullmatch(text)) and is_outlet(signed["outlet"]) and _is_named(signed["name"]):
                name = Author(spelt[slice(*signed.span("name"))], "author")
                found.append(Credit([name], spelt[slice(*signed.span("outlet"))], outlet_rank=1))
            elif account := _ACCOUNT.fullmatch(text):
                name = Author(spelt[slice(*account.span("name"))], "author", "原创")
                found.append(Credit([name], spelt[slice(*account.span("outlet"))] or None, outlet_rank=1))
            elif is_outlet(text):
                found.append(Credit(outlet=spelt, outlet_rank=1))
        place += len(part)
    return found


def _is_named(text: str) -> bool:
    return name_cost(text) < VOUCHED_NATS * len(text)


def _blank_out(folded: str) -> str:
    """Return the line with dates and page furniture as blanks, so that places stay."""
    folded = _ISSUE.sub(lambda match: f" {match['paper']}".ljust(len(match[0])), folded)
    for pattern in (_MOMENT, _FURNITURE):
        folded = pattern.sub(lambda match: " " * len(match[0]), folded)
    return folded


def _is_person(text: str) -> bool:
    """Say whether a header's line is only a person's name (Jane Doe), which no word of a page's furniture is."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and NAME.fullmatch(text) is not None
        and not any(FURNITURE.fullmatch(word) or NOT_NAME.match(word) for word in words)
        and not OUTLET_END.search(text)
        and not JOB_END.search(text)
    )
