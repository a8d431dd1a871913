"""Automatic keyword links: words that the source's own scripts have linked, and the codes in them.

They are unwrapped, as they split words without regard to meaning; the security or sector board that
they name is noted. Forms as Eastmoney's articles have them: classes `keytip`, `infokey` and
`em_stock_key_common`; ids `stock_…`, `bk_…`, `Info.…`; and empty `quote_…` spans behind.
"""

import re
from collections.abc import Mapping

QUOTE_IDS = ("bkquote_", "quote_")
_KEYWORD_IDS = ("Info.", "bk_", "stock_")
_KEYWORD_CLASS = re.compile(r"(?:^|\s)(?:em_stock_key_common|infokey|keytip)(?:\s|$)")
_SEPARATOR = re.compile(r"[,.|]")  # between market and code; a bare code says no market
_CODE = r"(\d{1,3}\.[A-Za-z0-9_.]{1,12})"
_CODE_IN_ID = re.compile(rf"(?:Info\.|bk_|stock_){_CODE}")
_CODE_IN_ADDRESS = re.compile(rf"//quote\.eastmoney\.com/(?:unify/)?r/{_CODE}")
_CODE_IN_CHART = re.compile(rf"[?&]nid={_CODE}")


def keyword_code(attributes: Mapping[str, str]) -> str | None:
    """Return the code of an automatic keyword, "" for one that names no security, None for no keyword."""
    identity = attributes.get("id", "")
    classes = attributes.get("class", "")
    if not identity.startswith(_KEYWORD_IDS) and not (classes and _KEYWORD_CLASS.search(classes)):
        return None
    code = attributes.get("data-code", "").strip()
    if _SEPARATOR.search(code):
        return code
    found = _CODE_IN_ID.fullmatch(identity) or _CODE_IN_ADDRESS.search(attributes.get("href", ""))
    return found[1] if found else code


def chart_code(attributes: Mapping[str, str]) -> str:
    """Return the code of the security whose chart an image is, or ""."""
    if code := attributes.get("data-code", "").strip():
        return code
    found = _CODE_IN_CHART.search(attributes.get("src", ""))
    return found[1] if found else ""
