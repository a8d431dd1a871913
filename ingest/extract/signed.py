"""People near the headline and behind the text: byline lines, and whom the mark-up names as author or account.

`visible` says which lines are near; here each is read for the people that it may name.
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from ingest.extract.datemarks import has_date
from ingest.extract.document import text_of
from ingest.extract.findings import Finding
from ingest.extract.lines import Line, weigh
from ingest.extract.zones import kind_of

# What opens a byline in Latin script; the same words open sentences, so the rest is read for names.
_BY = (
    r"(?:(?:written|words|story|text|article|interview|analysis|opinion|report(?:ing|ed)?|posted)\s+)?by|authors?|von|par|por"
    r"|(?:eine? )?(?:gast)?(?:kommentar|analyse|beitrag|interview|bericht|reportage|essay) von|propos recueillis par"
    r"|di|door|a[vf]|przez|autor(?:in|a)?|auteure?|autore"
)
_BYLINE = re.compile(
    rf"^(?:{_BY})\s*:?\s+(?=\S)"
    r"|^[【〔［(（][^】〕］)）]{2,40}[】〕］)）]$|[／/╱][\u4e00-\u9fff]{0,6}(?:報導|报道)|^[\u4e00-\u9fff]{3,10}\s?[／/╱]\s?[\u4e00-\u9fff]{2,4}$"
    r"|[\uac00-\ud7af]{2,4}\s?(?:기자|특파원)|(?:作者|撰文|采写|採訪|记者|記者|通讯员|文|編輯|编辑|责编|责任编辑|執筆|执笔|撰稿|编译|翻译)\s*[:：/／|｜]?\s*\S",
    re.IGNORECASE,
)
_NAMING = ("class", "id", "rel", "data-testid", "data-test-id", "data-qa", "data-component")  # what says what it is
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:(?P<source>source|laiyuan|origin|media[-_]?name|site[-_]?name|comefrom)"
    r"|(?P<account>(?:follow[-_]?)?nick[-_]?name|wemedia[-_]?name|account[-_]?name|user[-_]?name)"
    r"|(?P<name>author[-_]*name|byline[-_]*name|author[-_]title[-_]link|author[-_]*link)"
    r"|authors?|autor(?:es|in|en|a|e)?|auteurs?|byline|writer|reporter|zuozhe|contributor)(?:$|[\s_\d-])"
)
_CREDIT = re.compile(
    r"(?:作者|记者|記者|撰文|采写|採訪|撰稿|执笔|執筆|文字|编译|編譯|翻译|来稿|供稿|编辑|編輯|责编|責編)\s*[:：/／|｜丨]"
    r"|^[(（【\[]\s*[\u4e00-\u9fff]{2,4}\s*[/／]?\s*(?:编译|編譯|撰稿|撰文|采写|文|译)\s*[)）】\]]$"
    r"|[\uac00-\ud7af]{2,4}\s?(?:기자|특파원)(?:\s|$)|[(（【\[]\s*(?:记者|記者|作者|文)|^文\s*[/／|｜丨]"
    r"|^(?:(?:written|words|story|text|article|interview) )?by\s+\S"
    r"|(?:记者|記者|通讯员|实习生)\s*[\u4e00-\u9fff]{2,3}(?:\s|$|[、，)）])",
    re.IGNORECASE,
)
# Ann Rivers is a reporter …: the note on its author below a text
_NOTE = re.compile(
    r"(?P<word>)(?:About the [Aa]uthor\W+)?(?P<who>[A-ZÀ-Þ][\w.'’-]+(?: [\w.'’-]+){0,2} [A-ZÀ-Þ][\w'’-]+)"
    r"(?:,[^,]{2,40},)? is (?:an?|the) "
    r"[^.]{0,80}\b(?:writer|reporter|editor|journalist|correspondent|columnist|author|freelancer|contributor|blogger)\b"
)
_NOTE_EAST = re.compile(r"(?:本文)?(?P<word>作者)(?:简介|簡介|介绍|介紹)\s*[:：]\s*(?P<who>[\u4e00-\u9fff·]{2,5})[，,]")
_BARE = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff]{2,8}")
_JOB = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|journalist|columnist|contributor|analyst|producer)s?\b", re.IGNORECASE
)
_CHECKED = re.compile(
    r"(?:edited|review\w*|fact.?check\w*|approved|verified|editor|编辑|審核|审核|校对)\W*(?:by)?\W*$", re.IGNORECASE
)
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:es|en)?|auteurs?|autori|journalistes?|firmas|writers?|contributors?|journalists?|reporters?|columnists?|byline|by|staff|people|(?:user)?profiles?)/[^/?#]+/?(?:$|[?#])",
    re.IGNORECASE,
)
OPENING = re.compile(rf"(?:{_BY}|作者|文|记者|記者|撰文)\s*[:：]?", re.IGNORECASE)
_BELOW_DECK = re.compile(rf"(?:{_BY})\s*:?\s+(?=\S)|(?:作者|撰文|文|记者|記者)\s*[:：/／|｜]", re.IGNORECASE)
_PROSE = re.compile(r"[。！？]|[.!?]\s+[A-Z][a-z]+ [a-z]")
_ACCOUNT = re.compile(r"/(?:u|user|media|account|space|mp|xp)/[^/?#]|/space-uid-|/profile\?\w", re.IGNORECASE)
_LONGEST_ACCOUNT = 16  # characters of a public account's name
_NAME = 30  # what an element weighs less than that is named so and holds a name
_BELOW_HEADLINE = 14  # lines below the headline in which a standfirst and a byline stand
_TITLE, _LINKED = 4, 0.3  # characters that no linked headline is shorter than; how little of a credit is linked
_BEHIND = 8  # lines behind the text in which its credits stand
_TITLED = 60  # characters of a line that is a name and a job
NODES = 200  # no line near the headline that says something has more elements
LABELLED = 60  # what a line weighs at most that is no running text
SOURCE_LABEL = re.compile(r"(?:来源|來源|出处|稿源)\s*[:：]\s*[^\s|｜:：]")
EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def read_people(text: str) -> list[Finding]:
    """Return a line near the headline as an author text where its words look like a byline."""
    if weigh(text) >= LABELLED or _PROSE.search(text):
        return []
    if _BYLINE.search(text):
        return [Finding("authors", text, "visible")]
    return [Finding("authors", text, "titled")] if len(text) < _TITLED and _JOB.search(text) else []


def read_people_beside(lines: Sequence[str], number: int) -> list[Finding]:
    """Return what a line says of people together with the line above or below it."""
    text = lines[number]
    found: list[Finding] = []
    if number and any(item.reader == "titled" for item in read_people(text)):  # the job stands below the name
        found.append(Finding("authors", f"{lines[number - 1]}, {text}", "titled"))
    if _BARE.fullmatch(text):  # a name above or below the date
        beside = [lines[near] for near in (number - 1, number + 1) if 0 <= near < len(lines)]
        found += [Finding("authors", f"{text} {line}", "visible") for line in beside if has_date(line[:_TITLED])][:1]
    if OPENING.fullmatch(text):  # the word stands on a line of its own
        found += [Finding("authors", f"{text} {name}", "visible") for name in lines[number + 1 : number + 2]]
    return found


def read_people_behind(lines: Sequence[Line], first: int, last: int) -> list[Finding]:
    """Return the credits that stand behind the text, whose outer lines are `first` and `last`."""
    while first < last < len(lines) and elsewhere(lines[last]):  # the text's element may hold its comments
        last -= 1
    around = [line for line in lines[max(first, last - 3) : last + _BEHIND] if not elsewhere(line)]
    near = [line for line in around if line.weight < LABELLED]
    found = [Finding("authors", line.text, "ending") for line in near if _is_credit(line)]
    notes = [note for line in around if (note := _NOTE.match(line.text) or _NOTE_EAST.match(line.text))]
    found += [Finding("authors", f"{note['word']}：{note['who']}".lstrip("："), "ending") for note in notes]
    boxes = [item for line in near for item in read_named(line) if item.reader == "profile"]
    if len({item.value for item in boxes}) == 1:  # several are other articles' authors
        found.append(Finding("authors", boxes[0].value, "box"))
    for line, below in pairwise(near):
        if OPENING.fullmatch(line.text):
            found.append(Finding("authors", f"{line.text} {below.text}", "ending"))
    return found


def _is_credit(line: Line) -> bool:
    """Tell whether a line behind the text credits people, and not those of a linked article that it begins with."""
    credit = _CREDIT.search(line.text)
    return credit is not None and (credit.start() < _TITLE or line.link_share < _LINKED)


def read_people_below(lines: Sequence[Line], at: int) -> list[Finding]:
    """Return the byline that stands below a standfirst, which is running text; `at` is the headline's line."""
    texts = 0
    for line in lines[at + 1 : at + 1 + _BELOW_HEADLINE]:
        signed = _BELOW_DECK.match(line.text) and line.weight < LABELLED and not _PROSE.search(line.text)
        if signed and texts and not elsewhere(line, lines[at].zones):
            return [Finding("authors", line.text, "visible")]
        texts += line.sentence and not signed
        if texts > 1:
            break
    return []


