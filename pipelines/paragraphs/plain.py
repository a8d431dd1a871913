"""The plain fragment to events, by one scan: what most texts of a news source are, whole paragraphs and nothing odd.

The scan that finds out whether a body is plain has then read it, at a third of a parser's cost. Plain is what
every HTML parser reads alike: tags in lower case, each closed in its turn, none where another would have to be
closed for it, attributes in double quotes, no entities. All else, comments included, is a parser's to read.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

# A tag's name, its attributes (None for an end tag), the text behind it. The first one is only text.
Event: TypeAlias = tuple[str, Mapping[str, str] | None, str]

_INLINE = frozenset({"a", "b", "em", "font", "i", "span", "strong", "sub", "sup", "u"})
_GROUPS = frozenset({"", "center", "div", "section"})  # what holds blocks; "" is the body
_LINES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p"})
_VOID = frozenset({"br", "img"})
# In what an element may stand. A link in a link, or any element but these, closes something in some parser.
_HOLDERS = {
    **dict.fromkeys(_INLINE | _VOID, _GROUPS | _LINES | _INLINE),
    **dict.fromkeys((_GROUPS - {""}) | _LINES, _GROUPS),
    "a": (_GROUPS | _LINES | _INLINE) - {"a"},
}
# It begins with the one sign that it can begin with, so that a search never looks at a text twice.
_PIECE = re.compile(r"""<(?:/([a-z]+[1-6]?)|([a-z]+[1-6]?)((?:\ [a-z][a-z-]*="[^"<>\t\n\f\r]*")*)\ ?(/?))>([^<]*)""")
_ATTRIBUTE = re.compile('([a-z-]+)="([^"]*)"')
# What parsers replace, each in its own way: entities, controls, surrogates, noncharacters.
_ODD = re.compile("[&\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BARE: Mapping[str, str] = {}


def plain_events(html: str) -> list[Event] | None:
    """Return the events of a body, or None when it is not plain."""
    pieces = _PIECE.findall(html) if not _ODD.search(html) else []
    if not pieces or len(pieces) != html.count("<"):
        return None
    events: list[Event] = [("", None, html[: html.index("<")])]
    opened = [""]
    for ended, name, written, closes_itself, text in pieces:
        if ended:
            if opened.pop() != ended:
                return None
            events.append((ended, None, text))
            continue
        attributes = dict(_ATTRIBUTE.findall(written)) if written else _BARE
        if opened[-1] not in _HOLDERS.get(name, ()) or (written and len(attributes) != written.count('="')):
            return None
        if name in _VOID:
            events.append((name, attributes, ""))
            events.append((name, None, text))
        elif closes_itself:
            return None
        else:
            events.append((name, attributes, text))
            opened.append(name)
    return events if len(opened) == 1 else None
