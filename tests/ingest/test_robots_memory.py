"""What a spoilt memory of robots.txt costs: one more question, and nothing else."""

import json
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import TextResponse

from ingest.network.robots import RobotsMemoryMiddleware

ASKED = Request("http://news.example/robots.txt", meta={"dont_obey_robotstxt": True})
KEY = "http://news.example:80"
RULES = "User-agent: *\nDisallow: /"


def memory(state: Path) -> RobotsMemoryMiddleware:
    """Return the middleware of a run in this state folder."""
    return RobotsMemoryMiddleware(SimpleNamespace(spider=SimpleNamespace(run=SimpleNamespace(state=state))))


def copy(at: float) -> bytes:
    """Return a memory with one copy of this time."""
    return json.dumps({KEY: {"at": at, "status": 200, "text": RULES}}).encode()


def test_a_fresh_copy_answers(tmp_path: Path) -> None:
    """A copy of today is the answer."""
    (tmp_path / "robots.json").write_bytes(copy(time.time()))
    answer = memory(tmp_path).process_request(ASKED)
    assert answer is not None
    assert answer.body.decode() == RULES


@pytest.mark.parametrize(
    "content",
    [b"[" * 100_000, b"5", b"[1]", b"\xff", json.dumps({KEY: 5}).encode(), json.dumps({KEY: {"at": "x"}}).encode()],
)
def test_a_spoilt_memory_is_asked_anew(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in the file, the rules are asked for; an error here would let a crawl go without them."""
    (tmp_path / "robots.json").write_bytes(content)
    assert memory(tmp_path).process_request(ASKED) is None


def test_a_copy_of_the_future_is_none(tmp_path: Path) -> None:
    """A clock that was wrong once does not keep a copy for years."""
    (tmp_path / "robots.json").write_bytes(copy(time.time() + 10**8))
    assert memory(tmp_path).process_request(ASKED) is None


def test_a_copy_that_cannot_be_kept_holds_for_this_run(tmp_path: Path) -> None:
    """The rules reach the crawl also where the disk is full."""
    (tmp_path / "robots.json").mkdir()
    middleware = memory(tmp_path)
    response = TextResponse(ASKED.url, body=RULES.encode(), request=ASKED)
    assert middleware.process_response(ASKED, response) is response
    assert middleware.process_request(ASKED) is not None
