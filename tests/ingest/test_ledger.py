"""The ledger: what is remembered of an article, and what a run is told to read; one suite for SQLite and for Redis."""

from collections.abc import Callable

import pytest
from ledger_rows import Clock, due, entry, published, record

from ingest.ledger import Ledger
from ingest.ledger.policy import GONE_AFTER_S


def test_unknown_article(ledger: Ledger) -> None:
    """Of an article never seen there is nothing, and no outcome of it makes it known."""
    ledger.fail("A1", "x")
    assert not ledger.miss("A1")
    assert ledger.get("A1") is None
    assert ledger.original("A1") is None
    assert ledger.counts() == {}


def test_way_of_an_article(ledger: Ledger, clock: Clock) -> None:
    """An article is seen, fetched, published; only then is it no longer due."""
    assert ledger.note("A1", "shanyu", "shanyu/news", record())
    assert (entry(ledger).state, entry(ledger).records) == ("seen", {"shanyu/news": record()})
    assert due(ledger, clock.now) == ["A1"]
    ledger.assign("A1", "shanyu", "_posts/a.md")
    assert (entry(ledger).state, entry(ledger).file) == ("fetched", "_posts/a.md")
    assert due(ledger, clock.now) == ["A1"]
    ledger.publish("A1", {"rank": 10, "content_hash": "h1", "due": None})
    assert (entry(ledger).state, entry(ledger).content_hash) == ("published", "h1")
    assert due(ledger, clock.now + 10**9) == []
    assert ledger.counts() == {"published": 1}


def test_unfinished_article_is_due_in_a_later_run(ledger: Ledger, clock: Clock, opened: Callable[[], Ledger]) -> None:
    """What an earlier process saw and did not finish wants reading, though no feed names it any more."""
    ledger.note("A1", "shanyu", "shanyu/news", record())
    ledger.assign("A1", "shanyu", "_posts/a.md")
    ledger.close()
    again = opened()
    assert due(again, clock.now + 1) == ["A1"]
    assert entry(again).file == "_posts/a.md"


def test_link_read_at_once_is_remembered(ledger: Ledger, clock: Clock) -> None:
    """An article that no feed noted is known from the moment its file has a name, and due until it is written."""
    ledger.assign("A1", "shanyu", "_posts/a.md")
    assert (entry(ledger).state, entry(ledger).records) == ("fetched", {})
    assert due(ledger, clock.now) == ["A1"]


def test_due_order_and_paging(ledger: Ledger, clock: Clock) -> None:
    """Due articles come oldest wish first, each once, whatever the page size; other sources' stay out."""
    for number in range(25):
        clock.now += number % 2  # several share an instant
        ledger.note(f"A{number:02}", "shanyu", "shanyu/news", record())
        ledger.note(f"B{number:02}", "other", "other/news", record())
    wanted = [f"A{number:02}" for number in range(25)]
    assert due(ledger, clock.now) == wanted
    for page in (1, 2, 5, 24, 25, 26):
        assert due(ledger, clock.now, page=page) == wanted
    assert due(ledger, clock.now - 1) == wanted[:23]


def test_outcomes_while_due_is_read(ledger: Ledger, clock: Clock) -> None:
    """Outcomes noted between two pages neither lose an article nor bring one twice."""
    for number in range(10):
        ledger.note(f"A{number}", "shanyu", "shanyu/news", record())
    at, read = clock.now, []
    for one in ledger.due("shanyu", at, page=3):
        read.append(one.id)
        clock.now += 1
        if one.id < "A5":
            ledger.fail(one.id, "timeout")
        else:
            ledger.publish(one.id, {"rank": 10, "content_hash": "h", "due": clock.now + 600})
    assert read == [f"A{number}" for number in range(10)]
    assert due(ledger, clock.now) == read[:5]


def test_same_record_again_asks_nothing(ledger: Ledger) -> None:
    """A known record costs no reading, in whichever state its article is."""
    ledger.note("A1", "shanyu", "shanyu/news", record())
    assert not ledger.note("A1", "shanyu", "shanyu/news", record())
    published(ledger, "A2")
    assert not ledger.note("A2", "shanyu", "shanyu/news", record())


@pytest.mark.parametrize(("rank", "wanted"), [(5, True), (10, True), (11, False)])
def test_changed_record_of_published_article(ledger: Ledger, clock: Clock, rank: int, wanted: bool) -> None:  # noqa: FBT001  # a table's column
    """A changed or further record is read when it is no worse than the one published, and is kept in any case."""
    published(ledger, rank=10)
    changed = record(rank, title="新题")
    assert ledger.note("A1", "other", "other/list", changed) is wanted
    assert due(ledger, clock.now, "other") == (["A1"] if wanted else [])
    assert entry(ledger).state == "published"
    assert entry(ledger).records == {"shanyu/news": record(10), "other/list": changed}
    assert entry(ledger).source == ("other" if wanted else "shanyu")
    assert not ledger.note("A1", "other", "other/list", changed)


