import pytest
from both_parsers import read

from ingest.errors import ReadError
from pipelines.paragraphs.parsing import BS4_TAGS, MOST_TAGS, choose_parser
from pipelines.paragraphs.reading import read_paragraphs

WORD = "雨"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "甲",
        "<p>甲</p>\r\n <p>乙<br />丙<br></p>",
        '<p style="a:b"><a href="http://a.example/?a=1&b=2">甲</a></p><img src="x">',
        "<!-- a --><P>甲</P><hr/>",
    ],
)
def test_the_ordinary_fragment_goes_to_lxml(html):
    """Complete tags that open and close equally often are ordinary."""
    assert choose_parser(html) == "lxml"


@pytest.mark.parametrize("html", ["<p>甲", "甲</p>", "a < b", "<p title='<'>甲</p>", "<p>甲</p", "<b>甲</i>", "<p/>甲"])
def test_what_is_broken_goes_to_beautifulsoup(html):
    """A stray `<`, and anything not closed as often as it is opened, is broken."""
    assert choose_parser(html) == "bs4"


def test_a_large_broken_body_goes_to_lxml():
    """BeautifulSoup is slower by an order, and both give the same."""
    assert choose_parser("<p>甲" * (BS4_TAGS + 1)) == "lxml"


def test_the_reading_says_who_parsed():
    """The parser is part of the provenance."""
    assert read_paragraphs("<p>甲</p>").parser == "plain"
    assert read_paragraphs("<p>甲</p>", parser="lxml").parser == "lxml"
    assert read_paragraphs("<ul><li>甲</li></ul>").parser == "lxml"
    assert read_paragraphs("<p>甲").parser == "bs4"


@pytest.mark.parametrize(
    "html",
    [
        "<p syle='a' herf=b widht=1>甲",
        "<p>甲<b>乙<p>丙</b>丁",
        "<table><tr><td>甲<table><td>乙",
        "<b><div>甲</b>乙</div>",
        "<a href=x>甲<a href=y>乙</p></div>",
        "<ul><li>甲<p>乙<li>丙</ol>",
        "甲<![CDATA[乙]]>丙<?丁?>",
        "<p a='>甲",
        "甲<",
        "</",
        "<title>甲<b>乙</title>丙",
        "<textarea><p>甲</textarea>乙",
        "<xmp><b>甲</xmp>乙<plaintext></p>丙",
        "<script><!--<script></script>甲--></script>乙",
        "<script/>甲",
        "<select><option>甲<p>乙",
        "<frameset>甲<frame>乙</frameset>丙",
        "<html><head>甲</head><body>乙</body></html>丙",
        "<svg><style>甲<b>乙</b></style></svg><math><mi>丙</mi></math>",
        "<template>甲</p><div></template>乙",
        "&#0;&#x80;&#xd800;&#x110000;&notit;&amp&lt",
        "<p>\x00甲\ud83d</p>",
    ],
)
def test_broken_markup_reads_alike_and_loses_nothing(html):
    """Whatever is unclosed, misplaced or misspelt, both parsers agree and every character is somewhere."""
    read(html)


@pytest.mark.parametrize(
    "html",
    [
        WORD * 300_000,
        f"<div>{WORD}" * 10_000 + "</div>" * 10_000,
        "<b>" * 10_000 + WORD,
        f"<div><p><b><i>{WORD}" * 5_000,
        f"<ul><li>{WORD}" * 5_000,
        f"<blockquote>{WORD}" * 5_000,
        f"<table><tr><td>{WORD}" * 5_000,
        f"{WORD}<br>" * 20_000,
        f"<p>●{WORD}</p>" * 10_000,
        "　" * 100_000 + WORD,
        ("　" * 300 + WORD) * 300,
        "\u200b" * 100_000 + WORD,
        f"\u202e{WORD}" * 50_000,
        "\ud800" * 100_000 + WORD,
        "\x00" * 100_000 + WORD,
        "&" * 100_000 + WORD,
        "请" * 100_000,
        "来源：" * 30_000,
        f'<a class="keytip" data-code="1,600000">{WORD}</a>' * 10_000,
        "<p " + " ".join(f"a{number}=1" for number in range(15_000)) + f">{WORD}",
    ],
    ids=range(20),
)
def test_hostile_bodies_are_read(html):
    """Size, depth and bait cost linear time and lose nothing."""
    reading = read_paragraphs(html)
    assert reading.blocks


@pytest.mark.parametrize("html", ["<b>" * (MOST_TAGS + 1), "<" * (MOST_TAGS + 1), "<b>" * 14_000 + "</i>" * 14_000])
def test_what_would_take_seconds_is_refused(html):
    """Too many tags, or too many misplaced ones, are a ReadError that says so."""
    with pytest.raises(ReadError) as caught:
        read_paragraphs(html)
    assert "tangled" in str(caught.value)
    assert caught.value.field == "body"
