"""Role words: which word gives which role, and the one expression that finds them in a credit.

The table is `roles.tsv`. All text is folded (see `folding`), so one spelling stands for 記者 and 记者.
"""

from typing import Final, cast

from ingest.article import Role
from pipelines.bylines.expressions import either, expression
from pipelines.bylines.folding import fold, table_rows


def _words(style: str) -> dict[str, Role]:
    rows = (row for row in table_rows("roles.tsv") if row[1] == style)
    return {fold(word): cast("Role", role) for role, _, words in reversed([*rows]) for word in words.split()}


_TITLES: Final = _words("title")
_LABELS: Final = _words("label")
_SHORTS: Final = _words("short")
_BEFORE: Final = frozenset(_words("before"))
MANNERS: Final = _words("manner")
ROLE_WORDS: Final = frozenset({*_TITLES, *_LABELS, *_SHORTS, *_BEFORE, *MANNERS})
SUBJECTS: Final = frozenset(_words("subject"))
STOP_WORDS: Final = frozenset(_words("stop"))
CHANNELS: Final = frozenset(_words("channel"))
NOTES: Final = frozenset(_words("note"))
CALLINGS: Final = tuple(sorted(_words("calling"), key=len, reverse=True))
_CALLING_END: Final = expression(f"(?:{either(CALLINGS)}|[员长师者家])$")

_POSTED: Final = r"(?:(?:常驻|派驻|驻|赴|特派)[\u4e00-\u9fff、]{1,20}?)"
# 记者会, 记者们, 编辑部 …: the word goes on and is no role
_NOT_TITLE: Final = (
    r"(?!们|会(?!/|:| |$)|站|团(?!/|:)|节|证|招待|问答|手记|部|室|组|协会|中心|说|称|从|对|在(?!/)"
    r"|昨[天日晚]|今[天日晚年早]|了解|获悉|得知|注意到|采访|发现|看到|来到|走进|登录|致电|询问|提问|问|调查|观察"
    r"|近日|日前|随后|还|也|就|的|提醒|建议|呼吁|介绍|表示|认为|统计|梳理|查询|拨打|联系|实地|探访|目睹|资料|和他|和她|跟随|随即|以|按(?!/))"
)
_NOT_LABEL: Final = (
    r"(?!按|荐|语|注|们|会(?!/|:| |$)|站|团|队|节|部|室|组(?!:|/)|协会|中心|说|称|从|对|在|的|和他|器|学|师|机构"
    r"|家|展|棚|比赛|大赛|作品|奖|权|型|出版|计划|上|了|人员|工作|大会)"
)
# 记 者, 通 讯 员: words that a layout stretches
_STRETCHED_TITLES: Final = r"|作\s{1,4}者|记\s{1,4}者|通\s{1,2}讯\s{1,2}员"
_STRETCHED_LABELS: Final = r"|编\s{1,4}辑|责\s{1,4}编|摄\s{1,4}影|校\s{1,4}对|撰\s{1,4}文|译\s{1,4}者|翻\s{1,4}译"
_HEADED: Final = rf"(?:{either(_BEFORE)})"
TITLE: Final = rf"(?:{_POSTED}?(?:{_HEADED}|\s)*{_POSTED}?(?:{either(_TITLES)}{_STRETCHED_TITLES}){_NOT_TITLE})"
# the labels that are not `glued` begin behind a mark or a blank, else 上海报道 would hold 海报
ANY_LABEL: Final = either(_LABELS)
GLUED_LABEL: Final = either(_words("glued"))  # may stand between names without a mark
LABEL: Final = (
    rf"(?:{_HEADED}*(?:{GLUED_LABEL}{_STRETCHED_LABELS}|{ANY_LABEL}(?=\s*[:/|])){_NOT_LABEL}"
    rf"|(?<![\u4e00-\u9fff])(?:{ANY_LABEL}(?![\u4e00-\u9fff])|{_HEADED}+{ANY_LABEL}){_NOT_LABEL})"
)
_MEDIUM: Final = r"(?:写真|图片|图表|摄影|摄像|视频|供图|制图|文字|文|图|摄|表|片)"
# 文/图, 图文, 摄影/文: who wrote also took the pictures
TEXT_PHOTO: Final = (
    rf"(?:{_MEDIUM}(?:\s*[/·、&+和及|]\s*{_MEDIUM})+(?:报道|报导)?(?!编辑|设计)"
    r"|(?:图文|文图)(?:报道|报导)?(?!编辑)|文并摄|文并图|文摄)"
)
MANNER: Final = either(MANNERS)
SHORT: Final = "[" + "".join(_SHORTS) + "]"


def role_of(word: str) -> Role | None:
    """Return the role of a folded role word with whatever stands before it (驻京见习记者), or None.

    >>> role_of("特约通讯员"), role_of("责任编辑"), role_of("实习记者"), role_of("摄影记者")
    ('correspondent', 'editor', 'intern', 'photographer')
    """
    word = "".join(word.split())
    for width in range(len(word)):
        for table in (_TITLES, _LABELS, _SHORTS):
            role = table.get(word[width:])
            if role is not None and (width == 0 or table is not _SHORTS):
                return _spoken(word, role) if table is _TITLES else role
    return None


def _spoken(word: str, role: Role) -> Role:
    """Let the words before 记者 speak: 摄影记者 is a photographer, 实习记者 an intern."""
    if role == "reporter" and ("摄影" in word or "图片" in word or "摄像" in word):
        return "photographer"
    return "intern" if role == "reporter" and "实习" in word else role


def is_about(text: str) -> bool:
    """Say whether `text` tells what a person is (…大学教授), as it stands behind an author's name."""
    return len(text) > 2 and bool(_CALLING_END.search(text))
