import pytest
from both_parsers import drops, read, shape

from pipelines.paragraphs.noise import LINE_LENGTH, dropped_line

LONG = "山里的雨从清早下到傍晚，溪水涨过了石桥，住在坡上的人家都把竹席收进了屋里。"
CHART = (
    '<img src="https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid=1.609999&imageType=k&at=1" border="0"'
    ' alt="K图 609999_0" data-code="K 609999|1|1" style="border:#d1d1d1 1px solid;" />'
)


@pytest.mark.parametrize(
    ("html", "dropped"),
    [
        ('<p style="display:none;height:1px;overflow:hidden;"><br /></p>', ("hidden", "")),
        ('<p style="display:none;height:1px;"> </p>', ("hidden", "")),
        ('<p style="DISPLAY : none">乙 丙</p>', ("hidden", "乙 丙")),
        ('<div style="height:1px">乙<p>丙</p></div>', ("hidden", "乙丙")),
        ("<p hidden>乙</p>", ("hidden", "乙")),
        ('<span style="font-size:0">乙</span>', ("hidden", "乙")),
        ("<script>乙('<p>')</script>", ("script", "")),
        ("<style>p{}</style>", ("style", "")),
        ('<div class="ad_context3"><script>x()</script><p>乙</p></div>', ("advertisement", "乙")),
        ('<div class="box ad">乙</div>', ("advertisement", "乙")),
        ('<a class="toplink" href="http://a.example/">乙</a>', ("advertisement", "乙")),
        (
            '<p><a href="http://a.example/"><img src="http://a.example/1.jpg" class="em_handle_adv_close"/></a></p>',
            ("advertisement", ""),
        ),
        ("<iframe>乙</iframe>", ("frame", "乙")),
        ("<noscript><img src=x>乙</noscript>", ("noscript", "乙")),
        ("<button>乙</button>", ("form_control", "乙")),
        ("<video>乙</video>", ("player", "乙")),
        ("<svg><text>乙</text></svg>", ("graphic", "乙")),
        ("<title>乙</title>", ("title", "乙")),
        ("<template><p>乙</template>", ("template", "乙")),
    ],
)
def test_elements_that_are_no_part_of_the_article_are_dropped_whole(html, dropped):
    """What hides, advertises, plays or asks leaves under its rule's name, with the text it had."""
    assert shape(f"<p>甲</p>{html}<p>丁</p>") == ["甲", "丁"]
    assert drops(f"<p>甲</p>{html}<p>丁</p>") == [dropped]


@pytest.mark.parametrize(
    "html",
    [
        '<p style="line-height:1px">乙</p>',
        '<p style="max-height:1px">乙</p>',
        '<p style="font-size:0.9em">乙</p>',
        '<p class="shadow">乙</p>',
        '<p class="adequate lead">乙</p>',
    ],
)
def test_styles_and_classes_that_only_look_alike_drop_nothing(html):
    """Line heights, small type and classes that merely begin alike are no reason to drop."""
    assert shape(html) == ["乙"]


@pytest.mark.parametrize(
    "html",
    [
        f"<!-- EM_StockImg_Start --><p><a href='http://a.example/'>{CHART}</a></p><!-- EM_StockImg_End -->",
        f"<!-- EM_StockImg_Start --><p>{CHART}</p><!-- EM_StockImg_End -->",
        f"<center>{CHART}</center>",
        '<!--EM_StockImg_Start--><img src="http://a.example/1.609999.png" data-code="K 609999|1|1">',
    ],
)
def test_a_chart_goes_and_what_it_shows_is_noted(html):
    """K-line charts leave with their links; the security is mentioned, without a name."""
    reading = read(f"{html}<p>{LONG}</p>")
    assert shape(f"{html}<p>{LONG}</p>") == [LONG]
    assert [(one.rule, one.text) for one in reading.dropped] == [("kline_chart", "")]
    assert reading.mentions == (("K 609999|1|1", ""),)


