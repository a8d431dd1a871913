"""Whole pages after the structures of today's sites: nothing of the text is lost, and nothing beside it is kept."""

import pytest

from ingest.article import Image
from ingest.extract.page import read_page
from pipelines.paragraphs import read_paragraphs
from pipelines.paragraphs.drafts import lines_of, text_of

TITLE = "Old swing bridge to stay open to walkers"
ZH_TITLE = "青石镇老邮局重新开门 首日收信四百余封"
TEXT = (
    "The harbour board of Little Quay voted on Tuesday to keep the old swing bridge open to walkers for another ten years.",
    "Members had been told that the bridge, built in 1911, would need repairs before the end of next summer.",
    "“We could have closed it and saved the money,” said Marta Finlay. “But nobody here would have forgiven us.”",
    "The vote was nine to four. Two members were absent because of the storm that had cut the coast road.",
    "Engineers found cracks in three of the twelve iron wheels, and rust in the gear that moves them.",
    "Until then the bridge will be closed at night, and no more than forty people may stand on it at once.",
)
ZH_TEXT = (
    "青石镇的老邮局本月重新开门，门口那只用了六十年的铜信箱也擦得锃亮，不少老人一早就来排队寄信。",
    "邮局建于一九五三年，二〇一九年因屋顶漏水停用，修缮工程历时两年，共花费一百八十万元。",
    "负责修缮的工程师姚立群介绍，木梁有三分之一已经蛀空，工人们按照原来的榫卯结构逐根替换。",
    "“我们没有用一颗铁钉。”姚立群说，最难的是找到同样年份的老杉木，前后跑了四个县。",
    "开门第一天，邮局一共收到四百二十六封信，其中最远的一封要寄往南美洲的一个小岛。",
)
HEADS = ("Lighthouse museum to reopen", "Mayor promises new buses by spring", "Ten walks along the northern coast")
LEADS = (
    "A report says the lamp room needs a new roof, and that the cost will be shared by three councils.",
    "Twelve electric buses have been ordered, and the first is to run in April next year.",
    "From cliff paths to harbour strolls, our readers tell us about the routes they love most.",
)
ZH_HEADS = (
    "县里最后一家打铁铺搬进博物馆",
    "今年秋茶上市 价格略有上涨",
    "雨季来临 三条山路临时封闭",
    "渡口恢复夜间航班",
)


def paragraphs(texts, attributes=""):
    """Return texts as paragraphs."""
    return "".join(f"<p{attributes}>{text}</p>" for text in texts)


def cards(heads=HEADS, leads=LEADS, *, of="div"):
    """Return teasers of other articles."""
    return "".join(
        f'<{of} class="k"><h3><a href="/n/{number}">{head}</a></h3><p>{lead}</p></{of}>'
        for number, (head, lead) in enumerate(zip(heads, leads, strict=False))
    )


def comments(text, count=12):
    """Return readers' comments without any telling class."""
    return "".join(f"<div class='k'><b>walker{number}</b><p>{text}</p></div>" for number in range(count))


def page(body, title=TITLE):
    """Return a whole page: what it is given, with the site's head and foot."""
    links = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("News", "Sport", "Weather"))
    return (
        f"<html><head><title>{title}</title></head><body><header><nav><ul>{links}</ul></nav></header>{body}"
        "<footer><p>© 2026 The Quay Post. Reproduction without permission is forbidden.</p></footer></body></html>"
    )


def read(html):
    """Return the lines of a page's finished text; captions go with their pictures, bylines are the bylines stage's."""
    body = read_page(html.encode(), "https://www.quay.example/2026/bridge-4711.html").body
    blocks = read_paragraphs(body, base_url="https://www.quay.example/").blocks
    lines = [text_of(runs) for runs in lines_of(tuple(block for block in blocks if not isinstance(block, Image)))]
    return [line for line in lines if not line.startswith("By Ada Reed")]


