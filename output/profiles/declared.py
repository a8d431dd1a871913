"""A profile as data: a YAML file says where files go and which front matter they have.

The profiles of this folder and a user's own are the same kind of file; docs/profiles.md shows every key.
"""

import re
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from ingest.article import Article
from ingest.errors import UsageError
from ingest.seeds.plain_yaml import read_plain
from output.frontmatter import dump_front_matter
from output.markdown import to_markdown
from output.paths import safe_id
from output.profiles.fields import FORMS, INSTANT_FORMS, INSTANTS, VALUES, tag
from output.profiles.profile import Profile, Slugs
from output.profiles.zod import content_config
from output.safety import clean_scalar, neutral_title

MOST_BYTES = 100_000
_FOLDER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
_ADDRESS = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*/)*[A-Za-z0-9_.~-]*\{id\}[A-Za-z0-9_.~/-]*")
_PAGE = re.compile(rf"(?:{_FOLDER.pattern}/)?\{{slug\}}[A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)?")


def _folder(text: str) -> str:
    if not _FOLDER.fullmatch(text):
        raise ValueError("write a path below OUTPUT_DIR, such as content/posts")
    return text


def _address(text: str) -> str:
    if text and (not _ADDRESS.fullmatch(text) or ".." in text or "//" in text):
        raise ValueError("write a path from the site's root with {id} in it once, such as /posts/{id}.html")
    return text


def _page(text: str) -> str:
    if not _PAGE.fullmatch(text) or ".." in text:
        raise ValueError("write a path below OUTPUT_DIR with {slug} in it, such as category/{slug}.html")
    return text


def _known(text: str) -> str:
    if text not in VALUES and text != "permalink":
        raise ValueError(f"known are {', '.join(VALUES)}, permalink")
    return text


def _form(text: str) -> str:
    if text not in FORMS:
        raise ValueError(f"known are {', '.join(FORMS)}")
    return text


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Key(_Part):
    """One key of front matter: the value that it holds and its form, or a constant."""

    value: Annotated[str, AfterValidator(_known)] = ""
    form: Annotated[str, AfterValidator(_form)] = ""
    constant: str = ""

    @model_validator(mode="after")
    def _fits(self) -> "Key":
        if bool(self.value) == bool(self.constant) or (self.constant and self.form):
            raise ValueError("write a value (with a form), or a constant")
        if (self.value in INSTANTS) != (self.form in INSTANT_FORMS):
            raise ValueError(f"write published and modified, and nothing else, as one of {', '.join(INSTANT_FORMS)}")
        return self

    def of(self, article: Article, slug: str, words: "Declaration") -> object:
        """Return what the key holds for this article; something false when there is nothing to say."""
        if self.value == "permalink":
            return words.permalink.replace("{id}", safe_id(article.id))
        if self.constant:
            return {"true": True, "false": False}.get(self.constant, self.constant)
        value = VALUES[self.value].read(article, slug, words.words)
        if isinstance(value, str):
            value = clean_scalar(value)
        return FORMS[self.form](value) if value and self.form else value


def _short(value: object) -> object:
    return {"value": value} if isinstance(value, str) else value


class Declaration(_Part):
    """All that a profile's file says; the comments of docs/profiles.md tell what each key is for."""

    posts: Annotated[str, AfterValidator(_folder)]
    archive: Annotated[str, AfterValidator(_folder)]
    permalink: Annotated[str, AfterValidator(_address)] = ""
    titles: Literal["escaped", "plain"] = "escaped"
    category_page: Annotated[str, AfterValidator(_page)] | None = None
    schema_file: Annotated[str, AfterValidator(_folder)] | None = None
    front_matter: dict[
        Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")], Annotated[Key, BeforeValidator(_short)]
    ]

    @model_validator(mode="after")
    def _apart(self) -> "Declaration":
        if self.posts.casefold() == self.archive.casefold():
            raise ValueError("write two folders for posts and archive")
        return self

    def words(self, text: str) -> str:
        """Text as this kind of site prints it safely."""
        return neutral_title(text) if self.titles == "escaped" else text


def read_declaration(path: Traversable) -> Declaration:
    """Read a profile's file; raises UsageError with all its faults, each with its key and what would fix it."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        parts, repeated = read_plain(content[:MOST_BYTES].decode("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        told = " ".join(str(error).split())
        raise UsageError("profile that cannot be read", field="PROFILE", url=str(path), raw=told) from error
    try:
        declaration = Declaration.model_validate(parts)
    except ValidationError as error:
        raise _faulty(path, [*repeated, *map(_worded, error.errors())]) from error
    if repeated or len(content) > MOST_BYTES:
        raise _faulty(path, repeated or [f"it is larger than {MOST_BYTES} bytes"])
    return declaration


def declared_profile(name: str, path: Traversable, options: Mapping[str, str]) -> Profile:
    """Return the profile that a file declares; the option `permalink` replaces its own, "" leaves it out.

    Raises UsageError for a file with faults and for unknown options.
    """
    declaration = read_declaration(path)
    for option in options.keys() - {"permalink"}:
        fix = "known is permalink"
        raise UsageError("unknown option of the profile", source=name, field="PROFILE_OPTIONS", raw=option, fix=fix)
    if "permalink" in options:
        try:
            _address(options["permalink"])
        except ValueError as error:
            raise UsageError(
                "no address", source=name, field="PROFILE_OPTIONS.permalink", raw=options["permalink"], fix=str(error)
            ) from error
        declaration = declaration.model_copy(update={"permalink": options["permalink"]})

    def category_page(article: Article, slug: str) -> str | None:
        if not (slug and declaration.category_page):
            return None
        title = declaration.words(tag(article))
        return dump_front_matter({"layout": "category", "title": title, "category": slug})

    def category_path(slug: str) -> str | None:
        return declaration.category_page.replace("{slug}", slug) if slug and declaration.category_page else None

    def render(article: Article, slug: str) -> str:
        VALUES["published"].read(article, slug, str)  # whatever keys there are, nothing goes out without a time
        held = {key: part.of(article, slug, declaration) for key, part in declaration.front_matter.items()}
        kept = {key: value for key, value in held.items() if value or declaration.front_matter[key].constant}
        return dump_front_matter(kept) + "\n" + to_markdown(article.blocks)

    folders = [declaration.posts, declaration.archive]
    keys = {key: (part.value, part.form) for key, part in declaration.front_matter.items()}
    return Profile(
        name=name,
        slug=_slug,
        render=render,
        category_page=category_page,
        category_path=category_path,
        posts_dir=declaration.posts,
        archive_dir=declaration.archive,
        permalink=declaration.permalink,
        companions={declaration.schema_file: content_config(folders, keys)} if declaration.schema_file else {},
    )


def _slug(article: Article, slugs: Slugs) -> str:
    return slugs.slug(article.outlet) if article.outlet else article.category


def _faulty(path: Traversable, faults: list[str]) -> UsageError:
    return UsageError("profile with faults", field="PROFILE", url=PurePosixPath(str(path)).name, fix="; ".join(faults))


def _worded(fault: object) -> str:
    assert isinstance(fault, dict), "pydantic words its errors so"  # noqa: S101 - said to the type checker
    where = ".".join(map(str, fault["loc"])) or "the whole"
    return f"{where}: {fault['msg'].removeprefix('Value error, ')}"
