"""The last stage: one finished article becomes one file, under one name for ever.

Articles that are finished at about the same time are written together, in an order that a kill or a power cut
at any instant does not harm: the names are stored, the contents written beside their places and synced, all put
in place and the folders synced, and only then the ledger says "published". What falls out before is read again,
under the same name.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, Self

from ingest.article import Article
from output.companions import write_companion
from output.difference import difference
from output.paths import post_name
from output.profiles import Profile
from output.slugs import SlugRegistry
from output.writer import Staged, read, stage, sync_folders, write_atomic

GATHER_S = 0.2  # how long an article waits for others
MOST = 100  # articles written together, each with an open file
THREADS = 4  # that wait for the disk while the next articles are finished


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


def export(article: Article, shelf: Shelf) -> None:
    """Write the article's file unless a better record of it has been written; set file and outcome."""
    draft = drafted(article, shelf)
    if draft:
        shelf.assign(article, article.file)
        article.outcome = write_atomic(shelf.output / article.file, draft.content, root=shelf.output)
        settle(draft, shelf)


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


class Desk:
    """Where finished articles wait for each other, a moment, to be written together."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._waiting: list[tuple[Draft, asyncio.Future[None]]] = []
        self._open: dict[str, asyncio.Future[None]] = {}
        self._work: asyncio.Task[None] | None = None

    async def publish(self, article: Article) -> None:
        """Write the article as `export` does; it returns, or raises, when the article's own fate is known."""
        while article.id in self._open:
            await asyncio.wait([self._open[article.id]])
        draft = drafted(article, self._shelf)
        if draft is None:
            return
        done = self._open[article.id] = asyncio.get_running_loop().create_future()
        self._waiting.append((draft, done))
        if self._work is None:
            self._work = asyncio.create_task(self._work_off())
        try:
            await done
        finally:
            del self._open[article.id]

    async def _work_off(self) -> None:
        while self._waiting:
            if len(self._waiting) < MOST:
                await asyncio.sleep(GATHER_S)
            group, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                await self._publish([draft for draft, _ in group])
            except Exception:  # noqa: BLE001 - each is tried alone, so that the one at fault is the one that fails
                for draft, done in group:
                    _answer(done, self._publish_alone(draft))
            else:
                for _, done in group:
                    _answer(done, None)
        self._work = None

    async def _publish(self, drafts: Sequence[Draft]) -> None:
        root = self._shelf.output
        with self._shelf.together():
            for draft in drafts:
                self._shelf.assign(draft.article, draft.article.file)
        staged: list[tuple[Draft, Staged]] = []
        try:
            for draft in drafts:
                new = stage(root / draft.article.file, draft.content, root=root)
                if new:
                    staged.append((draft, new))
            loop = asyncio.get_running_loop()
            parts = [loop.run_in_executor(None, _place, staged[number::THREADS]) for number in range(THREADS)]
            done = await asyncio.gather(*parts, return_exceptions=True)  # all of them, before anything is dropped
            for error in filter(None, done):
                raise error
            folders = {new.path.parent for _, new in staged}
            await loop.run_in_executor(None, sync_folders, folders)
        finally:
            for _, new in staged:
                new.drop()
        with self._shelf.together():
            for draft in drafts:
                draft.article.outcome = draft.article.outcome or "unchanged"
                settle(draft, self._shelf)

    def _publish_alone(self, draft: Draft) -> Exception | None:
        """Write one of a group that failed; what was put in place before that keeps its outcome."""
        outcome = draft.article.outcome
        try:
            export(draft.article, self._shelf)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for this article
            return error
        draft.article.outcome = outcome or draft.article.outcome
        return None


def _place(staged: Sequence[tuple[Draft, Staged]]) -> None:
    """Put files in place whose content is on the disk; in a thread, as the disk lets each wait."""
    for _, new in staged:
        new.sync()
    for draft, new in staged:
        new.place()
        draft.article.outcome = new.outcome


def _answer(done: "asyncio.Future[None]", error: Exception | None) -> None:
    if done.done():  # nobody waits any more: the run was cut short
        return
    if error:
        done.set_exception(error)
    else:
        done.set_result(None)


class Exporter:
    """Joins the exporter to Scrapy; articles that are finished at about the same time are written together."""

    def __init__(self, spider: Any) -> None:
        self.spider = spider

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Build it; the run that the spider joins when it starts knows profile and folders."""
        return cls(crawler.spider)

    @cached_property
    def _desk(self) -> Desk:
        return Desk(self.spider.run)

    async def process_item(self, item: Article) -> Article:
        """Write the article; it is safe on the disk, and the ledger knows it, when this returns."""
        await self._desk.publish(item)
        return item
