"""Tries each source as it is today: what its feeds answer, and what its first article's page gives."""

from collections.abc import Callable, Iterable

from ingest.authoring.scouting import Ask
from ingest.discovery import discover
from ingest.discovery.found import Record
from ingest.errors import IngestError
from ingest.extract.steps import read_step
from ingest.seeds import ApiText, Feed, Seed

WANTED = ("title", "published", "outlet", "authors", "body")


async def try_seeds(seeds: Iterable[Seed], ask: Ask, say: Callable[[str], object]) -> None:
    """Say a line for each feed and each page that is tried; a failure is a line like any other."""
    for seed in seeds:
        for name, feed in seed.feeds.items():
            if feed.enabled:
                await _try_feed(seed, name, feed, ask, say)


async def _try_feed(seed: Seed, name: str, feed: Feed, ask: Ask, say: Callable[[str], object]) -> None:
    try:
        records = await _records(feed, feed.url.replace("{page}", "1"), ask)
    except IngestError as error:
        say(f"{seed.name}/{name}: FAILED: {error}")
        return
    counts = ", ".join(
        f"{field} {sum(bool(record.get(field)) for record in records)}" for field in ("title", "published")
    )
    say(f"{seed.name}/{name}: {len(records)} records; with {counts}")
    link = next((record["link"] for record in records if record.get("link")), "")
    step = next((key for key, one in seed.article.items() if not isinstance(one, ApiText) and one.url == "{link}"), "")
    if link and step:
        try:
            response = await ask(link)
            fields = read_step(seed, step, response.body, response.url)
        except IngestError as error:
            say(f"{seed.name}/{name}: article FAILED: {error}")
            return
        lacking = [field for field in WANTED if not fields.get(field)]
        say(f"{seed.name}/{name}: {link}: {'lacks ' + ', '.join(lacking) if lacking else 'has all fields'}")


async def _records(feed: Feed, url: str, ask: Ask) -> list[Record]:
    response = await ask(url)
    found = discover(feed, response.body, response.url)
    if not found.records and found.further:
        response = await ask(found.further[0])
        found = discover(feed, response.body, response.url, 2)
    return found.records
