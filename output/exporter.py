"""The last stage: one finished article becomes one file, under one name for ever.

Articles that are finished at about the same time are written together, in an order that a kill or a power cut
at any instant does not harm: the names are stored, the contents written beside their places and synced, all put
in place and the folders synced, and only then the ledger says "published". What falls out before is read again,
under the same name.
"""

import asyncio
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Self

from ingest.article import Article
from output.draft import Draft, Shelf, drafted, settle
from output.writer import Staged, stage, sync_folders, write_atomic

GATHER_S = 0.2  # how long an article waits for others
MOST = 100  # articles written together, each with an open file
THREADS = 4  # that wait for the disk while the next articles are finished


def export(article: Article, shelf: Shelf) -> None:
    """Write the article's file unless a better record of it has been written; set file and outcome."""
    draft = drafted(article, shelf)
    if draft:
        shelf.assign(article, article.file)
        article.outcome = write_atomic(shelf.output / article.file, draft.content, root=shelf.output)
        settle(draft, shelf)


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
