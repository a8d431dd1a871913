"""The text of pages that a script builds: it often lies in the page's own JSON.

Frameworks leave their state in a script (`__NEXT_DATA__`, `__INITIAL_STATE__`, `window.x = {…}`).
Only keys that name an article's text are read, and only prose counts.
"""

import re
from html import escape

from lxml.html import HtmlElement

from ingest.extract.lines import weigh
from ingest.extract.linked_data import Json, parse_json

_STATE = re.compile(r"^[^{\[]{0,200}?(?:=|JSON\.parse\()\s*(?=[{\[\"'])")
_KEYS = frozenset(
    (
        "content", "body", "articlebody", "article_content", "articlecontent", "text", "html", "contenthtml",
        "content_html",
        "newscontent", "article_body", "bodyhtml", "detail", "maincontent", "richtext", "art_content",
    )
)  # fmt: skip
_TAG = re.compile(r"<[^>]*>")
# What begins so is a text written out as HTML, and where it begins.
_MARKUP, _FIRST = re.compile(r"<(?:p|article|section|div)\b[^<>]{0,500}>", re.IGNORECASE), 2_000
_MOST_CHARS = 3_000_000
_MOST_VALUES = 60_000


def scripted_body(tree: HtmlElement) -> str:
    """Return the HTML of the text from the page's JSON; "" when there is none."""
    best, most = "", 80.0
    budget = _MOST_CHARS
    for script in tree.iter("script"):
        source = script.text or ""
        kind = (script.get("type") or "").lower()
        if (
            len(source) < 200
            or "ld+json" in kind
            or not any(key in source.lower() for key in ("content", "body", "text"))
        ):
            continue
        budget -= len(source)
        if budget < 0:
            break
        for value in _values(source):
            text = _longest(value)
            weight = weigh(_TAG.sub(" ", text))
            if weight > most:
                best, most = text, weight
    return paragraphs_of(best)


def boxed_body(tree: HtmlElement) -> str:
    """Return the HTML of a text that the page keeps, written out, in a hidden box for its script; "" for none."""
    best, most = "", 80.0
    for box in tree.iter("textarea"):
        text = (box.text or "").strip()
        if len(box) == 0 and _MARKUP.search(text[:_FIRST]):
            weight = weigh(_TAG.sub(" ", text[:_MOST_CHARS]))
            if weight > most:
                best, most = text[:_MOST_CHARS], weight
    return best


def _values(source: str) -> list[Json]:
    """Return the JSON values of one script: the whole, or what stands behind `=`."""
    text = source.strip()
    if match := _STATE.match(text):
        text = text[match.end() :]
    return parse_json(text) if text[:1] in "{[" else []


def _longest(value: Json) -> str:
    """Return the longest text under an article's key."""
    best, seen = "", 0
    stack: list[Json] = [value]
    while stack and seen < _MOST_VALUES:
        item = stack.pop()
        seen += 1
        if isinstance(item, list):
            stack += item
        elif isinstance(item, dict):
            for key, part in item.items():
                if isinstance(part, str) and key.lower() in _KEYS and len(part) > len(best):
                    best = part
                elif isinstance(part, dict | list):
                    stack.append(part)
    return best


def paragraphs_of(text: str) -> str:
    """Return a text as HTML paragraphs, one a line; a text that is HTML already stays as it is."""
    if re.search(r"</(?:p|div|span|a)>|<br\s*/?>", text, re.IGNORECASE):
        return text
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
