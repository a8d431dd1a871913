"""Profile `finews`: the old system's bytes, and what is made safe."""

import html
import json
import random
import re
import shutil
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import Article
from ingest.errors import QuarantineError, UsageError, WriteError
from output.activehtml import is_harmless
from output.profiles import Slugs, load_profile
from output.safety import clean_scalar, neutral_title
from output.slugs import finews_slug
from tests.output import hostile_evasions as evasions
from tests.output.hostile import ACTIVE, FRAGMENTS, HARMLESS, TITLES
from tests.output.rendered import build_with_jekyll, dangers

SHARED = Path("../shared")
RECORDS = SHARED / "posts/records.jsonl"


class NoSlugs:
    """A registry that must not be asked."""

    def slug(self, outlet: str) -> str:
        """Fail."""
        raise AssertionError(outlet)


def article(**fields: str) -> Article:
    """Return a press article with these raw values."""
    made = Article(
        "eastmoney", id="NW202203010000000001", outlet="金谷日报", title_raw="稻谷丰收", body_raw="<p>甲</p>"
    )
    made.published = datetime.fromisoformat("2022-03-01T08:05:09+08:00")
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def written(made: Article, **options: str) -> str:
    """Return the article's file."""
    profile = load_profile("finews", options)
    slugs: Slugs = NoSlugs()
    return profile.render(made, profile.slug(made, slugs))


def title_line(made: Article) -> str:
    """Return the file's title line."""
    return next(line for line in written(made).split("\n") if line.startswith("title: "))


def test_press_form() -> None:
    """A press post: body as it came but for paired ideographic blanks, share link, two ways back."""
    made = article(outlet="稻香 Weekly(上)", body_raw="<p>\u3000\u3000甲\u3000乙</p>\r\n <p>丙</p>")
    assert written(made) == (
        '---\nlayout: post\ntitle: "稻谷丰收"\ndate: 2022-03-01 08:05:09 +0800\n'
        "categories: daoxiang Weekly(shang)\ntags: 稻香 Weekly(上)新闻\n---\n"
        "<p>甲\u3000乙</p>\r\n <p>丙</p>\n\n"
        "<http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW202203010000000001>\n\n"
        "[返回稻香 Weekly(上)新闻](//finews.withounder.com/category/daoxiang Weekly(shang).html)"
        "｜[返回首页](//finews.withounder.com/)"
    )


def test_rolling_form() -> None:
    """A rolling post: digest behind its last bracket as a quotation, the record's own link."""
    made = article(
        category="emnews",
        id="NW202203010000000002",
        digest_raw="【稻谷】【丰收】\u3000\u3000甲。（金谷日报）",
        link_raw="http://n.example/news/1,2.html",
    )
    assert written(made) == (
        '---\nlayout: post\ntitle: "稻谷丰收"\ndate: 2022-03-01 08:05:09 +0800\n'
        "categories: emnews\ntags: 东财滚动新闻\n---\n"
        "> \u3000\u3000甲。（金谷日报）\n\n<p>甲</p>\n\n<http://n.example/news/1,2.html>\n\n"
        "[返回东财滚动新闻](//finews.withounder.com/emnews/)｜[返回首页](//finews.withounder.com/)"
    )


def test_options_word_the_links() -> None:
    """Site, names, page and link template are the owner's."""
    press = written(article(), site="//n.example", home_name="Home", share_link="https://s.example/{id}.html")
    assert press.endswith(
        "<https://s.example/NW202203010000000001.html>\n\n[返回金谷日报新闻](//n.example/category/jinguribao.html)｜[Home](//n.example/)"
    )
    rolling = written(article(category="x"), rolling_slug="roll", rolling_tag="滚动", rolling_page="r/")
    assert "categories: roll\ntags: 滚动\n" in rolling
    assert "[返回滚动](//finews.withounder.com/r/)" in rolling


def test_other_sources_link_to_themselves() -> None:
    """An identity that the share page doesn't know is no reason to link there."""
    assert "\n<https://n.example/1>\n" in written(article(id="1", source_url="https://n.example/1"))


def test_unknown_option_and_profile() -> None:
    """A misspelt name is answered by those there are."""
    with pytest.raises(UsageError, match="share_link"):
        load_profile("finews", {"sharelink": "x"})
    with pytest.raises(UsageError, match="finews, hugo, jekyll"):
        load_profile("finnews")


