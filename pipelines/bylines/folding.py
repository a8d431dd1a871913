"""One spelling for reading: a copy of a line, character for character, that the grammars can be plain about.

The copy has exactly the length of the line, so every place found in it is a place of the source. Full-width
forms become ASCII, brackets become `(`/`)` and `[`/`]`, all bars become `|`, blanks of every kind (zero-width
ones too) become a space, and traditional characters become simplified ones (table: `variants.tsv`).
What is kept for the reader is always cut out of the source's own line.
"""

import csv
from importlib.resources import files
from typing import Final


def table_rows(name: str) -> list[list[str]]:
    """Return the rows of a table beside this module, comments left out: tab-separated cells as text."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {
        code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in {ord("？"), ord("．")}
    }  # a plain ? is a broken character
    for source, target in table_rows("variants.tsv"):
        table.update((ord(old), new) for old, new in zip(source, target, strict=True))
    for group, target in _SIGNS:
        table.update(dict.fromkeys(map(ord, group), target))
    return table


_SIGNS: Final = (
    ("\t\r\n\v\f\x00\x85\xa0\xad\u1680\u180e\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ufffc", " "),
    ("".join(map(chr, range(0x2000, 0x2010))) + "".join(map(chr, range(0x202A, 0x202F))), " "),
    ("（﹙❨", "("),
    ("）﹚❩", ")"),
    ("【〔［〖﹝", "["),
    ("】〕］〗﹞", "]"),
    ("｜丨│┃∣❘￨︱ǀ", "|"),
    ("·•‧・∙⋅･ᐧ．", "·"),
    ("∕⁄╱", "/"),
    ("：﹕∶︰", ":"),
    ("；", ";"),
    ("“”„‟＂", '"'),
    ("‘’‛＇", "'"),
    ("—–―－‒‐‑", "-"),
)
_FOLD: Final = _fold_table()


def fold(text: str) -> str:
    """Return the reading copy of `text`; it has the same length.

    >>> fold("（記者　王強／台北報導）")
    '(记者 王强/台北报导)'
    """
    return text.translate(_FOLD)
