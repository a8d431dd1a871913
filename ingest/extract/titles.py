"""The headline without the site's name, whole, and of this article.

A site's name is taken off behind `_`, `-`, `--`, `|` and their kin only on evidence: the page names
its site so, the host spells it, the page's own headline ends before it, or it ends like a medium's
name. A title that was cut (an unescaped quote in a meta tag, an ellipsis) is completed from a
longer one that begins the same.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.extract.document import squeeze
from ingest.extract.lines import weigh

_SEPARATOR = re.compile(
    r"\s*(?:_{1,3}|\|{1,2}|｜|[—–]{1,2}|--+|[»«·•]|::)\s*|\s+[-‐:~/]\s+|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|\s+-(?=\S)|(?<=\S)-\s+"
)
_MEDIUM = re.compile(
    r"(?:网|网站|在线|频道|新闻|日报|晚报|早报|晨报|时报|商报|周刊|周报|日報|晚報|時報|新聞|新聞網|網|資訊|资讯|门户|客户端|"
    r"财经|財經|博客|论坛|电视台|广播|传媒|人民政府|首页|正文|APP|ニュース|新聞社|通信社|网(?:站)?[\u4e00-\u9fff]{2,4}(?:频道)?|(?:国内|国际|社会|娱乐|体育|科技|军事|健康|教育|汽车|旅游|时事|时政|要闻|滚动|地方|本地|评论|生活)(?:新闻|频道|要闻))$|^(?:新闻|正文|首页|首頁|新聞)",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:…|\.{3,}|。{3,})$")
_NO_LETTER = re.compile(r"[\W_]+")
_QUOTES = "\"'“”‘’「」『』«»"
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


def clean_title(title: str, site: Site, headlines: Sequence[str] = ()) -> str:
    """Return a title without the site's name at its end or beginning.

    >>> clean_title("Rain ends - The Example Times", Site(("the example times",), "example.com"))
    'Rain ends'
    """
    text = squeeze(title)
    for headline in headlines:
        rest = fold(text)
        start = fold(headline)
        if start and rest != start and rest.startswith(start) and weigh(headline) >= 4:
            tail = rest[len(start) :]
            if _SEPARATOR.match(tail) or _SEPARATOR.match(" " + tail):
                return squeeze(headline)
    while True:
        cuts = [match for match in _SEPARATOR.finditer(text) if match.start() > 0 and match.end() < len(text)]
        if not cuts:
            return text
        last, first = cuts[-1], cuts[0]
        tail, head = text[last.end() :], text[: first.start()]
        if _goes(tail, text[: last.start()], site, last.group().strip()):
            text = text[: last.start()].rstrip()
            text = _without_channel(text, last.group().strip())
        elif site.owns(head) and weigh(text[first.end() :]) >= 4 and weigh(head) < weigh(text[first.end() :]):
            text = text[first.end() :].lstrip()
        else:
            return text


def _without_channel(text: str, separator: str) -> str:
    """Return a title without the channel between headline and site (`headline_channel_site`)."""
    head, mark, channel = text.rpartition(separator) if separator else (text, "", "")
    return head.rstrip() if mark and weigh(channel) <= 5 and weigh(head) >= 8 else text


def _goes(tail: str, rest: str, site: Site, separator: str) -> bool:
    """Tell whether the last part of a title is the site's and not the headline's."""
    if weigh(rest) < 4 and not site.owns(tail):
        return False
    if site.owns(tail):
        return True
    if _MEDIUM.search(tail) and weigh(tail) <= 16:
        return True
    return separator.startswith("_") and weigh(tail) <= 14


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
    titles: Sequence[tuple[str, str]], headlines: Sequence[tuple[bool, str]], site: Site
) -> tuple[str, str]:
    """Return the article's title and the reader that gave it; ("", "") when there is none.

    `titles` are (reader, text) in rank order, `headlines` the page's visible ones as (is an h1,
    text). A visible headline that a ranked title bears out beats them all: it is what readers of
    the page see, while titles for machines are shortened, sold or carry the site's name.
    """
    cleaned = [(reader, clean_title(text, site, [shown for _, shown in headlines])) for reader, text in titles]
    best, most = "", 0.0
    for first, text in headlines:
        likest = max((likeness(text, other) for _, other in cleaned), default=0.5)
        if likest >= (0.3 if first else 0.6) and likest + 0.3 * first > most and not site.owns(text):
            best, most = text, likest + 0.3 * first
    if best:
        return clean_title(best, site), "headline"
    for reader, text in cleaned:
        if text and not site.owns(text):
            return _completed(text, [other for _, other in cleaned]), reader
    shown = [text for first, text in headlines if first and not site.owns(text)]
    if shown:
        return shown[0], "headline"
    return cleaned[0][::-1] if cleaned else ("", "")


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
