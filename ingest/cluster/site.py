"""What decides the tree, told by the run that leads, so that a worker that would write another one is refused.

Two hosts may see one folder by different names, so a folder is known by a mark in it, seeds and program by their
content. What only the run that leads reads (KEEP_DAYS, FEED_SIZE, SITE_URL …) may differ.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, NamedTuple

from scrapy.settings import BaseSettings

from ingest.cluster.server import Server, pairs, text
from ingest.errors import UsageError
from output.writer import write_atomic

DECIDING: Final = ("PROFILE_OPTIONS", "FIXED_SLUGS", "WITHDRAWN", "RECHECK_HOURS")
MARK: Final = "queue"  # the file in STATE_DIR that all hosts see when they see one folder
ROOMS: Final = ("ingest", "pipelines", "output")


class Part(NamedTuple):
    """One thing that decides the tree: what is compared, and how it is told."""

    value: str
    shown: str


class Site:
    """The tree that this process would write, against the one that the run that led last writes.

    `digest` names what is agreed on, "" before that.
    """

    def __init__(self, server: Server, settings: BaseSettings, output: Path, state: Path) -> None:
        self._server, self._settings = server, settings
        self._output, self._state = output, state
        self.digest = ""

    def publish(self) -> None:
        """Tell it as the run that leads; raises WriteError."""
        mark = self._state / MARK
        if not _mark(mark):
            write_atomic(mark, secrets.token_hex(8).encode() + b"\n", root=self._state)
        ours = self._parts()
        self.digest = _digest(ours)
        self._server.ask("HSET", self._server.key("site"), "digest", self.digest, "parts", json.dumps(ours))

    def agree(self) -> bool:
        """Whether a run has led, and writes what this process would; raises UsageError that names what differs."""
        found = {
            text(name): text(value) for name, value in pairs(self._server.ask("HGETALL", self._server.key("site")))
        }
        if not found:
            return False
        if found["digest"] != self.digest:
            ours = self._parts()
            theirs = {name: Part(*part) for name, part in json.loads(found["parts"]).items()}
            differing = [name for name in {**theirs, **ours} if _value(ours, name) != _value(theirs, name)]
            if differing:
                told = (f"{name} is {_shown(ours, name)} here, {_shown(theirs, name)} there" for name in differing)
                fix = "start it with the same settings, seeds and program, on the same folders"
                what = f"not the tree of the run that leads ({'; '.join(told)})"
                raise UsageError(what, url=self._server.name, fix=fix)
            self.digest = found["digest"]
        return True

    def _parts(self) -> dict[str, Part]:
        profile, seeds = str(self._settings["PROFILE"]), Path(self._settings["SEEDS_DIR"])
        own = Path(profile)
        shown = f"{version_of_program()} "
        code = _content(path for room in ROOMS for path in _files(room))
        plants = _content(seeds.glob("*.yaml"))
        return {
            "PROFILE": Part(_content([own]) if own.suffix in (".yaml", ".yml") else profile, profile),
            **{name: Part(*[_plain(self._settings[name])] * 2) for name in DECIDING},
            "SEEDS_DIR": Part(plants, f"{seeds} ({plants[:8]})"),
            "STATE_DIR": Part(_mark(self._state / MARK), str(self._state)),
            "OUTPUT_DIR": Part(os.path.relpath(self._output, self._state), str(self._output)),
            "program": Part(shown + code, f"{shown}({code[:8]})"),
        }


def version_of_program() -> str:
    """Return the version that is installed, "" where only files lie about."""
    try:
        return version("sharepress")
    except PackageNotFoundError:
        return ""


def _files(room: str) -> Iterable[Path]:
    """Return a room's modules and tables; none where they lie in an egg, whose version must do."""
    top = Path(__file__).parents[2] / room
    return (path for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _content(paths: Iterable[Path]) -> str:
    """Return a digest of files' names and bytes; of a missing one, of its name alone."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _digest(parts: Mapping[str, Part]) -> str:
    return hashlib.sha256(json.dumps({name: part.value for name, part in sorted(parts.items())}).encode()).hexdigest()


def _mark(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


def _plain(value: object) -> str:
    """Return a setting as one text, whether it came as JSON, as Python or as a number."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return str(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)


def _value(parts: Mapping[str, Part], name: str) -> str:
    return parts[name].value if name in parts else ""


def _shown(parts: Mapping[str, Part], name: str) -> str:
    return parts[name].shown if name in parts else "nothing"
