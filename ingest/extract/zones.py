"""What a part of the page is for, read from its tag, role, class and id.

The words are those that templates of all origins use; only whole words count (`comment-list` has
`comment`, `commentary` has not), so that an article's own name seldom looks like furniture.
"""

import re
from functools import lru_cache

from lxml import html

# Words of parts that never belong to an article's text, by the kind of part. Such a word counts
# anywhere in a class or id of up to three words (`comment-list`, `left_sidebar`).
FURNITURE: dict[str, str] = {
    "navigation": "nav navbar navigation menu submenu topnav subnav sidenav breadcrumb breadcrumbs crumb crumbs"
    " sitemap toolbar topbar mianbao pagination pager masthead",
    "page edge": "footer copyright colophon sitefooter",
    "sidebar": "sidebar sidebars rightbar rightcol sidecol sider",
    "comments": "comment comments commentlist disqus discuss respond pinglun guestbook",
    "related": "related recommend recommends recommended recommendation recommendations tuijian xiangguan xgxw xgyd"
    " morenews readmore hotnews paihang toplist trending outbrain taboola teaser teasers",
    "sharing": "share sharing shares social sns bshare jiathis addthis addtoany sharedaddy fenxiang qrcode erweima ewm",
    "promotion": "advert adverts advertisement advertisements advertising adsense adbox guanggao sponsor sponsored"
    " promo promos promotion newsletter subscribe paywall popup modal lightbox cookie cookies consent gdpr optin"
    " onetrust didomi truste usercentrics cookiebot cmpbox",
    "facts": "taglist zebian authorbox authorbio metadata",
}
# Words that count only as a whole class or id: inside others they say how a part looks or is laid out.
WHOLE: dict[str, str] = {
    "navigation": "mbx weizhi dqwz location paging pages skip tabs toc path crumbnav",
    "page edge": "foot bottom siteinfo header",
    "sidebar": "side aside right widget widgets rail secondary widget-area right-col",
    "comments": "reply replies plun gbook cmt feedback",
    "related": "relate relation similar more hot rank ranking popular hots zhuanti keepreading interested read-next",
    "sharing": "like likes follow bdsharebuttonbox jiucuo",
    "promotion": "ad ads adv gg banner subscription signup cta login register download app-download overlay",
    "facts": "tags tag keywords author-box author-bio bio post-tags entry-tags author-info about-author"
    " author-description post-meta entry-meta",
}
_KIND_OF = {word: kind for kind, words in FURNITURE.items() for word in words.split()}
_KIND_WHOLE = {word: kind for kind, words in WHOLE.items() for word in words.split()} | _KIND_OF
_TAGS = {"nav": "navigation", "footer": "page edge", "aside": "sidebar", "form": "promotion", "select": "promotion",
         "button": "sharing", "dialog": "promotion", "menu": "navigation", "textarea": "promotion"}  # fmt: skip
_ROLES = {"navigation": "navigation", "complementary": "sidebar", "contentinfo": "page edge", "dialog": "promotion",
          "search": "navigation", "banner": "page edge", "menu": "navigation", "alert": "promotion"}  # fmt: skip
# Elements of running text: their ids are often made from their words (`<h3 id="navigation">`).
_TEXT_TAGS = frozenset(
    (
        "html",
        "body",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "blockquote",
        "pre",
        "strong",
        "em",
    )
)
# Names under which templates keep the text itself.
_TEXT = re.compile(
    r"article_?-?(?:body|content|text|main|detail|con)\b|(?:post|entry|story|news|rich_media|main|single|blog)_?-?"
    r"(?:content|body|text)\b|content_?-?(?:body|text|article|main)|\bartibody|artical|endtext|trs_editor|contentbody"
    r"|\b(?:wysiwyg|prose|richtext|zhengwen|neirong|txtcont|content_area|newstext|textcontent|articlecontent)\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-zA-Z]+")


def kind_of(node: html.HtmlElement) -> str:
    """Return which kind of furniture an element is by its mark-up, or "" when nothing says so."""
    if node.tag in _TAGS:
        return _TAGS[node.tag]
    if node.tag in _TEXT_TAGS or not node.keys():
        return ""
    role = node.get("role")
    if role in _ROLES:
        return _ROLES[role]
    if _HIDDEN.search(node.get("style") or "") or (
        node.get("hidden") is not None and not (node.get("id") or "").startswith("S:")  # streamed by React
    ):
        return "hidden"
    for name in (node.get("id"), node.get("class")):
        for token in (name or "").split():
            kind = _kind_of_token(token)
            if kind:
                return kind
    return ""


@lru_cache(maxsize=20_000)
def _kind_of_token(token: str) -> str:
    """Return the kind that one class or id names; the same few return on every page of a site."""
    whole = _KIND_WHOLE.get(token.lower())
    if whole:
        return whole
    words = _WORD.findall(_CAMEL.sub(" ", token))
    if len(words) > 3 or "[" in token:  # a style written out in a class (`[--sidebar-width:18rem]`) names no part
        return ""
    return next((_KIND_OF[word.lower()] for word in words if word.lower() in _KIND_OF), "")


def holds_text(node: html.HtmlElement) -> bool:
    """Tell whether the mark-up says that this element is where the article's text is."""
    if "articlebody" in (node.get("itemprop") or "").lower():
        return True
    named = f"{node.get('id') or ''} {node.get('class') or ''}"
    return len(named) > 1 and bool(_TEXT.search(named))
