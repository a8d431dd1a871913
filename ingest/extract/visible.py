"""Lines near the headline: the date, source and byline that a reader of the page sees.

Only a window is read, from shortly above the headline to the first running text below it (and the
last lines of the text are left to the body), so that dates of comments, teasers and page heads are
never the article's.
"""

import re
from collections.abc import Sequence

from ingest.extract.document import squeeze, text_of
from ingest.extract.findings import Field, Finding
from ingest.extract.lines import Line, weigh
from ingest.extract.titles import fold
from ingest.extract.zones import kind_of

# Any word may be a month's name: the dates stage knows the names of many languages.
_MONTH = r"[^\W\d_]{3,12}\.?"
_CLOCK = (
    r"(?:[\s,，|/·•@T-]*(?:at\s+|um\s+|à\s+|(?:星期|周|週|禮拜)[一二三四五六日天]|[(（]?\w{2,9}day[)）]?|上午|下午|晚上|凌晨|中午|早上|傍晚)?"
    r"\s*\d{1,2}\s*[:：时時點点h.]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?(?:[.:]\d{1,3})?秒?分?(?:\s*[ap]\.?m\b\.?)?"
    r"(?:\s*(?:Z\b|[+-]\d{2}:?\d{2}\b|[A-Z]{2,4}T\b|UTC\b|GMT\b))?)?"
)
_DATE = re.compile(
    rf"""(?:
      (?:19|20)\d{{2}}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}(?!\d)\s*[日号號]?
    | (?:民國|民国)\s*\d{{2,3}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日
    | [二〇零一九]{{4}}年[一二三四五六七八九十]{{1,3}}月[一二三四五六七八九十]{{1,3}}日
    | (?:19|20)\d{{2}}년\s*\d{{1,2}}월\s*\d{{1,2}}일
    | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{{2}}\b
    | \b\d{{1,2}}(?:st|nd|rd|th|er|º|ª)?\.?[\s-]+(?:of\s+|de\s+)?{_MONTH},?[\s-]+(?:de\s+|del\s+)?(?:19|20)\d{{2}}\b
    | \b\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d{{2}}\b
    ){_CLOCK}""",
    re.IGNORECASE | re.VERBOSE,
)
_UPDATE = re.compile(
    r"(?:updat\w*|modif\w*|revis\w*|last\s+(?:edited|reviewed)|aktualisiert|mise à jour|更新|修改|修订|最后编辑|編輯於)"
    r"[\s\w]{0,12}[:：]?\s*$", re.IGNORECASE)  # fmt: skip
_FILLER = re.compile(r"expires?|copyright|©|版权|有效期|截止", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:文章|信息|新闻|稿件|内容)?(?:来源|來源|出处|稿源)\s*[:：]\s*([^\s|｜:：]{2,25}(?:\s[A-Za-z]+)?)"
)
_BYLINE = re.compile(
    r"^(?:by|written by|words by|story by|author)\s*:?\s+(?=\S)"
    r"|(?:作者|撰文|采写|採訪|记者|記者|通讯员|文|編輯|编辑|责编|责任编辑|執筆|执笔|撰稿|编译|翻译)\s*[:：/／|｜]?\s*\S",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:(?P<source>source|laiyuan|origin|media[-_]?name|site[-_]?name|comefrom)"
    r"|(?P<name>author[-_]*name|byline[-_]*name|author[-_]title[-_]link|author[-_]*link)"
    r"|authors?|byline|writer|zuozhe|nickname|contributor)(?:$|[\s_\d-])"
)
_CHECKED = re.compile(
    r"(?:edited|review\w*|fact.?check\w*|approved|verified|editor|编辑|審核|审核|校对)\W*(?:by)?\W*$", re.IGNORECASE
)
_PROSE = re.compile(r"[。！？]|[.!?]\s+[A-Z][a-z]+ [a-z]")
_PROFILE = re.compile(
    r"/(?:authors?|writers?|contributors?|journalists?|reporters?|columnists?|byline|by|staff|people|profile)/[^/?#]+/?(?:$|[?#])",
    re.IGNORECASE,
)
_ABOVE, _BELOW = 6, 30
# An element with more children than this is no byline, and reading it whole takes time.
_SMALL = 40


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
    seen: set[object] = set()
    for line in _window(lines, at):
        small = line.node not in seen and len(line.node) <= _SMALL
        seen.add(line.node)
        found += read_line(line.text) or (read_line(squeeze(" ".join(line.node.itertext()))[:200]) if small else [])
        found += read_named(line) if small else []
    if not any(item.field == "published" for item in found):
        ending = [line for line in lines[max(first, last - 2) : last + 7] if line.weight < 40 and not _elsewhere(line)]
        found += [item for line in ending for item in read_line(line.text) if item.field == "published"][:1]
    if not any(item.field == "published" for item in found):
        found += [Finding("published", item.value, "update") for item in found if item.field == "modified"]
    return found


def read_named(line: Line) -> list[Finding]:
    """Return what the mark-up around a line near the headline says that it is."""
    found: list[Finding] = []
    for node in line.node.iter():
        if node.tag == "time" and node.get("datetime"):
            label = line.text[: max(0, line.text.find(text_of(node)))]
            field: Field = "modified" if _UPDATE.search(label[-24:]) else "published"
            found.append(Finding(field, node.get("datetime", ""), "time"))
        names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('rel') or ''}".lower()
        profile = node.tag == "a" and _PROFILE.search(node.get("href") or "")
        match = _NAMED.search(names) if len(names) > 2 else None
        if profile or match:
            text = text_of(node)
            if weigh(text) and weigh(text) < 30 and not _CHECKED.search(line.text[: max(0, line.text.find(text))]):
                source = bool(match and match.group("source"))
                exact = bool(profile or (match and match.group("name")))
                found.append(Finding("outlet" if source else "authors", text, "profile" if exact else "named"))
    return found


def _window(lines: Sequence[Line], at: int) -> list[Line]:
    """Return the lines below the headline up to running text, then the few above it."""
    below: list[Line] = []
    texts = 0
    for line in lines[at + 1 : at + 1 + _BELOW]:
        if line.sentence and not _DATE.search(line.text[:80]):
            texts += 1
            if texts > 2 or line.weight > 60:
                break
        below.append(line)
    above = [line for line in lines[max(0, at - _ABOVE) : at] if not line.sentence]
    return [line for line in below + above if line.weight < 80 and not _elsewhere(line)]


def _elsewhere(line: Line) -> bool:
    """Tell whether a line belongs to comments, a sidebar or other articles."""
    return any(kind_of(zone) in {"comments", "related", "sidebar"} for zone in line.zones)


def read_line(text: str) -> list[Finding]:
    """Return what one line near the headline says of date, source and people."""
    found: list[Finding] = []
    for match in _DATE.finditer(text):
        before = text[: match.start()]
        if _FILLER.search(before[-20:]):
            continue
        field: Field = "modified" if _UPDATE.search(before[-24:]) else "published"
        found.append(Finding(field, match.group().strip(), "visible"))
    source = _SOURCE.search(text)
    if source:
        found.append(Finding("outlet", source.group(1).strip("()（）[]【】"), "visible"))
    if _BYLINE.search(text) and weigh(text) < 60 and not _PROSE.search(text):
        found.append(Finding("authors", text, "visible"))
    return found