def test_no_instant_is_an_error() -> None:
    """Nothing without a time is written."""
    made = article()
    made.published = None
    with pytest.raises(WriteError):
        written(made)


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("稻谷：涨 #1 'a' & b 1 < 2", "title: \"稻谷：涨 #1 'a' & b 1 < 2\""),
        ('称"丰收"', 'title: "称\\"丰收\\""'),
        ("a\\b", 'title: "a\\\\b"'),
        ("甲\n乙：", 'title: "甲 乙："'),
        ("甲\x00乙\ud800：", 'title: "甲乙："'),
        ("<b>甲</b>&", 'title: "&lt;b>甲&lt;/b>&"'),
        ("{{ a }}{%b%}{c}", 'title: "&#123;{ a }}&#123;%b%}{c}"'),
    ],
)
def test_title_line(title: str, line: str) -> None:
    """Titles stand as the old writer quoted them, until that would say something else."""
    assert title_line(article(title_raw=title)) == line


def test_template_syntax_shows_and_does_nothing() -> None:
    """Liquid and kramdown find nothing in body and digest, the reader the same characters."""
    made = article(category="x", digest_raw="{{ a }}", body_raw="<p>{% if %}{\u3000\u3000{ b }} {: .c} {d}</p>")
    text = written(made)
    assert "> &#123;{ a }}\n" in text
    assert "<p>&#123;% if %}&#123;{ b }} &#123;: .c} {d}</p>" in text


def test_active_markup_is_disarmed() -> None:
    """Scripts and handlers go, the rest of the body stays."""
    text = written(article(body_raw='<p class="x" onclick="y()">甲</p><script>z()</script>&#123;{ a }}'))
    assert '\n<p class="x">甲</p>&#123;{ a }}\n' in text


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("http://n.example/a?b=1&c=稻", "<http://n.example/a?b=1&c=%E7%A8%BB>"),
        ("javascript:alert(1)", "<>"),
        ("http://n.example/><script>", "<http://n.example/%3E%3Cscript%3E>"),
        ("http://n.example/{{a}}", "<http://n.example/%7B%7Ba%7D%7D>"),
    ],
)
def test_link_is_safe(link: str, shown: str) -> None:
    """Only plain addresses stand in angle brackets."""
    assert f"\n\n{shown}\n\n" in written(article(category="x", link_raw=link))


@pytest.mark.parametrize("outlet", ["36", "1,000", "1e3", "2021-12-17", "0x1f", "on", ":a", "~"])
def test_category_is_text(outlet: str) -> None:
    """A category that YAML reads as a number or symbol stops Jekyll from reading the post, so it is quoted."""
    assert f'\ncategories: "{outlet}"\n' in written(article(outlet=outlet))


@pytest.mark.parametrize("outlet", ["36k", "21CN谷", "6G谷", "ABS", "20谷"])
def test_digits_before_letters_stand_plain(outlet: str) -> None:
    """Names that only begin with digits stand as the old writer wrote them."""
    assert f"\ncategories: {finews_slug(outlet)}\n" in written(article(outlet=outlet))


def test_hostile_outlet() -> None:
    """An outlet's name can't leave the category folder, end a link or begin a tag."""
    text = written(article(outlet="../{{谷}}](<b>\n"))
    assert "categories: -\n" not in text
    front = yaml.safe_load(text.split("---\n")[1])
    assert "/" not in front["categories"]
    assert "<b" not in text
    assert "{{" not in text
    assert "](//finews.withounder.com/category/--" in text


ODD_OUTLETS = [
    *("a?b#c", "a?b", "a#b", "CON", "nul.txt", "index", "..", "../../x", "a/b\\c", ".hidden", "%2e%2e%2fx", "100%谷", "稻" * 200),
    *("😀" * 90, "a|b", "`a`", "谷 Weekly (下)", "谷(下", "谷)下", "谷 'a' b", '谷 "a" b', "a'b", "a&b", "谷*a*_b_~c~", "[a](b)", "{{a}}"),
    *("<b>谷</b>", "a:b", "$$a$$", "谷\u202e\u200bx", "-", "???", "谷 ", "a@b.example", "https://n.example", "COM¹"),
]  # fmt: skip


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not installed")
def test_links_lead_to_the_pages_written(tmp_path: Path) -> None:
    """Whatever an outlet is called, its page stays in the folder, and the link in its posts leads there."""
    profile = load_profile("finews")
    posts, places = {}, {}
    for number, outlet in enumerate(ODD_OUTLETS):
        made = article(outlet=outlet)
        slug = profile.slug(made, NoSlugs())
        posts[f"p{number}"] = profile.render(made, slug)
        places[f"p{number}"] = place = str(profile.category_path(slug))
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(str(profile.category_page(made, slug)), encoding="utf-8")
    assert len({place.casefold() for place in places.values()}) == len(ODD_OUTLETS)
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts/category.html").write_text("{{ page.title }}")
    for name, page in build_with_jekyll(tmp_path, "{{ content }}", posts).items():
        (link,) = re.findall(r'href="//finews\.withounder\.com(/category/[^"]*)"', page)
        path = urlsplit(html.unescape(link)).path
        assert unquote(path) == f"/{places[name]}", posts[name]
        assert (tmp_path / "_site" / places[name]).is_file()
        assert (tmp_path / "_site" / places[name]).parent == tmp_path / "_site/category"


