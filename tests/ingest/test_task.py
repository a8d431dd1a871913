"""Task: from the records that name an article to the steps that read it, and to the raw article."""

from collections.abc import Mapping

import pytest

from ingest.extract.steps import read_step
from ingest.ledger.entry import Entry
from ingest.seeds import ANY_PAGE, Seed, any_page
from ingest.task import Task, task_of
from pipelines.gate import reasons_against

SEED = Seed.model_validate(
    {
        "name": "shanyu",
        "title": "山雨社",
        "language": "zh-CN",
        "zone": "Asia/Shanghai",
        "identity": {"code": r"\d{9}", "id": "SY{code}", "link": "https://www.shanyu.example/{code}"},
        "feeds": {
            "news": {"url": "https://api.shanyu.example/1", "items": "list", "fields": {"code": "id"}, "via": "page"},
            "rolling": {"url": "https://api.shanyu.example/2", "items": "list", "fields": {"code": "id"}},
        },
        "article": {
            "text": {"kind": "json", "url": "https://api.shanyu.example/text?id={infocode}", "fields": {"body": "b"}},
            "page": {"kind": "page", "url": "https://www.shanyu.example/{code}.html"},
            "linked": {"kind": "page", "url": "{link}"},
        },
    }
)


def entry(records: Mapping[str, dict[str, str]], name: str = "SY202203041") -> Entry:
    """Return what the ledger gives for an article with these records."""
    return Entry(name, "shanyu", "seen", records, 99, "", "", "", "", 0.0, 0.0, 0.0, 0, None, "", "", 0)


def task(records: Mapping[str, dict[str, str]], bare: str = "202203041", name: str = "SY202203041") -> Task:
    """Return the task of these records."""
    return task_of(SEED, entry(records, name), bare)


def test_best_record_leads() -> None:
    """The record of the lowest rank gives feed, rank and fields, in whichever order they came."""
    one = {"rank": "10", "title": "社讯", "code": "SY202203041"}
    two = {"rank": "30", "title": "滚动", "code": "202203041"}
    for records in ({"shanyu/news": one, "shanyu/rolling": two}, {"shanyu/rolling": two, "shanyu/news": one}):
        found = task(records)
        assert (found.feed, found.rank, found.record["title"]) == ("news", 10, "社讯")
        assert found.record["code"] == "SY202203041"


def test_equal_ranks_are_settled_by_name() -> None:
    """Records of one rank are taken in the order of their feeds' names, not of their arrival."""
    one, two = {"rank": "10", "title": "一"}, {"rank": "10", "title": "二"}
    assert task({"shanyu/rolling": two, "shanyu/news": one}).record["title"] == "一"


def test_others_fill_what_the_leader_lacks() -> None:
    """Title, time, outlet and link come from the next record that has them; a digest stays with its own record."""
    found = task(
        {
            "shanyu/news": {"rank": "10", "title": "", "digest": ""},
            "other/list": {"rank": "20", "title": "题", "published": "", "link": "https://a.example/1"},
            "shanyu/rolling": {
                "rank": "30",
                "title": "另题",
                "published": "2022-03-04",
                "digest": "摘要",
                "outlet": "山报",
            },
        }
    )
    assert found.record["title"] == "题"
    assert found.record["published"] == "2022-03-04"
    assert found.record["outlet"] == "山报"
    assert found.record["link"] == "https://a.example/1"
    assert not found.record.get("digest")


def test_records_are_left_as_they_are() -> None:
    """Making a task changes nothing in the entry, so that it can be made again."""
    records = {"shanyu/news": {"rank": "10", "via": "text"}, "shanyu/rolling": {"rank": "30", "title": "题"}}
    first = task(records)
    first.take("text", "https://x.example", {"body": "文"})
    assert records == {"shanyu/news": {"rank": "10", "via": "text"}, "shanyu/rolling": {"rank": "30", "title": "题"}}


