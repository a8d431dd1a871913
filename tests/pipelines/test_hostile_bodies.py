from datetime import UTC, datetime

import pytest

from ingest.article import Article
from ingest.errors import QuarantineError, ReadError
from output.markdown import to_markdown
from pipelines.bylines.stage import finish_bylines
from pipelines.gate import GateStage
from pipelines.paragraphs.stage import finish_paragraphs
from pipelines.securities import finish_securities

WORD = "雨"

# What was measured by hand for each: within 2 s of CPU, and 200 MB in all. Slow here means a rule has gone wrong.
READ = {
    "a megabyte of one line": f"<p>{WORD * 1_000_000}</p>",
    "a megabyte without a tag": WORD * 1_000_000,
    "10,000 nested blocks": "<div>" * 10_000 + WORD + "</div>" * 10_000,
    "10,000 nested marks": "<p>" + "<b>" * 10_000 + WORD + "</b>" * 10_000 + "</p>",
    "unclosed everything": f"<div><p><b><i><ul><li><table><tr><td>{WORD}" * 2_000,
    "lone surrogates": "<p>" + f"\ud800{WORD}" * 50_000 + "</p>",
    "right-to-left marks": "<p>" + f"\u202e{WORD}" * 50_000 + "</p>",
    "bait for the patterns of furniture": ("<p>" + "请点击关注公众号下载" * 7 + "</p>") * 1_000,
    "bait for the patterns of credits": "<p>" + "记者王强 " * 20_000 + "</p>",
    "bait for the patterns of symbols": "<p>" + "（600519.SH）" * 20_000 + "</p>",
    "brackets that never close": "<p>" + "（" * 100_000 + "</p>",
    "nothing but escapes": "<p>" + "*_`[]\\" * 50_000 + "</p>",
    "nothing but entities": "<p>" + "&amp;" * 100_000 + "</p>",
    "nothing but blanks, nearly": "<p>" + " " * 500_000 + WORD + "</p>",
    "14,000 runs": "<p>" + f"<b>{WORD}</b>天" * 7_000 + "</p>",
}
HELD = {
    "a tag that never ends": "<p " + 'a="b" ' * 20_000,
    "100,000 attributes": "<p " + " ".join(f'a{number}="1"' for number in range(100_000)) + f">{WORD}</p>",
    "attributes behind a stray quote": '<p a=x"y '
    + " ".join(f"<a{number}=1" for number in range(100_000))
    + f">{WORD}</p>",
    "29,000 lines": f"{WORD}<br>" * 29_000,
    "300,000 runs": "<p>" + f"<b>{WORD}</b>天" * 150_000 + "</p>",
    "40,000 lines": f"{WORD}<br>" * 40_000,
    "only angle brackets": "<" * 100_000,
}


def finished(html):
    """An article with this body, through the stages that read one, to its Markdown."""
    article = Article(
        "x", id="x", title="甲", source_url="http://a.example/", published=datetime(2026, 9, 1, tzinfo=UTC)
    )
    article.body_raw = html
    finish_paragraphs(article)
    finish_bylines(article)
    finish_securities(article)
    return to_markdown(GateStage().process_item(article).blocks)


@pytest.mark.parametrize("html", READ.values(), ids=READ)
def test_a_hostile_body_is_read_whole(html):
    """However large, deep, broken or baited: what can be an article is read, and the gate finds nothing lost."""
    assert finished(html)


@pytest.mark.parametrize("html", HELD.values(), ids=HELD)
def test_what_is_no_article_is_held_back(html):
    """A body beyond all measure, or with nothing in it, goes to quarantine with its reason."""
    with pytest.raises((QuarantineError, ReadError)):
        finished(html)
