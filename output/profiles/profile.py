"""What a profile declares: where files go, and how an article and its category page are worded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ingest.article import Article


class Slugs(Protocol):
    """Where a profile asks for an outlet's lasting slug."""

    def slug(self, outlet: str) -> str:
        """Slug of this outlet, the same for ever."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of downstream site. Paths are relative to OUTPUT_DIR, texts end up as UTF-8 as they are.

    `slug(article, slugs)` is the slug of the article's category, "" when it belongs to none;
    `render(article, slug)` the whole text of its file, its line ends those the file shall have;
    `category_page(article, slug)` the text of its category's page and `category_path(slug)` its place,
    both None where the site makes the page itself.
    """

    name: str
    slug: Callable[[Article, Slugs], str]
    render: Callable[[Article, str], str]
    category_page: Callable[[Article, str], str | None]
    category_path: Callable[[str], str | None]
    posts_dir: str = "_posts"
    archive_dir: str = "old_post"
    permalink: str = ""
    """Way of an article's page from the site's root with `{id}` in it, "" where the site alone knows."""
    keeps_feeds_apart: bool = False
    """Whether one article read by two feeds is two files, as the old site has them."""
    keeps_line_ends: bool = False
    r"""Whether the source's own `\r\n` stay; else every line end is `\n`."""
    has_listings: bool = True
    """Whether manifest and feeds stand beside the posts; not where the tree is another program's own."""
    companions: Mapping[str, str] = field(default_factory=dict)
    """Files that the generator needs beside the posts, such as a schema of their front matter."""
