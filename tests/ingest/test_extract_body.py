"""Bodies: all of the text and none of its surroundings, on pages of real structures."""

import json

import pytest

from ingest.extract.document import parse, text_of
from ingest.extract.lines import lines_of, weigh
from ingest.extract.page import read_page
from ingest.extract.trim import trim
from ingest.extract.votes import key_of, votes_of

URL = "https://news.example.com/a/1.html"
ONE = "河边的老桥今天重新开放，附近的居民一早就来到桥头，等着第一辆公共汽车从桥上驶过。"
TWO = "市政部门说，修缮用了十四个月，换下的旧石板会铺在桥头的小广场上，供人坐下休息。"
THREE = "老人们还记得，从前每到五月，桥上总有卖花的人；他们希望这个习惯也能回来。"
ALL = f"{ONE} {TWO} {THREE}"
MENU = "<ul>" + "".join(f"<li><a href='/c{n}'>栏目{n}</a></li>" for n in range(12)) + "</ul>"
FOOT = "<div class=footer><p>版权所有 河谷新闻社，未经授权不得转载。地址：河谷市东山路一号。</p></div>"


def body(inner: str) -> str:
    """Return the text of the body that is read from a page of this content."""
    html = f"<html><head><title>老桥今天重新开放</title></head><body>{MENU}{inner}{FOOT}</body></html>"
    return text_of(parse(read_page(html.encode(), URL).body))


def paragraphs(*texts: str) -> str:
    """Return texts as paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "inner",
    [
        f"<h1>老桥今天重新开放</h1><div class=content>{paragraphs(ONE, TWO, THREE)}</div>",
        (
            f"<div id=js_content><section><section><span>{ONE}</span></section></section><section><p>{TWO}</p></section>"
            f"<section><section><p><span>{THREE}</span></p></section></section></div>"
        ),
        (
            f"<div class=a><div class=t>{paragraphs(ONE)}</div><div class=ad><a href=/x>广告</a></div><div class=t>"
            f"{paragraphs(TWO)}</div><div class=ad><a href=/y>广告</a></div><div class=t>{paragraphs(THREE)}</div></div>"
        ),
        f"<table><tr><td><font>{ONE}<br><br>{TWO}<br><br>{THREE}</font></td></tr></table>",
        f"<div id=js_content style='visibility: hidden; opacity: 0'>{paragraphs(ONE, TWO, THREE)}</div>",
    ],
    ids=["plain", "sections", "ads between", "breaks in a table", "hidden until loaded"],
)
def test_the_whole_text_and_nothing_else(inner: str) -> None:
    """Paragraphs, sections, line breaks, parts split by advertisements: the text is whole."""
    assert body(inner).replace(" ", "") == (ONE + TWO + THREE).replace(" ", "")


def test_a_page_of_one_short_paragraph() -> None:
    """A brief is its one paragraph, neither nothing nor the whole page."""
    assert (
        body("<h1>老桥今天重新开放</h1><div><p>河边的老桥今天重新开放，通行首日一切正常。</p></div>")
        == "河边的老桥今天重新开放，通行首日一切正常。"
    )


SURROUNDINGS = [
    "<div class=crumbs><a href=/>首页</a> &gt; <a href=/n>新闻</a></div>",
    "<h1>老桥今天重新开放</h1>",
    "<p>2026-03-01 09:19 来源：河谷新闻 字号：大 中 小</p>",
]
BELOW = [
    "<p>相关阅读</p><ul><li><a href=/1>东山的另一座桥也将重修</a></li><li><a href=/2>桥头小广场方案公布</a></li></ul>",
    "<div class=comment-list><p>网友甲：终于等到了，明天就带孩子去看看，听说石板也换了！</p></div>",
    "<p>免责声明：本文仅代表作者个人观点，与本网无关。</p>",
    "<p>扫描二维码关注我们的公众号，更多精彩等着你。</p>",
]


@pytest.mark.parametrize("inside", [True, False])
def test_surroundings_are_cut(inside: bool) -> None:  # noqa: FBT001 - a parameter of pytest's
    """Breadcrumbs, headline, date line, related links, comments, notices go, in the body's element or out of it."""
    text = paragraphs(ONE, TWO, THREE)
    above, below = "".join(SURROUNDINGS), "".join(BELOW)
    inner = (
        f"<div class=article>{above}{text}{below}</div>" if inside else f"{above}<div class=article>{text}</div>{below}"
    )
    assert body(inner).replace(" ", "") == ONE + TWO + THREE


def test_credits_stay_for_the_bylines_stage() -> None:
    """Editor and source lines are not furniture: a later stage moves them into fields."""
    text = body(
        f"<div class=article>{paragraphs(ONE, TWO, THREE, '（责任编辑：温川）')}<p>声明：转载请注明出处。</p></div>"
    )
    assert "责任编辑：温川" in text
    assert "声明" not in text


def test_a_heading_within_the_text_is_kept() -> None:
    """Short lines between paragraphs are the text's own headings."""
    assert "旧石板的去处" in body(
        f"<div class=article>{paragraphs(ONE)}<h2>旧石板的去处</h2>{paragraphs(TWO, THREE)}</div>"
    )


