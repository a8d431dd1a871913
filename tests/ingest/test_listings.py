"""Listings: what manifest and feeds say of each article, and its changes in order; one suite for SQLite and Redis."""

from collections.abc import Callable

from ledger_rows import published

from ingest.ledger import Ledger
from ingest.ledger.listings import Listing, line_of


def put(ledger: Ledger, name: str, day: int, slug: str = "shan", **facts: str) -> None:
    """List a published article."""
    published(ledger, name)
    at = f"2026-03-{day:02}T01:00:00+00:00"
    ledger.listings.put(name, slug, at, {"title": name, "published": at, **facts})


def ids(listed: list[Listing]) -> list[str]:
    """Return the ids in their order."""
    return [one.id for one in listed]


def settle(ledger: Ledger, unsettled: tuple[str, ...] = ()) -> None:
    """Do what the end of a run does: look at all that waits, then settle it."""
    for page in ledger.listings.pending():
        ledger.listings.number([(one.id, f'{{"id":"{one.id}"}}') for one in page if one.id not in unsettled])
    ledger.listings.stale()
    ledger.listings.settle(unsettled)


def test_newest_first_by_site_and_outlet(ledger: Ledger) -> None:
    """The newest of the site and of one outlet come newest first, as many as are asked for."""
    for name, day, slug in (("A", 1, "shan"), ("B", 3, "shui"), ("C", 2, "shan"), ("D", 3, "shan")):
        put(ledger, name, day, slug)
    assert ids(ledger.listings.newest("", 3)) == ["D", "B", "C"]
    assert ids(ledger.listings.newest("shan", 9)) == ["D", "C", "A"]
    assert ids(ledger.listings.older(None, 2)) == ["D", "B"]
    assert ids(ledger.listings.older(("2026-03-03T01:00:00+00:00", "B"), 9)) == ["C", "A"]


def test_listing_as_it_was_put(ledger: Ledger) -> None:
    """Facts come back as they were, the file is the ledger's, and of an unknown article there is nothing."""
    put(ledger, "A", 1, outlet="山雨\ud83d报")
    found = ledger.listings.get("A")
    assert found == Listing(
        "A",
        "shan",
        "2026-03-01T01:00:00+00:00",
        {"title": "A", "published": "2026-03-01T01:00:00+00:00", "outlet": "山雨\ud83d报"},
        shown=True,
        file="_posts/A.md",
    )
    assert ledger.listings.get("B") is None


def test_a_moved_article_makes_both_feeds_stale(ledger: Ledger) -> None:
    """A new outlet of an article makes its old feed stale too, and it leaves that feed."""
    put(ledger, "A", 1)
    settle(ledger)
    assert not ledger.listings.waiting()
    put(ledger, "A", 2, "shui")
    assert ledger.listings.stale() == ["", "shan", "shui"]
    assert ledger.listings.newest("shan", 9) == []
    assert ids(ledger.listings.newest("", 9)) == ["A"]


def test_hidden_article_leaves_the_feeds_and_stays_pending(ledger: Ledger) -> None:
    """A removed file's article is in no feed any more, and the manifest has to look at it."""
    put(ledger, "A", 1)
    put(ledger, "B", 2)
    settle(ledger)
    ledger.listings.hide("A")
    assert ids(ledger.listings.newest("", 9)) == ["B"]
    assert [ids(page) for page in ledger.listings.pending()] == [["A"]]
    assert ledger.listings.stale() == ["", "shan"]


def test_pending_comes_in_order_of_publication(ledger: Ledger) -> None:
    """What waits for the manifest comes by publication, whatever the order in which it was put, page by page."""
    for name, day in (("C", 3), ("A", 1), ("B", 1)):
        put(ledger, name, day)
    assert [ids(page) for page in ledger.listings.pending(page=2)] == [["A", "B"], ["C"]]


def test_unsettled_waits_on(ledger: Ledger) -> None:
    """An article whose file was missing stays pending when all else is settled."""
    put(ledger, "A", 1)
    put(ledger, "B", 2)
    settle(ledger, unsettled=("B",))
    assert [ids(page) for page in ledger.listings.pending()] == [["B"]]
    assert ledger.listings.stale() == []


def test_numbers_and_where_their_lines_end(ledger: Ledger) -> None:
    """Each change gets the next number, the same body again none, and `stop` is where its line ends in the file."""
    bodies = [(f"A{number}", f'{{"id":"A{number}","t":"题"}}') for number in range(12)]
    assert ledger.listings.number(bodies) == 12
    assert ledger.listings.number(bodies[:3]) == 0
    assert ledger.listings.number([("A0", '{"id":"A0","t":"新"}')]) == 1
    changes = list(ledger.listings.changes())
    assert [one.seq for one in changes] == list(range(1, 14))
    file = b""
    for one in changes:
        file += one.line
        assert one.stop == len(file)
        assert one.line == line_of(one.seq, one.body)
        assert ledger.listings.change_within(len(file)) == one
        assert ledger.listings.change_within(len(file) - 1) == (changes[one.seq - 2] if one.seq > 1 else None)
    assert [one.seq for one in ledger.listings.changes(10)] == [11, 12, 13]


def test_adopted_numbers_go_on(ledger: Ledger) -> None:
    """The numbers of a manifest whose ledger was lost are taken over, and the next change follows them."""
    assert not ledger.listings.has_changes()
    ledger.listings.adopt([(7, "A", '{"id":"A"}'), (9, "B", '{"id":"B"}')])
    assert ledger.listings.has_changes()
    ledger.listings.number([("A", '{"id":"A"}'), ("C", '{"id":"C"}')])
    assert [(one.seq, one.body) for one in ledger.listings.changes()] == [
        (7, '{"id":"A"}'),
        (9, '{"id":"B"}'),
        (10, '{"id":"C"}'),
    ]


def test_everything_anew(ledger: Ledger) -> None:
    """A rebuild makes every feed stale and looks at every article again."""
    put(ledger, "A", 1)
    put(ledger, "B", 2, "shui")
    settle(ledger)
    ledger.listings.stale_all()
    assert ledger.listings.stale() == ["", "shan", "shui"]
    assert [ids(page) for page in ledger.listings.pending()] == [["A", "B"]]


def test_archived_article_is_looked_at_again(ledger: Ledger, opened: Callable[[], Ledger]) -> None:
    """A post that was moved gets its line in the manifest, and another process sees where it is."""
    put(ledger, "A", 1)
    settle(ledger)
    ledger.archive("A", "old_post/A.md")
    (page,) = opened().listings.pending()
    assert [(one.id, one.file) for one in page] == [("A", "old_post/A.md")]
