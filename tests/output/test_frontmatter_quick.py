from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from output import frontmatter
from output.frontmatter import Plain

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["no", "NaN", "1e3", "谷物新闻", "a b", "a  b", "x-1", "\u3000", "é: b", "'", '"', "\\\\", "😀", "- a", "a #b"]
    ),
)
SCALARS = st.one_of(TEXTS, st.booleans(), st.integers(), st.just(Plain("2026-09-01 08:00:00 +0800")))
NESTED = st.dictionaries(st.sampled_from(["name", "role", "no"]), SCALARS, max_size=2)
VALUES = st.one_of(SCALARS, NESTED, st.lists(st.one_of(SCALARS, NESTED), max_size=2))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "tags", "authors", "on", "a b", "日期"]), VALUES, max_size=3))
def test_the_quick_way_writes_what_pyyaml_writes(fields):
    """Whatever is written without PyYAML is, byte for byte, what PyYAML would have written."""
    fields = {key: frontmatter._cleaned(key, value) for key, value in fields.items()}
    try:
        quick = "".join(frontmatter._quick_entry(key, value) for key, value in fields.items())
    except frontmatter._NotPlainError:
        return
    assert quick == (frontmatter._dumped(fields) if fields else "")
