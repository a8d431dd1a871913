import pytest
from both_parsers import plain, read, shape

from ingest.article import Cell, Image, Listing, Run, Table

LONG = "山里的雨从清早下到傍晚，溪水涨过了石桥，住在坡上的人家都把竹席收进了屋里。"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲</p>\r\n <p>乙</p>\n <p>丙</p>", ["甲", "乙", "丙"]),
        ("<div>甲</div><section>乙</section><center>丙</center>", ["甲", "乙", "丙"]),
        ("<div><div><p>甲</p></div>乙</div>", ["甲", "乙"]),
        ("甲<p>乙</p>丙", ["甲", "乙", "丙"]),
        ("甲<br><br>乙<br/><br/><br/>丙", ["甲", "乙", "丙"]),
        ("<p>甲<br>乙</p>", ["甲\n乙"]),
        ("<p><br>甲<br></p>", ["甲"]),
        ("　　甲<br>　　乙<br>　　丙", ["甲", "乙", "丙"]),
        ("甲<br>&nbsp;&nbsp;&nbsp;&nbsp;乙", ["甲", "乙"]),
        ("甲<br>\n      乙", ["甲\n乙"]),
        ("甲<br>　乙", ["甲\n乙"]),
        ("甲\n\n乙\n丙", ["甲", "乙", "丙"]),
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<dl><dt>甲</dt><dd>乙</dd></dl>", ["甲", "乙"]),
        ("<p>甲</p><hr><p>乙</p>", ["甲", "乙"]),
        ("<strong><p>甲</p><p>乙</p></strong>丙", ["甲", "乙", "丙"]),
        ("", []),
        (" \n ", []),
        ("<p>　　</p><p>&nbsp;</p>", []),
    ],
)
def test_paragraphs_are_where_a_reader_sees_them(html, expected):
    """Elements, bare text, double breaks and breaks before an indent make paragraphs; one break does not."""
    assert shape(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>题</h1><h3>目</h3><p>甲</p>", [("h2", "题"), ("h3", "目"), "甲"]),
        ("<h2><strong>题</strong></h2><p>甲</p>", [("h2", "题"), "甲"]),
        (f"<p><strong>雨后 </strong></p><p>{LONG}</p>", [("h2", "雨后"), LONG]),
        (f"<p><b>一、雨</b><b>后</b></p>{LONG}", [("h2", "一、雨后"), LONG]),
        (f'<p><span style="font-weight: bold">雨后</span></p><p>{LONG}</p>', [("h2", "雨后"), LONG]),
        (f"<p><strong>雨停了吗？</strong></p><p>{LONG}</p>", [("h2", "雨停了吗？"), LONG]),
    ],
)
def test_headings_are_marked_up_or_stand_as_such(html, expected):
    """h1 to h6 and short bold paragraphs with text below are headings; the article's title alone is level 1."""
    assert shape(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        f"<p><strong>雨停了。</strong></p><p>{LONG}</p>",
        f"<p><strong>内容包括：</strong></p><p>{LONG}</p>",
        f"<p><strong>{LONG}{LONG}</strong></p><p>{LONG}</p>",
        f"<p><strong>雨</strong>停了</p><p>{LONG}</p>",
        f"<p>{LONG}</p><p><strong>雨后</strong></p>",
        f"<p><strong>问：雨停了吗</strong></p><p>{LONG}</p>",
        f"<p><strong>主持人：雨停了吗？</strong></p><p>{LONG}</p>",
        f"<p><strong>本报记者 林晓棠</strong></p><p>{LONG}</p>",
        f"<p><strong>By Ann Otter</strong></p><p>{LONG}</p>",
        f"<p><strong>上篇</strong></p><p><strong>下篇</strong></p><p>{LONG}</p>",
        f"<p><strong>***</strong></p><p>{LONG}</p>",
    ],
)
def test_what_only_looks_like_a_heading_stays_a_paragraph(html):
    """Stopped, long, partly bold, last, speaking, crediting or neighbouring bold lines are no headings."""
    assert all(isinstance(block, str) for block in shape(html))


