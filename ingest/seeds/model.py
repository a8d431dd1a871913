"""What a seed may say: one typed model, each check with the words that tell how to mend it."""

import re
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

PLACEHOLDERS = frozenset({"code", "id", "infocode", "link"})
RAW_FIELDS = frozenset(
    {"code", "title", "published", "modified", "outlet", "authors", "digest", "link", "body"},
)


def _true_or_false(value: object) -> object:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise ValueError("write true or false")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("write a name of the tz database, such as Asia/Shanghai") from error
    return value


def _expression(value: str) -> str:
    try:
        jmespath.compile(value)
    except JMESPathError as error:
        raise ValueError(f"not a JMESPath expression ({str(error).splitlines()[0]})") from error
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression ({error})") from error
    return value


def _address(value: str) -> str:
    unknown = set(re.findall(r"\{(\w*)\}", value)) - PLACEHOLDERS
    if unknown:
        raise ValueError(f"unknown placeholder {{{unknown.pop()}}}; known are {sorted(PLACEHOLDERS)}")
    if value != "{link}" and urlsplit(value).scheme not in ("http", "https"):
        raise ValueError("write a whole http or https address")
    return value


def _known_fields(value: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(value) - RAW_FIELDS)
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}; known are {sorted(RAW_FIELDS)}")
    return value


Flag = Annotated[bool, BeforeValidator(_true_or_false)]
Zone = Annotated[str, AfterValidator(_zone)]
Expression = Annotated[str, AfterValidator(_expression)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Address = Annotated[str, AfterValidator(_address)]
Fields = Annotated[dict[str, Expression], AfterValidator(_known_fields)]
Words = Annotated[tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]
Selectors = Annotated[
    dict[str, Words],
    AfterValidator(lambda value: _known_fields({k: v for k, v in value.items() if k != "drop"}) and value),
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Identity(_Part):
    """What makes an article one article: its code, the id made of it, the link that names it."""

    code: Pattern
    id: str = "{code}"
    link: Address


class LinkForm(_Part):
    """One form in which people share this source's articles; `*` stands for any text.

    The code stands either in the path as `{code}` or in the query parameter named `query`, whose
    name and value are matched without regard to case and to other parameters.
    """

    host: str
    path: str
    query: str = ""
    via: str = ""

    @model_validator(mode="after")
    def _has_code(self) -> Self:
        if ("{code}" in self.path) == bool(self.query):
            raise ValueError("name the code's place once: {code} in path, or a query parameter")
        return self


class Category(_Part):
    """A fixed category for a feed whose records name no outlet."""

    slug: str
    title: str


class JsonFeed(_Part):
    """A list of articles in a JSON answer; `rank` 1 wins over 2 where records tell of one article."""

    kind: Literal["json"] = "json"
    url: Address
    items: Expression
    fields: Fields
    rank: Annotated[int, Field(ge=1, le=90)] = 50
    via: str = ""
    category: Category | None = None
    enabled: Flag = True
    least: Annotated[int, Field(ge=0)] = 0


class ApiText(_Part):
    """An article's text from a JSON answer."""

    kind: Literal["json"]
    url: Address
    fields: Fields


class PageText(_Part):
    """An article's text from its web page, by selectors where given, by reading the page else."""

    kind: Literal["page"]
    url: Address
    select: Selectors = Field(default_factory=dict)


class Outlets(_Part):
    """How an outlet's name is finished: other spellings, and the name where none is given."""

    aliases: dict[str, str] = Field(default_factory=dict)
    fallback: str = ""


class Politeness(_Part):
    """What this source alone is treated with, and why."""

    reason: str
    delay_s: Annotated[float, Field(ge=0)] | None = None
    obey_robots: Flag = True


class Seed(_Part):
    """One source of articles as its file describes it."""

    name: str
    title: str
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

    @model_validator(mode="after")
    def _names_agree(self) -> Self:
        for where, via in [
            *((f"links.{n}", form.via) for n, form in enumerate(self.links)),
            *((f"feeds.{n}", feed.via) for n, feed in self.feeds.items()),
        ]:
            if via and via not in self.article:
                raise ValueError(f"{where}.via names {via!r}; article has {sorted(self.article)}")
        if (self.links or self.feeds) and self.identity is None:
            raise ValueError("links and feeds need identity, or no article can be told from another")
        return self
