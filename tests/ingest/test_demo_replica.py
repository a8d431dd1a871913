"""The embedded replica: its endpoints, its faults, and that its articles cover every irregularity."""

import http.client
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pypinyin import lazy_pinyin

from ingest.demo.answers import answer_request
from ingest.demo.articles import DemoArticle, parse_article, read_articles
from ingest.demo.faults import FAULTS, Fault
from ingest.demo.holdings import hold_articles
from ingest.demo.replica import BEIJING, CLOCK, Replica

ARTICLES = {article.name: article for article in read_articles()}
LISTS, MARKETS = "183.136.162.242", "43.240.125.15:1818"
TEXTS, EXPRESS, COLUMNS = "choicewzp1.eastmoney.com", "newsapi.eastmoney.com", "np-listapi.eastmoney.com"
FINANCE = "finance.eastmoney.com"
PRESS_LIST, ROLLING_LIST = "/web/webapi?type=45&count=100&newsid=1", "/web/webapi?type=102&count=100&newsid=1"
COLUMN = "/comm/web/getNewsByColumns?client=web&column=344&page_index={}&page_size={}&req_trace=1"
SHARED_RECORDS = Path(__file__).parents[3] / "shared" / "posts" / "records.jsonl"


@pytest.fixture(scope="module")
def demo() -> Iterator[Replica]:
    """Give a replica of the demo's articles that no test changes."""
    with Replica() as replica:
        yield replica


@pytest.fixture
def replica() -> Iterator[Replica]:
    """Give a replica that a test may change."""
    with Replica() as replica:
        yield replica


def get(replica: Replica, host: str, path: str) -> tuple[int, Mapping[str, str], bytes]:
    """Ask the replica as `host`."""
    connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read()
    finally:
        connection.close()


def get_json(replica: Replica, host: str, path: str) -> Any:
    """Ask for a JSON answer."""
    return json.loads(get(replica, host, path)[2])


def item_of(items: list[dict[str, Any]], code: str) -> dict[str, Any]:
    """Give the one item that carries `code`."""
    (found,) = [item for item in items if code in json.dumps(item)]
    return found


# --- endpoints ---------------------------------------------------------------


def test_the_rolling_list_has_its_wrapper_and_fields(demo: Replica) -> None:
    """Type 102 answers records[] with the six fields of the rolling list."""
    records = get_json(demo, LISTS, ROLLING_LIST)["records"]
    item = item_of(records, ARTICLES["07-port-shares"].code)
    assert list(item) == ["title", "digest", "id", "url_w", "showtime", "infoCode"]
    assert item["infoCode"] == item["id"] == "202609019900001074"
    assert item["url_w"] == "http://stock.eastmoney.com/news/1344,202609019900001074.html"


def test_the_press_list_has_its_wrapper_and_fields(demo: Replica) -> None:
    """Type 45 answers nodeList[] with the outlet under `from` and an infocode that begins with NW."""
    item = item_of(get_json(demo, LISTS, PRESS_LIST)["nodeList"], ARTICLES["01-pier-ledgers"].code)
    assert list(item) == ["title", "from", "infocode", "showtime", "simtitle", "simdigest"]
    assert (item["from"], item["infocode"]) == ("海屿日报", "NW202609019900001017")


def test_lists_are_newest_first_and_heed_the_count(demo: Replica) -> None:
    """A list begins with its newest item and gives no more items than were asked for."""
    whole = get_json(demo, LISTS, ROLLING_LIST)["records"]
    times = [item["showtime"] for item in whole if item["showtime"]]
    assert times == sorted(times, reverse=True)
    assert get_json(demo, LISTS, "/web/webapi?type=102&count=3")["records"] == whole[:3]


def test_market_lists_answer_alone_and_together(demo: Replica) -> None:
    """A joined marketType gives the union of its lists, an article in two of them once."""
    path = "/information/newmarket/web/webapi?marketType={}&count=100"
    alone = [get_json(demo, MARKETS, path.format(market))["record"] for market in ("37", "38", "39")]
    joined = get_json(demo, MARKETS, path.format("37,38,39"))["record"]
    assert all(alone)
    assert {item["infoCode"] for item in joined} == {item["infoCode"] for items in alone for item in items}
    assert len(joined) == len({item["infoCode"] for item in joined}) < sum(map(len, alone))
    assert set(alone[0][0]) == {"title", "medianame", "infoCode", "datetime"}


def test_the_text_of_one_article_differs_by_feed(demo: Replica) -> None:
    """NW and code give `text` without link spans, the bare code gives `content` with them."""
    code = ARTICLES["01-pier-ledgers"].code
    press = get_json(demo, TEXTS, f"/NewsData/GetNewsText.do?id=NW{code}")
    rolling = get_json(demo, TEXTS, f"/NewsData/GetNewsText.do?id={code}")
    assert (list(press), list(rolling)) == (["text"], ["content"])
    plain = re.sub(r"</?(?:span|a)\b[^>]*>", "", rolling["content"])
    assert "infokey" in rolling["content"]
    assert plain.replace("\n ", "\r\n ") == press["text"]


