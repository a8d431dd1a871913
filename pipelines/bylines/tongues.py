"""Author fields in other languages of Latin script, with the words between the names as English has them.

The names are read by one grammar (`english`); what differs from language to language is only what opens a byline
(`Von`, `Par`, `Por`), what joins two names (`und`, `et`, `y`) and who else is named (`Fotos: …`): `tongues.tsv`.
"""

import re
from typing import Final

from pipelines.bylines.expressions import expression
from pipelines.bylines.folding import table_rows

_TABLE: Final[dict[str, str]] = {row[0]: row[1] for row in table_rows("tongues.tsv")}
_OPENER: Final = expression(rf"\s*(?:{_TABLE['opener']})(?:\s*:?\s+|(?<=:))(?=\w+\W+\w)", re.IGNORECASE)
_AND: Final = expression(rf"\s+(?:(?:{_TABLE['and']})|(?P<weak>{_TABLE['weak_and']}))\s+(?=[^\W\d_])")
_HANDS: Final = expression(rf"\s*[,;/|(]\s*(?:{_TABLE['hands']})\s*:.*", re.IGNORECASE)
_WIRE: Final = expression(rf"(?<=\w)(?:\s*[,(]\s*|\s+)(?:{_TABLE['wire']})\)?$", re.IGNORECASE)
_NEXT: Final = expression(rf"[,;/|&]|\s(?:{_TABLE['and']}|{_TABLE['weak_and']})\s")


def in_english(text: str) -> str:
    """Return an author field with `By` for what opens it, and with commas for what joins its names.

    >>> in_english("Von Jana Moos und Ulf Brand")
    'By Jana Moos, Ulf Brand'
    >>> in_english("Ana Ortega y Vega")
    'Ana Ortega y Vega'
    """
    text = _WIRE.sub("", _HANDS.sub("", text))
    opener = _OPENER.match(text)
    if opener and text[opener.end()].isupper():
        text = "By " + text[opener.end() :]
    parts, begin = [], 0
    for joint in _AND.finditer(text):
        left, right = _NEXT.split(text[begin : joint.start()])[-1], _NEXT.split(text[joint.end() :])[0]
        apart = not joint["weak"] or (" " in left.strip() and " " in right.strip())
        if apart and text[joint.end()].isupper():
            parts.append(text[begin : joint.start()])
            begin = joint.end()
    return ", ".join([*parts, text[begin:]])
