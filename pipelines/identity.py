"""Identity: one article, one id, one link, one title, whatever feed, host or prefix it came by."""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Self
from urllib.parse import quote, urlsplit

from ingest.article import Article, Provenance
from ingest.seeds import Seed, one_form

# Parameters that tell who shared a link and how. What may be an article's id somewhere is not among them
# (`guid`, `shareId`, `app`): a link kept twice is a smaller harm than two articles taken for one.
TRACKING = re.compile(
    r"utm_\w+|spm|scm|from|source|src|ref|referr?er|isappinstalled|wx\w*|tt_\w+|share(?:r\w*|d|_?(?:from|to|by"
    r"|token|source|medium|plat\w*|channel|tag|times|session\w*|uid|user\w*|app\w*))?"
    r"|gclid|fbclid|msclkid|mc_[ce]id|yclid|igshid|req_trace|cb|callback",
    re.IGNORECASE,
)
# Parameters that keep a copy from being stored, when their value is a clock's or a random number.
UNCACHED = re.compile(r"(?:_|r|t|ts|v|rnd|rand|random|time|timestamp)=(?:\d{10}|\d{13}|0?\.\d+)?", re.IGNORECASE)
# What cannot be seen; a joiner inside an emoji is part of a visible sign and stays.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)
_PATH_SAFE = "/%:@!$&'()*+,;=~"


def code_of(seed: Seed, text: str) -> str:
    """Return the article code that a record or link gives, bare or in the form of an id (`NW2021…`), or "".

    Text with another prefix names something else (`AN…` is an announcement) and gives "".
    """
    pattern = _code_pattern(seed.identity.code, seed.identity.id) if seed.identity else None
    found = pattern.fullmatch(text.strip()) if pattern else None
    return (found["code"] or found["bare"]) if found else ""


def fill(template: str, code: str, **more: str) -> str:
    """Fill `{code}` and further placeholders in one pass; other braces stay, also those of a value."""
    values = {"code": code, **more}
    return re.sub(r"\{(\w+)\}", lambda place: values.get(place[1], place[0]), template)


def article_id(seed: Seed, code: str) -> str:
    """Return the one id of a code: `NW` and 18 digits for Eastmoney."""
    return fill(seed.identity.id, code) if seed.identity else ""


def canonical_link(link: str) -> str:
    """Return a link that names its article and nothing else, or "" for what is no http or https link.

    Tracking, fragment and credentials go; ids in the query stay, in the source's own encoding. Of a host
    whose share links are known (`ingest/seeds/share_links.yaml`) all forms of an article become one.

    >>> canonical_link("HTTPS://News.Example.com:443/a.html?id=7&utm_source=x#top")
    'https://news.example.com/a.html?id=7'
    """
    try:
        link.encode()
        parts = urlsplit(one_form(link).strip())
        scheme, host, port = parts.scheme.lower(), _host(parts.hostname or ""), parts.port
        path = _escaped(parts.path or "/", _PATH_SAFE)
        query = _escaped("&".join(sorted(filter(_names_article, parts.query.split("&")))), _PATH_SAFE + "?")
    except ValueError:  # the library's word for a broken host, port or character
        return ""
    if scheme not in ("http", "https") or not host or "\\" in parts.netloc:
        return ""
    place = host if port in (None, {"http": 80, "https": 443}[scheme]) else f"{host}:{port}"
    return f"{scheme}://{place}{path}{'?' if query else ''}{query}"


def link_id(link: str) -> str:
    """Return the id of an article that has no code of its source's: host and a hash of its canonical link.

    What is no link has an id too, by its own text.
    """
    canonical = canonical_link(link)
    host = (urlsplit(canonical).hostname or "page").removeprefix("www.").replace(":", "-")
    bare = canonical.partition("://")[2] or link
    return f"{host}-{hashlib.sha256(bare.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def one_line(text: str) -> str:
    """Return a title or name without what cannot be seen, blanks folded; every visible character stays."""
    return " ".join(INVISIBLE.sub("", text).split())


def finish_identity(article: Article, seed: Seed | None) -> None:
    """Set id, source_url and title from their raw values."""
    code = code_of(seed, article.id_raw) if seed else ""
    if seed and seed.identity and code:
        article.id = article.id or article_id(seed, code)
        article.source_url = fill(seed.identity.link, code, id=article.id, link=canonical_link(article.link_raw))
        article.provenance["id"] = Provenance(article.id_raw, "the source's own code")
    else:
        # where a source has codes, the address of its text is a machine's, not a reader's link
        read_at = "" if seed and seed.identity else article.url
        witnesses = [link for link in (article.link_raw, read_at) if canonical_link(link)]
        for link in witnesses[:1]:
            article.source_url = canonical_link(link)
            article.id = article.id or link_id(link)
            article.provenance["id"] = Provenance(link, "the canonical link")
    article.title = one_line(article.title_raw)
    article.provenance["title"] = Provenance(article.title_raw, "as the source gives it")


def _host(host: str) -> str:
    """Return a host in the form that requests carry, "" for what no host looks like."""
    if ":" in host:
        return f"[{host}]"
    name = host.rstrip(".").encode("idna").decode().lower()
    return name if re.fullmatch(r"[a-z0-9._-]+", name) else ""


def _escaped(text: str, safe: str) -> str:
    return re.sub("%[0-9a-f]{2}", lambda escape: escape[0].upper(), quote(text, safe=safe), flags=re.IGNORECASE)


def _names_article(parameter: str) -> bool:
    name = parameter.partition("=")[0]
    return bool(name) and not TRACKING.fullmatch(name) and not UNCACHED.fullmatch(parameter)


@lru_cache(maxsize=64)
def _code_pattern(code: str, template: str) -> re.Pattern[str]:
    before, _, after = template.partition("{code}")
    whole = f"{re.escape(before)}(?P<code>{code}){re.escape(after)}"
    return re.compile(f"{whole}|(?P<bare>{code})", re.ASCII | re.IGNORECASE)


class IdentityStage:
    """Joins `finish_identity` to Scrapy."""

    def __init__(self, seeds: Mapping[str, Seed]) -> None:
        self.seeds = seeds

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(getattr(crawler.spider, "seeds", {}))

    def process_item(self, item: Article) -> Article:
        finish_identity(item, self.seeds.get(item.source))
        return item
