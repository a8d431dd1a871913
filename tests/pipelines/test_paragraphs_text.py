import pytest
from both_parsers import drops, plain, read, shape

from ingest.article import Run


def runs_of(html: str, **facts: str) -> list[Run]:
    """The runs of the only block."""
    (block,) = read(html, **facts).blocks
    return list(block.runs)


@pytest.mark.parametrize(
    ("html", "runs"),
    [
        ("<p>甲<strong>乙</strong>丙</p>", [Run("甲"), Run("乙", strong=True), Run("丙")]),
        ("<p>甲<b>乙</b><strong>丙</strong></p>", [Run("甲"), Run("乙丙", strong=True)]),
        ("<p>甲<b>乙<i>丙</i></b></p>", [Run("甲"), Run("乙", strong=True), Run("丙", strong=True, emphasis=True)]),
        ("<p><em>甲</em><i>乙</i></p>", [Run("甲乙", emphasis=True)]),
        ("<p>甲<strong> 乙 </strong>丙</p>", [Run("甲 "), Run("乙", strong=True), Run(" 丙")]),
        ("<p><b>甲 </b> <i> 乙</i></p>", [Run("甲", strong=True), Run(" "), Run("乙", emphasis=True)]),
        ("<p>甲<b> </b>乙</p>", [Run("甲 乙")]),
        ("<p>甲<b></b>乙</p>", [Run("甲乙")]),
        ("<p>甲<b>　乙</b></p>", [Run("甲　"), Run("乙", strong=True)]),
        ("<p>甲<br><b>乙</b></p>", [Run("甲"), Run("\n"), Run("乙", strong=True)]),
        ("<p>甲<b>乙<br>丙</b></p>", [Run("甲"), Run("乙", strong=True), Run("\n"), Run("丙", strong=True)]),
        ('<p>甲<span style="font-weight:700">乙</span></p>', [Run("甲"), Run("乙", strong=True)]),
        ('<p>甲<span style="font-style:italic">乙</span></p>', [Run("甲"), Run("乙", emphasis=True)]),
        ("<p>甲<font color=red>乙</font><u>丙</u><sup>2</sup></p>", [Run("甲乙丙2")]),
    ],
)
def test_runs_hold_the_look_and_never_edge_on_a_blank(html, runs):
    """Equal neighbours are one run; a blank between two looks belongs to the plain one."""
    assert runs_of(html) == runs


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("http://a.example/x?a=1&amp;b=2", "http://a.example/x?a=1&b=2"),
        (" https://a.example/ ", "https://a.example/"),
        ("//a.example/x", "https://a.example/x"),
        ("/x", "https://news.example/x"),
        ("x.html", "https://news.example/a/x.html"),
        ("http://a.example/b c", "http://a.example/b%20c"),
        ("java\nscript:x()", ""),
        ("JavaScript:x()", ""),
        ("mailto:a@b.example", ""),
        ("data:text/html,x", ""),
        ("#top", ""),
        ("", ""),
        ("http://", ""),
        ("http://[x", ""),
        ("//[x", ""),
    ],
)
def test_only_web_links_are_links(href, expected):
    """Web addresses become absolute; scripts, mail and anchors are unwrapped, their words kept."""
    runs = runs_of(f'<p>甲<a href="{href}">乙</a></p>', base_url="https://news.example/a/b.html")
    assert runs == ([Run("甲"), Run("乙", href=expected)] if expected else [Run("甲乙")])


def test_a_relative_link_without_a_base_is_unwrapped():
    """Where the page's address is not known, nothing is guessed."""
    assert runs_of('<p>甲<a href="/x">乙</a></p>') == [Run("甲乙")]


def test_a_link_keeps_the_look_inside_and_around():
    """Strong words in a link, and a link in strong words, are both."""
    link = "http://a.example/"
    assert runs_of(f'<p>甲<a href="{link}"><b>乙</b>丙</a></p>')[1:] == [
        Run("乙", strong=True, href=link),
        Run("丙", href=link),
    ]


