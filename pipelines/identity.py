"""Identity: one article, one id, one link, one title, whatever feed, host or prefix it came by."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ingest.article import Article, Provenance
from ingest.seeds import Seed

TRACKING = re.compile(
    r"utm_\w+|spm|scm|from|share\w*|source|src|ref|referer|timestamp|_|r|t|ts|guid|wx\w*|isappinstalled"
    r"|gclid|fbclid|msclkid|mc_[ce]id|yclid|igshid|si|feature|tt_\w+|app|req_trace|cb|callback",
    re.IGNORECASE,
)
INVISIBLE = re.compile("[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+")


def code_of(seed: Seed, text: str) -> str:
    """Return the article code that a record or link gives, bare or in the form of an id (`NW2021…`), or "".

    Text with another prefix names something else (`AN…` is an announcement) and gives "".
    """
    pattern = _code_pattern(seed.identity.code, seed.identity.id) if seed.identity else None
    found = pattern.fullmatch(text.strip()) if pattern else None
    return (found["code"] or found["bare"]) if found else ""


def fill(template: str, code: str, **more: str) -> str:
    """Fill `{code}` and further placeholders; other braces stay."""
    for name, value in {"code": code, **more}.items():
        template = template.replace("{" + name + "}", value)
    return template


def article_id(seed: Seed, code: str) -> str:
    """Return the one id of a code: `NW` and 18 digits for Eastmoney."""
    return fill(seed.identity.id, code) if seed.identity else ""


def canonical_link(link: str) -> str:
    """Return a link that names its article and nothing else: tracking goes, ids in the query stay.

    >>> canonical_link("HTTPS://News.Example.com:443/a.html?id=7&utm_source=x#top")
    'https://news.example.com/a.html?id=7'
    """
    parts = urlsplit(link.strip())
    host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    default = {"http": 80, "https": 443}.get(parts.scheme.lower())
    port = f":{parts.port}" if parts.port and parts.port != default else ""
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(k)]
    return urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", urlencode(sorted(kept)), ""))


def link_id(link: str) -> str:
    """Return the id of an article that has no code of its source's: host and a hash of its canonical link."""
    canonical = canonical_link(link)
    host = (urlsplit(canonical).hostname or "page").removeprefix("www.")
    bare = canonical.split("://", 1)[-1]
    return f"{host}-{hashlib.sha256(bare.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def finish_title(text: str) -> str:
    """Return the title without what cannot be seen, blanks folded; every visible character stays."""
    return " ".join(unicodedata.normalize("NFC", INVISIBLE.sub(" ", text)).split())


def finish_identity(article: Article, seed: Seed | None) -> None:
    """Set id, source_url and title from their raw values."""
    code = code_of(seed, article.id_raw) if seed else ""
    if seed and seed.identity and code:
        article.id = article.id or article_id(seed, code)
        article.source_url = fill(seed.identity.link, code, id=article.id, link=article.link_raw)
        article.provenance["id"] = Provenance(article.id_raw, "the source's own code")
    elif article.link_raw or article.url:
        article.source_url = canonical_link(article.link_raw or article.url)
        article.id = article.id or link_id(article.source_url)
        article.provenance["id"] = Provenance(article.link_raw or article.url, "the canonical link")
    article.title = finish_title(article.title_raw)
    article.provenance["title"] = Provenance(article.title_raw, "as the source gives it")


@lru_cache(maxsize=64)
def _code_pattern(code: str, template: str) -> re.Pattern[str]:
    before, _, after = template.partition("{code}")
    whole = f"{re.escape(before)}(?P<code>{code}){re.escape(after)}"
    return re.compile(f"{whole}|(?P<bare>{code})", re.IGNORECASE)


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
