"""Author fields: names as they stand, lists, jobs, organisations, and what is no name at all."""

import pytest

from pipelines.bylines import read_given


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Ada Rivers", ["Ada Rivers"]),
        ("By Ada Rivers, Political Correspondent", ["Ada Rivers"]),
        ("Ada Rivers and Bo Hill", ["Ada Rivers", "Bo Hill"]),
        ("Ada Rivers for The Valley Post", ["Ada Rivers"]),
        ("Ada Rivers, MD, FOMA", ["Ada Rivers"]),
        ("Ada Rivers (she/her)", ["Ada Rivers"]),
        ("Ada Rivers Updated: Mar 1", ["Ada Rivers"]),
        ("<author>温川</author>", ["温川"]),
        ("木心的猫", ["木心的猫"]),
        ("Friday, December 19, 2025", []),
        ("河谷>社会>正文", []),
        ("https://valley.example/ada", []),
        ("2208", []),
        ("佚名", []),
        ("", []),
    ],
)
def test_a_field_names_people_or_nobody(field: str, names: list[str]) -> None:
    """Jobs, places, dates and mark-up fall away; what cannot be a name names nobody."""
    assert [author.name for author in read_given(field).authors] == names


def test_a_line_that_is_no_field_needs_words_that_tell() -> None:
    """What stands between other lines is no name by itself; a portal's note behind a name is none of it."""
    assert read_given("木心的猫", field=False).authors == ()
    assert [author.name for author in read_given("河谷日报(微博)记者 温川", field=False).authors] == ["温川"]


def test_a_field_may_name_an_organisation() -> None:
    """An outlet in a person's place is the outlet."""
    assert (read_given("河谷新闻网").authors, read_given("河谷新闻网").outlet) == ((), "河谷新闻网")
