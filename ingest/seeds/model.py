"""What a seed may say: one typed model, each check with the words that tell how to mend it."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ingest.seeds import checks

Text = Annotated[str, Field(min_length=1)]
Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
Flag = Annotated[bool, BeforeValidator(checks.true_or_false)]
Zone = Annotated[str, AfterValidator(checks.zone)]
Expression = Annotated[str, AfterValidator(checks.expression)]
Selector = Annotated[str, AfterValidator(checks.selector)]
FeedAddress = Annotated[str, AfterValidator(checks.address())]
LinkTemplate = Annotated[str, AfterValidator(checks.address("code", "id", "link"))]
TextAddress = Annotated[str, AfterValidator(checks.address("code", "infocode", "id", "link"))]
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
    name and value are matched without regard to case and to other parameters.
    """

    host: Annotated[str, AfterValidator(checks.host_pattern)]
    path: Annotated[str, AfterValidator(checks.path_pattern)]
    query: str = ""
    via: str = ""

    @model_validator(mode="after")
    def _has_code(self) -> Self:
        if ("{code}" in self.path) == bool(self.query):
            raise ValueError("name the code's place once: {code} in path, or a query parameter")
        return self


class Category(_Part):
    """A fixed category for a feed whose records name no outlet."""

    slug: Slug
    title: Text


class JsonFeed(_Part):
    """A list of articles in a JSON answer; `rank` 1 wins over 2 where records tell of one article."""

    kind: Literal["json"] = "json"
    url: FeedAddress
    items: Expression
    fields: Fields
    rank: Annotated[int, Field(ge=1, le=90)] = 50
    via: str = ""
    category: Category | None = None
    enabled: Flag = True
    least: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _names_articles(self) -> Self:
        if not {"code", "link"} & set(self.fields):
            raise ValueError("fields say which article a record names by no `code` and no `link`; give one")
        return self


class ApiText(_Part):
    """An article's text from a JSON answer."""

    kind: Literal["json"]
    url: TextAddress
    fields: Fields


class PageText(_Part):
    """An article's text from its web page, by selectors where given, by reading the page else."""

    kind: Literal["page"]
    url: TextAddress
    select: Selectors = Field(default_factory=dict)


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
    feeds: dict[str, JsonFeed] = Field(default_factory=dict)
    article: dict[str, Annotated[ApiText | PageText, Field(discriminator="kind")]]
    outlets: Outlets = Outlets()
    polite: Politeness | None = None
    day_first: Flag | None = None
    date_formats: Words = ()