@pytest.mark.parametrize("code", ["NW202609019900001074", "202609019900001099", "NW1", ""])
def test_a_text_that_is_not_stored_is_not_found(demo: Replica, code: str) -> None:
    """An unknown code, or one that the other feed alone has, is answered 404."""
    assert get(demo, TEXTS, f"/NewsData/GetNewsText.do?id={code}")[0] == 404


@pytest.mark.parametrize(
    "path", ["/html_News/NewsShare.html?infoCode=NW{}", "/info/information/detail.html?infocode=NW{}"]
)
def test_share_pages_are_shells_without_text(demo: Replica, path: str) -> None:
    """A share page loads its text by script; its title is there or empty."""
    texts = [
        get(demo, TEXTS, path.format(ARTICLES[name].code))[2].decode() for name in ("03-night-clinic", "48-interview")
    ]
    assert ARTICLES["03-night-clinic"].title in texts[0]
    assert "<title></title>" in texts[1]
    assert all("GetNewsText.do" in text and "<p>" not in text for text in texts)


@pytest.mark.parametrize(
    ("host", "path"),
    [
        (FINANCE, "/a/{}.html"),
        ("wap.eastmoney.com", "/a/{}.html"),
        ("stock.eastmoney.com", "/news/1344,{}.html"),
        ("biz.eastmoney.com", "/news/11362,{}.html"),
    ],
)
def test_article_pages_have_head_lines_and_a_body(demo: Replica, host: str, path: str) -> None:
    """Every page form of a code gives the same page, the time in Chinese and to the minute."""
    status, headers, body = get(demo, host, path.format(ARTICLES["33-page-noise"].code))
    page = body.decode()
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "<title>海屿智能充电桩调价：峰谷差拉大到一元_东方财富网</title>" in page
    assert '<div class=" item">2026年09月06日 08:08</div><div class="item">澄面新闻</div>' in page
    assert '<div class="txtinfos" id="ContentBody"' in page
    assert "<!--文章主体-->" in page


def test_a_community_article_has_its_page_on_its_own_host(demo: Replica) -> None:
    """A CFH item has no uniqueUrl, and its url leads to a page."""
    items = get_json(demo, COLUMNS, COLUMN.format(1, 50).replace("344", "345"))["data"]["list"]
    item = item_of(items, ARTICLES["39-community"].code)
    assert (item["np_dst"], item["uniqueUrl"]) == ("CFH", "")
    host, _, path = item["url"].removeprefix("http://").partition("/")
    assert ARTICLES["39-community"].title in get(demo, host, f"/{path}")[2].decode()


KUAIXUN = "/kuaixun/v1/getlist_{}_ajaxResult_{}_{}_.html"


def test_kuaixun_lists_are_scripts_with_pages(demo: Replica) -> None:
    """A channel answers a script; its pages cut one list, and past the end the list is empty."""
    status, headers, body = get(demo, EXPRESS, KUAIXUN.format("102", 50, 1) + "?_=1788")
    assert (status, headers["Content-Type"]) == (200, "application/javascript; charset=utf-8")
    whole = json.loads(body.decode().removeprefix("var ajaxResult="))
    pages = [
        json.loads(get(demo, EXPRESS, KUAIXUN.format("102", 10, page))[2].decode().removeprefix("var ajaxResult="))
        for page in (1, 2, 3, 4)
    ]
    assert [item for page in pages for item in page["LivesList"]] == whole["LivesList"]
    assert pages[3]["LivesList"] == []
    assert [page["PageCount"] for page in pages] == [3, 3, 3, 3]


@pytest.mark.parametrize(
    ("channel", "pattern"),
    [
        ("101", r'var ajaxResult=\{"rc":0,.*"LivesList":\[\{.*\}\]\};\n'),
        ("102", r'var ajaxResult=\{"rc":1,.*"PageCount":1\}'),
        ("103", r'var ajaxResult=\{"rc":1,.*"LivesList":\[\{.*\}\]\};'),
        ("118", r'var ajaxResult=\{"rc":1,.*"LivesList":\{.*\}\}\n'),
        ("zhiboall", r'var ajaxResult=\{"rc":1,.*"LivesList":\[\{.*\}\]\}'),
    ],
)
def test_kuaixun_channels_vary_in_form(demo: Replica, channel: str, pattern: str) -> None:
    """The rc is 0 or 1, a semicolon or line break ends the script or not, and a list may be an object."""
    assert re.fullmatch(pattern, get(demo, EXPRESS, KUAIXUN.format(channel, 50, 1))[2].decode(), re.DOTALL)


