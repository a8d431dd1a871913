"""Where a text came from: the signs of a dispatch (北京12月17日电, 发自上海) and of a source line, within a credit."""

from typing import Final

from pipelines.bylines.expressions import expression
from pipelines.bylines.folding import fold
from pipelines.bylines.items import Item
from pipelines.bylines.places import DAY, is_place, place_cost
from pipelines.bylines.settling import Settling
from pipelines.bylines.sources import source_end, source_outlet

_FAR_PLACE: Final = 8.0  # what a place behind 发自 costs at most
_DAY: Final = expression(DAY)


class Dispatching(Settling):
    """The steps of a walk that read places, days and sources; each returns the next sign's number or None."""

    def _text(self, place: int) -> str:
        return self.folded[self.signs[place].start : self.signs[place].end]

    def _kind_behind(self, place: int) -> str:
        """Return the kind of the sign behind `place`, gaps left out; "" at the end."""
        return next((sign.kind for sign in self.signs[place + 1 : place + 3] if sign.kind != "gap"), "")

    def sent_from(self, place: int) -> int | None:
        """Read 发自上海: the place up to the next sign that is no word."""
        if not self.settle("end"):
            return None
        end = place + 1
        while end < len(self.signs) and self.signs[end].kind in {"word", "gap", "comma"}:
            end += 1
        stretch = slice(self.signs[place].end, self.signs[end - 1].end)
        if not self.source[stretch].strip() or place_cost(self.folded[stretch]) > _FAR_PLACE:
            return None
        self.credit.place = self.source[stretch].strip()
        self.evidence = self.credited = True
        return end

    def wire(self, place: int) -> int | None:
        """Read 12月17日电 behind an outlet, a place, or both."""
        sign, own = self.signs[place], self.own
        day = _DAY.match(self.folded, sign.start, sign.end)
        if day:
            self.credit.date_text = self.source[day.start() : day.end()]
        if (self.credit.wire or self.credit.outlet) and self.items and self.items[0].text[0] == "据":
            return None  # …电 据某某厅30日消息: the text begins
        step = self.news(place)
        credit = self.credit
        unsure = credit.place is not None and not credit.outlet and not own and not self.named
        long = day is not None and "年" in day[0]  # 怡保17日讯 is a place, 某某2021年12月17日讯 hardly
        if unsure and long and credit.place and not is_place(fold(credit.place)) and self._text(place)[-1] == "讯":
            credit.outlet, credit.outlet_rank, credit.place = credit.place, 0, None  # 某某2021年12月17日讯
        return step

    def country(self, place: int) -> int | None:
        """Read 济州（韩国）4月29日电: a place keeps the country in brackets behind it."""
        if not self.items:
            return None
        last, end = self.items.pop(), self.signs[place].end
        self.items.append(Item(last.start, end, self.folded[last.start : end], last.mark))
        return place + 1

    def day_place(self, place: int) -> int | None:
        """Read 某某网5月9日广州消息, where the place stands behind the day."""
        if not self.settle("wire"):
            return None
        self.credit.date_text = self.source[self.signs[place].start : self.signs[place].end].strip()
        return place + 1

    def news(self, place: int) -> int | None:
        """Read 讯 or 专电 without a day."""
        own = self.own
        if not self.settle("wire") or not self._is_news(place, own):
            return None
        self.credit.wire = self.evidence = self.credited = True
        self.role, self.role_text, self.own = None, "", ""
        self.group = len(self.named)
        return place + 1

    def _is_news(self, place: int, own: str) -> bool:
        """Say whether an outlet, a day or a true place stands before 讯: 世华财讯 is a name of its own."""
        credit = self.credit
        named = bool(own or credit.outlet or credit.date_text or self.named or self.signs[place].kind == "wire")
        return named or credit.place is None or is_place(fold(credit.place))

    def source_label(self, place: int) -> int | None:
        """Read 来源：某某网 up to the end of its value."""
        if not self.settle("end"):
            return None
        end = source_end(self.signs, self.folded, place)
        stretch = slice(self.signs[place].end, self.signs[end - 1].end)
        outlet = source_outlet(self.folded[stretch], self.source[stretch])
        if outlet is None:
            return None
        self.take_outlet(outlet, "source")
        self.evidence = self.credited = True
        self.mark = "gap"
        return end
