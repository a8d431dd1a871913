import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from output import frontmatter
from output.quickyaml import NotQuickError, Plain, read_quick, write_quick

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["no", "NaN", "1e3", "谷物新闻", "a b", "a  b", "x-1", "\u3000", "é: b", "'", '"', "\\\\", "😀", "- a", "a #b"]
    ),
)
SCALARS = st.one_of(TEXTS, st.booleans(), st.integers(), st.just(Plain("2026-09-01 08:00:00 +0800")))
NESTED = st.dictionaries(st.sampled_from(["name", "role", "no"]), SCALARS, max_size=2)
VALUES = st.one_of(SCALARS, NESTED, st.lists(st.one_of(SCALARS, NESTED), max_size=2))


def read_by_pyyaml(text):
    """What PyYAML's safe loader, without times, makes of it."""
    return yaml.load(text, Loader=frontmatter._Loader)  # noqa: S506  # derived from the safe one


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "tags", "authors", "on", "a b", "日期"]), VALUES, max_size=3))
def test_the_quick_way_writes_what_pyyaml_writes(fields):
    """Whatever is written without PyYAML is, byte for byte, what PyYAML would have written, and reads back."""
    fields = {key: frontmatter._cleaned(key, value) for key, value in fields.items()}
    try:
        quick = write_quick(fields)
    except NotQuickError:
        return
    assert quick == (frontmatter._dumped(fields) if fields else "")
    if fields:
        assert read_quick(quick) == fields
        assert read_by_pyyaml(quick) == fields


SIGNS = [
    "",
    "- ",
    "  ",
    "a",
    "title",
    "on",
    ":",
    ": ",
    "12",
    "007",
    "-1",
    "1e3",
    "no",
    "true",
    "{}",
    *"\"\\'#&*!|%@~?-",
]
BREAKS = ["\n", "\na: ", "\n- ", "\n  b: ", "2026-09-01 08:00:00 +0800"]
WRITTEN = st.lists(st.sampled_from([*SIGNS, *BREAKS]), max_size=14).map("".join)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=500, deadline=None)
@given(WRITTEN)
def test_what_the_quick_way_reads_pyyaml_reads_alike(text):
    """Any text that the quick way would take for what it wrote means the same to PyYAML, unless a key repeats."""
    try:
        read = read_quick(text + "\n")
        if None in read.values() or write_quick(read) != text + "\n":
            return  # not what the quick way writes
    except NotQuickError:
        return
    assert read_by_pyyaml(text) == read
