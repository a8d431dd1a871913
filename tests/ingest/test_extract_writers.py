"""Who wrote a page: bylines that readers see, the text's own credits, data, accounts; and who did not."""

import pytest

from ingest.extract.findings import Finding
from ingest.extract.page import read_page
from ingest.extract.titles import Site
from ingest.extract.writers import choose_authors

URL = "https://news.example.com/a/1.html"
TEXT = "<p>河边的老桥今天重新开放，附近的居民一早就来到桥头，等着第一辆公共汽车从桥上驶过。</p>" * 3
PROSE = "<p>The old bridge opened again on Sunday, and people came early to watch the first bus cross.</p>" * 4
SITE = Site.of(["The Valley Post"], "https://valleypost.example/1")


def eastern(top: str, end: str = "", side: str = "", head: str = "") -> tuple[str, ...]:
    """Return the author texts of a Chinese page."""
    body = f"<h1>老桥今天重新开放</h1>{top}<div class=content>{TEXT}{end}</div>{side}"
    html = f"<html lang=zh><head><title>老桥今天重新开放_河谷网</title>{head}</head><body>{body}</body></html>"
    return read_page(html.encode(), URL).authors


def western(head: str, top: str, end: str = "") -> tuple[str, ...]:
    """Return the author texts of an English page."""
    body = f"<h1>Old bridge opens again</h1>{top}<article>{PROSE}</article>{end}"
    html = f"<html lang=en><head><title>Old bridge opens again</title>{head}</head><body>{body}</body></html>"
    return read_page(html.encode(), URL).authors


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        ("<p>来源：河谷日报 作者：温川 2026-03-01 09:19</p>", ("来源：河谷日报 作者：温川 2026-03-01 09:19",)),
        ("<p>河谷日报 | 温川 2026-03-01 09:19</p>", ("河谷日报 | 温川 2026-03-01 09:19",)),
        ("<p>【溫川／東山報導】</p>", ("【溫川／東山報導】",)),
        ("<p><span>作者</span></p><p>温川</p>", ("作者 温川",)),
        ("<p>河谷醒报／温川</p>", ("河谷醒报／温川",)),
        ("<div>温川</div><div>2026-03-01 09:19</div>", ("温川 2026-03-01 09:19",)),
        ("<div>时政</div><div>2026-03-01 09:19</div>", ()),
        ("<div>江苏</div><div>2026-03-01 09:19</div>", ()),
        ("<p>作者：来源：2026-03-01 09:19</p>", ()),
        ("<p>热点：旱码头 | 文化 | 评论</p><p>2026-03-01 09:19</p>", ()),
    ],
)
def test_a_shown_byline_is_handed_on(top: str, authors: tuple[str, ...]) -> None:
    """A header's line counts as a byline when the grammar of bylines finds people in it, and only then."""
    assert eastern(top) == authors


def test_a_tag_for_machines_gives_way_to_what_readers_see() -> None:
    """The tag holds who uploaded the page; a credit at the text's end says who wrote it."""
    head = "<meta name=author content=白杨>"
    assert eastern("<p>2026-03-01 09:19</p>", "<p>（记者 温川）</p>", head=head) == ("（记者 温川）",)
    assert eastern("<p>2026-03-01 09:19</p>", head=head) == ("白杨",)
    assert eastern("<p>2026-03-01 09:19 编辑：白杨</p>", head=head) == ("2026-03-01 09:19 编辑：白杨",)
    assert eastern("<p>2026-03-01 09:19</p>", head="<meta name=author content=hegu2008>") == ()


def test_columnists_and_commenters_of_the_side_are_no_authors() -> None:
    """Names beside and below the text belong to others."""
    side = "<div class=sidebar><h3>专栏作者</h3><a class=author href=/author/1>陆一鸣</a></div>"
    comments = "<div class=comments><span class=author>山风</span><p>好事情，大家都去看看。</p></div>"
    assert eastern("<p>2026-03-01 09:19</p>", side=side + comments) == ()


def test_a_public_account_is_the_author_of_last_resort() -> None:
    """A link to an account in the header names it; a person's credit goes before it, and a source line is no author."""
    account = "<p>2026-03-01 09:19 <a href=/u/1>河谷观察</a></p>"
    assert eastern(account) == ("河谷观察",)
    assert eastern(account, "<p>文/温川</p>") == ("文/温川",)
    assert eastern("<p>2026-03-01 09:19 来源：<a href=/media/1>河谷观察</a></p>") == ()


