import pytest

from ingest.article import Article, Heading, Image, Paragraph, Run, Security
from pipelines.securities import SecuritiesStage, finish_securities, read_symbol


def found(text: str, *mentions: tuple[str, str]) -> list[tuple[str, str]]:
    """The securities of an article of one paragraph."""
    article = Article("somewhere", blocks=(Paragraph((Run(text),)),), mentions=mentions)
    finish_securities(article)
    return [(one.symbol, one.name) for one in article.securities]


@pytest.mark.parametrize(
    ("raw_code", "symbol"),
    [
        ("1,609160", "609160.SH"),
        ("0,009333", "009333.SZ"),
        ("0,309343", "309343.SZ"),
        ("0,839799", "839799.BJ"),
        ("0,439047", "439047.BJ"),
        ("0,929001", "929001.BJ"),
        ("116,05987", "05987.HK"),
        ("116,5987", "05987.HK"),
        ("105,QYAU", "QYAU.US"),
        ("106,QYAU", "QYAU.US"),
        ("107,QYAU", "QYAU.US"),
        ("106,QY_B", "QY.B.US"),
        ("1.609160", "609160.SH"),
        ("116.05987", "05987.HK"),
        ("QYAU|106|7", "QYAU.US"),
        ("K QYAU|106|7", "QYAU.US"),
        ("609519|1|1", "609519.SH"),
        ("K 009572|0|2", "009572.SZ"),
        ("609519.SH", "609519.SH"),
        ("609519.ss", "609519.SH"),
        ("009333.SZ", "009333.SZ"),
        ("929001.BJ", "929001.BJ"),
        ("05987.HK", "05987.HK"),
        ("5987.HK", "05987.HK"),
        ("QYAU.US", "QYAU.US"),
        ("NASDAQ: QYAU", "QYAU.US"),
        ("纽交所：QYAU", "QYAU.US"),
        ("SH609519", "609519.SH"),
        ("港交所：5987", "05987.HK"),
        (" 1,609160 ", "609160.SH"),
    ],
)
def test_codes_of_every_form_become_qualified_symbols(raw_code, symbol):
    """Links' codes, chart codes and written symbols all name their exchange."""
    read = read_symbol(raw_code)
    assert read is not None
    assert read.text == symbol
    assert not read.is_board


def test_sector_boards_are_told_apart():
    """A board has a code, but no exchange."""
    read = read_symbol("90,BK9473")
    assert read is not None
    assert read.text == "BK9473"
    assert read.is_board


@pytest.mark.parametrize(
    "raw_code",
    ["", "|", "x", "609160", "100,HSI", "133.USDCNH", "1,60916", "0,BK9473", "116,QYAU", "9999,1", "1,", ",1", "甲"],
)
def test_codes_of_unknown_markets_are_no_symbols(raw_code):
    """An index, a currency, a bare number and nonsense are not guessed at."""
    assert read_symbol(raw_code) is None


