"""Who wrote it: which of the author texts that a page gives are handed on.

Every text is read by the bylines stage's own grammar first, so that only what names people counts. What is told
as data leads on pages of Latin script: there it is the byline. On Chinese, Japanese and Korean pages the tags for
machines hold the editor, the uploader or the site, so there the byline that readers see leads, then the text's own
credit (which the bylines stage finds by itself), and data only where nothing is shown.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.article import Author
from ingest.extract.choosing import ranked
from ingest.extract.datemarks import has_date
from ingest.extract.findings import Finding
from ingest.extract.titles import Site, fold
from pipelines.bylines import read_bylines, read_given
from pipelines.bylines.english_terms import OUTLET_END

_DATA = ("json-ld", "microdata", "meta", "json-ld page")
_SHOWN = ("visible", "profile", "named", "titled", "ending")
_LINES = frozenset({"visible", "ending"})  # whole lines, which say more than a name
# Readers that may name an organisation as author; in the East data repeats the site's name, and an account is a pen.
_STATED = {True: frozenset({"profile", "named", "account"}), False: frozenset({*_DATA, "account", "profile"})}
_HANDS = frozenset({"editor", "proofreader", "photographer", "other"})
_HEADER = re.compile(r"来源|來源|出处|稿源|^[【〔\[［(（][^】〕\]］)）]*[】〕\]］)）]$")
_OUTLET_AND_NAME = re.compile(r"[\u4e00-\u9fff]{3,10}\s?[／/╱]\s?[\u4e00-\u9fff]{2,4}")
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GLUED = re.compile(
    r"(?<!Mc)(?<!Mac)(?<!De)(?<!Di)(?<!La)(?<!Le)(?<!O)(?<!Fitz)[a-z]{2}[A-Z][a-z]{2}"
)  # two items of a list
_NOBODY = re.compile(
    r"^\W*(?:admin\w*|administrator|editor|root|user|guest|webmaster|staff|null|none|undefined|n/a|default|author|by|login"
    r"|sign in|register|follow|share|twitter|facebook|bluesky|mastodon|linkedin|instagram|youtube|email|rss|more|about"
    r"|(?:written|posted|published|story|words) by|佚名|匿名|未知|本站|管理员|编辑|小编|作者|记者|登录|登錄|登入"
    r"|注册|注冊|註冊|关注|關注|分享|收藏|评论|手机版|原创|首页|更多|微信|微博)\W*$",
    re.IGNORECASE,
)
_ACCOUNT_NAME = re.compile(r"[^\s\d【】\[\]（）()／/╱|｜:：，。、<>]{2,16}")
_TITLE = re.compile(r"^(?:(?:dr|prof|sir|dame)\.?\s+)+")
_PAPER = re.compile(r"(?:[报報网網社台]|新[闻聞])$")
_LOGIN = re.compile(r"[a-z][a-z0-9_.-]*")
_EAST = ("zh", "ja", "ko")
_SHORTEST_SITE = 4  # characters of a site's name that is told from a word
_LEAD, _TAIL = 3, 8


def choose_authors(
    findings: Sequence[Finding], *, language: str, site: Site, title: str = "", text: Sequence[str] = ()
) -> list[Finding]:
    """Return the author texts from which the article's people are read; [] when none is to be trusted.

    `text` are the lines of the article's own text, whose credits on pages of the East go before tags for machines.
    """
    answers = [item for item in ranked(findings, "authors") if len(item.value) < 300]
    if answers and answers[0].reader == "selector":
        return [item for item in answers if item.reader == "selector"]
    answers = [item for item in (_without(item, site) for item in answers) if item.value]
    answers = [item for item in answers if not _NOBODY.match(item.value) and fold(item.value) != fold(title)]
    people = [item for item in answers if _names(item)]
    east = language.partition("-")[0].lower() in _EAST
    editors = [item for item in answers if east and item.reader in _LINES and _edited(item) and not _names(item)]
    if east:
        edited = {name for item in editors for name in _edited(item)}
        known = [item for item in people if not _owned(item, site)]
        chosen = _eastern([item for item in known if item.reader in _LINES or not _names(item) <= edited], text)
    else:
        chosen = _western(people, site, text)
    if chosen is not None:
        return chosen + editors
    # an organisation, or the site itself, where the page calls it the author
    signed = [Finding("authors", outlet, "visible") for item in answers if not east and (outlet := _house(item))]
    stated = [item for item in answers if item.reader in _STATED[east]]
    stated = [item for item in stated if not east or _is_account(item, site)]
    return ([item for item in stated if item.reader == stated[0].reader] or signed[:1]) + editors


def _people(item: Finding) -> tuple[Author, ...]:
    """Return whom a text names; a whole line names nobody that its own words do not introduce."""
    return read_given(item.value, field=item.reader not in _LINES).authors


def _without(item: Finding, site: Site) -> Finding:
    """Return an author text without the site's own name behind its people."""
    value = item.value
    for name in site.names:
        if len(name) > _SHORTEST_SITE:
            value = re.sub(rf"\s*[,|/–—-]\s*{re.escape(name)}(?!\w)", "", value, flags=re.IGNORECASE)
    return Finding("authors", value, item.reader)


