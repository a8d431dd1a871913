"""Reads a seed file into a Seed, and reports every fault of every file at once."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ingest.errors import SeedError
from ingest.seeds.model import Seed
from ingest.seeds.plain_yaml import read_plain

MOST_BYTES = 100_000
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
RESERVED = frozenset({"article"})
SHOWN = 80

FIXES = {
    "date_from_datetime_parsing": "write a day, such as 2026-01-31",
    "date_parsing": "write a day, such as 2026-01-31",
    "dict_type": "write keys and values below it",
    "extra_forbidden": "no such key here; look for a typing error",
    "float_parsing": "write a number",
    "int_from_float": "write a whole number",
    "int_parsing": "write a whole number",
    "int_parsing_size": "write a whole number",
    "missing": "this key must be there",
    "model_attributes_type": "write keys and values below it",
    "model_type": "write keys and values below it",
    "string_too_short": "write a text",
    "string_type": "write a text",
    "tuple_type": "write a list",
    "union_tag_invalid": "its kind is json or page",
    "union_tag_not_found": "say its kind: json or page",
}
FEED_KINDS = "its kind is feed, json, listing or sitemap"


def read_seed(path: Path) -> Seed:
    """Read one seed file.

    Raises SeedError with all its faults, each as `file: key: what was found; what would fix it`.
    """
    faults = [f"file name: {fault}"] if (fault := name_fault(path.stem)) else []
    try:
        content, repeated = _content(path)
    except (yaml.YAMLError, UnicodeDecodeError, OSError, _UnreadableError) as error:
        faults.append(f"cannot be read: {_told(error)}")
        raise SeedError([f"{path.name}: {fault}" for fault in faults]) from error
    faults += [*repeated, *_contradictions(content)]
    try:
        seed = Seed.model_validate({**content, "name": path.stem})
    except ValidationError as error:
        faults += [_worded(fault) for fault in error.errors()]
        raise SeedError([f"{path.name}: {fault}" for fault in faults]) from error
    if faults:
        raise SeedError([f"{path.name}: {fault}" for fault in faults])
    return seed


def name_fault(name: str) -> str:
    """Return what is wrong with a source's name, which is its file's, "" when nothing is."""
    fit = NAME.fullmatch(name) and name not in RESERVED
    return "" if fit else f"found {_shown(name)}; use a-z, 0-9 and hyphens, and not 'article'"


def read_seeds(folder: Path) -> dict[str, Seed]:
    """Read all seed files of a folder, in the order of their file names; SeedError has the faults of all."""
    if not folder.is_dir():
        raise SeedError([f"{folder}: no such folder; set SEEDS_DIR to the folder of source definitions"])
    seeds: dict[str, Seed] = {}
    faults: list[str] = []
    stems: set[str] = set()
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.stem in stems:
            faults.append(f"{path.name}: a second file for {path.stem!r}; keep one")
            continue
        stems.add(path.stem)
        try:
            seeds[path.stem] = read_seed(path)
        except SeedError as error:
            faults.extend(error.faults)
    if faults:
        raise SeedError(faults)
    return seeds


class _UnreadableError(Exception):
    """A file that is readable YAML and no seed all the same."""


def _content(path: Path) -> tuple[dict[str, Any], list[str]]:
    if path.exists() and not path.is_file():
        raise _UnreadableError("it is no file; keep files alone in this folder")
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _UnreadableError(f"it is larger than {MOST_BYTES} bytes; a seed is a page of text")
    parts, repeated = read_plain(content.decode("utf-8"))
    if not isinstance(parts, dict):
        raise _UnreadableError("it has no keys and values at the top level; see docs/new-source.md")
    return parts, repeated


def _told(error: Exception) -> str:
    match error:
        case yaml.MarkedYAMLError(problem=problem, problem_mark=mark, context=context) if mark:
            about = ", ".join(part for part in (problem, context) if part)
            return f"line {mark.line + 1}, column {mark.column + 1}: {about}; mend the YAML there"
        case UnicodeDecodeError():
            return f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"
        case OSError():
            return error.strerror or type(error).__name__
    return " ".join(str(error).replace('in "<unicode string>", ', "").split())


def _contradictions(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield what one key says of another; read from the raw content, as either may have faults of its own."""
    if "name" in content:
        yield "name: no such key here; the file's name is the source's name"
    yield from _nameless(content)
    steps = content.get("article")
    if not isinstance(steps, Mapping):
        return
    for key in ("links", "feeds"):
        part = content.get(key)
        for name, one in part.items() if isinstance(part, Mapping) else enumerate(part or ()):
            via = one.get("via") if isinstance(one, Mapping) else None
            if via and (not isinstance(via, str) or via not in steps):
                yield f"{key}.{name}.via: found {_shown(via)}; name a step of article: {', '.join(steps)}"


def _nameless(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield what cannot name its article: by a code where the source has any, by the link else."""
    links, feeds = content.get("links"), content.get("feeds")
    forms = [form if isinstance(form, Mapping) else {} for form in links or ()]
    coded = ["{" in str(form.get("path")) or "query" in form for form in forms]
    if content.get("identity"):
        for number, has in enumerate(coded):
            if not has:
                yield f"links.{number}: name the code's place once: {{code}} in path, or a query parameter"
        return
    if any(coded):
        yield "identity: links with a code need it; say what makes an article one article"
    for name, feed in feeds.items() if isinstance(feeds, Mapping) else ():
        fields = feed.get("fields", {"link": ""}) if isinstance(feed, Mapping) else {"link": ""}
        if isinstance(fields, Mapping) and "link" not in fields:
            yield f"feeds.{name}.fields: without `identity` the link names the article; give `link`"


def _worded(fault: Any) -> str:
    loc = fault["loc"]
    if loc[0] in ("article", "feeds") and len(loc) > 2:
        loc = (*loc[:2], *loc[3:])  # pydantic puts the kind between a step's or feed's name and its keys
    where = ".".join(map(str, loc)) or "the whole"
    found = fault.get("ctx", {}).get("tag") or fault["input"]
    shown = "" if fault["type"] == "missing" or isinstance(found, Mapping) else f"found {_shown(found)}; "
    kinds = FEED_KINDS if loc[0] == "feeds" and fault["type"] == "union_tag_invalid" else ""
    fix = kinds or FIXES.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
    return f"{where}: {shown}{fix}"


def _shown(found: object) -> str:
    text = repr(found)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
