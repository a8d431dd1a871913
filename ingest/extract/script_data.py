"""What a page's scripts say of its article in plain assignments.

WeChat, and many Chinese publishing systems, fill the shown time and account by script; the values
stand in the page as `var ct = "1650000000"` or `"publishTime":"2026-03-01 09:19:00"`.
"""

import json
import re
from html import unescape
from urllib.parse import unquote

from lxml.html import HtmlElement

from ingest.extract.document import squeeze, text_of
from ingest.extract.findings import Field, Finding

_VALUE = r"""["']?\s*[:=]\s*(?:(?:html|Js)Decode\()?\s*["']?"""
_TIME = (
    r"(1[0-9]{9}(?:[0-9]{3})?(?![0-9])|20[0-9]{10}(?:[0-9]{2})?(?![0-9])"
    r"|(?:19|20)[0-9]{2}[-/年][0-9]{1,2}[-/月][0-9]{1,2}[^\"'<>,;}]{0,20})"
)
_PUBLISHED = (
    r"(?:ct|publish_?time|pub_?time|ptime|publish_?date|pub_?date|(?:ori_?)?create_?time|show_?time|issue_?time"
    r"|published_?(?:at|time|date|on)|date_?published|display_?time|release_?(?:date|time)|input_?time"
    r"|(?:article|news|page|first|original)_?(?:(?:publish(?:ed)?|publication|pub)_?)?(?:date|time|at))"
)
# Whole names only, most telling first.
_NAMES: tuple[tuple[Field, str], ...] = (
    ("published", _PUBLISHED),
    ("modified", r"(?:modify_?time|update_?time|last_?modify(?:_?time)?)"),
)
# The values are looked for and then what stands before them: numbers are rarer in scripts than words.
_TIMES = re.compile(rf"(?<![0-9.]){_TIME}")
_KEYS = [(field, re.compile(rf"""(?<![\w.]){name}{_VALUE}$""", re.IGNORECASE)) for field, name in _NAMES]
_KEY_CHARS = 60
_ASSIGNING = frozenset(":=e")  # the last of them ends `htmlDecode(`
_ATTRIBUTE = re.compile(r"data-(?:publish|pub)_?-?(?:time|date)", re.IGNORECASE)
_ACCOUNT = re.compile(r"""\bvar\s+nickname\s*=\s*(?:htmlDecode\()?["']([^"']{1,60})["']""")
_ACCOUNT_NODES = (
    ".//*[@id='js_name']",
    ".//*[contains(concat(' ', @class, ' '), ' profile_nickname ')]",
    ".//*[contains(concat(' ', @class, ' '), ' account-name ')]",
)
_MOST_CHARS = 400_000
# A writer's key in a framework's state; of many articles' there the one that stands nearest to the headline.
_PERSON = re.compile(
    r""""(?:authors?|author_?names?|writers?|reporters?|byline)"\s*:\s*\[?\s*"((?:[^"\\<>]|\\u[0-9a-f]{4}){2,60})\"""",
    re.IGNORECASE,
)
_SHORTEST_HEADLINE = 6
# A text, and the title beside it, of a page that is built by its script alone.
_PROSE = re.compile(r"""(?i:"(?:content|body|text|html|detail|\w{1,12}content)")\s*:\s*"(?=[^"]{200})""")
_TITLE = re.compile(
    r""""(?i:title|headline|\w{1,12}_?title)"\s*:\s*"((?:[^"\\]|\\["\\/nrt]|\\u[0-9a-fA-F]{4}){6,200})\""""
)
_LEAST_SHOWN = 300  # characters of a page that is more than a frame
_NEAR_HEADLINE = 2_000  # characters on either side of the headline within one article's data
_FIELD = re.compile(rf"{_PUBLISHED}(?: {_PUBLISHED})?", re.IGNORECASE)
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_LONGEST = 40  # characters of a time in a hidden field


