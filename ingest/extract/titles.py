"""The headline without the site's name, whole, and of this article.

A site's name is taken off behind `_`, `-`, `--`, `|` and their kin only on evidence: the page names
its site so, the host spells it, the page's own headline ends before it, or it ends like a medium's
name. A title that was cut (an unescaped quote in a meta tag, an ellipsis) is completed from a
longer one that begins the same.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.extract.document import squeeze
from ingest.extract.lines import weigh

_SEPARATOR = re.compile(
    r"\s*(?:_{1,3}|\|{1,2}|[｜丨]|[—–]{1,2}|--+|[»«·•]|::)\s*|\s+[-‐:~/]\s+|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|\s+-(?=\S)|(?<=\S)-\s+"
)
_MEDIUM = re.compile(
    r"(?:网|网站|在线|频道|新闻|日报|晚报|早报|晨报|时报|商报|周刊|周报|日報|晚報|時報|電子報|新聞|新聞網|網|資訊|资讯|门户|客户端|"
    r"财经|財經|博客|论坛|电视台|广播|传媒|人民政府|首页|正文|APP|ニュース|新聞社|通信社|网(?:站)?[\u4e00-\u9fff]{2,4}(?:频道)?|(?:国内|国际|社会|娱乐|体育|科技|军事|健康|教育|汽车|旅游|时事|时政|要闻|滚动|地方|本地|评论|生活)(?:新闻|频道|要闻))$|^(?:新闻|正文|首页|首頁|新聞)",
    re.IGNORECASE,
)
# Signs that a headline seldom has within itself; the others also part its own words.
_HARD = ("_", "|", "｜")
# What stands before a headline that is no part of it: the way to the page, or what kind of page it is.
_TRAIL = re.compile(r"[〉>»》|｜]\s*$|^(?:blog|news|article|press release|opinion|watch|video)\s*:\s*$", re.IGNORECASE)
_COUNTER = re.compile(r"\s*[(（\[【](?:\d{1,2}[:：]\d{2}|\d{1,3}\s*/\s*\d{1,3})[)）\]】]\s*$")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CUT = re.compile(r"(?:…|\.{3,}|。{3,})$")
_NO_LETTER = re.compile(r"[\W_]+")
_QUOTES = "\"'“”‘’「」『』«»"
_SHOWN = 6.0  # what a visible line weighs at least that tells where a headline ends
_FOLDS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\xad": None})


@dataclass(frozen=True, slots=True)
class Site:
    """What the page and its address say of the site's own name."""

    names: tuple[str, ...]
    host: str

    @classmethod
    def of(cls, names: Iterable[str], url: str) -> "Site":
        """Gather the names that the page gives itself and the host's registered part."""
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            host = ""
        return cls(tuple(fold(name) for name in names if name), host.removeprefix("www."))

    def owns(self, part: str) -> bool:
        """Tell whether a part of a title is the site's name by the page's own evidence."""
        text = fold(part)
        if not text:
            return True
        if any(text in name or (name in text and len(text) < len(name) + 15) for name in self.names if len(name) > 1):
            return True
        letters = "".join(char for char in text if char.isascii() and char.isalnum())
        if len(letters) < 3 or len(letters) * 2 < len(text.replace(" ", "")):
            return False
        label = self.host.replace("-", "").replace(".", "")
        return letters in label or any(bit in letters and len(bit) * 2 > len(letters) for bit in self.host.split("."))


def fold(text: str) -> str:
    """Return a title in the form in which titles are compared: width, case, quotes and dashes alike."""
    return squeeze(unicodedata.normalize("NFKC", text).translate(_FOLDS)).casefold()


def clean_title(title: str, site: Site, headlines: Sequence[str] = (), shown: Container[str] = ()) -> str:
    """Return a title without the site's name at its end or beginning.

    `headlines` and `shown` (folded visible lines) are evidence: where one of them ends before a
    separator of the title, the headline ends there too.

    >>> clean_title("Rain ends - The Example Times", Site(("the example times",), "example.com"))
    'Rain ends'
    """
    text = _beginning(squeeze(title), headlines)
    while True:
        cuts = [match for match in _SEPARATOR.finditer(text) if match.start() > 0 and match.end() < len(text)]
        if seen := _seen(text, cuts, shown):
            return seen
        if not cuts:
            return text
        last, first = cuts[-1], cuts[0]
        tail, head = text[last.end() :], text[: first.start()]
        if _goes(tail, text[: last.start()], site, last.group()):
            text = _without_channel(text[: last.start()].rstrip(), cuts)
        elif site.owns(head) and weigh(text[first.end() :]) >= 4 and weigh(head) < weigh(text[first.end() :]):
            text = text[first.end() :].lstrip()
        else:
            return text


def _beginning(title: str, headlines: Sequence[str]) -> str:
    """Return the headline that the title begins with and that a separator ends, else the title."""
    whole = fold(title)
    for headline in headlines:
        start = fold(headline)
        if start and whole != start and whole.startswith(start) and weigh(headline) >= 4:
            tail = whole[len(start) :]
            if _SEPARATOR.match(tail) or _SEPARATOR.match(" " + tail):
                return squeeze(headline)
    return title


