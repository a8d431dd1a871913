"""Links: every form in which people share an article leads to that one article, and nothing else does."""

from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.links import claim, claim_own, split_links
from ingest.seeds import Seed, read_seeds

SEEDS = read_seeds(Path(__file__).parents[2] / "seeds")
CODE = "202203040123456789"


def claims(link: str) -> set[str]:
    """Return `source:code` of each shipped seed that claims a link."""
    found = [claim([seed], link) for seed in SEEDS.values()]
    return {f"{one.seed.name}:{one.code}" for one in found if one}


@pytest.mark.parametrize(
    "link",
    [
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW{CODE}",
        f"https://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW{CODE}",
        f"HTTP://CHOICEWZP1.EastMoney.com/HTML_news/newsshare.HTML?INFOCODE=nw{CODE}",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infocode=NW{CODE}",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode={CODE}",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?from=timeline&infoCode=NW{CODE}&isappinstalled=0",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW{CODE}#comments",
        f"http://choicewzp1.eastmoney.com:80/html_News/NewsShare.html?infoCode=NW{CODE}",
        f"http://choicewzp1.eastmoney.com./html_News/NewsShare.html?infoCode=NW{CODE}",
        f"http://choicewzp1.eastmoney.com//html_News/NewsShare.html?a=&b&infoCode=NW{CODE}",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=%4EW{CODE}",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW{CODE}%20",
        f"  http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW{CODE}\n",
        f"https://choicew2z.eastmoney.com/info/information/detail.html?infocode=NW{CODE}",
        f"https://choicew2z.eastmoney.com/info/information/detail.html?infoCode=NW{CODE}&share=wx&t=1",
        f"http://finance.eastmoney.com/a/{CODE}.html",
        f"https://wap.eastmoney.com/a/{CODE}.html?utm_source=x",
        f"http://finance.eastmoney.com/news/1344,{CODE}.html",
        f"https://hk.eastmoney.com/news/11060,{CODE}.html?from=singlemessage#top",
        f"http://user:word@finance.eastmoney.com/a/{CODE}.html",
    ],
)
def test_share_link_names_its_article(link: str) -> None:
    """A share link of any form, with whatever is hung on it, is one article by its code."""
    assert f"eastmoney:{CODE}" in claims(link)


@pytest.mark.parametrize("form", ["a/{}.html", "news/1344,{}.html"])
def test_web_link_is_claimed_by_both(form: str) -> None:
    """A web page's link belongs to the publisher's web source, and to its other one where that is asked for."""
    link = f"https://finance.eastmoney.com/{form.format(CODE)}"
    assert claims(link) == {f"eastmoney:{CODE}", f"eastmoney-web:{CODE}"}
    found = claim(SEEDS.values(), link)
    assert found
    assert found.seed.name == "eastmoney-web"


@pytest.mark.parametrize(("form", "via"), [("html_News/NewsShare.html?infoCode=NW{}", ""), ("a/{}.html", "page")])
def test_claim_names_the_first_step(form: str, via: str) -> None:
    """A claim says which step reads the text first: the page's form its page, the share form the default."""
    found = claim_own(SEEDS["eastmoney"], f"http://choicewzp1.eastmoney.com/{form.format(CODE)}")
    assert found.via == via


