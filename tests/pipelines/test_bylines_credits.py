"""Credits: what role words, marks and outlets say about the words around them. People and outlets are invented."""

import pytest

from pipelines.bylines.credit import Credit
from pipelines.bylines.credits import read_credit
from pipelines.bylines.folding import fold


def _read(text: str) -> Credit | None:
    return read_credit(fold(text), text)


def _people(credit: Credit | None) -> list[str]:
    assert credit is not None
    return [f"{author.name}:{author.role}" for author in credit.authors]


@pytest.mark.parametrize(
    ("text", "people", "outlet"),
    [
        ("本报记者 王小强", ["王小强:reporter"], None),
        ("江城晚报记者王小强实习生李敏", ["王小强:reporter", "李敏:intern"], "江城晚报"),
        (
            "江城晚报首席记者 王小强 通讯员 李敏 赵文",
            ["王小强:reporter", "李敏:correspondent", "赵文:correspondent"],
            "江城晚报",
        ),
        ("见习记者王小强江城晚报记者李敏", ["王小强:reporter", "李敏:reporter"], "江城晚报"),
        ("文/王小强 图/李敏", ["王小强:author", "李敏:photographer"], None),
        ("文/王小强图/李敏", ["王小强:author", "李敏:photographer"], None),
        ("王小强/文 李敏/摄", ["王小强:author", "李敏:photographer"], None),
        ("文/图 本报记者 王小强", ["王小强:reporter"], None),
        ("记者王小强 李敏 文/图", ["王小强:reporter", "李敏:reporter"], None),
        ("文/本报记者 王小强", ["王小强:reporter"], None),
        ("本报记者 王小强 摄", ["王小强:photographer"], None),
        ("编辑王小强校对李敏", ["王小强:editor", "李敏:proofreader"], None),
        ("一审：王小强 二审：李敏 三审：赵文", ["王小强:other", "李敏:other", "赵文:other"], None),
        ("责任编辑：王小强_AB1234", ["王小强:editor"], None),
        ("（责任编辑：AB123）", [], None),
        ("【记者】王小强 【通讯员】李敏", ["王小强:reporter", "李敏:correspondent"], None),
        ("来源：江城晚报 作者：王小强", ["王小强:author"], "江城晚报"),
        ("王小强来源：江城晚报", ["王小强:author"], "江城晚报"),
        ("作者：佚名", [], None),
        ("作者：江城市气象局", [], "江城市气象局"),
        ("作者：[美]约翰·史密斯 译者：王小强", ["约翰·史密斯:author", "王小强:translator"], None),
        ("作者王小强系江城大学教授", ["王小强:author"], None),
        ("王小强 作者为江城大学教授", ["王小强:author"], None),
        ("作者：王小强，江城大学教授", ["王小强:author"], None),
        ("撰文｜小鱼儿（某某周刊特约撰稿人）", ["小鱼儿:author"], "某某周刊"),
        ("记者 努尔兰·别克 通讯员 扎西次仁", ["努尔兰·别克:reporter", "扎西次仁:correspondent"], None),
        ("記者陳小明／台北報導", ["陳小明:reporter"], None),
        ("中央社記者陳小明台北17日電", ["陳小明:reporter"], "中央社"),
        ("採訪、撰文：陳小美　攝影：王大同", ["陳小美:author", "王大同:photographer"], None),
        ("取材・文／佐藤花子　撮影／鈴木一郎", ["佐藤花子:reporter", "鈴木一郎:photographer"], None),
        ("每日快报驻日本、韩国特约记者 王小强", ["王小强:reporter"], "每日快报"),
        ("本报记者王小强、李敏等", ["王小强:reporter", "李敏:reporter"], None),
        ("作　　者：王小强", ["王小强:author"], None),
        ("扬江晚报/快看新闻记者 王小强", ["王小强:reporter"], "扬江晚报/快看新闻"),
        ("通讯员江城区教育局王小强", ["王小强:correspondent"], None),
        ("作者：王超 团江城市委青年讲师团成员、江城大学青年教师", ["王超:author"], None),
        ("作者：王超，江城大学教师；李敏，江城大学讲师", ["王超:author", "李敏:author"], None),
    ],
)
def test_a_credit_names_people_with_roles_and_the_outlet(text: str, people: list[str], outlet: str | None) -> None:
    """Each word of the credit is read by where it stands."""
    credit = _read(text)
    assert _people(credit) == people
    assert credit is not None
    assert credit.outlet == outlet


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("本报记者王小强发自上海", "上海", None),
        ("本报记者王小强李敏上海报道", "上海", None),
        ("记者王小强 李敏 南宁、福州报道", "南宁、福州", None),
        ("江城周刊记者 王小强 | 石家庄报道", "石家庄", None),
        ("江城社北京12月17日电", "北京", "12月17日"),
        ("本报济州（韩国）4月29日电", "济州（韩国）", "4月29日"),
        ("江城网5月9日广州消息", "广州", "5月9日"),
        ("本报12月18日讯", None, "12月18日"),
        ("本報記者陳小明／東京17日電", "東京", "17日"),
    ],
)
def test_a_dispatch_gives_place_and_day(text: str, place: str | None, day: str | None) -> None:
    """Place and day are taken as written."""
    credit = _read(text)
    assert credit is not None
    assert (credit.place, credit.date_text) == (place, day)


@pytest.mark.parametrize(
    "text",
    [
        "记者从市统计局获悉",
        "记者：谢谢您",
        "记者：为什么",
        "记者手记",
        "记者节快乐",
        "编辑推荐",
        "作者简介",
        "作者系江城大学教授",
        "他曾任江城晚报记者",
        "这是一本关于作者王小强的书",
        "图/视觉中国",
        "图片来源：江城图片社",
        "图／讀者提供",
        "江城市公安局供图",
        "王小强：我们应该努力",
        "来源于生活，高于生活",
        "数据来源：国家统计局",
        "编者按",
        "通讯员队伍建设",
        "江城晚报",
        "",
        "　",
    ],
)
def test_what_is_not_a_credit_as_a_whole_is_none(text: str) -> None:
    """One unexplained word keeps the whole stretch in the body; an agency's picture credit is not read."""
    assert _read(text) is None


def test_a_run_with_two_even_readings_is_kept_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run is one entry, and a note says so."""
    monkeypatch.setattr("pipelines.bylines.names.EVEN_ODDS", float("inf"))
    read_credit.cache_clear()
    credit = _read("记者王小强李大敏")
    read_credit.cache_clear()
    assert _people(credit) == ["王小强李大敏:reporter"]
    assert credit is not None
    assert credit.notes == ["two readings equally likely: kept whole: 王小强李大敏"]