def test_columns_have_pages_and_their_misspelt_total(demo: Replica) -> None:
    """A column answers code 1, data with `totle_hits`, and an empty list past the end."""
    answer = get_json(demo, COLUMNS, COLUMN.format(1, 5))
    data = answer["data"]
    assert (answer["code"], answer["message"], data["page_size"]) == (1, "success", 5)
    assert data["totle_hits"] > len(data["list"]) == 5
    assert set(data["list"][0]) >= {"code", "np_dst", "showTime", "title", "mediaName", "summary", "url", "uniqueUrl"}
    assert get_json(demo, COLUMNS, COLUMN.format(9, 20))["data"]["list"] == []


def test_columns_without_req_trace_are_an_error(demo: Replica) -> None:
    """Without req_trace the answer is the error object, with status 200."""
    status, _, body = get(demo, COLUMNS, "/comm/web/getNewsByColumns?column=344")
    assert status == 200
    assert json.loads(body) == {"code": 0, "message": "Required String parameter 'req_trace' is not present"}


@pytest.mark.parametrize("host", [LISTS, MARKETS, TEXTS, EXPRESS, COLUMNS, FINANCE, "caifuhao.eastmoney.com"])
def test_robots_allow_what_the_seeds_use(demo: Replica, host: str) -> None:
    """Each host has a robots.txt that forbids nothing we ask for."""
    status, _, body = get(demo, host, "/robots.txt")
    assert status == 200
    assert b"Disallow: /admin/" in body


def test_the_host_decides_and_an_unknown_host_is_answered_by_path(demo: Replica) -> None:
    """A path that the named host does not have is 404; asked as any other host it is answered."""
    assert get(demo, FINANCE, PRESS_LIST)[0] == 404
    assert get(demo, f"127.0.0.1:{demo.port}", PRESS_LIST)[0] == 200
    assert get(demo, LISTS, "/nothing")[0] == 404
    assert get(demo, FINANCE, "/a/202601010000000000.html")[0] == 404


def test_every_fixed_address_of_the_seeds_is_answered(demo: Replica) -> None:
    """The feeds of both Eastmoney seeds find their lists here."""
    seeds = Path(__file__).parents[2] / "seeds"
    found = [
        url
        for seed in seeds.glob("eastmoney*.yaml")
        for url in re.findall(r"https?://[^\s'\"]+", seed.read_text("utf-8"))
    ]
    for url in [url for url in found if "{" not in url]:
        host, _, path = url.partition("://")[2].partition("/")
        assert get(demo, host, f"/{path}")[0] == 200, url


# --- clock, records, requests ------------------------------------------------


def test_the_same_clock_gives_the_same_bytes(replica: Replica) -> None:
    """Two replicas of the same articles and instant answer alike, and another zone changes nothing."""
    with Replica(now=CLOCK.astimezone(UTC)) as other:
        for host, path in (
            (LISTS, ROLLING_LIST),
            (EXPRESS, KUAIXUN.format("102", 50, 1)),
            (COLUMNS, COLUMN.format(1, 20)),
        ):
            assert get(replica, host, path)[2] == get(other, host, path)[2]


def test_an_empty_record_becomes_whole_later(replica: Replica) -> None:
    """First code, digest and text alone, no page; later the whole record stands above the empty one."""
    article = ARTICLES["35-empty-record-later"]

    def seen() -> list[dict[str, str]]:
        return [item for item in get_json(replica, LISTS, ROLLING_LIST)["records"] if item["id"] == article.code]

    (stub,) = seen()
    assert (stub["title"], stub["showtime"], stub["url_w"]) == ("", "", "")
    assert stub["digest"]
    assert get_json(replica, TEXTS, f"/NewsData/GetNewsText.do?id={article.code}")["content"]
    assert get(replica, FINANCE, f"/a/{article.code}.html")[0] == 404
    replica.serve_articles(CLOCK + timedelta(hours=1))
    whole, again = seen()
    assert (whole["title"], again) == (article.title, stub)
    assert get(replica, FINANCE, f"/a/{article.code}.html")[0] == 200


def test_articles_later_than_the_clock_are_not_there_yet(replica: Replica) -> None:
    """An earlier clock shows fewer articles, and no text or page of the later ones."""
    replica.serve_articles(datetime(2026, 9, 1, 12, 0, tzinfo=BEIJING))
    assert len(get_json(replica, LISTS, PRESS_LIST)["nodeList"]) == 4
    assert get(replica, FINANCE, f"/a/{ARTICLES['51-long-report'].code}.html")[0] == 404