@pytest.mark.parametrize(
    "link",
    [
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=AN{CODE}",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=AP{CODE}",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NWNW{CODE}",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW{CODE}0",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW{CODE[:-1]}",
        "http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW２０２２０３０４０１２３４５６７８９",
        "http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=",
        "http://choicewzp1.eastmoney.com/html_News/NewsShare.html",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?code=NW{CODE}",
        f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?x=infoCode=NW{CODE}",
        f"http://choicewzp1.eastmoney.com/other.html?infoCode=NW{CODE}",
        f"http://choicewzp1.eastmoney.com.evil.example/html_News/NewsShare.html?infoCode=NW{CODE}",
        f"http://choicewzp1.eastmoney.com@evil.example/html_News/NewsShare.html?infoCode=NW{CODE}",
        f"http://evil.example/choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=NW{CODE}",
        f"http://evileastmoney.com/a/{CODE}.html",
        f"http://finance.eastmoney.com/a/AN{CODE}.html",
        f"http://finance.eastmoney.com/a/{CODE}",
        f"http://finance.eastmoney.com/b/a/{CODE}.html",
        f"http://finance.eastmoney.com/news/{CODE}.html",
        f"http://caifuhao.eastmoney.com/news/{CODE}12345",
        f"ftp://finance.eastmoney.com/a/{CODE}.html",
        f"javascript:location='http://finance.eastmoney.com/a/{CODE}.html'",
        f"finance.eastmoney.com/a/{CODE}.html",
        "http://",
        "",
        "http://[::1",
        "http://[zz]/",
        f"http://finance.eastmoney.com:99999/a/{CODE}.html",
        f"http://finance.eastmoney.com:x/a/{CODE}.html",
        f"http://finance..eastmoney.com/a/{CODE}.html",
        f"http://{'a' * 64}.eastmoney.com/a/{CODE}.html",
        f"http://finance.eastmoney.com/a/\ud800{CODE}.html",
        f"http://finance.eastmoney.com/a/{CODE}.html#\udfff",
        f"http://finance\x00.eastmoney.com/a/{CODE}.html",
        f"http://finance eastmoney.com/a/{CODE}.html",
        "http://finance.eastmoney.com/news/" + "a," * 100_000,
    ],
)
def test_other_link_is_nobodys(link: str) -> None:
    """What names no article of a source (an announcement, another host, no link at all) is not claimed."""
    assert claims(link) == set()


def test_unclaimed_link_names_what_reads_it() -> None:
    """A link that is not the source's gets an error with the command that does read it, safe to paste."""
    link = "https://other.example/it's?a=1&b=2"
    with pytest.raises(UsageError) as caught:
        claim_own(SEEDS["eastmoney"], link)
    assert caught.value.source == "eastmoney"
    assert "scrapy crawl article -a url='https://other.example/it'\"'\"'s?a=1&b=2'" in str(caught.value)


def seed_with(*forms: dict[str, str]) -> Seed:
    """Return an invented seed with these link forms."""
    return Seed.model_validate(
        {
            "name": "shanyu",
            "title": "山雨社",
            "language": "zh-CN",
            "zone": "Asia/Shanghai",
            "identity": {"code": r"[a-z]\d+", "id": "SY{code}", "link": "https://shanyu.example/{code}"},
            "links": forms,
            "article": {"page": {"kind": "page", "url": "https://shanyu.example/{code}"}},
        }
    )


def test_pattern_signs_are_literal() -> None:
    """Only `*` and `{code}` mean something in a form; a dot is a dot."""
    seed = seed_with({"host": "www.shanyu.example", "path": "/a.b/*({code})"})
    assert claim([seed], "http://www.shanyu.example/a.b/x(c7)")
    assert not claim([seed], "http://www.shanyu.example/aXb/x(c7)")
    assert not claim([seed], "http://wwwxshanyu.example/a.b/x(c7)")


def test_first_form_that_yields_a_code_counts() -> None:
    """A form whose host and path match but whose code is none leaves the link to the next form."""
    seed = seed_with(
        {"host": "*", "path": "/{code}/*", "via": "page"}, {"host": "*", "path": "/*", "query": "id", "via": ""}
    )
    found = claim([seed], "http://m.shanyu.example/list/x?ID=C7")
    assert found
    assert (found.code, found.via) == ("C7", "")


ONE, TWO = "https://a.example/1", "http://b.example/2?x=1,2"


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE} {TWO}",
        f"{ONE},{TWO}",
        f"{ONE}, {TWO}",
        f"{ONE},,{TWO},",
        f"{ONE}，{TWO}",
        f"  {ONE}\n\n\t{TWO}  ",
        f",{ONE}\u3000{TWO} , ",
        f"{ONE},{ONE} {TWO} {ONE}",
    ],
)
def test_links_are_separated(text: str) -> None:
    """White space and commas separate links, in any number; a comma inside one stays; each counts once."""
    assert split_links(text, None) == (ONE, TWO)


