"""An API's answer to raw fields: JSON, JSONP or `var x={…};`, mapped by JMESPath.

The seed says which key is which field; here only the wrapper is opened and every value becomes
text; a list or an object is no text, so it is refused and the reason kept. Two answers are told
apart: an empty list (nothing new), and one of another shape, `null` for the list included
(ReadError, so that the run says "broken").
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from ingest.errors import ReadError
from ingest.extract.decoding import decode

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

# `name(…)`, `name && name(…)`, `/**/name(…)`, `try{name(…)}catch(e){}`
_CALL = re.compile(
    r"^(?:/\*.*?\*/)?\s*(?:try\s*\{)?\s*(?:[\w.$]+\s*&&\s*)?[\w.$\[\]'\"]+\s*\(\s*(?=[{\[\"]|null|-?\d)", re.DOTALL
)
_CALL_END = re.compile(r"\s*\)\s*;?\s*(?:\}\s*catch\s*\(.{0,20}\)\s*\{.{0,40}\}\s*;?)?\s*$", re.DOTALL)
_VARIABLE = re.compile(r"^\s*(?:(?:var|let|const)\s+)?[\w.$\[\]'\"]+\s*=\s*(?=[{\[\"]|null|-?\d)")
_HTML = re.compile(r"^\s*<(?:!doctype|html|head|body|script|\?xml|!--)", re.IGNORECASE)
REFUSED = "refused"
"""The key under which mapped fields say which values were of the wrong type: `title: a list`, one a line."""
_KINDS = {list: "a list", dict: "an object", bool: "true or false"}
NAMING = ("code", "link")
"""The fields that say which article a record is of."""
_GUARDS = ("for(;;);", "for (;;);", "while(1);", ")]}',", ")]}'", "&&&START&&&")


def read_answer(body: bytes, *, fields: Mapping[str, str], wrapper: str = "") -> dict[str, str]:
    """Return the mapped fields of one object, each as text; a missing or null value is "".

    `fields` maps a field's name to a JMESPath expression. `wrapper` is a JMESPath expression that
    leads to the object the fields are read from; "" for the answer itself.
    Raises ReadError when the answer is no JSON, or when the wrapper leads nowhere.
    """
    answer = load_json(body)
    if wrapper:
        inner = _search(wrapper, answer)
        if inner is None:
            raise ReadError(
                _complaint(answer) or "the answer holds nothing",
                field=wrapper,
                raw=_shown(body),
                fix="the article is not there, or its endpoint has changed",
            )
        answer = inner
    return _mapped(answer, fields)


def read_items(body: bytes, *, items: str, fields: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the mapped fields of every item of a list.

    `items` is the JMESPath expression of the list. An empty list gives []; a single record in the
    list's place counts as a list of one, as some sources send it. Raises ReadError, with what was
    expected and what came, when the answer is no JSON, when no list stands there, and when nothing
    in the list is a record.
    """
    answer = load_json(body)
    found = _search(items, answer)
    if isinstance(found, dict) and any((one := _mapped(found, fields)).get(name) for name in NAMING):
        return [one]
    fix = "look at the answer and correct `items` in the seed, or the request's parameters"
    if not isinstance(found, list):
        told = _complaint(answer) if found is None else ""
        what = told or f"expected a list at `{items}`, found {_shape(found)}"
        raise ReadError(what, raw=_shown(body), fix=fix)
    records = [item for item in found if isinstance(item, dict | list)]
    if found and not records:
        raise ReadError(f"expected records in `{items}`, found {_shape(found[0])}", raw=_shown(body), fix=fix)
    return [_mapped(item, fields) for item in records]


def load_json(body: bytes) -> Json:
    """Return an answer's JSON with its wrapper (JSONP, `var x=`, a guard prefix) taken off.

    Raises ReadError that says what came instead: nothing, a web page, or plain text.
    """
    text = decode(body).strip().removeprefix("\ufeff")
    if not text:
        raise ReadError("the answer is empty", fix="try again later")
    for guard in _GUARDS:
        text = text.removeprefix(guard).lstrip()
    if _HTML.match(text):
        raise ReadError("a web page came instead of JSON", raw=_shown(body), fix="the address may be wrong or blocked")
    for bare in _unwrapped(text):
        try:
            return json.loads(bare, strict=False)  # type: ignore[no-any-return]
        except (ValueError, RecursionError):
            continue
    what = "plain text came instead of JSON" if text[0] not in "{[" else "the answer's JSON is broken"
    raise ReadError(what, raw=_shown(body), fix="try again later; if it stays so, the endpoint has changed")


def _unwrapped(text: str) -> list[str]:
    """Return the readings of an answer: as it is, without a call, without a variable."""
    readings = [text] if text[0] in '{["-0123456789nft' else []
    if match := _CALL.match(text):
        readings.append(_CALL_END.sub("", text[match.end() :]))
    if match := _VARIABLE.match(text):
        readings.append(text[match.end() :].rstrip().rstrip(";").rstrip())
    return readings


@lru_cache(maxsize=512)
def _compiled(expression: str) -> ParsedResult:
    """Compile a JMESPath expression once."""
    try:
        return jmespath.compile(expression)
    except JMESPathError as error:
        raise ReadError("the expression is no JMESPath", raw=expression, fix="correct it in the seed") from error


def _search(expression: str, value: Json) -> Json:
    """Return what an expression finds, None when nothing."""
    try:
        return _compiled(expression).search(value)  # type: ignore[no-any-return]
    except JMESPathError as error:
        raise ReadError(
            "the expression does not fit the answer", raw=expression, fix="correct it in the seed"
        ) from error


def _mapped(value: Json, fields: Mapping[str, str]) -> dict[str, str]:
    """Return every field as text; what is no text stands under REFUSED, a line a field, and its field is empty."""
    found: dict[str, str] = {}
    refused = []
    for name, expression in fields.items():
        part = _search(expression, value)
        if name == "authors" and isinstance(part, list):  # several people are several, one a line
            part = [one for one in part if one] if any(isinstance(one, dict | list) for one in part) else _lines(part)
        found[name] = text_of(part)
        if part and (kind := _KINDS.get(type(part))):
            refused.append(f"{name}: {kind}")
    return {**found, REFUSED: "\n".join(refused)} if refused else found


def _lines(parts: list[Json]) -> str:
    return "\n".join(filter(None, map(text_of, parts)))


def text_of(value: Json) -> str:
    """Return a JSON value as text: numbers lose no digit; null, and what is neither text nor number, is "".

    >>> text_of(3.0), text_of(None), text_of(202112172217019011), text_of(["a"])
    ('3', '', '202112172217019011', '')
    """
    if value is None or type(value) in _KINDS:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _shape(found: Json) -> str:
    """Word what stands where a list or a record is expected."""
    if isinstance(found, dict):
        return f"an object with {', '.join(list(found)[:5]) or 'nothing in it'}"
    words = {type(None): "nothing or null", bool: "true or false", str: "text", list: "a list"}
    return words.get(type(found), "a number")


def _complaint(answer: Json) -> str:
    """Return the answer's own message of failure, "" when it has none."""
    if isinstance(answer, dict):
        for key in ("message", "msg", "me", "error", "errmsg", "Message"):
            text = answer.get(key)
            if isinstance(text, str) and text:
                return f"the source answered with an error: {text}"
    return ""


def _shown(body: bytes) -> str:
    """Return the beginning of an answer for a message."""
    return decode(body[:600])[:200]
