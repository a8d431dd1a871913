"""The end of a walk over a credit: was it one, which role has who had no role word, and what brackets add."""

from ingest.article import Author, Role
from pipelines.bylines.credit import Credit
from pipelines.bylines.dispatching import Dispatching
from pipelines.bylines.outlets import is_placeholder
from pipelines.bylines.settling import BYLINE_BULLETS, Named


class Finishing(Dispatching):
    """What a walk does with all that its signs said."""

    def merge(self, within: Credit) -> None:
        """Take over what brackets within the stretch say."""
        credit = self.credit
        self.named += [Named(author.name, author.role, author.role_text) for author in within.authors]
        self.group = len(self.named)
        if within.outlet and within.outlet_rank < credit.outlet_rank:
            credit.outlet, credit.outlet_rank = within.outlet, within.outlet_rank
        credit.place = credit.place or within.place
        credit.date_text = credit.date_text or within.date_text
        credit.notes += within.notes
        self.evidence = self.credited = True

    def finish(self) -> bool:
        """Say whether the stretch was a credit, and give those without a role word their role."""
        credit, notice = self.credit, self.signs[0].kind == "field"
        if not self.named and not self.credited and not notice:
            return False
        if not self.evidence and self.bullet[:1] not in BYLINE_BULLETS and not self.setting.plain and not notice:
            return False
        if not (self.named or credit.outlet or credit.wire or credit.dateline) and not self._names_nobody():
            return False
        if not self.named and credit.outlet_rank == 0 and not credit.wire and not self._speaks_for_outlet():
            return False
        default: Role = "reporter" if credit.wire else self.setting.role
        for named in self.named:
            role_text = named.role_text or (self.bullet if named.role is None else "")
            credit.authors.append(Author(named.name, named.role or default, role_text))
        return True

    def _speaks_for_outlet(self) -> bool:
        """Say whether a title without a name is the outlet's own voice (某某日报评论员, 某某网编辑整理)."""
        return "评论员" in self.folded or any(sign.kind in {"role", "report"} for sign in self.signs)

    def _names_nobody(self) -> bool:
        """Say whether the stretch names nobody in so many words (作者：佚名, 责任编辑：HN666, 来源：未知)."""
        return any(
            sign.kind in {"code", "login", "report", "field"}
            or (sign.kind == "word" and is_placeholder(self.folded[sign.start : sign.end]))
            for sign in self.signs
        )
