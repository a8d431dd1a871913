"""Many machines on one Redis: leases, the lead, slugs, and a Redis that is away, full or another's."""

import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext, suppress
from pathlib import Path

import pytest
import redis
from ledger_rows import Clock, published, record
from redis_server import RedisServer
from scrapy.settings import Settings

from ingest.cluster import server as server_module
from ingest.cluster.ledger import RedisLedger
from ingest.cluster.lock import LeaderLock
from ingest.cluster.server import Server
from ingest.cluster.slugs import RedisSlugs
from ingest.errors import LockHeldError, UsageError, WriteError
from ingest.job.books import open_books, open_ledger

LEASE_S = 300


@pytest.fixture
def server(redis_url: str, tmp_path: Path) -> Iterator[Server]:
    """Return a connection whose keys are this test's own."""
    server = Server(redis_url, tmp_path.name)
    yield server
    server.close()


@pytest.fixture
def workers(redis_url: str, tmp_path: Path, clock: Clock) -> Iterator[list[RedisLedger]]:  # noqa: ARG001  # they read it
    """Return two workers' ledgers over one queue of six articles."""
    servers = [Server(redis_url, tmp_path.name) for _ in range(2)]
    ledgers = [RedisLedger(server, LEASE_S) for server in servers]
    for number in range(6):
        ledgers[0].note(f"A{number}", "shanyu", "shanyu/news", record())
    yield ledgers
    for ledger, server in zip(ledgers, servers, strict=True):
        ledger.close()
        server.close()


def take(ledger: RedisLedger, at: float, most: int = 99) -> list[str]:
    """Return the ids of the next articles that this worker gets."""
    found = ledger.due("shanyu", at, page=2)
    return [one.id for _, one in zip(range(most), found, strict=False)]


def test_an_article_is_one_workers(workers: list[RedisLedger], clock: Clock) -> None:
    """What one worker has leased no other gets, nor does it itself a second time."""
    assert take(workers[0], clock.now, 2) == ["A0", "A1"]
    assert take(workers[1], clock.now) == ["A2", "A3", "A4", "A5"]
    assert take(workers[0], clock.now) == []
    assert workers[0].leased("shanyu")


def test_a_dead_workers_articles_come_back(workers: list[RedisLedger], clock: Clock) -> None:
    """After the lease's end another worker gets what was not finished, and nothing of what was."""
    assert len(take(workers[0], clock.now)) == 6
    workers[0].publish("A0", {"rank": 10, "content_hash": "h", "due": None})
    clock.now += LEASE_S - 1
    assert take(workers[1], clock.now) == []
    clock.now += 2
    assert take(workers[1], clock.now) == ["A1", "A2", "A3", "A4", "A5"]


@pytest.mark.parametrize(
    "outcome",
    [
        lambda ledger: ledger.publish("A0", {"rank": 10, "content_hash": "h", "due": None}),
        lambda ledger: ledger.quarantine("A0", "shanyu", "no title"),
        lambda ledger: ledger.fail("A0", "timeout"),
        lambda ledger: ledger.miss("A0"),
    ],
    ids=["published", "quarantined", "failed", "missing"],
)
def test_an_outcome_ends_the_lease(
    workers: list[RedisLedger], clock: Clock, outcome: Callable[[RedisLedger], object]
) -> None:
    """Whatever became of the article, its worker is done with it."""
    workers[0].note("B", "other", "other/news", record())
    assert take(workers[0], clock.now, 1) == ["A0"]
    for name in ("A1",):  # leased with A0, as a page
        workers[0].publish(name, {"rank": 10, "content_hash": "h", "due": None})
    workers[0].assign("A0", "shanyu", "_posts/a.md")
    assert workers[1].leased("shanyu")
    outcome(workers[0])
    assert not workers[1].leased("shanyu")


