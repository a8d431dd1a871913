"""The page's visible headlines, the likeliest first."""

import re

from lxml.html import HtmlElement

from ingest.extract.document import text_of
from ingest.extract.lines import weigh
from ingest.extract.zones import kind_of

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:title|headline|biaoti|bt|tit|timu|articletitle|arttitle|newstitle)(?:$|[\s_\d-])", re.IGNORECASE
)
_SEARCHED = ("h1", "h2", "h3", "div", "p", "td", "span", "strong", "b", "font")
_MOST = 12
_LONGEST = 1_000  # characters of a title that is looked for as it stands; a pattern is made of its words


def headlines_of(tree: HtmlElement) -> list[tuple[bool, str]]:
    """Return the texts that may be the article's headline, as (is an h1, text).

    First every `h1`, then elements that are named so, then `h2`, these not inside furniture.
    """
    firsts: list[str] = []
    named: list[str] = []
    seconds: list[str] = []
    for node in tree.iter(*_SEARCHED):
        tag = node.tag
        by_name = bool(_NAMED.search(f"{node.get('id') or ''} {node.get('class') or ''} {node.get('itemprop') or ''}"))
        if tag not in {"h1", "h2"} and not by_name:
            continue
        target = firsts if tag == "h1" else named if by_name else seconds
        if len(target) >= _MOST:
            continue
        text = text_of(node)
        if not text or len(text) > 300 or weigh(text) < 2 or (tag != "h1" and _in_furniture(node)):
            continue
        target.append(text)
    return [(True, text) for text in dict.fromkeys(firsts)] + [(False, text) for text in dict.fromkeys(named + seconds)]


def _in_furniture(node: HtmlElement) -> bool:
    """Tell whether a headline stands in a part that is no article's (its own page head excepted)."""
    return any(kind_of(up) not in {"", "page edge"} for up in node.iterancestors())


def as_written(title: str, tree: HtmlElement) -> str:
    """Return a title with the ideographic spaces that the page sets in it, which a squeezed text has lost.

    Chinese, Japanese and Korean headlines part their clauses by U+3000, and typography is the source's.
    """
    if " " not in title or len(title) > _LONGEST:
        return title
    spelt = re.compile(r"\s+".join(re.escape(word) for word in title.split(" ")))
    told = [node.get("content") or "" for node in tree.iterfind(".//meta[@content]")]
    for text in [*(node.text_content() for node in tree.iter("h1", "h2", "title")), *told]:
        if "\u3000" in text and (match := spelt.search(text)):
            return re.sub(r"[^\S\u3000]+|\u3000{2,}", " ", match.group())
    return title
