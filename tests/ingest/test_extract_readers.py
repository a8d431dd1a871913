"""The single readers: linked data that is broken, meta habits, lines near the headline, script data."""

import json

import pytest

from ingest.extract.document import parse
from ingest.extract.findings import Finding
from ingest.extract.linked_data import by_json_ld, by_microdata, parse_json
from ingest.extract.meta import by_meta
from ingest.extract.page import read_page
from ingest.extract.script_data import by_script_data
from ingest.extract.visible import read_line

URL = "https://news.example.com/a/1.html"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "x"}',
        '{"a": "x",}',
        '{"a": "x"};',
        '<!-- {"a": "x"} -->',
        '//<![CDATA[\n{"a": "x"}\n//]]>',
        "{&quot;a&quot;: &quot;x&quot;}",
    ],
)
def test_broken_json_is_mended(text: str) -> None:
    """Trailing commas, comments, CDATA marks and escaped quotes are no obstacle."""
    assert parse_json(text)[0] == {"a": "x"}


def test_what_cannot_be_mended_is_left_out() -> None:
    """Nothing is guessed from a torso."""
    assert parse_json('{"a": ') == []


def test_a_graph_and_its_references_are_followed() -> None:
    """An author given by @id is found elsewhere in the graph."""
    data = """{"@graph":[{"@type":"WebPage","name":"Page"},{"@type":"Person","@id":"#p","name":"Ada Rivers"},
    {"@type":["Article"],"headline":"Line one
    line two","author":{"@id":"#p"},"publisher":{"@type":"Organization","name":"Valley Post"}}]}"""
    found = by_json_ld(parse(f'<script type="application/ld+json">{data}</script>'))
    assert Finding("authors", "Ada Rivers", "json-ld") in found
    assert Finding("outlet", "Valley Post", "json-ld") in found


def test_a_comments_microdata_is_not_the_articles() -> None:
    """Only properties of the article's own item count."""
    html = """<div itemscope itemtype="https://schema.org/NewsArticle"><time itemprop="datePublished" datetime="2026-03-01">x</time>
    <div itemprop=comment itemscope itemtype="https://schema.org/Comment"><span itemprop=author>guest9</span></div></div>"""
    assert by_microdata(parse(html)) == [Finding("published", "2026-03-01", "microdata")]


@pytest.mark.parametrize(
    ("tag", "field", "value"),
    [
        ('<meta name="PubDate" content="2026-03-01 09:19">', "published", "2026-03-01 09:19"),
        ('<meta name="publishdate" content="2026-03-01">', "published", "2026-03-01"),
        ('<meta property="weibo: article:create_at" content="">', "published", ""),
        ('<meta name="weibo:article:create_at" content="2026-03-01 09:19:00">', "published", "2026-03-01 09:19:00"),
        ('<meta name="weibo: article:create_at" content="2026-03-01 09:19:00">', "published", "2026-03-01 09:19:00"),
        ('<meta name="apub:time" content="2026-03-01 09:19:00">', "published", "2026-03-01 09:19:00"),
        ('<meta property="og:release_date" content="2026-03-01 09:19">', "published", "2026-03-01 09:19"),
        ('<meta name="_pubtime" content="2026-03-01 09:19">', "published", "2026-03-01 09:19"),
        ('<meta name="x-published-date" content="2026-03-01T09:19Z">', "published", "2026-03-01T09:19Z"),
        ('<meta name="ContentSource" content="河谷新闻">', "outlet", "河谷新闻"),
        ('<meta name="ArticleTitle" content="老桥">', "title", "老桥"),
        ('<meta name="Author" content="温川">', "authors", "温川"),
        (
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Rivers">',
            "authors",
            "Ada Rivers",
        ),
    ],
)
def test_meta_habits(tag: str, field: str, value: str) -> None:
    """The names that Chinese and other publishing systems use are known."""
    assert next((item.value for item in by_meta(parse(tag)) if item.field == field), "") == value


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2026年03月01日 09:19 来源：河谷新闻", [("published", "2026年03月01日 09:19"), ("outlet", "河谷新闻")]),
        ("更新时间：2026-03-01 09:19", [("modified", "2026-03-01 09:19")]),
        ("By Ada Rivers", [("authors", "By Ada Rivers")]),
        ("March 1, 2026 at 9:19 am", [("published", "March 1, 2026 at 9:19 am")]),
        ("© 2026-03-01 Valley Post", []),
    ],
)
def test_lines_near_the_headline(line: str, expected: list[tuple[str, str]]) -> None:
    """Dates, sources and bylines are told apart; updates and rights are not publication."""
    assert [(item.field, item.value) for item in read_line(line)] == expected


def test_an_editor_or_a_commenter_is_no_author() -> None:
    """Profile links count by the words before them and by where they stand."""
    text = "<p>The old bridge opened again on Sunday, and people came early to watch the first bus cross.</p>" * 4
    html = f"""<title>Old bridge opens again</title><h1>Old bridge opens again</h1>
    <p>By <a href="/author/ada-rivers">Ada Rivers</a></p><p>Reviewed by <a href="/author/bo-hill">Bo Hill</a></p>
    <article>{text}</article><div class=comments><a href="/profile/guest9">guest9</a></div>"""
    assert read_page(html.encode(), URL).authors == ("Ada Rivers",)


