from typing import Any

import pytest
from scrapy.settings import Settings

from ingest.errors import UsageError
from ingest.network.hosts import Place
from ingest.network.overrides import HostOverrides, read_overrides

SETTING = (
    '{"news.example": "http://127.0.0.1:1", "news.example:8080": "http://[::1]:2/",'
    ' "新闻.example": "https://replica.example", "*": "http://127.0.0.1:3"}'
)


@pytest.mark.parametrize(
    ("url", "real"),
    [
        ("http://news.example/a/b?c=d&e=%20", "http://127.0.0.1:1/a/b?c=d&e=%20"),
        ("https://NEWS.example./a?#top", "http://127.0.0.1:1/a?"),
        ("http://news.example", "http://127.0.0.1:1"),
        ("http://news.example?x=http://a/b", "http://127.0.0.1:1?x=http://a/b"),
        ("http://news.example:8080/", "http://[::1]:2/"),
        ("http://xn--efvy88h.example/", "https://replica.example/"),
        ("http://other.example:99/", "http://127.0.0.1:3/"),
    ],
)
def test_real_urls(url: str, real: str) -> None:
    """The host's own target goes before `*`, its port's before both; path and query stay to the character."""
    assert HostOverrides.from_settings(Settings({"HOST_OVERRIDES": SETTING})).real_url(url) == real


@pytest.mark.parametrize("value", [None, "", "{}", {}])
def test_no_overrides(value: object) -> None:
    """Without overrides every request goes to its own host."""
    assert HostOverrides(read_overrides(value)).real_url("http://news.example/") is None


def test_targets_and_names() -> None:
    """The guard learns the targets, and which places are named rather than covered by `*`."""
    overrides = HostOverrides(read_overrides({"10.0.0.1": "http://localhost:1", "*": "https://[::1]"}))
    assert overrides.targets == {Place("localhost", 1), Place("::1", 443)}
    assert overrides.names(Place("10.0.0.1", 80))
    assert not overrides.names(Place("10.0.0.2", 80))


@pytest.mark.parametrize(
    "value",
    [
        "{",
        "[]",
        '"http://127.0.0.1"',
        7,
        {"": "http://127.0.0.1"},
        {"http://news.example": "http://127.0.0.1"},
        {"news.example": "127.0.0.1:8899"},
        {"news.example": "ftp://127.0.0.1"},
        {"news.example": "http://"},
        {"news.example": "http://127.0.0.1/replica"},
        {"news.example": "http://127.0.0.1:x"},
        {"news.example": "http://me:secret@127.0.0.1"},
        {"news.example": None},
    ],
)
def test_unusable_settings(value: Any) -> None:
    """What cannot be meant as overrides stops with a UsageError that shows how to write them."""
    with pytest.raises(UsageError, match=r"HOST_OVERRIDES .*; write it like"):
        read_overrides(value)