def test_owner_does_not_depend_on_the_order(ledger: Ledger, clock: Clock) -> None:
    """Of two sources that name an unread article the one with the better record reads it, whichever came first."""
    notes = [("shanyu", "shanyu/news", record(10)), ("other", "other/list", record(40))]
    for name, order in (("A1", notes), ("A2", notes[::-1])):
        for source, feed, one in order:
            assert ledger.note(name, source, feed, one)
    assert due(ledger, clock.now) == ["A1", "A2"]
    assert due(ledger, clock.now, "other") == []


def test_owner_of_equal_records(ledger: Ledger) -> None:
    """Where two records are equally good the feed's name settles it, as it does for the task."""
    notes = [("shanyu", "shanyu/news", record(10)), ("other", "other/list", record(10))]
    for name, order in (("A1", notes), ("A2", notes[::-1])):
        for source, feed, one in order:
            ledger.note(name, source, feed, one)
    assert (entry(ledger, "A1").source, entry(ledger, "A2").source) == ("other", "other")


def test_another_source_takes_over_after_a_failure(ledger: Ledger, clock: Clock) -> None:
    """An article that its best source could not read is read by the next source that names it."""
    ledger.note("A1", "shanyu", "shanyu/news", record(10))
    ledger.fail("A1", "timeout")
    assert ledger.note("A1", "other", "other/list", record(40))
    assert due(ledger, clock.now, "other") == ["A1"]


def test_worse_record_leaves_the_next_look_alone(ledger: Ledger, clock: Clock) -> None:
    """A worse record of a young article does not move the time at which it is looked at again."""
    published(ledger, due=clock.now + 600)
    ledger.note("A1", "shanyu", "shanyu/rolling", record(30))
    assert entry(ledger).due == clock.now + 600


def test_further_record_of_unread_article(ledger: Ledger, clock: Clock) -> None:
    """Until an article is published every further record of it asks for reading, also a worse one."""
    ledger.note("A1", "shanyu", "shanyu/news", record(10))
    ledger.quarantine("A1", "shanyu", "no title")
    clock.now += 1
    assert ledger.note("A1", "shanyu", "shanyu/rolling", record(30))
    assert due(ledger, clock.now) == ["A1"]


def test_retry_pauses_grow(ledger: Ledger, clock: Clock) -> None:
    """The first three failures are tried again by the next run, then the pause doubles, up to a day."""
    ledger.note("A1", "shanyu", "shanyu/news", record())
    pauses = []
    for _ in range(16):
        clock.now += 100_000
        ledger.fail("A1", "timeout")
        pauses.append((entry(ledger).due or 0) - clock.now)
    assert pauses == [0, 0, 0, 600, 1200, 2400, 4800, 9600, 19200, 38400, 76800, *[86400] * 5]
    assert (entry(ledger).attempts, entry(ledger).error) == (16, "timeout")


def test_success_forgets_failures(ledger: Ledger, clock: Clock) -> None:
    """A published article starts anew: no attempts, no error, not missing."""
    ledger.note("A1", "shanyu", "shanyu/news", record())
    for _ in range(5):
        ledger.fail("A1", "timeout")
    ledger.miss("A1")
    ledger.publish("A1", {"rank": 10, "content_hash": "h1", "due": None})
    assert (entry(ledger).attempts, entry(ledger).error, entry(ledger).missing_since) == (0, "", None)
    clock.now += GONE_AFTER_S
    assert not ledger.miss("A1")


def test_missing_from_the_start_is_looked_for_as_after_a_failure(ledger: Ledger, clock: Clock) -> None:
    """A listed article whose text is not there yet is tried in the next runs, then waits; after two hours it is gone."""
    ledger.note("A1", "shanyu", "shanyu/news", record())
    for _ in range(3):
        assert not ledger.miss("A1")
        assert due(ledger, clock.now) == ["A1"]
        assert ledger.waiting("shanyu", clock.now) == []
    assert not ledger.miss("A1")
    assert due(ledger, clock.now) == []
    assert [(one.id, one.error) for one in ledger.waiting("shanyu", clock.now)] == [("A1", "not found")]
    assert ledger.waiting("other", clock.now) == []
    clock.now += GONE_AFTER_S - 1
    assert not ledger.miss("A1")
    assert due(ledger, clock.now + 1) == ["A1"]
    clock.now += 1
    assert ledger.miss("A1")
    assert ledger.waiting("shanyu", clock.now) == []


