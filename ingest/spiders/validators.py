"""Remembers each feed's ETag or Last-Modified in `STATE_DIR/feeds.json`, so that an unchanged feed costs one 304."""

import hashlib
import json
from pathlib import Path

from ingest.seeds import Feed
from output.writer import write_atomic


class Validators:
    """The validators of one STATE_DIR. What cannot be read is as good as nothing: all is asked for again."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "feeds.json"
        try:
            self._known: dict[str, str] = {**json.loads(self.file.read_text(encoding="utf-8"))}
        except (OSError, ValueError, TypeError, RecursionError):
            self._known = {}

    def get(self, source: str, name: str, feed: Feed) -> str:
        """Return the validator of a feed's answer that was noted in full, "" when there is none."""
        return str(self._known.get(_key(source, name, feed), ""))

    def keep(self, source: str, name: str, feed: Feed, validator: str) -> None:
        """Remember (or with "" forget) an answer's validator, after all that it names has been noted."""
        others = {key: text for key, text in self._known.items() if not key.startswith(f"{source}/{name} ")}
        known = {**others, _key(source, name, feed): validator} if validator else others
        if known != self._known:
            self._known = known
            content = json.dumps(known, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "replace")
            write_atomic(self.file, content, root=self.file.parent)


def _key(source: str, name: str, feed: Feed) -> str:
    """Return what a validator is kept under: a feed whose seed was changed is asked for all again."""
    return f"{source}/{name} {hashlib.sha256(feed.model_dump_json().encode()).hexdigest()[:16]}"