def test_no_outlet_no_category() -> None:
    """Without an outlet there is no category to file it under."""
    text = written(article(outlet=""))
    assert "categories" not in text
    assert "tags" not in text
    assert text.endswith(">\n\n[返回首页](//finews.withounder.com/)")


def test_category_pages() -> None:
    """Each outlet has its page; the rolling feed's is the site's own."""
    profile = load_profile("finews")
    page = "---\nlayout: category\ntitle: 金谷日报新闻\ncategory: jinguribao\n---\n"
    assert profile.category_page(article(outlet="金谷日报"), "jinguribao") == page
    assert profile.category_path("jinguribao") == "category/jinguribao.html"
    assert profile.category_page(article(outlet="金谷日报", category="emnews"), "emnews") is None
    assert profile.category_page(article(outlet=""), "") is None


@given(text=st.text(st.characters(codec=None) | st.sampled_from("<>{%\"'\\:#/`[]()&;")), rolling=st.booleans())
@settings(deadline=None)
def test_any_text_makes_a_whole_file(text: str, *, rolling: bool) -> None:
    """Whatever a record holds, the file has one front matter that says it, and nothing that acts."""
    made = article(title_raw=text, outlet=text, body_raw=text, digest_raw=text, link_raw=text)
    made.category = "x" * rolling
    content = written(made)
    assert content.encode()
    front = yaml.load(content.split("\n---\n")[0], Loader=yaml.BaseLoader)  # noqa: S506 - text alone
    assert clean_scalar(front["title"]).replace("&#123;", "{") in {
        clean_scalar(text),
        clean_scalar(neutral_title(text)),
    }
    assert is_harmless(content.split("\n---\n", 1)[1].rpartition("\n\n<")[0])
    assert "{{" not in content
    assert "{%" not in content


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not installed")
def test_jekyll_builds_hostile_records(tmp_path: Path) -> None:
    """Jekyll reads every hostile post, and nothing in the built pages runs."""
    dice = random.Random(7)  # noqa: S311 - test data
    pieces = [*ACTIVE, *HARMLESS, *TITLES, *FRAGMENTS, "\n", "\n\n", "](", "]: ", "onerror=x", '"', '{: onclick="x"}']
    posts = {}
    for number, body in enumerate([*evasions.TEXTS, *(body for body, _ in evasions.BODIES)]):
        text = written(article(title_raw=body, outlet=body, body_raw=body, digest_raw=body, link_raw=body))
        posts[f"e{number}"] = text
    for number in range(150):
        title, outlet, body, digest, link = ("".join(dice.choices(pieces, k=dice.randint(1, 8))) for _ in range(5))
        made = article(title_raw=title, outlet=outlet, body_raw=body, digest_raw=digest, link_raw=link)
        made.category = "x" * (number % 2)
        posts[f"p{number}"] = written(made)
    layout = "<h1>{{ page.title }}</h1>{{ content }}{{ page.excerpt }}{{ page.tags | join: ', ' }}"
    for name, page in build_with_jekyll(tmp_path, layout, posts).items():
        assert not dangers(page), posts[name]


@pytest.mark.skipif(not RECORDS.exists(), reason="the samples are not here")
def test_the_old_systems_files_byte_for_byte() -> None:
    """Real records give the files that the old system wrote."""
    for record in map(json.loads, RECORDS.read_text("utf-8").splitlines()):
        file = next(path for folder in ("posts", "seed") if (path := SHARED / folder / record["file"]).exists())
        press = "from" in record
        made = Article(
            "eastmoney",
            id=record["code"],
            title_raw=record["title"],
            published=datetime.fromisoformat(f"{record['showtime']}+08:00"),
            outlet=record.get("from", ""),
            category="" if press else "emnews",
            digest_raw=record.get("digest", ""),
            body_raw=record.get("text") or record["content"],
            link_raw=record["link"],
        )
        options = {"share_link": record["link"].replace(record["code"], "{id}")} if press else {}
        assert written(made, **options).encode() == file.read_bytes()


def test_a_body_nested_beyond_reading_is_held_back() -> None:
    """What no site generator could read stops in quarantine; ordinary nesting and many siblings do not."""
    with pytest.raises(QuarantineError, match="nested deeper"):
        written(article(body_raw="<b>" * 2000 + "深"))
    written(article(body_raw="<p>段落</p><br><img src='https://n.example/a.png'>" * 2000))


def test_a_rolling_record_without_a_link_shows_none() -> None:
    """The old system wrote empty brackets for an empty address, and so does its profile."""
    text = written(article(id="202203010000000001", category="emnews", link_raw="", source_url="https://n.example/a"))
    assert "\n\n<>\n\n" in text