ROWS = [
    {
        "feed": "rolling", "code": "202609099900001017", "title": "甲", "showtime": "2026-09-09 08:00:00",
        "link": "http://finance.eastmoney.com/news/1353,202609099900001017.html", "digest": "【甲】乙", "content": "<p>丙</p>\n <p>丁</p>",
    },
    {
        "feed": "press", "code": "NW202609099900001017", "title": "甲", "showtime": "2026-09-09 08:00:00",
        "link": "http://choicewzp1.eastmoney.com/x", "from": "海屿日报", "text": "<p>丙</p>\r\n <p>丁</p>",
    },
]  # fmt: skip


@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1]])
def test_given_records_replace_the_articles(replica: Replica, rows: list[dict[str, str]]) -> None:
    """Given rows come out through the lists, the texts to the byte, and a page that names the outlet."""
    replica.serve_records(rows)
    assert get_json(replica, LISTS, ROLLING_LIST)["records"] == [
        {
            "title": "甲",
            "digest": "【甲】乙",
            "id": "202609099900001017",
            "url_w": ROWS[0]["link"],
            "showtime": "2026-09-09 08:00:00",
            "infoCode": "202609099900001017",
        }
    ]
    (node,) = get_json(replica, LISTS, PRESS_LIST)["nodeList"]
    assert (node["from"], node["infocode"]) == ("海屿日报", "NW202609099900001017")
    path = "/NewsData/GetNewsText.do?id="
    assert get_json(replica, TEXTS, f"{path}{ROWS[0]['code']}") == {"content": ROWS[0]["content"]}
    assert get_json(replica, TEXTS, f"{path}{ROWS[1]['code']}") == {"text": ROWS[1]["text"]}
    assert "海屿日报" in get(replica, FINANCE, "/a/202609099900001017.html")[2].decode()
    assert get_json(replica, COLUMNS, COLUMN.format(1, 20))["data"]["list"] == []


@pytest.mark.skipif(not SHARED_RECORDS.exists(), reason="the old system's records are not here")
def test_the_old_systems_records_come_out_to_the_byte(replica: Replica) -> None:
    """Each given record's text and fields are served unchanged."""
    rows = [json.loads(line) for line in SHARED_RECORDS.read_text("utf-8").splitlines()]
    replica.serve_records(rows)
    for row in rows:
        key = "text" if row["feed"] == "press" else "content"
        assert get_json(replica, TEXTS, f"/NewsData/GetNewsText.do?id={row['code']}") == {key: row[key]}
    assert len(get_json(replica, LISTS, PRESS_LIST)["nodeList"]) == sum(row["feed"] == "press" for row in rows)


def test_requests_are_noted_with_host_and_query(replica: Replica) -> None:
    """The log holds what a crawl asked for, as which host."""
    get(replica, LISTS, PRESS_LIST)
    get(replica, FINANCE, "/nothing")
    assert replica.requests == [(LISTS, PRESS_LIST), (FINANCE, "/nothing")]


# --- faults ------------------------------------------------------------------


def test_faults_are_used_once_each_and_in_order(replica: Replica) -> None:
    """A part of a path names the answers that go wrong; then they are right again."""
    replica.faults["type=45"] = [FAULTS["unavailable"], FAULTS["too-many"]]
    answers = [get(replica, LISTS, PRESS_LIST) for _ in range(3)]
    assert [status for status, _, _ in answers] == [503, 429, 200]
    assert answers[0][1]["Retry-After"] == "1"
    assert get(replica, LISTS, ROLLING_LIST)[0] == 200


def test_a_reset_breaks_the_connection(replica: Replica) -> None:
    """A reset gives no answer at all."""
    replica.faults["type=45"] = [FAULTS["reset"]]
    with pytest.raises(ConnectionResetError):
        get(replica, LISTS, PRESS_LIST)


def test_a_truncated_answer_ends_before_its_length(replica: Replica) -> None:
    """Half of the announced body arrives."""
    replica.faults["type=45"] = [FAULTS["truncated"]]
    with pytest.raises(http.client.IncompleteRead) as caught:
        get(replica, LISTS, PRESS_LIST)
    assert len(caught.value.partial) - (caught.value.expected or 0) in (-1, 0)


@pytest.mark.parametrize(
    ("name", "status", "begin"),
    [
        ("half-json", 200, b'{"nodeList":['),
        ("html", 200, b"<html>"),
        ("empty", 200, b""),
        ("empty-text", 200, b'{"text":""'),
        ("redirect-private", 302, b""),
    ],
)
def test_spoilt_bodies(replica: Replica, name: str, status: int, begin: bytes) -> None:
    """What a spoilt answer looks like: its status stays, its body is no good."""
    whole = get(replica, LISTS, PRESS_LIST)[2]
    replica.faults["type=45"] = [FAULTS[name]]
    found, _, body = get(replica, LISTS, PRESS_LIST)
    assert (found, body[: len(begin)]) == (status, begin)
    assert len(body) < len(whole)


