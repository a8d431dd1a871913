"""What a page's scripts say of its article in plain assignments.

WeChat, and many Chinese publishing systems, fill the shown time and account by script; the values
stand in the page as `var ct = "1650000000"` or `"publishTime":"2026-03-01 09:19:00"`.
"""

import re
from html import unescape

from lxml.html import HtmlElement

from ingest.extract.document import squeeze, text_of
from ingest.extract.findings import Field, Finding

_VALUE = r"""["']?\s*[:=]\s*(?:(?:html|Js)Decode\()?\s*["']?"""
_TIME = r"(1[0-9]{9}(?:[0-9]{3})?|(?:19|20)[0-9]{2}[-/年][0-9]{1,2}[-/月][0-9]{1,2}[^\"'<>,;}]{0,20})"
_PUBLISHED = (
    r"(?:ct|publish_?time|pub_?time|ptime|publish_?date|pub_?date|(?:ori_?)?create_?time|show_?time|issue_?time"
    r"|published_?(?:at|time|date|on)|date_?published|display_?time|release_?(?:date|time)|input_?time)"
)
# Whole names only, most telling first.
_NAMES: tuple[tuple[Field, str], ...] = (
    ("published", _PUBLISHED),
    ("modified", r"(?:modify_?time|update_?time|last_?modify(?:_?time)?)"),
)
_PATTERNS = [(field, re.compile(rf"""(?<![\w.]){name}{_VALUE}{_TIME}""", re.IGNORECASE)) for field, name in _NAMES]
_ATTRIBUTE = re.compile(r"data-(?:publish|pub)_?-?(?:time|date)", re.IGNORECASE)
_ACCOUNT = re.compile(r"""\bvar\s+nickname\s*=\s*(?:htmlDecode\()?["']([^"']{1,60})["']""")
_ACCOUNT_NODES = (
    ".//*[@id='js_name']",
    ".//*[contains(concat(' ', @class, ' '), ' profile_nickname ')]",
    ".//*[contains(concat(' ', @class, ' '), ' account-name ')]",
)
_MOST_CHARS = 400_000


def by_script_data(tree: HtmlElement) -> list[Finding]:
    """Return times and the public account's name from assignments in scripts, the first of each."""
    found = _attributes(tree)
    for script in tree.iter("script"):
        text = (script.text or "")[:_MOST_CHARS]
        if not text or "ld+json" in (script.get("type") or ""):
            continue
        have = {item.field for item in found}
        for field, pattern in _PATTERNS:
            if field not in have and (match := pattern.search(text)):
                found.append(Finding(field, match.group(1).strip(), "script"))
        if match := _ACCOUNT.search(text):
            found += _account(unescape(match.group(1)))
    for path in _ACCOUNT_NODES:
        for node in tree.iterfind(path) if "contains" not in path else tree.xpath(path):
            found += _account(text_of(node))
    return found


def _attributes(tree: HtmlElement) -> list[Finding]:
    """Return the time that the page's outermost elements keep in an attribute (`<html data-publishtime=…>`)."""
    outer = [tree.getroottree().getroot(), tree.find(".//body")]
    named = [pair for node in outer if node is not None for pair in node.attrib.items()]
    return [Finding("published", value.strip(), "script") for name, value in named if _ATTRIBUTE.fullmatch(str(name))][
        :1
    ]


def _account(name: str) -> list[Finding]:
    """Return a public account's name as outlet, and as author of last resort."""
    name = squeeze(name)
    return [Finding("outlet", name, "account"), Finding("authors", name, "account")] if 0 < len(name) < 40 else []
