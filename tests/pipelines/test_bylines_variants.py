"""Rarer forms of credits, each in several spellings. People and outlets are invented."""

import pytest

from pipelines.bylines import Where, read_bylines


def _check(text: str, where: Where) -> tuple[str, str | None, str]:
    lines = text.split("\n")
    reading = read_bylines(lines, where)
    people = " ".join(f"{author.name}:{author.role}" for author in reading.authors)
    return people, reading.outlet, "|".join(line.strip() for line in reading.rest(lines))


@pytest.mark.parametrize(
    ("line", "people", "rest"),
    [
        (
            "本报讯记者周文彬3月5日从江城市统计局获悉，",
            "周文彬:reporter",
            "记者周文彬3月5日从江城市统计局获悉，",
        ),
        (
            "本报南昌4月3日电记者周敏、通讯员赵大勇从省水利厅获悉，",
            "周敏:reporter 赵大勇:correspondent",
            "记者周敏、通讯员赵大勇从省水利厅获悉，",
        ),
        ("本报讯记者欧阳文彬从江城市统计局获悉，", "欧阳文彬:reporter", "记者欧阳文彬从江城市统计局获悉，"),
        ("本报讯记者周文今年以来江城经济平稳。", "周文:reporter", "今年以来江城经济平稳。"),
        ("本报讯记者周文彬、李敏南昌市委昨日开会。", "周文彬:reporter 李敏:reporter", "南昌市委昨日开会。"),
        ("本报讯实习记者孙立果洋4月2日开幕的大会", "孙立果洋:intern", "4月2日开幕的大会"),
        ("本报讯 见习记者周敏 赵大勇 4月3日，江城", "周敏:reporter 赵大勇:reporter", "4月3日，江城"),
        ("本报讯记者周文彬通讯员李敏昨日，江城开会。", "周文彬:reporter 李敏:correspondent", "昨日，江城开会。"),
    ],
)
def test_a_name_without_any_mark_ends_where_the_sentence_begins(line: str, people: str, rest: str) -> None:
    """The cost of the name and what follows decide; a sentence keeps the name that is its subject."""
    got = _check(line, "inline")
    assert (got[0], got[2]) == (people, rest)


@pytest.mark.parametrize(
    ("line", "people", "outlet", "rest"),
    [
        ("【江城时报特约记者】江水上涨", "", "江城时报", "江水上涨"),
        ("【江城时报驻东京记者】江水上涨", "", "江城时报", "江水上涨"),
        ("【江城时报综合报道】江水上涨", "", "江城时报", "江水上涨"),
        (
            "江城社北京4月1日电综合江城社驻巴黎、东京记者报道：江水上涨，桥未通车。",
            "",
            "江城社",
            "江水上涨，桥未通车。",
        ),
        ("江城社北京4月1日电 综合本社驻外记者报道：江水上涨，桥未通车。", "", "江城社", "江水上涨，桥未通车。"),
        ("江城财经（综合编译周晓敏）--江水上涨", "周晓敏:translator", "江城财经", "江水上涨"),
        ("南昌晚报（记者周敏 实习生李玉）—江水上涨", "周敏:reporter 李玉:intern", "南昌晚报", "江水上涨"),
        ("本报讯（记者周敏李玉（李玉博客））江水上涨", "周敏:reporter 李玉:reporter", None, "江水上涨"),
        ("（记者周敏 通讯员昌公宣）江水上涨", "周敏:reporter 昌公宣:correspondent", None, "江水上涨"),
        (
            "中新社南昌3月30日电(周敏赣水宣)据省水利厅30日消息",
            "周敏:reporter 赣水宣:reporter",
            "中新社",
            "据省水利厅30日消息",
        ),
        ("【江城网综合报道】据江城社4月3日报道，江水上涨", "", "江城网", "据江城社4月3日报道，江水上涨"),
    ],
)
def test_heads_of_rarer_forms(line: str, people: str, outlet: str | None, rest: str) -> None:
    """Reporters without a name, credits before a dash, press desks and brackets in brackets."""
    assert _check(line, "inline") == (people, outlet, rest)