def test_a_public_account_and_its_time_are_read_from_script() -> None:
    """The time and the account's name that a script fills in are found in its assignments."""
    found = by_script_data(parse('<script>var ct = "1772327940"; var nickname = htmlDecode("河谷观察");</script>'))
    assert Finding("published", "1772327940", "script") in found
    assert Finding("outlet", "河谷观察", "account") in found


@pytest.mark.parametrize(
    ("html", "url", "published"),
    [
        ("<h1>Alte Brücke wieder offen</h1><p>Mittwoch, 3. März 2026, 14:30 Uhr</p>", URL, "3. März 2026, 14:30"),
        ("<h1>老桥今天重新开放</h1>", "https://a.example/2026/03/01/77.html", "2026-03-01"),
        ("<h1>老桥今天重新开放</h1>", "https://a.example/c/20260301998877.html", ""),
        ("<h1>老桥今天重新开放</h1>", "https://a.example/2026/mar/1/77.html", "2026-mar-1"),
        ("<h1>老桥今天重新开放</h1><p>2026-03-01 09:19</p>", "https://a.example/20260301/77.html", "2026-03-01 09:19"),
    ],
)
def test_dates_of_other_languages_and_of_the_address(html: str, url: str, published: str) -> None:
    """Month names of any language are found; a day in the address is the last resort, a long number none."""
    text = "<p>河边的老桥今天重新开放，附近的居民一早就来到桥头，等着第一辆公共汽车从桥上驶过。</p>" * 3
    assert read_page(f"{html}<div>{text}</div>".encode(), url).published == published


def test_of_many_articles_in_a_script_the_headlines_time_counts() -> None:
    """A framework's state holds the related articles too, each with its time."""
    data = '[{"publishTime":"2026-02-03 10:10","t":"另一座桥"},{"t":"河边的老桥重开","publishTime":"2026-03-01 09:19"}]'
    found = by_script_data(parse(f"<h1>河边的老桥重开</h1><script>x = {data}</script>"))
    assert [item.value for item in found if item.field == "published"] == ["2026-03-01 09:19"]


def test_a_page_that_its_script_builds_has_its_title_there() -> None:
    """The title beside the text counts, not a related article's; a page that shows its text is not asked."""
    prose = "河边的老桥今天重新开放，附近的居民一早就来到桥头。" * 20
    state = json.dumps(
        [{"title": "另一座桥明年开放"}, {"title": '河边的"老桥"重开', "content": prose}], ensure_ascii=False
    )
    frame = f"<title>河谷社</title><body><div id=app></div><script>x = {state}</script>"
    assert read_page(frame.encode(), URL).title == '河边的"老桥"重开'
    assert read_page(f"{frame}<p>{prose}</p>".encode(), URL).title == "河谷社"


def test_a_date_at_the_texts_end_is_found() -> None:
    """A page that dates its text below it is read there, when nothing above has a date."""
    text = "<p>河边的老桥今天重新开放，附近的居民一早就来到桥头，等着第一辆公共汽车从桥上驶过。</p>" * 3
    html = f"<h1>老桥今天重新开放</h1><div>{text}</div><p>发布时间：2026-03-01 09:19 【编辑：温川】</p>"
    assert read_page(html.encode(), URL).published == "2026-03-01 09:19"


@pytest.mark.parametrize(
    ("html", "field", "value"),
    [
        (
            '<script type="application/ld+json">{"@context":"https://a.example/cambrian.jsonld","title":"老桥","pubDate":"2026-03-01T09:19:00"}</script>',
            "published",
            "2026-03-01T09:19:00",
        ),
        ("<html data-publishtime='2026-03-01 09:19:33'><body>老桥</body>", "published", "2026-03-01 09:19:33"),
        ("<script>a = {create_time: JsDecode('2026-03-01 09:19')}</script>", "published", "2026-03-01 09:19"),
        (
            "<input type=hidden id=newsdate value=2026-03-01><input id=newstime value=09:19:33>",
            "published",
            "2026-03-01 09:19:33",
        ),
        ("<textarea class=article-time>1772327940000</textarea>", "published", "1772327940000"),
        ("<script>var publishDate = '20260301091933';</script>", "published", "20260301091933"),
        ('<script>var all = {"newsTime":"2026-03-01 09:19:33"}</script>', "published", "2026-03-01 09:19:33"),
        ("<script>%7B%22a%22%3A%7B%22publishTime%22%3A%221772327940%22%7D%7D</script>", "published", "1772327940"),
        ('<abbr itemprop=datePublished title="2026-03-01T09:19">9:19 AM</abbr>', "published", "2026-03-01T09:19"),
        ('<meta name="date.available" content="2026/03/01 09:19:00">', "published", "2026/03/01 09:19:00"),
        ('<meta name="cXenseParse:author" content="溫川">', "authors", "溫川"),
    ],
)
def test_what_templates_keep_for_machines(html: str, field: str, value: str) -> None:
    """Baidu's JSON-LD without a type, attributes of the page, decoded assignments and further tags are read."""
    tree = parse(html)
    found = by_json_ld(tree) + by_microdata(tree) + by_meta(tree) + by_script_data(tree)
    assert next((item.value for item in found if item.field == field), "") == value
