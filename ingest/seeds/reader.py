"""Reads a seed file into a Seed, and reports every fault of every file at once.

All scalars are kept as the text that stands in the file (YAML alone would read `no` as False and
`12:30` as 750), so a fault shows what its author wrote.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ingest.errors import SeedError
from ingest.seeds.model import Seed

RESERVED = frozenset({"article"})
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


FIXES = {
    "extra_forbidden": "no such key here; look for a typing error",
    "missing": "this key must be there",
    "int_parsing": "write a whole number",
    "float_parsing": "write a number",
    "string_type": "write a text",
    "dict_type": "write keys and values below it",
    "tuple_type": "write a list",
    "model_type": "write keys and values below it",
    "model_attributes_type": "write keys and values below it",
    "union_tag_not_found": "say its kind: json or page",
    "union_tag_invalid": "its kind is json or page",
    "literal_error": "not one of the allowed words",
}


def read_seed(path: Path) -> Seed:
    """Read one seed file.

    Raises SeedError with all its faults, each as `file: key: what was found; what would fix it`.
    """
    faults: list[str] = []
    if not NAME.fullmatch(path.stem) or path.stem in RESERVED:
        faults.append(f"file name: found {path.stem!r}; use a-z, 0-9 and hyphens, and not 'article'")
    try:
        content, repeated = _content(path.read_text(encoding="utf-8"))
        faults.extend(repeated)
        seed = Seed.model_validate({**content, "name": path.stem})
    except ValidationError as error:
        faults.extend(_worded(fault) for fault in error.errors())
        raise SeedError([f"{path.name}: {fault}" for fault in faults]) from error
    except (yaml.YAMLError, UnicodeDecodeError, OSError, TypeError) as error:
        faults.append(f"cannot be read: {' '.join(str(error).split())}")
        raise SeedError([f"{path.name}: {fault}" for fault in faults]) from error
    if faults:
        raise SeedError([f"{path.name}: {fault}" for fault in faults])
    return seed


def read_seeds(folder: Path) -> dict[str, Seed]:
    """Read all seed files of a folder, by name in alphabetical order; SeedError names the faults of all."""
    if not folder.is_dir():
        raise SeedError([f"{folder}: no such folder; set SEEDS_DIR to the folder of source definitions"])
    seeds: dict[str, Seed] = {}
    faults: list[str] = []
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.stem in seeds:
            faults.append(f"{path.name}: a second file for {path.stem!r}; keep one")
            continue
        try:
            seeds[path.stem] = read_seed(path)
        except SeedError as error:
            faults.extend(error.faults)
    if faults:
        raise SeedError(faults)
    return seeds


def _content(text: str) -> tuple[dict[str, Any], list[str]]:
    loader = _Loader(text)
    try:
        content = loader.get_single_data()
    finally:
        loader.dispose()
    if not isinstance(content, dict):
        raise TypeError("found no keys and values at the top level; see docs/new-source.md")
    return content, loader.repeated


class _Loader(yaml.SafeLoader):
    """Keeps every scalar as its text (the merge key `<<` alone has a meaning) and notes repeated keys."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.repeated: list[str] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002  # PyYAML's signature
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                self.repeated.append(f"{key.value}: given twice, again in line {line}; keep one")
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {"<": [("tag:yaml.org,2002:merge", re.compile("^<<$"))]}


def _worded(fault: Any) -> str:
    where = ".".join(str(part) for part in fault["loc"] if part not in ("json", "page")) or "the whole"
    found = fault["input"]
    shown = "" if fault["type"] == "missing" or isinstance(found, Mapping) else f"found {found!r}; "
    fix = FIXES.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
    return f"{where}: {shown}{fix}"
