"""Recorded cases: what a source answered once, at which time, and what must come of it.

A case is a folder `tests/cases/<source>/<slug>/` with `case.json` (link, clock, the feeds' records, which input
is in which file), the inputs as they came but for what `redaction.py` takes out, and `answer.json`, one key a
field. It is read without a network, so that it says the same for ever.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from ingest.article import Article
from ingest.discovery import discover
from ingest.errors import QuarantineError, UsageError
from ingest.explanation import text_of
from ingest.extract.steps import Pages, read_pages
from ingest.ledger.entry import Entry, Record
from ingest.links import claim, own_link
from ingest.seeds import Seed
from ingest.stages import finish
from ingest.task import task_of
from output.writer import write_atomic
from pipelines.identity import article_id, code_of, link_id

CASE, ANSWER = "case.json", "answer.json"
FIELDS = ("id", "source_url", "title", "published", "modified", "outlet", "authors", "body", "quarantine")


@dataclass(frozen=True, slots=True)
class Input:
    """One answer of the source; `step` of the seed's `article` reads it, or `feed` of its feeds.

    An article of several pages has several of one step, its first page first.
    """

    url: str
    file: str
    step: str = ""
    feed: str = ""
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One recorded article; `records` are the feeds' own by `source/feed`, `clock` is the time of recording."""

    link: str
    clock: datetime
    inputs: tuple[Input, ...]
    records: Mapping[str, Record] = field(default_factory=dict)


def read_case(folder: Path) -> Case:
    """Return the case in a folder; UsageError when it cannot be read."""
    try:
        told = json.loads((folder / CASE).read_text(encoding="utf-8"))
        inputs = tuple(Input(**one) for one in told["inputs"])
        return Case(told["link"], datetime.fromisoformat(told["clock"]), inputs, told.get("records", {}))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError("no readable case", raw=str(folder), fix="record it again with scrapy record") from error


def write_case(folder: Path, case: Case, bodies: Mapping[str, bytes]) -> None:
    """Write a case with its inputs' bytes by file name; the answer comes apart, as it is drafted from them."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = [{key: text for key in Input.__slots__ if (text := getattr(one, key))} for one in case.inputs]
    told = {"link": case.link, "clock": case.clock.isoformat(), "records": case.records, "inputs": inputs}
    write_atomic(folder / CASE, _json(told), root=folder)
    for name, body in bodies.items():
        write_atomic(folder / name, body, root=folder)


def write_answer(folder: Path, answer: Mapping[str, Any]) -> None:
    """Write what must come of the case in a folder."""
    write_atomic(folder / ANSWER, _json(answer), root=folder)


def answer_of(folder: Path, seed: Seed, settings: BaseSettings) -> dict[str, Any]:
    """Return what comes of a recorded case now: each field of FIELDS as plain data, absent ones left out."""
    article, reasons = _finished(folder, seed, settings)
    found: dict[str, Any] = {name: getattr(article, name) for name in ("id", "source_url", "title", "outlet")}
    found |= {name: when.isoformat() for name in ("published", "modified") if (when := getattr(article, name))}
    found["authors"] = [f"{one.name} ({one.role})" for one in article.authors]
    found["body"] = [text_of(block) for block in article.blocks]
    found["quarantine"] = reasons
    return {name: found[name] for name in FIELDS if found.get(name)}


def _finished(folder: Path, seed: Seed, settings: BaseSettings) -> tuple[Article, list[str]]:
    case = read_case(folder)
    known = claim([seed], case.link)
    ident = article_id(seed, known.code) if known and known.code else link_id(case.link)
    link = {"code": ident if known and known.code else "", "link": case.link, "rank": "60"}
    records = {f"{seed.name}/link": {**link, "via": known.via if known else ""}, **case.records}
    for one in case.inputs:
        if one.feed:
            records |= _named_by_feed(seed, one, (folder / one.file).read_bytes(), ident)
    entry = Entry(ident, seed.name, "seen", records, 99, "", "", "", "", 0.0, 0.0, None, 0, None, "", "", 0)
    task = task_of(seed, entry, code_of(seed, ident))
    answers = {one.step: one for one in reversed(case.inputs) if one.step}  # of several pages, the first
    for step, _ in task.requests():
        if task.lacking and step in answers:
            pages = _pages(folder, seed, answers[step], {one.url: one for one in case.inputs if one.step == step})
            own = own_link(case.link, pages.read[0], pages.fields.get("canonical", ""))
            if not task.record["bare"] and (claim([seed], own) or not seed.links):
                task.id, task.record["link"] = link_id(own), own
            task.take(step, pages.read[0], pages.fields)
    article = task.article()
    article.fetched_at = case.clock
    try:
        return finish(article, seed, settings), []
    except QuarantineError as error:
        return article, list(error.reasons)


def _pages(folder: Path, seed: Seed, first: Input, known: Mapping[str, Input]) -> Pages:
    one, pages = first, None
    while pages is None or pages.onward:
        if pages:
            if pages.onward not in known:
                raise UsageError("the case lacks a later page", source=seed.name, raw=pages.onward)
            one = known[pages.onward]
        body = (folder / one.file).read_bytes()
        pages = read_pages(seed, one.step, body, one.url, one.content_type, begun=pages)
    return pages


def _named_by_feed(seed: Seed, one: Input, body: bytes, ident: str) -> dict[str, Record]:
    feed = seed.feeds[one.feed]
    for record in discover(feed, body, one.url).records:
        known = claim([seed], record.get("link", ""))
        code = code_of(seed, record.get("code", "")) or (known.code if known else "")
        if (article_id(seed, code) if code else link_id(record.get("link", ""))) == ident:
            return {f"{seed.name}/{one.feed}": {**record, "rank": str(feed.rank)}}
    raise UsageError("the feed does not name the case's article", source=seed.name, field=one.feed, raw=ident)


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