def test_a_charset_that_lies(replica: Replica) -> None:
    """The bytes are of one charset, the header names another."""
    page = f"/a/{ARTICLES['33-page-noise'].code}.html"
    true = get(replica, FINANCE, page)[2].decode()
    replica.faults["/a/"] = [FAULTS["gbk-as-utf8"], FAULTS["utf8-as-gbk"]]
    _, headers, body = get(replica, FINANCE, page)
    assert (headers["Content-Type"], body.decode("gb18030")) == ("text/html; charset=utf-8", true)
    _, headers, body = get(replica, FINANCE, page)
    assert (headers["Content-Type"], body.decode()) == ("text/html; charset=gbk", true)


def test_a_gzip_bomb_is_small_until_it_is_unpacked(replica: Replica) -> None:
    """Less than 100 kB announce themselves as gzip and unpack to 80 MB."""
    replica.faults["type=45"] = [FAULTS["gzip-bomb"]]
    _, headers, body = get(replica, LISTS, PRESS_LIST)
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < 100_000
    unpacker, size, rest = zlib.decompressobj(31), 0, body
    while rest:
        size += len(unpacker.decompress(rest, 1 << 20))
        rest = unpacker.unconsumed_tail
    assert size + len(unpacker.flush()) == 80 * 1024 * 1024


def test_an_endless_answer_goes_on_until_nobody_listens(replica: Replica) -> None:
    """More arrives than any true answer has, and the replica serves on after it was left."""
    replica.faults["type=45"] = [FAULTS["endless"]]
    connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=20)
    connection.request("GET", PRESS_LIST, headers={"Host": LISTS})
    assert len(connection.getresponse().read(5_000_000)) == 5_000_000
    connection.close()
    assert get(replica, LISTS, PRESS_LIST)[0] == 200


def test_a_hanging_answer_ends_with_the_replica() -> None:
    """Nothing is answered, and stopping the replica still ends at once."""
    with Replica() as replica:
        replica.faults["type=45"] = [Fault(delay_s=0.001, hang=True)]
        connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=20)
        connection.request("GET", PRESS_LIST, headers={"Host": LISTS})
        assert get(replica, LISTS, ROLLING_LIST)[0] == 200
    with pytest.raises(ConnectionError):
        connection.getresponse()
    connection.close()


# --- the articles ------------------------------------------------------------


def served(article: DemoArticle) -> str:
    """Give all that the source ever answers about one article, each answer under a line that names it."""
    held = hold_articles([article], "9999-12-31 00:00:00")
    answers = [
        f"=={feed}\n{json.dumps(item, ensure_ascii=False)}" for feed, items in held.lists.items() for item in items
    ]
    answers += [f"=={kind} text\n{text}" for answer in held.texts.values() for kind, text in answer.items()]
    host = "caifuhao.eastmoney.com" if article.community else FINANCE
    path = f"/news/{article.code}" if article.community else f"/a/{article.code}.html"
    answers.append("==page\n" + answer_request(held, host, path, {}).body.decode())
    path = "/info/information/detail.html"
    answers.append("==share\n" + answer_request(held, TEXTS, path, {"infocode": f"NW{article.code}"}).body.decode())
    return "\n".join(answers)


