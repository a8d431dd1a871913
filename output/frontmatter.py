"""Front matter that every YAML reader takes for the same: the text between two `---` lines.

PyYAML (YAML 1.1) writes it, and Psych, Go's and JavaScript's readers (1.1, 1.2 and mixtures) read it;
they disagree about what `no`, `1e3`, `1,000`, `0o7` or `12:30` is. So text stays without quotes only
when it begins with a letter, is made of words, and is none of the words that mean something.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import yaml

from ingest.errors import WriteError
from output.quickyaml import MEANINGFUL, NotQuickError, Plain, is_words, read_quick, write_quick
from output.safety import clean_scalar

try:
    from yaml import CBaseLoader as TextLoader
    from yaml import CSafeDumper as FastDumper
    from yaml import CSafeLoader as FastLoader
except ImportError:  # PyYAML without libyaml writes the same, five times slower
    from yaml import BaseLoader as TextLoader  # type: ignore[assignment]
    from yaml import SafeDumper as FastDumper  # type: ignore[assignment]
    from yaml import SafeLoader as FastLoader  # type: ignore[assignment]


__all__ = ["Plain", "dump_front_matter", "reads_as", "yaml_lines"]

_STR = "tag:yaml.org,2002:str"
# Numbers, times, dates and symbols of YAML 1.1, 1.2 and Psych at the beginning of plain text.
_NUMBER = re.compile(
    r":|[-+]?(?:0x[0-9a-f_,]+|0[ob]?[0-7_,]+|(?:[0-9][0-9_,]*)?(?::[0-9]+)*(?:\.[0-9_,]*)?(?:e[-+]?[0-9]+)?|\.inf|\.nan)$"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\s]|$)|~$",
    re.IGNORECASE,
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FENCES = ("---", "...")
_WIDEST = 2**31 - 1  # libyaml holds the width in a C int


class _Dumper(FastDumper):
    """Text by the rule of this module."""


class _WideDumper(yaml.SafeDumper):
    r"""The same for text with emoji or rare characters, which libyaml writes as `\U…` only."""


class _Loader(FastLoader):
    """Reads back as YAML 1.1 does, but leaves times as the text they are."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Tell a node's kind as PyYAML does; the plain words of posts are mostly the same few."""
        if kind is not yaml.ScalarNode:
            return super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]  # of PyYAML
        return _kind_of_plain(value) if implicit[0] else _STR


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in FastLoader.yaml_implicit_resolvers.items()
}


@lru_cache(maxsize=1024)
def _kind_of_plain(text: str) -> str:
    resolvers = _Loader.yaml_implicit_resolvers
    known = resolvers.get(text[:1], []) + resolvers.get(None, [])
    return next((tag for tag, pattern in known if pattern.match(text)), _STR)


def _text_node(dumper: Any, text: str) -> Any:
    # Between double quotes PyYAML too writes an emoji as `\U…`; between single ones it shows it.
    quote = "'" if isinstance(dumper, _WideDumper) else '"'
    return dumper.represent_scalar(_STR, text, style=None if is_words(text) else quote)


def _plain_node(dumper: Any, text: Plain) -> Any:
    return dumper.represent_scalar(_STR, str(text))


for _dumper in (_Dumper, _WideDumper):
    _dumper.add_representer(str, _text_node)
    _dumper.add_representer(Plain, _plain_node)


def dump_front_matter(fields: Mapping[str, object]) -> str:
    r"""Front matter with its fences and a last line end, keys in the given order.

    Values are text, bool, int, and lists and mappings of these; text is cleaned to one printable line
    (see `clean_scalar`). What was written is parsed back and compared. Raises WriteError when it
    differs, or when a value is of another kind.

    >>> dump_front_matter({"title": "A: \"b\"", "tags": "谷物新闻"})
    '---\ntitle: "A: \\"b\\""\ntags: 谷物新闻\n---\n'
    """
    cleaned = {key: _cleaned(key, value) for key, value in fields.items()}
    text = yaml_lines(cleaned)
    if text.startswith(_FENCES) or any(f"\n{fence}" in text for fence in _FENCES):
        raise WriteError("front matter with a fence inside", raw=text, fix="report it, no value may begin a line")
    return f"---\n{text}---\n"


def yaml_lines(fields: Mapping[str, object]) -> str:
    """YAML of fields that are clean already, the quick way where they are ordinary.

    Raises WriteError when it doesn't read back as them.
    """
    if not fields:
        return ""
    try:
        text = write_quick(fields)
        if read_quick(text) == fields:
            return text
    except NotQuickError:
        pass
    text = _dumped(fields)
    try:
        read = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader without times
    except yaml.YAMLError as error:
        raise WriteError("front matter that YAML can't read back", raw=text) from error
    if read != fields:
        raise WriteError("front matter that reads back as something else", raw=text)
    return text


def _dumped(fields: Mapping[str, object]) -> str:
    text: str = yaml.dump(
        dict(fields),
        Dumper=_Dumper if _is_narrow(fields) else _WideDumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=_WIDEST,
    )
    return text


def reads_as(line: str, key: str, text: str) -> bool:
    """Whether every YAML reader takes a line made by hand for this key and this text.

    Jekyll drops a post whose category is a number, and Psych makes a symbol of a plain `:word`.
    """
    if _CONTROL.search(text):
        return False
    try:
        read = yaml.load(line, Loader=TextLoader)  # noqa: S506 - text alone
    except (yaml.YAMLError, UnicodeEncodeError):  # the latter from a lone surrogate
        return False
    plain = line.endswith(f" {text}")
    return bool(read == {key: text}) and not (plain and (_NUMBER.match(text) or text.lower() in MEANINGFUL))


def _cleaned(key: str, value: object) -> object:
    if type(value) is str:  # as most are
        return clean_scalar(value)
    match value:
        case str():
            return (Plain if isinstance(value, Plain) else str)(clean_scalar(value))
        case bool() | int():
            return value
        case Mapping():
            return {inner: _cleaned(f"{key}.{inner}", part) for inner, part in value.items()}
        case Sequence():
            return [_cleaned(key, part) for part in value]
    raise WriteError("front matter of an unknown kind", field=key, raw=value, fix="write it as text")


def _is_narrow(value: object) -> bool:
    """Whether libyaml prints every character; it doesn't beyond U+FFFF."""
    match value:
        case str():
            return value.isascii() or max(value) <= "\uffff"
        case dict():
            return all(map(_is_narrow, value.values()))
        case list():
            return all(map(_is_narrow, value))
    return True
