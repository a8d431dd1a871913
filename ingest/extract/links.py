"""What links say of a page: its AMP form, its next page, what front pages are called, and the day in its address."""

import re
from itertools import islice
from typing import TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml.html import HtmlElement

from ingest.extract.document import absolute, squeeze
from ingest.extract.findings import Field, Finding

# A whole day with a separator on both sides: `/2021/12/17/`, `/20211217/`, `2021-12-17`, `t20211217_`.
_DAY = re.compile(r"(?<![\d])((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?![\d])")
# The same with a slash before each part and the month's name, or one digit: `/2021/dec/17/`, `/2021/3/5/`.
_LOOSE_DAY = re.compile(r"/((?:19|20)\d{2})/([a-z]{3,9}|\d{1,2})/(\d{1,2})(?=/)", re.IGNORECASE)
# An address without a page's number: host, path, query.
Stem: TypeAlias = tuple[str, str, str]
_NEXT = re.compile(
    r"^[\W_]*(?:下一?[页頁]|[後后]一[页頁]|next(?: page)?|次(?:へ|のページ)|다음(?: ?페이지)?)[\W_]*$", re.IGNORECASE
)
# Names under which a query gives the page's number.
_NUMBERS = frozenset(("page", "pg", "pn", "paged", "pageno", "pagenum", "page_no", "pageindex", "currentpage"))
_HOME = re.compile(r"(?:(?:https?:)?//[^/?#]{3,80})?/?(?:index\.\w{3,5})?", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:网站|返回|回到?)?(?:首\s*[页頁]|主页|主頁)|home(?: ?page)?|logo|back|更多|more", re.IGNORECASE
)
_MOST_HOMES, _LONGEST_NAME = 60, 30
_ENDING = re.compile(r"\.\w{2,5}$")
# A page's number at the end of a path: `7_2`, `7-2`, `/page/2`, and `/2` behind an article's own name or number, or
# behind anything where the link's words say that it leads to a page.
_PAGE = re.compile(r"(?:[_-]|/page/|(?:(?<=[\w-]{8})|(?<=\d{3})(?<!/19\d\d)(?<!/20\d\d))/)(\d{1,2})$")
_ANY_PAGE = re.compile(r"[_/-](\d{1,2})$")
_SAYS_PAGE = re.compile("[页頁]|page|ページ|페이지", re.IGNORECASE)
# The hosts of a site for desks and for pockets.
_SISTER = re.compile(r"^(?:www|m|wap|mobile|3g)\.(?=[^.]+\.)")


def by_links(tree: HtmlElement, url: str) -> list[Finding]:
    """Return the page's AMP form and its next page, where it names them, and the day in its address."""
    day = _DAY.search(url) or _LOOSE_DAY.search(url)
    found = [Finding("published", "-".join(day.groups()), "url")] if day else []
    named: tuple[tuple[Field, str], ...] = (("amp", amp_of(tree, url)), ("next_page", next_page_of(tree, url)))
    found += [Finding(field, link, "link") for field, link in named if link]
    return found + [Finding("site", name, "home") for name in homes_of(tree)]


def homes_of(tree: HtmlElement) -> list[str]:
    """Return what the page calls the front pages that it leads to, by words, title or picture.

    Its own is among them; none is a name that a headline's last part would have by chance.
    """
    names: dict[str, None] = {}
    for node in tree.iter("a"):
        if not _HOME.fullmatch(node.get("href") or ""):
            continue
        pictures = [picture.get("alt") or "" for picture in islice(node.iter("img"), 3)]
        words = "".join(islice(node.itertext(), 8))[:80]
        names |= dict.fromkeys(squeeze(text) for text in (words, node.get("title"), *pictures))
        if len(names) > _MOST_HOMES:
            break
    return [name for name in names if 1 < len(name) < _LONGEST_NAME and not _NO_NAME.fullmatch(name)]


def amp_of(tree: HtmlElement, url: str) -> str:
    """Return the address of the page's AMP form, or ""."""
    for node in tree.iter("link"):
        if (node.get("rel") or "").lower() == "amphtml":
            return absolute(tree, url, node.get("href") or "")
    return ""


def next_page_of(tree: HtmlElement, url: str) -> str:
    """Return the address of the same article's next page, or "".

    Only a link that says so and whose address is this page's but for its numbers counts: a link
    to the next article says 下一篇, and a list's `rel=next` leads elsewhere.
    """
    for node in tree.iter("a", "link"):
        words = _said(node)
        said = _NEXT.match(words) or "next" in (node.get("rel") or "").lower().split()
        target = absolute(tree, url, node.get("href") or "") if said else ""
        if (
            target
            and target.partition("#")[0] != url.partition("#")[0]
            and _same_article(url, target, says_page=_SAYS_PAGE.search(words) is not None)
        ):
            return target
    return ""


def _said(node: HtmlElement) -> str:
    """Return the first characters of a link's words."""
    words = (node.text or "") if len(node) == 0 else "".join(islice(node.itertext(), 8))
    return squeeze(words[:80])[:20] if node.tag == "a" else ""


def _same_article(url: str, target: str, *, says_page: bool = False) -> bool:
    """Tell whether an address is the page behind this one of the same article, by host, path and number.

    >>> _same_article("https://n.example/a/7.html", "https://n.example/a/7_2.html")
    True
    >>> _same_article("https://n.example/a?id=7&page=2", "https://n.example/a?id=7&page=3")
    True
    >>> _same_article("https://n.example/news/15", "https://n.example/news/16")
    False
    >>> _same_article("https://n.example/bridge", "https://m.n.example/bridge/2", says_page=True)
    True
    """
    try:
        pattern = _ANY_PAGE if says_page and not _ENDING.search(urlsplit(target).path) else _PAGE
        ours, theirs = _numbered(url, pattern), _numbered(target, pattern)
    except ValueError:
        return False
    # the first page has no number, and systems count from 0 or from 1
    return any((stem, number + 1) in theirs or (number == 0 and (stem, 2) in theirs) for stem, number in ours)


def sister_host(link: str) -> str:
    """Return an address's host, the same for a site's forms for desks (`www.`) and for pockets (`m.`)."""
    return _SISTER.sub("", urlsplit(link).netloc.lower())


def _numbered(link: str, pattern: re.Pattern[str]) -> set[tuple[Stem, int]]:
    """Return the readings of an address as (what it is without a page's number, that number).

    0 stands for none; of a number at the path's end both readings are possible.
    """
    parts = urlsplit(link)
    asked = parse_qsl(parts.query)
    query = urlencode([(name, value) for name, value in asked if name.lower() not in _NUMBERS])
    named = next((int(value) for name, value in asked if name.lower() in _NUMBERS and value.isdecimal()), 0)
    path = _ENDING.sub("", parts.path).rstrip("/")
    host = sister_host(link)
    readings = {((host, path, query), named)}
    if named == 0 and (match := pattern.search(path)):
        readings.add(((host, path[: match.start()], query), int(match.group(1))))
    return readings
