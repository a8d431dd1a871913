"""What a bracket before the text says when it is no credit of people: 【某某商报讯】, 〔中央社〕, 【某地＝王强】.

Text is folded (see `folding`).
"""

import re
from typing import Final

from ingest.article import Author
from pipelines.bylines.credit import Credit, Setting
from pipelines.bylines.credits import read_credit
from pipelines.bylines.expressions import expression
from pipelines.bylines.folding import fold
from pipelines.bylines.names import name_cost
from pipelines.bylines.outlets import KNOWN, outlet_cost
from pipelines.bylines.places import PLACES
from pipelines.bylines.roles import LABEL, TITLE

CREDITED: Final = expression(f"{TITLE}|{LABEL}")
NEWS_NATS: Final = 14.0  # what an outlet before 讯 costs at most
_NEWS_INSIDE: Final = expression(
    r"《?(?P<who>[\u4e00-\u9fffA-Za-z0-9-]{2,16}?)》?\s?"
    rf"(?:{TITLE}|(?:综合|独家)?(?:报道|报导|专讯|专稿|特讯|消息|讯|电))"
)
_POSTED_FROM: Final = expression(
    r"\s*(?P<place>[\u30a0-\u30ff\u4e00-\u9fff]{2,10}?)(?:\s?=\s?(?P<names>[\u3040-\u30ff\u4e00-\u9fff·、]{2,20})|(?P<agency>[\u4e00-\u9fff]{2,3}))\s*"
)
# 王强、李明/成都
_PLACED: Final = expression(
    r"[\s(]*(?P<names>[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4})*)\s?/\s?(?P<place>[\u4e00-\u9fff]{2,6})[\s)]*"
)
_TITLED: Final = expression(rf"\s*\(?{TITLE}")
_KATAKANA: Final = expression("[\u30a0-\u30ff]{2,10}")
_NAMES_JOINT: Final = expression("[、・·]")
_SURE_NAME: Final = 6.0  # per character of a name that only its place in the bracket vouches for
_SURE_NATS: Final = 8.0  # what an outlet before a credit in brackets costs at most


def read_bracket(folded: str, source: str, behind: str) -> Credit | None:
    """Read what stands in a bracket before the text, or return None; `behind` are the folded characters after it."""
    return (
        _news_inside(folded, source)
        or _signed_inside(folded, source)
        or _agency_inside(folded, source, behind)
        or _posted_inside(folded, source)
        or _placed_inside(folded, source)
    )


def _news_inside(folded: str, source: str) -> Credit | None:
    """Read 【某某商报报道】: an outlet and 报道 or 讯 in brackets."""
    match = _NEWS_INSIDE.fullmatch(folded.strip())
    if match is None or outlet_cost(match["who"]) > (NEWS_NATS if CREDITED.search(folded) else _SURE_NATS):
        return None
    start = folded.index(match["who"])
    return Credit(outlet=source[start : start + len(match["who"])], outlet_rank=0, wire=True)


def _signed_inside(folded: str, source: str) -> Credit | None:
    """Read 【某某网 王强】: an outlet and people without a role word."""
    credit = read_credit(folded, source, Setting(plain=True))
    if credit is None or not credit.outlet or not credit.authors:
        return None
    if all(fold(author.name) in PLACES for author in credit.authors):
        return Credit(outlet=credit.outlet, outlet_rank=0, place=credit.authors[0].name, wire=True)
    return credit


def _agency_inside(folded: str, source: str, behind: str) -> Credit | None:
    """Read 〔中央社〕: a known agency or paper alone in brackets, or any outlet before a reporter."""
    known = folded.strip() in KNOWN and folded.strip().endswith(("社", "网", "报"))
    known = known or (_TITLED.match(behind) is not None and outlet_cost(folded.strip()) <= NEWS_NATS)
    return Credit(outlet=source.strip(), outlet_rank=0, wire=True) if known else None


def _posted_inside(folded: str, source: str) -> Credit | None:
    """Read 【某地＝王强】 and 【某地共同】: a place with the people or the agency that reported from there."""
    match = _POSTED_FROM.fullmatch(folded)
    if match is None or not (match["place"] in PLACES or _KATAKANA.fullmatch(match["place"])):
        return None
    place = source[slice(*match.span("place"))]
    if match["agency"]:
        known = match["agency"] in KNOWN or match["agency"] + "社" in KNOWN
        return Credit(outlet=source[slice(*match.span("agency"))], outlet_rank=0, place=place) if known else None
    names = source[slice(*match.span("names"))]
    return Credit([Author(name, "reporter") for name in _NAMES_JOINT.split(names)], place=place, wire=True)


def _placed_inside(folded: str, source: str) -> Credit | None:
    """Read 【王强／成都】: people, each sure to be one, and the known place they wrote from."""
    match = _PLACED.fullmatch(folded)
    if match is None or match["place"] not in PLACES:
        return None
    names = [name for name in _NAMES_JOINT.split(source[slice(*match.span("names"))].replace(" ", "、")) if name]
    if any(name_cost(fold(name)) > _SURE_NAME * len(name) or fold(name) in PLACES for name in names):
        return None
    place = source[slice(*match.span("place"))]
    return Credit([Author(name, "reporter") for name in names], place=place, wire=True)


def is_team(text: str) -> bool:
    """Say whether `text` names a group of people that signs as one (前方报道组)."""
    return bool(re.search(r"(?:报道组|采访组|采访团|报道团|报道小组|评论员|编辑部|采访小组|记者团)$", text))
