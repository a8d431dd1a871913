"""The page's visible headlines, the likeliest first, and which title is the article's.

A title that was cut (an unescaped quote in a meta tag, an ellipsis) is completed from a longer one that begins so too.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from lxml.html import HtmlElement

from ingest.extract.document import text_of
from ingest.extract.lines import weigh
from ingest.extract.titles import SEPARATOR, Site, clean_title, fold
from ingest.extract.zones import kind_of

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:title|headline|biaoti|bt|tit|timu|articletitle|arttitle|newstitle)(?:$|[\s_\d-])", re.IGNORECASE
)
_SEARCHED = ("h1", "h2", "h3", "div", "p", "td", "span", "strong", "b", "font")
_ASIDE = frozenset({"sidebar", "related", "comments"})  # where even an h1 is another article's
_MOST = 12
_ENOUGH = 6.0  # what an element named like a headline weighs at least that is one without any other word for it
_LONGEST = 1_000  # characters of a title that is looked for as it stands; a pattern is made of its words

# What stands before a headline that is no part of it: the way to the page, or what kind of page it is.
_TRAIL = re.compile(r"[〉>»》|｜]\s*$|^(?:blog|news|article|press release|opinion|watch|video)\s*:\s*$", re.IGNORECASE)
_COUNTER = re.compile(r"\s*[(（\[【](?:\d{1,2}[:：]\d{2}|\d{1,3}\s*/\s*\d{1,3})[)）\]】]\s*$")
_CUT = re.compile(r"(?:…|\.{3,}|。{3,})$")
_NO_LETTER = re.compile(r"[\W_]+")
_QUOTES = "\"'“”‘’「」『』«»"
# A title that is nothing but the name of a medium or an office.
_SITE_ALONE = re.compile(
    r"[\w（）()·]{2,20}(?:人民政府|政府网|政府網|门户网站|网站|官网|新闻网|新聞網|日报|晚报|电视台|融媒体中心)(?:网站|门户网站)?"
    r"|(?:新闻|文章|资讯|信息|公告|内容|新聞|文章)?(?:详情|正文|内容|中心|动态|页|內容|詳情){1,2}"
)
# What templates set beside a headline within its element: whose text it is, its origin's host, counts of comments.
_BESIDE = re.compile(r"\s*(?:原创|转载|独家|置顶|精华|原創|轉載|\([\w-]+(?:\.[\w-]+)+\)\s*\d{0,4})\s*")


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
        target = (
            firsts if tag == "h1" and not _in_furniture(node, _ASIDE) else named if tag != "h1" and by_name else seconds
        )
        if len(target) >= _MOST:
            continue
        text = text_of(node)
        if not text or len(text) > 300 or weigh(text) < 2 or (tag != "h1" and _in_furniture(node)):
            continue
        target.append(text)
    return [(True, text) for text in dict.fromkeys(firsts)] + [(False, text) for text in dict.fromkeys(named + seconds)]


def _in_furniture(node: HtmlElement, kinds: Container[str] = ()) -> bool:
    """Tell whether a headline stands in a part of these kinds, or in any that is no article's (its head excepted)."""
    found = {kind_of(up) for up in node.iterancestors()} - {"", "page edge"}
    return any(kind in kinds for kind in found) if kinds else bool(found)


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


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, 0 to 1: the share of letter pairs that they have in common (Dice)."""
    ours, theirs = _pairs(one), _pairs(other)
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if ours and theirs else 0.0


def _pairs(text: str) -> Counter[str]:
    """Return the pairs of neighbouring letters of a folded text."""
    letters = _NO_LETTER.sub("", fold(text))
    return Counter(letters[index : index + 2] for index in range(max(1, len(letters) - 1)))


def choose_title(
    titles: Sequence[tuple[str, str]],
    headlines: Sequence[tuple[bool, str]],
    site: Site,
    shown: Container[str] = (),
) -> tuple[str, str]:
    """Return the article's title and the reader that gave it; ("", "") when there is none.

    `titles` are (reader, text) in rank order, `headlines` the page's visible ones as (is an h1,
    text), `shown` its visible lines, folded. A visible headline that a ranked title bears out beats
    them all: it is what readers of the page see, while titles for machines are shortened, sold or
    carry the site's name.
    """
    # a page without a headline has the site's name alone in its <title>, behind the sign that divides the two
    whole = [(reader, text) for reader, text in titles if not text.startswith("_")]
    cleaned = [(reader, clean_title(text, site, [head for _, head in headlines], shown)) for reader, text in whole]
    best, most = "", 0.0
    for first, text in headlines:
        likest = max((likeness(text, other) for _, other in cleaned), default=0.5)
        if likest >= (0.3 if first else 0.6) and likest + 0.3 * first > most and not site.owns(text):
            if any(_is_opening(text, other) for _, other in cleaned):
                continue
            best, most = text, likest + 0.3 * first
    if best:
        return _bare(clean_title(best, site), [text for _, text in cleaned]), "headline"
    for reader, text in cleaned:
        if text and not site.owns(text) and not _SITE_ALONE.fullmatch(text):
            return _completed(text, [other for _, other in cleaned]), reader
    firsts = [text for first, text in headlines if first and not site.owns(text)]
    firsts = firsts or [text for _, text in headlines if weigh(text) >= _ENOUGH and not site.owns(text)]
    if firsts:
        return firsts[0], "headline"
    return cleaned[0][::-1] if cleaned else ("", "")


def _is_opening(headline: str, title: str) -> bool:
    """Tell whether a heading is only what a title begins with, such as the topic before a colon.

    What a separator parts from it is the site's and makes a short headline no topic.
    """
    start, whole = fold(headline), fold(title)
    rest = whole[len(start) :] if whole.startswith(start) else ""
    return bool(rest) and weigh(headline) * 2 < weigh(title) and not SEPARATOR.match(rest)


def _bare(headline: str, titles: Iterable[str]) -> str:
    """Return the headline without the way to the page before it, or the clock and page number behind it.

    Both only where a title for machines is the same without them.
    """
    text = fold(headline)
    for title in titles:
        same = fold(title)
        if not same or same == text:
            continue
        if text.endswith(same) and _TRAIL.search(text[: -len(same)]):
            return title
        if text.startswith(same) and (_COUNTER.fullmatch(text[len(same) :]) or _BESIDE.fullmatch(text[len(same) :])):
            return title
        if text.endswith(same) and _BESIDE.fullmatch(text[: -len(same)]):
            return title
    return headline


def _completed(title: str, others: Iterable[str]) -> str:
    """Return the title, or the longer one that begins with it where it was cut."""
    stem = fold(_CUT.sub("", title))
    for other in others:
        longer = fold(other)
        if len(longer) > len(stem) and longer.startswith(stem):
            rest = longer[len(stem) :].lstrip()
            if _CUT.search(title) or rest[:1] in _QUOTES:
                return other
    return title
