r"""Profile `finews`: the files of the system that this one replaces, byte for byte.

The bytes are those of the old writer wherever its file was whole. They differ in these cases, and only
in the part named:

* title: a double quote, a backslash, a line end or another control character, or else anything that
  makes `title: "…"` say something else in YAML: the line is escaped. What a browser would take for a
  tag, and `{{`, `{%` or `{:`, are character references.
* category and tag: what YAML would read otherwise (`36` is a number) is quoted.
* digest and body: `{{`, `{%` and `{:` (Liquid, kramdown) begin with a reference; a reference to no character is
  its text; controls, lone surrogates and bidi overrides are gone; mark-up that acts (scripts, frames, forms,
  event handlers, `javascript:` in any spelling, or a tag that isn't whole) sends the text through nh3.
* an article without an outlet has no category, no tag and no link back to one.
* addresses: what isn't a plain http(s) address is encoded, or empty.
* slug: `/ \ < > { } ? | # %`, backticks, dots in front or in a row, and blanks at the ends are `-`, what can't be
  seen is nothing; such a slug, one of more than 240 bytes (cut) and the name of a device get a hash.
* link back: its label is escaped where Markdown would read it, quotes and unpaired brackets of its address encoded.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import partial

from ingest.article import Article
from ingest.errors import QuarantineError, WriteError
from output.activehtml import disarm, is_harmless
from output.frontmatter import reads_as, yaml_lines
from output.inline import escape
from output.profiles.profile import Profile, Slugs
from output.safety import clean_scalar, neutral_title, opens_tag, safe_href
from output.slugs import TAKEN, finews_slug

OPTIONS: Mapping[str, str] = {
    "site": "//finews.withounder.com",
    "home_name": "返回首页",
    "share_link": "",
    "rolling_slug": "emnews",
    "rolling_tag": "东财滚动新闻",
    "rolling_page": "emnews/",
}

LONGEST_SLUG = 240  # bytes; with `.html` below the 255 of every file system
DEEPEST = 300  # elements; kramdown's stack ends somewhere behind a thousand
SHARE_LINK = "http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode={id}"
_CODE = re.compile(r"[A-Z]{2}[0-9]{18}")
_TAG = re.compile(
    r"<(?P<close>/?)(?:(?P<void>area|base|br|col|hr|img|input|link|meta|wbr)\b|[a-zA-Z])[^<>]*>", re.IGNORECASE
)
_TEMPLATE = re.compile(r"\{(?=[{%:])")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_NUMBERED = re.compile("&#(?:[xX]([0-9a-fA-F]+)|([0-9]+))")
_PLAIN_ADDRESS = re.compile(r"https?://(?:(?![<>\"'{}|\\^`])[!-~])+")
_UNSAFE_IN_SLUG = re.compile(r"^[. ]+|\.{2,}|[ ]+$|[/\\<>{}?|#%`]+")
_ENDS_ADDRESS = re.compile("[()'\"]")
_UNSAFE_IN_LABEL = re.compile(r"[][<>{}\\`|*$\x00-\x1f\x7f-\x9f\ud800-\udfff]|&(?=#)")


def profile(options: Mapping[str, str]) -> Profile:
    """Return the profile with these options, all of OPTIONS given."""
    return Profile(
        name="finews",
        slug=partial(_slug, options),
        render=partial(_render, options),
        category_page=_category_page,
        category_path=category_path,
        keeps_feeds_apart=True,
        keeps_line_ends=True,
        has_listings=False,
    )


def category_path(slug: str) -> str | None:
    """Place of a category's page."""
    return f"category/{slug}.html" if slug else None


def _category_page(article: Article, slug: str) -> str | None:
    """Page of an outlet; the rolling feed's own belongs to the site, whatever outlet an item of it names."""
    if article.category or not (article.outlet and slug):
        return None
    lines = ("layout: category\n", _line("title", f"{article.outlet}新闻"), _line("category", slug))
    return f"---\n{''.join(lines)}---\n"