def test_a_bold_lead_that_the_digest_repeats_is_no_heading():
    """The digest tells the lead from a heading; a short word that the digest happens to hold is one."""
    html = f"<p><strong>山里下了三天雨</strong></p><p>{LONG}</p>"
    assert shape(html, digest="山里下了三天雨（某晚报）") == ["山里下了三天雨", LONG]
    assert shape(html, digest=f"山里下了三天雨，{LONG}")[0] == ("h2", "山里下了三天雨")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>甲</li><li>乙</li></ul>", [("ul", [["甲"], ["乙"]])]),
        ("<ol start=3><li>甲<li>乙</ol>", [("ol", [["甲"], ["乙"]])]),
        ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", [("ul", [["甲", ("ul", [["乙"]])]])]),
        ("<ul><li>甲</li><ul><li>乙</li></ul></ul>", [("ul", [["甲", ("ul", [["乙"]])]])]),
        ("<ul>甲<li>乙</li></ul>", [("ul", [["甲"], ["乙"]])]),
        ("<ul><li><p>甲</p><p>乙</p></li></ul>", [("ul", [["甲", "乙"]])]),
        ("<ul><li></li></ul>甲", ["甲"]),
        ("<li>甲</li><li>乙</li>", ["甲", "乙"]),
        ("<p>●甲</p><p>● 乙</p><p>丙</p>", [("ul", [["甲"], ["乙"]]), "丙"]),
        ("<p><b>●</b> 甲</p><p><b>● 乙</b>丙</p>", [("ul", [["甲"], ["乙丙"]])]),
        ("<p>要点：<br>•甲<br>•乙</p>", ["要点：", ("ul", [["甲"], ["乙"]])]),
    ],
)
def test_lists_nest_and_keep_their_items(html, expected):
    """Marked-up lists and runs of short lines with one bullet are lists, in whatever nesting."""
    assert shape(html) == expected


def test_an_ordered_list_keeps_its_first_number():
    """A list that goes on at 3 does not begin anew at 1."""
    (block,) = read("<ol start=3><li>甲</li></ol>").blocks
    assert isinstance(block, Listing)
    assert block.start == 3


@pytest.mark.parametrize(
    "html",
    [
        f"<p>●{LONG}</p><p>{LONG}</p><p>●{LONG}</p>",
        f"<p>●{LONG * 3}</p><p>●{LONG * 3}</p>",
        "<p>●甲</p><p>■乙</p>",
        "<p>■本报记者 林晓棠</p><p>■通讯员 江远</p>",
        "<p>●甲</p>",
    ],
)
def test_bullets_that_make_no_list_stay(html):
    """Single, long, parted, differing or crediting bullets keep their character in a paragraph."""
    assert all((isinstance(block, str) and block[0] in "●■") or block == LONG for block in shape(html))


def test_a_bullet_is_reported():
    """The character that the list mark-up replaces goes to the dropped."""
    reading = read("<p>●甲</p><p>●乙</p>")
    assert [(one.rule, one.text) for one in reading.dropped] == [("bullet", "●"), ("bullet", "●")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", ("table", [["甲", "乙"]], "")),
        ("<table><tbody><tr><th>甲<td>乙<tr><td>丙<td></table>", ("table", [["甲", "乙"], ["丙", ""]], "")),
        ("<table><caption>题</caption><tr><td>甲<td>乙</table>", ("table", [["甲", "乙"]], "题")),
        ("<table><td>甲<td>乙</table>", ("table", [["甲", "乙"]], "")),
        ("<table><tr><td>甲<br>乙<td><p>丙</p><p>丁</p></table>", ("table", [["甲\n乙", "丙\n丁"]], "")),
        ("<table><tr><td>甲<td></tr><tr><td><td></tr></table>", ("table", [["甲", ""]], "")),
        (
            "<table><tr><td>甲<td><table><tr><td>乙<td>丙</table><ul><li>丁</ul></table>",
            ("table", [["甲", "乙\n丙\n丁"]], ""),
        ),
    ],
)
def test_tables_keep_every_cell(html, expected):
    """With tbody or th or without, nested or with paragraphs in them, all cells stay where they are."""
    assert shape(html) == [expected]


