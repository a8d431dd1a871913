"""Lines of lead, tail, paragraph and header: what is read, and what stays to the character. All is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.bylines import BylineReading, Where, read_bylines


def _check(lines: list[str], where: Where) -> tuple[str, str | None, tuple[str | None, str | None] | None, str]:
    reading = read_bylines(lines, where)
    people = " ".join(f"{author.name}:{author.role}" for author in reading.authors)
    dateline = (reading.dateline.place, reading.dateline.date_text) if reading.dateline else None
    return people, reading.outlet, dateline, "|".join(line.strip() for line in reading.rest(lines))


@pytest.mark.parametrize(
    ("line", "people", "outlet", "dateline", "rest"),
    [
        (
            "江城社北京12月17日电（记者王小强）今日开市。",
            "王小强:reporter",
            "江城社",
            ("北京", "12月17日"),
            "今日开市。",
        ),
        (
            "江城网北京12月17日电(王小强李敏)记者17日获悉，",
            "王小强:reporter 李敏:reporter",
            "江城网",
            ("北京", "12月17日"),
            "记者17日获悉，",
        ),
        ("本报讯（记者 王小强 通讯员 李敏）昨日，", "王小强:reporter 李敏:correspondent", None, None, "昨日，"),
        ("江城晚报讯（记者王小强）昨日，", "王小强:reporter", "江城晚报", None, "昨日，"),
        ("江城晚报讯 记者王小强报道：昨日，", "王小强:reporter", "江城晚报", None, "昨日，"),
        ("本报江城4月7日电记者王小强今日下午，市里", "王小强:reporter", None, ("江城", "4月7日"), "今日下午，市里"),
        ("江城社北京4月6日电记者今天从会上获悉，", "", "江城社", ("北京", "4月6日"), "记者今天从会上获悉，"),
        ("江城时报记者 王小强本报讯 由于大盘", "王小强:reporter", "江城时报", None, "由于大盘"),
        ("特约记者王小强报道上周末竞猜", "王小强:reporter", None, None, "上周末竞猜"),
        ("【江城时报驻台北特约记者王小强】两艘航母", "王小强:reporter", "江城时报", None, "两艘航母"),
        ("【江城网报道 记者 王小强】昨天", "王小强:reporter", "江城网", None, "昨天"),
        ("〔江城時報記者王小強／台北報導〕北市逐年", "王小強:reporter", "江城時報", ("台北", None), "北市逐年"),
        ("（中央社記者王小強台北17日電）股市", "王小強:reporter", "中央社", ("台北", "17日"), "股市"),
        (
            "（中央社記者王小強、李美玲台北17日電）股市",
            "王小強:reporter 李美玲:reporter",
            "中央社",
            ("台北", "17日"),
            "股市",
        ),
        ("【（王小强、李敏／四川）】昨日", "王小强:reporter 李敏:reporter", None, ("四川", None), "昨日"),
        ("【政治／台北】昨日", "", None, None, "【政治／台北】昨日"),
        ("【江城网】（记者 王小强）昨日", "王小强:reporter", "江城网", None, "昨日"),
        ("财联社（北京，记者 王小强）讯，昨日", "王小强:reporter", "财联社", ("北京", None), "昨日"),
        ("江城时报网(www.example.com)03月01日讯 昨日", "", "江城时报网", (None, "03月01日"), "昨日"),
        ("新浪科技讯 北京时间3月1日上午消息，昨日", "", "新浪科技", (None, "3月1日"), "昨日"),
        ("格隆汇3月1日丨江城股份公告", "", "格隆汇", (None, "3月1日"), "江城股份公告"),
        ("据江城社北京3月1日电（记者王小强）昨日", "王小强:reporter", "江城社", ("北京", "3月1日"), "昨日"),
        ("江城社北京3月1日电（江城社采访组）市长说", "", "江城社", ("北京", "3月1日"), "市长说"),
        ("LONDON, Dec 17 (Reuters) - Shares fell.", "", "Reuters", ("LONDON", "Dec 17"), "Shares fell."),
    ],
)
def test_the_head_of_a_paragraph_is_read_and_cut(
    line: str, people: str, outlet: str | None, dateline: tuple[str | None, str | None] | None, rest: str
) -> None:
    """Dispatch heads, 本报讯 and bracketed credits go; the sentence behind them stays."""
    assert _check([line], "inline") == (people, outlet, dateline, rest)


@pytest.mark.parametrize(
    ("lines", "people", "outlet", "rest"),
    [
        (["会议结束。（本报记者 王小强）"], "王小强:reporter", None, "会议结束。"),
        (
            ["会议结束。(特约记者王小强李敏通讯员赵文）"],
            "王小强:reporter 李敏:reporter 赵文:correspondent",
            None,
            "会议结束。",
        ),
        (["会议结束。见习记者王小强"], "王小强:reporter", None, "会议结束。"),
        (["会议结束。（记者 王小强）（完）"], "王小强:reporter", None, "会议结束。（完）"),
        (["会议结束。（记者 王小强）（责编：李敏）"], "王小强:reporter 李敏:editor", None, "会议结束。"),
        (["会议结束。（江城网王小强）"], "王小强:author", "江城网", "会议结束。"),
        (["会议结束。（据江城社、江城晚报）"], "", "江城社", "会议结束。"),
        (
            ["会议结束。", "记者：王小强李敏", "编辑：赵文", "江城社音视频部制作"],
            "王小强:reporter 李敏:reporter 赵文:editor",
            "江城社音视频部",
            "会议结束。",
        ),
        (["会议结束。", "（本报江城3月30日电）", "本报驻江城记者王小强"], "王小强:reporter", None, "会议结束。"),
        (["会议结束。", "编辑：", "王小强"], "王小强:editor", None, "会议结束。"),
        (["图为江城大桥。江城晚报记者 王小强 摄"], "王小强:photographer", "江城晚报", "图为江城大桥。"),
        (["花开了。新华社发（王小强摄）"], "王小强:photographer", "新华社", "花开了。"),
        (["股市上漲。（編輯：王小強）1101217"], "王小強:editor", None, "股市上漲。"),
        (
            ["Shares rose 3 percent. (Reporting by Jane Doe; Editing by John Roe)"],
            "Jane Doe:reporter John Roe:editor",
            None,
            "Shares rose 3 percent.",
        ),
        (
            ["Associated Press writer Jane Doe in Paris contributed to this report."],
            "Jane Doe:reporter",
            "Associated Press",
            "",
        ),
        (["会议结束。（书声）"], "书声:author", None, "会议结束。"),
        (["会议结束。（完毕）"], "", None, "会议结束。（完毕）"),
        (["会议结束。（下图）"], "", None, "会议结束。（下图）"),
        (["会议结束。（新华）"], "", None, "会议结束。（新华）"),
        (["会议结束。（北京）"], "", None, "会议结束。（北京）"),
    ],
)
def test_the_end_of_a_text_is_read_upwards(lines: list[str], people: str, outlet: str | None, rest: str) -> None:
    """Credit lines go from the end upwards, then the closing bracket or the glued credit of the last sentence."""
    got = _check(lines, "tail")
    assert (got[0], got[1], got[3]) == (people, outlet, rest)


@pytest.mark.parametrize(
    ("lines", "people", "outlet", "rest"),
    [
        (
            ["□江城融媒记者沈墨白", "何远舟", "通讯员陈雨晴郝知远"],
            "沈墨白:reporter 何远舟:reporter 陈雨晴:correspondent 郝知远:correspondent",
            "江城融媒",
            "",
        ),
        (
            ["江城的春天", "本报记者王小强发自上海", "三月的江城，花开了。"],
            "王小强:reporter",
            None,
            "江城的春天|三月的江城，花开了。",
        ),
        (["本报记者王小强", "本报讯花开了，记者来到江边。"], "王小强:reporter", None, "花开了，记者来到江边。"),
        (["> 来源：江城网", ">", "> 作者：王小强"], "王小强:author", "江城网", ""),
        (["  □ 王小强", "朱红,即中国红,很好看"], "王小强:author", None, "朱红,即中国红,很好看"),
        (["记者/王小强", "编辑\\|李敏"], "王小强:reporter 李敏:editor", None, ""),
        (
            ["By Jane Doe and John Roe", "Reuters", "LONDON (Reuters) - Shares fell."],
            "Jane Doe:author John Roe:author",
            "Reuters",
            "Shares fell.",
        ),
        (["Jane Doe", "Staff Writer", "Shares fell on Friday."], "Jane Doe:reporter", None, "Shares fell on Friday."),
        (["By CNN Staff", "Shares fell on Friday."], "", "CNN", "Shares fell on Friday."),
        (["By", "Jane Doe", "Shares fell on Friday."], "Jane Doe:author", None, "Shares fell on Friday."),
    ],
)
def test_the_first_lines_are_read_down_to_the_first_sentence(
    lines: list[str], people: str, outlet: str | None, rest: str
) -> None:
    """Credit lines and the head of the first sentence go, headlines stay."""
    got = _check(lines, "lead")
    assert (got[0], got[1], got[3]) == (people, outlet, rest)


@pytest.mark.parametrize(
    ("lines", "people", "outlet"),
    [
        (["2021年12月17日09:19 | 来源： 江城网"], "", "江城网"),
        (["2021-12-17 09:19:00 来源：江城网 作者：王小强 编辑：李敏"], "王小强:author 李敏:editor", "江城网"),
        (["2021年12月17日 09:19　江城网　王小强"], "王小强:author", "江城网"),
        (["发表于2021-12-17 21:30|", "来源江城网|", "作者王小强"], "王小强:author", "江城网"),
        (["来源：未知 作者：admin 点击：123次"], "", None),
        (["来源：江城网 作者：-- 点击：123"], "", "江城网"),
        (["2021-12-17 09:19 来源：江城日报 王小强"], "王小强:author", "江城日报"),
        (["来源：江城日报 编辑：李敏"], "李敏:editor", "江城日报"),
        (["特约评论员 王小强 2021-12-17"], "王小强:author", None),
        (["2021-12-17 09:19 IP属地：江苏 王小强"], "王小强:author", None),
        (["每江记者：王小强 每江编辑：李敏"], "王小强:reporter 李敏:editor", "每江"),
        (["江城新闻编辑 | 李敏"], "李敏:editor", "江城新闻"),
        (["2021年12月17日09:19江城质量网王小强我要评论(0)"], "王小强:author", "江城质量网"),
        (["本报记者 王小强《江城日报》（2021年12月17日 第 01 版）"], "王小强:reporter", "江城日报"),
        (["By Jane Doe 2021-12-17 17:43:29 UTC"], "Jane Doe:author", None),
        (["By Jane Doe, Special to The Star"], "Jane Doe:author", "The Star"),
        (["By Fox News"], "", "Fox News"),
        (["Jane Doe", "December 17, 2021", "4 min read"], "Jane Doe:author", None),
    ],
)
def test_a_header_is_read_field_by_field(lines: list[str], people: str, outlet: str | None) -> None:
    """Dates and page furniture go with the header, nothing of which is body."""
    assert _check(lines, "meta") == (people, outlet, None, "")


@pytest.mark.parametrize("where", ["lead", "tail", "inline", "meta"])
@pytest.mark.parametrize(
    "line",
    [
        "记者从市统计局获悉，今年前三季度全市经济平稳运行。",
        "江城晚报记者王小强来到现场，看到江水已经退去。",
        "江城社记者王小明采访了多位专家。",
        "记者：北大近年来推行的改革引起了关注，其中有怎样的困难？",
        "据江城晚报记者王小强报道，昨天江城下雪。",
        "一位驾驶员告诉记者，当时游戏币大概0.5元一个，",
        "【免责声明】本文仅代表作者本人观点，与本网无关。",
        "欢迎广大通讯员投稿。",
        "会议现场。（受访者供图）",
        "現場人潮眾多。（圖／路透社）",
        "By 2012, the company had more than $2 million in the bank.",
        "By demonstrating past value, your clients will be convinced.",
        "The report by Jane Doe was late, she said.",
    ],
)
def test_a_sentence_that_mentions_a_reporter_is_body(line: str, where: Where) -> None:
    """Nobody is read out of it, and every character stays."""
    reading = read_bylines([line], where)
    assert reading.authors == ()
    assert reading.rest([line]) == [line]


def test_places_of_spans_are_those_of_the_source() -> None:
    """What was taken and what stays is the line, in order and to the character."""
    line = "　　江城社北京12月17日电（记者　王小强）“今日”开市。"
    reading = read_bylines([line], "inline")
    (span,) = reading.taken
    assert line[span.start : span.end] + reading.rest([line])[0] == line


def test_one_person_named_twice_is_one_entry() -> None:
    """The first naming counts."""
    reading = read_bylines(["编辑：王小强丨版式：王小强"], "tail")
    assert [(author.name, author.role) for author in reading.authors] == [("王小强", "editor")]


_PIECES = st.sampled_from(
    [
        "记者",
        "通讯员",
        "作者：",
        "来源：",
        "编辑/",
        "（",
        "）",
        "【",
        "】",
        "本报讯",
        "电",
        "12月17日",
        "报道",
        "王小强",
        "李敏",
        "江城晚报",
        "、",
        "：",
        "/",
        "|",
        "文/图",
        "摄",
        "By",
        "Jane",
        "Doe",
        ",",
        "and",
        "。",
        "\n",
        "\u200b",
        "�",
        "发自",
        "上海",
        "□",
        "[美]",
        "·",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=14).map("".join)), max_size=5),
    st.sampled_from(["lead", "tail", "inline", "meta"]),
)
def test_no_text_raises_and_no_character_is_lost(lines: list[str], where: Where) -> None:
    """Spans lie within their lines and do not overlap; with the rest they are all there was."""
    reading = read_bylines(lines, where)
    last: dict[int, int] = {}
    for span in reading.taken:
        assert last.get(span.line, 0) <= span.start < span.end <= len(lines[span.line])
        last[span.line] = span.end
    taken = sum(len("".join(lines[span.line][span.start : span.end].split())) for span in reading.taken)
    kept = sum(len("".join(line.split())) for line in reading.rest(lines))
    assert taken + kept == sum(len("".join(line.split())) for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "记者" * 400_000,
        "（" * 1_000_000,
        "王" * 1_000_000,
        "By " * 300_000,
        " " * 1_000_000,
        "来源：" + "甲" * 1_000_000,
        "a, " * 300_000,
    ],
)
@pytest.mark.parametrize("where", ["lead", "tail", "inline", "meta"])
def test_a_megabyte_of_one_line_is_no_byline(line: str, where: Where) -> None:
    """Only bounded windows at its ends are looked at, and it stays as it is."""
    assert read_bylines([line], where) == BylineReading()
