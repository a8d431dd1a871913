"""Errors: one wording for all facts, fit for a log."""

from ingest.errors import FetchError, UsageError


def test_facts_are_worded_in_one_order() -> None:
    """What, where, the value, and what would fix it."""
    error = UsageError("no such choice", field="WITHDRAWN", raw="x", fix="write keep")
    assert str(error) == "no such choice: WITHDRAWN: 'x'; write keep"


def test_an_address_shows_no_password() -> None:
    """Who reads a log or a report does not learn what stood before the host."""
    assert (
        str(FetchError("refused", url="https://user:geheim@news.example/a@b")) == "refused: https://…@news.example/a@b"
    )
    assert str(FetchError("refused", url="https://news.example/@somebody")) == "refused: https://news.example/@somebody"


def test_an_endless_address_is_cut() -> None:
    """A link of a megabyte fills no log."""
    assert len(str(FetchError("refused", url="https://news.example/" + "a" * 1_000_000))) < 600