def _seen(text: str, cuts: Sequence[re.Match[str]], shown: Container[str]) -> str:
    """Return the longest part before or behind a separator that the page shows as a line, or ""."""
    for cut in reversed(cuts):
        for part in (text[: cut.start()], text[cut.end() :]):
            if weigh(part) >= _SHOWN and weigh(part) * 3 > weigh(text) and fold(part) in shown:
                return part.strip()
    return ""


def _without_channel(text: str, cuts: Sequence[re.Match[str]]) -> str:
    """Return a title without the channel between headline and site (`headline_channel_site`)."""
    if len(cuts) < 2 or cuts[-1].group().strip() != cuts[-2].group().strip():
        return text
    head, channel = text[: cuts[-2].start()].rstrip(), text[cuts[-2].end() :]
    return head if weigh(channel) <= 5 and weigh(head) >= 8 else text


def _goes(tail: str, rest: str, site: Site, separator: str) -> bool:
    """Tell whether the last part of a title is the site's and not the headline's."""
    if site.owns(tail):
        return True
    if weigh(rest) < 4:
        return False
    mark = separator.strip()
    if _MEDIUM.search(tail) and weigh(tail) <= 16:
        return mark[0] not in "·—–丨" or mark != separator  # a name's dot and a dash within a sentence part no site
    if mark.startswith("_"):
        return weigh(tail) <= 14
    return mark.startswith(_HARD) and bool(_CJK.search(rest)) and weigh(tail) <= 8 and weigh(rest) >= 2 * weigh(tail)


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, 0 to 1: the share of letter pairs that they have in common (Dice)."""
    ours, theirs = _pairs(one), _pairs(other)
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if ours and theirs else 0.0


def _pairs(text: str) -> Counter[str]:
    """Return the pairs of neighbouring letters of a folded text."""
    letters = _NO_LETTER.sub("", fold(text))
    return Counter(letters[index : index + 2] for index in range(max(1, len(letters) - 1)))


def choose_title(
    titles: Sequence[tuple[str, str]],
    headlines: Sequence[tuple[bool, str]],
    site: Site,
    shown: Container[str] = (),
) -> tuple[str, str]:
    """Return the article's title and the reader that gave it; ("", "") when there is none.

    `titles` are (reader, text) in rank order, `headlines` the page's visible ones as (is an h1,
    text), `shown` its visible lines, folded. A visible headline that a ranked title bears out beats
    them all: it is what readers of the page see, while titles for machines are shortened, sold or
    carry the site's name.
    """
    # a page without a headline has the site's name alone in its <title>, behind the sign that divides the two
    whole = [(reader, text) for reader, text in titles if not text.startswith("_")]
    cleaned = [(reader, clean_title(text, site, [head for _, head in headlines], shown)) for reader, text in whole]
    best, most = "", 0.0
    for first, text in headlines:
        likest = max((likeness(text, other) for _, other in cleaned), default=0.5)
        if likest >= (0.3 if first else 0.6) and likest + 0.3 * first > most and not site.owns(text):
            if any(_is_opening(text, other) for _, other in cleaned):
                continue
            best, most = text, likest + 0.3 * first
    if best:
        return _bare(clean_title(best, site), [text for _, text in cleaned]), "headline"
    for reader, text in cleaned:
        if text and not site.owns(text):
            return _completed(text, [other for _, other in cleaned]), reader
    firsts = [text for first, text in headlines if first and not site.owns(text)]
    if firsts:
        return firsts[0], "headline"
    return cleaned[0][::-1] if cleaned else ("", "")


def _is_opening(headline: str, title: str) -> bool:
    """Tell whether a heading is only what a title begins with, such as the topic before a colon.

    What a separator parts from it is the site's and makes a short headline no topic.
    """
    start, whole = fold(headline), fold(title)
    rest = whole[len(start) :] if whole.startswith(start) else ""
    return bool(rest) and weigh(headline) * 2 < weigh(title) and not _SEPARATOR.match(rest)


def _bare(headline: str, titles: Iterable[str]) -> str:
    """Return the headline without the way to the page before it, or the clock and page number behind it.

    Both only where a title for machines is the same without them.
    """
    text = fold(headline)
    for title in titles:
        same = fold(title)
        if not same or same == text:
            continue
        if text.endswith(same) and _TRAIL.search(text[: -len(same)]):
            return title
        if text.startswith(same) and _COUNTER.fullmatch(text[len(same) :]):
            return title
    return headline


def _completed(title: str, others: Iterable[str]) -> str:
    """Return the title, or the longer one that begins with it where it was cut."""
    stem = fold(_CUT.sub("", title))
    for other in others:
        longer = fold(other)
        if len(longer) > len(stem) and longer.startswith(stem):
            rest = longer[len(stem) :].lstrip()
            if _CUT.search(title) or rest[:1] in _QUOTES:
                return other
    return title
