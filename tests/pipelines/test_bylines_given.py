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
        ("Ada Rivers (Staff Writer)", ["Ada Rivers"]),
        ("Ada Rivers Staff Reporter", ["Ada Rivers"]),
        ("Ada Rivers, Chief Executive of Foma", ["Ada Rivers"]),
        ("Ada Rivers, The Brook", ["Ada Rivers"]),
        ("Posted by BrookHD on Friday March 6, 2026 @08:00PM from the desk", ["BrookHD"]),
        ("by brooky", ["brooky"]),
        ("byAda Rivers", ["Ada Rivers"]),
        ("Ada Rivers - Valley Courier", ["Ada Rivers"]),
        ("Ada Rivers is a senior writer", ["Ada Rivers"]),
        ("Guest column by Ada Rivers", ["Ada Rivers"]),
        ("Story: Ada Rivers", ["Ada Rivers"]),
        ("Sponsored Content", []),
        ("Mar 6 Written By Ada Rivers", ["Ada Rivers"]),
        ("Friday, December 19, 2025", []),
        ("March 3, 2026", []),
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


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Von Jana Moos und Karl-Heinz von der Lühe, Berlin", ["Jana Moos", "Karl-Heinz von der Lühe"]),
        ("Ein Kommentar von Jana Moos", ["Jana Moos"]),
        ("Jana Moos (jm)", ["Jana Moos"]),
        ("Text: Jana Moos; Fotos: Ulf Brand", ["Jana Moos"]),
        ("Jana Moos mit Material von dpa", ["Jana Moos"]),
        ("Jana Moos aus Berlin", ["Jana Moos"]),
        ("dpa/Jana Moos", ["Jana Moos"]),
        ("Anne Dupré avec AFP", ["Anne Dupré"]),
        ("Por: María José Nuñez", ["María José Nuñez"]),
        ("Автор: Иван Ручьёв", ["Иван Ручьёв"]),
        ("Par Jean-Luc Rivière et Anne Dupré", ["Jean-Luc Rivière", "Anne Dupré"]),
        ("Propos recueillis par Anne Dupré", ["Anne Dupré"]),
        ("Por María José Nuñez y Carlos Vega", ["María José Nuñez", "Carlos Vega"]),
        ("Ana Ortega y Vega", ["Ana Ortega y Vega"]),
        ("di Giulia Fonti e Marco Selva", ["Giulia Fonti", "Marco Selva"]),
        ("Anna Rzeka oraz Łukasz Las", ["Anna Rzeka", "Łukasz Las"]),
        ("Von Brook", ["Von Brook"]),
        ("Иван Ручьёв, Анна Лесная", ["Иван Ручьёв", "Анна Лесная"]),
        ("Γιώργος Ποταμός και Άννα Δάσου", ["Γιώργος Ποταμός", "Άννα Δάσου"]),
        ("강하늘 기자", ["강하늘"]),
    ],
)
def test_a_field_in_another_language_is_read_by_its_own_words(field: str, names: list[str]) -> None:
    """What opens a byline and what joins names is known of the larger languages."""
    assert [author.name for author in read_given(field).authors] == names


def test_who_checked_a_text_did_not_write_it() -> None:
    """A reviewer is named with that part."""
    assert [author.role for author in read_given("Reviewed by Ada Rivers").authors] == ["other"]
