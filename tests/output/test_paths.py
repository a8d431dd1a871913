"""File names stay in their folder and apart from each other."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import WriteError
from output.paths import LONGEST_BYTES, post_name, safe_id


@pytest.mark.parametrize("text", ["NW202112172217019011", "202112172217019011", "art-5_1.2", "a", "稻谷-5"])
def test_ordinary_identities_are_their_own_names(text: str) -> None:
    """What is safe already stays as it is."""
    assert safe_id(text) == text


def test_post_name() -> None:
    """A post is named by its day and its identity."""
    assert post_name("NW202112172217019011", date(2021, 12, 17)) == "2021-12-17-NW202112172217019011.md"


@pytest.mark.parametrize(
    "text",
    ["../../etc/passwd", "/etc/passwd", "..", ".", ".hidden", "a/b", "a\\b", "a\x00b", "CON", "con", "nul.txt", "COM1", "a b", "a:b", "A", "x" * 151, "稻" * 60, "{{a}}", "a%2fb", "a\u202eb", "\ud800", "-", "-rf"],
)  # fmt: skip
def test_dangerous_identities_are_disarmed(text: str) -> None:
    """A name that leaves its folder, means a device or is too long becomes a harmless one with a hash."""
    name = safe_id(text)
    assert name != text
    assert not {"/", "\\", "\x00", "%", "{", " ", ":"} & set(name)
    assert name[0] not in ".-"
    assert name.lower() not in {"con", "nul", "com1"}
    assert len(name.encode()) <= LONGEST_BYTES


@given(texts=st.lists(st.text("aAbBnNwWoO/.-_12é\u0301", min_size=1, max_size=8), min_size=2, max_size=8, unique=True))
def test_identities_never_share_a_name(texts: list[str]) -> None:
    """Different identities have different names, on a disk that ignores capitals too."""
    identities = {unicodedata.normalize("NFC", text) for text in texts}
    names = {safe_id(text) for text in identities}
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(identities)
    assert all(safe_id(name) == name or name in identities or name[-11] == "-" for name in names)


def test_case_twins_stay_apart() -> None:
    """The one shape that keeps its capitals doesn't meet its small twin, nor a name made to look like a marked one."""
    assert safe_id("nw202112172217019011").casefold() != safe_id("NW202112172217019011").casefold()
    assert safe_id(safe_id("A").lower()) != safe_id("A").lower()


def test_composed_and_decomposed_stay_apart() -> None:
    """Two spellings of one text are two identities, and no disk that takes them for one name mixes their files."""
    names = {safe_id("caf\u00e9"), safe_id("cafe\u0301")}
    assert len({unicodedata.normalize("NFD", name).casefold() for name in names}) == 2


def test_no_identity_is_an_error() -> None:
    """An empty identity has no file."""
    with pytest.raises(WriteError):
        safe_id("")
