"""The demo bodies' notation, and the HTML that each feed makes of it.

A body is HTML with one block a line. What the source's own importer adds is not written out but
noted as `⟦kind target|words⟧`, for the same article is served with link spans in the rolling list
and on its page, and with the bare words in the press list. A chart (`⟦kline 1.609816⟧`) has no
words and is served everywhere.
"""

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

Variant: TypeAlias = Literal["press", "rolling", "page"]

_NOTE = re.compile(r"⟦([a-z0-9-]+) ([^|⟧]*)(?:\|([^⟧]*))?⟧")
_QUOTE = "http://quote.eastmoney.com"
_CHART = (
    '<img src="https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid={target}&imageType=k&token=demo&at=1"'
    ' border="0" alt="K图 {code}_0" data-code="K {code}|{market}|{kind}" data-code2="K {code}|{market}|6|"'
    ' style="border:#d1d1d1 1px solid;" width="578" height="276" />'
)

_CHART_KINDS = {"0": "2", "1": "1"}

LINKS: Mapping[str, str] = {
    "stock": '<span id="stock_{target}"><a href="' + _QUOTE + '/unify/r/{target}" class="keytip"'
    ' data-code="{market},{code}">{words}</a></span><span id="quote_{target}"></span>',
    "stock-2026": '<span id="stock_{target}"><a target="_blank" href="' + _QUOTE + '/r/{target}" class="keytip"'
    ' data-code="{code}">{words}</a></span>',
    "board": '<span id="bk_{target}"><a href="' + _QUOTE + '/unify/r/{target}" class="keytip"'
    ' data-code="{market},{code}">{words}</a></span><span id="bkquote_{target}"></span>',
    "info": '<span id="Info.{target}"><a href="http://data.eastmoney.com/demo/{target}.html" class="infokey">'
    "{words}</a></span>",
    "named": '<span id="Info.{target}">{words}</span>',
    "key": '<span web="1" href="' + _QUOTE + '/unify/r/{target}" class="em_stock_key_common"'
    ' data-code="{market},{code}">{words}</span>',
    "key-2026": '<a class="em_stock_key_common" href="' + _QUOTE + '/r/{target}">{words}</a>',
}
"""Automatic links, which only the rolling list and the page have; target is `market.code`."""

BLOCKS: Mapping[str, str] = {
    "kline": '<!-- EM_StockImg_Start --><p style="text-align:center;"><a href="' + _QUOTE + '/unify/r/{target}"'
    ' data-code="{code}|{market}|{kind}" data-code2="{code}|{market}|6|" class="EmImageRemark" target="_blank">'
    + _CHART
    + "</a></p><!-- EM_StockImg_End -->",
    "kline-bare": '<!-- EM_StockImg_Start --><p style="text-align:center;">' + _CHART + "</p><!-- EM_StockImg_End -->",
}
"""Charts, which every feed has."""

JOINTS: Mapping[str, Mapping[Variant, str]] = {
    "importer": {"press": "\r\n ", "rolling": "\n ", "page": "\n "},
    "lf": {"press": "\n ", "rolling": "\n ", "page": "\n "},
    "none": {"press": "", "rolling": "", "page": ""},
}
"""What stands between two plain paragraphs, by who brought the article in."""


def render_body(body: str, variant: Variant, *, joint: str = "importer", indent: int = 2) -> str:
    """Turn a noted body into the HTML that one feed serves.

    Lines meet directly but for the joint between one paragraph's end and a plain `<p>`; each plain
    paragraph is indented by `indent` ideographic spaces unless it begins with a blank of its own.
    """
    text = ""
    for line in body.split("\n"):
        between = JOINTS[joint][variant] if text.endswith("</p>") and line.startswith("<p>") else ""
        text += between + re.sub(r"^<p>(?=\S)", "<p>" + "\u3000" * indent, line)
    return _NOTE.sub(lambda note: _expand(note, variant), text)


def _expand(note: re.Match[str], variant: Variant) -> str:
    name, target, words = note.groups()
    market, _, code = target.partition(".")
    kind = _CHART_KINDS.get(market, "7")
    if name in BLOCKS:
        return BLOCKS[name].format(target=target, market=market, code=code, kind=kind)
    return words if variant == "press" else LINKS[name].format(target=target, market=market, code=code, words=words)
