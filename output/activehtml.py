"""Tells a source's harmless HTML from HTML that acts, and disarms the latter.

Profile `finews` publishes bodies byte for byte as the source gave them. That is right for mark-up that
only shows; all else goes through nh3. What passes untouched is decided by what mark-up may look like:
every `<` that an HTML tokenizer takes for mark-up must begin a whole tag of the plain form below or a
comment, neither with an angle bracket inside. So the tokenizer, kramdown and this module see the same
tags, whatever stands around them (kramdown's code spans could else cut a tag in two).
"""

import html
import re

import nh3

_OPENING = re.compile("<(?=[a-zA-Z/!?])")
# Groups repeat by `*`, never by `*+`: Python before 3.11.5 misreads the latter. No two ways lead through any of them.
_COMMENT = re.compile("<!--(?!-)[^<>-]*+(?:-[^<>-]++)*-->")
_VALUE = r"\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'=<>`]++"
_TAG = re.compile(
    r"</?([a-zA-Z][a-zA-Z0-9:-]*+)"
    rf"((?:(?:[\s/]++|(?<=[\"']))[^\s\"'<>/=]++(?:\s*+=\s*+(?:{_VALUE}))?)*)[\s/]*+>"
)
_ATTRIBUTE = re.compile(rf"([^\s\"'<>/=]++)(?:\s*+=\s*+({_VALUE}))?")
# Elements that run, load or submit something, or that change how the rest of the page is read.
_ACTIVE = frozenset(
    "applet audio base bgsound body button dialog embed form frame frameset head html iframe image input isindex keygen"  # noqa: SIM905 - a list of words
    " layer link listing marquee meta noembed noframes noscript object option param picture plaintext portal select"
    " script slot source style svg math template textarea title track video xmp".split()
)
# Attributes that run or load what they name; `markdown` makes kramdown read the element's text as Markdown.
_ACTIVE_ATTRIBUTE = re.compile(
    "on.*|srcdoc|formaction|action|background|ping|manifest|codebase|classid|markdown|xmlns.*|xlink.*", re.IGNORECASE
)
_ADDRESS = frozenset({"href", "src", "srcset", "poster", "cite", "longdesc", "lowsrc", "dynsrc", "usemap"})
_SCHEME = re.compile("(?!https?:|mailto:|ftp:|tel:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ACTIVE_STYLE = re.compile(r"expression\(|url\(|@import|behaviou?r:|binding:|\\|position:fixed", re.IGNORECASE)
_ACTIVE_SCHEME = re.compile("(?:java|vb|live)script:|data:(?:text|image|application|audio|video|font)", re.IGNORECASE)
# What browsers overlook inside a scheme, and some more.
_OVERLOOKED = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
# Markdown of its own in a text that names an active address: links and their definitions.
_MARKDOWN_LINK = re.compile(r"\](?=[(\[:])")

TAGS = frozenset(
    "a abbr article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em"  # noqa: SIM905 - a list of words
    " figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby"
    " s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr".split()
)
ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir", "align", "valign", "width", "height", "style"},
    "a": {"href", "target", "name"},
    "img": {"src", "alt", "border"},
    "font": {"color", "face", "size"},
    "table": {"border", "cellpadding", "cellspacing", "bgcolor"},
    "td": {"colspan", "rowspan", "bgcolor"},
    "th": {"colspan", "rowspan", "bgcolor", "scope"},
    "ol": {"start", "type"},
}
STYLES = frozenset(
    "text-align text-indent text-decoration color background-color font-size font-weight font-style font-family"  # noqa: SIM905 - a list of words
    " line-height display width height max-width overflow margin padding border vertical-align white-space".split()
)


def is_harmless(markup: str) -> bool:
    """Whether this HTML, or Markdown with HTML in it, only shows: nothing runs, loads or leads astray."""
    if _ACTIVE_SCHEME.search(_OVERLOOKED.sub("", html.unescape(markup))):
        return False
    return all(
        _COMMENT.match(markup, found.start()) or _is_plain_tag(_TAG.match(markup, found.start()))
        for found in _OPENING.finditer(markup)
    )


def disarm(markup: str) -> str:
    """HTML with nothing but what the lists above allow, the source's classes and `data-` attributes kept."""
    cleaned = nh3.clean(
        markup,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        generic_attribute_prefixes={"data-"},
        url_schemes={"http", "https", "mailto"},
        filter_style_properties=set(STYLES),
        attribute_filter=_plain_value,
        link_rel=None,
    )
    return _MARKDOWN_LINK.sub("&#93;", cleaned)


def _plain_value(_tag: str, name: str, value: str) -> str | None:
    return None if re.search("[<>`]", value) or (name == "style" and "(" in value) else value


def _is_plain_tag(tag: re.Match[str] | None) -> bool:
    return (
        tag is not None
        and tag[1].lower() not in _ACTIVE
        and all(_is_plain(attribute[1].lower(), attribute[2] or "") for attribute in _ATTRIBUTE.finditer(tag[2]))
    )


def _is_plain(name: str, value: str) -> bool:
    value = _OVERLOOKED.sub("", html.unescape(value.strip("\"'")))
    return not (
        _ACTIVE_ATTRIBUTE.fullmatch(name)
        or (name in _ADDRESS and _SCHEME.match(value))
        or (name == "style" and _ACTIVE_STYLE.search(re.sub(r"/\*.*?\*/", "", value)))
    )
