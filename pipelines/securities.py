"""Securities: the codes and the written symbols of an article, as exchange-qualified symbols.

Codes come from automatic links and charts (`1,600160`, `NIO|106|7`), written symbols from the text
(`某某股份（600160.SH）`). A symbol is read by the table of markets or not at all. A name is taken as
written; where the words before a bracket do not show where it begins, it is left empty.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from ingest.article import Article, Provenance, Security
from pipelines.paragraphs.drafts import lines_of, text_of


class Symbol(NamedTuple):
    """A security's symbol with its exchange, or a sector board's own code."""

    text: str
    is_board: bool = False


# Each way to write a code, as `market,code` or as it stands in text, and the exchange that it names.
# The first that matches counts. Market numbers are those of Eastmoney's quote service.
MARKETS = (
    (r"0,([48]\d{5}|92\d{4})", "BJ"),
    (r"0,(\d{6})", "SZ"),
    (r"1,(\d{6})", "SH"),
    (r"(?:105|106|107),([A-Z][A-Z0-9._]{0,9})", "US"),
    (r"(?:116|128),(\d{1,5})", "HK"),
    (r"90,(BK\d{3,5})", "board"),
    (r"(\d{6})\.BJ|BJ[:：]?\s?(\d{6})|北交所[:：]\s?(\d{6})", "BJ"),
    (r"(\d{6})\.S[HS]|SH[:：]?\s?(\d{6})|(?:SSE|上交所)[:：]\s?(\d{6})", "SH"),
    (r"(\d{6})\.SZ|SZ[:：]?\s?(\d{6})|(?:SZSE|深交所)[:：]\s?(\d{6})", "SZ"),
    (r"(\d{4,5})\.HK|(?:HK|HKEX|SEHK|港交所)[:：]\s?(\d{4,5})|HK(\d{5})", "HK"),
    (r"([A-Z]{1,5}(?:[._][A-Z])?)\.US", "US"),
    (r"(?:AMEX|NASDAQ|NYSE|纳斯达克|纽交所)[:：]\s?([A-Z]{1,5}(?:\.[A-Z])?)", "US"),
)
_MARKETS = tuple((re.compile(pattern), exchange) for pattern, exchange in MARKETS)
# What any written form has in it, asked first of the text's few ASCII characters, as most have none.
_MARK = re.compile(rb"\.(?:BJ|HK|S[HSZ]|US|bj|hk|s[hsz]|us)|BJ|HK|S[HZ]\d|AMEX|NASDAQ|NYSE|SEHK|S[SZ]+E")
_CHINESE_MARKS = ("交所", "纳斯达克")
_SUFFIXED = r"\d{6}\.(?i:BJ|S[HSZ])|\d{4,5}\.(?i:HK)|[A-Z]{1,5}(?:[._][A-Z])?\.(?:US|us)"
_PREFIXED = (
    r"(?:BJ|S[HZ])[:：]?\s?\d{6}|(?:SSE|SZSE|[上北深]交所)[:：]\s?\d{6}|(?:HK|HKEX|SEHK|港交所)[:：]\s?\d{4,5}"
    r"|HK\d{5}|(?:AMEX|NASDAQ|NYSE|纳斯达克|纽交所)[:：]\s?[A-Z]{1,5}(?:\.[A-Z])?"
)
_WRITTEN = re.compile(
    rf"(?<![A-Za-z0-9.])(?:(?P<prefixed>{_PREFIXED})(?=\s?[）)，,、；;/])|(?:{_SUFFIXED})(?![A-Za-z0-9]))"
)
_OPEN_BRACKET = re.compile(r"[（(][^（）()。]{0,40}$")

_CHINESE_NAME = re.compile(r"[A-Za-z0-9&*·\-\u3400-\u9fffＡ-Ｚ]+$")
_LATIN_NAME = re.compile(r"(?:[A-Z][A-Za-z0-9.&'’-]* ){0,5}[A-Z0-9][A-Za-z0-9.&'’*-]*$")
_FULL_NAME = re.compile(r"(?!公司|发展|基金|投资|控股|有限|科技|管理|股份|集团)[\u3400-\u9fff]{2,20}公司")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_SHORT = 4  # Chinese characters that a short name has at most on the mainland's exchanges; abroad twice
_MOST_WRITTEN = 5_000  # symbols of one text that are read
_FAR = 20_000  # characters of a text in which a name is looked for
_REACH = 48  # characters before a bracket that are looked at
# What stands right before a name and is none of it: figures, introducing words, single particles.
_FIGURE = re.compile(r"^.*\d(?:[年月日时分元亿只家]|[%％])")
_LEAD_WORD = re.compile(
    r"[Aa]股|上市公司|个股|买入|产品|今日|企业|例如|供应商|公司|关注|其中|减持|分别[为是]|制造商|包括|午后|厂商|发布"
    r"|可比公司|同时|同行|增持|处于|子公司|客户|对手|尾盘|巨头|平台|开发商|成[份分]股|截至|投资|持有|据了解|据悉|推荐"
    r"|收盘|收购|旗下|日前|早盘|昨日|显示|服务商|来自|标的|权重股|此前|此外|比如|港股|生产商|白马股|目前|盘中|看好|简称|给予|股票"
    r"|维持|美股|股东|表示|诸如|近日|运营商|随后|概念股|龙头股?|另外|以及|主要有"
)
_NEVER_FIRST = "与了从及在对把是的等给被让由"  # particles that begin no name
_PARTICLES = "为但向和如将或" + _NEVER_FIRST
_PARTICLE = re.compile(f"[{_PARTICLES}]")


@lru_cache(maxsize=4096)
def read_symbol(raw_code: str) -> Symbol | None:
    """Read a code of any form that links, charts and texts use, or None where the market is not known.

    >>> read_symbol("0,000333"), read_symbol("K NIO|106|7"), read_symbol("90,BK0493")
    (Symbol(text='000333.SZ', is_board=False), Symbol(text='NIO.US', is_board=False), \
Symbol(text='BK0493', is_board=True))
    """
    code = raw_code.strip().removeprefix("K ").upper()
    if "|" in code:
        code, market = code.split("|")[:2]
        code = f"{market},{code}"
    elif re.match(r"\d{1,3}\.", code):
        code = code.replace(".", ",", 1)
    for pattern, exchange in _MARKETS:
        if match := pattern.fullmatch(code):
            bare = next(group for group in match.groups() if group)
            if exchange == "board":
                return Symbol(bare, is_board=True)
            bare = bare.zfill(5) if exchange == "HK" else bare.replace("_", ".")
            return Symbol(f"{bare}.{exchange}")
    return None


def finish_securities(article: Article) -> None:
    """Set `securities` and `boards` from the mentions and the text, in order of first appearance.

    Each symbol stands once, with the first name that the article writes for it, "" if none is certain.
    """
    text = "\n".join([text_of(line) for line in lines_of(article.blocks)])
    linked = list(_linked(article.mentions, text))
    written = list(_written(text, {symbol.text: name for _, symbol, name in linked if name}))
    names: dict[Symbol, str] = {}
    for _, symbol, name in sorted(linked + written, key=lambda found: found[0]):
        names[symbol] = names.get(symbol) or name
    article.securities = tuple(Security(one.text, name) for one, name in names.items() if not one.is_board)
    article.boards = tuple(Security(one.text, name) for one, name in names.items() if one.is_board)
    if names:
        raw = " ".join(code for code, _ in article.mentions)
        rule = " and ".join(kind for kind, some in (("link", linked), ("text", written)) if some)
        article.provenance["securities"] = Provenance(raw, rule)


def _linked(mentions: tuple[tuple[str, str], ...], text: str) -> Iterator[tuple[int, Symbol, str]]:
    """Yield what the links name, with the place of the name; links come in the text's order."""
    at = 0
    for raw_code, name in mentions:
        symbol = read_symbol(raw_code)
        at = max(at, text.find(name, at, at + _FAR)) if name else at
        if symbol:
            yield at, symbol, name


