import pytest

from ingest.article import Article, Dropped, Paragraph, Run
from ingest.errors import QuarantineError, ReadError
from pipelines.paragraphs.description import read_description
from pipelines.paragraphs.parsing import MOST_TAGS
from pipelines.paragraphs.stage import ParagraphsStage, finish_paragraphs


def test_the_stage_fills_its_fields_and_says_how():
    """Blocks, mentions, description, dropped and provenance are set; the body's raw text is not copied."""
    article = Article(
        "somewhere",
        body_raw='<p>　　甲<a class="keytip" data-code="1,600000">乙</a></p><p>（责任编辑：林晓棠）</p>'
        "<p class='em_media'>（文章来源：石桥晚报）</p>",
        digest_raw="【题】甲乙。（石桥晚报）",
        dropped=(Dropped("earlier", "丙"),),
    )
    assert ParagraphsStage().process_item(article) is article
    assert article.blocks == (Paragraph((Run("甲乙"),)),)
    assert article.mentions == (("1,600000", "乙"),)
    assert article.description == "甲乙。"
    assert [one.rule for one in article.dropped] == ["earlier", "indent", "field:editors", "field:outlet"]
    provenance = article.provenance
    assert (provenance["body"].raw, provenance["body"].rule) == ("", "lxml")
    assert (provenance["source_line"].raw, provenance["source_line"].rule) == ("石桥晚报", "source_line")
    assert provenance["editors"].raw == "（责任编辑：林晓棠）"
    assert (provenance["description"].raw, provenance["description"].rule) == (article.digest_raw, "digest")


def test_what_is_not_there_stays_absent():
    """Without source line, editors and digest neither field nor provenance appears."""
    article = Article("somewhere", body_raw="<p>甲</p>")
    finish_paragraphs(article)
    assert article.description == ""
    assert set(article.provenance) == {"body"}


def test_links_are_read_against_the_articles_own_address():
    """The finished link is the base, else the raw one, else where the text was read."""
    article = Article("somewhere", url="http://c.example/api", body_raw='<p><a href="/x">甲</a></p>')
    for field, base in (
        ("url", "http://c.example"),
        ("link_raw", "http://b.example"),
        ("source_url", "http://a.example"),
    ):
        setattr(article, field, f"{base}/1.html")
        finish_paragraphs(article)
        assert article.blocks == (Paragraph((Run("甲", href=f"{base}/x"),)),)


def test_a_body_that_cannot_be_read_names_the_article():
    """The error carries source and address, so that the run report can say which article it is."""
    with pytest.raises(ReadError) as caught:
        finish_paragraphs(Article("somewhere", url="http://a.example/1", body_raw="<b>" * (MOST_TAGS + 1)))
    assert (caught.value.source, caught.value.url, caught.value.field) == ("somewhere", "http://a.example/1", "body")


def test_an_article_whose_body_cannot_be_read_goes_into_quarantine():
    """The stage keeps it with its reason; it is no failure whose text is thrown away."""
    with pytest.raises(QuarantineError, match="too tangled to read"):
        ParagraphsStage().process_item(Article("somewhere", url="http://a.example/1", body_raw="<b>" * (MOST_TAGS + 1)))


@pytest.mark.parametrize(
    ("digest", "description"),
    [
        ("", ""),
        ("山里下雨。", "山里下雨。"),
        ("【题】山里下雨。", "山里下雨。"),
        ("【题【又题】】山里下雨。", "山里下雨。"),
        ("【题】", ""),
        ("【没有合上的题，山里下雨。", "【没有合上的题，山里下雨。"),
        ("山里下雨【见图】。", "山里下雨【见图】。"),
        ("山里下雨。（石桥晚报）", "山里下雨。"),
        ("山里下雨！(石桥 晚报)", "山里下雨！"),
        ("他说：“山里下雨”（石桥晚报）", "他说：“山里下雨”"),
        ("【题】山里下雨。（石桥晚报）", "山里下雨。"),
        ("山里的石桥（溪口段）", "山里的石桥（溪口段）"),
        ("雨量同比增长两成（去年为一成）", "雨量同比增长两成（去年为一成）"),
        ("雨停了。（2024）", "雨停了。（2024）"),
        ("雨停了。（记者 林晓棠）", "雨停了。（记者 林晓棠）"),
        ("雨停了。（雨量单位：毫米）", "雨停了。（雨量单位：毫米）"),
        (" 山里\n 下雨 ", "山里 下雨"),
        ("<p>山里<b>下</b>雨&amp;风</p>", "山里下雨&风"),
    ],
)
def test_a_digest_becomes_a_description(digest, description):
    """The title before goes by its bracket, the source behind only where it stands as one."""
    assert read_description(digest) == description


def test_a_known_outlet_goes_without_a_full_stop_before_it():
    """What the article's own outlet is needs no further sign."""
    assert read_description("山里下雨（石桥晚报）", ("石桥晚报",)) == "山里下雨"
    assert read_description("山里下雨（石桥晚报）", ("", "溪口日报")) == "山里下雨（石桥晚报）"
