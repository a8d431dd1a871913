"""Mark-up that only shows passes untouched; mark-up that acts is disarmed."""

import pytest

from output.activehtml import disarm, is_harmless
from tests.output.hostile import ACTIVE, HARMLESS


@pytest.mark.parametrize("markup", HARMLESS)
def test_what_only_shows_is_harmless(markup: str) -> None:
    """Odd but inert mark-up of real sources is no reason to change a byte."""
    assert is_harmless(markup)


@pytest.mark.parametrize("markup", ACTIVE)
def test_what_acts_is_disarmed(markup: str) -> None:
    """Scripts, handlers, frames, forms, addresses that run and half tags are seen, and harmless afterwards."""
    assert not is_harmless(markup)
    disarmed = disarm(markup)
    assert is_harmless(disarmed.replace("javascript:", "")), disarmed
    assert "](javascript" not in disarmed
    assert "]: javascript" not in disarmed


def test_disarming_keeps_the_sources_own_marks() -> None:
    """Classes, data attributes, text and ordinary links survive."""
    kept = '<p class="em_media" data-x="1" style="text-align:center">谷 <a href="https://n.example/a">b</a></p>'
    assert disarm(f"{kept}<script>x</script>") == kept


@pytest.mark.parametrize("bait", ["<a ", '<a "', "<!-", "<!--", "<a b=x ", '<p a="b" ', "<", "<!--" + "-a" * 9, "&#"])
def test_long_bait_is_read_in_one_pass(bait: str) -> None:
    """A megabyte of half tags is judged without backtracking; a hang would show here."""
    is_harmless(bait * (1_000_000 // len(bait)))