def test_published_article_never_waits(ledger: Ledger, clock: Clock) -> None:
    """What is only looked at again for corrections is no unfinished article."""
    published(ledger, due=clock.now + 600)
    ledger.miss("A1")
    assert ledger.waiting("shanyu", clock.now) == []


def test_missing_twice_hours_apart_is_gone(ledger: Ledger, clock: Clock) -> None:
    """One "not found" is no proof; the second one, two hours later, is, and a third look is not asked for."""
    published(ledger)
    assert not ledger.miss("A1")
    assert due(ledger, clock.now + GONE_AFTER_S - 1) == []
    clock.now += 600
    assert not ledger.miss("A1")
    clock.now += GONE_AFTER_S - 600
    assert due(ledger, clock.now) == ["A1"]
    assert ledger.miss("A1")
    assert (entry(ledger).state, entry(ledger).due) == ("gone", None)
    ledger.fail("A1", "timeout")
    assert due(ledger, clock.now + 10**9) == []


def test_gone_stays_gone_in_the_feed(ledger: Ledger, clock: Clock) -> None:
    """A feed that goes on naming a withdrawn article does not bring it back."""
    ledger.note("A1", "shanyu", "shanyu/news", record())
    ledger.miss("A1")
    clock.now += GONE_AFTER_S
    ledger.miss("A1")
    assert not ledger.note("A1", "shanyu", "shanyu/news", record())
    assert not ledger.note("A1", "shanyu", "shanyu/news", record(title="新题"))
    assert due(ledger, clock.now + 10**9) == []


def test_gone_comes_back_when_it_is_read(ledger: Ledger, clock: Clock) -> None:
    """A withdrawn article that somebody asks for by link, and that answers, is published again."""
    published(ledger)
    ledger.miss("A1")
    clock.now += GONE_AFTER_S
    ledger.miss("A1")
    ledger.publish("A1", {"rank": 10, "content_hash": "h2", "due": None})
    assert (entry(ledger).state, entry(ledger).missing_since) == ("published", None)


def test_quarantine_is_new_once(ledger: Ledger, clock: Clock) -> None:
    """An unfit article is news the first time, and again when the reasons are others."""
    ledger.note("A1", "shanyu", "shanyu/news", record())
    assert ledger.quarantine("A1", "shanyu", "no title")
    assert not ledger.quarantine("A1", "shanyu", "no title")
    assert ledger.quarantine("A1", "shanyu", "no body")
    assert (entry(ledger).state, entry(ledger).error) == ("quarantined", "no body")
    assert due(ledger, clock.now + 600) == []
    assert due(ledger, clock.now + 86_400) == ["A1"]


def test_quarantine_of_unknown_article(ledger: Ledger, clock: Clock) -> None:
    """An article that no feed noted is kept from its quarantine on, and tried again later."""
    assert ledger.quarantine("A1", "shanyu", "no title", b"raw")
    assert ledger.original("A1") == b"raw"
    assert due(ledger, clock.now + 600) == ["A1"]
    assert not ledger.quarantine("A1", "shanyu", "no title")


def test_bad_second_reading_takes_nothing_back(ledger: Ledger) -> None:
    """A published article stays published when a later reading is unfit; that is news once too."""
    published(ledger)
    assert ledger.quarantine("A1", "shanyu", "no body")
    assert not ledger.quarantine("A1", "shanyu", "no body")
    assert (entry(ledger).state, entry(ledger).content_hash) == ("published", "h1")


def test_leaving_quarantine(ledger: Ledger) -> None:
    """A quarantined article that is read whole is published like any other."""
    ledger.quarantine("A1", "shanyu", "no title")
    published(ledger)
    assert (entry(ledger).state, entry(ledger).error) == ("published", "")
    assert ledger.quarantine("A1", "shanyu", "no title")


def test_former_content_is_kept(ledger: Ledger, clock: Clock) -> None:
    """A correction leaves the former text's hash and time; the same content again leaves nothing."""
    published(ledger, content="h1")
    first = clock.now
    for content in ("h1", "h2", "h2", "h1"):
        clock.now += 60
        ledger.publish("A1", {"rank": 10, "content_hash": content, "due": None})
    assert ledger.former("A1") == [(first, "h1"), (first + 120, "h2")]
    assert entry(ledger).changed == first + 240
    assert entry(ledger).first_seen == first