def _written(text: str, known: dict[str, str]) -> Iterator[tuple[int, Symbol, str]]:
    """Yield the symbols written in the text, with the name before their bracket.

    An exchange before its number is certain only in a bracket.
    """
    if not (_MARK.search(text.encode("ascii", "ignore")) or any(mark in text for mark in _CHINESE_MARKS)):
        return
    for match in islice(_WRITTEN.finditer(text), _MOST_WRITTEN):
        symbol = read_symbol(match[0])
        bracket = _OPEN_BRACKET.search(text, max(0, match.start() - 41), match.start())
        if symbol and (bracket or not match["prefixed"]):
            name = _name_before(text, bracket.start(), symbol.text, known) if bracket else ""
            yield match.start() - len(name), symbol, name


def _name_before(text: str, end: int, symbol: str, known: dict[str, str]) -> str:
    """Return the name that ends where a bracket opens, "" where its beginning is not certain."""
    before = text[max(0, end - _REACH) : end].rstrip("”》」 \u00a0")
    words = _CHINESE_NAME.search(before)
    chunk = _FIGURE.sub("", words[0]).lstrip(_NEVER_FIRST) if words else ""
    if symbol in known and chunk.endswith(known[symbol]):
        return known[symbol]
    if not _HANZI.search(chunk):
        latin = _LATIN_NAME.search(before)
        return latin[0] if latin else ""
    mainland = symbol.endswith((".BJ", ".SH", ".SZ"))
    short = _SHORT if mainland else 2 * _SHORT
    for name in _candidates(chunk, text, mainland=mainland):
        if len(name) > 1 and (_length(name) <= short or _FULL_NAME.fullmatch(name)):
            return name
    return ""


def _candidates(chunk: str, text: str, *, mainland: bool) -> Iterator[str]:
    """Yield what the words before a bracket may come to as a name, the surest first.

    On the mainland's exchanges names are so short that a fitting chunk is one; abroad it may well be
    two words. The last resort is a tail of the usual length that the text has elsewhere, too.
    """
    whole = chunk[0] not in _PARTICLES or not _recurs(chunk[1:], text)
    if whole and mainland and _length(chunk) <= _SHORT:
        yield chunk
    yield from [chunk[lead.end() :] for lead in _LEAD_WORD.finditer(chunk)][::-1]
    if whole:
        yield chunk
    yield from [chunk[lead.end() :] for lead in _PARTICLE.finditer(chunk)][::-1]
    if mainland:
        yield from (chunk[-length:] for length in (_SHORT, _SHORT - 1) if _recurs(chunk[-length:], text))


def _length(name: str) -> int:
    """Return how many Chinese characters a name has."""
    return len(_HANZI.findall(name))


def _recurs(name: str, text: str) -> bool:
    """Tell whether a name shows its beginning, standing behind different characters in the text."""
    before: set[str] = set()
    at = text.find(name, 0, _FAR)
    while at >= 0 and len(before) < 2:
        before.add(text[at - 1 : at])
        at = text.find(name, at + 1, _FAR)
    return len(before) > 1


class SecuritiesStage:
    """Joins the securities to Scrapy."""

    def process_item(self, item: Any) -> Any:
        """Finish an article's securities."""
        finish_securities(item)
        return item