def test_a_note_and_a_box_below_the_text_name_its_author() -> None:
    """Behind the text its own author is told from the authors of what else is listed there."""
    header = "<p>2026-03-01 09:19</p>"
    assert eastern(header, "<p>作者简介：温川，河谷大学教授，研究桥梁。</p>") == ("作者：温川",)
    assert eastern(header, side="<div><span class=author-name>温川</span></div>") == ("温川",)
    assert eastern(header, side="<div>(温川 编译)</div>") == ("(温川 编译)",)
    listed = "<ul><li><a href=/2>山风吹过河谷</a> 作者：白杨</li><li><a href=/3>桥边的灯火</a> 作者：陆一鸣</li></ul>"
    assert eastern(header, side=listed) == ()
    boxes = "<div><span class=author-name>白杨</span></div><div><span class=author-name>陆一鸣</span></div>"
    assert eastern(header, side=boxes) == ()


def test_names_that_classes_give_to_accounts_are_accounts() -> None:
    """A nickname in the header is an account; a medium's name is one only in the author's own box."""
    named = "<p>2026-03-01 09:19</p><div><span class=nickname>河谷观察</span></div>"
    assert eastern(named) == ("河谷观察",)
    assert eastern("<p>2026-03-01 09:19</p><div class=article-author><p class=media-name>河谷观察</p></div>") == (
        "河谷观察",
    )
    assert eastern("<p>2026-03-01 09:19</p><div><span class=media_name>河谷观察</span></div>") == ()
    assert eastern(named, "<p>编辑：白杨</p>") == ("河谷观察", "编辑：白杨")
    assert eastern("<p>2026-03-01 09:19</p><div><span class=author>东山日报</span></div>") == ()


def test_an_organisation_in_data_is_no_author_in_the_east() -> None:
    """There the data's organisation is the outlet; a byline's people that the text bears out are handed on."""
    data = '<script type=application/ld+json>{{"@type":"NewsArticle","headline":"老桥","author":{}}}</script>'
    outlet = data.format('{"@type":"Organization","name":"河谷网"}')
    person = data.format('{"@type":"Person","name":"温川"}')
    assert eastern("<p>2026-03-01 09:19</p>", head=outlet) == ()
    assert eastern("<p>温川 报道</p><p>2026-03-01 09:19</p>", head=person) == ("温川",)


def test_data_leads_on_pages_of_latin_script() -> None:
    """JSON-LD and meta are the byline there, unless the shown one names more people or they name only the site."""
    head = "<meta property=og:site_name content='The Valley Post'><meta name=author content='{}'>"
    shown = "<p>By <a href=/author/ada>Ada Rivers</a> and <a href=/author/bo>Bo Hill</a></p>"
    assert western(head.format("Ada Rivers"), "<p>By Ada Rivers, Chief Reporter</p>") == ("Ada Rivers",)
    assert western(head.format("Ada Rivers"), shown) == ("Ada Rivers", "Bo Hill")
    assert western(head.format("The Valley Post"), shown) == ("Ada Rivers", "Bo Hill")
    assert western(head.format("The Valley Post"), "") == ("The Valley Post",)
    pair = "<meta name=twitter:label1 content='Interview by'><meta name=twitter:data1 content='Ada Rivers'>"
    assert western(head.format("The Valley Post") + pair, "") == ("Ada Rivers",)


def test_a_byline_below_the_text_is_found() -> None:
    """Boxes about the author stand behind the text."""
    assert western("", "", "<h3>Written by Ada Rivers</h3><p>Ada writes about bridges.</p>") == (
        "Written by Ada Rivers",
    )


def test_a_selectors_authors_are_taken_as_they_are() -> None:
    """What the seed says is not judged."""
    found = [Finding("authors", "河谷网", "selector"), Finding("authors", "Ada Rivers", "json-ld")]
    assert choose_authors(found, language="zh", site=SITE) == found[:1]


def test_a_job_below_a_name_makes_a_byline() -> None:
    """A name counts with the job under it, and a job alone is nobody."""
    shown = "<div>Ada Rivers</div><div>Political correspondent</div><div>1 March 2026</div>"
    assert western("", shown) == ("Ada Rivers, Political correspondent",)
    assert western("", "<div>Political correspondent</div>") == ()


