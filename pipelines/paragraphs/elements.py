"""What each element means for the lines and blocks: one small opener each, and the table of all.

An opener returns what is to be called at the element's end, or None.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from ingest.article import Image

from .addresses import image_address, link_address
from .containers import (
    MOST_LEVELS,
    MOST_SPAN,
    CellFrame,
    Frame,
    ListFrame,
    QuoteFrame,
    TableFrame,
    whole_number,
)
from .drafts import Draft
from .keywords import QUOTE_IDS, chart_code, keyword_code
from .lines import Closer, LineMaker
from .noise import dropped_image

Attributes: TypeAlias = Mapping[str, str]
Opener: TypeAlias = Callable[[LineMaker, str, Attributes], Closer | None]

_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)


def open_inline(maker: LineMaker, tag: str, attributes: Attributes) -> Closer | None:
    """Open an element that is part of a line: a link, a keyword, or what only its style sets apart."""
    if not attributes:
        return None
    code = keyword_code(attributes)
    if code is not None:
        return maker.open_keyword(code)
    if attributes.get("id", "").startswith(QUOTE_IDS):
        return maker.open_quote_span()
    style = attributes.get("style", "")
    strong, emphasis = bool(_BOLD.search(style)), bool(_ITALIC.search(style))
    href = link_address(attributes.get("href", ""), maker.base_url) if tag == "a" else ""
    if maker.in_keyword or not (strong or emphasis or href):
        return None
    return maker.open_look(strong=strong, emphasis=emphasis, href=href)


def _open_strong(maker: LineMaker, _tag: str, _attributes: Attributes) -> Closer:
    return maker.open_look(strong=True)


def _open_emphasis(maker: LineMaker, _tag: str, _attributes: Attributes) -> Closer:
    return maker.open_look(emphasis=True)


def _open_block(maker: LineMaker, _tag: str, attributes: Attributes) -> Closer:
    setting = maker.setting
    if attributes:
        found = _ALIGN.search(attributes.get("style", ""))
        align = found[1] if found else attributes.get("align", "")
        setting = setting._replace(
            centred=align.lower() == "center" if align else setting.centred,
            classes=attributes.get("class") or setting.classes,
        )
    return maker.open_setting(setting)


def _open_centre(maker: LineMaker, _tag: str, _attributes: Attributes) -> Closer:
    return maker.open_setting(maker.setting._replace(centred=True))


def _open_figure(maker: LineMaker, _tag: str, _attributes: Attributes) -> Closer:
    maker.figures += 1
    return maker.open_setting(maker.setting._replace(figure=maker.figures))


def _open_heading(maker: LineMaker, tag: str, _attributes: Attributes) -> Closer:
    return maker.open_setting(maker.setting._replace(level=max(2, int(tag[1]))))


def _open_caption(maker: LineMaker, _tag: str, _attributes: Attributes) -> Closer:
    table = maker.frames[-1]
    if not isinstance(table, TableFrame):
        return maker.open_setting(maker.setting._replace(is_caption=True))
    return maker.open_frame(Frame(table.captions), lambda: None)


def _open_break(maker: LineMaker, _tag: str, _attributes: Attributes) -> None:
    maker.break_line()


def _open_image(maker: LineMaker, _tag: str, attributes: Attributes) -> None:
    rule = dropped_image(attributes, in_chart=maker.in_chart)
    address = image_address(attributes, maker.base_url)
    if address and not rule:
        maker.flush()
        maker.add(Draft(block=Image(address, " ".join(attributes.get("alt", "").split()))))
        return
    maker.drain()
    maker.take(rule or "image_without_address")
    if rule == "kline_chart" and (code := chart_code(attributes)):
        maker.mention(code, "")


def _open_pre(maker: LineMaker, _tag: str, _attributes: Attributes) -> Closer:
    return maker.open_pre()


def _open_list(maker: LineMaker, tag: str, attributes: Attributes) -> Closer:
    if len(maker.frames) > MOST_LEVELS:
        return _open_block(maker, tag, attributes)
    start = whole_number(attributes.get("start", "1"), least=0, most=999_999_999)
    return maker.open_frame(ListFrame(ordered=tag == "ol", start=start))


def _open_item(maker: LineMaker, tag: str, attributes: Attributes) -> Closer:
    around = maker.frames[-1]
    if not isinstance(around, ListFrame):
        return _open_block(maker, tag, attributes)
    item = Frame()
    return maker.open_frame(item, lambda: around.add_item(item.drafts))


def _open_quote(maker: LineMaker, tag: str, attributes: Attributes) -> Closer:
    if len(maker.frames) > MOST_LEVELS:
        return _open_block(maker, tag, attributes)
    return maker.open_frame(QuoteFrame())


def _open_table(maker: LineMaker, tag: str, attributes: Attributes) -> Closer:
    if len(maker.frames) > MOST_LEVELS:
        return _open_block(maker, tag, attributes)
    return maker.open_frame(TableFrame())


def _open_table_part(maker: LineMaker, tag: str, _attributes: Attributes) -> Closer:
    table = maker.frames[-1]
    maker.flush()
    if isinstance(table, TableFrame):
        if tag == "tr":
            table.rows.append([])
        elif tag == "thead":
            table.in_head = True
            return table.end_head
    return maker.flush


def _open_cell(maker: LineMaker, tag: str, attributes: Attributes) -> Closer:
    table = maker.frames[-1]
    if not isinstance(table, TableFrame):
        return _open_block(maker, tag, attributes)
    if not table.rows:
        table.rows.append([])
    row = table.rows[-1]
    cell = CellFrame(
        header=tag == "th" or table.in_head,
        colspan=whole_number(attributes.get("colspan", "1"), least=1, most=MOST_SPAN),
        rowspan=whole_number(attributes.get("rowspan", "1"), least=1, most=MOST_SPAN),
    )
    return maker.open_frame(cell, lambda: row.append(cell))


# So named by the HTML standard's rendering section, and obsolete ones.
_PLAIN_BLOCKS = (
    *("address", "article", "aside", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset"),
    *("footer", "form", "header", "hgroup", "hr", "legend", "main", "menu", "nav", "optgroup", "p"),
    *("search", "section", "summary"),
)
_BLOCKS: dict[str, Opener] = {
    **dict.fromkeys(_PLAIN_BLOCKS, _open_block),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _open_heading),
    "blockquote": _open_quote,
    "caption": _open_caption,
    "center": _open_centre,
    "figcaption": _open_caption,
    "figure": _open_figure,
    "li": _open_item,
    "listing": _open_pre,
    "ol": _open_list,
    "plaintext": _open_pre,
    "pre": _open_pre,
    "table": _open_table,
    "tbody": _open_table_part,
    "td": _open_cell,
    "tfoot": _open_table_part,
    "th": _open_cell,
    "thead": _open_table_part,
    "tr": _open_table_part,
    "ul": _open_list,
    "xmp": _open_pre,
}
BLOCKS = frozenset(_BLOCKS)
OPENERS: dict[str, Opener] = {
    **_BLOCKS,
    "amp-img": _open_image,
    "b": _open_strong,
    "br": _open_break,
    "em": _open_emphasis,
    "i": _open_emphasis,
    "image": _open_image,
    "img": _open_image,
    "strong": _open_strong,
}
IN_PRE = frozenset({"br", "image", "img"})  # what still means something in preformatted text
