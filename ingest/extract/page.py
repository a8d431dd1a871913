"""One article page to raw values, each with the reader that gave it.

Ranks: the seed's selectors, linked data, meta tags, visible lines near the headline; for the body
also our own reader together with trafilatura. The first answer by rank wins; differing answers of
the others are kept for `scrapy explain`. Two exceptions, both because pages lie in known ways: the
title is the visible headline where the ranked ones bear it out (`headlines`), and of the times given
`moments` chooses the publication's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ingest.extract import choosing
from ingest.extract.decoding import decode
from ingest.extract.document import absolute, parse, squeeze, text_of
from ingest.extract.findings import Field, Finding
from ingest.extract.headlines import as_written, choose_title, headlines_of
from ingest.extract.languages import UNKNOWN, Reckoning, language_of, reckoning_of, with_own_offset
from ingest.extract.lines import Line, Page, lines_of
from ingest.extract.linked_data import by_json_ld, by_microdata
from ingest.extract.links import by_links
from ingest.extract.maintext import Place, find_place, read_body
from ingest.extract.meta import by_meta
from ingest.extract.moments import choose_published
from ingest.extract.script_data import by_script_data
from ingest.extract.titles import Site, clean_title, fold
from ingest.extract.visible import by_visible
from ingest.extract.writers import choose_authors

_HEADLINE = 200  # characters of a visible line that may be a headline
_NEAR_LINES = 3_000  # the first lines, among which headline, date and people are looked for


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a page says of its article, raw: dates and names are not yet understood.

    `body` is an HTML fragment. `origins` names the reader of each field, `others` the other
    readers' differing answers as (reader, value). `reckoning` says how times that say too little are to be read
    where no seed says it. `notes` are sentences for the run's report.
    """

    title: str = ""
    published: str = ""
    modified: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    body: str = ""
    canonical: str = ""
    amp: str = ""
    next_page: str = ""
    language: str = ""
    reckoning: Reckoning = UNKNOWN
    origins: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_page(
    html: bytes,
    url: str,
    *,
    selectors: Mapping[str, Sequence[str]] | None = None,
    content_type: str = "",
    zone: str = "",
    day_first: bool | None = None,
) -> PageReading:
    """Return what the page says of its article; never raises, whatever the bytes are.

    `url` is where the page was read, `content_type` the response's header. `selectors` are the
    seed's (`title published modified outlet authors body drop`), each a list tried in order. `zone` and
    `day_first` are the seed's too and go before what the page's language and country say.
    """
    text = decode(html, content_type)
    tree = parse(text)
    findings: list[Finding] = []
    if selectors:
        from ingest.extract.selectors import by_selectors  # noqa: PLC0415 - parsel, only where a seed asks

        findings += by_selectors(tree, selectors)
    findings += by_json_ld(tree) + by_microdata(tree) + by_meta(tree) + _page_title(tree) + by_links(tree, url)
    findings += by_script_data(tree)
    lines = lines_of(_root(tree))
    near = lines[:_NEAR_LINES]
    title = _choose_title(tree, url, findings, near)
    given = next((item for item in findings if item.field == "body" and item.reader == "selector"), None)
    page = Page(text, tree, url, lines)
    place = _place_of(given, lines) if given else find_place(page, findings, title.value)
    findings += by_visible(near, title.value, min(place.first, len(near)), min(place.last, len(near)))
    body, notes = (given, []) if given else read_body(page, place, title.value, findings)
    language = _choose_language(findings, title.value + (body.value if body else ""))
    short = (line.text for line in near if len(line.text) < _HEADLINE)
    days = {item.value[:10] for item in findings if item.field in {"published", "modified"}}
    reckoning = reckoning_of(language.value, url, short, days)
    reckoning = Reckoning(zone or reckoning.zone, reckoning.day_first if day_first is None else day_first)
    published = choose_published(findings, reckoning, url)
    reckoning = with_own_offset(reckoning, published.value if published else "")
    settled = [title, body, language, published]
    shown = [line.text for line in lines[place.first : place.last + 1]]
    settled += choose_authors(
        findings, language=language.value, site=_site(findings, url), title=title.value, text=shown
    )
    return _assemble(page, findings, [item for item in settled if item and item.value], reckoning, notes)