@pytest.mark.parametrize(
    ("text", "securities"),
    [
        ("石桥股份（609519.SH）涨停。", [("609519.SH", "石桥股份")]),
        ("当日，石桥股份(609519.SH，最新价：9.8元)涨停。", [("609519.SH", "石桥股份")]),
        ("溪口控股（05987.HK）、云澜（QYAU.US）走高。", [("05987.HK", "溪口控股"), ("QYAU.US", "云澜")]),
        ("石桥股份（SH609519，股价9.8元）涨停。", [("609519.SH", "石桥股份")]),
        (
            "云澜汽车（NYSE：QYAU）与Otter Zinc Inc (NASDAQ: OTZQ)",
            [("QYAU.US", "云澜汽车"), ("OTZQ.US", "Otter Zinc Inc")],
        ),
        ("石桥股份（609519.SH，05987.HK）两地上市。", [("609519.SH", "石桥股份"), ("05987.HK", "石桥股份")]),
        ("*ST石桥（609519.SH）", [("609519.SH", "*ST石桥")]),
        ("石桥科技-U（689519.SH）", [("689519.SH", "石桥科技-U")]),
        ("“石桥股份”（609519.SH）", [("609519.SH", "石桥股份")]),
        ("5月6日石桥A（009519.SZ）", [("009519.SZ", "石桥A")]),
        ("石桥水泥制品股份有限公司（609519.SH）", [("609519.SH", "石桥水泥制品股份有限公司")]),
        ("今日05987.HK走高。", [("05987.HK", "")]),
        ("石桥股份（609519.SH）涨，石桥股份（609519.SH）又涨。", [("609519.SH", "石桥股份")]),
    ],
)
def test_symbols_written_in_the_text_are_read_with_their_names(text, securities):
    """In brackets of either width, with or without more in them, each symbol once and as written."""
    assert found(text) == securities


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("白酒行业龙头石桥股份（609519.SH）", "石桥股份"),
        ("维持索溪亚(009572.SZ)买入评级", "索溪亚"),
        ("研报给予石桥股份（609519.SH）增持评级", "石桥股份"),
        ("券商持有和溪生物（609077.SH）", "和溪生物"),
        ("港股平台企业溪口控股（05987.HK）", "溪口控股"),
        ("一家做水泥的石桥股份（609519.SH）", "石桥股份"),
        ("行业龙头溪的集团（009333.SZ）", "溪的集团"),
        ("行业龙头石桥水泥制品股份有限公司（609519.SH）", "石桥水泥制品股份有限公司"),
        ("石桥投资集团股份有限公司（609519.SH）", "石桥投资集团股份有限公司"),
        ("和溪医药（05913.HK）", "和溪医药"),
        ("与云澜（QYAU.US）", "云澜"),
        ("在香港上市多年一直默默无闻的溪口控股（05987.HK）", "溪口控股"),
        ("与索溪亚（009572.SZ）合作。索溪亚说，索溪亚愿意。", "索溪亚"),
        ("昨晚收到通知索溪亚（009572.SZ）停牌。索溪亚说，索溪亚愿意。", "索溪亚"),
        ("昨晚收到通知索溪亚（009572.SZ）停牌。", ""),
    ],
)
def test_a_name_begins_where_the_text_shows_it(text, name):
    """Introducing words, market lengths and other places of the name tell; what none tells stays empty."""
    ((_, read),) = found(text)
    assert read == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "石桥股份（609519）",
        "见SH609519说明",
        "www.QYAU.US",
        "A609519.SH",
        "609519.SHA",
        "NASDAQ指数涨2%",
        "电话（010.HK）",
        "港交所：新规",
    ],
)
def test_what_is_no_certain_symbol_is_none(text):
    """Bare numbers, addresses, longer words and prefixes outside of a bracket are not read."""
    assert found(text) == []


def test_links_and_text_come_in_one_order_each_symbol_once():
    """Securities stand in order of first appearance, with the first name written; boards apart."""
    article = Article(
        "somewhere",
        blocks=(
            Heading((Run("云澜（QYAU.US）领跌"),)),
            Paragraph((Run("港口板块中，"), Run("石桥股份", strong=True), Run("走高，溪口控股（05987.HK）跟涨。"))),
            Image("http://a.example/1.jpg", caption=(Run("索溪亚（009572.SZ）的码头"),)),
        ),
        mentions=(
            ("K 609519|1|1", ""),
            ("90,BK9473", "港口"),
            ("1,609519", "石桥股份"),
            ("100,HSI", "指数"),
            ("1,609519", "石桥"),
        ),
    )
    assert SecuritiesStage().process_item(article) is article
    assert article.securities == (
        Security("609519.SH", "石桥股份"),
        Security("QYAU.US", "云澜"),
        Security("05987.HK", "溪口控股"),
        Security("009572.SZ", "索溪亚"),
    )
    assert article.boards == (Security("BK9473", "港口"),)
    assert article.provenance["securities"].rule == "link and text"


def test_an_article_without_securities_has_none():
    """Nothing is set, not even a provenance."""
    article = Article("somewhere", blocks=(Paragraph((Run("山里下雨。"),)),))
    finish_securities(article)
    assert (article.securities, article.boards, article.provenance) == ((), (), {})


@pytest.mark.parametrize(
    "bait",
    [
        "（" * 50_000,
        "A" * 200_000 + ".US",
        "SH" * 100_000 + "（SH",
        "A.US" * 50_000,
        "".join(f"和{n}甲乙丙（6{n:05}.SH）" for n in range(9_000)),
    ],
    ids=range(5),
)
def test_bait_is_read_in_linear_time(bait):
    """No text makes the patterns or the search for names run away."""
    found(bait)


def test_many_mentions_are_read_in_linear_time():
    """Mentions whose names the text lacks don't make each search the whole text."""
    assert found("雨" * 300_000, *[("1,600000", "石桥股份")] * 20_000) == [("600000.SH", "石桥股份")]
