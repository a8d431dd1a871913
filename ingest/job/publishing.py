"""The end of a run: what it changed goes into the manifest and the feeds, by what the ledger says.

The order makes a kill harmless: numbers are given in the ledger, then the files are written from it, and only
then the ledger notes that all is written. A run that changed nothing looks into two indexes and does nothing.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ingest.errors import QuarantineError, WriteError
from ingest.job.restoring import Restorer
from ingest.ledger.listings import Listing
from output.feeds import Channel, Item, atom, json_feed
from output.manifest import MANIFEST, body_of, facts_of, gone_body, read_lines
from output.writer import append, read, write_atomic

if TYPE_CHECKING:
    from ingest.job.run import Run


def publish(run: "Run", *, everything: bool = False) -> None:
    """Bring manifest and feeds to what the ledger knows; `everything` writes all anew that differs.

    Raises WriteError; the next run goes on where this one stopped.
    """
    listings = run.ledger.listings
    if not run.profile.has_listings:
        return
    if everything:
        listings.stale_all()
    if not listings.waiting():
        return
    _adopt(run)
    unsettled = _number(run)
    _write_manifest(run, whole=everything)
    _write_feeds(run)
    listings.settle(unsettled)


def _adopt(run: "Run") -> None:
    """Go on with the numbers of a manifest that stands though the ledger was lost."""
    path = run.output / MANIFEST
    if not run.ledger.listings.has_changes() and path.is_file():
        run.ledger.listings.adopt(list(read_lines(path.read_bytes())))


def _number(run: "Run") -> list[str]:
    """Give every change its number; return the articles whose file is missing, which wait for it."""
    unsettled: list[str] = []
    for page in run.ledger.listings.pending():
        bodies = []
        for listing in page:
            content = _content(run, listing)
            if not listing.shown:
                bodies.append((listing.id, gone_body(listing.id)))
            elif content is None:
                unsettled.append(listing.id)
            else:
                facts = listing.facts or _facts_of_old(run, listing)
                digest = hashlib.sha256(content).hexdigest()
                bodies.append((listing.id, body_of(listing.id, facts, listing.file, digest)))
        run.ledger.listings.number(bodies)
    return unsettled


def _facts_of_old(run: "Run", listing: Listing) -> dict[str, object]:
    """Return (and keep) what an article of a ledger of version 1 is, by its original."""
    facts: dict[str, object] = {"title": listing.id, "published": listing.published}
    slug, entry = "", run.ledger.get(listing.id)
    try:
        article = Restorer(run).article(entry) if entry else None
    except QuarantineError:
        article = None
    if article:
        slug = run.profile.slug(article, run.slugs)
        facts = facts_of(article, slug)
    run.ledger.listings.put(listing.id, slug, listing.published, facts)
    return facts


def _write_manifest(run: "Run", *, whole: bool) -> None:
    """Append what the file lacks; write it whole when it is not the beginning of what the ledger has."""
    path, listings = run.output / MANIFEST, run.ledger.listings
    size = path.lstat().st_size if path.exists() else 0
    known = None if whole else listings.change_within(size)
    if known:
        with path.open("rb") as file:
            file.seek(known.stop - len(known.line))
            known = known if file.read(len(known.line)) == known.line else None
    lines = (change.line for change in listings.changes(known.seq if known else 0))
    first = next(lines, b"")
    if known is None and size:
        write_atomic(path, b"".join([first, *lines]), root=run.output)
    elif first or (known and size > known.stop):
        append(path, chain([first], lines), start=known.stop if known else 0, root=run.output)


def _write_feeds(run: "Run") -> None:
    most = run.settings.getint("FEED_SIZE")
    item = lru_cache(maxsize=10 * most)(lambda article_id: _item(run, article_id))
    for slug in run.ledger.listings.stale() if most else ():
        listed = run.ledger.listings.newest(slug, most)
        items = [one for listing in listed if (one := item(listing.id))]
        channel = channel_of(run, slug, listed)
        for path, content in (
            (channel.json_path, json_feed(channel, items)),
            (channel.atom_path, atom(channel, items)),
        ):
            write_atomic(run.output / path, content, root=run.output)


def channel_of(run: "Run", slug: str, listed: list[Listing]) -> Channel:
    """Return the site's feed, or that of an outlet or category by its slug."""
    site = run.settings["SITE_TITLE"]
    names: Iterator[str] = (str(listing.facts.get("outlet", "")) for listing in listed)
    title = f"{next(filter(None, names), slug)} · {site}" if slug else site
    permalink = run.settings["PERMALINK"] or run.profile.permalink
    return Channel(title, slug, run.settings["SITE_URL"].rstrip("/"), permalink)


def _item(run: "Run", article_id: str) -> Item | None:
    """Return an article as an item of a feed; None when its file is missing."""
    listing = run.ledger.listings.get(article_id)
    content = _content(run, listing) if listing else None
    if listing is None or content is None or not listing.facts:
        return None
    from output.reading import post_body, to_html  # noqa: PLC0415  # a run with nothing new renders nothing

    return Item(article_id, listing.facts, to_html(post_body(content.decode("utf-8", "replace"))))


def _content(run: "Run", listing: Listing) -> bytes | None:
    """Return a post's bytes; None when it is missing, cannot be read, or somebody made a link of it."""
    try:
        return read(run.output / listing.file, root=run.output) if listing.file else None
    except WriteError:
        return None