def test_a_chart_mark_that_is_never_closed_swallows_nothing():
    """After any text the chart is over, so that later images stay."""
    html = "<!-- EM_StockImg_Start --><p>甲</p><img src='http://a.example/1.jpg'>"
    assert shape(html) == ["甲", ("img", "http://a.example/1.jpg", "")]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("在某某财富看资讯行情，选某某证券一站式开户交易>>", "account_opener"),
        ("炒股先开户，点此进入>>", "account_opener"),
        ("广告", "advertisement"),
        ("【推广】", "advertisement"),
        ("Advertisement", "advertisement"),
        ("Advertisement · Scroll to continue", "advertisement"),
        ("Article continues below this ad", "advertisement"),
        ("請繼續往下閱讀...", "advertisement"),
        ("海量资讯、精准解读，尽在某某财经APP", "app_opener"),
        ("点击上方蓝字关注我们", "follow_opener"),
        ("- END -", "ending"),
        ("打开某某新闻客户端，查看更多精彩内容", "app_opener"),
        ("请下载某某APP", "app_opener"),
        ("扫描二维码下载某某客户端，阅读全文", "app_opener"),
        ("更多资讯，请关注某某公众号", "follow_opener"),
        ("长按识别二维码，关注某某微信公众号：moumou", "follow_opener"),
        ("打开微信，", "share_opener"),
        ("点击底部的“发现”", "share_opener"),
        ("使用“扫一扫”", "share_opener"),
        ("即可将网页分享至朋友圈。", "share_opener"),
    ],
)
def test_furniture_lines_are_dropped_by_their_rule(line, rule):
    """A paragraph that is wholly an opener or an advertisement leaves."""
    assert drops(f"<p>甲</p><p>　　{line.replace('>', '&gt;')}</p>") == [("indent", "　　"), (rule, line)]


@pytest.mark.parametrize(
    "line",
    [
        "他打开微信，给船上的人发了一条消息。",
        "村里人第一次下载安装了买菜的APP。",
        "公司称，将关注公众号的运营。",
        "The story continues below the bridge, where the ferry lands.",
        "热闹尽在老街，手机里的客户端怎么比得上。",
        "他点击蓝字，屏幕上跳出一张旧照片。",
        "关注公众号刷单骗局",
        "证券开户数连续三个月上升",
        "广告收入下降",
        "打开微信，" * 20,
    ],
)
def test_sentences_about_apps_and_accounts_stay(line):
    """Only a whole paragraph is furniture, never a sentence that speaks of the same things."""
    assert dropped_line(line) == ""
    assert shape(f"<p>{line}</p>") == [line]


def test_a_long_line_is_never_furniture():
    """The patterns are asked for short lines alone."""
    assert dropped_line("请" * LINE_LENGTH + "下载某某APP") == ""


@pytest.mark.parametrize(
    ("html", "outlet"),
    [
        ('<p class="em_media">（文章来源：石桥晚报）</p>', "石桥晚报"),
        ("<p>（文章来源：石桥晚报）</p>", "石桥晚报"),
        ("<p>(文章来源:石桥晚报)</p>", "石桥晚报"),
        ("<p>（文章来源：石桥晚报、溪口日报）</p>", "石桥晚报、溪口日报"),
        ("<p>（文章来源：公众号：石桥晚报）</p>", "公众号：石桥晚报"),
        ("<p>（文章來源：石橋晚報）</p>", "石橋晚報"),
        ("<p>来源：石桥晚报</p>", "石桥晚报"),
        ("<p>来源： 石桥晚报（山区版）</p>", "石桥晚报（山区版）"),
        (
            (
                '<p class="em_media">（文章来源：石桥<span id="bk_90.BK9999"><a class="keytip" data-code="90,BK9999">'
                "证券</a></span>报）</p>"
            ),
            "石桥证券报",
        ),
        ("<p>（文章来源：石桥晚报）<br>（责任编辑：林晓棠）</p>", "石桥晚报"),
        ("<p>（文章来源：石桥晚报）</p><p>来源：溪口日报</p>", "石桥晚报"),
    ],
)
def test_the_source_line_goes_into_its_field(html, outlet):
    """Marked, bracketed or plain at an edge, cut up by links or not, it leaves the body for the outlet."""
    reading = read(f"<p>{LONG}</p>{html}")
    assert reading.source_line == outlet
    assert reading.mentions == ()
    assert (
        next(one.text for one in reading.dropped if one.rule == "field:outlet").count("来源") + outlet.count("橋") == 1
    )


def test_a_source_behind_the_last_sentence_is_cut_off():
    """Where the source line is no paragraph of its own, the text before it stays whole."""
    reading = read(f"<p>{LONG}（文章来源：石桥晚报）</p>")
    assert reading.source_line == "石桥晚报"
    assert shape(f"<p>{LONG}（文章来源：石桥晚报）</p>") == [LONG]


def test_of_two_marked_source_lines_the_last_counts():
    """The earlier one leaves the body, too, and says under which rule."""
    html = f"<p>（文章来源：溪口日报）</p><p>{LONG}</p><p>（文章来源：石桥晚报）</p>"
    assert read(html).source_line == "石桥晚报"
    assert drops(html) == [("source_line", "（文章来源：溪口日报）"), ("field:outlet", "（文章来源：石桥晚报）")]


