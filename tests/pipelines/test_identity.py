"""Identity: one article, one id, one link, one title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Article
from ingest.seeds import Seed
from pipelines import identity
from pipelines.identity import IdentityStage, article_id, canonical_link, code_of, fill, finish_identity, link_id

SEED = Seed.model_validate(
    {
        "name": "shanyu",
        "title": "山雨社",
        "language": "zh-CN",
        "zone": "Asia/Shanghai",
        "identity": {"code": r"\d{9}", "id": "SY{code}", "link": "https://www.shanyu.example/a/{code}.html"},
        "article": {"page": {"kind": "page", "url": "https://www.shanyu.example/a/{code}.html"}},
    }
)
PAGES = Seed.model_validate({**SEED.model_dump(), "name": "pages", "identity": None})


def finished(seed: Seed | None = SEED, **raw: str) -> Article:
    """Return an article with these raw values, its identity finished."""
    article = Article(source="shanyu", **raw)  # type: ignore[arg-type]
    finish_identity(article, seed)
    return article


@pytest.mark.parametrize("text", ["202203041", "SY202203041", "sy202203041", " SY202203041\n"])
def test_code_of_every_spelling(text: str) -> None:
    """With and without prefix, in either case, a code is the same code."""
    assert code_of(SEED, text) == "202203041"


@pytest.mark.parametrize(
    "text",
    ["", "AN202203041", "SYSY202203041", "20220304", "2022030411", "２０２２０３０４１", "202203041\x00", "\ud800"],
)
def test_other_text_is_no_code(text: str) -> None:
    """Another prefix, another length, or digits that no system writes name something else."""
    assert code_of(SEED, text) == ""


def test_no_identity_no_code() -> None:
    """A seed without identity knows no codes."""
    assert code_of(PAGES, "202203041") == ""
    assert article_id(PAGES, "202203041") == ""


def test_id_of_code() -> None:
    """An id is made of the code alone."""
    assert article_id(SEED, "202203041") == "SY202203041"


def test_fill_is_one_pass() -> None:
    """A value that looks like a placeholder is not filled again, and unknown braces stay."""
    assert fill("{code}/{link}?{x}", "{link}", link="{code}") == "{link}/{code}?{x}"


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("HTTP://News.Example.COM", "http://news.example.com/"),
        ("https://news.example.com:443/a", "https://news.example.com/a"),
        ("http://news.example.com:443/a", "http://news.example.com:443/a"),
        ("https://news.example.com:/a", "https://news.example.com/a"),
        ("https://news.example.com./a", "https://news.example.com/a"),
        ("https://user:word@news.example.com/a", "https://news.example.com/a"),
        ("https://news.example.com/a#part", "https://news.example.com/a"),
        ("https://news.example.com/a?", "https://news.example.com/a"),
        ("https://news.example.com/a?b=2&a=1", "https://news.example.com/a?a=1&b=2"),
        ("https://news.example.com/a?&&id=7&", "https://news.example.com/a?id=7"),
        ("https://news.example.com/a?id=", "https://news.example.com/a?id="),
        ("https://news.example.com/a?id", "https://news.example.com/a?id"),
        ("https://新闻.example/文章?题=一", "https://xn--efvy88h.example/%E6%96%87%E7%AB%A0?%E9%A2%98=%E4%B8%80"),
        ("https://news.example.com/%e6%96%87", "https://news.example.com/%E6%96%87"),
        ("https://news.example.com/a b<c>|d", "https://news.example.com/a%20b%3Cc%3E%7Cd"),
        ("https://news.example.com/?q=%D6%D0", "https://news.example.com/?q=%D6%D0"),
        ("https://news.example.com/?u=a+b%2Bc", "https://news.example.com/?u=a+b%2Bc"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("  https://news.example.com/a\n", "https://news.example.com/a"),
    ],
)
def test_canonical_link(link: str, canonical: str) -> None:
    """Spellings of one address become one: case, default port, fragment, order and escapes do not matter."""
    assert canonical_link(link) == canonical
    assert canonical_link(canonical) == canonical


@pytest.mark.parametrize(
    "parameter",
    [
        "utm_source=x",
        "UTM_Medium=x",
        "spm=a1.b2",
        "from=timeline",
        "isappinstalled=0",
        "share_token=x",
        "shareuid=x",
        "share=1",
        "wxshare=1",
        "tt_from=weixin",
        "fbclid=x",
        "req_trace=1",
        "callback=jQuery1",
        "_=1646360000000",
        "t=1646360000",
        "timestamp=1646360000",
        "r=0.123456",
        "v=.5",
        "t=",
    ],
)
def test_tracking_goes(parameter: str) -> None:
    """Parameters that say who shared a link, or keep it from being cached, name no article."""
    assert canonical_link(f"https://news.example.com/a?{parameter}&id=7") == "https://news.example.com/a?id=7"


@pytest.mark.parametrize(
    "parameter",
    [
        "id=7",
        "infoCode=7",
        "p=7",
        "t=7",
        "r=news/view",
        "v=dQw4",
        "guid=7",
        "shareId=7",
        "app=news",
        "ts=20220304",
        "_=7",
    ],
)
def test_ids_stay(parameter: str) -> None:
    """What names an article on some site stays, even where it looks like tracking: no article swallows another."""
    assert canonical_link(f"https://news.example.com/a?{parameter}") == f"https://news.example.com/a?{parameter}"


@pytest.mark.parametrize(
    "link",
    [
        "",
        "news.example.com/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://news.example.com/",
        "http://",
        "http:///a",
        "http://[::1",
        "http://[x]/",
        "http://a:99999/",
        "http://a:x/",
        "http://a..b/",
        "http://.a/",
        "http://a b/",
        "http://<script>/",
        "http://a\\@b/",
        "http://a/\ud800",
        "http://a/?\ud800",
        "http://a/#\ud800",
        f"http://{'a' * 64}/",
        "<>",
    ],
)
def test_no_link(link: str) -> None:
    """What no request could be made of is no link, and never an exception."""
    assert canonical_link(link) == ""


@given(
    st.one_of(st.text(), st.builds("http://{}".format, st.text()), st.builds("http://a.example/{}".format, st.text()))
)
def test_any_text_is_a_link_or_not(text: str) -> None:
    """Whatever a record holds as its link: the answer is stable, plain ASCII, and no exception."""
    canonical = canonical_link(text)
    assert canonical.isascii()
    assert not set(canonical) & set(' <>"\n\t')
    assert canonical_link(canonical) == canonical
    assert link_id(text)


def test_link_id_tells_articles_apart() -> None:
    """Links of one article give one id, those of two give two; the scheme does not matter."""
    one = link_id("https://www.news.example/show?id=7&utm_source=x")
    assert one == link_id("http://www.news.example/show?from=timeline&id=7#top")
    assert one.startswith("news.example-")
    assert one != link_id("https://www.news.example/show?id=8")
    assert one != link_id("https://www.news.example/show")


def test_link_id_of_other_text() -> None:
    """What is no link gets an id by its own text, so that two unknown records stay two."""
    assert link_id("no link") != link_id("none either")
    assert link_id("no link").startswith("page-")
    assert link_id("\ud800").isascii()


def test_link_id_serves_as_file_name() -> None:
    """An address with colons gives an id without."""
    assert ":" not in link_id("http://[2001:db8::1]/a")


def test_article_with_code() -> None:
    """The code gives id and link, and the provenance tells it."""
    article = finished(id_raw="sy202203041", link_raw="https://m.shanyu.example/other", title_raw="题")
    assert (article.id, article.source_url) == ("SY202203041", "https://www.shanyu.example/a/202203041.html")
    assert article.provenance["id"].raw == "sy202203041"


def test_id_given_by_the_task_stays() -> None:
    """The spider may have named the article already; the code then only gives the link."""
    assert finished(id_raw="202203041", id="202203041").id == "202203041"


def test_article_by_link() -> None:
    """Without a code the record's link names the article, without one its page's address."""
    by_link = finished(PAGES, link_raw="https://a.example/1?utm_source=x", url="https://b.example/2")
    by_page = finished(None, link_raw="javascript:void(0)", url="https://b.example/2#x")
    assert by_link.source_url == "https://a.example/1"
    assert by_link.id == link_id("https://a.example/1")
    assert by_page.source_url == "https://b.example/2"
    assert by_page.provenance["id"].raw == "https://b.example/2#x"


@pytest.mark.parametrize("link", ["", "<>", "javascript:alert(1)", "http://["])
def test_article_without_identity(link: str) -> None:
    """With neither code nor link all stays absent, for the gate to tell."""
    article = finished(link_raw=link)
    assert (article.id, article.source_url) == ("", "")
    assert "id" not in article.provenance


def test_link_template_never_carries_what_is_no_link() -> None:
    """A seed that takes the record's link for the article's lets only links through."""
    seed = Seed.model_validate(
        {**SEED.model_dump(), "identity": {"code": r"\d{9}", "id": "SY{code}", "link": "{link}"}}
    )
    assert finished(seed, id_raw="202203041", link_raw="javascript:alert(1)").source_url == ""
    assert finished(seed, id_raw="202203041", link_raw="HTTP://a.example").source_url == "http://a.example/"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("  一条  消息\n", "一条 消息"),
        ("一\u200b条\ufeff消\u2060息", "一条消息"),
        ("一\u3000条\x1f消\x85息", "一 条 消 息"),
        ("一\x00条\x7f消\ud800息", "一条消息"),
        ("右\u202e左", "右左"),
        ("家👨\u200d👩\u200d👧人", "家👨\u200d👩\u200d👧人"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("甲\u200d乙", "甲乙"),
        ("“引号”（全角）：《书》—— 50%", "“引号”（全角）：《书》—— 50%"),
        ("--- # 'q' \"d\" {% x %}", "--- # 'q' \"d\" {% x %}"),
        ("凉", "凉"),
        ("\u200b\ufeff ", ""),
        ("", ""),
    ],
)
def test_title(raw: str, title: str) -> None:
    """A title loses what cannot be seen and folds its blanks; every visible character stays as written."""
    article = finished(title_raw=raw)
    assert article.title == title
    assert article.provenance["title"].raw == raw


@given(st.text())
def test_title_keeps_visible_characters(raw: str) -> None:
    """Nothing but blanks and invisible characters is taken out of a title, whatever it is."""
    title = identity.one_line(raw)
    visible = [sign for sign in raw if not sign.isspace() and not identity.INVISIBLE.match(sign)]
    assert [sign for sign in title if not sign.isspace() and sign != "\u200d"] == visible
    title.encode()


def test_stage_takes_the_seed_of_the_article_not_of_the_spider() -> None:
    """An article read by the spider for any page is finished by the seed that claimed its link."""
    item = Article(source="shanyu", id_raw="202203041")
    assert IdentityStage({"shanyu": SEED}).process_item(item).id == "SY202203041"
