"""Furniture inside the body: what stands in the text's element and is not the text.

A flat list of passes over the body's lines, each saying which lines go; an element goes as a whole
when all its lines do. Bylines, source lines and editors' lines stay: the later stages read them.
"""

import re

from lxml import html

from ingest.extract.body import key_of
from ingest.extract.lines import Line, furniture_of, lines_of
from ingest.extract.titles import fold
from ingest.extract.visible import read_line

_DEAD = ("script", "style", "noscript", "iframe", "object", "embed", "form", "button", "select", "input", "textarea")
# A line that opens a list of other things: it and what follows in its part go.
_OPENERS = (
    "相关(?:阅读|新闻|报道|链接|文章|专题|推荐|内容|资讯)|相關(?:閱讀|新聞|報導|連結|文章)|延伸阅读|延伸閱讀|推荐阅读|推薦閱讀",
    "猜你喜欢|热门(?:推荐|文章|新闻|评论)|更多(?:新闻|文章|内容|推荐|阅读)|精彩推荐|为您推荐",
    "上一篇|下一篇|上一条|下一条|网友评论|发表评论|我要评论|最新评论|全部评论|分享到|分享至|关键词|关键字|标签",
    "related (?:articles?|posts?|stories|reading|content|links|topics)|similar posts|recent posts|popular posts",
    "you (?:may|might) also (?:like|enjoy|be interested in)|recommended (?:for you|reading|articles|posts|stories)",
    r"more (?:from|stories|in|on|like this|articles|posts)\b|read (?:more|next|also)|keep reading|up next",
    "what to read next",
    r"leave a (?:reply|comment)|(?:\d+ )?comments?|share (?:this|on)|about the author|follow us|most (?:read|popular)",
    "tags|filed under|previous (?:post|article)|next (?:post|article)",
)
_OPENER = re.compile(rf"^\W*(?:{'|'.join(_OPENERS)})(?:[\s:：·>》\-]|$).{{0,30}}$", re.IGNORECASE)


def trim(node: html.HtmlElement, title: str) -> html.HtmlElement:
    """Take the furniture out of the body's element, in place, and return it."""
    for dead in list(node.iter(*_DEAD)):
        if dead is not node:
            dead.drop_tree()
    lines = lines_of(node)
    gone = _in_zones(lines) | _before_text(lines, title) | _after_opener(lines) | _link_lists(lines)
    _take_out(node, lines, gone)
    return node


def _in_zones(lines: list[Line]) -> set[int]:
    """Return the lines inside elements whose mark-up names them furniture."""
    return {index for index, flag in enumerate(furniture_of(lines, 0.4)) if flag}


def _before_text(lines: list[Line], title: str) -> set[int]:
    """Return the title, the date and source lines and the breadcrumbs above the first running text."""
    wanted = fold(title)
    first = next((index for index, line in enumerate(lines) if line.sentence), len(lines))
    head = range(min(first + 1, len(lines)))
    shown = [index for index in head if wanted and fold(lines[index].text) == wanted]
    gone = set(range(shown[-1] + 1)) if shown else set()
    for index in head:
        line = lines[index]
        dated = any(finding.field in {"published", "modified"} for finding in read_line(line.text))
        if (dated and line.weight < 45) or (line.link_share > 0.5 and line.node.tag != "figcaption"):
            gone.add(index)
    return gone


def _after_opener(lines: list[Line]) -> set[int]:
    """Return the lines from one that opens a list of other things to the end, or to the next text."""
    text = sum(line.weight for line in lines if line.sentence) or 1.0
    gone: set[int] = set()
    seen = 0.0
    for index, line in enumerate(lines):
        if _OPENER.match(line.text) and line.weight < 20:
            rest = sum(other.weight for other in lines[index + 1 :] if other.sentence)
            if seen > 0 and rest < 0.25 * text:
                return gone | set(range(index, len(lines)))
            gone.add(index)
            for later in range(index + 1, len(lines)):
                if lines[later].link_share < 0.6:
                    break
                gone.add(later)
        seen += line.weight if line.sentence else 0
    return gone


def _link_lists(lines: list[Line]) -> set[int]:
    """Return linked lines of which two or more stand in a row, and linked lines at the very end."""
    linked = [line.link_share > 0.8 and line.weight > 0 for line in lines]
    last = max((index for index, line in enumerate(lines) if line.sentence), default=-1)
    return {
        index
        for index, flag in enumerate(linked)
        if flag and (index > last or linked[index - 1 : index] == [True] or linked[index + 1 : index + 2] == [True])
    }


def _take_out(node: html.HtmlElement, lines: list[Line], gone: set[int]) -> None:
    """Remove the elements all of whose lines go; a line among kept ones in one element is cut out."""
    kept: set[html.HtmlElement] = set()
    for index, line in enumerate(lines):
        if index not in gone:
            up: html.HtmlElement | None = line.node
            while up is not None and up not in kept:
                kept.add(up)
                up = up.getparent()
    for index in sorted(gone):
        target = lines[index].node
        if target in kept:
            _cut_line(target, lines[index].text)
            continue
        while (parent := target.getparent()) is not None and parent not in kept and target is not node:
            target = parent
        if target is not node and target.getparent() is not None:
            target.drop_tree()


def _cut_line(node: html.HtmlElement, text: str) -> None:
    """Cut one bare line (between `<br>`s) out of an element that keeps others."""
    wanted = key_of(text)
    for child in node.iter():
        for part in ("text", "tail"):
            value = getattr(child, part)
            if value and isinstance(child.tag, str) and wanted and key_of(value) == wanted:
                setattr(child, part, " ")
                return
    for child in list(node):
        if isinstance(child.tag, str) and key_of(child.text_content()) == wanted:
            child.drop_tree()
            return
