"""What a seed may say: one typed model, each check with the words that tell how to mend it."""

import re
from datetime import date
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    Tag,
    model_validator,
)

from ingest.seeds import checks

Text = Annotated[str, Field(min_length=1)]
Flag = Annotated[bool, BeforeValidator(checks.true_or_false)]
Zone = Annotated[str, AfterValidator(checks.zone)]
Expression = Annotated[str, AfterValidator(checks.expression)]
Selector = Annotated[str, AfterValidator(checks.selector)]
Pattern = Annotated[str, AfterValidator(checks.pattern)]
FeedAddress = Annotated[str, AfterValidator(checks.address("page"))]
LinkTemplate = Annotated[str, AfterValidator(checks.address("code", "id", "link"))]
TextAddress = Annotated[str, AfterValidator(checks.address("code", "infocode", "id", "link"))]
Shares = Annotated[dict[str, Annotated[float, Field(gt=0, le=1)]], AfterValidator(checks.known_fields)]
Fields = Annotated[dict[str, Expression], AfterValidator(checks.known_fields)]
_one_or_more = BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
Words = Annotated[tuple[Text, ...], _one_or_more]
Selectors = Annotated[dict[str, Annotated[tuple[Selector, ...], _one_or_more]], AfterValidator(checks.known_selectors)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Identity(_Part):
    """What makes an article one article: its code, the id made of it, the link that names it."""

    code: Annotated[str, AfterValidator(checks.code_pattern)]
    id: Annotated[str, AfterValidator(checks.id_template)] = "{code}"
    link: LinkTemplate


class LinkForm(_Part):
    """One form in which people share this source's articles; `*` stands for any text.

    The code stands either in the path as `{code}` or in the query parameter named `query`, whose
    name and value are matched without regard to case and to other parameters. Where a source has no
    code of its own (no `identity`), the form has none and the link itself is the article's name.
    """

    host: Annotated[str, AfterValidator(checks.host_pattern)]
    path: Annotated[str, AfterValidator(checks.path_pattern)]
    query: str = ""
    via: str = ""

    @model_validator(mode="after")
    def _has_code(self) -> Self:
        if "{code}" in self.path and self.query:
            raise ValueError("name the code's place once: {code} in path, or a query parameter")
        return self


class Category(_Part):
    """A fixed category for a feed whose records name no outlet."""

    slug: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
    title: Text


class _Feed(_Part):
    url: FeedAddress
    rank: Annotated[int, Field(ge=1, le=90)] = 50
    via: str = ""
    category: Category | None = None
    enabled: Flag = True
    least: Annotated[int, Field(ge=0)] = 0
    filled: Shares = Field(default_factory=dict)
    pages: Annotated[int, Field(ge=1, le=100)] = 1
    match: Pattern = ""

    def takes(self, link: str) -> bool:
        """Whether a link found in the feed is an article's by `match`; all are where it is not given."""
        return re.search(self.match, link) is not None

    @model_validator(mode="after")
    def _goes_on(self) -> Self:
        following = str(getattr(self, "next", ""))
        onward = "{page}" in self.url or following != ""
        if getattr(self, "kind", "") != "sitemap" and onward != (self.pages > 1):
            raise ValueError("`pages` (2 or more) goes with {page} in url, or with `next` where the kind has it")
        if "{page}" in self.url and following:
            raise ValueError("{page} in url or `next`, not both")
        return self


class JsonFeed(_Feed):
    """A list of articles in a JSON answer; `rank` 1 wins over 2 where records tell of one article."""

    kind: Literal["json"] = "json"
    items: Expression
    fields: Fields
    next: Expression | Literal[""] = ""

    @model_validator(mode="after")
    def _names_articles(self) -> Self:
        if not {"code", "link"} & set(self.fields):
            raise ValueError("fields say which article a record names by no `code` and no `link`; give one")
        return self


class SyndicationFeed(_Feed):
    """RSS, Atom or JSON Feed; with `full_text` an entry's text is the article's body and no page is asked."""

    kind: Literal["feed"]
    full_text: Flag = False


class SitemapFeed(_Feed):
    """A sitemap or an index of sitemaps, of which the newest `pages` that `follow` matches are read."""

    kind: Literal["sitemap"]
    pages: Annotated[int, Field(ge=1, le=100)] = 3
    follow: Pattern = ""
    most: Annotated[int, Field(ge=1)] = 100

    def follows(self, link: str) -> bool:
        """Whether an index's entry is read, by `follow`; all are where it is not given."""
        return re.search(self.follow, link) is not None


class ListingFeed(_Feed):
    """A web page that lists articles; `items` selects the elements, `fields` what is in each."""

    kind: Literal["listing"]
    items: Selector
    fields: Annotated[dict[str, Annotated[tuple[Selector, ...], _one_or_more]], AfterValidator(checks.known_fields)]
    next: Selector | Literal[""] = ""

    @model_validator(mode="after")
    def _has_links(self) -> Self:
        if "link" not in self.fields:
            raise ValueError("fields say no `link`; give its selector, such as a::attr(href)")
        return self


def _kind_of(feed: object) -> str:
    kind = feed.get("kind", "json") if isinstance(feed, dict) else getattr(feed, "kind", "json")
    return kind if isinstance(kind, str) else ""


Feed: TypeAlias = Annotated[
    Annotated[JsonFeed, Tag("json")]
    | Annotated[SyndicationFeed, Tag("feed")]
    | Annotated[SitemapFeed, Tag("sitemap")]
    | Annotated[ListingFeed, Tag("listing")],
    Discriminator(_kind_of),
]


class ApiText(_Part):
    """An article's text from a JSON answer."""

    kind: Literal["json"]
    url: TextAddress
    fields: Fields


class PageText(_Part):
    """An article's text from its web page, by selectors or else by reading it; of more than `pages`, none is read."""

    kind: Literal["page"]
    url: TextAddress
    pages: Annotated[int, Field(ge=1, le=100)] = 10
    select: Selectors = Field(default_factory=dict)
    until: date | None = None


class Layouts(RootModel[Annotated[tuple[PageText, ...], Field(min_length=1)]]):
    """The layouts a page has had, each `until` its last day; one of them reads a page, or the site was redesigned."""

    model_config = ConfigDict(frozen=True)

    @property
    def url(self) -> str:
        """The address, which all have in common, as one answer is read by all."""
        return self.root[0].url

    @property
    def pages(self) -> int:
        """The most pages of an article that are read: the newest layout's."""
        return self.root[0].pages

    @model_validator(mode="after")
    def _is_one_page(self) -> Self:
        if len({layout.url for layout in self.root}) > 1:
            raise ValueError("layouts of one step read the same address; give another address a step of its own")
        if not all("body" in layout.select for layout in self.root):
            raise ValueError("each layout tells itself by its `select.body`; give one")
        return self


def _step_of(step: object) -> str | None:
    if isinstance(step, (list, Layouts)):
        return "layouts"
    return step.get("kind") if isinstance(step, dict) else getattr(step, "kind", None)


Step: TypeAlias = Annotated[
    Annotated[ApiText, Tag("json")] | Annotated[PageText, Tag("page")] | Annotated[Layouts, Tag("layouts")],
    Discriminator(_step_of),
]


class Outlets(_Part):
    """How an outlet's name is finished: other spellings, and the name where none is given."""

    aliases: dict[str, str] = Field(default_factory=dict)
    fallback: str = ""


class Politeness(_Part):
    """What this source alone is treated with, and why."""

    reason: Text
    delay_s: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    obey_robots: Flag = True


class Seed(_Part):
    """One source of articles as its file describes it."""

    name: str
    title: Text
    language: str
    zone: Zone
    scheduled: Flag = False
    identity: Identity | None = None
    links: tuple[LinkForm, ...] = ()
    feeds: dict[str, Feed] = Field(default_factory=dict)
    article: dict[str, Step]
    outlets: Outlets = Outlets()
    polite: Politeness | None = None
    day_first: Flag | None = None
    date_formats: Words = ()
