"""The checks on what a seed says: each returns the text it was given, or raises ValueError with what would mend it."""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import jmespath
from cssselect import SelectorError
from jmespath.exceptions import JMESPathError
from jmespath.functions import Functions
from parsel.csstranslator import HTMLTranslator

RAW_FIELDS = frozenset({"code", "title", "published", "modified", "outlet", "authors", "digest", "link", "body"})
Named = TypeVar("Named", bound=Collection[str])


def true_or_false(value: object) -> object:
    """Take `true` and `false` alone, of all the words that YAML knows for them."""
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise ValueError("write true or false")


def zone(value: str) -> str:
    """Check the name of a time zone."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("write a name of the tz database, such as Asia/Shanghai") from error
    return value


def expression(value: str) -> str:
    """Check a JMESPath expression, with the names of its functions, which JMESPath itself only checks on use."""
    try:
        parsed = jmespath.compile(value).parsed
        unknown = [name for name in _functions(parsed) if name not in Functions.FUNCTION_TABLE]
    except (JMESPathError, RecursionError) as error:
        raise ValueError(f"not a JMESPath expression ({_first_line(error)})") from error
    if unknown:
        raise ValueError(f"JMESPath has no function {unknown[0]}()")
    return value


def code_pattern(value: str) -> str:
    """Check a regular expression for codes; it is used inside larger ones, so it brings no names and no flags."""
    try:
        re.compile(value)
        re.compile(f"(?P<code>{value})|(?P<bare>{value})", re.ASCII | re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"not a regular expression that can stand inside another ({_first_line(error)})") from error
    return value


def pattern(value: str) -> str:
    """Check a regular expression that is searched for in links."""
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"not a regular expression ({_first_line(error)})") from error
    return value


def selector(value: str) -> str:
    """Check a CSS selector; `::text` and `::attr(…)` are allowed."""
    try:
        HTMLTranslator().css_to_xpath(value)
    except (SelectorError, RecursionError) as error:
        raise ValueError(f"not a CSS selector ({_first_line(error)})") from error
    return value


def id_template(value: str) -> str:
    """Check the form of ids, which become file names."""
    if not re.fullmatch(r"[A-Za-z0-9._-]*\{code\}[A-Za-z0-9._-]*", value):
        raise ValueError("write {code} once, with nothing but letters, digits, `.`, `_` and `-` beside it")
    return value


def address(*known: str) -> Callable[[str], str]:
    """Return the check of an address that may hold these placeholders."""

    def check(value: str) -> str:
        unknown = sorted(set(re.findall(r"\{(\w*)\}", value)) - set(known))
        if unknown:
            names = ", ".join(f"{{{name}}}" for name in known) or "none"
            raise ValueError(f"unknown placeholder {{{unknown[0]}}}; known here: {names}")
        if value == "{link}" and "link" in known:
            return value
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", value):
            raise ValueError("write a whole http or https address")
        return value

    return check


def host_pattern(value: str) -> str:
    """Check a host in which `*` stands for any text."""
    if not re.fullmatch(r"[\w.*-]+", value):
        raise ValueError("write the host alone, without scheme, port and path; `*` stands for any text")
    return value


def path_pattern(value: str) -> str:
    """Check a path in which `*` stands for any text and `{code}` for the code."""
    if not re.fullmatch(r"[/*][^?#\s{}]*(\{code\}[^?#\s{}]*)?", value):
        raise ValueError("write a path that begins with / or *, with {code} at most once and no other placeholder")
    return value


def known_fields(value: Named) -> Named:
    """Check the names of an article's raw fields."""
    unknown = sorted(set(value) - RAW_FIELDS)
    if unknown:
        raise ValueError(f"unknown {', '.join(unknown)}; known are {', '.join(sorted(RAW_FIELDS))}")
    return value


def known_selectors(value: Named) -> Named:
    """Check the names of what selectors may find: an article's raw fields, and `drop` for what is taken out."""
    known_fields([name for name in value if name != "drop"])
    return value


def _functions(parsed: Any) -> Iterator[str]:
    if parsed["type"] == "function_expression":
        yield parsed["value"]
    for child in parsed["children"]:
        if isinstance(child, dict) and "type" in child:
            yield from _functions(child)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
