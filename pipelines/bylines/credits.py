"""A credit: a stretch of text that is nothing but role words, outlets, places and names, read as a whole.

`read_credit` walks the signs of the stretch once: role words and marks part it, what lies between them is an
outlet, a place or a run of names by where it stands. When any word stays unexplained, the stretch is no
credit and nothing is read: that keeps 记者从市统计局获悉 in the body. The walk reads folded text (see
`folding`); names, places and outlets are cut out of the source's own spelling.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from ingest.article import Author, Dateline, Role
from pipelines.bylines.folding import fold
from pipelines.bylines.names import name_cost
from pipelines.bylines.outlets import is_body, is_outlet, is_placeholder, outlet_cost, split_outlet_place
from pipelines.bylines.people import Item, People, is_about, join_spaced, read_people
from pipelines.bylines.places import DAY, PLACES, is_place, place_cost, place_ends
from pipelines.bylines.roles import LABEL, MANNERS, SUBJECTS, TITLE, role_of
from pipelines.bylines.signs import SOURCE, Sign, read_signs

LONGEST_CREDIT: Final = 260  # characters; the credits of whole teams stay below
_PLACE_NATS: Final = 6.0  # per character, what a name glued to 报道 costs at most
_SURE_PLACE: Final = 2.0
_ABOUT_NATS: Final = 7.5  # per character of a name that a note tells about
_LONGEST_OUTLET: Final = 16  # characters of an outlet that only its place before 记者 makes one
_COUNTRY: Final = re.compile(r"[\[(][\u4e00-\u9fff]{1,6}[\])]")
_CALLING: Final = r"(?:教授|研究员|院长|主任|作家|学者|评论员|博士|律师|会长|馆长|所长|校长|专家|记者|编辑|书记|局长|委员|经济学家|老师|讲师)"
# 作者王强系…, 王强 作者为…, 王强、李明(作者单位:…): people, then what they are
_ABOUT: Final = re.compile(
    r"[\s(\[]*(?:本文)?(?:作者)?[:\s]*(?P<names>[\u4e00-\u9fff]{2,4}?(?:\s?[、,]\s?[\u4e00-\u9fff]{2,4}?|\s[\u4e00-\u9fff]{2,4}?)*)"
    r"[\s,;]*(?:\(?作者)?(?:(?:均|分别)?[系为是]|(?:作者)?(?:单位|简介|介绍)\s?:)[^。]{2,80}"
)
_ABOUT_END: Final = re.compile(
    rf"[\s(\[]*(?:本文)?作者?[系为是][^。]{{2,60}}{_CALLING}[\s,]*(?P<names>[\u4e00-\u9fff]{{2,3}})[\s)\]]*"
)
_BRACKETED_LABEL: Final = re.compile(rf"[\[(]({TITLE}|{LABEL}|{SOURCE}|[文图])[\])]")  # 【记者】王强 is 记者:王强
_BYLINE_BULLETS: Final = frozenset("□■◆◇⊙○◎●☆★※")
_CAPTION_MARKS: Final = "▲▼►▶△▽>*#•"
_PRODUCED: Final = re.compile(r"(?:联合|荣誉)?(?:出品|供稿|制作)$")
_RUNNING: Final = re.compile(r"[的了是在这那他她它我你您为有曾]|一[名位个本]|每[个位名天]|各[个位类]|某[个位]|关于|担任|告诉|采访|据")
_LENT: Final = ("供图", "提供", "资料图", "资料图片", "翻摄", "取自")
_CLOCK_PLACE: Final = re.compile("时间$")  # 北京时间3月1日: a clock, no place
_DRAWN: Final = re.compile(r"^(?:综合|据)(?:自)?(?=.{2})")  # 综合新华社、…
_DAY: Final = re.compile(DAY)
_BY_RANK: Final = {"title": 0, "wire": 0, "source": 1, "body": 2, "maker": 3}


@dataclass(slots=True)
class Credit:
    """What one stretch says: people in order, outlet and dateline as written, and doubts."""

    authors: list[Author] = field(default_factory=list)
    outlet: str | None = None
    outlet_rank: int = 9  # beside a title or a dispatch 0, in a source line 1, in a person's place 2
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
    vouched: bool = False  # even rare names are
    role: Role = "author"
    role_text: str = ""


def read_credit(folded: str, source: str, setting: Setting = Setting()) -> Credit | None:  # noqa: B008 - frozen
    """Read a whole stretch as a credit, or return None when any part of it is something else.

    `folded` and `source` are the same stretch, as `fold` gives it and as the page has it.
    """
    if not folded.strip() or len(folded) > LONGEST_CREDIT:
        return None
    if "作者" in folded:
        about = _read_about(folded, source)
        if about is not None:
            return about
    signs = read_signs(_BRACKETED_LABEL.sub(r" \1:", folded))
    if signs is None:
        return None
    walk = _Walk(folded, source, signs, setting)
    return walk.credit if walk.run() else None


def _read_about(folded: str, source: str) -> Credit | None:
    """Read (王强 作者为…) and (作者王强系…): the people, and a note about them that goes with them."""
    match = _ABOUT_END.fullmatch(folded) or _ABOUT.fullmatch(folded)
    if match is None:
        return None
    credit = Credit()
    for name in re.finditer(r"[\u4e00-\u9fff]+", match["names"]):
        if name_cost(name[0]) > _ABOUT_NATS * len(name[0]):
            return None
        start = match.start("names") + name.start()
        credit.authors.append(Author(source[start : start + len(name[0])], "author", "作者"))
    return credit


@dataclass(slots=True)
class _Named:
    name: str
    role: Role | None
    role_text: str


class _Walk:
    """One walk over the signs; `run` says whether every sign found its meaning."""

    def __init__(self, folded: str, source: str, signs: list[Sign], setting: Setting) -> None:
        self.folded, self.source, self.signs, self.setting = folded, source, signs, setting
        self.credit = Credit()
        self.items: list[Item] = []
        self.named: list[_Named] = []
        self.group = 0  # where in `named` the people begin that a role word behind them speaks of
        self.role: Role | None = None
        self.role_text = ""
        self.mark = ""
        self.labelled = False  # a mark stood behind the role word
        self.headed = False  # the role word is a label and no person's title
        self.evidence = False
        self.credited = False  # a role other than a picture's was read
        self.bullet = ""
        self.own = ""
        meaning = [sign.kind for sign in signs if sign.kind not in {"gap", "close", "bullet", "code"}]
        self.closing = bool(meaning) and meaning[-1] in {"role", "photo", "report"}

    def run(self) -> bool:
        place = 0
        while place < len(self.signs):
            step = getattr(self, f"_on_{self.signs[place].kind}")(place)
            if step is None:
                return False
            place = step
        return self._settle("end") and self._finish()

    def _text(self, sign: Sign) -> str:
        return self.folded[sign.start : sign.end]

    def _next(self, place: int) -> Sign | None:
        """Return the sign behind `place`, gaps left out."""
        for sign in self.signs[place + 1 : place + 3]:
            if sign.kind != "gap":
                return sign
        return None

    # --- signs -------------------------------------------------------------------------------------------

    def _on_word(self, place: int) -> int | None:
        sign = self.signs[place]
        self.items.append(Item(sign.start, sign.end, self._text(sign), self.mark))
        self.mark = ""
        return place + 1

    def _on_gap(self, place: int) -> int | None:
        self.mark = self.mark or "gap"
        return place + 1

    def _on_comma(self, place: int) -> int | None:
        self.mark = "comma"
        return place + 1

    def _on_mark(self, place: int) -> int | None:
        text = self._text(self.signs[place])
        if self.role is not None and not self.items and self.group == len(self.named):
            self.labelled = True
        elif ":" in text and (self.items or self.named) and not self.evidence:
            return None
        self.mark = "slash"
        return place + 1

    def _on_code(self, place: int) -> int | None:
        return place + 1

    def _on_sent(self, place: int) -> int | None:
        """Read 新华社发 张三 摄: the agency that sent the picture."""
        return place + 1 if self._settle("title") and self.credit.outlet else None

    def _on_field(self, place: int) -> int | None:
        """Pass over what a book's notice says besides its people (出版社：…)."""
        return place + 1 if self._settle("end") else None

    def _on_address(self, place: int) -> int | None:
        return place + 1

    def _on_close(self, place: int) -> int | None:
        self.mark = "gap"
        return place + 1

    def _on_bullet(self, place: int) -> int | None:
        self.bullet = self.bullet or self._text(self.signs[place])
        return place + 1 if self._settle("end") else None

    def _on_self(self, place: int) -> int | None:
        if not self._settle("title"):
            return None
        self.own = self._text(self.signs[place])
        return place + 1

    def _on_title(self, place: int) -> int | None:
        sign = self.signs[place]
        following = self._next(place)
        found = role_of(self._text(sign))
        if found is None:
            return None
        if self.items and self.role is None and (following is None or following.kind == "report"):
            if not self._settle("signed"):
                return None
            self._label_group(found.role, self._text(sign))
            return place + 1
        return self._begin(place, found.role, "title")

    def _on_role(self, place: int) -> int | None:
        word = self._text(self.signs[place]).replace(" ", "")
        found = role_of(word)
        role = found.role if found else MANNERS.get(word) or ("photographer" if word[0] in "摄图" else "author")
        following = self._next(place)
        behind = bool(self.items) or self.group < len(self.named)
        if behind and (
            following is None
            or following.kind in {"title", "role", "report", "bullet", "photo", "comma", "close", "self", "open"}
            or (self.closing and following.kind != "mark")
            or (following.kind == "mark" and self.folded[self.signs[place].start - 1] == "/" and self.closing)
        ):
            if not self._settle("picture" if role == "photographer" else "suffix"):
                return None
            self._label_group(role, self._text(self.signs[place]))
            self.role, self.role_text = None, ""
            return place + 1
        outlet_before = bool(self.items) and outlet_cost(self.items[-1].text) < 6
        return self._begin(place, role, "title" if outlet_before else "end")

    def _on_photo(self, place: int) -> int | None:
        behind = bool(self.items) or self.group < len(self.named)
        role: Role = "author" if "文" in self._text(self.signs[place]) else "photographer"
        if not behind:
            return self._begin(place, role, "end")
        if not self._settle("suffix"):
            return None
        self._label_group(role, self._text(self.signs[place]))
        return place + 1

    def _on_report(self, place: int) -> int | None:
        if (self.items and self.items[0].text[0] in "据另") or not self._settle("report"):
            return None
        self._label_group("reporter", self._text(self.signs[place]))
        self.role = None
        return place + 1

    def _on_from(self, place: int) -> int | None:
        if not self._settle("end"):
            return None
        end = place + 1
        while end < len(self.signs) and self.signs[end].kind in {"word", "gap", "comma"}:
            end += 1
        stretch = self.source[self.signs[place].end : self.signs[end - 1].end].strip()
        if not stretch or place_cost(self.folded[self.signs[place].end : self.signs[end - 1].end]) > 8:
            return None
        self.credit.place = stretch
        self.evidence = self.credited = True
        return end

    def _on_wire(self, place: int) -> int | None:
        sign = self.signs[place]
        day = _DAY.match(self.folded, sign.start, sign.end)
        if day:
            self.credit.date_text = self.source[day.start() : day.end()]
        step = self._on_news(place)
        credit = self.credit
        if credit.place and not credit.outlet and not self.named and self._text(sign).endswith("讯"):
            if place_cost(fold(credit.place)) > _SURE_PLACE and not self.folded.startswith(credit.place, 2):
                credit.outlet, credit.outlet_rank, credit.place = credit.place, 0, None  # 某某2021年12月17日讯
        return step

    def _on_country(self, place: int) -> int | None:
        """Read 济州（韩国）4月29日电: a place keeps the country in brackets behind it."""
        sign = self.signs[place]
        if not self.items:
            return None
        last = self.items.pop()
        self.items.append(Item(last.start, sign.end, self.folded[last.start : sign.end], last.mark))
        return place + 1

    def _on_day_place(self, place: int) -> int | None:
        """Read 中广网5月9日广州消息, where the place stands behind the day."""
        if not self._settle("wire"):
            return None
        sign = self.signs[place]
        self.credit.date_text = self.source[sign.start : sign.end].strip()
        return place + 1

    def _on_news(self, place: int) -> int | None:
        if not self._settle("wire"):
            return None
        self.credit.wire = self.evidence = self.credited = True
        self.role, self.role_text, self.own = None, "", ""
        self.group = len(self.named)
        return place + 1

    def _on_source(self, place: int) -> int | None:
        if not self._settle("end"):
            return None
        end = place + 1
        while end < len(self.signs) and self.signs[end].kind in {"gap", "mark"}:
            end += 1
        begin = end - 1
        while end < len(self.signs) and not self._ends_source(end, begin):
            end += 1
        start = self.signs[place].end
        raw = self.source[start : self.signs[end - 1].end] if end > place + 1 else ""
        value = raw.strip(" \t\u3000\xa0：:|｜丨/[]")
        self.evidence = self.credited = True
        marked = self.folded[start : start + 1] in {":", "|", "/", " ", "(", "[", "《", '"', "="}
        if (not marked and not is_outlet(value)) or re.search(r"[,;，；。].{6}", value):
            return None
        if not self._take_source(value):
            return None
        self.mark = "gap"
        return end

    def _ends_source(self, at: int, start: int) -> bool:
        sign = self.signs[at]
        text = self._text(sign)
        if sign.kind == "mark" and at > start + 1:
            return "|" in text or (":" in text and self.folded.count("(", 0, sign.start) == self.folded.count(")", 0, sign.start))
        if sign.kind in {"title", "role", "source", "bullet"}:
            following = self._next(at)
            parted = self.signs[at - 1].kind in {"gap", "comma", "mark", "open", "close"}
            return (parted and at > start + 1) or (following is not None and following.kind == "mark")
        return sign.kind == "gap" and len(text) > 2 and at > start + 2

    def _take_source(self, value: str) -> bool:
        value = re.split(r"\s+\d{4}[-年/.]|、", value, maxsplit=1)[0].strip(" ,，;；")
        value = re.sub(r"[(（]\s*(?:ID|id|微信号|公众号|微信|微信公众号)?\s*[:：]?\s*[\w-]+[)）]?$", "", value).strip()
        quoted = re.fullmatch(r"《([^《》]+)》|“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」", value)
        if quoted:
            value = next(part for part in quoted.groups() if part)
        if len(value) > 40:
            return False
        if value and not is_placeholder(value):
            self._take_outlet(value, "source")
        return True

    def _on_open(self, place: int) -> int | None:
        depth, end = 1, place + 1
        while end < len(self.signs) and depth:
            depth += {"open": 1, "close": -1}.get(self.signs[end].kind, 0)
            end += 1
        start, stop = self.signs[place].end, self.signs[end - 1].start if not depth else self.signs[end - 1].end
        inner, behind = self.folded[start:stop], self._next(end - 1)
        if _COUNTRY.fullmatch(self.folded, start - 1, stop + 1) and behind is not None and behind.kind == "word":
            if not (self.items and self.mark == ""):
                return end
        medium = self.role is None and bool(self.items) and all(is_outlet(item.text) for item in self.items)
        if not self._settle("title" if medium else "end"):
            return None
        wired = Setting(plain=self.credit.wire, vouched=self.credit.wire, role="reporter")
        if self.named and self._take_note(inner, start):
            self.mark = "gap"
            return end
        within = read_credit(inner, self.source[start:stop], wired)
        if within is not None:
            self._merge(within)
        elif self.named:  # it tells who the person is
            if is_outlet(inner):
                self._take_outlet(re.sub(r"^(?:微信)?(?:公众号|微信号|微博)\s*[:：]\s*", "", self.source[start:stop]), "body")
        elif not self.credit.wire or not is_body(inner):
            return None
        self.mark = "gap"
        return end

    def _take_note(self, inner: str, start: int) -> bool:
        """Read the outlet out of what brackets say about a person: 张三（某某周刊特约撰稿人）."""
        signs = read_signs(inner) or []
        if [sign.kind for sign in signs] != ["word", "title"]:
            return False
        self._take_outlet(self.source[start : start + signs[0].end], "body")
        return True

    def _merge(self, within: Credit) -> None:
        credit = self.credit
        self.named += [_Named(author.name, author.role, author.role_text) for author in within.authors]
        self.group = len(self.named)
        if within.outlet and within.outlet_rank < credit.outlet_rank:
            credit.outlet, credit.outlet_rank = within.outlet, within.outlet_rank
        credit.place = credit.place or within.place
        credit.date_text = credit.date_text or within.date_text
        credit.notes += within.notes
        self.evidence = self.credited = True

    # --- words between signs -----------------------------------------------------------------------------

    def _begin(self, place: int, role: Role, kind: str) -> int | None:
        """Settle what stood before a role word that heads names, and let it head them."""
        sign = self.signs[place]
        if not self._settle(kind):
            return None
        self.role, self.role_text = role, self.own + self.source[sign.start : sign.end].strip()
        self.labelled = False
        self.headed = kind == "end" or self._text(self.signs[place]).endswith("作者")
        self.group = len(self.named)
        self.evidence = True
        self.credited = self.credited or role != "photographer"
        self.own = ""
        self.mark = ""
        return place + 1

    def _label_group(self, role: Role, text: str) -> None:
        """Give the people before a role word its role: those without one, and reporters that took the picture."""
        for named in self.named[self.group :]:
            if named.role is None or (role == "photographer" and named.role == "reporter"):
                named.role, named.role_text = role, named.role_text or text
        self.group = len(self.named)
        self.evidence = True
        self.credited = self.credited or role != "photographer"

    def _take_outlet(self, text: str, kind: str) -> None:
        text = _DRAWN.sub("", text.strip(" \t\u3000\xa0:：/|｜、,，[]【】"))
        quoted = re.fullmatch(r"《([^《》]+)》", text)
        rank = _BY_RANK[kind]
        if text and rank < self.credit.outlet_rank:
            self.credit.outlet, self.credit.outlet_rank = quoted[1] if quoted else text, rank

    def _settle(self, before: str) -> bool:
        """Read the words collected so far, knowing which kind of sign follows; False when one is unexplained."""
        items = join_spaced(self.items)
        self.items = []
        self.mark = ""
        if not items:
            return True
        if before == "wire" and self.role is None and not self.named:
            return self._settle_wire(items)
        if before in {"report", "wire"}:
            items = self._peel_place(items, glued=before == "wire")
            if not items:
                return True
        if before == "report" and self.role is None and all(outlet_cost(item.text) < 14 for item in items):
            before = "title"  # 某某网报道 记者 …
        if before == "title" and self.role is None:
            return self._settle_head(items)
        if before == "title" and len(items[-1].text) <= _LONGEST_OUTLET and self.role is not None:
            return self._settle_between(items)
        return self._add_people(items, before)

    def _settle_wire(self, items: list[Item]) -> bool:
        start, end = items[0].start, items[-1].end
        start += self.folded[start] == "据"
        kept = [place for place in range(start, end) if self.folded[place] not in " /|"]
        parts = split_outlet_place("".join(self.folded[place] for place in kept))
        if parts is None:
            return False
        outlet, place = parts
        if outlet:
            self._take_outlet("".join(self.source[start : kept[len(outlet) - 1] + 1].split()), "wire")
        if place and not _CLOCK_PLACE.search(place):
            self.credit.place = "".join(self.source[kept[-len(place)] : end].split())
        return True

    def _peel_place(self, items: list[Item], *, glued: bool) -> list[Item]:
        """Take the place off the end of the words that stand before 报道 or 电."""
        kept = list(items)
        places: list[Item] = []
        while kept and (self._is_place(kept[-1]) or (glued and len(kept) > 1 and not places and place_cost(kept[-1].text) < 8)):
            if places and places[0].mark != "comma":
                break
            places.insert(0, kept.pop())
        if not places and self._glued_place(kept, glued=glued):
            places = [kept.pop()]
        if not places and kept and (len(kept) > 1 or self.role is None) and kept[-1].mark == "slash":
            if place_cost(kept[-1].text) < 8 and name_cost(kept[-1].text) > _PLACE_NATS * len(kept[-1].text):
                places = [kept.pop()]
        if places:
            self.credit.place = self.source[places[0].start : places[-1].end]
            if places[0].mark == "comma" and kept:
                kept, glued_place = self._split_glued(kept)
                if glued_place is not None:
                    self.credit.place = self.source[glued_place : places[-1].end]
        return kept

    def _glued_place(self, items: list[Item], *, glued: bool) -> bool:
        """Say whether the last of several words, glued to 报道, is rather a place than one more name."""
        if glued or len(items) < 2 or items[-1].mark != "gap" or self.folded[items[-1].end :][:1].isspace():
            return False
        text = items[-1].text
        if any(start >= 2 for start in place_ends(text)):
            return False
        limit = _PLACE_NATS + (1.5 if len(text) == 3 else 0.0)
        return 2 <= len(text) <= 6 and name_cost(text) > limit * len(text) and place_cost(text) < 8 and not is_outlet(text)

    @staticmethod
    def _is_place(item: Item) -> bool:
        """Say whether a word is a place and not people with a place behind them (王强香港)."""
        return item.text in PLACES or (
            is_place(item.text) and read_people([item], vouched=True, pen=False, place_tail=True) is None
        )

    def _split_glued(self, items: list[Item]) -> tuple[list[Item], int | None]:
        last = items[-1]
        people = read_people([last], vouched=True, pen=False, place_tail=True)
        if people is None or people.place is None:
            return items, None
        start = people.place[0]
        return [*items[:-1], Item(last.start, start, self.folded[last.start : start], last.mark)], start

    def _settle_head(self, items: list[Item]) -> bool:
        """Read what stands before the first 记者: an outlet, a beat, or people without a role word."""
        if len(items) > 1 and all(is_outlet(item.text) and item.mark in {"", "slash"} for item in items):
            self._take_outlet(self.source[items[0].start : items[-1].end], "title")
            return True
        for index, item in enumerate(items):
            text = _PRODUCED.sub("", item.text.strip("《》\"<>")) or item.text
            people = read_people([item], vouched=False, pen=False)
            if item.text in SUBJECTS or item.text in PLACES or (self.own and len(items) == 1 and len(item.text) <= 6 and not (people and people.names)):
                self.role_text = item.text
            elif is_outlet(text) and (outlet_cost(text) < 6 or not _RUNNING.search(text)):
                self._take_outlet(_PRODUCED.sub("", self.source[item.start : item.end]), "title")
            elif people is not None and people.names:
                self._add(people, "reporter")
            elif index == len(items) - 1 and len(item.text) <= _LONGEST_OUTLET and not _RUNNING.search(text):
                self._take_outlet(_PRODUCED.sub("", self.source[item.start : item.end]), "title")
            else:
                return False
        return True

    def _settle_between(self, items: list[Item]) -> bool:
        """Read what stands between two role words: people, and perhaps the next one's outlet."""
        last = items[-1]
        fresh = self.group == len(self.named) and len(items) == 1
        if is_outlet(last.text) and (len(items) > 1 or (fresh and self.headed)):  # 文/某某商报记者 …
            self._take_outlet(_PRODUCED.sub("", self.source[last.start : last.end]), "title")
            return self._settle_between(items[:-1]) if len(items) > 1 else True
        people = read_people(items, vouched=True, pen=True, outlet_tail=True)
        if people is not None and (people.names or people.outlet or not fresh):
            if people.bodies and not people.outlet and people.bodies[-1][1] == last.end:
                people.outlet = people.bodies.pop()
            return self._add(people, self.role)
        if len(items) > 1:
            people = read_people(items[:-1], vouched=True, pen=True)
            if people is None:
                return False
            self._add(people, self.role)
        self._take_outlet(_PRODUCED.sub("", self.source[last.start : last.end]), "title")
        return True

    def _add_people(self, items: list[Item], before: str) -> bool:
        picture = self.role == "photographer" or before == "picture"
        role_word = self.role is not None or before in {"suffix", "picture"}
        pen = role_word and (not picture or self.labelled)
        vouched = role_word or self.setting.vouched or (before == "report" and self.setting.plain) or bool(self.bullet.strip(_CAPTION_MARKS))
        plain = self.setting.plain or self.bullet[:1] in _BYLINE_BULLETS
        believed = vouched or before == "signed" or (before == "report" and self.evidence) or plain
        people = read_people(
            items,
            vouched=vouched,
            pen=pen,
            marked=self.labelled and self.role not in {"reporter", "correspondent"},
            outlet_head=self.role is None or self.labelled,
            place_tail=before in {"report", "wire"},
        )
        while people is None and len(items) > 1 and (self.role == "author" or plain) and is_about(items[-1].text):
            items = items[:-1]
            people = read_people(items, vouched=vouched, pen=pen)
        while people is None and (plain or before == "report") and len(items) > 1 and (is_about(items[0].text) or is_body(items[0].text)):
            items = items[1:]  # what people are may also stand before them
            people = read_people(items, vouched=vouched, pen=pen)
        if people is None or (before == "signed" and not people.names):
            return False
        if self.role is None and people.bodies and before in {"end", "title"} and not plain:
            return False
        if not believed and not (before == "report" and people.names) and not self._may_open(before):
            return False
        if any(self.folded[slice(*body)].endswith(_LENT) for body in people.bodies):
            return False
        if picture and (people.bodies or people.outlet) and not people.names:
            return True  # an agency's picture credit: nothing to read here
        return self._add(people, self.role)

    def _may_open(self, before: str) -> bool:
        """Say whether people without any role word may stand here: before the next credit of the same line."""
        return before in {"end", "title"} and not self.named and not self.credit.wire

    def _add(self, people: People, role: Role | None) -> bool:
        for start, end in people.names:
            name = self.source[start:end]
            cut = re.sub(r"[\s\u3000\u200b\ufeff]+", " " if name[:1].isascii() else "", name)
            self.named.append(_Named(cut.strip(), role, self.role_text))
        if people.outlet:
            self._take_outlet(self.source[slice(*people.outlet)], "title")
        for body in people.bodies:
            if role in {"author", "reporter", None}:
                self._take_outlet(self.source[slice(*body)], "body")
            elif role == "other":
                self._take_outlet(self.source[slice(*body)], "maker")
        if people.place:
            self.credit.place = self.source[slice(*people.place)]
        self.credit.notes += people.notes
        return True

    def _finish(self) -> bool:
        credit = self.credit
        if not self.named and not self.credited and self.signs[0].kind != "field":
            return False
        if not self.evidence and self.bullet[:1] not in _BYLINE_BULLETS and not self.setting.plain and self.signs[0].kind != "field":
            return False
        if not (self.named or credit.outlet or credit.wire or credit.dateline) and not self._placeholder():
            return False
        default: Role = "reporter" if credit.wire else self.setting.role
        for named in self.named:
            role_text = named.role_text or (self.setting.role_text or self.bullet if named.role is None else "")
            credit.authors.append(Author(named.name, named.role or default, role_text))
        return True

    def _placeholder(self) -> bool:
        """Say whether the stretch names nobody in so many words (作者：佚名, 责任编辑：HN666, 来源：未知)."""
        return any(
            sign.kind in {"code", "report", "field"} or (sign.kind == "word" and is_placeholder(self._text(sign)))
            for sign in self.signs
        )
