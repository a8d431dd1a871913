"""What has been ingested: the ledger's rows, the listings beside them, and where they are stored."""

from ingest.ledger.entry import LAST_RANK, Entry, Record, rank_of
from ingest.ledger.sqlite import Ledger

__all__ = ["LAST_RANK", "Entry", "Ledger", "Record", "rank_of"]
