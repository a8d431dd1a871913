"""The gate: what may not be published, and that all reasons are told at once."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from ingest.article import (
    Article,
    Block,
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
from ingest.errors import QuarantineError
from pipelines.gate import GateStage, reasons_against


def whole() -> Article:
    """Return an article that may be published."""
    return Article(
        source="shanyu",
        id="SY202203041",
        source_url="https://www.shanyu.example/202203041",
        title="题",
        published=datetime(2022, 3, 4, tzinfo=UTC),
        body_raw="<p>正文。</p><p>（来源：山雨社）</p>",
        blocks=(Paragraph((Run("正文。"),)),),
        dropped=(Dropped("field:outlet", "（来源：山雨社）"),),
    )


def test_whole_article_passes() -> None:
    """An article with all it needs, and with all its text accounted for, passes unchanged."""
    item = whole()
    assert reasons_against(item) == []
    assert GateStage().process_item(item) is item


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda item: setattr(item, "id", ""), "no identity: neither a code nor a link of its own"),
        (lambda item: setattr(item, "title", ""), "no title"),
        (lambda item: setattr(item, "published", None), "no publication time"),
        (lambda item: setattr(item, "source_url", ""), "no link"),
        (lambda item: setattr(item, "dropped", ()), "text of the source is lost: '（来源：山雨社）'"),
    ],
)
def test_each_lack_is_a_reason(spoil: Callable[[Article], None], reason: str) -> None:
    """Each thing that a post cannot be without is one reason when it is not there."""
    item = whole()
    spoil(item)
    assert reasons_against(item) == [reason]


def test_unreadable_time_is_shown() -> None:
    """A time that no rule could read is told with its raw text, which is not thrown away."""
    item = whole()
    item.published, item.published_raw = None, "昨晚\ud800"
    assert reasons_against(item) == ["no readable publication time: '昨晚\\ud800'"]


def test_all_reasons_at_once() -> None:
    """An article that lacks everything is told everything, in one error that names source and link."""
    with pytest.raises(QuarantineError) as caught:
        GateStage().process_item(Article(source="shanyu", url="https://a.example/1", body_raw="<p>失</p>"))
    error = caught.value
    assert [reason.partition(":")[0] for reason in error.reasons] == [
        "no identity",
        "no title",
        "no publication time",
        "no body",
        "no link",
        "text of the source is lost",
    ]
    assert (error.source, error.url, error.exit_code) == ("shanyu", "https://a.example/1", 4)


TEXT, BLANK = (Run("文"),), (Run(" \u3000"), Run("\n"))


@pytest.mark.parametrize(
    ("blocks", "says"),
    [
        ((), False),
        ((Paragraph(BLANK), Heading(BLANK), Preformatted(" \n")), False),
        ((Image("https://a.example/1.png", "图", TEXT),), False),
        ((Table(((Cell(BLANK), Cell(())),), TEXT),), False),
        ((Listing(((), (Paragraph(BLANK),))),), False),
        ((Quotation((Image("https://a.example/1.png"),)),), False),
        ((Paragraph(BLANK), Paragraph(TEXT)), True),
        ((Heading(TEXT),), True),
        ((Preformatted("文"),), True),
        ((Table(((Cell(BLANK), Cell(TEXT)),)),), True),
        ((Listing(((), (Quotation((Paragraph(TEXT),)),))),), True),
        ((Quotation((Listing(((Paragraph(TEXT),),)),)),), True),
    ],
)
def test_body_that_says_something(blocks: tuple[Block, ...], says: bool) -> None:  # noqa: FBT001  # a table's column
    """A body is text in any block at any depth; pictures, captions and blanks alone are none."""
    item = whole()
    item.body_raw, item.dropped, item.blocks = "", (), blocks
    assert ("no body" in reasons_against(item)) is not says


def test_lost_text_is_cut_short() -> None:
    """A page of lost text does not fill the report."""
    item = whole()
    item.body_raw += "<p>" + "失" * 5000 + "</p>"
    (reason,) = reasons_against(item)
    assert len(reason) < 300


def test_a_text_is_no_title() -> None:
    """A title as long as an article is not published under that name, however the source came to it."""
    article = whole()
    article.title = "题" * 3_000
    assert reasons_against(article) == ["the title is no headline: 3000 characters"]
