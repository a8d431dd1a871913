"""Outlets' slugs in Redis: the same as `output/slugs.py`, given once whoever asks first."""

from collections.abc import Mapping
from pathlib import Path

from ingest.cluster.scripts import SLUG
from ingest.cluster.server import Server, text
from output.slugs import SlugRegistry


class RedisSlugs(SlugRegistry):
    """See SlugRegistry; the memory is the server's, so that two workers never give one slug to two outlets."""

    def __init__(self, server: Server, fixed: Mapping[str, str] | None = None) -> None:
        self._server = server
        super().__init__(Path(), fixed)

    def _load(self) -> dict[str, str]:
        found = self._server.ask("HGETALL", self._server.key("slugs"))
        pairs = found.items() if isinstance(found, dict) else zip(found[::2], found[1::2], strict=True)
        return {text(outlet): text(slug) for outlet, slug in pairs}

    def _give(self, outlet: str) -> str:
        """Return the slug that this outlet has got, by this worker or by another."""
        while True:
            wished = self._free(outlet)
            given = self._server.run(SLUG, outlet, wished, wished.lower())
            if given:
                return text(given)
            self._slugs = self._load()
