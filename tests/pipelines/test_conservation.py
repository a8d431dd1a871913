import pytest

from ingest.article import (
    Cell,
    Dropped,
    Heading,
    Image,
    Listing,
    Paragraph,
    Preformatted,
    Quotation,
    Run,
    Table,
)
from pipelines.conservation import SHOWN, added_characters, missing_characters, visible_text


def said(*texts: str) -> tuple[Paragraph, ...]:
    """Plain paragraphs."""
    return tuple(Paragraph((Run(text),)) for text in texts)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>甲</p>乙", "甲乙"),
        ("甲&amp;乙&lt;&#20013;&nbsp;&copy2", "甲&乙<中©2"),
        ("&am<b>p;</b>", "&amp;"),
        ("<p hidden>甲</p><p style='display:none'>乙</p>", "甲乙"),
        ("甲<!-- 乙 -->丙<!-->丁<!--->戊<!-- 己 --!>庚<!-- 辛", "甲丙丁戊庚"),
        ("<script>甲</script>乙<style>丙</style>丁", "乙丁"),
        ("<script>'</scripty>'<!--<script>甲</script>乙--></script>丙", "丙"),
        ("<SCRIPT>甲</Script >乙", "乙"),
        ("<script>甲", ""),
        ("<script/>甲", "甲"),
        ("<script src=a/>甲</script>乙", "乙"),
        ("<template>甲<template>乙</template>丙</template>丁", "丁"),
        ("<textarea><b>甲</b>&amp;</textarea>", "<b>甲</b>&"),
        ("<title>甲</title>", "甲"),
        ("<iframe><b>甲&amp;</iframe>乙", "<b>甲&amp;乙"),
        ("<xmp><b>甲</xmp><plaintext><b>乙</plaintext>", "<b>甲<b>乙</plaintext>"),
        ("<p title='>'>甲<p title=\">\">乙<p title=a'>丙", "甲乙丙"),
        ("<p title='甲", ""),
        ("甲<b", "甲"),
        ("甲 < 乙 <3 </ x>丙</>丁<", "甲<乙<3丙丁<"),
        ("<![CDATA[甲]]>乙<?丙?>丁<!DOCTYPE 戊>", "乙丁"),
        ("<a =x>甲<a x =>乙</a x='>'>丙", "甲乙丙"),
    ],
)
def test_visible_is_what_the_standard_shows(html, text):
    """Text nodes count, hidden ones too; comments, scripts, styles and templates do not."""
    assert "".join(visible_text(html).split()) == text


def test_markup_parts_words_for_the_count_alone():
    """A blank stands for each tag, so that halves of an entity don't meet."""
    assert visible_text("甲<b>乙</b>") == "甲 乙 "


BLOCKS = (
    Heading((Run("甲"),)),
    Paragraph((Run("乙"), Run("\n"), Run("丙", strong=True))),
    Image("http://a.example/1.jpg", "替", (Run("丁"),)),
    Table(((Cell((Run("戊"),)), Cell((Run("己"),))),), (Run("庚"),)),
    Listing(((Paragraph((Run("辛"),)), Listing(((Paragraph((Run("壬"),)),),))),)),
    Quotation((Paragraph((Run("癸"),)),)),
    Preformatted("子"),
)


def test_every_place_of_a_block_counts():
    """Runs, captions, cells, items, quotations and preformatted text hold characters; alternative text does not."""
    assert missing_characters("<p>甲乙丙丁庚戊己辛壬癸子</p>", BLOCKS, ()) == ""
    assert missing_characters("<p>子癸壬辛己戊庚丁丙乙甲</p>", BLOCKS, ()) == ""
    assert missing_characters("<p>替</p>", BLOCKS, ()) == "替"
    assert added_characters("", BLOCKS, ()) == "甲乙丙丁庚戊己辛壬癸子"


@pytest.mark.parametrize(
    ("dropped", "missing"),
    [
        ((), "乙丙"),
        ((Dropped("x", "乙"),), "丙"),
        ((Dropped("x", "乙丙"),), ""),
        ((Dropped("x", "丙"), Dropped("y", "乙")), ""),
        ((Dropped("x", ""), Dropped("x", " 乙 丙 ")), ""),
    ],
)
def test_what_is_neither_kept_nor_dropped_is_missing(dropped, missing):
    """Dropped text counts in whatever order it was noted."""
    assert missing_characters("<p>甲乙丙甲</p>", said("甲甲"), dropped) == missing


def test_each_occurrence_counts():
    """A character that stands twice must be accounted for twice."""
    assert missing_characters("<p>甲甲</p>", said("甲"), ()) == "甲"
    assert added_characters("<p>甲</p>", said("甲"), (Dropped("x", "甲"),)) == "甲"


def test_moved_text_is_neither_missing_nor_added():
    """Captions and bylines move; only their characters count."""
    assert missing_characters("<p>甲乙</p><p>丙</p>", said("丙", "乙甲"), ()) == ""
    assert added_characters("<p>甲乙</p><p>丙</p>", said("丙", "乙甲"), ()) == ""


def test_white_space_and_controls_do_not_count():
    """Blanks of any width are layout, and control characters are read differently by every parser."""
    assert missing_characters("<p>甲 　\n\xa0\u2028乙\x00\x01&#1;\ud800\x85</p>", said("甲乙"), ()) == ""
    assert added_characters("<p>甲乙</p>", said("甲 　乙"), (Dropped("x", "\ufdd0\x01"),)) == ""


def test_zero_width_characters_do_count():
    """What can be told apart must be dropped by name, too."""
    assert missing_characters("甲&#8203;乙", said("甲乙"), ()) == "\u200b"
    assert missing_characters("甲&#8203;乙", said("甲乙"), (Dropped("zero_width", "\u200b"),)) == ""


def test_text_of_a_template_may_be_kept_or_not():
    """It is no loss when absent and no invention when present."""
    html = "甲<template>乙</template>"
    for dropped in ((), (Dropped("template", "乙"),)):
        assert missing_characters(html, said("甲"), dropped) == ""
        assert added_characters(html, said("甲"), dropped) == ""


def test_a_long_loss_is_cut_short():
    """A report shows the beginning of what is missing."""
    assert missing_characters("甲" * 9_999, (), ()) == "甲" * SHOWN + "…"


@pytest.mark.parametrize(
    "html",
    [
        "<" * 200_000,
        "<!--" * 50_000,
        "<script>" * 30_000,
        "<script><!--" * 20_000,
        "<a b='" * 40_000,
        "<p " + "a=1 " * 50_000,
        "&" * 200_000,
        "<xmp>" * 50_000,
        "<textarea></textarea>" * 10_000,
        "<template>" * 20_000,
    ],
    ids=range(10),
)
def test_bait_is_read_in_linear_time(html):
    """No source makes the tokenizer go back."""
    missing_characters(html, (), ())


def test_many_drops_out_of_order_are_counted_instead_of_searched():
    """Noting drops in any order costs no quadratic time."""
    dropped = [Dropped("x", character) for character in "丙乙甲" * 5_000]
    assert missing_characters("甲乙丙" * 5_000, (), dropped) == ""