def _slug(options: Mapping[str, str], article: Article, _slugs: Slugs) -> str:
    """Slug of the rolling feed, else of the outlet; nothing is registered, as the rule never changes."""
    if article.category:
        return options["rolling_slug"]
    wanted = finews_slug(article.outlet)
    slug = _UNSAFE_IN_SLUG.sub("-", clean_scalar(wanted))
    if slug == wanted and len(slug.encode()) <= LONGEST_SLUG and not TAKEN.match(slug):
        return slug
    digest = hashlib.sha256(wanted.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug.encode()[: LONGEST_SLUG - 9].decode(errors='ignore')}-{digest}" if wanted else ""


def _address(slug: str) -> str:
    """Slug as part of a link's address; kramdown reads all but quotes and a bracket without its other half."""
    if not _ENDS_ADDRESS.search(re.sub(r"\([^()'\"]*\)", "", slug)):
        return slug
    return _ENDS_ADDRESS.sub(lambda sign: f"%{ord(sign[0]):02X}", slug)


def _render(options: Mapping[str, str], article: Article, slug: str) -> str:
    if article.published is None:
        raise WriteError("article without an instant", source=article.source, field="published")
    if _depth(article.body_raw) > DEEPEST:
        raise QuarantineError(["nested deeper than a site generator reads"], source=article.source, field="body")
    rolling = bool(article.category)
    tag = options["rolling_tag"] if rolling else f"{article.outlet}新闻"
    page = options["rolling_page"] if rolling else f"category/{_address(slug)}.html"
    front = [
        "layout: post\n",
        _line("title", article.title_raw or article.title, quoted=True),
        f"date: {article.published:%Y-%m-%d %H:%M:%S %z}\n",
    ]
    body = _safe(article.body_raw.replace("\u3000\u3000", ""))
    if rolling:
        body = f"> {_safe(article.digest_raw.rpartition('】')[2])}\n\n{body}"
    site = options["site"]
    back = f"[{options['home_name']}]({site}/)"
    if slug:
        front += [_line("categories", slug), _line("tags", tag)]
        label = escape(clean_scalar(tag)) if _UNSAFE_IN_LABEL.search(tag) else tag
        back = f"[返回{label}]({site}/{page})｜{back}"
    return f"---\n{''.join(front)}---\n{body}\n\n<{_link(options, article)}>\n\n{back}"


def _depth(markup: str) -> int:
    """Return how deep elements nest for a reader that closes none by itself, as kramdown does."""
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        if tag["void"] or tag[0].endswith("/>"):
            continue
        depth = max(depth - 1, 0) if tag["close"] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _line(key: str, text: str, *, quoted: bool = False) -> str:
    """Line of front matter as the old writer wrote it, or by PyYAML where that says something else."""
    if opens_tag(text):
        text = neutral_title(text)
    text = _TEMPLATE.sub("&#123;", text)
    line = f'{key}: "{text}"' if quoted else f"{key}: {text}"
    return f"{line}\n" if reads_as(line, key, text) else yaml_lines({key: _TEMPLATE.sub("&#123;", clean_scalar(text))})


def _safe(text: str) -> str:
    text = _NUMBERED.sub(_possible, _UNSEEN.sub("", text))
    return _TEMPLATE.sub("&#123;", text if is_harmless(text) else disarm(text))


def _possible(number: re.Match[str]) -> str:
    """Return a reference to a character that there is, else its text: kramdown makes broken UTF-8 of the others."""
    hexadecimal, digits = bool(number[1]), (number[1] or number[2]).lstrip("0")
    code = int(digits or "0", 16 if hexadecimal else 10) if len(digits) < 8 else 0
    exists = 0x1F < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return number[0] if exists or code in (9, 10, 13) else f"&amp;{number[0][1:]}"


def _link(options: Mapping[str, str], article: Article) -> str:
    if article.category:
        link = article.link_raw  # the record's own, also where it is empty: the old files have `<>` there
    elif _CODE.fullmatch(article.id):
        named = article.source_url.endswith(article.id)  # the seed's own link is a share link
        template = options["share_link"] or (article.source_url if named else SHARE_LINK)
        link = template.replace("{id}", article.id)
    else:
        link = article.link_raw or article.source_url
    return link if _PLAIN_ADDRESS.fullmatch(link) else safe_href(link)