def test_original_comes_back_as_it_was(ledger: Ledger) -> None:
    """The raw record is kept byte for byte, whatever its bytes; only a later one replaces it."""
    published(ledger)
    for original in (b"\x00\xff" * 5000, "山雨".encode(), b"{}"):
        ledger.publish("A1", {"rank": 10, "content_hash": "h", "due": None}, original)
        assert ledger.original("A1") == original
    ledger.publish("A1", {"rank": 10, "content_hash": "h", "due": None})
    assert ledger.original("A1") == b"{}"


def test_file_name_can_be_moved_to_the_archive(ledger: Ledger) -> None:
    """What was published before an instant is named until it is archived."""
    published(ledger)
    assert [one.id for one in ledger.older_than("2022-03-04T01:00:01+00:00")] == ["A1"]
    assert ledger.older_than("2022-03-04T01:00:00+00:00") == []
    ledger.archive("A1", "old_post/A1.md")
    assert ledger.older_than("2999") == []
    assert entry(ledger).file == "old_post/A1.md"


def test_arrivals_by_the_minute(ledger: Ledger, clock: Clock) -> None:
    """A source's rhythm is told by the minutes in which something new came, newest first."""
    start = clock.now - clock.now % 60
    for at in (0, 1, 59, 60, 180):
        clock.now = start + at
        ledger.note(f"A{at}", "shanyu", "shanyu/news", record())
    ledger.note("B", "other", "other/news", record())
    assert ledger.arrivals("shanyu") == [start + 180, start + 60, start]
    assert ledger.arrivals("shanyu", most=1) == [start + 180]


def test_two_instances_on_one_file(ledger: Ledger, opened: Callable[[], Ledger]) -> None:
    """A second instance (a report, an explanation) sees what the first has stored, and the reverse."""
    published(ledger)
    second = opened()
    assert entry(second).content_hash == "h1"
    second.fail("A1", "timeout")
    assert entry(ledger).error == "timeout"
    ledger.close()
    assert entry(second).error == "timeout"


def test_close_twice(ledger: Ledger) -> None:
    """Closing again does nothing."""
    ledger.close()
    ledger.close()


@pytest.mark.parametrize(
    "name", ["a\x00b", "a\x00", "\ud800", "\ud83d\ude00", "'; DROP TABLE article;--", "长" * 50_000, ""]
)
def test_hostile_ids(ledger: Ledger, clock: Clock, name: str) -> None:
    """Whatever text is an article's id, the article goes its way and no other is touched."""
    published(ledger, "a")
    assert ledger.note(name, "shanyu", "shanyu/news", record())
    assert not ledger.note(name, "shanyu", "shanyu/news", record())
    assert entry(ledger, name).records == {"shanyu/news": record()}
    ledger.fail(name, "\udfff\x00")
    assert len(due(ledger, clock.now)) == 1
    ledger.assign(name, "shanyu", "_posts/x.md")
    ledger.publish(name, {"rank": 10, "content_hash": "h", "due": None}, b"raw")
    assert ledger.original(name) == b"raw"
    assert ledger.counts() == {"published": 2}


def test_hostile_record(ledger: Ledger) -> None:
    """Half an emoji, as cut digests have it, is stored and known again, and asks for no second reading."""
    cut = record(digest="好\ud83d", title="\x00\udc00", link="'\"\\")
    assert ledger.note("A1", "shanyu", "shanyu/news", cut)
    assert entry(ledger).records == {"shanyu/news": cut}
    assert not ledger.note("A1", "shanyu", "shanyu/news", cut)


def test_further_name_is_not_read_again(ledger: Ledger, clock: Clock) -> None:
    """An article that is another one by a further link is due again only when its record changes; a published one stays."""
    ledger.note("A1", "shanyu", "shanyu/news", record())
    ledger.rename("A1", "B1")
    assert due(ledger, clock.now + 10**6) == []
    assert "B1" in entry(ledger).error
    assert ledger.note("A1", "shanyu", "shanyu/news", record(title="又"))
    published(ledger, "a")
    ledger.rename("a", "B1")
    assert entry(ledger, "a").error == ""


def test_a_gone_article_is_archived_like_any_other(ledger: Ledger, clock: Clock) -> None:
    """What the source has withdrawn and the site keeps is old one day, too; what never had a file is not named."""
    published(ledger)
    ledger.note("A2", "shanyu", "shanyu/news", record())
    for _ in range(2):
        ledger.miss("A1")
        ledger.miss("A2")
        clock.now += 3 * 3600
    assert {entry(ledger, name).state for name in ("A1", "A2")} == {"gone"}
    assert [one.id for one in ledger.older_than("2999")] == ["A1"]
    ledger.archive("A1", "old_post/A1.md")
    assert ledger.older_than("2999") == []
