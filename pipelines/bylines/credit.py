"""What a credit says, and what is known before one is read."""

from dataclasses import dataclass, field

from ingest.article import Author, Dateline, Role


@dataclass(slots=True)
class Credit:
    """What one stretch says: people in order, outlet and dateline as written, and doubts."""

    authors: list[Author] = field(default_factory=list)
    outlet: str | None = None
    outlet_rank: int = 9  # beside a title or a dispatch 0, in a source line 1, in a person's place 2, a maker 3
    place: str | None = None
    date_text: str | None = None
    notes: list[str] = field(default_factory=list)
    wire: bool = False  # a dispatch's 电 or 讯 stood there

    @property
    def dateline(self) -> Dateline | None:
        """The dateline, or None when neither place nor day stood there."""
        return Dateline(self.place, self.date_text) if self.place or self.date_text else None


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a stretch is read: whether names without a role word are believed, and their role."""

    plain: bool = False
    vouched: bool = False  # even rare names are believed
    role: Role = "author"


PLAIN_READING = Setting()
"""The setting of a stretch of which nothing is known: only role words vouch for names."""
