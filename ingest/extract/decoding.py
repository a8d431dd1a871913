"""Bytes to text in the encoding that they are really in.

Header, meta tag and bytes disagree often: a page moved from GBK to UTF-8 keeps its old meta tag, a
server adds one charset to everything. So a declaration is believed only when the bytes bear it out.
Labels are widened as the WHATWG Encoding Standard has it (gb2312 and gbk are GB18030, shift_jis is
Windows-31J, big5 has the Hong Kong characters).
"""

import codecs
import re

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    resolve_encoding,
)

from ingest.extract.mending import mend

# Tried when nothing declared fits, the commonest first: a tie goes to the earlier one.
FALLBACKS = ("utf-8", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1252")
# The scan is bounded: the first part of a page says what the rest is in.
_SAMPLE_BYTES = 400_000
_LATE_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
# Characters that running text of each script is full of; wrong decodings show almost none of them.
_COMMON = re.compile(
    "[的一是不了在有人我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "這國個說們為時會過學對後來發經與將關還ぁ-んア-ン이다는의에을가고를하은로지한기사도어서자리나시있、。，！？：；「」“”（）]"
)
_WRONG = re.compile("[\ufffd\ue000-\uf8ff\x80-\x9f]")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(html: bytes, content_type: str = "") -> str:
    """Return the page's text; never raises, unreadable bytes become U+FFFD.

    `content_type` is the response's header, as sent. A byte order mark wins, then valid UTF-8 with
    at least one character beyond ASCII, then the declaration (header before meta) that leaves
    hardly any broken character, then whichever encoding shows the most common characters.
    """
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if html.startswith(mark):
            return html.decode(name, "replace").removeprefix("\ufeff")
    sample = html[:_SAMPLE_BYTES]
    if not _HIGH.search(sample):
        if not _HIGH.search(html) and b"\x1b$" not in html:
            return html.decode("ascii", "replace")
        sample = html
    declared = _declared(html, content_type)
    if "iso2022_jp" in declared or "utf-16" in declared[:1]:
        return html.decode(declared[0], "replace")
    text = html.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if not broken or broken * 100 <= len(_HIGH.findall(sample)) // 3:
        return mend(text, tuple(declared))
    best = max(
        (*declared, *(name for name in FALLBACKS if name not in declared)),
        key=lambda name: _fitness(sample, name, declared=name in declared),
    )
    return html.decode(best, "replace")


def _declared(html: bytes, content_type: str) -> list[str]:
    """Return the declared encodings, header first, each once and only if Python knows it."""
    late = _LATE_META.search(html[:100_000])
    found = [
        http_content_type_encoding(content_type),
        html_body_declared_encoding(html),
        resolve_encoding(late.group(1).decode("ascii")) if late else None,
    ]
    names = [name for name in found if name and _is_text(name)]
    return list(dict.fromkeys("cp949" if name == "euc_kr" else name for name in names))


def _is_text(name: str) -> bool:
    """Tell text encodings from Python's byte transforms (`hex`, `rot13`) and its own escapes."""
    try:
        return isinstance(b"a".decode(name, "replace"), str) and name not in {"unicode-escape", "raw-unicode-escape"}
    except (LookupError, ValueError, TypeError):
        return False


def _fitness(sample: bytes, name: str, *, declared: bool) -> float:
    """Score a decoding by its common characters against its broken ones; a declaration counts a little."""
    text = sample.decode(name, "replace")
    high = sum(1 for char in text if char > "\x7f") or 1
    wrong = len(_WRONG.findall(text))
    common = len(_COMMON.findall(text))
    return common / high - 10 * wrong / high + (0.15 if declared else 0.0)
