"""Runs of text to one line or several of Markdown, in a form that all Markdown engines read alike.

The engines are CommonMark (markdown-it, Goldmark, remark) and kramdown as Jekyll sets it, with their
habits: kramdown turns quotes, dashes and dots typographic, makes tables of any line with a `|`,
reads `{:`, `[^`, `$$` and `:` lists; Goldmark and GFM link bare addresses. An escape is a backslash
where all of them know it, else a numeric reference. Braces are always references, so that no
Liquid, Go template, Nunjucks or MDX syntax survives.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.article import Run, Runs
from output.safety import reference, safe_href, strip_invisible

_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\\": "&#92;",  # kramdown reads a double backslash at a line's end as a break
    "{": "&#123;",
    "}": "&#125;",
    "|": "&#124;",  # GFM cells unescape `\|` before anything else, others after
    "`": "&#96;",  # kramdown pairs escaped ones too when it looks for the ends of table cells
    "~": "&#126;",  # `\~` is unknown to kramdown outside its GFM reader
    "^": "&#94;",  # `[^x](…)` is a footnote, and a lone `^` ends a block in kramdown
    "@": "&#64;",  # linked as an e-mail address even behind a backslash
    **{character: f"\\{character}" for character in "*_[]#\"'"},
    # Alone these mean nothing; doubled they are typography or mathematics.
    **{character: character for character in "-.$:/"},
}
_SPECIAL = re.compile(r"""[-.$:/&<>\\{}|~^@*_`\[\]#"']+""")
_DOUBLED = re.compile(r"(?<=-)-|-(?=-)|(?<=\.)\.|\.(?=\.)|(?<=\$)\$|\$(?=\$)|:(?=//)|\](?=:)")
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)
_LINE_START = re.compile(r"([-+=:])|([0-9]+)([.)])(?=\s|$)")
_ASTERISKS = {(True, False): "**", (False, True): "*", (True, True): "***"}
# An underscore within a word is none to any engine, and frequent in the names of charts.
_ALT_UNSAFE = re.compile(r"""[][\\<>&{}"'|`*~$!#@^]|(?<![^\W_])_|_(?![^\W_])|(?<=[-.:])[-./]|[-.](?=[-.])""")


def escape(text: str) -> str:
    r"""Text whose every character is shown as itself wherever in a line it stands.

    >>> escape("a*b {{x}} -- 1.5 http://n.example")
    'a\\*b &#123;&#123;x&#125;&#125; \\-\\- 1.5 http&#58;//n.example'
    """
    text = _SPECIAL.sub(_escape_specials, text)
    if "xmpp:" in text:
        text = text.replace("xmpp:", "xmpp<!-- -->:")  # remark links such addresses after reading all references
    return _WWW.sub("&#46;", text) if "www." in text.lower() else text


def _escape_specials(match: re.Match[str]) -> str:
    specials = match[0]
    if len(specials) == 1:
        return _ESCAPES[specials]
    doubled = {found.start() for found in _DOUBLED.finditer(specials)}
    return "".join(_doubled(c) if i in doubled else _ESCAPES[c] for i, c in enumerate(specials))


def _doubled(character: str) -> str:
    # kramdown takes a line that begins with `[` and holds `]:`, escaped or not, for a link's definition.
    return reference(character) if character in ":]" else f"\\{character}"


def escape_alt(text: str) -> str:
    """Alternative text for `![…]`: references alone, as kramdown takes it over without unescaping `~`."""
    return _ALT_UNSAFE.sub(lambda match: reference(match[0]), " ".join(strip_invisible(text).split()))


def paragraph(runs: Runs) -> str:
    r"""Write runs as the text of one paragraph, "" when nothing is to be seen.

    A line break is two blanks and a line end, the one form that CommonMark and kramdown share (kramdown
    wants two backslashes where CommonMark wants one). Breaks in a row are `<br />`, as an empty line
    would end the paragraph; breaks at the paragraph's ends show nothing and go.
    """
    shown = ""
    breaks = 0
    for line in lines(runs):
        if not line:
            breaks += 1
        elif breaks:
            shown += "<br />" * (breaks + 1) + line
            breaks = 0
        else:
            shown += ("  \n" if shown else "") + guard_start(line)
    return shown


def guard_start(line: str) -> str:
    r"""Line whose first characters can't make it a list item, heading, rule, table line or definition.

    >>> guard_start("1. Jan"), guard_start("- x")
    ('1\\. Jan', '\\- x')
    """
    match = _LINE_START.match(line)
    if match is None:
        return line
    sign, digits, point = match.groups()
    if digits:
        return f"{digits}\\{point}{line[match.end() :]}"
    return f"\\{sign}{line[1:]}"


def lines(runs: Runs) -> list[str]:
    """Lines of inline Markdown, none at either end empty; blanks at a line's edges are references."""
    if len(runs) == 1 and _is_plain(runs[0]):
        return [escape(runs[0].text)]
    split = list(_split(runs))
    while split and not split[-1]:
        split.pop()
    while split and not split[0]:
        split.pop(0)
    return [_edged(_line(line)) for line in split]


def _is_plain(run: Run) -> bool:
    """Whether a run is one line without a look or blanks at its edges, as most are; the rest would come to the same."""
    text = run.text
    return (
        not (run.strong or run.emphasis or run.href)
        and text.isprintable()
        and text != ""
        and not (text[0].isspace() or text[-1].isspace())
    )


def _edged(line: str) -> str:
    inner = line.strip()
    if len(inner) == len(line):
        return line
    start = line.index(inner)
    lead, trail = line[:start], line[start + len(inner) :]
    return "".join(map(reference, lead)) + inner + "".join(map(reference, trail))


def _split(runs: Runs) -> Iterator[list[Run]]:
    """Lines of runs, neighbours of the same look joined, so that escaping sees them as one."""
    line: list[Run] = []
    for run in runs:
        first, *rest = strip_invisible(run.text).split("\n")
        href = safe_href(run.href) if run.href else ""
        line.append(run if (first, href) == (run.text, run.href) else replace(run, text=first, href=href))
        for part in rest:
            yield _joined(line)
            line = [replace(run, text=part, href=href)]
    yield _joined(line)


def _joined(runs: list[Run]) -> list[Run]:
    if len(runs) == 1:
        return runs if runs[0].text else []
    looks = groupby((run for run in runs if run.text), key=lambda run: (run.strong, run.emphasis, run.href))
    return [Run("".join(run.text for run in group), *look) for look, group in looks]


def _line(runs: Sequence[Run]) -> str:
    written: list[str] = []
    groups = [(href, list(group)) for href, group in groupby(runs, key=lambda run: run.href)]
    for index, (href, group) in enumerate(groups):
        if href and any(run.text.strip() for run in group):
            written += ["[", *_styled(group, "[", "]"), f"]({href.replace('&', '&amp;')})"]
        else:
            after = "[" if index + 1 < len(groups) and groups[index + 1][0] else ""
            written += _styled(group, written[-1][-1:] if written else "", after)
    return "".join(written)


def _styled(runs: Sequence[Run], before: str, after: str) -> Iterator[str]:
    """Write runs; `before` and `after` are the characters around them."""
    for index, run in enumerate(runs):
        core = run.text.strip()
        if core and (run.strong or run.emphasis):
            start = run.text.index(core)
            lead, trail = run.text[:start], run.text[start + len(core) :]
            following = trail or _first_sign(runs, index + 1) or after
            text = lead + _mark(escape(core), run, (before + lead)[-1:], following[:1]) + trail
        elif after == "[" and index + 1 == len(runs) and run.text.endswith("!"):
            text = escape(run.text[:-1]) + "\\!"  # else the link behind it is an image
        else:
            text = escape(run.text)
        yield text
        before = text[-1]


def _first_sign(runs: Sequence[Run], index: int) -> str:
    """First character of a run as it will be written, if there is one; styled runs begin with a delimiter."""
    if index == len(runs):
        return ""
    run = runs[index]
    styled = (run.strong or run.emphasis) and not run.text[0].isspace()
    return "<" if styled else escape(run.text[:2])[0]


def _mark(core: str, run: Run, before: str, after: str) -> str:
    """Emphasised text by asterisks where CommonMark's flanking rule lets them, by tags where it doesn't.

    The rule (CommonMark 0.31, «left-flanking delimiter run») was made for blanks between words:
    `**“词”**字` stays asterisks. Asterisks beside other asterisks are left to the tags too.
    """
    opens = _is_open(before) or not _is_sign(core[0])
    closes = _is_open(after) or not _is_sign(core[-1])
    if opens and closes and before != "*" and core[-1] != "*":
        asterisks = _ASTERISKS[run.strong, run.emphasis]
        return f"{asterisks}{core}{asterisks}"
    text = f"<em>{core}</em>" if run.emphasis else core
    return f"<strong>{text}</strong>" if run.strong else text


def _is_open(neighbour: str) -> bool:
    """Line end, blank, or a character that every version of the rule counts as punctuation."""
    return (
        not neighbour
        or neighbour.isspace()
        or unicodedata.category(neighbour)[0] == "P"
        or (neighbour.isascii() and not neighbour.isalnum())
    )


def _is_sign(character: str) -> bool:
    """Punctuation or symbol; version 0.31 counts symbols, earlier ones don't."""
    return unicodedata.category(character)[0] in "PS"
