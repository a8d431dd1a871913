"""A written post read back: its body as HTML, for feeds and the preview.

The body is CommonMark with GFM tables, or the source's own HTML (profile `finews`). Whatever it holds goes
through nh3 with the allow-list below, so that a post edited by hand can't act either.
"""

import re
from functools import cache

import nh3
from markdown_it import MarkdownIt

from output.rawhtml import ATTRIBUTES, SCHEMES, TAGS

READ_TAGS = TAGS | {"p", "h2", "h3", "h4", "h5", "h6", "ul", "blockquote", "pre", "code", "hr", "img", "b", "i"}
READ_ATTRIBUTES = {**ATTRIBUTES, "img": {"src", "alt"}}
_FENCED = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EMPTY = re.compile(r"<img(?![^>]* src=)[^>]*>|<p>\s*</p>\n?")


def post_body(text: str) -> str:
    """Return a post's text without its front matter; all of it where there is none."""
    fenced = _FENCED.match(text)
    return text[fenced.end() :] if fenced else text


def to_html(body: str) -> str:
    """Return a post's body as clean HTML that XML may hold too: allowed tags, addresses of http, https and mailto."""
    cleaned = nh3.clean(
        _markdown().render(body),
        tags=READ_TAGS,
        attributes=READ_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        attribute_filter=_only_absolute,
    )
    return _NO_XML.sub("", _EMPTY.sub("", cleaned)).strip()


def _only_absolute(_tag: str, name: str, value: str) -> str | None:
    """Leave out addresses without a scheme: within a feed or a preview they would name our own server."""
    if name not in ("href", "src"):
        return value
    wanted = ("https://", "http://") if name == "src" else ("https://", "http://", "mailto:", "//")
    return value if value.lower().startswith(wanted) else None


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")
