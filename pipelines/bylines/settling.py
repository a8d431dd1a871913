"""The words between two signs of a credit: outlet, place or people, by what stands on either side.

`Settling` holds what a walk over the signs (see `credits`) knows so far. Text is folded (see `folding`); names,
places and outlets are cut out of the source's own spelling.
"""

import re
from dataclasses import dataclass
from typing import Final

from ingest.article import Role
from pipelines.bylines.credit import Credit, Setting
from pipelines.bylines.expressions import expression
from pipelines.bylines.items import Item, Standing, join_spaced
from pipelines.bylines.outlets import is_body, is_desk, is_outlet, outlet_cost
from pipelines.bylines.people import People, names_before_outlet, read_people
from pipelines.bylines.places import PLACES
from pipelines.bylines.placing import outlet_and_place, peel_place
from pipelines.bylines.roles import SUBJECTS, is_about
from pipelines.bylines.signs import Sign

_ONE_NAME: Final = 4  # characters that one name has at most
_LONGEST_OUTLET: Final = 16  # characters of an outlet that only its place before 记者 makes one
_SURE_OUTLET: Final = 6.0  # what an outlet costs at most that a word of running text does not make doubtful
_NEWS_OUTLET: Final = 16.0  # the same before 报道
BYLINE_BULLETS: Final = frozenset("□■◆◇⊙○◎●☆★※")
_CAPTION_MARKS: Final = "▲▼►▶△▽>*#•"
_PRODUCED: Final = expression(r"(?:联合|荣誉)?(?:出品|供稿|制作)$")
_RUNNING: Final = expression(
    r"[的了是在这那他她它我你您为有曾打被问给让把再又谈访]|回应|[一二两三四五六七八九十百千数几多\d][名位个本]|每[个位名天]|各[个位类]|某[个位]|关于|担任|告诉|采访|据"
)
_DESKS: Final = ("部", "室", "组", "中心", "站")  # of a medium's own house
_LENT: Final = ("供图", "提供", "资料图", "资料图片", "翻摄", "取自")
_DRAWN: Final = expression(r"^(?:综合|据)(?:自)?(?=.{2})")  # 综合新华社、…
_RANKS: Final = {"title": 0, "wire": 0, "source": 1, "body": 2, "maker": 3}


@dataclass(slots=True)
class Named:
    """A person found, and the role once a word gave one."""

    name: str
    role: Role | None
    role_text: str


