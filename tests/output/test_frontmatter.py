"""Front matter says the same to every YAML reader."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import WriteError
from output.frontmatter import Plain, dump_front_matter
from output.safety import clean_scalar

TRAPS = [
    "no",
    "Y",
    "on",
    "null",
    "~",
    "1",
    "1.5",
    "1e3",
    "0o17",
    "0x1F",
    "1_000",
    "1,000",
    "12:30",
    "2021-12-17",
    ".inf",
    "=",
    "<<",
    "",
    "é: b",
    "a #b",
    "!x",
    "&x",
    "*x",
    "%x",
    "@x",
    "`x`",
    "- x",
    "? x",
    ":sym",
    "---",
    "...",
    "{}",
    "[]",
    "'x'",
    '"x"',
    "\\",
    "36",
]


@pytest.mark.parametrize("text", TRAPS)
def test_text_that_yaml_could_take_for_more_is_quoted(text: str) -> None:
    """Words and numbers that any YAML version reads as something else stand in quotes."""
    assert re.search(r"^a: [\"'].*[\"']$", dump_front_matter({"a": text}), re.MULTILINE)


@pytest.mark.parametrize("text", ["post", "稻谷新闻", "Grain weekly", "techweb2"])
def test_words_stand_plain(text: str) -> None:
    """Words that can't be taken for anything else need no quotes."""
    assert dump_front_matter({"a": text}) == f"---\na: {text}\n---\n"


@given(text=st.text(st.characters(codec=None)))
def test_any_text_comes_back(text: str) -> None:
    """Whatever the text, it reads back as its cleaned self, on one line, whatever reader quotes it."""
    written = dump_front_matter({"a": text, "b": [{"c": text}]})
    assert yaml.safe_load(written.split("---\n", 2)[1]) == {"a": clean_scalar(text), "b": [{"c": clean_scalar(text)}]}
    assert len(written.splitlines()) == 5
    assert written.encode()


def test_order_kinds_and_times() -> None:
    """Keys stay in order, lists and mappings nest, a time stands plain, text isn't folded."""
    fields = {
        "title": "稻：" * 300,
        "date": Plain("2021-12-17 09:19:51 +0800"),
        "draft": False,
        "count": 3,
        "authors": [{"name": "何稻香", "role": "reporter"}],
        "dateline": {"place": "金谷"},
    }
    assert dump_front_matter(fields) == (
        f'---\ntitle: "{"稻：" * 300}"\ndate: 2021-12-17 09:19:51 +0800\ndraft: false\ncount: 3\n'
        "authors:\n- name: 何稻香\n  role: reporter\ndateline:\n  place: 金谷\n---\n"
    )


def test_emoji_stand_as_themselves() -> None:
    """Characters beyond U+FFFF are written, not spelt in hexadecimal."""
    assert dump_front_matter({"a": "丰收😀"}) == "---\na: '丰收😀'\n---\n"


def test_other_kinds_are_refused() -> None:
    """A value that isn't text, number, list or mapping is an error that names its key."""
    with pytest.raises(WriteError, match=r"a\.b"):
        dump_front_matter({"a": {"b": 1.5}})