H1, ZH_H1 = f"<h1>{TITLE}</h1>", f"<h1>{ZH_TITLE}</h1>"
AD = '<div class="slot-x"><div>Advertisement</div></div>'
NESTED = "<section style='margin:0'>" * 8, "</section>" * 8
ENGLISH = {
    "a block for each paragraph, with advertisements and a list of links between": (
        "<article>" + H1 + "".join(f'<div data-component="text"><p>{text}</p></div>{AD}' for text in TEXT[:3])
        + f'<div data-component="links"><p>More on this story</p><ul><li><a href="/1">{HEADS[0]}</a></li>'
        + f'<li><a href="/2">{HEADS[1]}</a></li></ul></div>'
        + "".join(f'<div data-component="text"><p>{text}</p></div>' for text in TEXT[3:]) + "</article>"
    ),
    "one text in several parts of one class": (
        f'<article>{H1}<div class="text">{paragraphs(TEXT[:3])}</div><div class="adv"><p>Advertisement</p></div>'
        f'<div class="text">{paragraphs(TEXT[3:])}</div></article>'
    ),
    "columns that a newspaper fills": (
        f"<article><header>{H1}<p>A board chose repairs.</p><p>By <span>Ada Reed</span></p><time>Sept. 3, 2026</time>"
        "</header><section>"
        + "".join(f'<div class="col-x">{paragraphs(TEXT[at : at + 2])}</div>{AD}' for at in (0, 2, 4))
        + "</section><div>"
        "<p>A version of this article appears in print on Sept. 4, 2026, with the headline: Bridge Stays.</p></div></article>"
    ),
    "a standfirst above the byline and the date": (
        f"<article>{H1}<p class='dek'>Repairs chosen over closure, after a long night.</p><div class='by'>By Ada Reed</div>"
        f"<div class='when'>Published 3 September 2026</div><div class='c'>{paragraphs(TEXT)}</div></article>"
    ),
    "a comment count in the head": (
        f"<article>{H1}<p class='dek'>{LEADS[0]}</p><div>By Ada Reed <a href='#c'>12 comments</a></div>"
        f"<div class='c'>{paragraphs(TEXT)}</div></article><div><h3>12 comments</h3>{comments(LEADS[1])}</div>"
    ),
    "lines that lead elsewhere between paragraphs": (
        f"<div class='st'>{H1}{paragraphs(TEXT[:2])}<p><a href='/x'><strong>WHY THE RIVER TURNED GREEN LAST WEEK</strong></a>"
        f"</p>{paragraphs(TEXT[2:4])}<p><strong>Read more:</strong> <a href='/r'>{HEADS[0]}</a></p>{paragraphs(TEXT[4:])}</div>"
    ),
    "teasers within the text's own element": (
        f'<div class="story-body">{H1}{paragraphs(TEXT[:3])}<div class="plg"><div>Related Stories</div><div>{cards()}</div>'
        f"</div>{paragraphs(TEXT[3:])}</div>"
    ),
    "a letter to sign up for within the text": (
        f"<article>{H1}{paragraphs(TEXT[:4])}<aside><h4>Sign up to the morning letter</h4><p>The news of the coast, every "
        f"weekday at seven.</p></aside>{paragraphs(TEXT[4:])}</article>"
    ),
    "a notice of cookies above the headline": (
        f"<div class='bx'><h2>We value your privacy</h2><p>{LEADS[0]} {LEADS[1]} You may accept, or manage your choices.</p>"
        f"</div><div class='c1'>{H1}<div class='c2'>{paragraphs(TEXT)}</div></div>"
    ),
}  # fmt: skip
CHINESE = {
    "sections nested eight deep": (
        f"<div id='img-content'>{ZH_H1}<div class='rich_media_content'><p>点击上方蓝字关注我们</p>"
        + "".join(f"{NESTED[0]}<p><span><span>{text}</span></span></p>{NESTED[1]}" for text in ZH_TEXT)
        + "<section><p>- END -</p><p>往期推荐</p><p><a href='/1'>县里最后一家打铁铺</a></p></section></div></div>"
    ),
    "title and date in the text's own element": (
        f"<div class='content'><p align='center'>{ZH_TITLE}</p><p align='center'>2026-09-03 08:12　来源：青石晚报</p>"
        f"<p>【字体：大 中 小】【打印】【关闭】</p>{paragraphs(ZH_TEXT)}<p>上一篇：<a href='/1'>{ZH_HEADS[0]}</a></p></div>"
    ),
    "parted by an advertisement and by a list": (
        f"<div class='art'>{ZH_H1}<div>2026年9月3日 08:12</div><div class='txt'>{paragraphs(ZH_TEXT[:2])}</div>"
        f"<div class='ggw'><a href='/ad'>老街茶馆全场八折</a></div><div class='txt'>{paragraphs(ZH_TEXT[2:3])}</div>"
        f"<div><b>推荐阅读：</b><a href='/1'>{ZH_HEADS[0]}</a><a href='/2'>{ZH_HEADS[1]}</a></div>"
        f"<div class='txt'>{paragraphs(ZH_TEXT[3:])}</div></div>"
    ),
    "kept in a box for the page's script": (
        "<textarea class='article-content'>" + paragraphs(ZH_TEXT).replace("<", "&lt;") + "</textarea>"
    ),
}


@pytest.mark.parametrize("body", ENGLISH.values(), ids=ENGLISH)
def test_the_text_of_an_english_page_is_whole(body):
    """Every paragraph of the text and no other line."""
    assert read(page(body)) == list(TEXT)