@pytest.mark.parametrize(
    ("html", "text", "dropped"),
    [
        ("<p>　　甲</p>", "甲", [("indent", "　　")]),
        ("<p>&nbsp;&nbsp; 甲</p>", "甲", [("indent", "\xa0\xa0")]),
        ("<p>  甲 \n 乙\t丙 </p>", "甲 乙 丙", []),
        ("<p>甲　乙&nbsp;丙</p>", "甲　乙\xa0丙", []),
        ("<p>甲　　　乙</p>", "甲　乙", [("blanks", "　　")]),
        ("<p>甲&nbsp; &nbsp;乙</p>", "甲\xa0乙", [("blanks", "\xa0")]),
        ("<p>甲 　乙</p>", "甲　乙", []),
        ("<p>甲 <span>　</span>　乙</p>", "甲　乙", [("blanks", "　")]),
        ("<p>甲　</p>", "甲", [("blanks", "　")]),
        ("<p>甲\u2028乙</p>", "甲 乙", []),
    ],
)
def test_blanks_collapse_as_a_page_shows_them(html, text, dropped):
    """White space is one blank, a single typographic blank stays, indents and repeats are reported."""
    assert shape(html) == [text]
    assert drops(html) == dropped


@pytest.mark.parametrize(
    "text",
    [
        "第3章Python入门",
        "“甲”‘乙’《丙》——丁……戊",
        "１２３ＡＢＣ",
        "3.5%～4%",
        "A股、H股",
        "①②③ ㎡ ℃",
        "e\u0301 é",
        "𠮷野家",
    ],
)
def test_typography_is_kept(text):
    """No blank is added between Chinese and Latin, no mark and no width is changed."""
    assert shape(f"<p>{text}</p>") == [text]


@pytest.mark.parametrize(
    ("html", "text", "dropped"),
    [
        ("甲\u200b乙", "甲乙", [("zero_width", "\u200b")]),
        ("甲&#8203;&#xfeff;乙&shy;丙", "甲乙丙", [("zero_width", "\u200b\ufeff"), ("zero_width", "\xad")]),
        ("\ufeff甲", "甲", [("zero_width", "\ufeff")]),
        ("\u200b　　甲", "甲", [("zero_width", "\u200b"), ("indent", "　　")]),
        ("甲\u202e乙&rlm;", "甲乙", [("bidi_marks", "\u202e"), ("bidi_marks", "\u200f")]),
        ("甲\x00乙\x07", "甲乙", [("control_characters", "\ufdd0"), ("control_characters", "\ufdd7")]),
        ("甲\ud800乙", "甲乙", [("control_characters", "\ufdd9")]),
        ("甲\ufffe\uffff乙", "甲乙", [("control_characters", "\ufddc\ufddd")]),
        ("甲&#1;&#x7f;乙", "甲乙", [("control_characters", "\x01\x7f")]),
        ("甲\u200d乙", "甲乙", [("zero_width", "\u200d")]),
        ("<pre>a\u200bb</pre>", "ab", [("zero_width", "\u200b")]),
    ],
)
def test_what_no_reader_sees_is_dropped_by_kind(html, text, dropped):
    """Zero-width, direction and control characters leave; what UTF-8 cannot hold is reported by a stand-in."""
    reading = read(html)
    (block,) = reading.blocks
    assert (block.text if hasattr(block, "text") else plain(block.runs)) == text
    assert "".join(one.text for one in reading.dropped) == "".join(drop for _, drop in dropped)
    assert [one.rule for one in reading.dropped][-1] == dropped[-1][0]


@pytest.mark.parametrize("text", ["👩‍👩‍👧", "🏳️‍🌈", "می‌خواهم", "👨&zwj;👩"])
def test_joiners_that_carry_meaning_stay(text):
    """Between emoji, and between letters of a joining script, a joiner is part of the character."""
    assert shape(f"<p>{text}</p>") == [text.replace("&zwj;", "\u200d")]


def test_entities_are_read_once():
    """An escaped entity is text, not another entity."""
    assert shape("<p>&lt;b&gt; &amp;lt; &copy; &#20013;</p>") == ["<b> &lt; © 中"]
