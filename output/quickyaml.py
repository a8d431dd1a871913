"""The quick way to write front matter: what is ordinary, as PyYAML would write it, at a tenth of the cost.

Ordinary are words, quoted text of one printable line, times, whole numbers and booleans, in one mapping, in
mappings or lists of it, and in lists of mappings. All else raises NotQuickError and is PyYAML's to write. Tests
hold that both write the same bytes, and that PyYAML reads them back as `read_quick` does.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any


class Plain(str):
    """Text that a reader shall take for what it looks like (a time), so it isn't quoted for that."""

    __slots__ = ()


class NotQuickError(Exception):
    """A value that PyYAML had better write itself."""


# Groups repeat by `*`, never by `*+`: Python before 3.11.5 misreads the latter.
_WORDS = re.compile(r"[^\W\d_][\w-]*+(?: [\w-]++)*")
# YAML 1.1 booleans and nulls, and what lenient readers make of such words.
MEANINGFUL = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nil", "none", "nan", "inf"})
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}")
_WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]*+")
_QUOTED = re.compile(r'(?:[^"\\\n]|\\["\\])*')
_BEYOND = re.compile("[\U00010000-\U0010ffff]")  # what libyaml writes as `\U…` only


def is_words(text: str) -> bool:
    """Whether every YAML reader takes text for itself when it stands without quotes."""
    return bool(_WORDS.fullmatch(text)) and text.lower() not in MEANINGFUL


def write_quick(fields: Mapping[str, object]) -> str:
    """Write fields as YAML; raises NotQuickError where one is not ordinary."""
    return "".join([_entry(key, value) for key, value in fields.items()])


def read_quick(text: str) -> dict[str, object]:
    """Read back what `write_quick` has written; raises NotQuickError for all else."""
    read: dict[str, Any] = {}
    inner: dict[str, object] = {}
    top = ""
    for line in text.removesuffix("\n").split("\n"):
        mark = line[:2]
        if mark == "- ":
            item = line[2:]
            is_text = item.startswith('"') or ": " not in item
            inner = {} if is_text else dict([_read_entry(item)])
            read[top] = [*(read.get(top) or ()), _read_scalar(item) if is_text else inner]
        elif mark == "  ":
            key, inner[key] = _read_entry(line[2:])
            read[top] = read.get(top) or inner
        elif line.endswith(":") and _is_key(line[:-1]):
            top, inner = line[:-1], {}
            read[top] = None
        else:
            key, read[key] = _read_entry(line)
    return read


def _entry(key: str, value: object, indent: str = "") -> str:
    if not _is_key(key):
        raise NotQuickError
    if isinstance(value, dict) and value and not indent:
        return f"{key}:\n" + "".join([_entry(name, part, "  ") for name, part in value.items()])
    if isinstance(value, list) and value and not indent:
        return f"{key}:\n" + "".join([_item(item) for item in value])
    return f"{indent}{key}: {_scalar(value)}\n"


def _item(value: object) -> str:
    if not isinstance(value, dict) or not value:
        return f"- {_scalar(value)}\n"
    return f"-{''.join([_entry(name, part, '  ') for name, part in value.items()])[1:]}"


def _scalar(value: object) -> str:
    if type(value) is str:
        if not value.isprintable() or _BEYOND.search(value):
            raise NotQuickError
        if is_words(value):
            return value
        if "\\" in value or '"' in value:
            value = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{value}"'
    if type(value) is bool or type(value) is int:
        return str(value).lower()
    if type(value) is not Plain or not _TIME.fullmatch(value):
        raise NotQuickError
    return str(value)


@lru_cache(maxsize=256)
def _is_key(key: str) -> bool:
    return key.isascii() and is_words(key)


def _read_entry(line: str) -> tuple[str, object]:
    key, colon, written = line.partition(": ")
    if not colon or not _is_key(key):
        raise NotQuickError
    return key, _read_scalar(written)


def _read_scalar(written: str) -> object:
    if written.startswith('"'):
        text = written[1:-1]
        if not written.endswith('"') or not _QUOTED.fullmatch(text):
            raise NotQuickError
        return re.sub(r"\\(.)", r"\1", text) if "\\" in text else text
    if is_words(written) or _TIME.fullmatch(written):
        return written
    if written not in {"true", "false"} and not _WHOLE_NUMBER.fullmatch(written):
        raise NotQuickError
    return int(written) if written[-1].isdigit() else written == "true"
