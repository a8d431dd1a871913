"""Styles of credits from many presses, and lines that look like credits and are none. People and outlets are invented."""

import pytest

from pipelines.bylines import Where, read_bylines
from pipelines.bylines.expressions import either, expression


def _read(text: str, where: Where) -> tuple[str, str | None, str, str]:
    lines = text.split("|")
    reading = read_bylines(lines, where)
    people = " ".join(f"{author.name}:{author.role}" for author in reading.authors)
    line = reading.dateline
    dateline = "/".join(part for part in (line.place, line.date_text) if part) if line else ""
    return people, reading.outlet, dateline, "|".join(part.strip() for part in reading.rest(lines))


@pytest.mark.parametrize(
    ("text", "where", "expected"),
    [
        ("（怡保17日讯）州务大臣今日说。", "inline", ("", None, "怡保/17日", "州务大臣今日说。")),
        ("（曼谷综合讯）旅游部长说。", "inline", ("", None, "曼谷", "旅游部长说。")),
        ("【東京=山田健二】政府は3日発表した。", "inline", ("山田健二:reporter", None, "東京", "政府は3日発表した。")),
        ("〔即時新聞／綜合報導〕南韓今傳地震。", "inline", ("", None, "", "南韓今傳地震。")),
        ("[江城新聞網]記者林秀芳／綜合報導美股大漲。", "inline", ("林秀芳:reporter", "江城新聞網", "", "美股大漲。")),
        ("編譯林秀芳／綜合外電|法國總統訪德。", "lead", ("林秀芳:translator", None, "", "法國總統訪德。")),
        (
            "（中央社記者林秀芳新竹縣20日電）縣府今天公布。",
            "inline",
            ("林秀芳:reporter", "中央社", "新竹縣/20日", "縣府今天公布。"),
        ),
        ("新华社电据巴黎消息，市政府宣布限行。", "inline", ("", "新华社", "", "据巴黎消息，市政府宣布限行。")),
        (
            "来源：江城科学报本报讯（记者周敏）又有一颗新星，昨日得名。",
            "inline",
            ("周敏:reporter", "江城科学报", "", "又有一颗新星，昨日得名。"),
        ),
        (
            "2016年6月17日06:15 江城网-江城晚报 本报讯（记者周敏）昨天下雨。",
            "inline",
            ("周敏:reporter", "江城网-江城晚报", "", "昨天下雨。"),
        ),
        ("本报讯记者周敏全省粮食会议召开。", "inline", ("周敏:reporter", None, "", "全省粮食会议召开。")),
        (
            "本报讯记者周雪通讯员李晓雨国务院今天开会。",
            "inline",
            ("周雪:reporter 李晓雨:correspondent", None, "", "国务院今天开会。"),
        ),
        ("本报讯 记者周敏 发自北京 总理抵京访问。", "inline", ("周敏:reporter", None, "北京", "总理抵京访问。")),
        ("（新华每日电讯记者周敏、李雨）", "tail", ("周敏:reporter 李雨:reporter", "新华每日电讯", "", "")),
        ("江城网 记者 周敏 5月8日，指数收涨。", "inline", ("周敏:reporter", "江城网", "", "5月8日，指数收涨。")),
        (
            "好的。（记者周敏、李雨，参与采写：赵大勇、钱宁）",
            "tail",
            ("周敏:reporter 李雨:reporter 赵大勇:reporter 钱宁:reporter", None, "", "好的。"),
        ),
        ("好的。（来源：江城晚报 记者 周敏）", "tail", ("周敏:reporter", "江城晚报", "", "好的。")),
        ("好的。|《 江城日报 》（ 2021年12月17日 01 版）", "tail", ("", "江城日报", "", "好的。")),
        ("编剧：周敏 导演：李雨", "tail", ("周敏:other 李雨:other", None, "", "")),
        ("編輯：林秀芳｜責任編輯：陳志成／編輯組", "tail", ("林秀芳:editor 陳志成:editor", None, "", "")),
        ("原创 周敏 江城夜话 2021-12-17 20:00", "meta", ("周敏:author", "江城夜话", "", "")),
        ("江城财经 周敏 2021-12-17 05:00", "meta", ("周敏:author", "江城财经", "", "")),
        (
            "By Ada Rivers|Business reporter, BBC News|The town met.",
            "lead",
            ("Ada Rivers:author", "BBC News", "", "The town met."),
        ),
        (
            "By Ada Rivers|Special to The Harbor Tribune|The town met.",
            "lead",
            ("Ada Rivers:author", "The Harbor Tribune", "", "The town met."),
        ),
        ("BY ADA RIVERS AND BO HILL", "meta", ("ADA RIVERS:author BO HILL:author", None, "", "")),
        ("Source: Xinhua | 2021-05-03 20:10:29 | Editor: huaxia", "meta", ("", "Xinhua", "", "")),
        ("The river rose. (AP Photo/Ada Rivers)", "tail", ("Ada Rivers:photographer", "AP", "", "The river rose.")),
        ("The river rose. REUTERS/Ada Rivers", "tail", ("Ada Rivers:photographer", "REUTERS", "", "The river rose.")),
        (
            "It ends.|Ada Rivers is a reporter at The Harbor Tribune.",
            "tail",
            ("Ada Rivers:reporter", "The Harbor Tribune", "", "It ends."),
        ),
        ("It ends.|The Associated Press contributed to this report.", "tail", ("", "Associated Press", "", "It ends.")),
        (
            "CNN's Ada Rivers reported from Beirut. CNN's Bo Hill contributed to this report.",
            "tail",
            ("Ada Rivers:reporter Bo Hill:reporter", "CNN", "", ""),
        ),
        (
            "To contact the reporter on this story: Ada Rivers in Cairo at ada@example.net",
            "tail",
            ("Ada Rivers:reporter", None, "", ""),
        ),
    ],
)
def test_a_style_is_read(text: str, where: Where, expected: tuple[str, str | None, str, str]) -> None:
    """People with their roles, the outlet, the dateline, and the text that stays."""
    assert _read(text, where) == expected


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("XX文字", "inline"),
        ("图文并茂，生动活泼。", "lead"),
        ("数据平淡", "lead"),
        ("图表：近五年GDP增速", "inline"),
        ("导演：周敏 编剧：李雨 主演：赵大勇", "inline"),
        ("（周敏笑）", "inline"),
        ("5月6日电竞亚运会开幕", "lead"),
        ("综合媒体1月17日报道，评级机构下调评级。", "inline"),
        ("商务部网站29日消息显示，出口回升。", "inline"),
        ("本报讯记者曾多次采访这位老人，他总是笑。"[3:], "inline"),
        ("LIGHTEN YOUR LOAD – Start by weeding out things.", "inline"),
        ("KNIME — short for a longer name — is a platform.", "inline"),
        ("Home Sale Price Changes Over Time", "lead"),
        ("Begin Your Morning Experience with Slate", "inline"),
        ("Source: Bureau of Labor Statistics", "inline"),
    ],
)
def test_what_only_looks_like_a_credit_stays_whole(text: str, where: Where) -> None:
    """Headings, stage directions, charts and drawn reports name nobody."""
    assert _read(text, where) == ("", None, "", text)


def test_alternatives_share_their_beginnings_and_prefer_the_longer_word() -> None:
    """The tree of words finds what a plain list of them finds."""
    words = ["责编", "责任编辑", "责任", "校对", "a.b"]
    pattern = expression(either(words))
    assert [pattern.match(word)[0] for word in words] == words  # type: ignore[index]  # all match
    assert pattern.match("责任编辑部")[0] == "责任编辑"  # type: ignore[index]  # it matches
    assert pattern.fullmatch("axb") is None
