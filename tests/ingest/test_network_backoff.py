from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, Spider
from scrapy.http import Headers
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from ingest.errors import UsageError
from ingest.network import backoff, waiting
from ingest.network.backoff import BackoffMiddleware, jitter_s, retry_after_s, retry_request
from ingest.network.brakes import Brakes
from ingest.network.waiting import NOT_BEFORE, WaitingScheduler

NOW = datetime(2030, 1, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": " 0 "}, 0),
        ({"Retry-After": "Tue, 01 Jan 2030 12:01:30 GMT"}, 90),
        ({"Retry-After": "Tue, 01 Jan 2030 14:01:30 +0200"}, 90),
        ({"Retry-After": "Tuesday, 01-Jan-30 12:01:30 GMT"}, 90),
        ({"Retry-After": "Tue Jan  1 12:01:30 2030"}, 90),
        ({"Retry-After": "Tue, 01 Jan 2030 11:00:00 GMT"}, 0),
        ({"Retry-After": "Sat, 01 Jan 2000 00:01:00 GMT", "Date": "Sat, 01 Jan 2000 00:00:00 GMT"}, 60),
        ({"Retry-After": "Tue, 01 Jan 2030 12:01:30 GMT", "Date": "soon"}, 90),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "1.5"}, None),
        ({"Retry-After": "later"}, None),
        ({"Retry-After": "٣"}, None),
        ({"Retry-After": ""}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    """Both forms of Retry-After are read, a date by the server's own clock; what is neither is none."""
    assert retry_after_s(Headers(headers), NOW) == seconds


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_retry_after_of_anything(value: bytes, date: bytes) -> None:
    """Whatever a server writes there is a number of seconds or nothing."""
    seconds = retry_after_s(Headers({"Retry-After": value, "Date": date}), NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(1, 5000))
def test_jitter_stays_in_its_window(attempt: int) -> None:
    """The wait lies between nothing and the window, which doubles with each try up to its ceiling."""
    wait = jitter_s(attempt, Settings({"BACKOFF_INITIAL_S": 0.5, "BACKOFF_MAX_S": 8}))
    assert 0 <= wait <= min(8, 0.5 * 2 ** min(attempt - 1, 10))


@pytest.mark.parametrize("name", ["BACKOFF_INITIAL_S", "BACKOFF_MAX_S", "RETRY_AFTER_MAX_S"])
@pytest.mark.parametrize("value", ["soon", "-1", "nan", []])
def test_settings_must_be_seconds(name: str, value: object) -> None:
    """A setting that is no number of seconds stops before the first request."""
    with pytest.raises(UsageError, match=f"{name} is no number of seconds"):
        BackoffMiddleware.from_crawler(get_crawler(settings_dict={name: value}))


def a_spider(**settings: object) -> Spider:
    """Make a spider that has a crawler with these settings."""
    crawler = get_crawler(Spider, settings_dict=settings)
    return Spider.from_crawler(crawler, name="any")


def test_tries_are_counted_on_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call orders one more try, due later, until RETRY_TIMES are used up."""
    monkeypatch.setattr(backoff, "monotonic", lambda: 1000.0)
    spider = a_spider(RETRY_TIMES=2)
    first = retry_request(Request("http://news.example/"), reason="half JSON", spider=spider, retry_after_s=5)
    assert first is not None
    assert (first.meta["retry_times"], first.meta[NOT_BEFORE], first.dont_filter) == (1, 1005.0, True)
    second = retry_request(first, reason="half JSON", spider=spider)
    assert second is not None
    assert second.meta[NOT_BEFORE] >= 1000.0
    assert retry_request(second, reason="half JSON", spider=spider) is None


def test_requests_can_decline_tries() -> None:
    """`dont_retry` on a request holds for callbacks too."""
    request = Request("http://news.example/", meta={"dont_retry": True})
    assert retry_request(request, reason="empty", spider=a_spider()) is None


def brakes() -> Brakes:
    """Make brakes that pause one second a notch where the server names no pause."""
    return Brakes(initial_s=1.0, most_s=8.0, wait_s=float)


def test_brake_slows_and_lets_go() -> None:
    """A host's delay doubles with each new complaint, halves with each success, and ends at its own pace."""
    brake, delay, now = brakes(), 0.25, 0.0
    delays = []
    for _ in range(6):
        delay, now = brake.tighten("news.example", delay, now, None)
        delays.append(delay)
    assert delays == [1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    for _ in range(7):
        delay = brake.release("news.example", delay, now)
        delays.append(delay)
    assert delays[6:] == [4.0, 2.0, 1.0, 0.5, 0.25, 0.25, 0.25]


def test_brake_counts_a_burst_once() -> None:
    """Complaints and successes that were under way when the pause began change its length at most."""
    brake = brakes()
    assert brake.tighten("news.example", 0.0, 10.0, 5.0) == (1.0, 15.0)
    assert brake.tighten("news.example", 1.0, 11.0, 5.0) == (1.0, 16.0)
    assert brake.tighten("news.example", 1.0, 12.0, 1.0) == (1.0, 16.0)
    assert brake.release("news.example", 1.0, 13.0) == 1.0
    assert brake.release("other.example", 0.5, 13.0) == 0.5
    assert brake.release("news.example", 1.0, 16.0) == 0.5


class Clock:
    """A clock that stands still, and the timers set by it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.timers: list[float] = []

    def later(self, delay: float, *_: object) -> Any:
        """Note a timer."""
        self.timers.append(self.now + delay)
        return SimpleNamespace(cancel=lambda: None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Make the scheduler live by a clock of the test."""
    clock = Clock()
    monkeypatch.setattr(waiting, "monotonic", lambda: clock.now)
    monkeypatch.setattr(waiting, "call_later", clock.later)
    return clock


@pytest.fixture
def scheduler() -> WaitingScheduler:
    """Open a scheduler whose download slots are hosts."""
    crawler = get_crawler(Spider, settings_dict={"SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue"})
    slots = SimpleNamespace(get_slot_key=lambda request: request.url.split("/")[2])
    crawler.engine = SimpleNamespace(downloader=slots, _slot=None)  # type: ignore[assignment]  # all that is asked for
    scheduler = WaitingScheduler.from_crawler(crawler)
    scheduler.open(Spider(name="any"))
    return scheduler


def put(scheduler: WaitingScheduler, url: str, not_before: float = 0.0) -> None:
    """Enqueue a request."""
    scheduler.enqueue_request(Request(url, meta={NOT_BEFORE: not_before}))


def taken(scheduler: WaitingScheduler) -> list[str]:
    """Take all that is due."""
    return [request.url for request in iter(scheduler.next_request, None)]


def test_scheduler_holds_requests_until_they_are_due(scheduler: WaitingScheduler, clock: Clock) -> None:
    """A request waits in the scheduler, which is not empty meanwhile, and one timer is set for the earliest."""
    put(scheduler, "http://a.example/late", 130.0)
    put(scheduler, "http://a.example/soon", 110.0)
    put(scheduler, "http://a.example/now")
    assert taken(scheduler) == ["http://a.example/now"]
    assert (len(scheduler), scheduler.has_pending_requests(), clock.timers) == (2, True, [110.0])
    clock.now = 110.0
    assert taken(scheduler) == ["http://a.example/soon"]
    assert clock.timers == [110.0, 130.0]
    clock.now = 130.0
    assert taken(scheduler) == ["http://a.example/late"]
    assert not scheduler.has_pending_requests()
    assert scheduler.close("finished") is None


def test_scheduler_holds_a_paused_host_alone(scheduler: WaitingScheduler, clock: Clock) -> None:
    """A paused host's requests wait, also for a pause that grows meanwhile; those of other hosts go on."""
    scheduler.pause("a.example", 110.0)
    put(scheduler, "http://a.example/1")
    put(scheduler, "http://a.example/2")
    put(scheduler, "http://b.example/1")
    assert taken(scheduler) == ["http://b.example/1"]
    scheduler.pause("a.example", 120.0)
    scheduler.pause("a.example", 115.0)
    clock.now = 110.0
    assert taken(scheduler) == []
    clock.now = 120.0
    assert sorted(taken(scheduler)) == ["http://a.example/1", "http://a.example/2"]