def test_record_of_another_source() -> None:
    """A leading record of another seed names no feed of this one, even where the names agree."""
    found = task({"other/news": {"rank": "10", "title": "题"}})
    assert (found.feed, found.steps[0]) == ("", "text")


def test_no_records() -> None:
    """An article known by its file name alone is read by the seed's steps in their order."""
    found = task({})
    assert (found.feed, found.rank, found.steps) == ("", 99, ("text", "page", "linked"))
    assert found.lacking == ["title", "published", "body"]


@pytest.mark.parametrize(
    ("key", "via", "first"),
    [
        ("shanyu/news", "", "page"),
        ("shanyu/rolling", "", "text"),
        ("shanyu/link", "linked", "linked"),
        ("shanyu/news", "text", "text"),
        ("shanyu/link", "nowhere", "text"),
    ],
)
def test_first_step(key: str, via: str, first: str) -> None:
    """The record says which step comes first, else its feed, else the seed's order; the others follow."""
    steps = task({key: {"rank": "10", "via": via}}).steps
    assert steps[0] == first
    assert sorted(steps) == ["linked", "page", "text"]


def test_requests_are_used_up() -> None:
    """Each step is asked once; a task taken up later goes on behind the last one."""
    found = task({"shanyu/rolling": {"rank": "30", "code": "SY202203041", "link": "https://a.example/1"}})
    assert next(found.requests()) == ("text", "https://api.shanyu.example/text?id=SY202203041")
    assert list(found.requests()) == [
        ("page", "https://www.shanyu.example/202203041.html"),
        ("linked", "https://a.example/1"),
    ]
    assert list(found.requests()) == []


def test_step_without_its_facts_is_passed_over() -> None:
    """A step whose address needs a code or link that nobody knows is not asked, nor under an id of our making."""
    found = task({"shanyu/rolling": {"rank": "30"}}, bare="", name="page-123")
    assert list(found.requests()) == []


@pytest.mark.parametrize("link", ["<>", "javascript:alert(1)", "//www.shanyu.example/1", "http://[", "http://a/\ud800"])
def test_link_that_is_none_is_not_asked(link: str) -> None:
    """What a record calls its link and is none makes no request, so it can't stop the crawl either."""
    found = task({"shanyu/rolling": {"rank": "30", "link": link}})
    assert "linked" not in dict(found.requests())


def test_code_cannot_change_the_request() -> None:
    """A code is one value in the address, whatever it holds."""
    found = task({"shanyu/rolling": {"rank": "30", "code": "x&id={link}\ud800/../#"}}, bare="1")
    assert next(found.requests())[1] == "https://api.shanyu.example/text?id=x%26id%3D%7Blink%7D%3F%2F..%2F%23"


def test_take_fills_what_is_empty() -> None:
    """A step's answer fills what is still empty; the record's own values stay; the body's step is the url."""
    found = task({"shanyu/news": {"rank": "10", "title": "题", "published": ""}})
    found.take("text", "https://x.example/t", {"title": "别题", "published": "2022-03-04", "body": ""})
    assert found.lacking == ["body"]
    assert found.url == ""
    found.take("page", "https://x.example/p", {"body": "文", "published": "2022-03-05"})
    assert found.lacking == []
    assert (found.record["title"], found.record["published"], found.url) == ("题", "2022-03-04", "https://x.example/p")
    assert found.filled == {"published": "text", "body": "page"}