def test_header_cells_and_spans_are_kept():
    """Cells th and those of a thead are headers; spans stay within the standard's limits."""
    html = "<table><thead><tr><td colspan=2>甲</thead><tr><th rowspan='3'>乙<td colspan=x rowspan=99999>丙</table>"
    (block,) = read(html).blocks
    assert block == Table(
        (
            (Cell((Run("甲"),), header=True, colspan=2),),
            (Cell((Run("乙"),), header=True, rowspan=3), Cell((Run("丙"),), rowspan=1000)),
        )
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
        (
            "<table><tr><td><img src=http://a.example/1.jpg></td></tr><tr><td>图为石桥</td></tr></table>",
            [("img", "http://a.example/1.jpg", "图为石桥")],
        ),
        ("甲<table><tr>乙<td>丙<td>丁</table>", ["甲", "乙", ("table", [["丙", "丁"]], "")]),
        (
            "<table><tr><td>甲<td><img src=http://a.example/1.jpg></table>",
            [("table", [["甲", ""]], ""), ("img", "http://a.example/1.jpg", "")],
        ),
        ("<table><caption>题</caption><tr><td></td></tr></table>", ["题"]),
        ("<td>甲</td><tr>乙</tr>", ["甲", "乙"]),
    ],
)
def test_tables_that_are_layout_are_unwrapped(html, expected):
    """One cell, or one column around images, is layout; images and stray text stand beside a table."""
    assert shape(html) == expected


def test_quotations_and_preformatted_text_are_kept():
    """A blockquote holds blocks; pre keeps its blanks and line ends."""
    html = "<blockquote><p>甲</p><p>乙</p></blockquote><pre>\n a  b\r\n\tc <b>d</b><br>e\n</pre>"
    assert shape(html) == [("quote", ["甲", "乙"]), ("pre", " a  b\n\tc d\ne")]


def test_deep_nesting_is_capped_and_its_text_kept():
    """Lists, quotations and tables nest a dozen deep; what is deeper stays as plain text."""
    for opening in ("<blockquote>", "<ul><li>", "<table><tr><td>甲<td>"):
        blocks = read(f"{opening * 40}乙").blocks
        depth = 0
        while blocks and not hasattr(blocks[-1], "runs"):
            block = blocks[-1]
            blocks = () if isinstance(block, Table) else getattr(block, "blocks", None) or block.items[-1]
            depth += 1
        assert depth <= 13


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="//a.example/1.jpg">', "https://a.example/1.jpg"),
        ('<img src="/1.jpg">', "https://news.example/1.jpg"),
        ('<img src="1.jpg?a=1&b=2">', "https://news.example/a/1.jpg?a=1&b=2"),
        ('<img src="data:image/gif;base64,R0" data-src="http://a.example/1.jpg">', "http://a.example/1.jpg"),
        ('<img src="/static/loading.gif" data-original="/1.jpg">', "https://news.example/1.jpg"),
        ('<img srcset="/1.jpg 1x, /2.jpg 2x">', "https://news.example/1.jpg"),
        ('<img src="/1.jpg" data-src="/2.jpg">', "https://news.example/1.jpg"),
        ('<img src="http://a.example/a b.jpg">', "http://a.example/a%20b.jpg"),
        ('<picture><source srcset="/2.webp"><img src="/1.jpg"></picture>', "https://news.example/1.jpg"),
    ],
)
def test_images_get_their_true_address(html, expected):
    """Addresses become absolute; a lazily loaded image's is in another attribute."""
    assert shape(html, base_url="https://news.example/a/b.html") == [("img", expected, "")]


def test_an_image_keeps_its_alternative_text():
    """The alternative text is tidied and kept beside the address."""
    assert read('<p><img src="http://a.example/1.jpg" alt=" 一座 \n 桥 "/></p>').blocks == (
        Image("http://a.example/1.jpg", "一座 桥"),
    )


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<img src="http://a.example/1.gif" width="1" height="1">', "tracking_pixel"),
        ('<img src="http://a.example/1.gif" style="display:none">', "hidden"),
        ('<img src="1.jpg">', "image_without_address"),
        ("<img>", "image_without_address"),
        ('<img src="javascript:x()">', "image_without_address"),
    ],
)
def test_images_that_show_nothing_are_dropped(html, rule):
    """Tracking pixels, hidden images and those without a usable address are no blocks."""
    reading = read(f"<p>甲{html}乙</p>")
    assert [plain(block.runs) for block in reading.blocks] == ["甲乙"]
    assert [(one.rule, one.text) for one in reading.dropped] == [(rule, "")]


IMAGE = '<img src="http://a.example/1.jpg">'
SHOWN = ("img", "http://a.example/1.jpg")


