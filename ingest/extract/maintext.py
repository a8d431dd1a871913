"""The text of the article as cleaned HTML: from the tree, else from the page's own data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from lxml import etree, html

from ingest.extract.body import find_body
from ingest.extract.document import absolute
from ingest.extract.findings import Finding
from ingest.extract.library import library_text
from ingest.extract.lines import Page, weigh
from ingest.extract.media import settle_media
from ingest.extract.scripted import boxed_body, paragraphs_of, scripted_body
from ingest.extract.teasers import beside_text
from ingest.extract.trim import bare, trim
from ingest.extract.visible import headline_index
from ingest.extract.votes import key_of

# Below this weight a text is thin, and the page's scripts are asked; below the next there is none.
_THIN, _NONE = 120, 20
# The library's time grows with elements; above this our own reading stands alone.
_MOST_LINES = 4_000
# The first lines, among which the headline is looked for.
_NEAR = 3_000
# Linked data that hold so much of what the library finds hold the whole text.
_WHOLE = 0.8
_TAG = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text is: its element, its first and last line's number on the page, and who found it."""

    node: html.HtmlElement | None
    first: int
    last: int
    reader: str
    voted: str = ""
    beside: frozenset[int] = frozenset()  # the numbers of the page's lines that are beside its text


def find_place(page: Page, findings: Sequence[Finding] = (), title: str = "") -> Place:
    """Return the element that holds the text, found before anything is cut.

    The second opinion on every line is the publisher's own where linked data give the whole text
    (many give its first lines alone), else the library's.
    """
    voted, reader = library_text(page.text) if len(page.lines) < _MOST_LINES else "", "trafilatura"
    told = next((item.value for item in findings if item.field == "body" and item.reader == "json-ld"), "")
    described = key_of(_TAG.sub(" ", unescape(told)))
    if weigh(told) > _THIN and len(described) > _WHOLE * len(voted):
        voted, reader = described, "json-ld"
    beside = frozenset(beside_text(page.lines, page.url, headline_index(page.lines[:_NEAR], title)))
    node = find_body(page.lines, voted, beside)
    within = set() if node is None else set(node.iter())
    inside = [index for index, line in enumerate(page.lines) if line.node in within]
    first, last = (inside[0], inside[-1]) if inside else (len(page.lines), len(page.lines))
    return Place(node, first, last, reader if voted else "lines", voted, beside)


def read_body(page: Page, place: Place, title: str, findings: Sequence[Finding]) -> tuple[Finding, list[str]]:
    """Return the body as HTML with its reader, and notes on how it was found; "" when there is none.

    The element is trimmed in place and cut out; linked data or a script's data are taken where
    they hold clearly more.
    """
    given = {item.reader: item for item in reversed(findings) if item.field == "body"}
    weight, fragment, node = 0.0, "", place.node
    if node is not None:
        writers = [item.value for item in findings if item.field == "authors"]
        sites = [item.value for item in findings if item.field in {"outlet", "site"}]
        weight = trim(node, title, page.lines, place.voted, writers=writers, sites=sites, beside=place.beside)
        settle_media(node, absolute(page.tree, page.url, "") or page.url)
        bare(node)
        fragment = etree.tostring(node, encoding="unicode", method="html", with_tail=False)
    described = given.get("json-ld")
    if described is not None and weigh(described.value) > max(2 * weight, 60):
        note = "the text is taken from the page's linked data: its mark-up holds less"
        return Finding("body", paragraphs_of(described.value), "json-ld"), [note]
    boxed = boxed_body(page.tree)
    if boxed and (weigh(_TAG.sub(" ", boxed)) > weight or (node is not None and node.tag == "textarea")):
        return Finding("body", boxed, "script"), ["the text is taken from a hidden box of the page"]
    if weight < _THIN:
        scripted = scripted_body(page.tree)
        if scripted and weigh(scripted) > 2 * weight:
            return Finding("body", scripted, "script"), ["the text is taken from the page's script data"]
    notes = [] if weight >= _NONE else ["page needs a browser: no running text is in its mark-up or its data"]
    return Finding("body", fragment, place.reader), notes
