"""The signs of a credit: role words, marks, labels and words, in the order they stand.

Every character belongs to a sign; a stretch with any other character (a full stop, a quotation) is no credit.
Text is folded (see `folding`).
"""

from functools import lru_cache
from typing import Final, NamedTuple

from pipelines.bylines.expressions import expression
from pipelines.bylines.outlets import SELF
from pipelines.bylines.places import DAY
from pipelines.bylines.roles import ANY_LABEL, GLUED_LABEL, LABEL, MANNER, ROLE_WORDS, SHORT, TEXT_PHOTO, TITLE

_HAN: Final = "\u3400-\u9fff"
_EDGE: Final = r"(?=$|[\s()\[\],;、/|.:-])"
WIRE_WORD: Final = (
    r"(?:综合消息|综合电|综合讯|专电|急电|(?<!每日)电讯|专讯|特讯|专稿|消息(?!人士|面|灵通|称|来源|显示|说|指|透露|传|公布)"
    r"|电(?![话视影子台商力脑动网信器邮报价池站厂梯竞诈磁焊工源量流压机缆热荷瓶饭风煤企改控解])|(?<!每日电)讯(?![息号问飞中社网速实囚道]))"
)
SOURCE: Final = (
    r"(?<!数据)(?<!资料)(?:(?:文章|稿件|信息|新闻|消息|本文|原文|内容|作品|转载|来稿|文稿|素材|稿源)?"
    r"(?:来\s{0,4}源|出处|稿源)(?:于|自)?|转载自|转贴自|转自|摘自|原载于?)"
)
# Han characters that begin a sign; at any other one the expression below need not be tried
_FIRST: Final = "".join({word[0] for word in ROLE_WORDS}) + (
    "驻赴常派特本我此文稿信新消原内作转来素出摘〇零○一二三四五六七八九十廿综专急电讯发传对参联及和与暨均由现独专题"
    "年定页等以时日深整编连多跟追即外上下凌晚"
)
_SIGN: Final = expression(
    rf"(?=[^{_HAN}]|[{_FIRST}])(?:"
    rf"(?P<wire>{DAY}\s?(?:\([^()]{{1,12}}\))?\s?(?:凌晨|上午|下午|中午|傍晚|[早午晚]间|盘[前后中]|晚|深夜|综合|外电)*(?:{WIRE_WORD}|报道|报导|(?=[|])))"
    r"|(?P<sent>(?<=[社网报视])(?:发|传真)(?=\s|\())"
    r"|(?P<etc>等(?=$|[\s)\]]|报道|报导|采写|采访|摄|整理|参与|综合)|以及(?=.))"
    r"|(?P<address>(?:<!-{1,2})?(?:begin|end)-{1,2}>|[(\[](?:微博|微信|博客|专栏|图|组图)[)\]]|(?:(?:发布|发表)?(?:时间|日期)\s*:\s*)(?=\d{4})"
    r"|\([A-Za-z][\w:/-]*\.[\w./-]+\)|[A-Za-z0-9][\w.-]*@[\w.-]+"
    r"|\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?!\d|\s*(?:电|讯|消息)))"
    rf"|(?P<country>\([{_HAN}]{{2,6}}\)(?=\s?{DAY}))"
    rf"|(?P<day_place>{DAY}(?=\s?(?![早午晚]间|凌晨|上午|下午|中午)[{_HAN}]{{2,8}}(?:{WIRE_WORD})))"
    rf"|(?P<source>{SOURCE}(?=\s*\S))"
    rf"|(?P<news>{WIRE_WORD}(?=$|[\s()\[\]:/|,-]|{TITLE}|{SELF}))"
    r"|(?P<from>发自)"
    rf"|(?P<photo>{TEXT_PHOTO})"
    rf"|(?P<title>{TITLE})"
    r"|(?P<report>(?:(?:参与|综合|联合|采访|现场|独家|专题|深度|整理|编译|连线|多地|编辑|综述|跟踪|追踪|特别|即时|新闻|外电)*(?<!经济)(?:报道|报导)"
    rf"|(?:参与|联合)(?:采写|采访|整理|报道)|综合外电){_EDGE}|对[此本]文亦?有贡献)"
    rf"|(?P<role>(?:摄影|摄像|图文|图片)(?:报道|报导){_EDGE}|{LABEL}(?:[·&/、]{ANY_LABEL}(?![{_HAN}]))*|(?:制作|出品){_EDGE}|(?:{MANNER}){_EDGE}"
    rf"|\b(?:By|by|BY)\b(?=\s*[{_HAN}])|(?<=/)[文图摄](?=[{_HAN}]{{0,8}}记者)|(?<=[{_HAN}][{_HAN}])[图摄](?=\s*[/:](?!文))|(?<=/){SHORT}(?=$|[\s,;、)\]/.]|[{_HAN}]{{2,8}}/(?:{SHORT}|摄影)(?![{_HAN}]))|(?<=[网报社台刊])文(?=\s*[:/|])|(?<![{_HAN}]){SHORT}(?=\s*[:/|=✎✍·\\]|\s+\S|$|[,;、)\]])|摄{_EDGE}|(?<=[^{_HAN}][{_HAN}]{{3}})[译绘图]{_EDGE}|(?<=^[{_HAN}]{{2}})译$|(?<=[{_HAN}]{{3}})著(?=[,;、]))"
    rf"|(?P<self>{SELF})"
    rf"|(?P<login>(?<![{_HAN}A-Za-z.@_-])[a-z][a-z0-9_]{{2,}}(?=\s*[)\]]?$|\s+(?:责任|执行)?编辑))"
    r"|(?P<code>(?:_|\b)(?:[A-Z]{1,6}-?\d{2,7}|[a-z]{1,3}\d{3,6}|[A-Z]{2,3}\d{1,3})(?![A-Za-z0-9])|(?<![\d:-])\d{5,12}(?![\d:-]))"
    r"|(?P<field>(?:出版社|出版方|出版|年份|出版年|出版时间|定价|页数|ISBN|原书名|译名|关键[字词]|标签)\s*:\s*[^\s,;|]{1,40})"
    r"|(?P<open>[(\[])|(?P<close>[)\]])"
    r"|(?P<mark>[:/|=✎✍\\]+|_(?![A-Z0-9])|(?<=[文图摄者辑影真])·)"
    rf"|(?P<comma>[、,;&]|(?:及|和|与|暨|均?由)(?={TITLE}|{GLUED_LABEL}|{SELF})|(?<=[片图])均?由(?=[{_HAN}]{{2,4}}(?:拍?摄|撰)))"
    r"|(?P<bullet>(?:(?<=\s)|^)·|[□■◆◇⊙○◎●▲△▼▽►▶★☆※▌▍▎▏▐█*#>•✦✧◤◢◥◣]+)"
    r"|(?P<gap>\s+))"
)
_SENTENCE: Final = expression("[。!？…%$~]")
_WORD: Final = expression(rf"[{_HAN}\u3040-\u30ffA-Za-z0-9À-ɏ·.'_@+《》<>\"?-]+")


class Sign(NamedTuple):
    """One sign: its kind (a group of the expression above, or `word`), and where it stands."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=512)
def read_signs(folded: str) -> tuple[Sign, ...] | None:
    """Part a stretch into signs, every character in one; None when a character belongs to none.

    >>> [sign.kind for sign in read_signs("本报记者 王强")]
    ['self', 'title', 'gap', 'word']
    """
    if _SENTENCE.search(folded):
        return None
    signs: list[Sign] = []
    place = 0
    for match in _SIGN.finditer(folded):
        if not _add_word(signs, folded, place, match.start()):
            return None
        signs.append(Sign(match.lastgroup or "word", match.start(), match.end()))
        place = match.end()
    return tuple(signs) if _add_word(signs, folded, place, len(folded)) else None


def _add_word(signs: list[Sign], folded: str, start: int, end: int) -> bool:
    if start == end:
        return True
    if not _WORD.fullmatch(folded, start, end):
        return False
    signs.append(Sign("word", start, end))
    return True
