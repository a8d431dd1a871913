"""What an outcome makes of an article's row: pure rules, the same whatever stores the rows.

Each returns the columns that change, `{}` for none; `due` is when the article wants to be read (next).
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from ingest.ledger.entry import Entry, Record, rank_of

Columns: TypeAlias = dict[str, object]
Former: TypeAlias = tuple[float, str]

FIRST_RETRIES = 3
RETRY_STEP_S = 300
RETRY_MOST_S = 86_400
GONE_AFTER_S = 2 * 3600


class Content(NamedTuple):
    """What `published` asks of a row: when its content last changed, and that content's hash."""

    changed: float
    content_hash: str


def noted(known: Entry | None, source: str, feed: str, record: Record, now: float) -> tuple[Columns, bool]:
    """Take in one feed's record; the second value says whether the article must be read (again).

    It must be when the record is new or has changed, and is no worse than the one published.
    """
    if known is None:
        return {**_new(source, "seen", now), "records": {feed: record}, "due": now}, True
    if known.records.get(feed) == record or known.state == "gone":
        return {}, False
    records = {**known.records, feed: record}
    wanted = known.state != "published" or rank_of(record) <= known.rank
    leads = feed == min(records, key=lambda key: (rank_of(records[key]), key))
    # the best record's source reads it, whichever came first; after a failure another one may
    owner = source if wanted and (leads or known.attempts) else known.source
    # a changed record wants the whole text again, so the old answer's validator goes
    columns: Columns = {"records": records, "source": owner, "etag": ""}
    return {**columns, "due": now} if wanted else columns, wanted


def assigned(known: Entry | None, source: str, file: str, now: float) -> Columns:
    """Give an article its file's name."""
    if known is None:
        return {**_new(source, "fetched", now), "file": file, "due": now}
    return {"file": file, "state": known.state if known.state == "published" else "fetched"}


def published(
    known: Content | Entry | None, fields: Mapping[str, object], now: float
) -> tuple[Columns, tuple[float, str] | None]:
    """Note a file as written; the second value is the former content's time and hash when the content is another."""
    columns: Columns = {**fields, "state": "published", "attempts": 0, "error": "", "missing_since": None}
    if known and known.content_hash == columns.get("content_hash", known.content_hash):
        return columns, None
    former = (known.changed, known.content_hash) if known and known.content_hash else None
    return {**columns, "changed": now}, former


def quarantined(known: Entry | None, source: str, reasons: str, now: float) -> tuple[Columns, bool]:
    """Note an article as unfit; the second value says whether that is news."""
    attempts = known.attempts + 1 if known else 1
    # what is published already stays so: a bad second reading must not take it back
    state = "published" if known and known.state == "published" else "quarantined"
    columns: Columns = {
        **({} if known else _new(source, state, now)),
        "state": state,
        "error": reasons,
        "attempts": attempts,
        "due": now + pause(attempts + FIRST_RETRIES),
    }
    return columns, known is None or known.error != reasons


def failed(known: Entry | None, error: str, now: float) -> Columns:
    """Note a failed reading; the article stays due, after some failures at growing intervals."""
    if known is None or known.state == "gone":
        return {}
    attempts = known.attempts + 1
    return {"error": error, "attempts": attempts, "due": now + pause(attempts)}


def missed(known: Entry | None, now: float) -> tuple[Columns, bool]:
    """Note that the source has no such article; the second value says whether it is gone.

    It is gone when the source has said so twice, two hours or more apart. Until then a published one is left
    alone; one that never was is looked for as after any failure, as lists run ahead of their texts.
    """
    if known is None:
        return {}, False
    since = known.missing_since or now
    if now - since >= GONE_AFTER_S:
        return {"state": "gone", "due": None}, True
    columns: Columns = {"missing_since": since, "error": "not found", "due": since + GONE_AFTER_S}
    if known.state == "published":
        return columns, False
    attempts = known.attempts + 1
    return {**columns, "attempts": attempts, "due": min(since + GONE_AFTER_S, now + pause(attempts))}, False


def named_otherwise(known: Entry | None, other: str) -> Columns:
    """Note that a link was another article's further name; it is not read again until its record changes."""
    return {"due": None, "error": f"the same article as {other}"} if known and known.state != "published" else {}


def pause(attempts: int) -> float:
    """Return seconds until the next try: none for the first failures, then doubling up to a day."""
    if attempts <= FIRST_RETRIES:
        return 0.0
    return float(min(RETRY_STEP_S * 2 ** min(attempts - FIRST_RETRIES, 20), RETRY_MOST_S))


def _new(source: str, state: str, now: float) -> Columns:
    return {"source": source, "state": state, "records": {}, "first_seen": now, "changed": now}
