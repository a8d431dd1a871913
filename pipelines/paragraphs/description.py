"""The feed's digest, made a description: its words without the title before and the source behind."""

import re

from .drafts import lines_of, text_of
from .reading import read_paragraphs

_MARKUP = re.compile(r"[<&]")
_SOURCE = re.compile(r"(?P<end>[。！？!?.…”\"」』])?\s*[（(](?P<source>[^（）()，,。：:；;!?！？%％\n]{2,20})[）)]$")
_NO_SOURCE = re.compile(r"记者|記者|编辑|編輯|作者|单位|單位|[见見注完图圖]|\d{4}|^\d+$")


def read_description(digest: str, outlets: tuple[str, ...] = ()) -> str:
    """Return a digest's own words on one line, "" when it has none.

    A leading 【…】 goes by its bracket, as it need not equal the title. A closing （…） goes when it
    stands behind a finished sentence as a source does, or names one of the known `outlets`.

    >>> read_description("【雨停了】山里今天雨停了。（某某晚报）")
    '山里今天雨停了。'
    """
    if _MARKUP.search(digest):
        digest = " ".join(text_of(line) for line in lines_of(read_paragraphs(digest).blocks))
    text = " ".join(digest.split())
    if text.startswith("【"):
        text = text[_end_of_bracket(text) :].lstrip()
    found = _SOURCE.search(text)
    if found and (found["source"] in outlets or (found["end"] and not _NO_SOURCE.search(found["source"]))):
        text = text[: found.end("end") if found["end"] else found.start()]
    return text


def _end_of_bracket(text: str) -> int:
    """Return where the bracket that opens the text has closed, 0 if it never does."""
    depth = 0
    for at, character in enumerate(text):
        depth += {"【": 1, "】": -1}.get(character, 0)
        if not depth:
            return at + 1
    return 0