def test_who_ends_in_order_gives_back(workers: list[RedisLedger], clock: Clock) -> None:
    """A worker that is stopped returns what it has not finished at once."""
    take(workers[0], clock.now)
    workers[0].publish("A3", {"rank": 10, "content_hash": "h", "due": None})
    workers[0].close()
    assert take(workers[1], clock.now) == ["A0", "A1", "A2", "A4", "A5"]


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "together"])
def test_a_change_by_another_is_seen(workers: list[RedisLedger], clock: Clock, *, at_once: bool) -> None:
    """Between reading a row and storing an outcome another worker may change it: both changes stay."""
    take(workers[0], clock.now, 1)
    workers[1].note("A0", "other", "other/list", record(50))
    with nullcontext() if at_once else workers[0].together():
        workers[0].assign("A0", "shanyu", "_posts/a.md")
    entry = workers[1].get("A0")
    assert entry
    assert (entry.file, set(entry.records)) == ("_posts/a.md", {"shanyu/news", "other/list"})


def test_a_file_is_named_once(workers: list[RedisLedger], clock: Clock) -> None:
    """Of two workers that read one article, as after a stall longer than a lease, one names the file for both."""
    take(workers[0], clock.now)
    clock.now += LEASE_S + 1
    take(workers[1], clock.now)
    workers[1].assign("A0", "shanyu", "_posts/second.md")
    with pytest.raises(WriteError, match=r"another worker has named the file: A0: '_posts/second.md'"):
        workers[0].assign("A0", "shanyu", "_posts/first.md")
    entry = workers[0].get("A0")
    assert entry
    assert entry.file == "_posts/second.md"


def test_together_is_one_journey_in_its_order(workers: list[RedisLedger], clock: Clock) -> None:
    """What is told together arrives at the end or not at all, also in a Redis that has forgotten its scripts."""
    take(workers[0], clock.now)
    workers[0].server.ask("SCRIPT", "FLUSH")
    with workers[0].together(), workers[0].together():
        for name in ("A0", "A1"):
            workers[0].assign(name, "shanyu", f"_posts/{name}.md")
            workers[0].listings.put(name, "shan", "2026-03-01", {})
        assert workers[1].listings.newest("", 9) == []
    assert [one.file for one in workers[1].listings.newest("", 9)] == ["_posts/A1.md", "_posts/A0.md"]
    with suppress(ZeroDivisionError), workers[0].together():
        workers[0].assign("A2", "shanyu", "_posts/A2.md")
        _ = 1 / 0
    entry = workers[1].get("A2")
    assert entry
    assert entry.file == ""


def test_what_could_not_be_listed_is_not_published(own_redis: RedisServer) -> None:
    """A Redis that is full in the midst of a journey never knows an article as published that no manifest will name."""
    ledger = RedisLedger(Server(own_redis.url, "sharepress"), LEASE_S)
    ledger.note("A1", "shanyu", "shanyu/news", record())
    ledger.server.ask("CONFIG", "SET", "maxmemory", "1")

    def settle() -> None:
        with ledger.together():
            ledger.listings.put("A1", "shan", "2026-03-01", {})
            ledger.publish("A1", {"rank": 10, "content_hash": "h", "due": None})

    with pytest.raises(WriteError, match="maxmemory"):
        settle()
    known = ledger.get("A1")
    assert known
    assert known.state == "seen"
    ledger.server.ask("CONFIG", "SET", "maxmemory", "0")
    ledger.server.close()


def test_what_others_hold_is_not_waiting(workers: list[RedisLedger], clock: Clock) -> None:
    """An article that another worker reads right now is none that waits for its next try."""
    take(workers[0], clock.now)
    for _ in range(4):
        workers[0].fail("A5", "timeout")
    assert [one.id for one in workers[1].waiting("shanyu", clock.now)] == ["A5"]


def test_what_is_listed_meanwhile_stays_pending(workers: list[RedisLedger]) -> None:
    """The run that writes the manifest settles what it has read, not what a worker has listed since."""
    for ledger, name in ((workers[0], "A0"), (workers[1], "A1")):
        published(ledger, name)
    workers[1].listings.put("A0", "shan", "2026-03-01", {})
    leader = workers[0].listings
    assert [one.id for page in leader.pending() for one in page] == ["A0"]
    assert leader.stale() == ["", "shan"]
    workers[1].listings.put("A1", "shan", "2026-03-02", {})
    workers[1].listings.put("A0", "shan", "2026-03-01", {"title": "neu"})
    leader.settle([])
    assert [one.id for page in leader.pending() for one in page] == ["A0", "A1"]
    assert leader.stale() == ["", "shan"]


