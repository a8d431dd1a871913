"""What an article's file is to hold: under one name for ever, a correction with its time, a better record silently."""

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from ingest.article import Article
from output.companions import write_companion
from output.difference import difference
from output.paths import post_name
from output.profiles import Profile
from output.slugs import SlugRegistry
from output.writer import read, write_atomic


class Known(Protocol):
    """What is remembered of an article that was written before."""

    @property
    def file(self) -> str:
        """The file's path below OUTPUT_DIR."""

    @property
    def content_hash(self) -> str:
        """Hash of its content without a time of correction."""

    @property
    def modified(self) -> str:
        """Time of its last correction, ISO 8601; "" for none."""

    @property
    def rank(self) -> int:
        """Rank of the record it was made of."""


class Shelf(Protocol):
    """Where the exporter writes, and who remembers it."""

    output: Path
    profile: Profile
    slugs: SlugRegistry
    pages: set[str]  # category pages this run has looked after

    def known(self, article_id: str) -> Known | None:
        """Return what is remembered of an article."""

    def together(self) -> AbstractContextManager[None]:
        """Remember all that is said inside at once."""

    def assign(self, article: Article, file: str) -> None:
        """Remember the file's name before it is written."""

    def wrote(self, article: Article, content_hash: str) -> None:
        """Remember the content after it is written."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished article with the content that its file is to have."""

    article: Article
    slug: str
    content: bytes
    content_hash: str  # of the content without a time of correction


def drafted(article: Article, shelf: Shelf) -> Draft | None:
    """Return what the article's file is to hold; None when a better record of it has been written.

    The first file name stays for ever, whatever title or day a correction brings. A changed content of
    the same or a worse known record is a correction and gets its time; a better record replaces silently,
    so that the result does not depend on which feed was read first.
    """
    profile, known = shelf.profile, shelf.known(article.id)
    if known and known.content_hash and known.rank < article.rank and (shelf.output / known.file).exists():
        article.file, article.outcome = known.file, "unchanged"
        return None
    assert article.published is not None, "the gate lets no article without an instant pass"  # noqa: S101
    article.file = (known.file if known else "") or f"{profile.posts_dir}/{post_name(article.id, article.published)}"
    given = article.modified
    slug = profile.slug(article, shelf.slugs)
    content = _bytes(profile, article, slug)
    content_hash = hashlib.sha256(content).hexdigest()
    if known and known.content_hash and given is None:
        if known.content_hash == content_hash:
            article.modified = datetime.fromisoformat(known.modified) if known.modified else None
        elif known.rank == article.rank:
            article.modified = article.fetched_at or datetime.now(UTC)
        if article.modified:
            content = _bytes(profile, article, slug)
    if known and known.content_hash not in ("", content_hash):
        article.difference = difference(read(shelf.output / article.file, root=shelf.output) or b"", content)
    return Draft(article, slug, content, content_hash)


def settle(draft: Draft, shelf: Shelf) -> None:
    """Look after what stands beside a file that is written, and remember the file."""
    article, profile = draft.article, shelf.profile
    place = profile.category_path(draft.slug)
    if place and place not in shelf.pages and (page := profile.category_page(article, draft.slug)):
        write_atomic(shelf.output / place, page.encode(), root=shelf.output)
        shelf.pages.add(place)
    for place, text in profile.companions.items():
        if place not in shelf.pages:
            write_companion(shelf.output / place, text, root=shelf.output)
            shelf.pages.add(place)
    shelf.wrote(article, draft.content_hash)


def _bytes(profile: Profile, article: Article, slug: str) -> bytes:
    text = profile.render(article, slug)
    return (text if profile.keeps_line_ends else text.replace("\r\n", "\n")).encode()
