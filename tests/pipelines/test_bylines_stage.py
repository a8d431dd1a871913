"""The bylines stage on finished blocks: what leaves the body, where it goes, and that nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import Article, Blocks, Dateline, Heading, Image, Paragraph, Quotation, Run
from pipelines.bylines.cutting import Cut, cut_runs, text_lines
from pipelines.bylines.stage import BylinesStage, finish_bylines


def _article(*blocks: str | Paragraph | Heading | Image | Quotation, authors: tuple[str, ...] = ()) -> Article:
    made: Blocks = tuple(Paragraph((Run(block),)) if isinstance(block, str) else block for block in blocks)
    article = Article("test", authors_raw=authors, blocks=made)
    finish_bylines(article)
    return article


def _body(article: Article) -> list[str]:
    return [line.text for line in text_lines(article.blocks)]


def _people(article: Article) -> list[str]:
    return [f"{author.name}:{author.role}" for author in article.authors]


def test_lead_head_and_tail_go_to_fields_and_the_rest_stays() -> None:
    """Credit line, dispatch head and closing lines leave the body, each noted as dropped to its field."""
    article = _article(
        "本报记者 王小强",
        "江城社北京12月17日电 今日开市，市场平稳。",
        "第二段没有署名。",
        "会议结束。（责编：李敏）",
        "来源：江城晚报",
    )
    assert _body(article) == ["今日开市，市场平稳。", "第二段没有署名。", "会议结束。"]
    assert _people(article) == ["王小强:reporter", "李敏:editor"]
    assert article.dateline == Dateline("北京", "12月17日")
    assert [(drop.rule, drop.text) for drop in article.dropped] == [
        ("field:authors", "本报记者 王小强"),
        ("field:dateline", "江城社北京12月17日电 "),
        ("field:authors", "（责编：李敏）"),
        ("field:outlet", "来源：江城晚报"),
    ]
    assert article.provenance["authors"].rule == "bylines:lead+tail"
    assert article.provenance["dateline"].raw.startswith("江城社北京12月17日电") or article.provenance["dateline"].raw
    assert article.provenance["byline_outlet"].raw == "江城社"


def test_a_cut_keeps_the_look_of_what_stays() -> None:
    """Only the characters read are cut out of the runs; emphasis and links of the others stay."""
    article = _article(
        Paragraph((Run("本报讯（记者 "), Run("王小强", strong=True), Run("）今日"), Run("开市", href="/a"), Run("。")))
    )
    assert article.blocks == (Paragraph((Run("今日"), Run("开市", href="/a"), Run("。"))),)
    assert _people(article) == ["王小强:reporter"]


def test_a_caption_keeps_its_credit() -> None:
    """The photographer becomes an author, the caption stays as it is, its outlet is not the article's."""
    caption = (Run("图为江城大桥。江城晚报记者 王小强 摄"),)
    article = _article("今日开市，市场平稳。", Image("https://example.com/a.jpg", caption=caption), "收市，市场平稳。")
    assert _people(article) == ["王小强:photographer"]
    assert article.blocks[1] == Image("https://example.com/a.jpg", caption=caption)
    assert "byline_outlet" not in article.provenance
    assert article.dropped == ()


def test_a_role_word_in_the_body_says_more_than_an_author_line() -> None:
    """One person is one entry, with the role that the body gives."""
    article = _article("本报讯（记者 王小强）今日开市。", authors=("王小强",))
    assert _people(article) == ["王小强:reporter"]


def test_who_wrote_a_text_may_have_taken_its_pictures() -> None:
    """A caption that names the author makes no photographer of them."""
    picture = Image("bridge.jpg", caption=(Run("图为江城大桥。王小强 摄"),))
    assert _people(_article("桥今日通车。", picture, authors=("王小强",))) == ["王小强:author"]


def test_author_lines_are_read_and_organisations_are_no_people() -> None:
    """A name that no grammar knows is one author; an organisation is the outlet of last resort; admin is nobody."""
    assert _people(_article("今日开市。", authors=("小鱼儿的江湖",))) == ["小鱼儿的江湖:author"]
    article = _article("今日开市。", authors=("江城市气象局", "admin"))
    assert _people(article) == []
    assert article.provenance["byline_outlet"].raw == "江城市气象局"


