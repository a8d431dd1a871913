"""Profile `jekyll`: posts for a Jekyll site of any layout, clean Markdown below complete front matter.

The first five keys and the file names are those of the site that `finews` serves, so that its
layouts keep working on these files.
"""

from collections.abc import Mapping
from datetime import datetime

from ingest.article import Article
from ingest.errors import WriteError
from output.frontmatter import Plain, dump_front_matter
from output.markdown import to_markdown
from output.profiles.profile import Profile, Slugs
from output.safety import neutral_title

OPTIONS: Mapping[str, str] = {}


def profile(_options: Mapping[str, str]) -> Profile:
    """Return the profile; it has no options."""
    return Profile(
        name="jekyll",
        slug=_slug,
        render=_render,
        category_page=category_page,
        category_path=category_path,
    )


def category_path(slug: str) -> str | None:
    """Place of a category's page."""
    return f"category/{slug}.html" if slug else None


def category_page(article: Article, slug: str) -> str | None:
    """Page of the article's outlet, or of its feed's category: front matter alone, the layout lists the posts."""
    if not slug:
        return None
    return dump_front_matter({"layout": "category", "title": neutral_title(_tag(article)), "category": slug})


def _slug(article: Article, slugs: Slugs) -> str:
    return slugs.slug(article.outlet) if article.outlet else article.category


def _render(article: Article, slug: str) -> str:
    return dump_front_matter(_front_matter(article, slug)) + "\n" + to_markdown(article.blocks)


def _front_matter(article: Article, slug: str) -> dict[str, object]:
    """Keys in their fixed order, those without a value left out."""
    if article.published is None:
        raise WriteError("article without an instant", source=article.source, field="published")
    dateline = article.dateline
    fields: dict[str, object] = {
        "layout": "post",
        "title": neutral_title(article.title),
        "date": _instant(article.published),
        "categories": slug,
        "tags": neutral_title(_tag(article)),
        "source": neutral_title(article.outlet),
        "source_url": article.source_url,
        "article_id": article.id,
        "authors": [{"name": neutral_title(author.name), "role": author.role} for author in article.authors],
        "dateline": _present({"place": dateline.place, "date": dateline.date_text}) if dateline else {},
        "securities": [{"symbol": s.symbol, "name": neutral_title(s.name)} for s in article.securities],
        "description": neutral_title(article.description),
        "last_modified_at": _instant(article.modified) if article.modified else "",
        "withdrawn": article.withdrawn,
    }
    return _present(fields)


def _tag(article: Article) -> str:
    if article.outlet:
        return f"{article.outlet}新闻"
    read = article.provenance.get("category")
    return read.raw if read and read.raw else article.category


def _instant(instant: datetime) -> Plain:
    return Plain(f"{instant:%Y-%m-%d %H:%M:%S %z}")


def _present(fields: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value}
