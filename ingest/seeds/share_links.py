"""Share links of large hosts, from the table beside this file: one form for one article.

The table lies here and not among the sources in SEEDS_DIR, where each file is a source and the folder may be
exchanged; and in `seeds`, as both `ingest` and `pipelines` ask it and it is knowledge about sources.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

from ingest.seeds.plain_yaml import read_plain

TABLE = files("ingest.seeds") / "share_links.yaml"
MOST_WRAPPED = 3
_KEYS = {"host", "path", "query", "hash", "link", "target", "moved"}


@dataclass(frozen=True, slots=True)
class ShareForm:
    """One line of the table; see its head for what each part means."""

    host: re.Pattern[str]
    path: re.Pattern[str]
    query: tuple[str, ...]
    hash: re.Pattern[str] | None
    link: str
    target: tuple[str, ...]
    moved: bool

    def words(self, parts: SplitResult) -> dict[str, str] | None:
        """Return what the form's placeholders and parameters stand for in a link; None for another link."""
        if not self.host.fullmatch((parts.hostname or "").rstrip(".")):
            return None
        found = [self.path.fullmatch(parts.path or "/")]
        found += [self.hash.match(parts.fragment)] if self.hash else []
        given = dict(parse_qsl(parts.query))
        if any(match is None for match in found) or (self.query and not given.get(self.query[0])):
            return None
        words = {name: text for match in found if match for name, text in match.groupdict().items()}
        return {**words, **{name: given[name] for name in (*self.query, *self.target) if given.get(name)}}


def one_form(link: str) -> str:
    """Return a link of a known host in the form that names its article and nothing else; any other as it is.

    >>> one_form("https://m.thepaper.cn/detail/123?from=wechat")
    'https://www.thepaper.cn/newsDetail_forward_123'
    """
    link = unwrapped(link)
    form, words = _known(link)
    if form is None or form.moved or form.target or "target" in words:
        return link
    parts = urlsplit(link)
    bare = form.link or f"{parts.scheme}://{parts.netloc}{parts.path}"
    bare = re.sub(r"\{(\w+)\}", lambda place: quote(words.get(place[1], ""), safe="-_"), bare)
    kept = [
        f"{name}={quote(words[name], safe='=')}"
        for name in form.query
        if name in words and f"{{{name}}}" not in form.link
    ]
    return f"{bare}?{'&'.join(kept)}" if kept else bare


def unwrapped(link: str) -> str:
    """Return the link that a forwarding page's link leads to, where it stands in it; any other as it is."""
    for _ in range(MOST_WRAPPED):
        form, words = _known(link)
        if form is None:
            return link
        inner = words.get("target") or next((words[name] for name in form.target if words.get(name)), "")
        if inner and "://" not in inner and "target" in form.path.groupindex:
            inner = f"https://{inner}"
        if not re.match(r"https?://[^/]", inner):
            return link
        link = inner
    return link


def is_moved(link: str) -> bool:
    """Whether a link is a shortener's, so that only its server knows the article."""
    form, _ = _known(link)
    return form is not None and form.moved


def _known(link: str) -> tuple[ShareForm | None, Mapping[str, str]]:
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # the library's word for a broken host
        return None, {}
    if parts.scheme.lower() not in ("http", "https"):
        return None, {}
    for form in forms():
        if form.host.fullmatch(host) and (words := form.words(parts)) is not None:
            return form, words
    return None, {}


@cache
def forms() -> tuple[ShareForm, ...]:
    """Return the table, read once; ValueError for a line that cannot be meant so."""
    lines, _ = read_plain(TABLE.read_text(encoding="utf-8"))
    if not isinstance(lines, list):
        raise ValueError(f"{TABLE.name} is no list")  # noqa: TRY004  # a fault in a file, not in a call
    return tuple(map(_form, lines))


def _form(line: Mapping[str, str | list[str]]) -> ShareForm:
    if unknown := set(line) - _KEYS:
        raise ValueError(f"{TABLE.name}: unknown {', '.join(sorted(unknown))}")
    text = {name: value for name, value in line.items() if isinstance(value, str)}
    return ShareForm(
        host=_pattern(text["host"]),
        path=_pattern(text["path"]),
        query=_names(line.get("query", ())),
        hash=_pattern(text["hash"]) if "hash" in text else None,
        link=text.get("link", ""),
        target=_names(line.get("target", ())),
        moved=text.get("moved") == "true",
    )


def _names(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _pattern(text: str) -> re.Pattern[str]:
    """Compile `*`, `{name}` and `{name:regular expression}`; all else stands for itself."""
    parts = re.split(r"(\*|\{\w+(?::(?:[^{}]|\{\d+\})+)?\})", text)
    return re.compile("".join(map(_part, parts)), re.ASCII)


def _part(part: str) -> str:
    if part == "*":
        return ".*"
    if part.startswith("{"):
        name, _, pattern = part[1:-1].partition(":")
        return f"(?P<{name}>{pattern or '[A-Za-z0-9_-]+'})"
    return re.escape(part)
