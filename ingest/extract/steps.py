"""One step's answer -> raw fields, whatever asked for it: a crawl, or a recorded case."""

from ingest.errors import ReadError
from ingest.extract.api import read_answer
from ingest.seeds import ApiText, Layouts, PageText, Seed
from ingest.seeds import Step as SeedStep

PAGE_FIELDS = ("title", "published", "modified", "outlet", "body")


class LayoutError(ReadError):
    """A page that none of its seed's layouts reads: the site was redesigned."""


def read_step(seed: Seed, step: str, body: bytes, url: str, content_type: str = "") -> dict[str, str]:
    """Return what a step's answer says, by field name.

    Raises ReadError when it cannot be read at all, LayoutError when the step lists layouts and none fits.
    """
    known: SeedStep = seed.article[step]
    if isinstance(known, ApiText):
        return read_answer(body, fields=known.fields)
    if isinstance(known, PageText):
        return _page(known, body, url, content_type)[0]
    return _by_layouts(seed, step, known, body=body, url=url, content_type=content_type)


def _by_layouts(seed: Seed, step: str, layouts: Layouts, *, body: bytes, url: str, content_type: str) -> dict[str, str]:
    """Return what the first layout reads whose own selector finds a body, and whose time was not over."""
    for layout in layouts.root:
        fields, fits = _page(layout, body, url, content_type)
        if fits and not _too_late(layout, fields["published"], seed):
            return fields
    raise LayoutError("layout changed", field=f"article.{step}", url=url, fix="add the new layout to the seed's list")


def _page(layout: PageText, body: bytes, url: str, content_type: str) -> tuple[dict[str, str], bool]:
    from ingest.extract.page import read_page  # noqa: PLC0415  # a run that asks for no page need not start its readers

    page = read_page(body, url, selectors=layout.select or None, content_type=content_type)
    fields = {name: getattr(page, name) for name in PAGE_FIELDS}
    found = {**fields, "authors": "\n".join(page.authors), "language": page.language}
    return found, page.origins.get("body") == "selector"


def _too_late(layout: PageText, published: str, seed: Seed) -> bool:
    from pipelines.dates import read_date  # noqa: PLC0415  # as above

    reading = read_date(published, zone=seed.zone, day_first=seed.day_first) if layout.until and published else None
    return bool(layout.until and reading and reading.value.isoformat()[:10] > layout.until.isoformat())
