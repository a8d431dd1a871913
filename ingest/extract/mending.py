r"""Text that was decoded wrongly before it was sent: read as a Western encoding and saved as UTF-8.

`Ã©` for `é`, `â\x80\x99` for an apostrophe, `ÎÒÃÇ` for 我们. Only what turns back without loss is mended.
"""

import re

_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]{1,3}")
_CONTROL = re.compile("[\u0080-\u009f]")
_WESTERN = re.compile("[\u00a1-\u00ff\u0152-\u0178\u017d\u017e\u20ac]")
_HAN = re.compile("[\u4e00-\u9fff]")
_ENOUGH = 200


def mend(text: str, declared: tuple[str, ...]) -> str:
    """Return the text as it was meant; `declared` are the encodings that the page names.

    UTF-8 read as Latin-1 betrays itself by control characters that no text has. A page that names
    a Chinese encoding, is valid UTF-8, and shows Western letters in Chinese numbers was read as
    Latin-1 or Latin-9 on its way.
    """
    if _CONTROL.search(text):
        text = _TWICE.sub(_back, text)
    if not {"gb18030", "big5hkscs"} & set(declared) or len(_WESTERN.findall(text)) < _ENOUGH:
        return text
    if len(_HAN.findall(text)) * 10 > len(_WESTERN.findall(text)):
        return text
    best, most = text, _ENOUGH // 4
    for western in ("latin-1", "iso8859-15", "cp1252"):
        for chinese in declared:
            meant = text.encode(western, "replace").decode(chinese, "replace")
            worth = len(_HAN.findall(meant)) - 3 * meant.count("\ufffd") - 3 * (meant.count("?") - text.count("?"))
            if worth > most:
                best, most = meant, worth
    return best


def _back(match: re.Match[str]) -> str:
    """Return one character that was decoded as several, or these as they are."""
    try:
        return match.group().encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match.group()
