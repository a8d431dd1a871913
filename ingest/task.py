"""What is to be read: one article, from the records that name it to the steps that read its text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote

from scrapy.http import Headers

from ingest.article import Article, Provenance
from ingest.extract.api import REFUSED
from ingest.ledger.entry import LAST_RANK, Entry, Record, rank_of
from ingest.seeds import Seed, Step
from pipelines.identity import canonical_link, fill

REQUIRED = ("title", "published", "body")
FILLED_FROM_OTHERS = ("code", "title", "published", "outlet", "link")


@dataclass(slots=True)
class Task:
    """One article being read: what is known, and which steps are still to be tried."""

    id: str
    seed: Seed
    record: Record
    steps: tuple[str, ...] = ()
    feed: str = ""
    rank: int = LAST_RANK
    url: str = ""  # where its text was read
    filled: dict[str, str] = field(default_factory=dict)  # field -> the step that gave it
    troubles: list[str] = field(default_factory=list)  # requests that failed in a way that may pass
    missing: int = 0  # steps that answered "no such article"
    looked_up: bool = False
    entry: Entry | None = None  # what the ledger knows of it
    validator: str = ""
    followed: bool = False  # another link of the article has led to this one
    spare: tuple[str, str, Mapping[str, str]] | None = None  # what the other link's page has said: step, url, fields

    @property
    def lacking(self) -> list[str]:
        """The raw fields without which the article cannot be published."""
        return [name for name in REQUIRED if not self.record.get(name)]

    def take(self, step: str, url: str, fields: Mapping[str, str]) -> None:
        """Fill what is still empty from a step's answer; where the body came from is the article's url."""
        for name, text in fields.items():
            if name == REFUSED:
                self.record[name] = f"{self.record.get(name, '')}\n{text}".strip()
            elif text and not self.record.get(name):
                self.record[name] = text
                self.filled[name] = step
                if name == "body":
                    self.url = url

    def requests(self) -> Iterator[tuple[str, str]]:
        """Yield the steps still to be tried with their addresses, in order; each is used up by being yielded."""
        while self.steps:
            name, self.steps = self.steps[0], self.steps[1:]
            url = self._address(self.seed.article[name])
            if url:
                yield name, url

    def condition(self) -> dict[str, str]:
        """Return the headers that ask for a published text only if it has changed (RFC 9110, 13.1)."""
        known = self.entry.etag if self.entry and self.entry.state == "published" and not self.filled else ""
        return conditional(known)

    def _address(self, step: Step) -> str:
        bare, link = self.record.get("bare", ""), self.record.get("link", "")
        # a record whose code is none of this source's is not asked for under an id that we have made up
        code = (self.record.get("code", "") or self.id) if bare else ""
        known = {
            "code": bare,
            "infocode": quote(code, safe="", errors="replace"),
            "id": self.id,
            "link": link if canonical_link(link) else "",
        }
        if any("{" + name + "}" in step.url and not text for name, text in known.items()):
            return ""
        return fill(step.url, known.pop("code"), **known)

    def article(self) -> Article:
        """Return the raw article, whole or not; the stages and the gate judge it."""
        get = self.record.get
        article = Article(
            source=self.seed.name,
            feed=self.feed,
            url=self.url or get("link", ""),  # a feed may bring the whole text
            rank=self.rank,
            language=self.seed.language or get("language", ""),
            zone=self.seed.zone or get("zone", "UTC"),
            fetched_at=datetime.now(UTC),
            id_raw=get("code", ""),
            title_raw=get("title", ""),
            published_raw=get("published", ""),
            modified_raw=get("modified", ""),
            outlet_raw=get("outlet", ""),
            authors_raw=tuple(filter(None, get("authors", "").split("\n"))),  # one a line
            digest_raw=get("digest", ""),
            link_raw=get("link", ""),
            body_raw=get("body", ""),
            day_first_raw=get("day_first", ""),
            validator=self.validator,
            id=self.id,
        )
        article.provenance["origin"] = Provenance(self.url, self.feed or "a shared link", self.filled)
        if refused := dict(line.split(": ", 1) for line in get(REFUSED, "").splitlines()):
            article.provenance[REFUSED] = Provenance(get(REFUSED, ""), "values of the wrong type", refused)
        return article


def conditional(validator: str) -> dict[str, str]:
    """Return the header that asks for an answer only if it is not the one of this ETag or Last-Modified."""
    if not validator:
        return {}
    return {"If-None-Match": validator} if validator.endswith('"') else {"If-Modified-Since": validator}


def validator_of(headers: Headers) -> str:
    """Return an answer's ETag, else its Last-Modified, as sent; "" when it has neither."""
    found = headers.get("ETag") or headers.get("Last-Modified") or b""
    return found.decode("latin-1").strip()


def task_of(seed: Seed, entry: Entry, bare: str) -> Task:
    """Return the task that an entry's records make; of several records the best-ranked one leads.

    What the leading record lacks and an article cannot do without is filled from the others, so that the
    result does not depend on which feed was read first.
    """
    ranked = sorted(entry.records.items(), key=lambda item: (rank_of(item[1]), item[0]))
    key, leading = ranked[0] if ranked else (f"{seed.name}/", {})
    record = dict(leading)
    for _, other in ranked[1:]:
        for name in FILLED_FROM_OTHERS:
            if not record.get(name) and other.get(name):
                record[name] = other[name]
    record["bare"] = bare
    source, _, feed = key.partition("/")
    known = seed.feeds.get(feed) if source == seed.name else None
    via = record.pop("via", "") or (known.via if known else "")
    steps = sorted(seed.article, key=lambda name: name != via)
    rank = rank_of(record)
    record.pop("rank", None)
    return Task(entry.id, seed, record, tuple(steps), feed if known else "", rank, entry=entry)
