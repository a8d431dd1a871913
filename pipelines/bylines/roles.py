"""Role words: which word gives which role, and the one expression that finds them in a credit.

The table is `roles.tsv`. All text is folded (see `folding`), so one spelling stands for 記者 and 记者.
"""

import re
from typing import Final, NamedTuple, cast

from ingest.article import Role
from pipelines.bylines.folding import fold, table_rows
from pipelines.bylines.outlets import SELF


class RoleWord(NamedTuple):
    """A role word: its role, and how it stands (`title`, `label` or `short`, see `roles.tsv`)."""

    role: Role
    style: str


def _words(style: str) -> dict[str, Role]:
    rows = (row for row in table_rows("roles.tsv") if row[1] == style)
    return {fold(word): cast("Role", role) for role, _, words in reversed([*rows]) for word in words.split()}


def _either(words: set[str] | dict[str, Role] | frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_TITLES: Final = _words("title")
_LABELS: Final = _words("label")
_SHORTS: Final = _words("short")
_BEFORE: Final = frozenset(_words("before"))
MANNERS: Final = _words("manner")
SUBJECTS: Final = frozenset(_words("subject"))
STOP_WORDS: Final = frozenset(_words("stop"))

_POSTED: Final = r"(?:驻[\u4e00-\u9fff]{1,8}?)"
# 记者会, 记者们, 编辑部 …: the word goes on and is no role
_NOT_BEFORE: Final = (
    r"(?!们|会(?!/|:| |$)|站|团(?!/|:)|节|证|招待|问答|手记|部|室|组|协会|中心|说|称|从|对|在(?!/)|昨[天日晚]|今[天日晚年早]|了解|获悉|得知|注意到"
    r"|采访|发现|看到|来到|走进|登录|致电|询问|提问|问|调查|观察|近日|日前|随后|还|也|就|的|和他|和她|跟随|随即|以|按(?!/)|器|学|师|机构|家|展|棚|比赛|大赛|作品|奖|权|型|出版|计划)"
)
TITLE: Final = rf"(?:{_POSTED}?(?:{_either(_BEFORE)}|\s)*{_POSTED}?(?:{_either(_TITLES)})(?:们)?{_NOT_BEFORE})"
LABEL: Final = rf"(?:(?:{_either(_BEFORE)})*(?:{_either(_LABELS)}){_NOT_BEFORE})"
_MEDIUM: Final = r"(?:图片|图表|摄影|摄像|视频|供图|制图|文字|文|图|摄|表|片)"
# 文/图, 图文, 摄影/文: who wrote also took the pictures
TEXT_PHOTO: Final = (
    rf"(?:{_MEDIUM}(?:\s*[/·、&+和及|]\s*{_MEDIUM})+(?:报道|报导)?(?!编辑|设计)"
    r"|(?:图文|文图)(?:报道|报导)?(?!编辑)|文并摄|文并图|文摄)"
)
MANNER: Final = _either(MANNERS)
SHORT: Final = "[" + "".join(_SHORTS) + "]"
_TRIM: Final = re.compile(rf"^(?:{SELF}|{_POSTED}(?={_either(_BEFORE)}|{_either(_TITLES)})|{_either(_BEFORE)}|\s)+")


def role_of(word: str) -> RoleWord | None:
    """Return the role of a folded role word with whatever stands before it (本报驻京见习记者), or None.

    >>> role_of("特约通讯员"), role_of("责任编辑").role
    (RoleWord(role='correspondent', style='title'), 'editor')
    """
    word = word.replace(" ", "")
    for style, table in (("title", _TITLES), ("label", _LABELS), ("short", _SHORTS)):
        if word in table:
            return _special(word, RoleWord(table[word], style))
    for style, table in (("title", _TITLES), ("label", _LABELS)):
        for width in range(1, len(word)):
            if word[width:] in table:
                return _special(word, RoleWord(table[word[width:]], style))
    return None


def _special(word: str, found: RoleWord) -> RoleWord:
    """Let the words before a title speak: 摄影记者 is a photographer, 实习记者 an intern, 实习编辑 an editor."""
    if found.role == "reporter" and found.style == "title":
        if "摄影" in word or "图片" in word or "摄像" in word:
            return RoleWord("photographer", "title")
        if "实习" in word:
            return RoleWord("intern", "title")
    return found
