"""Looks at a page and its feed, and words a seed for them with what was found as comments."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from parsel import Selector
from pydantic import TypeAdapter, ValidationError
from scrapy.http import Response

from ingest.authoring.scouting import Ask
from ingest.discovery import discover
from ingest.discovery.found import Record
from ingest.errors import FetchError, ReadError, UsageError
from ingest.extract.decoding import decode
from ingest.extract.page import PageReading, read_page
from ingest.seeds import Feed, SitemapFeed, SyndicationFeed

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
USUAL_FEEDS = ("/feed", "/rss.xml", "/atom.xml", "/sitemap.xml")


@dataclass(slots=True)
class Findings:
    """What a site showed: an article page as it was read, and its feed's kind, address and records."""

    page: PageReading = field(default_factory=PageReading)
    page_url: str = ""
    kind: str = ""
    feed_url: str = ""
    records: list[Record] = field(default_factory=list)

    @property
    def articles(self) -> list[str]:
        """The links of articles that are known, the page given first if it is one."""
        links = [record["link"] for record in self.records if record.get("link")]
        return list(dict.fromkeys([*([self.page_url] if self.page_url else []), *links]))


async def look_at(url: str, ask: Ask) -> Findings:
    """Return what a page, and the feed it names (or one at a usual address), show.

    `url` may be an article, a front page or the feed itself. Raises FetchError when it does not answer, UsageError
    when neither it nor a feed leads to any article.
    """
    found = Findings()
    response = await ask(url)
    if not _is_feed(found, response):
        home = _reading(response)
        named = [urljoin(response.url, link) for link in _named_feeds(response)]
        for address in [*named, *(urljoin(response.url, path) for path in USUAL_FEEDS)]:
            if await _answers_as_feed(found, address, ask):
                break
        if home.published and home.title:
            found.page, found.page_url = home, response.url
    if not found.page_url and found.articles:
        answer = await ask(found.articles[0])
        found.page = _reading(answer)
    if not found.articles:
        fix = "give an article's address, or the feed's own"
        raise UsageError("no feed and no article found", raw=url, fix=fix)
    return found


def word_seed(name: str, url: str, found: Findings) -> str:
    """Return the text of a seed file for what was found; a person reads its comments and corrects it."""
    parts = urlsplit(found.articles[0])
    host = parts.hostname or ""
    language = found.page.language or "en"
    zone = found.page.reckoning.zone  # a person has to confirm it
    lines = [f"# Proposed by `scrapy new-source {name} {url}`; read the remarks, then delete them."]
    lines += [f"# {line}" for line in _remarks(found)]
    lines += [
        f"title: {_quoted(found.page.outlet or host.removeprefix('www.'))}",
        f"language: {language}  # {'as the page says' if found.page.language else 'the page does not say'}",
        f"zone: {zone}  # a guess by the language, for times that name none",
        "scheduled: false",
        "links:",
        *[f"  - {{host: {_quoted(at)}, path: {_quoted(path)}}}" for at, path in path_forms(found.articles)],
    ]
    if found.kind:
        lines += ["feeds:", f"  latest: {{kind: {found.kind}, url: {_quoted(found.feed_url)}}}"]
    lines += ["article:", "  page: {kind: page, url: '{link}'}"]
    return "\n".join(lines) + "\n"


def path_forms(links: Sequence[str]) -> list[tuple[str, str]]:
    """Return the commonest forms (host, path) of links, what differs between articles as `*`.

    >>> path_forms(["https://a.example/n/2026/story-1.html", "https://a.example/n/2025/other.html"])
    [('a.example', '/n/*.html')]
    """
    by_place: dict[tuple[str, str], list[str]] = {}
    for link in links:
        parts = urlsplit(link)
        first = parts.path.strip("/").partition("/")[0] if parts.path.count("/") > 1 else ""
        first = "" if re.search(r"\d", first) else first
        by_place.setdefault((parts.hostname or "", first), []).append(parts.path)
    counted = sorted(by_place.items(), key=lambda item: -len(item[1]))
    forms = []
    for (host, first), paths in counted[:5]:
        endings = Counter(re.search(r"(\.\w{2,5})?$", path)[0] for path in paths)  # type: ignore[index]  # `$` is there
        ending = endings.most_common(1)[0][0] if len(endings) == 1 else ""
        forms.append((host, f"/{first}/*{ending}" if first else f"/*{ending}"))
    return forms


def _remarks(found: Findings) -> list[str]:
    if found.kind:
        filled = Counter(name for record in found.records for name, text in record.items() if text)
        told = ", ".join(f"{name} {number}" for name, number in sorted(filled.items()))
        yielded = [f"feed: {len(found.records)} entries; of these have {told}"]
    else:
        yielded = ["feed: none found; add one by hand, or use it by shared links alone"]
    page = found.page
    for name in ("title", "published", "outlet", "authors", "body"):
        value = getattr(page, name)
        shown = f"{len(value)} characters of mark-up" if name == "body" and value else value or "NOT FOUND"
        shown = ", ".join(shown) if isinstance(shown, tuple) else str(shown)
        line = " ".join(f"page: {name} by {page.origins.get(name, 'nothing')}: {shown}".split())
        yielded.append(line[:110])
    return [*yielded, *(f"page: {note}"[:110] for note in page.notes)]


def _named_feeds(response: Response) -> list[str]:
    links = Selector(text=decode(response.body) or "<html/>", type="html").css("link[rel~=alternate]")
    found = [link.attrib.get("href", "") for link in links if link.attrib.get("type", "").lower() in FEED_TYPES]
    return [link for link in found if link and "comment" not in link.lower()]


async def _answers_as_feed(found: Findings, address: str, ask: Ask) -> bool:
    try:
        response = await ask(address)
        if _is_feed(found, response):
            return True
        onward = discover(_feed("sitemap", address), response.body, response.url).further
        if onward:
            found.records = discover(_feed("sitemap", address), (await ask(onward[0])).body, onward[0]).records[:20]
            found.kind, found.feed_url = "sitemap", address
        return bool(onward and found.records)
    except (ReadError, FetchError):
        return False


def _is_feed(found: Findings, response: Response) -> bool:
    for kind in ("feed", "sitemap"):
        try:
            records = discover(_feed(kind, response.url), response.body, response.url).records
        except (ReadError, ValidationError):
            continue
        if records:
            found.kind, found.feed_url, found.records = kind, response.url, records
            return True
    return False


def _feed(kind: str, url: str) -> Feed:
    model: type[SyndicationFeed | SitemapFeed] = SyndicationFeed if kind == "feed" else SitemapFeed
    return TypeAdapter(model).validate_python({"kind": kind, "url": url})


def _reading(response: Response) -> PageReading:
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return read_page(response.body, response.url, content_type=kind)


def _quoted(text: str) -> str:
    """Return a text as YAML quotes it."""
    return "'" + text.replace("'", "''") + "'"
