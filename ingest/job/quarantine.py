"""Where an article waits that must not be published as it stands: its raw record, the reasons, the link."""

import json
from collections.abc import Sequence
from pathlib import Path

from ingest.article import Article, pack
from output.paths import safe_id
from output.writer import remove, write_atomic


def hold(folder: Path, article: Article, reasons: Sequence[str]) -> Path:
    """Write `<source>/<id>.json` below the folder and return its path."""
    path = folder / safe_id(article.source) / f"{safe_id(article.id or 'unknown')}.json"
    content = {
        "id": article.id,
        "link": article.source_url or article.link_raw or article.url,
        "reasons": list(reasons),
        "record": pack(article),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"
    write_atomic(path, text, root=folder)
    return path


def release(folder: Path, source: str, article_id: str) -> None:
    """Take an article out that was read whole; nothing happens when it was not in."""
    remove(folder / safe_id(source) / f"{safe_id(article_id)}.json", root=folder)
