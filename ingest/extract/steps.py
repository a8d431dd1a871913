"""One step's answer -> raw fields, whatever asked for it: a crawl, or a recorded case.

An article may be spread over pages: `read_pages` puts a later page's text behind the earlier ones', and says where
it goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.errors import ReadError
from ingest.extract.api import read_answer
from ingest.extract.links import sister_host
from ingest.seeds import ANY_PAGE, ApiText, Layouts, PageText, Seed
from ingest.seeds import Step as SeedStep

# How a record says whether the day stands before the month.
ORDERS = {True: "yes", False: "no", None: ""}
PAGE_FIELDS = ("title", "published", "modified", "outlet", "body", "canonical", "next_page")


class LayoutError(ReadError):
    """A page that none of its seed's layouts reads: the site was redesigned."""


class LengthError(ReadError):
    """An article of more pages than its seed allows."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What an article's pages say so far, the addresses they were read at, and where it goes on ("" at its end)."""

    fields: Mapping[str, str]
    read: tuple[str, ...]
    onward: str = ""


def read_step(seed: Seed, step: str, body: bytes, url: str, content_type: str = "") -> dict[str, str]:
    """Return what a step's answer says, by field name.

    Raises ReadError when it cannot be read at all, LayoutError when the step lists layouts and none fits.
    """
    known: SeedStep = seed.article[step]
    if isinstance(known, ApiText):
        return read_answer(body, fields=known.fields)
    if isinstance(known, PageText):
        return _page(seed, known, body, url, content_type)[0]
    return _by_layouts(seed, step, known, body=body, url=url, content_type=content_type)


def read_pages(
    seed: Seed, step: str, body: bytes, url: str, content_type: str = "", *, begun: Pages | None = None
) -> Pages:
    """Return what an answer says together with the pages `begun` before it.

    It goes on at an address of the same host that was not read yet. Raises ReadError as `read_step` does and for a
    later page without text, LengthError when the seed's `pages` are read and there are more: an article is not
    published cut.
    """
    fields = read_step(seed, step, body, url, content_type)
    read: tuple[str, ...] = (url,)
    if begun:
        fields, read = _joined(begun.fields, fields, url), (*begun.read, url)
    known, link = seed.article[step], fields.get("next_page", "")
    most = 1 if isinstance(known, ApiText) else known.pages
    if not link or not fields.get("body") or most == 1 or link in read or sister_host(link) != sister_host(read[0]):
        return Pages(fields, read)
    if len(read) >= most:
        where = f"article.{step}.pages"
        raise LengthError(f"more than {most} pages", field=where, url=read[0], fix="allow more in the seed")
    return Pages(fields, read, link)


def _joined(fields: Mapping[str, str], later: Mapping[str, str], url: str) -> dict[str, str]:
    """Return fields with a later page's text behind theirs; what they lack the later page may tell."""
    text = later.get("body", "")
    if not text:
        raise ReadError("a later page has no text", url=url, fix="try again later; `pages: 1` leaves later pages alone")
    if text in fields["body"]:  # a server that has no such page gives the first one
        return {**fields, "next_page": ""}
    told = {name: value or later.get(name, "") for name, value in fields.items()}
    return {**told, "body": f"{fields['body']}\n{text}", "next_page": later.get("next_page", "")}


def _by_layouts(seed: Seed, step: str, layouts: Layouts, *, body: bytes, url: str, content_type: str) -> dict[str, str]:
    """Return what the first layout reads whose own selector finds a body, and whose time was not over."""
    for layout in layouts.root:
        fields, fits = _page(seed, layout, body, url, content_type)
        if fits and not _too_late(layout, fields["published"], seed):
            return fields
    raise LayoutError("layout changed", field=f"article.{step}", url=url, fix="add the new layout to the seed's list")


def _page(seed: Seed, layout: PageText, body: bytes, url: str, content_type: str) -> tuple[dict[str, str], bool]:
    from ingest.extract.page import read_page  # noqa: PLC0415  # a run that asks for no page need not start its readers

    page = read_page(
        body, url, selectors=layout.select or None, content_type=content_type, zone=seed.zone, day_first=seed.day_first
    )
    fields = {name: getattr(page, name) for name in PAGE_FIELDS}
    found = {**fields, "authors": "\n".join(page.authors), "language": page.language}
    if seed.name == ANY_PAGE.name:  # a page of no source tells itself how its times are read
        found |= {"zone": page.reckoning.zone, "day_first": ORDERS[page.reckoning.day_first]}
    return found, page.origins.get("body") == "selector"


def _too_late(layout: PageText, published: str, seed: Seed) -> bool:
    from pipelines.dates import read_date  # noqa: PLC0415  # as above

    reading = read_date(published, zone=seed.zone, day_first=seed.day_first) if layout.until and published else None
    return bool(layout.until and reading and reading.value.isoformat()[:10] > layout.until.isoformat())