@pytest.mark.parametrize(
    ("html", "caption"),
    [
        (f"<center>{IMAGE}</center><p style='text-align:center'>石桥边的人家</p>", "石桥边的人家"),
        (f"<p align=center>{IMAGE}<br>石桥边的人家</p>", "石桥边的人家"),
        (f"<p>{IMAGE}</p><p>图为石桥边的人家。</p>", "图为石桥边的人家。"),
        (f"<p>{IMAGE}</p><p>石桥（效果图）</p>", "石桥（效果图）"),
        (f"<p>{IMAGE}</p><p>视频截图</p>", "视频截图"),
        (f"<p>{IMAGE}</p><p>▲石桥边的人家</p>", "▲石桥边的人家"),
        (f"<p>{IMAGE}</p><p>石桥边的人家。林晓棠 摄</p>", "石桥边的人家。林晓棠 摄"),
        (f"<p>{IMAGE}</p><p>石桥边的人家（受访者供图）</p>", "石桥边的人家（受访者供图）"),
        (f"<p>{IMAGE}</p><p>图片来源：某某图库</p>", "图片来源：某某图库"),
        (f"<p>{IMAGE}</p><p>来源：某某研究院</p>", "来源：某某研究院"),
        (f"<p>{IMAGE}</p><p>图1 三年雨量</p><p>数据来源：某某研究院</p>", "图1 三年雨量\n数据来源：某某研究院"),
        (f"<figure>{IMAGE}<figcaption>石桥</figcaption></figure>", "石桥"),
        (f"<figure><figcaption>石桥</figcaption>{IMAGE}</figure>", "石桥"),
    ],
)
def test_captions_go_with_their_images(html, caption):
    """A marked-up caption, and a line below that is centred and short or looks like one."""
    assert shape(f"{html}<p>{LONG}</p>") == [(*SHOWN, caption), LONG]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{IMAGE}</p><p>{LONG}</p>", [(*SHOWN, ""), LONG]),
        (f"<p>{IMAGE}</p><p>雨后</p><p>{LONG}</p>", [(*SHOWN, ""), "雨后", LONG]),
        (f"<p>{IMAGE}</p><p>片子在山里拍摄。</p>", [(*SHOWN, ""), "片子在山里拍摄。"]),
        (f"<p>{IMAGE}</p><p>截图显示，桥还在。</p>", [(*SHOWN, ""), "截图显示，桥还在。"]),
        (f"<p>{IMAGE}</p><p>图书馆里只有他一个人。</p>", [(*SHOWN, ""), "图书馆里只有他一个人。"]),
        (f"<p>{IMAGE}</p><center><b>雨后</b></center><p>{LONG}</p>", [(*SHOWN, ""), ("h2", "雨后"), LONG]),
        (f"<p>{IMAGE}</p><p>{LONG}</p><p>图为石桥</p>", [(*SHOWN, ""), LONG, "图为石桥"]),
        (f"<p>{IMAGE}</p><p>图为{LONG * 3}</p>", [(*SHOWN, ""), f"图为{LONG * 3}"]),
        (
            "<figure><table><tr><td>甲</td><td>乙</td></tr></table><figcaption>石桥</figcaption></figure>",
            [("table", [["甲", "乙"]], ""), "石桥"],
        ),
        ("<figure><p>甲</p><figcaption>石桥</figcaption></figure>", ["甲", "石桥"]),
        (
            f"<figure>{IMAGE}</figure><figure><figcaption>石桥</figcaption>{IMAGE}</figure>",
            [(*SHOWN, ""), (*SHOWN, "石桥")],
        ),
    ],
)
def test_lines_that_are_no_captions_stay(html, expected):
    """Text below an image stays text; a caption belongs to its own figure."""
    assert shape(html) == expected


def test_a_caption_of_nothing_leaves():
    """A film's or a lost picture's caption says nothing where a post shows neither; it is kept among the drops."""
    html = f"<figure><div></div><figcaption>石桥</figcaption></figure><p>{LONG}</p>"
    assert shape(html) == [LONG]
    assert [(one.rule, one.text) for one in read(html).dropped] == [("caption_alone", "石桥")]


def test_a_line_named_a_caption_is_one():
    """Editing systems that know no figcaption name the line below an image so."""
    html = f'<div><p>{IMAGE}</p><p class="img-desc">{LONG}</p></div><p>{LONG}</p>'
    assert shape(html) == [(*SHOWN, LONG), LONG]