NAME = r"[一-鿿·　]+"
IRREGULARITIES: dict[str, str] = {
    # identity
    "nw-and-bare": r'"infoCode": "(\d{18})".*"infocode": "NW\1"|"infocode": "NW(\d{18})".*"infoCode": "\2"',
    "rolling-only": r"\A(?!.*==(?:press|text text|market)).*==rolling",
    "press-only": r"\A(?!.*==(?:rolling|content text)).*==press",
    "page-only": r"\A(?!.*==(?:press|rolling|market|text text|content text)).*==page",
    "code-beside-infocode": r'"infoCode": "NW(\d{18})", "code": "\1"',
    "code-day-differs": r'\A(?!.*"showtime": "2026-09-06).*"infoCode": "20260906',
    "code-order": r"",  # of two articles: see the test of pairs below
    "code-of-23-digits": r'"code": "\d{23}"',
    "cfh": r'"np_dst": "CFH"',
    "unique-url-empty": r'"url": "http://caifuhao[^"]*", "uniqueUrl": ""',
    "news-hosts": r'"http://(?!finance)\w+\.eastmoney\.com/news/\d{3,5},\d{18}\.html"',
    "two-markets": r"==market-37\n.*==market-38\n",
    # fields
    "empty-record": r'"title": "", "digest": "[^"]+", "id": "\d+", "url_w": "", "showtime": "", "infoCode": "\d+"',
    "empty-record-later": r"",  # see the test of the later record above
    "empty-record-beside": r'==rolling\n\{"title": "[^"]+".*==rolling\n\{"title": ""',
    "empty-url": r'"url_w": "", "showtime": "2',
    "null-field": r'": null',
    "missing-field": r'==press\n(?![^\n]*"infocode").*==kuaixun-102\n(?![^\n]*"newsid")',
    "number-for-text": r'"sort": \d+.*"commentnum": \d+',
    "title-empty-in-list": r'==kuaixun-102\n[^\n]*"title": ""',
    "simtitle-empty": r'"simtitle": ""',
    "time-slashes": r'"datetime": "2026/\d\d/\d\d \d\d:\d\d:\d\d"',
    "time-fraction": r'"datetime": "2026-\d\d-\d\d \d\d:\d\d:\d\d:\d{3}"',
    "time-order-differs": r'"showtime": "([^"]+)", "ordertime": "(?!\1)',
    "livelist-object": r"==kuaixun-118",
    "share-title-empty": r"==share\n.*<title></title>",
    "digest-lead": r'"title": "([^"]+)".*"digest": "【\1】',
    "digest-lead-differs": r'"title": "([^"]+)".*"(?:sim)?digest": "【(?!\1】)',
    "digest-no-lead": r'"(?:digest|summary)": "[^【"]',
    "digest-source": r'"digest": "[^"]*（([^"）]+)）".*（文章来源：\1）',
    "digest-no-source": r'"digest": "[^"]*[^）]"',
    "digest-source-differs": r'\A(?!.*"digest": "[^"]*（([^"）]+)）".*（文章来源：\1）).*"digest": "[^"]*（[^"）]+）"',
    # paragraphs
    "joint-crlf": r"==text text\n.*</p>\r\n <p>",
    "joint-lf": r"==content text\n.*</p>\n <p>",
    "joint-lf-press": r"==text text\n.*</p>\n <p>",
    "joint-none": r"\A(?!.*</p>\s+<p>).*</p><p>",
    "indent-two": r"<p>　　(?!　)",
    "indent-none": r"\A(?!.*<p>　).*<p>",
    "indent-one": r"<p>　(?!　)",
    "indent-several": r"<p>　{4}",
    "indent-mixed": r"<p>　　(?!　).*<p>　(?!　).*<p>　{4}.*<p>[^　]",
    "entity-blank": r"&nbsp;",
    "zero-width": "\u200b",
    "repeated-blanks": r"\S　　　\S|&nbsp;&nbsp;",
    "blank-before-close": r" </strong></p>.* </p>| </p><p class=\"em_media\">",
    # automatic links and securities
    "stock-span": r'<span id="stock_[^"]+"><a [^>]*class="keytip"',
    "quote-span": r'<span id="quote_[^"]+"></span>',
    "board-span": r'<span id="bk_90\.BK\d{4}"',
    "info-span": r'<span id="Info\.\d+"><a [^>]*class="infokey">',
    "named-span": r'<span id="Info\.116\.\d{5}">',
    "key-span": r'<span web="1" href="[^"]+" class="em_stock_key_common"',
    "key-anchor": r'<a class="em_stock_key_common"',
    "keytip-2026": r'quote\.eastmoney\.com/r/[^"]+" class="keytip" data-code="[^,"]+"',
    "span-splits-word": r"\(N<span[^>]*><a[^>]*>PPI</a></span>B\).*煤<span.*壮<span",
    "span-in-source-line": r"文章来源：\w+<span[^>]*><a[^>]*>证券</a></span>.*报）",
    "code-sh": r'data-code="1,6\d{5}"',
    "code-sz": r'data-code="0,[03]\d{5}"|data-code="00\d{4}\|0\|',
    "code-bj": r'data-code="0,92\d{4}"',
    "code-hk": r'data-code="116,\d{5}"',
    "code-us": r"/r/10[567]\.[A-Z]+",
    "code-board": r'data-code="90,BK\d{4}"',
    "code-pipe": r"OTZQ\|106\|7",
    "code-k-pipe": r'data-code="K OTZQ\|106\|7"',
    "symbol-in-text": r"（\d{6}\.S[HZ]",
    "kline-linked": r'EM_StockImg_Start --><p[^>]*><a [^>]*class="EmImageRemark"[^>]*><img',
    "kline-bare": r"EM_StockImg_Start --><p[^>]*><img.*EM_StockImg_End",
    "raw-ampersand": r'src="[^"]*[?][^"]*&(?!amp;)[^"]*"',
    # blocks
    "hidden-break": r'<p style="display:none[^"]*"><br ?/></p>',
    "hidden-blank": r'<p style="display:none[^"]*"> </p>',
    "broken-attributes": r"<p syle=.*herf=.*widht=.*<p algin=",
    "center-image": r"<center><img [^>]*></center>",
    "caption-centred": r'</center><p style="text-align:center;">[^<]+</p>',
    "caption-plain": r"</center><p[^>]*>(?:　　图为|[^<]*供图)",
    "photo-credit": r"摄(?:）)?</p>",
    "credit-to-reader": r"（读者供图）</p>",
    "image-source-line": r">图片来源：[^<]+</p>",
    "image-in-strong": r"<strong><img ",
    "bare-text": r"</p>\s*[^<\s][^<]+<br />\s*<p>",
    "bold-heading": r"<p>[　]*<strong>[^<]{2,20}</strong></p>",
    "strong-around-link": r"<strong><span id=\"stock_[^>]+><a ",
    "bullet-list": r"(?:<p>　　●[^<]+</p>\s*){3,}",
    "several-topics": r"<p>　　●[^<]+</p>\s*<p>　　[^●<]+</p>.*<p>　　●",
    "disclaimer": r"不构成投资建议[^<]*</p><p class=\"em_media\">",
    "table-tbody-th": r"<table[^>]*><tbody><tr><th>",
    "table-bare": r"<table><tr><td>",
    "table-merged": r"rowspan=.*colspan=",
    "list-items": r"<ul><li>.*<ol><li>",
    "headings-html": r"<h2>",
    "preformatted": r"<pre>",
    "advert-line": r"一站式开户交易&gt;&gt;",
    "ad-paragraph": r'<p class="(?!em_media)[^"]+">[^<]*开户',
    "toplink": r'<a class="toplink"',
    "ad-context": r'<div class="ad_context3"><script>',
    "adv-close": r'class="em_handle_adv_close"',
    "wechat": r"<p>打开微信，</p>",
    "editor-code": r'<p class="res-edit">（责任编辑：DF\d+）</p>',
    "editor-name": r"（责任编辑：[一-鿿]+）",
    # outlets
    "outlet-latin": r'"(?:from|mediaName|medianame|Art_Media_Name)": "[^"]*[A-Za-z]',
    "outlet-digits": r'"(?:from|mediaName|medianame)": "[^"]*\d',
    "outlet-capitals": r'"(?:from|mediaName|medianame)": "[^"]*[A-Z]{2}',
    "outlet-blanks": r'"(?:from|mediaName|medianame)": "[^"]* ',
    "outlet-double-blank": r'"(?:from|mediaName|medianame)": "[^"]*  ',
    "outlet-brackets": r'"(?:from|mediaName|medianame)": "[^"]*\(.*\)"',
    "outlet-news-news": r'"from": "每日[^"]*新闻"',
    "outlet-polyphone": r'"(?:from|medianame|mediaName)": "[^"]*行',
    "outlet-case-twin": r"",  # of two articles: see the test of pairs below
    "outlet-pinyin-pair": r"",  # the same
    # bylines
    "byline-square": rf"<p>　　□本报记者{NAME}</p>",
    "byline-lead-lines": rf"记者{NAME}</p>\s*<p>　　通讯员{NAME}</p>",
    "byline-lead-line": rf"<p>　+{NAME}记者 {NAME} {NAME}",
    "byline-run-together": rf"通讯员{NAME}</p>|记者{NAME}实习记者{NAME}</p>",
    "byline-tail-bracket": rf"（\w+记者 {NAME} 通讯员 {NAME}）</p>",
    "byline-tail-line": rf"<p>　　通讯员 {NAME} {NAME} 摄影 {NAME}</p>",
    "byline-tail-credits": rf"<p>　　统筹：{NAME}</p>\s*<p>　　视觉：{NAME}</p>\s*<p>　　编辑：",
    "byline-text-photo": rf"记者 {NAME} 文/图</p>",
    "byline-news-paren": rf"本报讯（记者{NAME} 通讯员{NAME}）",
    "dispatch-head": rf"<p>　　{NAME}\d+月\d+日电（记者{NAME}、{NAME}）",
    "byline-dispatch-no-role": rf"\d+月\d+日电（{NAME}）",
    "byline-editor": r"（(?:编辑|责任编辑)：",
    "byline-photographer": rf"{NAME}\d+月\d+日讯（记者{NAME}）.*{NAME} 摄",
    "byline-magazine": r"文｜.*编辑｜",
    "byline-compound-surname": r"文｜司徒.*编辑｜欧阳",
    "byline-intern": r"实习记者",
    "byline-translator": rf"翻译 {NAME}）",
    "byline-middle-dot": r"记者 \w+·\w+",
    "byline-blank-name": r"记者　[一-鿿]　[一-鿿]　[一-鿿]{3}</p>",
    "byline-from-place": rf"记者 {NAME} 发自{NAME}</p>",
    "byline-author": rf"作者：{NAME}</p>",
    "byline-proofreader": rf"校对：{NAME}",
    "byline-negative": r"记者从|记者问|告诉记者|记者节|记者离开",
    # hostile or awkward words
    "title-quotes": r"\"title\": \"[^\n]*\\\\?\"[^\n]*'",
    "title-colon": r'"title": "[^"]*[:：]',
    "title-hash": r'"title": "# ',
    "title-dash": r'"title": "- ',
    "title-emoji": r'"title": "🦀',
    "title-400": r'"title": "[^"]{400}"',
    "title-markup": r'"title": "[^"]*<.*>.*&|"title": "[^"]*&[^"]*<',
    "title-template": r'"title": "[^"]*\{\{',
    "body-emoji": r"==text text\n.*🎉",
    "body-liquid": r"\{% if user %\}.*\{\{ page\.title \}\}",
    "body-handlebars": r"\{\{ site\.secret \}\}",
    "body-hugo": r"\{\{< x >\}\}",
    "body-markdown": r"行首的 # .*\* 和 _ .*`反引号`.*\[方括号\]",
    "body-script": r"==text text\n<script>.*onclick=.*onerror=.*javascript:.*<iframe",
    "long-body": r"==text text\n(?:(?!\n==).){2000}",
    "empty-body": r"==text text\n\n",
    "impossible-date": r'"showtime": "2026-02-30',
}
"""Each irregularity of the endpoints' page, and how its articles' answers show it."""


