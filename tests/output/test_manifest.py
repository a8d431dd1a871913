"""The manifest's lines, and how far a damaged one is believed."""

import pytest

from output.manifest import body_of, gone_body, read_lines

LINES = b'{"seq":1,"id":"a","state":"removed"}\n{"seq":3,"id":"b","state":"removed"}\n'


def test_lines_are_read_back():
    """Number, article and words of each line come back."""
    assert list(read_lines(LINES)) == [(1, "a", gone_body("a")), (3, "b", gone_body("b"))]


@pytest.mark.parametrize(
    "rest",
    [
        b'{"seq":3,"id":"c"}\n',
        b'{"seq":4,"id":"c"}',
        b'{"seq":4}\n',
        b"\xff\n",
        b"\n",
        b'{"id":"c","seq":4}\n',
        b'{"seq":4,"id":5}\n',
    ],
)
def test_a_manifest_is_believed_up_to_its_first_fault(rest):
    """A number that does not grow, a line without end, or one of another form ends the reading."""
    assert len(list(read_lines(LINES + rest + b'{"seq":9,"id":"d","state":"removed"}\n'))) == 2


def test_a_line_breaks_in_no_text():
    """A title with line ends of any kind stays on its line."""
    body = body_of("a", {"title": "x\ny\u2028z", "published": "2026-09-03T08:30:00+08:00"}, "_posts/a.md", "0" * 64)
    assert "\n" not in body
