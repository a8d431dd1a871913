"""What links say of a page: its AMP form, its next page, and the day that its own address holds."""

import re
from itertools import islice

from lxml.html import HtmlElement

from ingest.extract.document import absolute, squeeze
from ingest.extract.findings import Field, Finding

# A whole day with a separator on both sides: `/2021/12/17/`, `/20211217/`, `2021-12-17`, `t20211217_`.
_DAY = re.compile(r"(?<![\d])((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?![\d])")
_NEXT = re.compile(r"^[\W_]*(?:下一页|下一頁|下页|後一頁|后一页|next page)[\W_]*$", re.IGNORECASE)


def by_links(tree: HtmlElement, url: str) -> list[Finding]:
    """Return the page's AMP form and its next page, where it names them, and the day in its address."""
    day = _DAY.search(url)
    found = [Finding("published", "-".join(day.groups()), "url")] if day else []
    named: tuple[tuple[Field, str], ...] = (("amp", amp_of(tree, url)), ("next_page", next_page_of(tree, url)))
    return found + [Finding(field, link, "link") for field, link in named if link]


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
        said = _NEXT.match(_said(node)) or "next" in (node.get("rel") or "").lower().split()
        target = absolute(tree, url, node.get("href") or "") if said else ""
        if target and target.partition("#")[0] != url.partition("#")[0] and _same_article(url, target):
            return target
    return ""


def _said(node: HtmlElement) -> str:
    """Return the first characters of a link's words."""
    words = (node.text or "") if len(node) == 0 else "".join(islice(node.itertext(), 8))
    return squeeze(words[:80])[:20] if node.tag == "a" else ""


def _same_article(url: str, target: str) -> bool:
    """Tell whether two addresses are pages of one article: one lengthens the other's stem by a number."""
    ours, theirs = (re.sub(r"\.\w{2,5}$", "", link.split("#")[0].split("?")[0]).rstrip("/") for link in (url, target))
    stems = (ours, re.sub(r"(?:[_-]\d{1,2}|/(?:page/)?\d{1,2})$", "", ours))
    return any(re.fullmatch(rf"{re.escape(stem)}(?:[_-]\d{{1,2}}|/(?:page/)?\d{{1,2}})?", theirs) for stem in stems)