def read_named(line: Line) -> list[Finding]:
    """Return whom, and which outlet, the mark-up of a line near the headline names by classes and links."""
    found: list[Finding] = []
    for node in islice(line.node.iter(), NODES):
        names = _CAMEL.sub("-", " ".join(node.get(key) or "" for key in _NAMING)).lower()
        found += _account(node, line)
        profile = node.tag == "a" and _PROFILE.search(node.get("href") or "")
        match = _NAMED.search(names) if names.strip() else None
        if not (profile or match):
            continue
        text = text_of(node)
        if not 0 < weigh(text) < _NAME or _CHECKED.search(line.text[: max(0, line.text.find(text))]):
            continue
        if match and (match["account"] or (match["source"] and _is_signature(node))):
            found += _of_account(text)
        else:
            exact = bool(profile or (match and match["name"]))
            source = bool(match and match["source"])
            found.append(Finding("outlet" if source else "authors", text, "profile" if exact else "named"))
    return found


def _is_signature(node: HtmlElement) -> bool:
    """Tell whether what an element holds stands in a part for the author: there a medium's name is its account's."""
    return any("author" in (up.get("class") or "") for up in islice(node.iterancestors(), 2))


def _account(node: HtmlElement, line: Line) -> list[Finding]:
    """Return the public account that a link in a header leads to, as outlet and as author of last resort."""
    if node.tag != "a" or not _ACCOUNT.search(node.get("href") or "") or SOURCE_LABEL.search(line.text):
        return []
    return _of_account(text_of(node))


def _of_account(name: str) -> list[Finding]:
    """Return an account's name as outlet, and as author of last resort; accounts elsewhere are commenters'."""
    if not EASTERN.search(name) or len(name) > _LONGEST_ACCOUNT:
        return []
    return [Finding("authors", name, "account"), Finding("outlet", name, "account")]


def elsewhere(line: Line, own: Sequence[HtmlElement] = ()) -> bool:
    """Tell whether a line belongs to comments, a sidebar or other articles; not by zones that the headline is in."""
    return any(kind_of(zone) in {"comments", "related", "sidebar"} for zone in line.zones if zone not in own)
