"""A credit: a stretch of text that is nothing but role words, outlets, places and names, read as a whole.

`read_credit` walks the signs of the stretch once: role words and marks part it, what lies between them is
settled by where it stands (see `settling`). When any word stays unexplained, the stretch is no credit and
nothing is read: that keeps 记者从市统计局获悉 in the body.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from ingest.article import Role
from pipelines.bylines.about import read_about
from pipelines.bylines.credit import PLAIN_READING, Credit, Setting
from pipelines.bylines.expressions import expression
from pipelines.bylines.finishing import Finishing
from pipelines.bylines.items import Item
from pipelines.bylines.outlets import is_body, is_outlet, outlet_cost
from pipelines.bylines.roles import LABEL, MANNERS, TITLE, role_of
from pipelines.bylines.signs import SOURCE, Sign, read_signs

LONGEST_CREDIT: Final = 260  # characters; the credits of whole teams stay below
_MOST_BRACKETS: Final = 8  # a text with more is no credit, and would be walked too often
_COUNTRY: Final = expression(r"[\[(][\u4e00-\u9fff]{1,6}[\])]")  # [美]约翰·某
_BRACKETED_LABEL: Final = expression(rf"[\[(]({TITLE}|{LABEL}|{SOURCE}|[文图])[\])]")  # 【记者】王强 is 记者:王强
_ABOUT: Final = expression(r"作者(?:均|分别)?[系为是]")  # a note that names nobody is none of ours
_PICTURE_HOUSES: Final = ("视觉", "图片", "图片社", "图片库", "图片网")
_ACCOUNT: Final = expression(r"^(?:微信)?(?:公众号|微信号|微博)\s*[:：]\s*")
# what stands behind a role word that closes a credit (王强 摄)
_CLOSED_BY: Final = frozenset({"title", "role", "report", "bullet", "photo", "comma", "close", "self", "open"})


@lru_cache(maxsize=256)
def read_credit(folded: str, source: str, setting: Setting = PLAIN_READING) -> Credit | None:
    """Read a whole stretch as a credit, or return None when any part of it is something else.

    `folded` and `source` are the same stretch, as `fold` gives it and as the page has it. Readers that try one
    stretch at several places get the same answer again, so callers must not change it.
    """
    if not folded.strip() or len(folded) > LONGEST_CREDIT or folded.count("(") + folded.count("[") > _MOST_BRACKETS:
        return None
    if "作者" in folded:
        about = read_about(folded, source)
        if about is not None or _ABOUT.search(folded):
            return about
    if "[" in folded or "(" in folded:
        folded = _BRACKETED_LABEL.sub(lambda match: f" {match[1]}:", folded)
    signs = read_signs(folded)
    if not signs:
        return None
    walk = _Walk(folded, source, signs, setting)
    return walk.credit if walk.run() else None


class _Walk(Finishing):
    """One walk over the signs; each step returns the next sign's number, or None when the sign has no meaning."""

    def __init__(self, folded: str, source: str, signs: tuple[Sign, ...], setting: Setting) -> None:
        super().__init__(folded, source, signs, setting)
        meaning = [sign.kind for sign in signs if sign.kind not in {"gap", "close", "bullet", "code"}]
        self.closing = bool(meaning) and meaning[-1] in {"role", "photo", "report"}

    def run(self) -> bool:
        """Walk to the end; False when a sign or a word has no meaning here."""
        place: int | None = 0
        while place is not None and place < len(self.signs):
            place = _STEPS[self.signs[place].kind](self, place)
        return place is not None and self.settle("end") and self.finish()

    def word(self, place: int) -> int | None:
        self.items.append(Item(*self.signs[place][1:], self._text(place), self.mark))
        self.mark = ""
        return place + 1

    def gap(self, place: int) -> int | None:
        self.mark = self.mark or "gap"
        return place + 1

    def comma(self, place: int) -> int | None:
        self.mark = "comma"
        return place + 1

    def divider(self, place: int) -> int | None:
        """Read a colon, a slash or a bar: behind a role word it marks a label."""
        if self.role is not None and not self.items and self.group == len(self.named):
            self.labelled = True
        elif ":" in self._text(place) and (self.items or self.named) and not self.evidence:
            return None
        self.mark = "slash"
        return place + 1

    def ignored(self, place: int) -> int | None:
        return place + 1

    def login(self, place: int) -> int | None:
        """Pass over an editor's login (责任编辑：wangxm), which is a code and no name; elsewhere it is a word."""
        return place + 1 if self.role == "editor" and not self.items else self.word(place)

    def sent(self, place: int) -> int | None:
        """Read 新华社发 王强 摄: the agency that sent the picture."""
        return place + 1 if self.settle("title") and self.credit.outlet else None

    def field(self, place: int) -> int | None:
        """Pass over what a book's notice says besides its people (出版社：…)."""
        return place + 1 if self.settle("end") else None

    def close(self, place: int) -> int | None:
        self.mark = "gap"
        return place + 1

    def bullet_mark(self, place: int) -> int | None:
        self.bullet = self.bullet or self._text(place)
        return place + 1 if self.settle("end") else None

    def self_word(self, place: int) -> int | None:
        """Read 本报: it names no outlet, but belongs to the role word behind it."""
        if not self.settle("title"):
            return None
        self.own = self._text(place)
        return place + 1

    def _begin(self, place: int, role: Role, before: str) -> int | None:
        """Settle what stood before a role word that heads names, and let it head them."""
        sign, former = self.signs[place], self.role
        if not self.settle(before):
            return None
        self.role, self.role_text = role, self.own + self.source[sign.start : sign.end].strip()
        self.labelled = self.labelled and role == former == "author" and self.group == len(self.named)
        self.headed = before == "end" or self._text(place).endswith("作者")
        self.group = len(self.named)
        self.evidence = True
        self.credited = self.credited or role != "photographer"
        self.own = self.mark = ""
        self.bare = sign.kind != "title" and [after.kind for after in self.signs[place + 1 : place + 2]] == ["word"]
        return place + 1

    def _end(self, place: int, role: Role, before: str) -> int | None:
        """Settle what stood before a role word that closes it, and give it the role."""
        if not self.settle(before):
            return None
        self.label_group(role, self._text(place))
        return place + 1

    def title(self, place: int) -> int | None:
        found = role_of(self._text(place))
        if found is None:
            return None
        if self.items and self.role is None and self._kind_behind(place) in {"", "report"}:
            return self._end(place, found, "signed")
        return self._begin(place, found, "title")

    def role_word(self, place: int) -> int | None:
        word = self._text(place).replace(" ", "")
        role = role_of(word) or MANNERS.get(word) or ("photographer" if word[0] in "摄图" else "author")
        behind = self._kind_behind(place)
        start = self.signs[place].start
        closes = behind == "" or behind in _CLOSED_BY or (self.closing and behind != "mark")
        closes = closes or (self.closing and start > 0 and self.folded[start - 1] == "/")
        if closes and (self.items or self.group < len(self.named)):
            if role == "translator" and self.role == "author" and len(self.items) > 1 and not self.part_last():
                return None
            self.parted = start > 0 and self.folded[start - 1] in " /|:"
            step = self._end(place, role, "picture" if role == "photographer" else "suffix")
            self.role, self.role_text = None, ""
            return step
        cost = outlet_cost(self.items[-1].text) if self.items else float("inf")
        outlet_before = bool(self.items and self.own) or cost < (14 if behind == "mark" and len(self.items) == 1 else 6)
        return self._begin(place, role, "title" if outlet_before else "end")

    def photo(self, place: int) -> int | None:
        """Read 文/图: who wrote also took the pictures."""
        role: Role = "author" if "文" in self._text(place) else "photographer"
        if self.items or self.group < len(self.named):
            return self._end(place, role, "suffix")
        word_behind = self.signs[place + 1 : place + 2] and self.signs[place + 1].kind == "word"
        return None if word_behind and self._text(place).isalpha() else self._begin(place, role, "end")  # 图文并茂

    def report(self, place: int) -> int | None:
        if self.items and self.items[0].text[0] in "据另":
            return None
        alone = not self.items and self.group == len(self.named)
        if self._kind_behind(place) == "mark" and (alone or self._text(place).startswith("参与")):
            return self._begin(place, "reporter", "end")  # 报道：王强; 记者李明，参与采写：王强
        step = self._end(place, "reporter", "report")
        self.role = None
        return step

    def open(self, place: int) -> int | None:
        """Read a bracket: a credit of its own, a country, or a note about the person before it."""
        depth, end = 1, place + 1
        while end < len(self.signs) and depth:
            depth += {"open": 1, "close": -1}.get(self.signs[end].kind, 0)
            end += 1
        start, stop = self.signs[place].end, self.signs[end - 1].end if depth else self.signs[end - 1].start
        inner, spelt = self.folded[start:stop], self.source[start:stop]
        apart = not self.items or self.mark != ""
        if apart and self._kind_behind(end - 1) == "word" and _COUNTRY.fullmatch(self.folded, start - 1, stop + 1):
            self.evidence = self.evidence or "·" in self._text(end)  # [美]约翰·某
            return end
        medium = self.role is None and bool(self.items) and all(is_outlet(item.text) for item in self.items)
        if not self.settle("title" if medium else "end"):
            return None
        self.mark = "gap"
        if self.named and self._take_note(inner, spelt):
            return end
        wired = self.credit.wire
        within = read_credit(inner, spelt, Setting(plain=wired, vouched=wired, role="reporter" if wired else "author"))
        if within is not None:
            self.merge(within)
        elif not self.named and not (wired and is_body(inner)):
            return None
        elif self.named and (is_outlet(inner) or inner.endswith(_PICTURE_HOUSES)):
            self.take_outlet(_ACCOUNT.sub("", spelt), "body")
        return end

    def _take_note(self, inner: str, spelt: str) -> bool:
        """Read the outlet out of what brackets say about a person: 王强（某某周刊特约撰稿人）."""
        signs = read_signs(inner) or ()
        if [sign.kind for sign in signs] != ["word", "title"]:
            return False
        self.take_outlet(spelt[: signs[0].end], "body")
        return True


_STEPS: Final[dict[str, Callable[[_Walk, int], int | None]]] = {
    "address": _Walk.ignored,
    "bullet": _Walk.bullet_mark,
    "close": _Walk.close,
    "code": _Walk.ignored,
    "comma": _Walk.comma,
    "country": _Walk.country,
    "day_place": _Walk.day_place,
    "etc": _Walk.comma,
    "field": _Walk.field,
    "from": _Walk.sent_from,
    "gap": _Walk.gap,
    "login": _Walk.login,
    "mark": _Walk.divider,
    "news": _Walk.news,
    "open": _Walk.open,
    "photo": _Walk.photo,
    "report": _Walk.report,
    "role": _Walk.role_word,
    "self": _Walk.self_word,
    "sent": _Walk.sent,
    "source": _Walk.source_label,
    "title": _Walk.title,
    "wire": _Walk.wire,
    "word": _Walk.word,
}