def test_comma_in_path_stays() -> None:
    """The older page form has a comma of its own."""
    link = f"http://finance.eastmoney.com/news/1344,{CODE}.html"
    assert split_links(f"{link},{link}?x", None) == (link, f"{link}?x")


def test_scheme_in_capitals_separates() -> None:
    """A link may shout."""
    assert split_links("HTTPS://a.example/1,HTTP://b.example/2", None) == ("HTTPS://a.example/1", "HTTP://b.example/2")


def test_links_of_a_file(tmp_path: Path) -> None:
    """A file gives links like the argument does; it may begin with a BOM, and `#` comments a line out."""
    path = tmp_path / "links.txt"
    path.write_text(f"\ufeff# to read\n{ONE}#part\r\n\n  # {TWO}\n{TWO},{ONE}\n", encoding="utf-8")
    assert split_links(None, str(path)) == (f"{ONE}#part", TWO, ONE)


def test_argument_and_file_together(tmp_path: Path) -> None:
    """Both ways may be used at once, the argument's links first."""
    path = tmp_path / "links.txt"
    path.write_text(f"{TWO}\n", encoding="utf-8")
    assert split_links(ONE, str(path)) == (ONE, TWO)


def test_no_argument_is_no_links() -> None:
    """Without either argument there are no links, and the feeds are read."""
    assert split_links(None, None) == ()


@pytest.mark.parametrize("text", ["", "  ", ",", " ,\n，"])
def test_empty_argument_is_refused(text: str) -> None:
    """An argument that holds no link (an unset shell variable) must not start the feeds."""
    with pytest.raises(UsageError, match="no link given: url"):
        split_links(text, None)


def test_a_file_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong path, such as a device or an archive, costs no memory: so many links nobody gives at once."""
    monkeypatch.setattr("ingest.links.MOST_CHARACTERS", 100)
    path = tmp_path / "links.txt"
    path.write_text("https://news.example/1\n" * 5, encoding="utf-8")
    with pytest.raises(UsageError, match="too large for a file of links"):
        split_links(None, str(path))


@pytest.mark.parametrize("content", ["", "# nothing\n", "\n\n"])
def test_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    """A file that holds no link must not start the feeds either."""
    path = tmp_path / "links.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="no link given: urls_file"):
        split_links(None, str(path))


@pytest.mark.parametrize(
    "text",
    [
        "NW202203040123456789",
        "a.example/1",
        "ftp://a.example/1",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        "http://[::1",
        "http://a.example:99999/",
        "http://a..example/",
        "http://\udcff.example/",
        "http://a.example/#\udcff",
        f"{ONE} javascript:alert(1)",
        f"http://{'x' * 70}.example/",
    ],
)
def test_text_that_is_no_link_is_refused(text: str) -> None:
    """One wrong word among the links refuses all, before anything is requested, and is printable."""
    with pytest.raises(UsageError) as caught:
        split_links(text, None)
    assert str(caught.value).isprintable()
    assert caught.value.exit_code == 2


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are no text are told with the reason."""
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name, why in (("nowhere", "No such file"), (".", "directory"), ("binary", "UTF-8"), ("a\0b", "UTF-8")):
        with pytest.raises(UsageError, match=why):
            split_links(None, str(tmp_path / name))


def test_endless_separators_are_quick() -> None:
    """A long run of commas is passed over once, not once for each of them."""
    assert split_links("," * 200_000 + ONE, None) == (ONE,)


def test_a_link_longer_than_servers_read_is_refused() -> None:
    """A link of megabytes is told at once, in a short line; one of some thousand characters is a link."""
    assert split_links("https://a.example/" + "a" * 8000, None)
    with pytest.raises(UsageError, match=r"too long for a link: url: 'https://a\.example/aaa") as caught:
        split_links("https://a.example/" + "a" * 5_000_000, None)
    assert len(str(caught.value)) < 400