@pytest.mark.parametrize("body", CHINESE.values(), ids=CHINESE)
def test_the_text_of_a_chinese_page_is_whole(body):
    """Every paragraph of the text and no other line."""
    assert read(page(body, ZH_TITLE)) == list(ZH_TEXT)


@pytest.mark.parametrize(
    "beside",
    [
        f"<div class='r'>{cards()}{cards()}</div><div><h3>Latest</h3>{cards()}</div>",
        f"<div class='r'>{cards(of='section')}</div>",
        f"<div><h4>34 comments</h4>{comments(LEADS[0], 34)}</div>",
        f"<div class='comment-list'>{comments(LEADS[0], 34)}</div>",
        (
            "<div class='bx'><p>We and our 812 partners use cookies to store information on a device, and to show what you may"
            " like. You may accept, or manage your choices, at any time on the page of our policy.</p></div>"
        ),
    ],
)
def test_one_short_paragraph_is_the_text_beside_much_else(beside):
    """A flash is not drowned by the teasers and comments that its page shows."""
    assert read(page(f"<div><div>{H1}<div>3 September 2026</div><p>{TEXT[0]}</p></div>{beside}</div>")) == [TEXT[0]]


@pytest.mark.parametrize(
    "beside",
    [
        "<div><h3>最新快讯</h3>"
        + "".join(
            f"<div><i>0{at}:15</i><p><a href='/k/{at}'>{head}</a></p><p>{ZH_TEXT[at]}</p></div>"
            for at, head in enumerate(ZH_HEADS)
        )
        + "</div>",
        f"<div><h4>网友评论</h4>{comments('小时候常去那里寄信，柜台比我还高，真想再去看看。')}</div>",
        f"<div><h4>最新评论（12）</h4>{comments('小时候常去那里寄信，柜台比我还高，真想再去看看。')}</div>",
    ],
)
def test_one_short_chinese_paragraph_is_the_text_beside_much_else(beside):
    """A flash is not drowned by what its page shows beside it."""
    html = f"<div><div>{ZH_H1}<p>2026-09-03 08:12</p><p>{ZH_TEXT[4]}</p></div>{beside}</div>"
    assert read(page(html, ZH_TITLE)) == [ZH_TEXT[4]]


def test_the_items_of_a_list_article_are_its_text():
    """Linked headings with a paragraph each look like teasers, and are the article where its text is."""
    items = "".join(
        f"<div><h2><a href='/walks/{at}'>{head}</a></h2><p>{TEXT[at]}</p></div>" for at, head in enumerate(HEADS)
    )
    html = page(f"<article>{H1}<div class='article-body'><p>{TEXT[5]}</p>{items}</div></article>")
    assert read(html) == [TEXT[5], *(line for at, head in enumerate(HEADS) for line in (head, TEXT[at]))]


def test_questions_that_unfold_their_answers_are_text():
    """A heading whose words stand in a button is a heading."""
    item = f"<div><h3><button>What did the board decide?</button></h3><div>{paragraphs(TEXT[3:5])}</div></div>"
    lines = read(page(f"<article>{H1}{paragraphs(TEXT[:3])}{item}</article>"))
    assert lines == [*TEXT[:3], "What did the board decide?", *TEXT[3:5]]


def test_words_of_a_sentence_are_text_whatever_their_class():
    """A link within a sentence is no advertisement because its class says so."""
    sentence = 'The <a class="promo-link" href="/board">harbour board</a> met on Tuesday, and <b class="share">nine</b> members agreed.'
    lines = read(page(f"<article>{H1}<p>{sentence}</p>{paragraphs(TEXT)}</article>"))
    assert lines[0] == "The harbour board met on Tuesday, and nine members agreed."


def test_a_heading_behind_a_letter_stays():
    """What closes a text is taken back where the text goes on, from its heading."""
    letter = "<p>Sign up for our morning letter.</p>"
    lines = read(page(f"<article>{H1}{paragraphs(TEXT[:3])}{letter}<h2>What now?</h2>{paragraphs(TEXT[3:])}</article>"))
    assert lines == [*TEXT[:3], "What now?", *TEXT[3:]]


@pytest.mark.parametrize("shown", ["来源：青石晚报", "文章来源: 青石晚报", "Source: 青石晚报", "青石晚报"])
def test_a_selected_outlet_loses_its_label(shown):
    """A seed names the element in which the outlet stands, whatever word stands before it."""
    html = page(f"<article>{ZH_H1}<span class='src'>{shown}</span>{paragraphs(ZH_TEXT)}</article>", ZH_TITLE)
    found = read_page(html.encode(), "https://www.quay.example/a/1.html", selectors={"outlet": ["span.src"]})
    assert found.outlet == "青石晚报"