def test_lines_inside_one_paragraph_are_lines() -> None:
    """A line break parts credit and sentence; the break goes with the credit."""
    article = _article(Paragraph((Run("文 | 王小强"), Run("\n"), Run("今日开市，市场平稳。"))))
    assert article.blocks == (Paragraph((Run("今日开市，市场平稳。"),)),)


def test_quoted_credits_go_with_their_empty_quotation() -> None:
    """A quotation that held only credits disappears."""
    article = _article(Quotation((Paragraph((Run("文 | 王小强"),)),)), "今日开市，市场平稳。")
    assert _body(article) == ["今日开市，市场平稳。"]
    assert len(article.blocks) == 1


def test_a_head_behind_a_summary_is_found() -> None:
    """A dispatch head in the second paragraph is read too."""
    article = _article(
        "摘要：今日开市，市场平稳，成交额创新高。", "江城社北京12月17日电（记者王小强）今日开市。", "收市。"
    )
    assert article.dateline == Dateline("北京", "12月17日")
    assert _body(article)[1] == "今日开市。"


def test_people_sign_under_the_headline_of_a_dispatch() -> None:
    """Behind a picture's line and a dispatch that opens with its own headline, the credit has a line of its own."""
    article = _article(
        "1月16日，演员在台上合影，观众久久不愿离去。江城社记者 李敏 摄",
        "江城社北京1月16日电 题：",
        "一座城市的新年",
        "江城社记者王小强、周敏",
        "新年的钟声响过，广场上的人群慢慢散去，只剩下清洁工人。",
        "他们要忙到天亮。",
    )
    assert [who for who in _people(article) if who.endswith("reporter")] == ["王小强:reporter", "周敏:reporter"]
    assert "江城社记者王小强、周敏" not in _body(article)


def test_a_line_between_the_paragraphs_may_sign_a_text_that_nothing_else_signs() -> None:
    """A credit closes the first of several parts; an interview's questions are no credits."""
    long = "座谈会结束后，代表们参观了新的换乘枢纽，不少人拿出手机拍照留念，直到天黑才离开。"
    parts = (long, long, long, long, "江城商报记者 王小强 实习生 周敏", "现场花絮", *(long for _ in range(20)))
    article = _article(*parts)
    assert _people(article) == ["王小强:reporter", "周敏:intern"]
    assert "江城商报记者 王小强 实习生 周敏" not in _body(article)
    talk = (long, long, "记者：您怎么看？", long, long, "记者：谢谢您。", *(long for _ in range(20)))
    assert _people(_article(*talk)) == []
    assert _people(_article(*parts, "（记者 李敏）")) == ["李敏:reporter"]


def test_an_ordinary_article_is_untouched() -> None:
    """Sentences that mention reporters change nothing and note nothing."""
    lines = ("记者从市统计局获悉，今年经济平稳。", "“我们会继续努力。”他对本报记者说。", "市场仍然平稳。")
    article = _article(*lines)
    assert _body(article) == list(lines)
    assert (article.authors, article.dateline, article.dropped, article.provenance) == ((), None, (), {})


def test_the_stage_hands_the_article_on() -> None:
    """Scrapy gets the same item back."""
    article = Article("test")
    assert BylinesStage().process_item(article) is article


def test_blanks_left_by_a_cut_go() -> None:
    """Runs that a cut leaves blank at the edge disappear."""
    runs = (Run("（记者）"), Run("　"), Run("今日"))
    assert cut_runs(runs, [Cut(0, 0, 4)]) == (Run("今日"),)


_TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            ["本报记者 王小强", "来源：江城网", "今日开市，平稳。（记者 李敏）", "江城社北京12月17日电 开市。", "高兴"]
        ),
        st.text(max_size=30),
    ),
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_every_visible_character_is_in_the_body_or_dropped(texts: list[str]) -> None:
    """What the blocks held is in the blocks or in `dropped`, character for character."""
    article = _article(*texts)
    before = sorted("".join("".join(texts).split()))
    after = "".join(_body(article)) + "".join(drop.text for drop in article.dropped)
    assert sorted("".join(after.split())) == before