@pytest.mark.parametrize("tag", IRREGULARITIES)
def test_every_irregularity_is_in_the_answers(tag: str) -> None:
    """Some article stands for it, and each one that says so shows it in what is served."""
    articles = [article for article in ARTICLES.values() if tag in article.covers]
    assert articles
    for article in articles:
        assert re.search(IRREGULARITIES[tag], served(article), re.DOTALL), article.name


def test_articles_claim_only_known_irregularities() -> None:
    """A tag that the checklist does not know would be held by nothing."""
    assert {tag for article in ARTICLES.values() for tag in article.covers} <= set(IRREGULARITIES)


def pairs(tag: str) -> list[tuple[DemoArticle, DemoArticle]]:
    """Give the pairs of articles that stand for `tag` together."""
    return list(combinations([article for article in ARTICLES.values() if tag in article.covers], 2))


def test_two_outlets_differ_in_case_alone() -> None:
    """On a case-insensitive disk their category pages would be one file."""
    ((one, two),) = pairs("outlet-case-twin")
    assert one.outlet != two.outlet
    assert one.outlet.lower() == two.outlet.lower()


def test_two_outlets_have_one_pinyin() -> None:
    """Their slugs collide unless something keeps them apart."""
    ((one, two),) = pairs("outlet-pinyin-pair")
    assert one.outlet != two.outlet
    assert lazy_pinyin(one.outlet) == lazy_pinyin(two.outlet)


