"""The headline without the site's name.

A site's name is taken off behind `_`, `-`, `--`, `|` and their kin only on evidence: the page names
its site or a front page so, the host spells it, the page's own headline ends before it, or it ends
like a medium's name.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from ingest.extract.document import squeeze
from ingest.extract.lines import weigh

SEPARATOR = re.compile(
    r"\s*(?:_{1,3}|\|{1,2}|[｜丨│]|[—–]{1,2}|--+|[»«·•]|::)\s*|\s+[-‐:~/]\s+|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|\s+-(?=\S)|(?<=\S)-\s+"
)
_MEDIUM = re.compile(
    r"(?:网|网站|在线|频道|新闻|日报|晚报|早报|晨报|时报|商报|周刊|周报|日報|晚報|時報|電子報|新聞|新聞網|網|資訊|资讯|门户|客户端|"
    r"财经|財經|博客|论坛|电视台|广播|传媒|人民政府|首页|正文|APP|ニュース|新聞社|通信社|网(?:站)?[\u4e00-\u9fff]{2,4}(?:频道)?|(?:国内|国际|社会|娱乐|体育|科技|军事|健康|教育|汽车|旅游|时事|时政|要闻|滚动|地方|本地|评论|生活)(?:新闻|频道|要闻))$|^(?:新闻|正文|首页|首頁|新聞)",
    re.IGNORECASE,
)
# Signs that a headline seldom has within itself; the others also part its own words.
_HARD = ("_", "|", "｜", "│")
# Signs that stand within a site's own name, too.
_SOFT = "·•—–/"
_DATED = re.compile(
    r"\D?(?:20)?\d{2}(?:0[1-9]|1[0-2])\d{2}|\d{1,2}[./]\d{1,2}[./]20\d{2}|20\d{2}[-./]\d{1,2}[-./]\d{1,2}"
)
# What kind of text it is, as English press marks it beside the headline.
_GENRE = re.compile(
    r"opinions?|analysis|commentary|editorials?|column|review|letters?|exclusive|live|video|watch|photos|podcast|explainer"
    r"|perspective|op-?ed|guest (?:column|essay|opinion)|fact check",
    re.IGNORECASE,
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHOWN = 6.0  # what a visible line weighs at least that tells where a headline ends
_FOLDS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\xad": None})


@dataclass(frozen=True, slots=True)
class Site:
    """What the page and its address say of the site's own name."""

    names: tuple[str, ...]
    host: str
    homes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str], url: str, homes: Iterable[str] = ()) -> "Site":
        """Gather the names that the page gives itself, what its links to front pages are called, and the host."""
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            host = ""
        return cls(tuple(fold(name) for name in names if name), host.removeprefix("www."), frozenset(map(fold, homes)))

    def owns(self, part: str) -> bool:
        """Tell whether a part of a title is the site's name by the page's own evidence."""
        text = fold(part)
        if not text or text in self.homes:
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
    text = _behind_medium(_beginning(squeeze(unescape(title)), headlines), shown)
    while True:
        cuts = [match for match in SEPARATOR.finditer(text) if match.start() > 0 and match.end() < len(text)]
        if seen := _seen(text, cuts, shown):
            return seen
        if not cuts:
            return text
        first = cuts[0]
        head, rest = text[: first.start()], text[first.end() :]
        at = next(
            (cut for cut in _tails(cuts) if _goes(text[cut.end() :], text[: cut.start()], site, cut.group())), None
        )
        if at is not None:
            text = _without_channel(text[: at.start()].rstrip(), cuts[: cuts.index(at) + 1], site)
        elif _opens(head, first.group(), site) and weigh(rest) >= 4 and weigh(head) < weigh(rest):
            text = rest.lstrip()
        else:
            return text


def _tails(cuts: Sequence[re.Match[str]]) -> Iterable[re.Match[str]]:
    """Yield the places where a site's name may begin: the last sign, and those before one that names have within."""
    for cut in reversed(cuts):
        yield cut
        if cut.group().strip()[:1] not in _SOFT:
            return


def _opens(head: str, separator: str, site: Site) -> bool:
    """Tell whether the first part of a title is the site's name or says what kind of text it is."""
    return site.owns(head) or (separator.strip() in _HARD and _GENRE.fullmatch(head) is not None)


def _beginning(title: str, headlines: Sequence[str]) -> str:
    """Return the headline that the title begins with and that a separator ends, else the title."""
    whole = fold(title)
    for headline in headlines:
        start = fold(headline)
        if start and whole != start and whole.startswith(start) and weigh(headline) >= 4:
            tail = whole[len(start) :]
            if SEPARATOR.match(tail) or SEPARATOR.match(" " + tail):
                return squeeze(headline)
    return title


def _behind_medium(text: str, shown: Container[str]) -> str:
    """Return what stands behind a medium's name and a colon where the page shows that alone as a line."""
    name, _, rest = text.partition("：")
    return rest.strip() if fold(rest) in shown and _MEDIUM.search(name) and weigh(name) < weigh(rest) else text


def _seen(text: str, cuts: Sequence[re.Match[str]], shown: Container[str]) -> str:
    """Return the longest part before or behind a separator that the page shows as a line, or ""."""
    for cut in reversed(cuts):
        for part in (text[: cut.start()], text[cut.end() :]):
            if weigh(part) >= _SHOWN and weigh(part) * 3 > weigh(text) and fold(part) in shown:
                return part.strip()
    return ""


def _without_channel(text: str, cuts: Sequence[re.Match[str]], site: Site) -> str:
    """Return a title without the channel between headline and site (`headline_channel_site`)."""
    if len(cuts) < 2 or cuts[-1].group().strip() != cuts[-2].group().strip():
        return text
    head, channel = text[: cuts[-2].start()].rstrip(), text[cuts[-2].end() :]
    short = weigh(channel) <= 5 or fold(channel) in site.homes
    return head if short and weigh(head) >= 8 else text


def _goes(tail: str, rest: str, site: Site, separator: str) -> bool:
    """Tell whether the last part of a title is the site's and not the headline's."""
    if site.owns(tail):
        return True
    if weigh(rest) < 4:
        return False
    mark = separator.strip()
    if _DATED.fullmatch(tail) or (mark in _HARD and _GENRE.fullmatch(tail)):
        return True
    if _MEDIUM.search(tail) and weigh(tail) <= 16:
        return mark[0] not in "·—–丨│" or mark != separator  # a name's dot and a dash within a sentence part no site
    if mark.startswith("_"):
        return weigh(tail) <= 14
    return mark.startswith(_HARD) and bool(_CJK.search(rest)) and weigh(tail) <= 8 and weigh(rest) >= 2 * weigh(tail)