def test_lazy_and_noscript_pictures_have_their_address() -> None:
    """A placeholder gives way to the picture's own address, absolute."""
    lazy = "<img src='/blank.gif' data-src='/p/1.jpg'><img src='data:image/gif;base64,AA'><noscript><img src='/p/2.jpg'></noscript>"
    html = f"<html><body><div class=article>{paragraphs(ONE, TWO)}<p>{lazy}</p>{paragraphs(THREE)}</div></body></html>"
    found = read_page(html.encode(), URL).body
    assert 'src="https://news.example.com/p/1.jpg"' in found
    assert 'src="https://news.example.com/p/2.jpg"' in found
    assert "blank.gif" not in found


def test_without_a_second_opinion_nothing_is_lost() -> None:
    """Trimming a plain body keeps every word."""
    node = parse(f"<div>{paragraphs(ONE, TWO, THREE)}</div>")
    assert trim(node, "", lines_of(node)) == weigh(ONE + TWO + THREE)
    assert text_of(node) == text_of(parse(f"<div>{paragraphs(ONE, TWO, THREE)}</div>"))


def test_the_text_cut_into_parts_that_are_named_like_furniture() -> None:
    """A text whose every part wears a word of navigation is still the text."""
    parts = "".join(f"<div class=content-nav-section><p>{text}</p></div>" for text in (ONE, TWO, THREE))
    assert (
        body(f"<main>{parts}</main><div>{paragraphs('您即将离开本站，外部网站的内容由其自行负责，请您留意。')}</div>")
        == ALL
    )


def test_a_notice_longer_than_a_brief_is_not_the_text() -> None:
    """A short text is found beside a disclaimer of twice its length."""
    short = "河边的老桥今天重新开放，通行首日一切正常。"
    notice = (
        "凡注明来源为其他媒体的信息，均为转载，转载不代表本网赞同其观点，也不对其真实性负责，如有异议请即与本网联系。"
    )
    assert body(f"<h1>老桥今天重新开放</h1><div><p>{short}</p></div><div><p>{notice}</p></div>") == short


def test_teasers_below_the_text_that_repeat_its_first_words_go() -> None:
    """A list of other articles goes, though this article's own teaser is among them."""
    cards = "".join(
        f"<div class=card><h3><a href=/{n}>{title}</a></h3><div>{text}</div></div>"
        for n, (title, text) in enumerate(
            [("东山的桥", TWO[:20] + "，方案已经公布。"), ("老桥", ONE), ("广场", "新广场什么时候完工，居民们都在等。")]
        )
    )
    text = body(
        f"<main><h1>老桥今天重新开放</h1><div class=t>{paragraphs(ONE, TWO, THREE)}</div><div class=more-cards>{cards}</div></main>"
    )
    assert text == ALL


@pytest.mark.parametrize(
    "line",
    ["2026年3月1日，老桥重新开放，通行正常。", "On March 1, 2026 the old bridge of the valley was opened again."],
)
def test_a_first_sentence_with_a_date_stays(line: str) -> None:
    """Only a line that gives the date and little else is the date line."""
    assert line in body(f"<div class=article><h1>老桥今天重新开放</h1><p>{line}</p>{paragraphs(ONE, TWO, THREE)}</div>")


def test_labels_of_the_head_go() -> None:
    """Column, date and controls between headline and text are none of it, in whatever elements."""
    head = "<ul><li>2026-03-01</li><li>新闻速报</li></ul><div>2026-03-01 09:19 河谷新闻社</div><div>打印|</div><div>分享|</div>"
    assert body(f"<div class=article><h1>老桥今天重新开放</h1>{head}{paragraphs(ONE, TWO, THREE)}</div>") == ALL


def test_a_line_of_several_pieces_is_cut_where_it_stands() -> None:
    """A notice with a link in it goes from between line breaks, and no other word with it."""
    notice = "免责声明：本文仅代表作者个人观点，与<a href=/>本网</a>无关，请读者自行核实。"
    text = body(f"<div class=article>{ONE}<br>{TWO}<br>{THREE}<br><script>x()</script>{notice}</div>")
    assert text == ALL


def test_linked_data_tell_where_the_text_ends() -> None:
    """The publisher's own text, where it is whole, votes a boxed biography out."""
    data = json.dumps({"@type": "NewsArticle", "headline": "老桥今天重新开放", "articleBody": ONE + TWO + THREE})
    about = "温川在河谷新闻社工作了二十年，写过三本关于桥梁的书，现在住在东山脚下的小镇上。"
    inner = f"<div class=article><h1>老桥今天重新开放</h1>{paragraphs(ONE, TWO, THREE)}<section class=who><div>{about}</div></section></div>"
    assert body(f"<script type=application/ld+json>{data}</script>{inner}") == ALL


@pytest.mark.parametrize(
    "inner",
    [
        "<div id=app></div><script>start()</script>",
        "<div>正在加载</div><noscript>请启用脚本</noscript>",
    ],
)
def test_a_page_that_needs_a_browser_says_so(inner: str) -> None:
    """Where neither mark-up nor data hold a text, the reading says what is missing."""
    reading = read_page(f"<html><body>{inner}</body></html>".encode(), URL)
    assert reading.notes == ("page needs a browser: no running text is in its mark-up or its data",)


def test_votes_follow_the_order_of_the_lines() -> None:
    """A line counts where it stands in its turn; labels of two letters count only beside such a line."""
    assert votes_of(
        [ONE, "更多", TWO, ONE, "小标题", THREE], key_of(ONE + TWO + "小标题" + THREE + "更多消息在后面")
    ) == [
        True,
        False,
        True,
        False,
        True,
        True,
    ]
    assert votes_of([ONE, ""], "") == [False, False]
