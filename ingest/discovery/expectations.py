"""What a seed expects of a feed, and whether its records keep it: enough of them, and enough in them."""

from collections.abc import Collection, Sequence

from ingest.discovery.found import Record
from ingest.seeds import Feed


def unmet(feed: Feed, records: Sequence[Record], named: Collection[object]) -> str:
    """Return what was expected and what was found, "" when all expectations are kept.

    `named` are those records that say which article they are of. When there is none, the list is one of
    something else; single ones without are a matter for quarantine.
    """
    if records and not named:
        kept = ", ".join(name for name in records[0] if any(record.get(name) for record in records)) or "nothing"
        return f"expected records with an article's code or link, found {len(records)} without ({kept} in them)"
    if len(records) < feed.least:
        return f"expected at least {feed.least} articles, found {len(records)}"
    for name, least in feed.filled.items() if records else ():
        share = sum(bool(record.get(name)) for record in records) / len(records)
        if share < least:
            return f"expected {name} in at least {least:.0%} of the records, found it in {share:.0%} of {len(records)}"
    return ""