@pytest.mark.parametrize(
    "html",
    [
        "<p>来源：某某研究院、某某证券</p>",
        "<p>来源：石桥晚报 作者：林晓棠</p>",
        "<p>（文章来源：石桥晚报 记者 林晓棠）</p>",
        "<p>来源：石桥晚报 2024-05-06</p>",
        "<p>他说，消息来源：一位船员。船员说没有。</p>",
        f"{'<p>甲</p>' * 4}<p>来源：石桥晚报</p>{'<p>乙</p>' * 4}",
    ],
)
def test_lines_that_say_more_than_a_source_stay(html):
    """Bylines, several sources, sentences and lines amid the text are not decided here."""
    reading = read(html)
    assert reading.source_line == ""
    assert reading.dropped == ()


def test_editor_lines_go_into_their_field():
    """Lines of responsible editors are kept raw, in order, wherever their class or words tell them."""
    html = "<p>甲</p><p>（责任编辑：林晓棠）</p><p>责编 江远</p><p class='res-edit'>MZ123</p>"
    assert read(html).editors == ("（责任编辑：林晓棠）", "责编 江远", "MZ123")
    assert [rule for rule, _ in drops(html)] == ["field:editors"] * 3


def test_a_disclaimer_stays():
    """What the source says of its own article is part of it."""
    html = "<p>风险提示：内容仅供参考，不构成投资建议。</p><p class='em_media'>（文章来源：石桥晚报）</p>"
    assert shape(html) == ["风险提示：内容仅供参考，不构成投资建议。"]


@pytest.mark.parametrize(
    ("html", "text", "mentions"),
    [
        (
            '(N<span id="Info.3120"><a href="http://data.example/" class="infokey">PPI</a></span>B)',
            "(NPPIB)",
            (),
        ),
        (
            (
                '壮<span id="stock_1.609519"><a href="http://quote.eastmoney.com/unify/r/1.609519" class="keytip"'
                ' data-code="1,609519">大智慧</a></span><span id="quote_1.609519"></span>'
            ),
            "壮大智慧",
            (("1,609519", "大智慧"),),
        ),
        (
            (
                '<span web="1" href="http://quote.eastmoney.com/unify/r/90.BK9473" class="em_stock_key_common"'
                ' data-code="90,BK9473">港口</span>'
            ),
            "港口",
            (("90,BK9473", "港口"),),
        ),
        ('<span id="Info.116.05987">某某控股</span>', "某某控股", (("116.05987", "某某控股"),)),
        (
            (
                '<span id="stock_1.609519"><a href="http://quote.eastmoney.com/r/1.609519" class="keytip"'
                ' data-code="609519">某某股份</a></span>'
            ),
            "某某股份",
            (("1.609519", "某某股份"),),
        ),
        (
            '<a class="em_stock_key_common" href="http://quote.eastmoney.com/r/106.QYAU">某某</a>',
            "某某",
            (("106.QYAU", "某某"),),
        ),
        ('<a class="keytip" data-code="0,009217"><b>某 \u200b某</b></a>', "某 某", (("0,009217", "某 某"),)),
    ],
)
def test_automatic_links_are_unwrapped_and_noted(html, text, mentions):
    """The words around stay whole, no link is left, and the codes are kept with the names as written."""
    reading = read(f"<p>甲{html}乙</p>")
    assert shape(f"<p>甲{html}乙</p>") == [f"甲{text}乙"]
    assert not any(run.href for block in reading.blocks for run in block.runs)
    assert reading.mentions == mentions


def test_empty_quote_spans_are_counted():
    """Each span that only a script would fill is reported; one that holds text keeps it."""
    html = (
        '<p>甲<span id="quote_1.609519"></span>乙<span id="bkquote_90.BK9473"> </span><span id="quote_1">丙</span></p>'
    )
    assert shape(html) == ["甲乙 丙"]
    assert [rule for rule, _ in drops(html)] == ["empty_quote_span"]


def test_a_mention_outlives_a_credit_in_its_paragraph():
    """Where a line break parts the source line from the text, the text keeps what it mentions."""
    html = '<p>来源：石桥晚报<br>今天<a class="keytip" data-code="1,609519">石桥股份</a>走高。</p>'
    assert shape(html) == ["今天石桥股份走高。"]
    assert read(html).mentions == (("1,609519", "石桥股份"),)


def test_mentions_come_in_order_from_everywhere():
    """Lists, tables, quotations and captions mention, too; what is dropped does not."""
    key = '<a class="keytip" data-code="1,60000{0}">名{0}</a>'
    html = (
        f"<ul><li>{key.format(1)}</li></ul><table><tr><td>甲<td>{key.format(2)}</table>"
        f"<blockquote>{key.format(3)}</blockquote><img src='http://a.example/1.jpg'><p>图为{key.format(4)}</p>"
        f"<p hidden>{key.format(5)}</p><p>●{key.format(6)}</p><p>●乙</p>"
    )
    assert [name for _, name in read(html).mentions] == ["名1", "名2", "名3", "名4", "名6"]
