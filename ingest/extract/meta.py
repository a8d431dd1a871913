"""Meta tags: the international vocabularies and the habits of Chinese publishing systems."""

import re

from lxml import html

from ingest.extract.document import squeeze
from ingest.extract.findings import Field, Finding

# Names in lower case, most telling first. Sources: OpenGraph and its article vocabulary, Dublin
# Core, Parsely, Sailthru, Swiftype, CXense; TRS WCM and the Chinese government's meta standard
# (ArticleTitle, PubDate, ContentSource, Author), Weibo's and Toutiao's share tags.
NAMES: dict[Field, tuple[str, ...]] = {
    "title": (
        "og:title", "articletitle", "twitter:title", "weibo:article:title", "dc.title", "dcterms.title",
        "parsely-title", "sailthru.title", "headline", "citation_title", "_title", "title",
    ),
    "published": (
        "article:published_time", "og:article:published_time", "og:published_time", "og:release_date", "pubdate",
        "publishdate", "publish_date", "publish-date", "publishtime", "publish_time", "pub_date", "_pubtime",
        "firstpublishedtime", "weibo:article:create_at", "weibo:webpage:create_at", "bytedance:published_time",
        "datepublished", "date_published", "parsely-pub-date", "sailthru.date", "article.published",
        "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "dc.date.issued",
        "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "citation_publication_date",
        "citation_date", "ptime", "pubtime", "shareaholic:article_published_time", "release_date", "og:pubdate",
        "article:create_at", "article:published", "rnews:datepublished", "article:published_date", "publication_date",
        "cxenseparse:publishtime", "dable:published_time", "date.available", "date.created", "apub:time", "og:time",
        "bt:pubdate", "dcsext.articlefirstpublished", "article.created", "displaydate", "citation_online_date",
        "dcterms.issued", "dc.created", "eprints.date", "cse-date", "doc_date", "pdate", "posted", "date", "created",
        "creation_date", "timestamp",
    ),
    "modified": (
        "article:modified_time", "og:updated_time", "og:modified_time", "bytedance:updated_time", "datemodified",
        "weibo:article:update_at", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "updatetime",
        "bytedance:lrdate_time", "article:modified", "revised",
    ),
    "outlet": (
        "contentsource", "mediaid", "og:article:source", "article:source", "weibo:article:source", "_source",
        "source", "mediasource", "copyright_owner", "original-source", "laiyuan",
    ),
    "authors": (
        "author", "article:author", "og:article:author", "byl", "parsely-author", "sailthru.author", "dc.creator",
        "dcterms.creator", "citation_author", "article:author_name", "og:author", "authors", "article.author",
        "weibo:article:author", "shareaholic:article_author_name", "rnews:author", "article:author:name", "author_name",
        "article_author", "article-author", "cxenseparse:author", "dable:author", "byline",
        "mrf:authors", "vr:author", "bt:author",
    ),
    "canonical": ("og:url", "twitter:url"),
    "language": ("og:locale", "content-language", "dc.language", "language"),
    "site": ("og:site_name", "application-name", "sitename", "apple-mobile-web-app-title", "publisher"),
}  # fmt: skip
# Names of other makers, by what they are made of; asked after the table.
_GENERIC: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("modified", re.compile(r"(?:modif|updat|revis|lastmod).*(?:date|time|_?at$)|(?:date|time).*(?:modif|updat)")),
    (
        "published",
        re.compile(
            r"(?:publi|pub[-_]|pubdate|pubtime|issue|releas|fabu|post).*(?:date|time|_?at$)|(?:date|time).*publi"
        ),
    ),
)
_STAMP = re.compile(r"(?:19|20)\d{2}|\d{10}")
_ATTRIBUTES = ("property", "name", "itemprop", "http-equiv", "id")
# Twitter's labelled pairs, as a widespread WordPress plugin writes them.
_WRITTEN_BY = re.compile(
    r"^(?:written by|interview by|verfasst von|geschrieben von|作者|著者|執筆者|escrito por|écrit par|scritto da"
    r"|geschreven door|skriven av|skrevet av|skrevet af|napisane przez|yazan|ditulis oleh)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?:)?//|^@|^www\.", re.IGNORECASE)


def by_meta(tree: html.HtmlElement) -> list[Finding]:
    """Return the page's meta values by field, most telling name first, each value once."""
    tags: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        value = squeeze(node.get("content") or node.get("value"))
        for attribute in _ATTRIBUTES:
            name = "".join((node.get(attribute) or "").split()).lower()
            if name and value:
                tags.setdefault(name, []).append(value)
                break
    found: list[Finding] = []
    for field, names in NAMES.items():
        values = [value for name in names for value in tags.get(name, ())]
        if field != "canonical":
            values = [value for value in values if not _ADDRESS.match(value)]
        found += [Finding(field, value, "meta") for value in dict.fromkeys(values)]
    known = {name for names in NAMES.values() for name in names}
    for name, texts in tags.items():
        generic = [kind for kind, pattern in _GENERIC if pattern.search(name)]
        if generic and name not in known and not name.startswith(("video:", "og:video", "expir", "unpubl")):
            found += [Finding(generic[0], text, "meta") for text in texts if _STAMP.search(text) and len(text) < 60]
    found += _labelled(tags)
    return found + _links(tree)


def _labelled(tags: dict[str, list[str]]) -> list[Finding]:
    """Read `twitter:label1` = "Written by", `twitter:data1` = the name."""
    return [
        Finding("authors", data, "meta")
        for number in "12"
        for label, data in zip(
            tags.get(f"twitter:label{number}", ()), tags.get(f"twitter:data{number}", ()), strict=False
        )
        if _WRITTEN_BY.match(label)
    ]


def _links(tree: html.HtmlElement) -> list[Finding]:
    """Return the canonical link before `og:url`, and the page's language attribute."""
    found = [
        Finding("canonical", node.get("href", ""), "link")
        for node in tree.iter("link")
        if "canonical" in (node.get("rel") or "").lower().split() and node.get("href")
    ][:1]
    root = tree.getroottree().getroot()
    language = squeeze(
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    )
    return found + ([Finding("language", language, "lang")] if language else [])
