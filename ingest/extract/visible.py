"""Lines near the headline: the date, source and byline that a reader of the page sees.

Only a window is read, from shortly above the headline to the first running text below it (and the
last lines of the text are left to the body), so that dates of comments, teasers and page heads are
never the article's.
"""

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from ingest.extract.datemarks import clock_behind, dates_in, has_date, is_labelled, with_lines_beside
from ingest.extract.document import squeeze, text_of
from ingest.extract.findings import Field, Finding
from ingest.extract.lines import Line
from ingest.extract.signed import (
    EASTERN,
    LABELLED,
    NODES,
    OPENING,
    elsewhere,
    read_named,
    read_people,
    read_people_behind,
    read_people_below,
    read_people_beside,
)
from ingest.extract.stamps import stamp_of
from ingest.extract.titles import fold

_RENEWED = re.compile(r"(?:^|[\s_-]|date)(?:updated?|modified|lastmod)(?:$|[\s_-])", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|posted|created|issued", re.IGNORECASE)
# Names under which templates keep the time of publication.
_DATED = re.compile(
    r"(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?|post(?:ed)?|entry|article|news|story|create[d]?)[-_]?(?:date|time|at|on)(?:$|[\s_-])"
    r"|(?:^|\s)(?:pubtime|pubdate|fbsj|fabu\w*|riqi|dateline|timestamp|date|time|datum|fecha)(?:$|\s)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:文章|信息|新闻|稿件|内容)?(?:来源|來源|出处|稿源)\s*[:：]\s*([^\s|｜:：]{2,25}(?:\s[A-Za-z]+)?)"
)
_ABOVE, _BELOW = 6, 30
_NEXT = 2  # lines directly above the headline, where blogs date it
# An element with more children than this is no byline, and reading it whole takes time.
_SMALL = 40
_LINKED = 0.5
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_GLUED = re.compile(r"(?:19|20)\d{2}(?=[-/.年])")


def headline_index(lines: Sequence[Line], title: str) -> int:
    """Return the index of the line that shows the title, or -1; of several, the last before text."""
    wanted = fold(title)
    found = -1
    for index, line in enumerate(lines):
        text = fold(line.text) if wanted and len(line.text) < 2 * len(title) + 8 else ""
        if text and (text == wanted or (wanted in text and len(text) < len(wanted) * 1.5 + 4)):
            if line.node.tag in {"h1", "h2"} and line.link_share < 0.5:
                return index
            if found < 0 or line.link_share < lines[found].link_share:
                found = index
        if found >= 0 and index > found + 60:
            break
    return found


def by_visible(lines: Sequence[Line], title: str, first: int, last: int) -> list[Finding]:
    """Return the date, modified date, source and byline lines seen around the headline.

    `first` and `last` are the numbers of the text's outer lines; without a headline the lines before
    them count, and for a date that stands nowhere above, the lines around the text's end.
    """
    at = headline_index(lines, title)
    if at < 0:
        at = max(-1, min(first, len(lines)) - _ABOVE - 1)
    found: list[Finding] = []
    renewed: list[Finding] = []
    seen: set[object] = set()
    below, above = _window(lines, at)
    window = below + above
    texts = [line.text for line in window]
    for number, line in enumerate(window):
        small = line.node not in seen and len(line.node) <= _SMALL
        seen.add(line.node)
        joined = with_lines_beside(texts, number)
        read = read_line(joined) if joined else read_line(line.text)
        read = read or (read_line(squeeze(" ".join(islice(line.node.itertext(), NODES)))[:200]) if small else [])
        if read and EASTERN.search(line.text) and line.weight < LABELLED:
            read = [*read, Finding("authors", line.text, "visible")]  # a header may name people without a word
        if number >= len(below) and not any(line is near for near in lines[at - _NEXT : at]):
            read = [_as_above(item) for item in read]
        read = [*read, *read_people_beside(texts, number)]
        (renewed if small and _is_renewed(line.node) else found).extend(read)
        found += [*_times_of(line), *read_named(line)] if small else []
    if at >= 0 and (clock := clock_behind(lines[at].text)):
        found = [_with_clock(item, clock) for item in found]
    found += read_people_behind(lines, first, last) + (read_people_below(lines, at) if at >= 0 else [])
    dated = any(item.field == "published" and item.reader != "yearless" for item in found)
    # beside another date the one whose element is named so is the update's; a page's only date is the publication's
    found += [_as_update(item) for item in renewed] if dated else renewed
    if not any(item.field == "published" and item.reader != "above" for item in found):
        behind = range(max(first, last - 2), min(last + 7, len(lines)))
        ending = [lines[number] for number in behind if not _is_listed(lines, number)]
        read = [item for line in ending if line.weight < 40 and not elsewhere(line) for item in read_line(line.text)]
        found += [item for item in read if item.field == "published"][:1]
    if not any(item.field == "published" and item.reader not in {"yearless", "above"} for item in found):
        found += by_labels(lines, first, last)
    if not any(item.field == "published" and item.reader != "yearless" for item in found):
        found += [Finding("published", item.value, "update") for item in found if item.field == "modified"]
    return found


def by_labels(lines: Sequence[Line], first: int, last: int) -> list[Finding]:
    """Return the date nearest to the text that a label or its element calls the publication's; else the update's.

    Elements that keep a time for machines count behind those that show one.
    """
    found: list[tuple[int, int, Finding]] = []
    seen: set[object] = set()
    for number, line in enumerate(lines):
        if line.weight >= LABELLED or elsewhere(line) or _is_listed(lines, number):
            continue
        away = min(abs(number - first), abs(number - last))
        if has_date(line.text):
            named = any(_DATED.search(f"{up.get('class') or ''} {up.get('id') or ''}") for up in _near(line.node))
            dates = dates_in(line.text, "labelled")
            shown = [item for item in dates if item.field == "published"]
            if shown and (named or is_labelled(line.text)):
                found.append((0, away, shown[0]))
            elif dates and not shown:
                found.append((2, away, dates[0]))
        stamps = [] if line.node in seen else _times_of(line)
        seen.add(line.node)
        found += [(1, away, item) for item in stamps if item.field == "published"]
    return [item for *_, item in sorted(found, key=lambda one: one[:2])[:1]]


def _near(node: HtmlElement) -> list[HtmlElement]:
    """Return an element, its parent, and what it holds when that is little: where its name may stand."""
    parent = node.getparent()
    inner = list(islice(node.iter(), _SMALL)) if len(node) <= _SMALL else [node]
    return [*inner[:_SMALL], *([parent] if parent is not None else [])]


def _is_renewed(node: HtmlElement) -> bool:
    """Tell whether an element's own name says that its time is the update's."""
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return bool(_RENEWED.search(names)) and not _PUBLISHED.search(names)


def _as_update(item: Finding) -> Finding:
    return Finding("modified", item.value, item.reader) if item.field == "published" else item


def _with_clock(item: Finding, clock: str) -> Finding:
    """Return a day with the clock that stands in brackets behind the headline; what has a clock stays."""
    bare = item.field == "published" and item.reader in {"visible", "above"} and ":" not in item.value
    return Finding(item.field, f"{item.value} {clock}", item.reader) if bare else item


def _times_of(line: Line) -> list[Finding]:
    """Return the moments that the elements of a line keep for machines."""
    return [
        Finding(_time_field(line, node), stamp, "time")
        for node in islice(line.node.iter(), NODES)
        if (stamp := stamp_of(node))
    ]


def _time_field(line: Line, node: HtmlElement) -> Field:
    """Tell whether an element's time is the update's, by its name or by the words before it or in it."""
    around = node.getparent()
    shown = text_of(node)
    if _is_renewed(node) or (around is not None and around.tag != "body" and _is_renewed(around)):
        return "modified"
    if {item.field for item in dates_in(shown)} == {"modified"}:
        return "modified"
    label = line.text[: max(0, line.text.find(shown))]
    return next((item.field for item in dates_in(f"{label[-60:]} 2001-02-03")), "published")


def _is_listed(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line dates another article: it links to that, or a headline with a link stands beside it."""
    line = lines[number]
    if line.link_share >= _LINKED or (line.linked > 0 and line.node.tag == "li"):
        return True
    beside = lines[max(0, number - 2) : number + 3]
    return any(other.node.tag in _HEADINGS and other.link_share >= _LINKED for other in beside)


def _as_above(item: Finding) -> Finding:
    """Return a day far above the headline as what it may be: the reader's today."""
    day = item.field == "published" and item.reader == "visible" and ":" not in item.value
    return Finding(item.field, item.value, "above") if day else item


def _window(lines: Sequence[Line], at: int) -> tuple[list[Line], list[Line]]:
    """Return the lines below the headline up to running text, and the few above it."""
    below: list[Line] = []
    texts = 0
    for line in lines[at + 1 : at + 1 + _BELOW]:
        if line.sentence and not has_date(line.text[:80]):
            texts += 1
            if texts > 2 or line.weight > 60:
                break
        below.append(line)
    above = [line for line in lines[max(0, at - _ABOVE) : at] if not line.sentence]
    own = lines[at].zones if 0 <= at < len(lines) else ()
    short = [[line for line in part if line.weight < 80 and not elsewhere(line, own)] for part in (below, above)]
    return short[0], short[1]


def read_line(text: str) -> list[Finding]:
    """Return what one line near the headline says of date, source and people."""
    found = dates_in(text)
    source = _SOURCE.search(text)
    outlet = _GLUED.split(source.group(1), maxsplit=1)[0].strip("()（）[]【】") if source else ""
    if outlet and not OPENING.fullmatch(outlet):
        found.append(Finding("outlet", outlet, "visible"))
    return found + read_people(text)