class Settling:
    """What is known of a stretch while its signs are walked, and the reading of the words between them."""

    def __init__(self, folded: str, source: str, signs: tuple[Sign, ...], setting: Setting) -> None:
        self.folded, self.source, self.signs, self.setting = folded, source, signs, setting
        self.credit = Credit()
        self.items: list[Item] = []
        self.named: list[Named] = []
        self.group = 0  # where in `named` the people begin that a role word behind them speaks of
        self.role: Role | None = None
        self.role_text = ""
        self.mark = ""
        self.labelled = False  # a mark stood behind the role word
        self.headed = False  # the role word is a label and no person's title
        self.evidence = False
        self.credited = False  # a role other than a picture's was read
        self.bare = False  # a word follows the label without a mark or a blank
        self.bullet = ""
        self.own = ""  # 本报 and its like
        self.parted = False  # a mark or a blank stands before the role word that closes a credit

    def take_outlet(self, text: str, kind: str) -> None:
        """Keep an outlet, unless a better place named one already."""
        text = _DRAWN.sub("", text.strip(" \t\u3000\xa0:：/|｜、,，[]【】"))
        quoted = re.fullmatch(r"《([^《》]+)》", text)
        if text and _RANKS[kind] < self.credit.outlet_rank:
            self.credit.outlet, self.credit.outlet_rank = quoted[1] if quoted else text, _RANKS[kind]

    def part_last(self) -> bool:
        """Settle all but the last word, which a role word behind it speaks of: 作者甲，乙译."""
        last = self.items.pop()
        if not self.settle("end"):
            return False
        self.role, self.role_text, self.group, self.items = None, "", len(self.named), [last]
        return True

    def label_group(self, role: Role, text: str) -> None:
        """Give the people before a role word its role: those without one, and reporters that took the picture."""
        for named in self.named[self.group :]:
            if named.role is None or (role == "photographer" and named.role == "reporter"):
                named.role, named.role_text = role, named.role_text or text
        self.group = len(self.named)
        self.evidence = True
        self.credited = self.credited or role != "photographer"

    def settle(self, before: str) -> bool:
        """Read the words collected so far, knowing what follows; False when one of them is unexplained.

        `before` is the kind of what follows: `title`, `wire`, `report`, `suffix` or `picture` (a role word that
        closes them), `signed` (a title that does), or `end`.
        """
        items = join_spaced(self.items)
        self.items = []
        self.mark = ""
        items = [item for item in items if not is_desk(item.text) and item.text != self.credit.outlet]
        if not items:
            return True
        if before == "wire" and self.role is None and not self.named:
            return self._settle_wire(items)
        if before in {"report", "wire"}:
            peeled = peel_place(items, self.folded, wire=before == "wire", role=self.role is not None)
            items = peeled.items
            if peeled.place is not None:
                self.credit.place = self.source[slice(*peeled.place)]
            if not items:
                return True
        if before == "report" and self.role is None and all(outlet_cost(item.text) < _NEWS_OUTLET for item in items):
            before = "title"  # 某某网报道 记者 …
        if before == "title" and self.role is None:
            return self._settle_head(items)
        if before == "title" and len(items[-1].text) <= _LONGEST_OUTLET:
            return self._settle_between(items)
        return self._settle_people(items, before)

    def _spell(self, item: Item) -> str:
        return _PRODUCED.sub("", self.source[item.start : item.end])

    def _settle_wire(self, items: list[Item]) -> bool:
        if len(items) > 1 and is_outlet(items[0].text) and outlet_cost("".join(item.text for item in items)) > 0:
            self.take_outlet(self._spell(items[0]), "wire")  # 【世界日报/法新社华盛顿9日电】
            items = items[1:]
        stretch = slice(items[0].start, items[-1].end)
        parts = outlet_and_place(self.folded[stretch], self.source[stretch])
        if parts is None:
            return False
        self.take_outlet(parts[0], "wire")
        self.credit.place = parts[1] or None
        return True

    def _settle_head(self, items: list[Item]) -> bool:
        """Read what stands before the first 记者: an outlet, a beat, or people without a role word."""
        slashed = len(items) > 1 and all(item.mark in {"", "slash"} for item in items)
        if slashed and is_outlet(items[-1].text):
            self.take_outlet(self.source[items[0].start : items[-1].end], "title")
            return True
        for item in items:
            text = _PRODUCED.sub("", item.text.strip('《》"<>')) or item.text
            running = _RUNNING.search(text)
            people = read_people([item], Standing(vouched=False, pen=False))
            named = people is not None and bool(people.names)
            beat = bool(self.own) and len(items) == 1 and len(item.text) <= 6 and not named
            if item.text in SUBJECTS or item.text[-1] == "宣" or item.text in PLACES or beat:
                self.role_text = item.text
            elif (glued := names_before_outlet([item])) is not None:
                self._add(glued, "reporter")
            elif is_outlet(text) and (outlet_cost(text) < _SURE_OUTLET or not running):
                self.take_outlet(self._spell(item), "title")
            elif people is not None and named:
                self._add(people, "reporter")
            elif item is items[-1] and len(item.text) <= _LONGEST_OUTLET and not running:
                self.take_outlet(self._spell(item), "title")
            else:
                return False
        return True

    def _settle_between(self, items: list[Item]) -> bool:
        """Read what stands between two role words: people, and perhaps the next one's outlet."""
        last = items[-1]
        fresh = self.group == len(self.named) and len(items) == 1
        if self.own and len(items) == 1 and last.text.endswith(_DESKS):
            return True  # 本报国际部编辑
        glued = names_before_outlet(items)
        if glued is not None:
            return self._add(glued, self.role)
        if is_outlet(last.text) and (len(items) > 1 or (fresh and self.headed)):  # 文/某某商报记者 …
            self.take_outlet(self._spell(last), "title")
            return self._settle_between(items[:-1]) if len(items) > 1 else True
        people = read_people(items, Standing(vouched=True, pen=True, outlet_tail=True))
        if people is not None and (people.names or people.outlet or not fresh):
            if people.bodies and not people.outlet and people.bodies[-1][1] == last.end:
                people.outlet = people.bodies.pop()
            return self._add(people, self.role)
        if len(items) > 1:
            people = read_people(items[:-1], Standing(vouched=True, pen=True))
            if people is None:
                return False
            self._add(people, self.role)
        self.take_outlet(self._spell(last), "title")
        return True

    def _settle_people(self, items: list[Item], before: str) -> bool:
        picture = self.role == "photographer" or before == "picture"
        role_word = self.role is not None or before in {"suffix", "picture"}
        plain = self.setting.plain or self.bullet[:1] in BYLINE_BULLETS
        run_on = len(items) > 1 or len(items[0].text) > _ONE_NAME
        vouched = role_word or self.setting.vouched or (before == "report" and self.setting.plain and run_on)
        vouched = vouched or bool(self.bullet.strip(_CAPTION_MARKS))
        parted = self.role is not None or self.parted
        glued = self.role is not None and self.bare and before == "end"
        pen = role_word and parted and not glued and (not picture or self.labelled)
        standing = Standing(
            vouched=vouched,
            pen=pen,
            strangers=(self.role is not None and not glued) or self.setting.vouched or run_on,
            marked=self.labelled and self.role not in {"reporter", "correspondent", "other"},
            outlet_head=self.role is None or self.labelled,
            place_tail=before in {"report", "wire"},
        )
        people = read_people(items, standing)
        while people is None and len(items) > 1:  # what people are may stand on either side of them
            if (self.role == "author" or plain) and is_about(items[-1].text):
                items = items[:-1]
            elif (plain or before == "report") and (is_about(items[0].text) or is_body(items[0].text)):
                items = items[1:]
            else:
                break
            people = read_people(items, Standing(vouched=vouched, pen=pen))
        if people is None or (before == "signed" and not people.names):
            return False
        if not self._is_believed(people, before, vouched=vouched, plain=plain):
            return False
        if picture and (people.bodies or people.outlet) and not people.names:
            return True  # an agency's picture credit: nothing to read here
        return self._add(people, self.role)

    def _is_believed(self, people: People, before: str, *, vouched: bool, plain: bool) -> bool:
        """Say whether people may stand here: role words vouch for them, or their place in the line does."""
        if any(self.folded[slice(*body)].endswith(_LENT) for body in people.bodies):
            return False
        if self.role is None and people.bodies and before in {"end", "title"} and not plain:
            return False
        if vouched or plain or before == "signed" or (before == "report" and (self.evidence or people.names)):
            return True
        return before in {"end", "title"} and not self.named and not self.credit.wire

    def _add(self, people: People, role: Role | None) -> bool:
        for start, end in people.names:
            name = self.source[start:end]
            words = name.replace("\u200b", " ").replace("\ufeff", " ").split()
            self.named.append(Named((" " if name[:1].isascii() else "").join(words), role, self.role_text))
        if people.outlet:
            self.take_outlet(self.source[slice(*people.outlet)], "title")
        for body in people.bodies:
            if role in {"author", "reporter", None}:
                self.take_outlet(self.source[slice(*body)], "body")
            elif role == "other":
                self.take_outlet(self.source[slice(*body)], "maker")
        if people.place:
            self.credit.place = self.source[slice(*people.place)]
        self.credit.notes += people.notes
        return True
