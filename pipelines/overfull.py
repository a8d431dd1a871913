"""Tags with so many attributes that reading them takes minutes: every HTML parser compares each with all before it."""

import re

LEAST = 20_000  # characters of a source; fewer cannot hold enough
LONG = 1_000  # characters of a tag that is looked at; many shorter ones cost no more than their bytes
MOST_STEPS = 400_000_000  # comparisons over the whole source, about half a second

# one that never ends reaches to the end, so that no character is looked at twice
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']+|"[^"]*"|'[^']*'|["'])*""")
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_SLASHED = re.compile(r"/[^\s\"'/=>]")
_PART = re.compile(r"""(?<=[\s"'])[^\s"'=>]""")


def is_overfull(html: str) -> bool:
    """Whether the attributes of a fragment's or page's tags are a trap for a parser.

    Words inside quotes count too, as a parser may see other quotes than we do; so an attribute that holds a
    book is refused as well.
    """
    if len(html) < LEAST:
        return False
    steps = 0
    for tag in _TAG.finditer(html):
        if tag.end() - tag.start() >= LONG:
            parts = sum(1 for _ in _PART.finditer(html, *tag.span()))
            parts += len(_SLASHED.findall(_VALUE.sub("", tag[0])))  # a slash parts attributes too, but not addresses
            steps += parts**2
            if steps > MOST_STEPS:
                return True
    return False