def test_one_run_leads(server: Server) -> None:
    """A second leader is refused with the first one's name; after the first has let go it may lead."""
    first = LeaderLock(server)
    with pytest.raises(LockHeldError, match=r"another run leads: redis://.*pid \d+ on .*; let it end"):
        LeaderLock(server)
    first.release()
    first.release()
    LeaderLock(server).release()


def test_the_lead_is_kept_and_its_loss_is_known(server: Server) -> None:
    """The lead is renewed while its process lives; when another has taken it meanwhile, the first knows."""
    lock = LeaderLock(server, lasts_s=0.06)
    holder = server.ask("GET", server.key("lock"))
    server.ask("DEL", server.key("lock"))  # as a Redis does that forgot it
    wait(lambda: server.ask("GET", server.key("lock")) == holder)
    assert not lock.lost
    server.ask("SET", server.key("lock"), "another")
    wait(lambda: lock.lost)
    lock.release()
    assert server.ask("GET", server.key("lock")) == b"another"


def wait(until: Callable[[], bool]) -> None:
    """Look again and again, not for ever."""
    end = time.monotonic() + 10
    while not until():
        assert time.monotonic() < end, "it never came"


def test_outlets_get_one_slug_each(server: Server) -> None:
    """Two workers that meet one outlet give it one slug, and two outlets of one reading two."""
    first, second = RedisSlugs(server), RedisSlugs(server)
    assert first.slug("山雨报") == second.slug("山雨报") == "shanyubao"
    assert second.slug("善语报") == "shanyubao2"
    assert first.slug("善语报") == "shanyubao2"
    assert RedisSlugs(server).slug("山雨报") == "shanyubao"


def test_keys_of_another_program(redis_url: str, tmp_path: Path) -> None:
    """A prefix that another program uses is refused and left as it is; single keys of another kind are told."""
    other = redis.Redis.from_url(redis_url)
    other.set(f"{tmp_path.name}:format", "a game's high scores")
    with pytest.raises(UsageError, match=r"keys of another program: LEDGER_PREFIX redis://.*: '.*:'; use a Redis"):
        Server(redis_url, tmp_path.name)
    assert other.get(f"{tmp_path.name}:format") == b"a game's high scores"
    other.delete(f"{tmp_path.name}:format")
    other.set(f"{tmp_path.name}:article:A1", "a text where a hash should be")
    with pytest.raises(WriteError, match=r"WRONGTYPE.*choose another LEDGER_PREFIX"):
        RedisLedger(Server(redis_url, tmp_path.name), LEASE_S).get("A1")
    other.close()


