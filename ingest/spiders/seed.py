"""SeedSpider: a seed is a spider. Feeds or links -> the ledger -> the articles that want reading."""

from collections.abc import AsyncIterator, Iterator, Mapping
from logging import ERROR, INFO
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from ingest.errors import FetchError, ReadError, UsageError
from ingest.extract.steps import LayoutError, LengthError, Pages, read_pages
from ingest.job.books import AnyLedger
from ingest.job.report import ArticleReport, FeedReport
from ingest.job.run import Run
from ingest.ledger.entry import Entry
from ingest.links import Claim, claim, claim_own, split_links
from ingest.network.backoff import retry_request
from ingest.network.failures import StatusError
from ingest.seeds import Layouts, Seed, is_moved, unwrapped
from ingest.spiders.feeds import Feeds
from ingest.spiders.further_names import go_on, link_of, name_of, note_name
from ingest.task import Task, task_of, validator_of
from pipelines.identity import code_of

LINK = "link"
LINK_RANK = 60
NOT_FOUND = (404, 410)
NOT_MODIFIED = 304


class SeedSpider(Spider):
    """Reads one seed's feeds, or the links given by `-a url=` or `-a urls_file=`.

    With `-a look_up=1` the feeds are asked for what they say of the links, too.

    The ledger is the queue: records go in, what is due comes out, so that an unfinished article of an
    earlier run is taken up like a new one and a known one costs no request.
    """

    seed: ClassVar[Seed]
    seeds: ClassVar[dict[str, Seed]]

    def __init__(self, url: str | None = None, urls_file: str | None = None, look_up: str = "", **others: str) -> None:
        if others:
            raise UsageError("no such argument", field=f"-a {next(iter(others))}", fix="write -a url= or -a urls_file=")
        self.look_up = bool(look_up)
        super().__init__()
        self.links = tuple(self.claim(link) for link in split_links(url, urls_file))
        self.run: Run | None = None
        self._looked_up: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build the spider; it joins the run when it starts, so that `scrapy shell` locks nothing."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.leave, signal=signals.spider_closed)
        return spider

    def claim(self, link: str) -> Claim:
        """Return the claim on a shared link; UsageError names what else reads it."""
        return claim_own(self.seed, link)

    async def start(self) -> AsyncIterator[Any]:
        """Note what links or feeds name, then ask for what is due, no faster than it is downloaded."""
        self.run = Run.join(self.crawler.settings)
        async for entry in self._due(self.run):
            if self.crawler.engine.needs_backout():
                await self.crawler.signals.wait_for(signals.scheduler_empty)
            for output in self._next(self._task(entry)):
                yield output

    async def _due(self, run: Run) -> AsyncIterator[Entry]:
        """Yield what wants to be read: the given links, or what the feeds and earlier runs have left to do."""
        if not self.links:
            if run.books.leads:
                await self._feeds().read_all(self.seed)
            async for entry in run.due(self.name):
                yield entry
            return
        self.links = tuple([await self._moved(claim) for claim in self.links])
        with run.together():
            known = [self._note_link(claim) for claim in self.links]
        if self.look_up:
            await self._feeds().read_all(self.seed, self._wanted())
        for article in known:
            if noted := self.ledger.get(article):
                yield noted

    async def parse(self, response: Response, task: Task, step: str, begun: Pages | None = None) -> AsyncIterator[Any]:
        """Take what a step's answer gives, its further pages first; ask the next step for what is still lacking."""
        try:
            content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
            pages = read_pages(task.seed, step, response.body, response.url, content_type, begun=begun)
            self._count_layout(task, step, pages.read[0])
        except ReadError as error:
            if isinstance(error, LayoutError):
                self._count_layout(task, step, response.url, str(error))
            elif response.request and not isinstance(error, LengthError):
                again = retry_request(response.request, reason=error.what, spider=self)
                if again:
                    yield again
                    return
            task.troubles.append(str(error))
        else:
            named = None if begun else self._by_own_name(task, step, response.url, pages.fields)
            if named and named.followed:
                task = named
            elif pages.onward:
                yield self._request(pages.onward, {}, task=named or task, step=step, begun=pages)
                return
            else:
                task = await self._taken(named or task, step, pages, response)
        for output in self._next(task):
            yield output

    async def _taken(self, task: Task, step: str, pages: Pages, response: Response) -> Task:
        task.take(step, pages.read[0], pages.fields)
        if task.filled.get("body") == step:  # of several pages, one's validator says little
            task.validator = validator_of(response.headers) if len(pages.read) == 1 else ""
        if self.links and {"title", "published"} & set(task.lacking) and not task.looked_up:
            task = await self._looked_up_in_feeds(task)
            task.take(step, pages.read[0], pages.fields)
        return task

    def failed(self, failure: Failure) -> Iterator[Any]:
        """Note why a step gave no answer, and go on with the next one."""
        task: Task = failure.request.cb_kwargs["task"]  # type: ignore[attr-defined]  # set by Scrapy
        error = failure.value
        if isinstance(error, StatusError) and error.response.status == NOT_MODIFIED and task.entry and task.condition():
            self._unchanged(task.entry)
            return
        later = "begun" in failure.request.cb_kwargs  # type: ignore[attr-defined]  # as above
        if isinstance(error, StatusError) and error.response.status in NOT_FOUND and not later:
            task.missing += 1
        else:
            task.troubles.append(str(error))
        yield from self._next(task)

    @property
    def ledger(self) -> AnyLedger:
        """The ledger of the run that this spider works in."""
        assert self.run is not None, "the spider has not started"  # noqa: S101  # a bug, not an input
        return self.run.ledger

    def _next(self, task: Task) -> Iterator[Any]:
        """Yield the finished raw article, or the request for the next step, or nothing when it failed."""
        if not task.lacking:
            yield task.article()
            return
        for step, url in task.requests():
            yield self._request(url, task.condition(), task=task, step=step)
            return
        if task.spare:
            task.take(*task.spare)
            if not task.lacking:
                yield task.article()
                return
        if task.troubles:
            why = "; ".join(task.troubles)
            self.ledger.fail(task.id, why)
            self._tell(task, "failed", why)
        elif task.missing and "body" in task.lacking and not task.filled:
            self._missed(task)
        else:
            yield task.article()  # the gate says what is lacking

    def _request(self, url: str, headers: Mapping[str, str], **known: Any) -> Request:
        return Request(url, self.parse, errback=self.failed, cb_kwargs=known, headers=headers, dont_filter=True)

    def _missed(self, task: Task) -> None:
        assert self.run is not None  # noqa: S101  # as above
        gone = self.ledger.miss(task.id)
        if gone and task.entry:
            self.run.withdraw(task.entry, task.seed, self.crawler.settings)
        self._tell(task, "gone" if gone else "failed", "the source has no such article (any more)")

    def _unchanged(self, entry: Entry) -> None:
        assert self.run is not None  # noqa: S101  # as above
        self.run.unchanged(entry)
        self.run.report.note(entry.source, ArticleReport(entry.id, "", "unchanged", file=entry.file))

    def _tell(self, task: Task, outcome: str, reason: str) -> None:
        assert self.run is not None  # noqa: S101  # as above
        link = task.record.get("link", "") or task.url
        self.run.report.note(task.seed.name, ArticleReport(task.id, link, outcome, feed=task.feed, reason=reason))
        self.logger.log(INFO if outcome == "gone" else ERROR, "%s %s: %s", task.id, outcome, reason)

    async def _moved(self, known: Claim) -> Claim:
        """Return what a shortener's link leads to; where its server does not say, the link stays as it is."""
        if not is_moved(known.link):
            return known
        try:
            response = await self.crawler.engine.download_async(Request(known.link, dont_filter=True))
        except FetchError:
            return known  # reading it will fail in the same way, and say so
        return self.claim(unwrapped(response.url)) if response.status == 200 else known

    def _feeds(self) -> Feeds:
        assert self.run is not None  # noqa: S101  # as above
        return Feeds(self.crawler, self.run)

    def _note_link(self, claim: Claim) -> str:
        seed = claim.seed
        article = name_of(claim)
        record = {"code": article if claim.code else "", "link": claim.link, "via": claim.via, "rank": str(LINK_RANK)}
        self.ledger.note(article, seed.name, f"{seed.name}/{LINK}", record)
        return article

    def _task(self, entry: Entry) -> Task:
        return task_of(seed := self.seeds.get(entry.source, self.seed), entry, code_of(seed, entry.id))

    async def _looked_up_in_feeds(self, task: Task) -> Task:
        """Ask the seed's feeds, once, for what a shared link alone does not tell: title, time, outlet."""
        if task.seed.name not in self._looked_up:
            self._looked_up.add(task.seed.name)
            await self._feeds().read_all(task.seed, self._wanted())
        entry = self.ledger.get(task.id)
        fresh = self._task(entry) if entry else task
        fresh.steps, fresh.looked_up = task.steps, True
        fresh.missing, fresh.troubles = task.missing, task.troubles
        fresh.followed, fresh.spare = task.followed, task.spare
        return fresh

    def _by_own_name(self, task: Task, step: str, url: str, fields: Mapping[str, str]) -> Task | None:
        """Return the task of the article that the page says it is, where that is another one than was asked for."""
        link = link_of(task, step, url, fields)
        seed, known = task.seed, None
        if link:
            # of a seed without forms of links, what is no other source's is its own
            known = claim([seed], link) if seed.links else self.claim(link) if self.links else Claim(seed, "", "", link)
        entry = note_name(self.ledger, task, known) if known and name_of(known) != task.id else None
        return go_on(task, self._task(entry), step, url, fields) if entry else None

    def _count_layout(self, task: Task, step: str, url: str, error: str = "") -> None:
        """Tell of a step with layouts whether they still read pages: a redesign breaks the source, an odd page not."""
        if not isinstance(task.seed.article[step], Layouts) or self.run is None:
            return
        told = self.run.report.source(task.seed.name).feeds.setdefault(f"article.{step}", FeedReport(url))
        told.items += not error
        told.error = "" if told.items else error

    def _wanted(self) -> frozenset[str]:
        return frozenset(map(name_of, self.links))

    def leave(self) -> None:
        """Leave the run when the spider has closed."""
        if self.run:
            self.run.leave()