def test_the_texts_credit_goes_before_the_sites_name() -> None:
    """Where data names only the site, the people credited at the text's end are read from the text."""
    head = "<meta property=og:site_name content='The Valley Post'><meta name=author content='The Valley Post'>"
    body = (
        f"<h1>Old bridge opens again</h1><article>{PROSE}<p>Reporting by Ada Rivers; Editing by Bo Hill</p></article>"
    )
    html = f"<html lang=en><head><title>Old bridge opens again</title>{head}</head><body>{body}</body></html>"
    assert read_page(html.encode(), URL).authors == ()


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        (f"{PROSE[:97]}</p><p>By Ada Rivers</p>", ("By Ada Rivers",)),
        ("<p>Von Jana Moos und Ulf Brand</p>", ("Von Jana Moos und Ulf Brand",)),
        ("<p>Propos recueillis par Anne Dupré</p>", ("Propos recueillis par Anne Dupré",)),
        ("<p class=autor>Carlos Vega | Madrid</p>", ("Carlos Vega | Madrid",)),
        ("<p>by brooky</p>", ("by brooky",)),
        ("<p>By Ada Rivers, The Valley Post, March 1, 2026</p>", ("By Ada Rivers, March 1, 2026",)),
        ("<p>By Associated Press</p>", ("Associated Press",)),
        ("<div data-testid=article-byline><b>Ada Rivers</b></div>", ("Ada Rivers",)),
        ("<div class=storyAuthor><b>Ada Rivers</b></div>", ("Ada Rivers",)),
        ("<p>강하늘 기자</p>", ("강하늘 기자",)),
        ("<p class=author>Written by</p>", ()),
        ("<aside class=sidebar><h4>By Carl Moss</h4></aside>", ()),
    ],
)
def test_bylines_of_latin_script_are_read_where_they_stand(top: str, authors: tuple[str, ...]) -> None:
    """Below a standfirst, in other languages, as a handle, of an agency; without the site's own name."""
    head = "<meta property=og:site_name content='The Valley Post'>"
    assert western(head, top) == authors


def test_the_word_alone_and_the_note_below_a_text_name_its_author() -> None:
    """`Article by` and the name on the next line; a sentence that says who somebody is."""
    assert western("", "", "<h4>Article by</h4><p>Ada Rivers</p>") == ("Article by Ada Rivers",)
    assert western("", "", "<p>Ada Rivers is a reporter who covers bridges.</p>") == ("Ada Rivers",)


def test_a_page_inside_a_sidebar_by_name_has_a_header() -> None:
    """Zones in which the headline stands say nothing about the lines below it."""
    body = f"<div class=sidebar><h1>Old bridge opens again</h1><p>By Ada Rivers</p><article>{PROSE}</article></div>"
    html = f"<html lang=en><head><title>Old bridge opens again</title></head><body>{body}</body></html>"
    assert read_page(html.encode(), URL).authors == ("By Ada Rivers",)


def test_a_commenters_microdata_is_not_the_articles() -> None:
    """An `itemprop` in the comments belongs to them, with or without an item of their own."""
    assert western("", "", "<div id=comments><span itemprop=author>brookfan</span></div>") == ()


def test_data_may_call_the_author_creator() -> None:
    """Without an author the creator of the described article counts."""
    data = '{"@type":"NewsArticle","headline":"Old bridge opens again","creator":["Ada Rivers"]}'
    assert western(f"<script type=application/ld+json>{data}</script>", "") == ("Ada Rivers",)


def test_the_state_of_a_script_names_the_writer_beside_the_headline() -> None:
    """A framework's data holds many articles and comments; the writer stands near the page's own headline."""
    other = '{"title":"山风吹过河谷","author":"白杨"}' + " " * 3000
    own = '{"title":"老桥今天重新开放","author":"温川","comments":[{"author":"山风","content":"好"}]}'
    state = f"<script id=__NEXT_DATA__ type=application/json>{other}{own}</script>"
    assert eastern("<p>2026-03-01 09:19</p>", side=state) == ("温川",)
    assert eastern("<p>2026-03-01 09:19</p>", side=f"<script>{other}</script>") == ()