@pytest.mark.parametrize(
    ("text", "people", "outlet"),
    [
        (
            "（采访组成员：江城日报记者周文彬、李敏、赵小文南昌晚报见习记者孙明）",
            "周文彬:reporter 李敏:reporter 赵小文:reporter 孙明:reporter",
            "江城日报",
        ),
        ("（执笔：周文彬、李敏；采访组成员：赵文）", "周文彬:author 李敏:author 赵文:reporter", None),
        ("周晓敏李大玉南昌晚报记者赵文", "周晓敏:reporter 李大玉:reporter 赵文:reporter", "南昌晚报"),
        ("（作者约翰·史密斯，周晓敏译）", "约翰·史密斯:author 周晓敏:translator", None),
        ("（约翰·史密斯著，周晓敏译）", "约翰·史密斯:author 周晓敏:translator", None),
        ("摄影：周敏　造型：李玉　化妆师：赵大勇", "周敏:photographer 李玉:other 赵大勇:other", None),
        ("作者：江城医疗队队员周晓敏", "周晓敏:author", None),
        ("周敏、李玉摄影报道（江城视觉）", "周敏:photographer 李玉:photographer", "江城视觉"),
        ("（责任编辑：begin-->系统管理员end-->）", "", None),
        ("昌公宣记者周敏", "周敏:reporter", None),
        ("本报国际部编辑周晓敏本报驻印度记者李大玉", "周晓敏:editor 李大玉:reporter", None),
    ],
)
def test_credits_of_rarer_forms(text: str, people: str, outlet: str | None) -> None:
    """Teams, names glued to the next outlet, glued translators, crafts, and desks of the own house."""
    assert _check(text, "tail") == (people, outlet, "")


@pytest.mark.parametrize(
    ("text", "where", "people", "outlet"),
    [
        ("責任編輯：春天的蒲公英", "meta", "春天的蒲公英:editor", None),
        ("来源:江城网 时间:2019-05-22 17:04:26 作者:周敏 版权声明", "meta", "周敏:author", "江城网"),
        ("【文/江城網專欄作者 小城故事的主人】", "lead", "小城故事的主人:author", "江城網"),
        ("（文／江城網專欄作家 周文彬）", "lead", "周文彬:author", "江城網"),
        ("南昌晚报首席记者周晓敏文", "lead", "周晓敏:reporter", "南昌晚报"),
        ("By Jane Doe Travel News Reporter", "lead", "Jane Doe:reporter", None),
        ("By Jane Doe , News Reporter", "lead", "Jane Doe:reporter", None),
        ("By Rivertown Star Reporter", "lead", "", "Rivertown Star"),
        ("by From RIVERTOWN STAR Reporter in Nairobi", "lead", "", "RIVERTOWN STAR"),
        ("By Rivertown Times Staff and Agencies", "lead", "", "Rivertown Times"),
        ("By Euronova with Agencies", "lead", "", "Euronova"),
        ("By Jane Doe\nPublished: Jan. 14, 2015 Updated: 4:49 p.m.", "lead", "Jane Doe:author", None),
    ],
)
def test_lines_of_rarer_forms(text: str, where: Where, people: str, outlet: str | None) -> None:
    """Pen names as fields, beats before a job, outlets in a person's place, agencies that are not named."""
    assert _check(text, where) == (people, outlet, "")


def test_place_and_day_stand_on_lines_under_an_english_byline() -> None:
    """Both are the dateline."""
    lines = ["By Jane Doe", "LIMA, Peru/QUITO", "Tue Dec 30, 2014 11:44pm GMT", "Shares fell on Tuesday."]
    reading = read_bylines(lines, "lead")
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.date_text) == (lines[1], lines[2])
    assert reading.rest(lines) == lines[3:]
