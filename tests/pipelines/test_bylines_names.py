"""The name model: where a run of names is cut, and what is no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.bylines.items import Item, join_spaced
from pipelines.bylines.names import foreign_cost, name_cost, read_run


def _names(run: str) -> list[str]:
    reading = read_run(run)
    assert reading is not None
    return [run[piece.start : piece.end] for piece in reading.pieces]


@pytest.mark.parametrize(
    "names",
    [
        ["赵小满", "钱一鸣"],
        ["周建华", "吴敏", "郑雅文"],
        ["欧阳春晓", "李默"],
        ["王海", "司马青云", "陈静怡"],
        ["次仁卓玛", "王磊"],
        ["马晓燕", "阿不都热合曼"],
        ["孙冉冉", "何田田"],
        ["林文杰", "黄佩珊", "许志明", "蔡宜君"],
    ],
)
def test_a_run_is_cut_between_its_names(names: list[str]) -> None:
    """Surnames, name lengths and given-name characters say where one name ends and the next begins."""
    assert _names("".join(names)) == names


def test_a_surname_costs_less_than_a_stranger() -> None:
    """What begins with a surname is cheaper than what begins with none."""
    assert name_cost("王建国") < name_cost("禤建国") < name_cost("从市统")


@pytest.mark.parametrize("text", ["从市统计局获悉", "昨天下午在", "的是了"])
def test_running_text_is_no_run_of_names(text: str) -> None:
    """A sentence either has no path of names at all, or one far dearer than names are."""
    reading = read_run(text)
    assert reading is None or reading.cost > 9 * len(text)


def test_even_readings_are_told() -> None:
    """Of two readings with the same cost the margin is nothing, so that the run can be kept whole."""
    reading = read_run("王李")
    assert reading is not None
    assert not reading.even
    assert reading._replace(margin=0.0).even


def test_foreign_spelling_is_believed_by_its_characters() -> None:
    """A name of characters that spell foreign sounds has a cost, any other word has none."""
    assert foreign_cost("斯特拉姆") < float("inf") == foreign_cost("市场部")


def _items(text: str) -> list[Item]:
    items, place = [], 0
    for number, word in enumerate(text.split(" ")):
        items.append(Item(place, place + len(word), word, "gap" if number else ""))
        place += len(word) + 1
    return items


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王 强", ["王强"]),
        ("王 强 李 小 明", ["王强", "李小明"]),
        ("赵 敏 欧阳 锋", ["赵敏", "欧阳锋"]),
        ("王小强 李 明", ["王小强", "李明"]),
        ("王小强 李大明", ["王小强", "李大明"]),
        ("Jane Doe", ["Jane Doe"]),
    ],
)
def test_a_blank_inside_a_name_is_no_separator(text: str, names: list[str]) -> None:
    """Names that a layout stretched are put together, names that blanks part stay apart."""
    assert [item.text for item in join_spaced(_items(text))] == names


def test_a_stretched_name_knows_its_places() -> None:
    """The places of a joined name are those of its characters in the source."""
    (item,) = join_spaced(_items("王 强"))
    assert item.span(0, 2) == (0, 3)


@given(st.text(max_size=90))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises, and pieces cover the run without gaps."""
    reading = read_run(text, strangers=True)
    if reading is not None:
        ends = [0] + [piece.end for piece in reading.pieces]
        assert [piece.start for piece in reading.pieces] == ends[:-1]
        assert ends[-1] == len(text)
