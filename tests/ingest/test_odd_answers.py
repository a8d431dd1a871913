"""Answers that no reader of ours chose: odd charsets, and a robots.txt that cannot be had; no trace for either."""

import pytest

from ingest.demo.faults import Fault

PAGE = (
    "<html><head><title>The river rose</title>"
    "<meta property='article:published_time' content='2026-09-07T10:00:00+08:00'></head>"
    "<body><article><h1>The river rose</h1>" + "<p>The water rose again in the night, and the cattle went up.</p>" * 8
).encode()


@pytest.mark.parametrize("charset", ["rot13", "hex", "idna", "undefined", "no-such-charset", "utf-8"])
def test_a_charset_that_is_none_is_unknown(job, replica, charset) -> None:
    """Python knows encodings that are none of text; a page that declares one is read by its bytes."""
    replica.faults["/page-"] = [Fault(status=200, headers={"Content-Type": f"text/html; charset={charset}"}, body=PAGE)]
    done = job.run("crawl", "article", "-a", "url=http://news.harbour.example/page-12345.html")
    assert done.returncode == 0, done.stdout + done.stderr
    ((name, post),) = ((name, text) for name, text in job.tree().items() if name.startswith("_posts/"))
    assert b"The water rose again" in post, name


def test_a_robots_txt_that_cannot_be_had_is_one_line(job, replica) -> None:
    """The connection breaks at each try: one line says so, without a trace, and the page is read."""
    replica.faults["/robots.txt"] = [Fault(close=True)] * 9
    replica.faults["/page-"] = [Fault(status=200, headers={"Content-Type": "text/html"}, body=PAGE)]
    done = job.run("crawl", "article", "-a", "url=http://news.harbour.example/page-12345.html")
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = done.stderr.splitlines()
    assert "the connection broke off after 4 tries: http://news.harbour.example/robots.txt" in line