def _root(tree: HtmlElement) -> HtmlElement:
    """Return the page's body element, or the whole where there is none."""
    body = tree.find(".//body")
    return tree if body is None else body


def _page_title(tree: HtmlElement) -> list[Finding]:
    """Return the `<title>`, the first one outside of drawings."""
    node = tree.find(".//head/title")
    if node is None:
        node = tree.find(".//title")
    text = "" if node is None else squeeze(node.text_content())
    return [Finding("title", text, "title")] if text else []


def _site(findings: Sequence[Finding], url: str, homes: Sequence[str] = ()) -> Site:
    named = [item.value for item in findings if item.field in {"site", "outlet"} and item.reader != "home"]
    return Site.of(named, url, homes)


def _choose_title(tree: HtmlElement, url: str, findings: Sequence[Finding], lines: Sequence[Line]) -> Finding:
    """Return the article's title; a selector's answer only loses the site's name."""
    # what links to front pages are called tells a title's end, but a person's own pages are called as the person
    site = _site(findings, url, [item.value for item in findings if item.reader == "home"])
    ranked = [(item.reader, item.value) for item in choosing.ranked(findings, "title")]
    headlines = headlines_of(tree)
    if ranked and ranked[0][0] == "selector":
        return Finding("title", clean_title(ranked[0][1], site, [text for _, text in headlines]), "selector")
    shown = frozenset(fold(line.text) for line in lines if len(line.text) < _HEADLINE)
    text, reader = choose_title(ranked, headlines, site, shown)
    return Finding("title", as_written(text, tree), reader)


def _place_of(body: Finding, lines: Sequence[Line]) -> Place:
    """Return where a selector's text stands among the visible lines; behind them all when it is not among them."""
    text = text_of(parse(body.value)) if body.value else ""
    within = [number for number, line in enumerate(lines) if line.sentence and line.text in text]
    return Place(None, within[0], within[-1], "") if within else Place(None, len(lines), len(lines), "")


def _choose_language(findings: Sequence[Finding], text: str) -> Finding:
    """Return the declared language, or the one that the text shows."""
    declared = next(iter(choosing.ranked(findings, "language")), Finding("language", "", "text"))
    seen = language_of(text, declared.value)
    return declared if seen == declared.value else Finding("language", seen, "text")


def _assemble(
    page: Page, findings: Sequence[Finding], settled: Sequence[Finding], reckoning: Reckoning, notes: Sequence[str]
) -> PageReading:
    """Put the chosen answers together with their origins and what the others said."""
    chosen: dict[Field, list[Finding]] = {
        "modified": choosing.ranked(findings, "modified")[:1],
        "outlet": choosing.ranked(findings, "outlet")[:1],
        "authors": [],
        "canonical": choosing.ranked(findings, "canonical")[:1],
        "amp": choosing.ranked(findings, "amp")[:1],
        "next_page": choosing.ranked(findings, "next_page")[:1],
    }
    for item in settled:
        chosen.setdefault(item.field, []).append(item)
    value = {field: items[0].value for field, items in chosen.items() if items}
    told = [item for item in chosen if item not in {"canonical", "amp", "next_page", "language", "body"}]
    return PageReading(
        title=value.get("title", ""),
        published=value.get("published", ""),
        modified=value.get("modified", ""),
        outlet=value.get("outlet", ""),
        authors=tuple(item.value for item in chosen["authors"]),
        body=value.get("body", ""),
        canonical=absolute(page.tree, page.url, value["canonical"]) if "canonical" in value else "",
        amp=value.get("amp", ""),
        next_page=value.get("next_page", ""),
        language=value.get("language", ""),
        reckoning=reckoning,
        origins={field: items[0].reader for field, items in chosen.items() if items},
        others={
            field: differing
            for field in told
            if (differing := choosing.others_of(findings, field, [item.value for item in chosen[field]]))
        },
        notes=tuple(notes),
    )