def by_script_data(tree: HtmlElement) -> list[Finding]:
    """Return times and the public account's name from assignments in scripts, the first of each."""
    found = _attributes(tree) or _fields(tree)
    headline = next((text for node in tree.iter("h1") if (text := text_of(node))), "")
    root = tree.find(".//body")
    empty = not headline and root is not None and len(text_of(root)) < _LEAST_SHOWN
    for script in tree.iter("script"):
        text = (script.text or "")[:_MOST_CHARS]
        if not text or "ld+json" in (script.get("type") or ""):
            continue
        if text.lstrip().startswith("%7B"):  # JSON that is quoted like an address
            text = unquote(text)
        have = {item.field for item in found}
        found += [item for item in _times(text, _place_of(headline, text)) if item.field not in have]
        if match := _ACCOUNT.search(text):
            found += _account(unescape(match.group(1)))
        found += _writer(text, headline) if headline else _title(text) if empty else []
    for path in _ACCOUNT_NODES:
        for node in tree.iterfind(path) if "contains" not in path else tree.xpath(path):
            found += _account(text_of(node))
    return found


def _times(text: str, headline: int) -> list[Finding]:
    """Return the times that a script assigns: of each kind the one nearest to the headline's place, else the first."""
    found: dict[Field, tuple[int, str]] = {}
    for match in _TIMES.finditer(text):
        before = text[max(0, match.start() - _KEY_CHARS) : match.start()]
        if before.rstrip("\"' (")[-1:] not in _ASSIGNING:  # the thousands of a chart
            continue
        away = abs(match.start() - headline) if headline >= 0 else match.start()
        for field, key in _KEYS:
            if key.search(before) and (field not in found or away < found[field][0]):
                found[field] = away, match.group(1).strip()
    return [Finding(field, value, "script") for field, (_, value) in found.items()]


def _title(text: str) -> list[Finding]:
    """Return the title that a script keeps beside a long text: the page that it builds shows nothing yet."""
    prose = _PROSE.search(text)
    if prose is None:
        return []
    near = min(_TITLE.finditer(text), key=lambda match: abs(match.start() - prose.start()), default=None)
    return [Finding("title", squeeze(json.loads(f'"{near[1]}"', strict=False)), "script")] if near else []


def _place_of(headline: str, text: str) -> int:
    """Return where a script holds the page's headline, or -1."""
    spelt = (json.dumps(headline, ensure_ascii=plain)[1:-1] for plain in (False, True))
    return max((text.find(form) for form in spelt), default=-1) if len(headline) >= _SHORTEST_HEADLINE else -1


def _writer(text: str, headline: str) -> list[Finding]:
    """Return the writer that a script names beside the page's headline."""
    at = _place_of(headline, text)
    if at < 0:
        return []
    start, end = max(0, at - _NEAR_HEADLINE), at + len(headline) + _NEAR_HEADLINE
    near = min(_PERSON.finditer(text, start, end), key=lambda match: abs(match.start() - at), default=None)
    return [Finding("authors", json.loads(f'"{near[1]}"'), "script")] if near else []


def _attributes(tree: HtmlElement) -> list[Finding]:
    """Return the time that the page's outermost elements keep in an attribute (`<html data-publishtime=…>`)."""
    outer = [tree.getroottree().getroot(), tree.find(".//body")]
    named = [pair for node in outer if node is not None for pair in node.attrib.items()]
    return [Finding("published", value.strip(), "script") for name, value in named if _ATTRIBUTE.fullmatch(str(name))][
        :1
    ]


def _fields(tree: HtmlElement) -> list[Finding]:
    """Return the time that a hidden field keeps, its clock perhaps in a field of its own."""
    kept: list[str] = []
    for node in tree.iter("input", "textarea"):
        value = squeeze(node.get("value") if node.tag == "input" else node.text)
        named = f"{node.get('id') or node.get('name') or ''} {node.get('class') or ''}".replace("-", "_").strip()
        if value and len(value) < _LONGEST and _FIELD.fullmatch(named):
            kept.append(value)
    times = [value for value in kept if re.fullmatch(_TIME, value)]
    clocks = [value for value in kept if _CLOCK.fullmatch(value)]
    day = times[0] if times else ""
    return [Finding("published", f"{day} {clocks[0]}" if clocks and ":" not in day else day, "script")] if day else []


def _account(name: str) -> list[Finding]:
    """Return a public account's name as outlet, and as author of last resort."""
    name = squeeze(name)
    return [Finding("outlet", name, "account"), Finding("authors", name, "account")] if 0 < len(name) < 40 else []