def test_codes_are_not_in_the_order_of_the_times_shown() -> None:
    """Of two articles of one day the one with the greater code is the earlier."""
    (article,) = [article for article in ARTICLES.values() if "code-order" in article.covers]
    assert any(
        other.code < article.code and other.shown > article.shown and other.code[:8] == article.code[:8]
        for other in ARTICLES.values()
    )


@pytest.mark.parametrize("name", ARTICLES)
def test_articles_are_of_the_promised_size(name: str) -> None:
    """Every body but the empty one has 200 to 3,000 characters of text."""
    text = re.sub(r"⟦[^|⟧]*\|?|⟧|<[^>]*>|\s", "", ARTICLES[name].body)
    assert 200 <= len(text) <= 3000 or (name == "37-empty-body" and not text)


@pytest.mark.parametrize("name", ARTICLES)
def test_what_is_expected_agrees_with_the_source(name: str) -> None:
    """The title, instant and outlet that are expected are those that the lists give."""
    article, expect = ARTICLES[name], ARTICLES[name].expect
    if expect.quarantine and not article.whole_from:
        assert (expect.title, expect.published, expect.authors) == ("", "", ())
        return
    shown = datetime.fromisoformat(article.shown).replace(tzinfo=BEIJING)
    assert (expect.title, expect.outlet, expect.published) == (article.title, article.outlet, shown.isoformat())
    assert all(person in article.body.replace("王　砺", "王砺") for person, _ in expect.authors)
    assert expect.paragraphs > 0


def test_there_are_enough_articles_and_few_that_fail() -> None:
    """At least 44 articles with codes of their own, of which some must end in quarantine."""
    assert len({article.code for article in ARTICLES.values()}) == len(ARTICLES) >= 44
    held_back = {article.expect.quarantine for article in ARTICLES.values()} - {""}
    assert held_back == {"title", "body", "published"}


def test_an_unknown_key_in_an_article_is_refused() -> None:
    """A mistyped key in our own file is found when it is read."""
    with pytest.raises(TypeError, match="titel"):
        parse_article("x", "titel: x\nexpect: {}")
