"""HOST_OVERRIDES: a crawl against a replica writes the very files that a crawl of the source writes.

The download handler of `transport.py` carries it out, below everything else: robots rules, throttling,
redirects and the written files see the address that was asked for, never the replica's.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from ingest.errors import UsageError
from ingest.network.hosts import Place, place_of, read_place

_EVERY_HOST = Place("*", None)
_AFTER_HOST = re.compile(r"[^:/?#]+://[^/?#]*([^#]*)")
_FIX = 'write it like {"news.example": "http://127.0.0.1:8899"}, with "*" for every host'


@dataclass(frozen=True, slots=True)
class HostOverrides:
    """Which server is really asked, per place; a host with its port goes before the host, `*` is last."""

    origins: Mapping[Place, str] = field(default_factory=dict)

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Read the setting HOST_OVERRIDES, raising UsageError as `read_overrides` does."""
        return cls(read_overrides(settings.get("HOST_OVERRIDES")))

    def real_url(self, url: str) -> str | None:
        """Tell where a request for `url` really goes, path and query unchanged; None where that is `url`."""
        origin = self._origin(place_of(url), every_host=True)
        after_host = _AFTER_HOST.match(url)
        return None if origin is None or after_host is None else origin + after_host[1]

    def names(self, place: Place) -> bool:
        """Whether a place is named itself, not merely covered by `*`."""
        return self._origin(place, every_host=False) is not None

    @property
    def targets(self) -> frozenset[Place]:
        """The places that requests really go to; the guard lets them pass."""
        return frozenset(place_of(origin) for origin in self.origins.values())

    def _origin(self, place: Place, *, every_host: bool) -> str | None:
        keys = [place, Place(place.host, None), *([_EVERY_HOST] if every_host else [])]
        return next((self.origins[key] for key in keys if key in self.origins), None)


def read_overrides(value: object) -> dict[Place, str]:
    """Read a JSON object (or the mapping itself) into places and origins like `http://127.0.0.1:8899`.

    Raises UsageError for what is no JSON object, and for the first key or target that is no host or
    no bare http(s) origin: a target with a path of its own would change the path.
    """
    if isinstance(value, str):
        try:
            value = json.loads(value or "{}")
        except (json.JSONDecodeError, RecursionError) as error:
            raise _unusable("HOST_OVERRIDES is no JSON", value) from error
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise _unusable("HOST_OVERRIDES is no JSON object", value)
    return {_key(key): _target(target) for key, target in value.items()}


def _key(text: object) -> Place:
    if text == "*":
        return _EVERY_HOST
    try:
        return read_place(str(text))
    except ValueError as error:
        raise _unusable("HOST_OVERRIDES names no host", text) from error


def _target(text: object) -> str:
    try:
        parts = urlsplit(str(text))
        usable = (
            parts.scheme in {"http", "https"}
            and parts.hostname
            and "@" not in parts.netloc
            and not (parts.path.strip("/") or parts.query or parts.fragment)
        )
        if not usable:
            raise ValueError(text)  # noqa: TRY301  # joins urlsplit's own refusals
        return f"{parts.scheme}://{read_place(parts.netloc).netloc}"
    except ValueError as error:
        raise _unusable("HOST_OVERRIDES has a target that is no bare http address", text) from error


def _unusable(what: str, raw: object) -> UsageError:
    return UsageError(what, raw=raw, fix=_FIX)
