"""Takes the sting out of text that other programs will publish without a second look.

Pure functions from text to text. What they remove can't be seen by a reader; what they rewrite
shows the same characters.
"""

import html
import re
from html.entities import html5
from urllib.parse import quote

# The classes Cc, Cs and most of Cf of Unicode: C0 and C1 controls, the soft hyphen, zero-width and bidi
# signs, interlinear marks, tags, lone surrogates and the noncharacters that YAML and XML forbid.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# U+200D joins two emoji to one picture; anywhere else it is one of the invisible signs.
_PICTURE_PAIR = re.compile("[\u2600-\u2bff\ufe0f\U0001f000-\U0001faff]\u200d[\u2600-\u2bff\U0001f000-\U0001faff]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_CONTROL = re.compile("[\t\n]+")

# A `<` that an HTML tokenizer takes for a tag, a comment or a declaration (WHATWG HTML, tag open state).
_TAG_OPEN = re.compile(r"<(?=[A-Za-z/!?])")
# Names that browsers read without their semicolon too, so that `BTC&ETH` shows an Icelandic letter.
_OLD_NAMES = "|".join(sorted(name for name in html5 if not name.endswith(";")))
_REFERENCE = re.compile(rf"&(?=#[0-9]|#[xX][0-9a-fA-F]|[A-Za-z][A-Za-z0-9]*;|(?:{_OLD_NAMES}))")

_WEB = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^/?#\s]", re.IGNORECASE)
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
# The reserved and unreserved characters of RFC 3986 without those that close a Markdown or HTML address.
_KEPT_IN_HREF = "%/?#:@!$&*+,;=-._~"


def strip_invisible(text: str) -> str:
    r"""Text without invisible characters, its line ends all `\n`; tabs stay.

    >>> strip_invisible("a\u202eb\u200bc\r\nd")
    'abc\nd'
    """
    if text.isprintable():
        return text
    return _INVISIBLE.sub(_unless_joining, _LINE_END.sub("\n", text))


def _unless_joining(match: re.Match[str]) -> str:
    at = match.start()
    joins = match[0] == "\u200d" and at and _PICTURE_PAIR.match(match.string, at - 1)
    return match[0] if joins else ""


def show_invisible(text: str) -> str:
    r"""Text whose invisible characters are told instead of taking effect: for who must see what a source sent.

    >>> show_invisible("a\u202eb")
    'a⟨U+202E⟩b'
    """
    return text if text.isprintable() else _INVISIBLE.sub(_told, text)


def _told(match: re.Match[str]) -> str:
    return _unless_joining(match) or f"⟨U+{ord(match[0]):04X}⟩"


def clean_scalar(text: str) -> str:
    r"""One line of printable text for front matter: tabs and line ends become one blank each run.

    >>> clean_scalar("\ufeffGrain prices\n rise\x00 ")
    'Grain prices  rise'
    """
    return (text if text.isprintable() else _BLANK_CONTROL.sub(" ", strip_invisible(text))).strip()


def safe_href(url: str) -> str:
    r"""Address that a link may carry, percent-encoded to ASCII, or "" when it may carry none.

    Only http, https and mailto pass. White space within the scheme is not forgiven: browsers drop
    tabs and line ends there, which is how `java\tscript:` gets by filters that forgive it. Quotes,
    parentheses, brackets and braces are encoded, as they end an address in Markdown, HTML or Liquid.

    >>> safe_href("HTTPS://news.example/a b?x=(1)")
    'HTTPS://news.example/a%20b?x=%281%29'
    >>> safe_href("JavaScript:alert(1)")
    ''
    """
    url = strip_invisible(url).strip()
    if not (_WEB.match(url) or _MAIL.match(url)):
        return ""
    return quote(_STRAY_PERCENT.sub("%25", url), safe=_KEPT_IN_HREF)


def neutral_title(text: str) -> str:
    """Title, one clean line, that can't open a tag in a layout that prints it as it stands.

    Jekyll layouts mostly write `{{ page.title }}` without escaping, so a `<` that would open a tag is
    written `&lt;`, and an `&` that would begin a reference `&amp;`, or else a title that names `&lt;`
    would change. Layouts that do escape use Jekyll's `escape_once`, which leaves both as they are:
    the reader sees the source's characters either way. Everything else stays.

    >>> neutral_title("<b>R&D</b> 1 < 2")
    '&lt;b>R&D&lt;/b> 1 < 2'
    """
    # Cleaned first: what falls away later could bring a `<` and a letter together.
    return _TAG_OPEN.sub("&lt;", _REFERENCE.sub("&amp;", clean_scalar(text)))


def opens_tag(text: str) -> bool:
    """Whether an HTML tokenizer would see a tag in this text, once what can't be seen is out of it."""
    return _TAG_OPEN.search(strip_invisible(text)) is not None


def reference(character: str) -> str:
    """Numeric character reference, the one escape that every Markdown, HTML and template engine reads alike."""
    return f"&#{ord(character)};"


def html_text(text: str) -> str:
    """Text for HTML content that a template engine reads first: `&<>"'{}` as references."""
    return html.escape(text).replace("{", "&#123;").replace("}", "&#125;")
