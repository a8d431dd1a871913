import pytest
from both_parsers import read
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.paragraphs.parsing import parse
from pipelines.paragraphs.plain import plain_events


class Events:
    """A target that keeps what it is told; text is joined, and line ends are one, as no line minds them."""

    def __init__(self):
        self.told = []

    def start(self, tag, attributes):
        self.told.append(("start", tag, dict(attributes)))

    def end(self, tag):
        self.told.append(("end", tag))

    def data(self, text):
        before = self.told.pop()[1] if self.told and self.told[-1][0] == "data" else ""
        self.told.append(("data", (before + text).replace("\r\n", "\n").replace("\r", "\n")))

    def comment(self, text):
        self.told.append(("comment", text))

    def close(self):
        """Nothing is left to tell."""


def told(html, parser=None):
    """Return what a parser tells of a body, without the elements around all of it."""
    target = Events()
    parse(html, target, parser)
    return [event for event in target.told if event[1] not in {"html", "body"}]


@pytest.mark.parametrize(
    "html",
    [
        "<p>甲</p>",
        "甲<p>乙</p>丙",
        '<div><p class="a" style="b:c">甲<b>乙</b><br/>丙</p>\r\n <p>丁</p></div>',
        '<center><img src="http://a.example/1.jpg" /></center><h2>甲</h2>',
        '<p><span id="stock_1.600000"><a href="http://a.example/x" class="keytip">甲</a></span> > 乙</p>',
    ],
)
def test_whole_paragraphs_are_plain(html):
    """What a text of a news source mostly is needs no parser, and reads as every parser reads it."""
    assert plain_events(html) is not None
    read(html)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "甲",
        "<p>甲",
        "甲</p>",
        "<p>甲<p>乙</p></p>",
        "<b><p>甲</p></b>",
        "<p><div>甲</div></p>",
        '<a href="x">甲<a href="y">乙</a></a>',
        "<b>甲<i>乙</b>丙</i>",
        "<p/>甲",
        "<P>甲</P>",
        "<p title='甲'>乙</p>",
        '<p title="甲" title="乙">丙</p>',
        "<p hidden>甲</p>",
        "<p>甲&amp;乙</p>",
        '<img src="x?a=1&copy=2">',
        "<p>甲</p><!-- 乙 -->",
        "<p>甲 < 乙</p>",
        "<p>\x00甲</p>",
        "<p>甲\ud800</p>",
        "<ul><li>甲</li></ul>",
        "<table><tr><td>甲</td></tr></table>",
        "<script>甲</script>",
        "<pre>甲</pre>",
        "<p>甲</p >",
    ],
)
def test_what_parsers_might_read_otherwise_is_not_plain(html):
    """Whatever is not closed in its turn, has entities, odd characters or other elements goes to a parser."""
    assert plain_events(html) is None


TEXTS = st.sampled_from(
    ["甲", "乙 丙", "\n", "\r\n ", "\r", "　　", "\t", ">", '"', "]]>", "\xa0", "\x85", "\u2028", "\ufeff", "/"]
)
ATTRIBUTES = st.lists(
    st.tuples(
        st.sampled_from(["class", "href", "id", "src", "style"]), st.sampled_from(["", " x ", "甲", "/a?b=1", "\xa0"])
    ),
    max_size=2,
).map(lambda pairs: "".join(f' {name}="{value}"' for name, value in pairs))
NAMES = st.sampled_from("a b center div em font h2 i p section span strong sub sup u".split())  # noqa: SIM905  # a list of words
TREES = st.recursive(
    st.one_of(
        TEXTS, st.builds("<{}{}{}>".format, st.sampled_from(["br", "img"]), ATTRIBUTES, st.sampled_from(["", " /"]))
    ),
    lambda inner: st.builds("<{0}{1}>{2}</{0}>".format, NAMES, ATTRIBUTES, st.lists(inner, max_size=4).map("".join)),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TREES, max_size=4).map("".join))
def test_what_is_plain_reads_as_the_parser_reads_it(html):
    """Event by event, a plain body is told as lxml tells it."""
    if plain_events(html) is not None:
        assert told(html) == told(html, "lxml")
