"""Where a run keeps its books: in its STATE_DIR, or in a Redis that many machines share (setting LEDGER_URL)."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

from scrapy.settings import BaseSettings

from ingest.errors import ReadError, UsageError, WriteError
from ingest.job.lock import Lock
from ingest.ledger import Ledger
from output.slugs import SlugRegistry

if TYPE_CHECKING:
    from ingest.cluster.ledger import RedisLedger
    from ingest.cluster.lock import LeaderLock
    from ingest.cluster.server import Server

AnyLedger: TypeAlias = Union[Ledger, "RedisLedger"]


@dataclass(frozen=True, slots=True)
class Books:
    """What a run writes down, and whether it is the one that reads feeds and writes the manifest (`leads`)."""

    ledger: AnyLedger
    slugs: SlugRegistry
    leads: bool = True
    lock: "LeaderLock | None" = None

    def others_lead(self) -> bool:
        """Whether another run leads now, so that more work may come."""
        return not self.leads and self.ledger.is_led()

    def lead_lost(self) -> bool:
        """Whether another run has taken the lead from this one, which then must not write the manifest."""
        return bool(self.lock and self.lock.lost)


def open_ledger(settings: BaseSettings, state: Path) -> AnyLedger:
    """Return the ledger for who only reads it; UsageError when there is none yet."""
    if settings["LEDGER_URL"]:
        server = _server(settings)  # its connection ends with the process
        from ingest.cluster.ledger import RedisLedger  # noqa: PLC0415  # needs the extra `cluster`

        return RedisLedger(server, lease_s=0)
    path = state / "ledger.sqlite"
    try:
        there = path.exists()
    except PermissionError as error:
        raise UsageError("not ours to read", url=str(state), fix="run it as who ingests, or mend the rights") from error
    if not there:
        raise UsageError("nothing was ingested here", url=str(state), fix="set OUTPUT_DIR or STATE_DIR")
    return Ledger(path)


def open_books(settings: BaseSettings, output: Path, state: Path, opened: ExitStack) -> Books:
    """Open the books for one run, all closed again by `opened`; the folders are locked first.

    Runs that share a Redis share the folders too; a run of their own on the same folders is kept out, and so is a
    worker (UsageError) that would write another tree than the run that leads.
    """
    fixed = settings.getdict("FIXED_SLUGS")
    opened.callback(Lock(output, state, shared=bool(settings["LEDGER_URL"])).release)
    if not settings["LEDGER_URL"]:
        ledger = Ledger(state / "ledger.sqlite")
        opened.callback(ledger.close)
        try:
            return Books(ledger, SlugRegistry(state / "slugs.json", fixed))
        except ReadError as error:  # nothing was read: no run with failed articles, but one that cannot begin
            raise WriteError(error.what, url=error.url, field=error.field, raw=error.raw, fix=error.fix) from error
    server = _server(settings)
    opened.callback(server.close)
    from ingest.cluster.ledger import RedisLedger  # noqa: PLC0415  # needs the extra `cluster`
    from ingest.cluster.lock import LeaderLock  # noqa: PLC0415  # as above
    from ingest.cluster.site import Site  # noqa: PLC0415  # as above
    from ingest.cluster.slugs import RedisSlugs  # noqa: PLC0415  # as above

    lock = None if settings.getbool("WORKER") else LeaderLock(server)
    site = Site(server, settings, output, state)
    if lock:
        opened.callback(lock.release)
        site.publish()
    else:
        site.agree()
    shared = RedisLedger(server, settings.getfloat("LEASE_S"), site)
    opened.callback(shared.close)
    return Books(shared, RedisSlugs(server, fixed), leads=lock is not None, lock=lock)


def _server(settings: BaseSettings) -> "Server":
    try:
        from ingest.cluster.server import Server  # noqa: PLC0415  # needs the extra `cluster`
    except ImportError as error:
        fix = "install the extra: `make setup`, or pip install '.[cluster]'"
        raise UsageError("no client for Redis", field="LEDGER_URL", raw=settings["LEDGER_URL"], fix=fix) from error
    return Server(settings["LEDGER_URL"], settings["LEDGER_PREFIX"])
