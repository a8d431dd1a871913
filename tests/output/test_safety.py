"""Text that other programs publish carries nothing but what it shows."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.safety import clean_scalar, html_text, neutral_title, opens_tag, safe_href, show_invisible, strip_invisible


@given(text=st.text(st.characters(codec=None)))
def test_clean_scalar_is_one_printable_line(text: str) -> None:
    """Whatever comes in, one line that UTF-8 can hold comes out, and cleaning it again changes nothing."""
    cleaned = clean_scalar(text)
    assert cleaned.encode().decode() == cleaned
    assert len(cleaned.splitlines()) <= 1
    assert clean_scalar(cleaned) == cleaned


def test_clean_scalar_keeps_words_apart() -> None:
    """Line ends and tabs become blanks, not nothing."""
    assert clean_scalar(" 稻谷\r\n丰收\t在望\u2028了 ") == "稻谷 丰收 在望 了"


@pytest.mark.parametrize(
    "sign",
    [
        "\x00",
        "\x1b",
        "\x7f",
        "\x90",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u200f",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ud83d",
        "\U000e0041",
    ],
)
def test_invisible_goes(sign: str) -> None:
    """Characters that no reader sees are taken out of words."""
    assert strip_invisible(f"a{sign}b") == "ab"


def test_visible_stays() -> None:
    """Full-width forms, ideographic blanks, variation selectors and joined emoji are left alone."""
    text = "　Ａ｛｝“”…—葛\U000e0100❤\ufe0f👨\u200d👩\u200d👧"
    assert strip_invisible(text) == text


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://n.example/a?b=1&c=2#d", "https://n.example/a?b=1&c=2#d"),
        ("HTTP://n.example", "HTTP://n.example"),
        (" https://n.example/a ", "https://n.example/a"),
        ("https://n.example/稻 谷", "https://n.example/%E7%A8%BB%20%E8%B0%B7"),
        ("https://n.example/%7Ea%zz", "https://n.example/%7Ea%25zz"),
        (
            "https://n.example/a(b)[c]{d}'e\"<f>\\|`^",
            "https://n.example/a%28b%29%5Bc%5D%7Bd%7D%27e%22%3Cf%3E%5C%7C%60%5E",
        ),
        ("mailto:desk@n.example", "mailto:desk@n.example"),
    ],
)
def test_href_is_encoded(url: str, href: str) -> None:
    """What may be linked is ASCII without a character that ends an address in Markdown or HTML."""
    assert safe_href(url) == href


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \x01javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//n.example/a",
        "/a",
        "a",
        "#a",
        "",
        "http:n.example",
        "http:///n.example",
        "http:\\\\n.example",
        "https://",
        "ht\u200btps:javascript:alert(1)",
        "mailto:",
        "blob:https://n.example/x",
    ],
)
def test_href_refuses(url: str) -> None:
    """All but whole http, https and mailto addresses are no link."""
    assert safe_href(url) == ""


@given(text=st.text("<>&;#ltgabx!/? {}x6A'\""))
def test_title_shows_the_same_and_opens_no_tag(text: str) -> None:
    """A neutral title opens no tag, and a browser shows the source's characters."""
    neutral = neutral_title(text)
    assert not opens_tag(neutral)
    if "<" in neutral or "&" in neutral.replace("&lt;", "").replace("&amp;", ""):
        return  # a lone < or & is for the browser to read, not for html.unescape
    assert html.unescape(neutral) == clean_scalar(text)


@pytest.mark.parametrize("sign", ["\x00", "\u200b", "\u180e", "\U000e0041", "\ufeff", "\ud800"])
def test_no_tag_comes_together(sign: str) -> None:
    """A tag that an invisible sign takes apart is one to whoever drops that sign, so it is none in a title."""
    title = neutral_title(f"<{sign}script>alert(1)<{sign}/script>&{sign}lt;b>")
    assert clean_scalar(title) == title == "&lt;script>alert(1)&lt;/script>&amp;lt;b>"
    assert opens_tag(f"<{sign}b>")


@pytest.mark.parametrize("text", ["BTC&ETH", "&copyright", "a &lt b", "&AMP", "&amp;&#60;&#x3c"])
def test_old_references_stay_text(text: str) -> None:
    """A browser shows the source's characters, also where HTML lets a name stand without its semicolon."""
    assert html.unescape(neutral_title(text)) == text


def test_invisible_is_told() -> None:
    """Where the raw text is shown, what can't be seen is named; an emoji keeps its joiner."""
    assert show_invisible("a\x00\u202eb\n👨\u200d👩") == "a⟨U+0000⟩⟨U+202E⟩b\n👨\u200d👩"


def test_title_without_tags_is_untouched() -> None:
    """Ordinary titles stay as they are."""
    text = 'R&D 1 < 2 <<金谷>> "a" {{ b }} > &c'
    assert neutral_title(text) == text


def test_html_text_holds_no_brace() -> None:
    """HTML text is inert for template engines too."""
    assert html_text("<a>{{ & }}") == "&lt;a&gt;&#123;&#123; &amp; &#125;&#125;"
