"""Traps of attributes are seen, whatever their quotes; what merely is large is none."""

import pytest

from pipelines.overfull import is_overfull

MANY = 100_000


@pytest.mark.parametrize(
    "html",
    [
        "<p " + " ".join(f'a{number}="1"' for number in range(MANY)) + ">",
        "<p " + "".join(f'a{number}="1"' for number in range(MANY)) + ">",
        "<p " + " ".join(f"a{number}" for number in range(MANY)) + ">",
        "<p " + " ".join(f'<a{number}=">"' for number in range(MANY)) + ">",
        '<p a=x"y ' + " ".join(f"a{number}=1" for number in range(MANY)) + ">",
        ("<p " + " ".join(f'a{number}="1"' for number in range(MANY // 10)) + ">") * 10,
        "<p " + "'x" * MANY,
    ],
    ids=["quoted", "glued", "bare", "signs in them", "a stray quote", "ten tags", "never closed"],
)
def test_trap_is_seen(html: str) -> None:
    """Tens of thousands of attributes are refused before a parser compares each with all."""
    assert is_overfull(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p class='x'>" * MANY,
        '<img src="data:image/png;base64,' + "iVBORw0/KGgo" * MANY + '">',
        '<div data-text="' + "word " * 8_000 + '">',
        "雨" * 1_000_000,
        '<a "' * 1_000,
        "<" * 1_000_000,
        "<p " + '" ' * 1_000_000,
    ],
    ids=["many tags", "a picture", "a long text", "no tag", "stray quotes", "signs", "empty quotes"],
)
def test_what_is_large_is_no_trap(html: str) -> None:
    """Length alone, pictures in their tag, and broken quotes are read."""
    assert not is_overfull(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p" + "".join(f"/a{number}" for number in range(MANY)) + ">",
        ("<p " + " ".join(f"a{number}" for number in range(3_500)) + ">") * 400,
    ],
    ids=["slashes", "many tags"],
)
def test_slashes_and_many_middling_tags_are_traps_too(html: str) -> None:
    """A slash parts attributes like a blank, and hundreds of tags with thousands of attributes add up."""
    assert is_overfull(html)


def test_an_inline_picture_is_no_trap() -> None:
    """The slashes of a picture's bytes inside quotes part nothing."""
    assert not is_overfull('<img src="data:image/png;base64,' + "aB3/x+Z/" * 400_000 + '">')