def _house(item: Finding) -> str:
    """Return the outlet that signs an article of Latin script (`By Example Press`), or ""."""
    signed = item.reader in {"visible", "named"} and item.value[:3].casefold() == "by "
    return (read_given(item.value, field=False).outlet or "") if signed else ""


def _is_account(item: Finding, site: Site) -> bool:
    """Tell whether an eastern text is the name of an account or a column, and not of the site or a paper."""
    if not _ACCOUNT_NAME.fullmatch(item.value):
        return False
    return item.reader == "account" or not (site.owns(item.value) or _PAPER.search(item.value))


def _names(item: Finding) -> set[str]:
    """Return the people that a text names, folded; who only edited or took pictures is none of them.

    Of a line between other lines a bare word is no name, unless it is a header by its date, outlet or brackets.
    """
    reading = read_given(item.value, field=item.reader not in _LINES)
    header = item.reader not in _LINES or has_date(item.value) or bool(_HEADER.search(item.value))
    header = header or bool(reading.outlet and _OUTLET_AND_NAME.fullmatch(item.value))
    return {
        _TITLE.sub("", fold(person.name))
        for person in reading.authors
        if person.role not in _HANDS
        and (header or person.role_text or not _EASTERN.search(person.name))
        and not _NOBODY.match(person.name)
        and not _GLUED.search(person.name)
        and (item.reader != "titled" or person.role == "reporter")
    }


def _owned(item: Finding, site: Site) -> bool:
    """Tell whether all that a text names is the site itself."""
    return all(site.owns(name) for name in _names(item))


def _edited(item: Finding) -> set[str]:
    return {fold(person.name) for person in _people(item) if person.role == "editor"}


def _of(people: Iterable[Finding], *readers: str) -> list[Finding]:
    """Return what the first of these readers that has any says."""
    known = list(people)
    return next((found for reader in readers if (found := [item for item in known if item.reader == reader])), [])


def _western(people: Sequence[Finding], site: Site, text: Sequence[str]) -> list[Finding] | None:
    """Return the data's people, or those of the shown byline where it names more or the data only the site."""
    data = _of(people, *_DATA)
    data = [item for item in data if not _owned(item, site)] or data  # beside a person the site is no author
    foreign = [item for item in people if not _owned(item, site)]
    lines = [item for item in foreign if item.reader == "visible"]
    linked = [item for item in foreign if item.reader == "profile" and any(item.value in line.value for line in lines)]
    shown = linked or _of(foreign, *_SHOWN)
    told, seen = ({name for item in group for name in _names(item)} for group in (data, shown))
    if data and all(_owned(item, site) for item in data):
        named = [item for item in shown if any(" " in name for name in _names(item))]
        # a person's own site bears the person's name, an outlet's an outlet's
        outlets = all(item.value.startswith("The ") or OUTLET_END.search(item.value) for item in data)
        return named or ([] if outlets and _credited(text) else data)
    if data and not (shown and told < seen and shown[0].reader in {"visible", "profile"}):
        return data
    return shown or _of(foreign, "script", "box") or None


def _eastern(people: Sequence[Finding], text: Sequence[str]) -> list[Finding] | None:
    """Return the shown byline, what bears out the text's own credit, else what the mark-up or the data name."""
    if shown := _of(people, "visible", "ending"):
        return shown
    if credited := _credited(text):
        return [item for item in people if _names(item) <= credited]
    data = [item for item in people if item.reader in _DATA and not _LOGIN.fullmatch(item.value)]
    state = [item for item in people if item.reader == "script" and read_given(item.value, field=False).authors]
    return _of(people, "named", "profile") or _of(data, *_DATA) or state or _of(people, "box", "account") or None


def _credited(text: Sequence[str]) -> set[str]:
    """Return the people, folded, whom the text's first or last lines credit."""
    head, tail = read_bylines(text[:_LEAD], "lead"), read_bylines(text[_LEAD:][-_TAIL:], "tail")
    return {fold(person.name) for person in (*head.authors, *tail.authors) if person.role not in _HANDS}
