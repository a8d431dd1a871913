"""Text to a tree: one lenient parse that every reader of the page shares."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from ingest.errors import ReadError
from pipelines.overfull import is_overfull

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
# Characters that no XML tree holds; lxml raises on them when they are written back.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
_MOST_COMMENTS = 5_000  # beyond, walking over them takes seconds (lxml looks back at each); no page needs as many
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "dt"})
SKIPPED = frozenset({"script", "style", "template", "svg", "math", "iframe", "object", "head", "title"})


def parse(text: str) -> html.HtmlElement:
    """Return the tree of a page; an empty or unreadable page gives an empty one.

    Raises ReadError for a page that is a trap for every parser.
    """
    if is_overfull(text):
        raise ReadError("markup whose tags hold too many attributes to be read")
    clean = _FORBIDDEN.sub("", _XML_DECLARATION.sub("", text, count=1))
    without = clean.count("<!") > _MOST_COMMENTS
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=without, huge_tree=True)
    try:
        tree = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = html.document_fromstring("<html><body></body></html>")
    for button in list(tree.iter("button")):  # a question that unfolds its answer
        above = button.getparent()
        if above is not None and above.tag in _HEADINGS and isinstance(button, html.HtmlElement):
            button.drop_tag()
    return tree


def squeeze(text: str | None) -> str:
    """Return the text with every run of blanks and invisible characters as one blank, trimmed."""
    return _BLANKS.sub(" ", text or "").strip()


def text_of(node: html.HtmlElement) -> str:
    """Return the visible text of an element, squeezed; scripts and styles are no text."""
    return squeeze("".join(_strings(node)))


def _strings(node: html.HtmlElement) -> Iterator[str]:
    """Yield the element's strings in order; a tree walk without recursion, as pages nest deeply."""
    skip = 0
    for event, item in etree.iterwalk(node, events=("start", "end", "comment")):
        if event == "comment":
            if not skip and item.tail:
                yield item.tail
            continue
        hidden = item.tag in SKIPPED
        if event == "start":
            skip += hidden
            if not skip:
                if item.tag in {"br", "p", "div", "li", "td", "tr", "h1", "h2", "h3"}:
                    yield " "
                if item.text:
                    yield item.text
        else:
            skip -= hidden
            if not skip and item is not node and item.tail:
                yield item.tail


def absolute(tree: html.HtmlElement, url: str, link: str) -> str:
    """Return the link as an absolute http(s) address, or "" when it is none."""
    base = tree.find(".//base[@href]")
    try:
        joined = urljoin(urljoin(url, base.get("href", "")) if base is not None else url, link.strip())
        return joined if urlsplit(joined).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