def test_raw_article() -> None:
    """The article has every raw value as it was read, and tells where each came from."""
    found = task(
        {"shanyu/news": {"rank": "10", "title": " 题 ", "code": "202203041", "authors": "甲 乙", "digest": "摘"}}
    )
    found.take("page", "https://x.example/p", {"body": "<p>文</p>", "published": "今天", "outlet": "山报"})
    article = found.article()
    assert (article.source, article.feed, article.rank, article.id) == ("shanyu", "news", 10, "SY202203041")
    assert (article.title_raw, article.published_raw, article.id_raw) == (" 题 ", "今天", "202203041")
    assert (article.authors_raw, article.digest_raw, article.body_raw) == (("甲 乙",), "摘", "<p>文</p>")
    assert (article.url, article.zone, article.language) == ("https://x.example/p", "Asia/Shanghai", "zh-CN")
    assert article.fetched_at is not None
    assert article.fetched_at.tzinfo is not None
    origin = article.provenance["origin"]
    assert (origin.raw, origin.rule) == ("https://x.example/p", "news")
    assert origin.facts == {"published": "page", "outlet": "page", "body": "page"}


def test_article_by_link_says_so() -> None:
    """An article that came by a shared link has no feed; its provenance tells the way."""
    article = task({"shanyu/link": {"rank": "60", "link": "https://a.example/1"}}).article()
    assert (article.feed, article.authors_raw) == ("", ())
    assert article.provenance["origin"].rule == "a shared link"


def test_language_of_the_page_where_the_seed_has_none() -> None:
    """For any page the page's own word for its language counts."""
    anywhere = Seed.model_validate(
        {
            "name": "article",
            "title": "页",
            "language": "",
            "zone": "UTC",
            "article": {"page": {"kind": "page", "url": "{link}"}},
        }
    )
    found = task_of(anywhere, entry({"article/link": {"rank": "60", "language": "en"}}), "")
    assert found.article().language == "en"


def test_refused_values_are_told_at_the_gate() -> None:
    """What feed and step gave of the wrong type is named where the field is missing, and nowhere else."""
    found = task({"shanyu/news": {"rank": "10", "code": "SY202203041", "refused": "title: a list"}})
    found.take("text", "https://api.shanyu.example/text", {"body": "", "outlet": "社", "refused": "body: an object"})
    reasons = "\n".join(reasons_against(found.article()))
    assert "no title: the source gave a list where text belongs" in reasons
    assert "no body: the source gave an object where text belongs" in reasons
    assert "no publication time\n" in reasons
    found.take("page", "https://www.shanyu.example/1", {"title": "桥"})
    article = found.article()
    article.title = article.title_raw
    assert "no title" not in "\n".join(reasons_against(article))


@pytest.mark.parametrize(
    ("seed", "lang", "zone", "order"),
    [
        (ANY_PAGE, "en-GB", "Europe/London", "yes"),
        (ANY_PAGE, "zh-CN", "Asia/Shanghai", ""),
        (ANY_PAGE, "en", "UTC", ""),
        (any_page("Asia/Tokyo"), "en-GB", "Asia/Tokyo", "yes"),
        (SEED, "en-GB", "Asia/Shanghai", ""),
    ],
)
def test_a_page_of_no_source_brings_its_zone_and_order(seed: Seed, lang: str, zone: str, order: str) -> None:
    """Language and country tell both; a seed or a user that names a zone is never overruled."""
    link = "https://pages.example/1"
    html = f"<html lang={lang}><h1>Ferry 12</h1><p>9:19, 3/5/2024</p><p>{'rain, ' * 30}</p>".encode()
    found = task_of(seed, entry({f"{seed.name}/": {"link": link}}), "")
    found.take("page", link, read_step(seed, "page", html, link))
    article = found.article()
    assert (article.zone, article.day_first_raw) == (zone, order)


def test_a_page_of_unknown_zone_keeps_its_own_offset() -> None:
    """The day of the post is the one that the page tells, not the one that Greenwich has by then."""
    link = "https://pages.example/1"
    head = '<meta property="article:published_time" content="2024-05-03T22:19:00-04:00">'
    html = f"<html lang=en><head>{head}</head><h1>Ferry 12</h1><p>{'rain, ' * 30}</p>".encode()
    assert read_step(ANY_PAGE, "page", html, link)["zone"] == "Etc/GMT+4"
