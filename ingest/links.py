"""A shared link -> the source that claims it, and the one article it names."""

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

from ingest.errors import UsageError
from ingest.seeds import LinkForm, Seed, unwrapped
from pipelines.identity import canonical_link, code_of

MOST_CHARACTERS = 10_000_000  # of a file of links, which is some hundred thousand of them
LONGEST_LINK = 8192  # characters; servers refuse longer ones (nginx and Apache from 8 KiB on)
# words of an address that name no article
_OF_ALL = re.compile(r"index|default|home|main|amp|mobile|news|article|detail|show|content|[^\W\d]{0,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A link that a seed knows: the code it names ("" where the source has none) and the step that reads it first."""

    seed: Seed
    code: str
    via: str
    link: str


def claim(seeds: Iterable[Seed], link: str) -> Claim | None:
    """Return the first claim on a link in the order of the seeds, or None.

    Scheme, the case of host, path and parameter names, further parameters and fragments do not matter.
    """
    if not canonical_link(link):
        return None
    parts = urlsplit(link.strip())
    for seed in seeds:
        for form in seed.links:
            code = _code(form, seed, parts)
            if code is not None:
                return Claim(seed, code, form.via, link)
    return None


def claim_own(seed: Seed, link: str) -> Claim:
    """Return this seed's claim on a link.

    Raises UsageError that names what does read the link.
    """
    found = claim([seed], link)
    if found is None:
        raise UsageError(
            "no link of this source",
            source=seed.name,
            raw=link,
            fix=f"scrapy crawl article -a url={shlex.quote(link)} reads any article page",
        )
    return found


def own_link(asked: str, read_at: str, canonical: str) -> str:
    """Return the link that names the article which a page is: asked for by one link, read at another, saying a third.

    A redirect counts as the server's word, unless it leads to a front page. A page's canonical link counts on its
    own site alone (or any page could name itself another site's), and only where it has a word of the article's
    in common with the address: many sites name their front page, or one address for all.

    >>> own_link("https://m.lake.example/a/12345", "https://m.lake.example/a/12345", "https://www.lake.example/12345.html")
    'https://www.lake.example/12345.html'
    >>> own_link("https://lake.example/a/12345", "https://lake.example/a/12345", "https://lake.example/")
    'https://lake.example/a/12345'
    """
    here = read_at if canonical_link(read_at) and urlsplit(read_at).path.strip("/") else asked
    named = urlsplit(canonical_link(canonical))
    if not named.netloc or not _same_site(urlsplit(here).hostname or "", named.hostname or ""):
        return here
    values = [value.lower() for _, value in parse_qsl(urlsplit(here).query)]
    told = [value.lower() for _, value in parse_qsl(named.query)] if not _words(named.path) else []
    return canonical if {*_words(named.path), *told} & {*_words(urlsplit(here).path), *values} else here


def _words(path: str) -> set[str]:
    """Return what in a path names an article: its last word that says something, and long numbers that are no day."""
    parts = [part.partition(".")[0] for part in path.lower().split("/")]
    last = [part for part in parts if not _OF_ALL.fullmatch(part)][-1:]
    numbers = re.findall(r"(?<!\d)(?!(?:19|20)\d{4}(?:\d\d)?(?!\d))\d{5,}", path)
    return {*last, *numbers, *(re.sub(r"[_-]\d{1,2}$", "", word) for word in last)}


def _same_site(one: str, other: str) -> bool:
    """Whether two hosts are one site: the same but for `www`, `m` or `amp`, or one below the other."""
    first, second = (re.sub(r"^(?:www|m|mobile|wap|amp|touch|3g|h5)\.", "", host.lower()) for host in (one, other))
    inner, outer = sorted((first, second), key=len)
    return first == second or ("." in inner and outer.endswith(f".{inner}"))


def split_links(url: str | None, urls_file: str | None) -> tuple[str, ...]:
    """Return the links of `-a url=` (separated by white space or commas) and `-a urls_file=`, each once.

    In a file, `#` at the start of a line makes it a comment. A comma inside a link stays: it separates only
    before a scheme. A link that only leads to another one gives that one.
    Raises UsageError for a file that cannot be read and for text that is no link, or longer than any server reads.
    """
    text = url or ""
    if urls_file:
        try:
            with Path(urls_file).open(encoding="utf-8-sig") as file:
                listed = file.read(MOST_CHARACTERS + 1)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
            raise UsageError(
                f"cannot read the file of links ({why})", field="urls_file", raw=urls_file, fix="name a text file"
            ) from error
        if len(listed) > MOST_CHARACTERS:
            raise UsageError("too large for a file of links", field="urls_file", raw=urls_file, fix="give it in parts")
        text += "\n" + "\n".join(line for line in listed.splitlines() if not line.lstrip().startswith("#"))
    parts = re.split(r"\s+|(?<![,，])[,，]++(?=\s|$|https?:)", text, flags=re.IGNORECASE)
    links = dict.fromkeys(link for part in parts if (link := part.strip(" ,，")))
    if not links and (url is not None or urls_file is not None):
        raise UsageError("no link given", field="urls_file" if urls_file else "url", fix="write -a url='https://…'")
    for link in links:
        if len(link) > LONGEST_LINK:
            fix = f"no server reads one of more than {LONGEST_LINK} characters"
            raise UsageError("too long for a link", field="url", raw=link[:LONGEST_LINK], fix=fix)
        if not canonical_link(link):
            raise UsageError("not a link", field="url", raw=link, fix="write a whole http or https address")
    return tuple(dict.fromkeys(map(unwrapped, links)))


def _code(form: LinkForm, seed: Seed, parts: SplitResult) -> str | None:
    """Return the code that a link of this form names, "" where the source has no codes, None for another link."""
    if not _glob(form.host).fullmatch((parts.hostname or "").rstrip(".")):
        return None
    found = _glob(form.path).fullmatch(parts.path)
    if not found:
        return None
    if not seed.identity:
        return ""
    if not form.query:
        return code_of(seed, found["code"]) or None
    named = [value for name, value in parse_qsl(parts.query) if name.lower() == form.query.lower()]
    return (code_of(seed, named[0]) or None) if named else None


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """Compile a form's pattern: `*` is any text, `{code}` one word that the seed then knows as a code or not."""
    parts = re.split(r"(\*|\{code\})", pattern)
    known = {"*": ".*", "{code}": "(?P<code>[A-Za-z0-9_-]+)"}
    return re.compile("".join(known.get(part, re.escape(part)) for part in parts), re.IGNORECASE)