def test_no_redis_there() -> None:
    """A Redis that is not there is told with its address, without the password that leads to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(WriteError, match=rf"refused.*: redis://127.0.0.1:{port}/0; start it") as caught:
        Server(f"redis://:geheim@127.0.0.1:{port}/0", "sharepress")
    assert "geheim" not in str(caught.value)


def test_a_redis_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes the connection and says nothing is given up after a while."""
    monkeypatch.setattr(server_module, "ANSWER_S", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(WriteError, match=r"[Tt]ime.*start it, or mend LEDGER_URL"):
            Server(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", "sharepress")


def test_a_lost_redis_is_waited_for_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, redis_url: str) -> None:
    """After the first vain wait each further call fails at once, so that a run with much under way ends soon."""
    waits: list[float] = []
    monkeypatch.setattr("redis.retry.sleep", waits.append)
    server = Server(redis_url, tmp_path.name)

    def refused(*_: object, **__: object) -> None:
        raise redis.ConnectionError("refused")

    monkeypatch.setattr("redis.connection.Connection._connect", refused)
    for _ in range(3):
        with pytest.raises(WriteError, match="start it, or mend LEDGER_URL"):
            server.ask("PING")
    assert len(waits) == server_module.RETRIES


def test_the_extra_is_lacking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without Redis' client LEDGER_URL is a wrong setting, and the message says what to install."""
    for name in [*(name for name in sys.modules if name.startswith("ingest.cluster.")), "redis"]:
        monkeypatch.setitem(sys.modules, name, None)  # type: ignore[arg-type]  # as the import system has it
    settings = Settings({"LEDGER_URL": "redis://127.0.0.1:1/0", "FIXED_SLUGS": {}})
    with ExitStack() as opened, pytest.raises(UsageError, match=r"no client for Redis: LEDGER_URL: .*'.\[cluster\]'"):
        open_books(settings, tmp_path / "site", tmp_path / "site" / ".ingest", opened)
    with pytest.raises(UsageError, match="no client for Redis"):
        open_ledger(settings, tmp_path)


@pytest.mark.parametrize("url", ["postgres://x/y", "127.0.0.1:6379", "redis://host:port/0"])
def test_no_address(url: str) -> None:
    """What is no address of a Redis is a wrong setting."""
    with pytest.raises(UsageError, match="no address of a Redis: LEDGER_URL"):
        Server(url, "sharepress")


@pytest.fixture
def own_redis(redis_program: str, tmp_path: Path) -> Iterator[RedisServer]:
    """Return a Redis that a test may stop and fill."""
    with RedisServer(redis_program, tmp_path) as server:
        yield server


def test_a_full_redis(own_redis: RedisServer) -> None:
    """A Redis without room is told, what was stored stays, and there is work again when there is room."""
    server = Server(own_redis.url, "sharepress")
    ledger = RedisLedger(server, LEASE_S)
    ledger.note("A1", "shanyu", "shanyu/news", record())
    server.ask("CONFIG", "SET", "maxmemory", "1")
    with pytest.raises(WriteError, match=r"maxmemory.*give Redis more memory"):
        ledger.note("A2", "shanyu", "shanyu/news", record())
    server.ask("CONFIG", "SET", "maxmemory", "0")
    assert ledger.note("A2", "shanyu", "shanyu/news", record())
    assert ledger.get("A1")
    server.ask("CONFIG", "SET", "maxmemory", "100mb")
    server.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    with pytest.raises(UsageError, match=r"a Redis that forgets keys.*set maxmemory-policy noeviction"):
        Server(own_redis.url, "sharepress")
    server.close()


def test_a_redis_of_another_kind(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of a cluster, or a copy of another, is a wrong setting; the message says what to name instead."""
    with redis.Redis.from_url(own_redis.url) as client:
        client.execute_command("REPLICAOF", "127.0.0.1", "1")
    with pytest.raises(UsageError, match=r"no Redis for a ledger: LEDGER_URL .*: 'slave'; name the Redis that this"):
        Server(own_redis.url, "sharepress")
    monkeypatch.setattr(Server, "_may_ask", lambda *_: {"redis_mode": "cluster", "role": "master"})
    with pytest.raises(UsageError, match="'cluster'; name a Redis that stands alone"):
        Server(own_redis.url, "sharepress")


def test_a_redis_with_a_password(own_redis: RedisServer) -> None:
    """A password that is lacking, or wrong, is told as such, and does not stand in the message."""
    with redis.Redis.from_url(own_redis.url) as client:
        client.execute_command("CONFIG", "SET", "requirepass", "geheim")
    with pytest.raises(WriteError, match="write its password into LEDGER_URL"):
        Server(own_redis.url, "sharepress")
    with pytest.raises(WriteError, match="mend the password in LEDGER_URL") as caught:
        Server(own_redis.url.replace("//", "//:falsch@"), "sharepress")
    assert "falsch" not in str(caught.value)
    Server(own_redis.url.replace("//", "//:geheim@"), "sharepress").close()


@pytest.mark.parametrize("end", [RedisServer.stop, RedisServer.kill])
def test_a_redis_that_starts_anew(own_redis: RedisServer, end: Callable[[RedisServer], None]) -> None:
    """A restart with persistence is waited for and loses nothing, in order or not."""
    ledger = RedisLedger(Server(own_redis.url, "sharepress"), LEASE_S)
    published(ledger, "A1")
    end(own_redis)
    own_redis.start()
    known = ledger.get("A1")
    assert known
    assert known.content_hash == "h1"
    ledger.server.close()
