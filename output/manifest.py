"""`index.ndjson`: what a manifest's line says of an article; docs/manifest.md tells how to follow it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.article import Article
from output.safety import clean_scalar, safe_href

MANIFEST = "index.ndjson"
SAID = ("title", "published", "modified", "outlet", "category", "source_url", "language")
_LINE = re.compile(r'\{"seq":([1-9][0-9]{0,17}),(".*\})')


def facts_of(article: Article, category: str) -> dict[str, Any]:
    """Return what manifest and feeds say of a finished article: plain data, times with their own offset."""
    facts = {
        "title": clean_scalar(article.title),
        "published": article.published.isoformat() if article.published else "",
        "modified": article.modified.isoformat() if article.modified else "",
        "outlet": clean_scalar(article.outlet),
        "category": category,
        "source_url": safe_href(article.source_url),
        "language": article.language,
        "authors": [clean_scalar(author.name) for author in article.authors],
        "description": clean_scalar(article.description),
        "securities": [{"symbol": s.symbol, "name": clean_scalar(s.name)} for s in article.securities],
        "withdrawn": article.withdrawn,
    }
    return {key: value for key, value in facts.items() if value}


def body_of(article_id: str, facts: Mapping[str, Any], file: str, digest: str) -> str:
    """Return the manifest's words on an article whose file stands, a JSON object without its number."""
    told = {name: facts[name] for name in SAID if name in facts}
    return _json(
        {
            "id": article_id,
            "state": "withdrawn" if facts.get("withdrawn") else "published",
            "file": file,
            "hash": digest,
            "title": "",
            "outlet": "",
            **told,
            "securities": facts.get("securities", []),
        }
    )


def gone_body(article_id: str) -> str:
    """Return the manifest's words on an article whose file was removed."""
    return _json({"id": article_id, "state": "removed"})


def read_lines(content: bytes) -> Iterator[tuple[int, str, str]]:
    """Yield (seq, id, body) of each line of a manifest, as far as it is whole and its numbers grow."""
    last = 0
    for line in content.splitlines(keepends=True):
        try:
            match = _LINE.fullmatch(line.decode().removesuffix("\n"))
            article_id = json.loads(line)["id"] if match else None
        except (ValueError, KeyError):
            return
        if not match or not line.endswith(b"\n") or not isinstance(article_id, str) or int(match[1]) <= last:
            return
        last = int(match[1])
        yield last, article_id, "{" + match[2]


def _json(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
